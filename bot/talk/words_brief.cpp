// What people are asked, and what is told to those who only read.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/compare.hpp"
#include "planner/evolve.hpp"
#include "planner/pace.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Facts;
using chat::Weight;
using planner::Kind;
using planner::Ref;

constexpr std::size_t most_changes = 6;

/// A person's unfinished actions, those under way first, then the most urgent.
std::vector<Ref> open_actions(const View& view, turn::PersonId person) {
  std::vector<const planner::Action*> own;
  for (const auto& action : view.plan.actions) {
    if (action.owner == person && !action.finished) own.push_back(&action);
  }
  const auto start_of = [&](const planner::Action& action) {
    const auto* slot = view.walk ? view.walk->find({Kind::action, action.number}) : nullptr;
    return slot == nullptr ? planner::LocalTime::max() : slot->latest_start;
  };
  std::ranges::stable_sort(own, [&](const auto* a, const auto* b) {
    if (a->started.has_value() != b->started.has_value()) return a->started.has_value();
    return start_of(*a) < start_of(*b);
  });
  std::vector<Ref> refs;
  for (const auto* action : own) refs.push_back({Kind::action, action->number});
  return refs;
}

std::string say_action(const View& view, Ref ref) {
  const auto* action = planner::find_action(view.plan, ref.number);
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  std::string text = named(view.plan, ref);
  if (action->started) {
    text += ", under way";
    if (slot != nullptr) text += ", to be done by " + say_local(slot->latest_finish, view.today);
  } else if (slot != nullptr) {
    text += ", to be started by " + say_local(slot->latest_start, view.today);
  }
  if (slot != nullptr && slot->total_float > 0) text += ", " + say_room(slot->total_float, view.plan.calendar) + " of room";
  return text;
}

std::string say_answer(const View& view, const planner::StandupAnswer& answer) {
  switch (answer.doing) {
    case planner::Doing::on_it:
      return (answer.about ? "on " + named(view.plan, *answer.about) : "on it") + (answer.words.empty() ? "" : ": " + answer.words);
    case planner::Doing::something_else:
      return answer.words;
    case planner::Doing::blocked: {
      std::string text = (answer.about ? planner::text(*answer.about) + " " : "") + "blocked: " + answer.words;
      for (const auto& risk : view.plan.risks) {
        if (!answer.about || risk.about != answer.about || risk.words != answer.words) continue;
        text += " (R" + std::to_string(risk.number) + (risk.closed ? ", over" : "") + ")";
      }
      return text;
    }
    case planner::Doing::skipped:
      break;
  }
  return "nothing today";
}

/// Those whom the standup asks, and whoever has answered for that date.
std::vector<turn::PersonId> heard(const planner::Plan& plan, planner::Date date) {
  auto people = planner::asked_at_standup(plan);
  for (const auto& answer : plan.rhythm.answers) {
    if (answer.date == date) people.push_back(answer.person);
  }
  std::ranges::sort(people);
  people.erase(std::ranges::unique(people).begin(), people.end());
  return people;
}

std::string say_milestone(const View& view, const planner::Milestone& milestone) {
  const Ref ref{Kind::milestone, milestone.number};
  const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
  std::string text = named(view.plan, ref) + (milestone.reached ? " ●" : " ○");
  if (milestone.reached) return text + " " + say_date(std::chrono::floor<std::chrono::days>(*milestone.reached), view.today);
  return slot == nullptr ? text : text + " " + say_local(slot->latest_finish, view.today);
}

/// "8 days (6 to 14)"; "12d left" where that was told.
std::string say_time_of(const planner::Plan& plan, const planner::Action& action) {
  const bool is_left_told = action.started && action.remaining;
  return is_left_told ? told_work(action.remaining->left, plan.calendar) + " left" : say_estimate(plan, action);
}

std::string say_difference(const planner::Plan& before, const View& view, const planner::Difference& difference) {
  using planner::Difference;
  const auto& plan = view.plan;
  const std::string about = difference.about ? named(planner::exists(plan, *difference.about) ? plan : before, *difference.about) : "";
  switch (difference.what) {
    case Difference::goal_moved:
      return "the goal moved to " + (plan.goal.due ? say_moment(*plan.goal.due, view.today) : std::string("no date"));
    case Difference::goal_retitled:
      return "the goal is now " + quoted(plan.goal.title);
    case Difference::milestone_reached:
      return about + " reached";
    case Difference::milestone_added:
    case Difference::action_added:
    case Difference::kpi_added:
      return about + " is new";
    case Difference::milestone_moved:
      return about + " moved";
    case Difference::item_dropped:
      return about + " dropped";
    case Difference::action_done:
      return about + " done";
    case Difference::action_started:
      return about + " started";
    case Difference::action_longer:
      return about + " takes longer: " + say_time_of(plan, *planner::find_action(plan, difference.about->number));
    case Difference::action_shorter:
      return about + " takes less: " + say_time_of(plan, *planner::find_action(plan, difference.about->number));
    case Difference::kpi_read: {
      const auto* kpi = planner::find_kpi(plan, difference.about->number);
      return about + " reads " + say_value(*kpi, planner::value_of(*kpi));
    }
    case Difference::risk_added:
      return "new risk " + about;
    case Difference::risk_closed:
      return about + " is over";
    case Difference::committed:
      return "committed, v" + std::to_string(plan.version);
    case Difference::status_reported:
      break;
  }
  return plan.reported ? "reported " + say_status(plan.reported->status) : "nothing reported any more";
}

/// The plan as it was when the last brief went out; as it started when none did.
planner::Plan plan_then(const turn::Record& record) {
  const auto& last = record.plan.rhythm.last_brief;
  planner::Plan then;
  for (const auto& entry : record.log) {
    for (const auto& edit : entry.edits) {
      if (then.seq > 0 && then.seq >= (last ? last->seq : 1)) return then;
      then = planner::evolve(std::move(then), edit);
    }
  }
  return then;
}

std::string joined(const std::vector<std::string>& texts, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < texts.size() && i < most; ++i) text += (i == 0 ? "" : " · ") + texts[i];
  return texts.size() > most ? text + " · and " + std::to_string(texts.size() - most) + " more" : text;
}

}  // namespace

std::string say_channel(const turn::State& state, std::optional<turn::ChannelId> channel) {
  const auto found = channel ? state.channels.find(*channel) : state.channels.end();
  if (found == state.channels.end()) return "here";
  return "in #" + (found->second.name.empty() ? found->second.place.channel : found->second.name);
}

chat::Message checkin_question(const View& view, const planner::Kpi& kpi) {
  const std::string ref = "K" + std::to_string(kpi.number);
  const auto pace = planner::pace(view.plan, kpi, view.today);
  auto result = message(ref + " " + kpi.name + ": it was " + say_value(kpi, pace.last) + " on " + say_date(pace.on, view.today) +
                        ". What is it today?");
  if (const auto rate = say_rate(view, kpi); !rate.empty()) {
    const auto due = planner::due_of(view.plan, kpi);
    result.blocks.push_back(
        line("To " + say_value(kpi, kpi.target) + (due ? " by " + say_date(due->date, view.today) : "") + ": " + rate + "."));
  }
  result.blocks.push_back(quiet_line(view.plan.key + " · say the number, or +9 for nine more."));
  result.blocks.push_back(Buttons{{{"Update " + ref, in_plan(view.plan, "kpi " + ref), Weight::primary},
                                   {"No change", in_plan(view.plan, "kpi " + ref + " same"), Weight::normal},
                                   {"Skip", in_plan(view.plan, "skip " + ref), Weight::normal},
                                   {"In 1 h", in_plan(view.plan, "snooze " + ref + " 1h"), Weight::normal},
                                   {"Tomorrow", in_plan(view.plan, "snooze " + ref), Weight::normal}}});
  return result;
}

chat::Message standup_question(const View& view, turn::PersonId person, planner::Date date) {
  const auto open = open_actions(view, person);
  const std::string slot = "standup " + zones::iso(date) + " ";
  auto result = message("Standup for " + say_date(date, view.today) + ", " + view.plan.key + ": what are you doing?");
  for (std::size_t i = 0; i < open.size() && i < 3; ++i) result.blocks.push_back(line(say_action(view, open[i]) + "."));
  if (open.empty()) result.blocks.push_back(line("No open action in the plan is yours."));
  if (view.plan.rhythm.standup) {
    result.blocks.push_back(
        quiet_line("The report comes at " + say_time(view.plan.rhythm.standup->report_at) + " " + view.plan.zone + "."));
  }
  Buttons buttons;
  if (!open.empty()) {
    const std::string first = planner::text(open.front());
    buttons.buttons.push_back({"On it", in_plan(view.plan, slot + "on " + first), Weight::primary});
    buttons.buttons.push_back({"Something else", in_plan(view.plan, slot + "else"), Weight::normal});
    buttons.buttons.push_back({"Blocked", in_plan(view.plan, slot + "blocked " + first), Weight::normal});
  } else {
    buttons.buttons.push_back({"Something else", in_plan(view.plan, slot + "else"), Weight::normal});
  }
  buttons.buttons.push_back({"Skip", in_plan(view.plan, slot + "skip"), Weight::normal});
  buttons.buttons.push_back({"In 1 h", in_plan(view.plan, "snooze standup 1h"), Weight::normal});
  result.blocks.push_back(std::move(buttons));
  return result;
}

chat::Message standup_report(const View& view, planner::Date date) {
  chat::Message result{{chat::strong(view.plan.key + " · standup of " + say_date(date, view.today))}, {}};
  std::string silent;
  std::string away;
  for (const auto person : heard(view.plan, date)) {
    const auto found =
        std::ranges::find_if(view.plan.rhythm.answers, [&](const auto& answer) { return answer.person == person && answer.date == date; });
    if (found != view.plan.rhythm.answers.end()) {
      result.blocks.push_back(line(name_of(view.state, person) + ": " + say_answer(view, *found) + "."));
      continue;
    }
    const auto known = view.state.people.find(person);
    const bool is_away =
        known != view.state.people.end() && known->second.away && known->second.away->from <= date && date < known->second.away->until;
    std::string& list = is_away ? away : silent;
    list += (list.empty() ? "" : ", ") + name_of(view.state, person);
  }
  if (!silent.empty()) result.blocks.push_back(quiet_line("No answer yet: " + silent + "."));
  if (!away.empty()) result.blocks.push_back(quiet_line("Away: " + away + "."));
  result.blocks.push_back(line(view.plan.key + ": " + say_health(view) + "."));
  return result;
}

chat::Message brief_of(const turn::Record& record, const View& view, std::optional<planner::Date> date) {
  const auto& plan = view.plan;
  chat::Message result{
      {chat::strong(plan.key + " · " + plan.goal.title + " · brief of " + say_date(date.value_or(view.today), view.today))}, {}};
  Facts facts;
  const std::string aim = plan.goal.announcement.value_or(plan.goal.title);
  facts.facts.emplace_back("Goal", aim + (plan.goal.due ? ", by " + say_moment(*plan.goal.due, view.today) : ""));
  if (plan.goal.audience) facts.facts.emplace_back("Why", quoted(*plan.goal.audience));
  facts.facts.emplace_back("Where", say_health(view));
  std::vector<std::string> texts;
  for (const auto& milestone : plan.milestones) texts.push_back(say_milestone(view, milestone));
  if (!texts.empty()) facts.facts.emplace_back("Milestones", joined(texts, 7));
  texts.clear();
  for (const auto& kpi : plan.kpis) texts.push_back(say_kpi(view, kpi));
  if (!texts.empty()) facts.facts.emplace_back("Numbers", joined(texts, 5));
  texts.clear();
  const auto before = plan_then(record);
  for (const auto& difference : planner::compare(before, plan)) texts.push_back(say_difference(before, view, difference));
  const std::string since = plan.rhythm.last_brief ? "What changed" : "Since the start";
  facts.facts.emplace_back(since, texts.empty() ? "nothing" : joined(texts, most_changes));
  if (const auto* risk = top_risk(plan)) facts.facts.emplace_back("Risk to know", say_risk(view, *risk));
  if (const auto start = say_start_here(view)) {
    facts.facts.emplace_back("Next", start->substr(std::string("Start here: ").size()));
  }
  result.blocks.push_back(std::move(facts));
  const auto& draft = plan.rhythm.draft;
  if (draft && draft->date == date && draft->note) {
    result.blocks.push_back(line(name_of(view.state, plan.owner) + ": " + quoted(*draft->note)));
  }
  return result;
}

}  // namespace backwalk::talk

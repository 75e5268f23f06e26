// A template's sentences are said to the new plan one after another, as its owner would; of a plan that is begun again the items are wished
// for. What comes of it is one command.
#include "bot/talk/act_template.hpp"

#include <algorithm>

#include "bot/talk/act_next.hpp"
#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;
using std::chrono::days;

/// What a template brings to a plan.
struct Brought {
  planner::Plan plan{};
  std::vector<planner::Edit> edits{};
  std::vector<Ref> undated{};  ///< milestones whose dates have passed: they are without one
  int days_past = 0;           ///< by how many days the first of them has
};
using Bringing = std::variant<Brought, Reply>;

/// The date of a milestone in the sprints that were told: as many of them before the goal as the template's own.
void put_into_sprints(Utterance& said, const PlanTemplate& chosen, const Utterance& asked, const planner::Plan& plan) {
  if (chosen.sprint_days == 0 || !said.by || !said.by->before_goal) return;
  const int length = asked.every_days.value_or(chosen.sprint_days);
  const int sprints = *said.by->before_goal / chosen.sprint_days;
  if (!asked.sprints_from) {
    said.by->before_goal = sprints * length;
    said.by->date = plan.goal.due->date - days{sprints * length};
    return;
  }
  const planner::WorkingTime time{plan.calendar};
  const auto last = sprint_end(plan.goal.due->date, *asked.sprints_from, length, time);
  said.by = Moment{sprint_end(last - days{sprints * length}, *asked.sprints_from, length, time), {}, {}};
}

/// What a plan is filled from: a template, or a plan that is begun again.
struct Pattern {
  const PlanTemplate* shipped = nullptr;
  const planner::Plan* model = nullptr;  ///< where there is no `shipped`
  std::string name{};
};

/// In a channel only what everybody may know of is a template.
bool is_kept_here(const Context& context, const planner::Plan& plan) {
  return plan.template_name && (context.envelope.place.is_direct() || !plan.is_private);
}

std::optional<Pattern> pattern_of(const Context& context) {
  const auto& name = context.said.template_name;
  if (const auto* shipped = find_template(name)) return Pattern{shipped, nullptr, name};
  const planner::Plan* model = nullptr;
  for (const auto& record : context.state.plans) {
    if (record->plan.key == name) return Pattern{nullptr, &record->plan, name};
    if (record->plan.template_name == name && is_kept_here(context, record->plan)) model = &record->plan;  // the youngest of that name
  }
  return model == nullptr ? std::nullopt : std::optional(Pattern{nullptr, model, name});
}

std::vector<const planner::Plan*> kept_templates(const Context& context) {
  std::vector<const planner::Plan*> kept;
  for (const auto& record : context.state.plans) {
    if (is_kept_here(context, record->plan)) kept.push_back(&record->plan);
  }
  return kept;
}

class Filler {
 public:
  Filler(const Context& context, const Pattern& pattern, planner::Plan plan)
      : pattern_(pattern), asked_(context.said), in_(context), today_(plan_today(context, plan)) {
    in_.calendarium.goal = plan.goal.due->date;
    in_.form = nullptr;
    filled_.plan = std::move(plan);
  }

  Bringing fill() {
    if (auto reply = pattern_.shipped != nullptr ? say_all(*pattern_.shipped) : copy(*pattern_.model)) return std::move(*reply);
    // The template says what comes before what: the walk has not to ask for it again.
    if (auto reply = wish(planner::CloseTopic{{planner::Topic::milestones, {}}, planner::Closing::enough})) return std::move(*reply);
    for (const auto& action : filled_.plan.actions) {
      const Ref ref{Kind::action, action.number};
      const auto& links = filled_.plan.links;
      if (std::any_of(links.begin(), links.end(), [&](const auto& link) { return link.after == ref; })) continue;
      firsts_.push_back(ref);
    }
    for (const auto ref : firsts_) {
      if (auto reply = wish(planner::CloseTopic{{planner::Topic::steps, ref}, planner::Closing::nothing_before})) return std::move(*reply);
    }
    return std::move(filled_);
  }

 private:
  std::optional<Reply> say_all(const PlanTemplate& chosen) {
    for (const auto line : chosen.lines) {
      in_.said = parse(words_of({chat::Piece{std::string(line)}}), in_.calendarium);
      put_into_sprints(in_.said, chosen, asked_, filled_.plan);
      turn::Record record;
      record.plan = filled_.plan;
      auto wishes = wish_of(in_, record);
      if (auto* reply = std::get_if<Reply>(&wishes)) return std::move(*reply);
      for (auto& each : std::get<0>(wishes)) {
        if (auto reply = wish(std::move(each))) return reply;
      }
    }
    return std::nullopt;
  }

  std::optional<Reply> copy(const planner::Plan& model) {
    const auto& plan = filled_.plan;
    const auto owner = plan.is_private ? std::optional(plan.owner) : std::nullopt;
    for (auto& each : wishes_like(model, plan.goal, owner, plan_now(in_, plan))) {
      if (auto reply = wish(std::move(each))) return reply;
    }
    return std::nullopt;
  }

  std::optional<Reply> wish(planner::Command command) {
    auto* milestone = std::get_if<planner::AddMilestone>(&command);
    if (milestone != nullptr && milestone->due && milestone->due->date < today_) {
      filled_.days_past = std::max(filled_.days_past, static_cast<int>((today_ - milestone->due->date).count()));
      filled_.undated.push_back({Kind::milestone, filled_.plan.last_milestone + 1});
      milestone->due.reset();
    }
    const auto facts = facts_of(in_, filled_.plan, command);
    if (!facts) return refuse(refusal(facts.error(), filled_.plan, today_, in_.said));
    filled_.edits.insert(filled_.edits.end(), facts->begin(), facts->end());
    filled_.plan = planner::replay(*facts, std::move(filled_.plan));
    return std::nullopt;
  }

  const Pattern& pattern_;
  Utterance asked_;
  Context in_;
  planner::Date today_{};
  std::vector<Ref> firsts_{};
  Brought filled_{};
};

/// By how many days the goal would have to move; 0: it fits.
int days_short(const View& view, int days_past) {
  if (!view.walk || view.walk->schedule.is_feasible) return days_past;
  const auto late = planner::lateness(view.plan, *view.walk);
  const auto missed = !late || late->chain.empty() ? Ref{} : late->chain.back();
  const auto* slot = view.walk->find(missed);
  if (slot == nullptr) return std::max(days_past, 1);
  const auto gap = std::chrono::ceil<days>(slot->earliest_finish - slot->latest_finish).count();
  return std::max({days_past, 1, static_cast<int>(gap)});
}

/// The first date, whole weeks after the one that was asked for, by which all of it fits; none within some eight years.
std::optional<planner::Date> later_date(const Context& context, const Pattern& pattern, planner::StartPlan wish, int days_missing) {
  const auto today = context.calendarium.today;
  for (int round = 0; round < 8; ++round) {
    wish.due->date += days{(days_missing + 6) / 7 * 7};
    const auto started = planner::decide({}, wish, today);
    if (!started) return std::nullopt;
    auto filling = Filler(context, pattern, planner::replay(*started)).fill();
    const auto* filled = std::get_if<Brought>(&filling);
    if (filled == nullptr) return std::nullopt;
    days_missing = days_short(view_of(filled->plan, context.state, plan_today(context, filled->plan)), filled->days_past);
    if (days_missing == 0) return wish.due->date;
  }
  return std::nullopt;
}

Reply ask_when(const Context& context, const Pattern& pattern, const planner::StartPlan& wish, const View& view, int days_past) {
  TooNear near{view, pattern.name, days_past, later_date(context, pattern, wish, days_short(view, days_past)), {}, {}};
  Utterance command = context.said;
  command.is_preview = command.is_again = false;
  if (near.later) {
    command.by = Moment{*near.later, wish.due->time, {}};
    near.later_command = canonical(command);
  }
  command.by = context.said.by;
  command.is_sure = true;
  near.anyway_command = canonical(command);
  return tell(template_too_near(near));
}

void append_blocks(chat::Message& whole, const chat::Message& more) {
  whole.blocks.push_back(chat::Text{more.headline});
  whole.blocks.insert(whole.blocks.end(), more.blocks.begin(), more.blocks.end());
}

}  // namespace

turn::Answer from_template(const Context& context) {
  const auto& said = context.said;
  if (said.template_name.empty() && !said.text.empty()) return finish(context, refuse(not_all_understood(said.text, "template list")));
  if (said.template_name.empty()) return finish(context, tell(templates_listed(kept_templates(context))));
  const auto pattern = pattern_of(context);
  if (!pattern) return finish(context, refuse(no_such_template(said.template_name)));
  const bool is_told = pattern->model != nullptr && pattern->model->is_private && !context.envelope.place.is_direct();
  if (is_told) return finish(context, refuse(private_plan(pattern->name)));
  if (auto reply = malformed(context, "")) return finish(context, std::move(*reply));
  if (said.bad_every) return finish(context, refuse(bad_every(said)));
  if (!said.by) return finish(context, refuse(lacks(row_of(said.verb), "the date of the goal: by 18 dec")));
  const bool has_sprints = pattern->shipped != nullptr && pattern->shipped->sprint_days > 0;
  if (said.every_days && !has_sprints) return finish(context, refuse(no_sprints(pattern->name)));
  if (pattern->model != nullptr && !pattern->model->goal.due) return finish(context, refuse(no_date_to_copy(*pattern->model)));
  Context titled = context;
  if (said.text.empty()) titled.said.text = pattern->shipped != nullptr ? std::string(pattern->shipped->title) : pattern->model->goal.title;
  return start_plan(titled);
}

turn::Answer start_filled(const Context& context, turn::Record record, const planner::StartPlan& wish) {
  const auto& said = context.said;
  const auto pattern = *pattern_of(context);
  auto filling = Filler(context, pattern, record.plan).fill();
  if (auto* reply = std::get_if<Reply>(&filling)) return finish(context, std::move(*reply));
  auto& filled = std::get<Brought>(filling);
  const auto view = view_of(filled.plan, context.state, plan_today(context, filled.plan));
  if (!said.is_sure && days_short(view, filled.days_past) > 0)
    return finish(context, ask_when(context, pattern, wish, view, filled.days_past));

  const auto started = record.log.back();
  std::vector<planner::Edit> edits = started.edits;
  edits.insert(edits.end(), filled.edits.begin(), filled.edits.end());
  auto words = plan_started(view, name_of(context.state, context.me), zone_note(context), false);
  auto whole = template_told(with_first(context, record, edits, view), pattern.name, filled.undated);
  if (said.is_preview) {
    Utterance command = said;
    command.is_preview = command.is_again = false;
    append_blocks(words, whole);
    return finish(context, tell(previewed(words, {}, canonical(command))));
  }
  whole.blocks.emplace_back(chat::Buttons{{undo_button(record, record.plan.seq + 1)}});
  record.plan = filled.plan;
  const auto home = home_of(record);
  Reply reply;
  reply.post = card(view);
  if (home.is_direct()) {
    append_blocks(words, whole);
  } else {
    reply.line = std::move(whole);
  }
  if (context.envelope.answers_inline || home.is_direct()) reply.told = std::move(words);
  auto answer = finish(context, record, std::move(edits), started.said, std::move(reply), false);
  // Two entries of the log: the start stays when what the template brought is taken back.
  Utterance plain_start = said;
  plain_start.verb = Verb::start;
  plain_start.every_days.reset();
  plain_start.is_sure = plain_start.is_quiet = false;
  answer.changes = {{record.id, started.edits, canonical(plain_start)}, {record.id, std::move(filled.edits), started.said}};
  bind_home(answer, record.id, home);
  return answer;
}

Wish name_template(const Context& context, const turn::Record& record) {
  const auto& plan = record.plan;
  const std::string& name = context.said.text;
  const auto is_fit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  // With a dash "template beta-launch …" cannot be the beginning of an answer.
  const bool is_name = name.find('-') != std::string::npos && name.size() <= 30 && std::all_of(name.begin(), name.end(), is_fit);
  const bool is_taken = find_template(name) != nullptr || name == "list" || name == "save";
  if (!is_name || is_taken) return refuse(no_template_name(name, is_taken));
  if (!plan.closed_at) return refuse(not_over_yet(plan));
  for (const auto& other : context.state.plans) {
    const bool is_anothers = other->id != record.id && other->plan.owner != context.me && is_kept_here(context, other->plan);
    if (is_anothers && other->plan.template_name == name) return refuse(template_of_another(name, other->plan.key));
  }
  if (!plan.goal.due) return refuse(no_date_to_copy(plan));
  return just(planner::NameTemplate{name});
}

}  // namespace backwalk::talk

// What the clock brings, in words.
#include <algorithm>
#include <iterator>

#include "bot/base/zones.hpp"
#include "bot/talk/reply.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Kind;
using planner::Ref;

void add_plan(chat::Message& to, const planner::Plan& plan, planner::Date today) {
  to.blocks.emplace_back(
      quiet_line(plan.key + " · " + plan.goal.title + (plan.goal.due ? ", " + say_date(plan.goal.due->date, today) : "")));
}

/// One reminder, for whom it is meant.
struct Worded {
  const turn::Record& record;
  const View& view;
  const turn::Reminder& reminder;

  chat::Message operator()(const turn::StartSoon& soon) const {
    const auto& plan = view.plan;
    const Ref ref{Kind::action, soon.action};
    const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
    const auto* action = planner::find_action(plan, soon.action);
    if (slot == nullptr || action == nullptr) return message("");
    const std::string when = say_local(slot->latest_start, view.today);
    const bool is_past = std::chrono::floor<std::chrono::days>(slot->latest_start) < view.today;
    std::string text = named(plan, ref) + " must start by " + when + ".";
    if (soon.is_late) {
      text = named(plan, ref) +
             (is_past ? " should have started by " + when + ". This reminder is late, so the date moves unless it starts today."
                      : " must start by " + when + ". This reminder is late.");
    }
    auto result = message(text);
    result.blocks.emplace_back(
        line("It takes " + say_estimate(plan, *action) + " and must be done by " + say_local(slot->latest_finish, view.today) + "."));
    add_stand_in(result);
    add_plan(result, plan, view.today);
    result.blocks.emplace_back(Buttons{{{"Start " + planner::text(ref), in_plan(plan, "started " + planner::text(ref)), Weight::primary},
                                        {"Already done", in_plan(plan, "done " + planner::text(ref)), Weight::normal},
                                        {"Status", in_plan(plan, "status"), Weight::normal}}});
    add_later(result, ref);
    return result;
  }
  chat::Message operator()(const turn::MilestoneSoon& soon) const {
    const auto& plan = view.plan;
    const Ref ref{Kind::milestone, soon.milestone};
    const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
    if (slot == nullptr) return message("");
    const std::string when = say_local(slot->latest_finish, view.today);
    auto result = message(named(plan, ref) + " must be true by " + when + "." + (soon.is_late ? " This reminder is late." : ""));
    const auto& done_when = planner::find_milestone(plan, soon.milestone)->done_when;
    if (done_when) result.blocks.emplace_back(line("Done when: " + *done_when));
    std::vector<Ref> open;
    for (const auto& link : plan.links) {
      const auto* action = link.after == ref && link.before.kind == Kind::action ? planner::find_action(plan, link.before.number) : nullptr;
      if (action != nullptr && !action->finished) open.push_back(link.before);
    }
    result.blocks.emplace_back(
        line(open.empty() ? "Nothing that comes just before it is open." : "Still open before it: " + list_of(plan, open) + "."));
    add_stand_in(result);
    add_plan(result, plan, view.today);
    result.blocks.emplace_back(Buttons{{{"Reached " + planner::text(ref), in_plan(plan, "done " + planner::text(ref)), Weight::primary},
                                        {"Status", in_plan(plan, "status"), Weight::normal}}});
    add_later(result, ref);
    return result;
  }
  chat::Message operator()(const turn::CheckIn& checkin) const {
    const auto* kpi = planner::find_kpi(view.plan, checkin.kpi);
    return kpi == nullptr ? message("") : checkin_question(view, *kpi);
  }
  chat::Message operator()(const turn::StandupQuestion& question) const {
    return standup_question(view, reminder.person.value_or(turn::PersonId{}), question.date);
  }
  chat::Message operator()(const turn::StandupReport& report) const { return standup_report(view, report.date); }
  chat::Message operator()(const turn::BriefPreview& preview) const {
    const auto& brief = view.plan.rhythm.brief;
    const std::string slot = zones::iso(preview.date);
    const std::string when = say_moment({preview.date, preview.goes_out - planner::LocalTime{preview.date}}, view.today);
    auto result =
        message("Draft of the brief that goes out " + when + " " + say_channel(view.state, brief ? brief->channel : std::nullopt) +
                ". Without a word from you it goes out like this.");
    const auto draft = brief_of(record, view, preview.date);
    result.blocks.emplace_back(chat::Text{draft.headline});
    result.blocks.insert(result.blocks.end(), draft.blocks.begin(), draft.blocks.end());
    result.blocks.emplace_back(Buttons{{{"Send", in_plan(view.plan, "brief " + slot + " send"), Weight::primary},
                                        {"Edit", in_plan(view.plan, "brief " + slot + " edit"), Weight::normal},
                                        {"Skip", in_plan(view.plan, "brief " + slot + " skip"), Weight::normal}}});
    return result;
  }
  chat::Message operator()(const turn::BriefNow& brief) const { return brief_of(record, view, brief.date); }

 private:
  /// For whom it is meant; who stands in, or a channel, cannot put it off.
  void add_later(chat::Message& to, Ref ref) const {
    if (!reminder.person || reminder.instead_of) return;
    const std::string snooze = "snooze " + planner::text(ref);
    auto& buttons = std::get<Buttons>(to.blocks.back()).buttons;
    buttons.push_back({"In 1 h", in_plan(view.plan, snooze + " 1h"), Weight::normal});
    buttons.push_back({"Tomorrow", in_plan(view.plan, snooze), Weight::normal});
  }
  void add_stand_in(chat::Message& to) const {
    if (!reminder.instead_of) return;
    to.blocks.emplace_back(line(name_of(view.state, *reminder.instead_of) + " is away, so this comes to you."));
  }
};

}  // namespace

chat::Message reminded(const turn::Record& record, const View& view, const turn::Reminder& reminder) {
  return std::visit(Worded{record, view, reminder}, reminder.about);
}

chat::Message remind(const turn::Record& record, const turn::State& state, const std::vector<turn::Reminder>& reminders,
                     planner::Date today) {
  const auto view = view_of(record, state, today);
  if (reminders.size() == 1) return reminded(record, view, reminders.front());
  const bool is_old = std::ranges::any_of(reminders, &turn::Reminder::is_old);
  auto result = message(record.plan.key + ": " + std::to_string(reminders.size()) + " things for you" +
                        (is_old ? ", some of them late: I could not write earlier." : "."));
  for (const auto& reminder : reminders) {
    auto part = reminded(record, view, reminder);
    result.blocks.emplace_back(chat::Rule{});
    result.blocks.emplace_back(chat::Text{std::move(part.headline)});
    std::ranges::move(part.blocks, std::back_inserter(result.blocks));
  }
  return result;
}

chat::Message unanswered(chat::Message shown, planner::Date day, planner::Date today) {
  std::erase_if(shown.blocks, [](const chat::Block& block) { return std::holds_alternative<Buttons>(block); });
  shown.blocks.emplace_back(
      quiet_line("No answer for " + say_date(day, today) + ". It can still be given: standup " + zones::iso(day) + " else wrote the docs"));
  return shown;
}

chat::Message form_not_opened(const chat::Form* form) {
  return message("The form could not be opened in time. Press the button again" +
                 (form != nullptr ? ", or type: " + chat::typed_equivalent(*form) : "."));
}

chat::Message undelivered(const std::vector<chat::Message>& messages) {
  auto result = message(std::to_string(messages.size()) + " messages for you: I could not deliver them earlier.");
  for (const auto& part : messages) {
    result.blocks.emplace_back(chat::Rule{});
    result.blocks.emplace_back(chat::Text{part.headline});
    result.blocks.insert(result.blocks.end(), part.blocks.begin(), part.blocks.end());
  }
  return result;
}

}  // namespace backwalk::talk

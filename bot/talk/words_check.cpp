// What to mend in a plan: signals, the goal's lights and the schedule's points, each in a sentence, with a button that mends it or says
// how.
#include <algorithm>
#include <cctype>

#include "bot/talk/words_decide.hpp"
#include "planner/split_off.hpp"

namespace backwalk::talk {
namespace {

using chat::Button;
using chat::Weight;
using planner::Kind;
using planner::Light;
using planner::Ref;
using planner::SchedulePoint;

struct Finding {
  std::string text{};
  std::optional<Button> fix{};
};

/// At most four of them by name.
std::string some_of(const planner::Plan& plan, std::vector<Ref> refs) {
  const auto more = refs.size() > 4 ? refs.size() - 4 : 0;
  refs.resize(std::min<std::size_t>(refs.size(), 4));
  return more == 0 ? list_of(plan, refs) : list_of(plan, refs) + " and " + std::to_string(more) + " more";
}

/// The button that links an action before the first milestone that it can still be in time for; none without one.
std::optional<Button> link_button(const View& view, Ref ref) {
  const auto* slot = view.walk && ref.kind == Kind::action ? view.walk->find(ref) : nullptr;
  std::optional<Ref> best;
  planner::LocalTime when{};
  for (const auto& milestone : view.plan.milestones) {
    const Ref here{Kind::milestone, milestone.number};
    const auto* there = slot != nullptr && !milestone.reached ? view.walk->find(here) : nullptr;
    if (there == nullptr || there->latest_finish < slot->earliest_finish || (best && there->latest_finish >= when)) continue;
    best = here;
    when = there->latest_finish;
  }
  if (!best) return std::nullopt;
  const std::string from = planner::text(ref), to = planner::text(*best);
  return Button{"Link " + from + " before " + to, in_plan(view.plan, "link " + to + " after " + from), Weight::normal};
}

/// The milestone that would take most with it; none where none has anything to itself.
std::optional<Ref> most_alone(const planner::Plan& plan) {
  std::optional<Ref> found;
  std::size_t most = 0;
  for (const auto& milestone : plan.milestones) {
    const Ref ref{Kind::milestone, milestone.number};
    const auto size = milestone.reached ? 0 : planner::leads_only_to(plan, ref).size();
    if (size > most) found = ref;
    most = std::max(most, size);
  }
  return found;
}

Button how_to(const std::string& label, const std::string& verb) { return {label, "help " + verb, Weight::normal}; }

struct SaySignal {
  const View& view;

  Finding operator()(const planner::Churn& churn) const {
    std::string text = "Much is planned and nothing is started: " + count_of(static_cast<std::size_t>(churn.edits), "edit", "edits") +
                       " in the last five working days, on " + count_of(static_cast<std::size_t>(churn.days), "day", "days") + " in all.";
    if (churn.edits == 0)
      text = "Nothing is started, and the first start is due" +
             (churn.first_start ? " by " + say_date(*churn.first_start, view.today) : std::string()) + ".";
    if (churn.is_draft) return {text, Button{"Commit", in_plan(view.plan, "commit"), Weight::normal}};
    return {text, Button{"What is next", in_plan(view.plan, "next all"), Weight::normal}};
  }
  Finding operator()(const planner::Rigidity& rigidity) const {
    return {"Reality moved, the plan did not: nothing has been replanned since " + say_date(rigidity.since, view.today) +
                ", and the chance went from " + say_chance(rigidity.before) + " to " + say_chance(rigidity.now) + ".",
            Button{"Ways back", in_plan(view.plan, "replan"), Weight::normal}};
  }
  Finding operator()(const planner::TooThin& thin) const {
    const std::string text = "The goal is " + count_of(static_cast<std::size_t>(thin.weeks), "week", "weeks") +
                             " from its beginning, with " + count_of(static_cast<std::size_t>(thin.milestones), "milestone", "milestones") +
                             " and " + count_of(static_cast<std::size_t>(thin.risks), "risk", "risks") + ".";
    return {text, thin.milestones <= 1 ? how_to("How to add a milestone", "milestone") : how_to("How to add a risk", "risk")};
  }
  Finding operator()(const planner::Crunch& crunch) const {
    return {"In the week of " + say_date(crunch.monday, view.today) + " " + std::to_string(crunch.ending) + " actions must end, " +
                std::to_string(crunch.actions.size()) + " of them " + name_of(view.state, crunch.owner) +
                "'s: " + some_of(view.plan, crunch.actions) + ".",
            how_to("How to hand one over", "owner")};
  }
  Finding operator()(const planner::Orphans& orphans) const {
    Finding finding{"Nothing leads on from, or up to, " + some_of(view.plan, orphans.items) + ".", {}};
    for (const auto ref : orphans.items) {
      if (!finding.fix) finding.fix = link_button(view, ref);
    }
    if (!finding.fix) finding.fix = how_to("How to link", "link");
    return finding;
  }
  Finding operator()(const planner::OverBudget& over) const {
    const std::string what = over.kind == Kind::milestone ? "milestones" : over.kind == Kind::kpi ? "KPIs" : "actions";
    const std::string text =
        std::to_string(over.count) + " " + what + " are more than the " + std::to_string(over.budget) + " that people keep in view.";
    const auto whole = over.kind == Kind::kpi ? std::nullopt : most_alone(view.plan);
    if (!whole) return {text, how_to("How to take one out", "drop")};
    const std::string name = planner::text(*whole);
    return {text + " Split " + named(view.plan, *whole) + " off into a second plan, with what only leads to it?",
            Button{"Split off " + name, in_plan(view.plan, "split off " + name), Weight::normal}};
  }
  Finding operator()(const planner::ExecutionFirst& first) const {
    const std::string lacks = !first.has_number && !first.has_date ? "no number and no date" : first.has_number ? "no date" : "no number";
    const std::string text = "Work is under way (" + std::to_string(first.running) + " started, " + std::to_string(first.finished) +
                             " done) and the goal has " + lacks + ".";
    if (!first.has_number) return {text, Button{"Add a number", in_plan(view.plan, "kpi add"), Weight::normal}};
    return {text, how_to("How to give it a date", "goal")};
  }
};

Finding of_light(const View& view, Light light, const std::string& task_word) {
  switch (light) {
    case Light::outcome:
      return {"The goal reads as a task (“" + task_word + "”): better what will be true than what will be done.",
              how_to("How to retitle it", "goal")};
    case Light::number:
      return {"No number and nobody tells whether the goal is met.", Button{"Add a number", in_plan(view.plan, "kpi add"), Weight::normal}};
    case Light::date:
      return {"The goal has no date.", how_to("How to give it a date", "goal")};
    case Light::owner:
      return {"Nobody owns the goal.", Button{"Take it", in_plan(view.plan, "owner goal me"), Weight::normal}};
    case Light::for_whom:
      break;
  }
  return {"The goal does not say for whom it is. “goal TITLE for WHOM” does.", how_to("How to retitle it", "goal")};
}

Button about(const View& view, const std::string& verb, const std::string& label, Ref ref) {
  return {label + " " + planner::text(ref), in_plan(view.plan, verb + " " + planner::text(ref)), Weight::normal};
}

Finding of_point(const View& view, const planner::Assessed& point) {
  const auto first = point.failing.front();
  const std::string which = some_of(view.plan, point.failing);
  switch (point.point) {
    case SchedulePoint::logic: {
      const auto link = link_button(view, first);
      return {"Not linked to anything: " + which + ".", link ? link : how_to("How to link", "link")};
    }
    case SchedulePoint::leads:
      return {"Begins before what it waits for is done: " + which + ".", about(view, "why", "Why", first)};
    case SchedulePoint::lags:
      return {"Waits some time after what it waits for: " + which + ".", about(view, "why", "Why", first)};
    case SchedulePoint::high_float:
      return {"More than 44 working days of room, perhaps a link is missing: " + which + ".", about(view, "why", "Why", first)};
    case SchedulePoint::negative_float:
      return {"Cannot be in time as planned: " + which + ".", Button{"Ways back", in_plan(view.plan, "replan"), Weight::normal}};
    case SchedulePoint::high_duration:
      return {"More than 44 working days in one piece: " + which + ".", how_to("How to add a step", "before")};
    case SchedulePoint::invalid_dates:
      return {"Dates that cannot be, in the future or finished before begun: " + which + ".", about(view, "history", "History", first)};
    case SchedulePoint::missed_tasks:
      break;
  }
  return {"Was to be done by now, by the plan as committed: " + which + ".", about(view, "done", "Done", first)};
}

/// What no link leads to or from has been named as an orphan already.
planner::Assessed without_orphans(planner::Assessed point, const std::vector<planner::Signal>& signals) {
  if (point.point != SchedulePoint::logic) return point;
  for (const auto& signal : signals) {
    const auto* orphans = std::get_if<planner::Orphans>(&signal);
    if (orphans == nullptr) continue;
    std::erase_if(point.failing,
                  [&](Ref ref) { return std::find(orphans->items.begin(), orphans->items.end(), ref) != orphans->items.end(); });
  }
  return point;
}

}  // namespace

chat::Message checked_over(const View& view, const std::vector<planner::Signal>& signals, const planner::GoalLights& lights,
                           const std::vector<planner::Assessed>& points) {
  constexpr std::size_t most = 12, most_buttons = 5;
  std::vector<Finding> findings;
  for (const auto light : lights.off) findings.push_back(of_light(view, light, lights.task_word));
  for (const auto& signal : signals) findings.push_back(std::visit(SaySignal{view}, signal));
  for (const auto& point : points) {
    const auto left = without_orphans(point, signals);
    if (left.is_met() || left.failing.empty()) continue;
    findings.push_back(of_point(view, left));
    auto& text = findings.back().text;
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    text = std::string(planner::term(left.point)) + ": " + text;
  }
  const auto& plan = view.plan;
  if (findings.empty()) return message(plan.key + ": nothing to mend. The goal says all it must, and the schedule holds together.");
  auto result = message(plan.key + ": " + count_of(findings.size(), "thing", "things") + " to look at. None stops you.");
  chat::Buttons buttons;
  for (std::size_t i = 0; i < findings.size() && i < most; ++i) {
    result.blocks.emplace_back(line(std::to_string(i + 1) + ". " + findings[i].text));
    const auto& fix = findings[i].fix;
    const bool is_new =
        fix && std::none_of(buttons.buttons.begin(), buttons.buttons.end(), [&](const Button& known) { return known.say == fix->say; });
    if (is_new && buttons.buttons.size() < most_buttons) buttons.buttons.push_back(*fix);
  }
  if (findings.size() > most) result.blocks.emplace_back(quiet_line("And " + std::to_string(findings.size() - most) + " more."));
  if (!buttons.buttons.empty()) result.blocks.emplace_back(std::move(buttons));
  return result;
}

}  // namespace backwalk::talk

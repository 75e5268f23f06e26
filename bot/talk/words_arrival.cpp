#include "bot/talk/words_arrival.hpp"

#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/words_decide.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Kind;

/// How much work the chain is that decides when the goal is reached, and how long its first step can wait on paper.
void add_longest_chain(chat::Message& to, const View& view) {
  const auto chain = view.walk ? view.walk->longest_chain() : std::vector<planner::Ref>{};
  const auto* first = chain.empty() ? nullptr : view.walk->find(chain.front());
  if (first == nullptr || first->total_float < 0) return;
  planner::Minutes work{0};
  for (const auto ref : chain) {
    if (ref.kind == Kind::action) work += planner::duration_of(view.plan, *planner::find_action(view.plan, ref.number));
  }
  if (work == planner::Minutes{0}) return;
  const auto room = first->total_float;
  to.blocks.push_back(line("That chain is " + say_work(work, view.plan.calendar) + " of work; on paper it can wait " +
                           (room == 0 ? "not at all." : say_room(room, view.plan.calendar) + ".")));
}

void add_odds(chat::Message& to, const View& view, const planner::Forecast* forecast) {
  if (forecast == nullptr || !forecast->goal.chance) return;
  to.blocks.push_back(line("Please don't wait: the chance of " + say_due(view) + " is " + say_chance(*forecast->goal.chance) +
                           " if what comes first starts today."));
  add_safe_starts(to, view, *forecast);
}

/// The first date up to the goal's on which the clocks change; none without one.
std::optional<planner::Date> clocks_change(const planner::Plan& plan, planner::Date today) {
  if (!plan.goal.due || !zones::exists(plan.zone)) return std::nullopt;
  const auto noon = [&](planner::Date date) {
    return zones::offset_at(zones::to_instant(planner::LocalTime{date} + std::chrono::hours{12}, plan.zone), plan.zone);
  };
  const auto last = std::min(plan.goal.due->date, today + std::chrono::days{366});
  for (auto date = today; date < last; date += std::chrono::days{1}) {
    if (noon(date) != noon(date + std::chrono::days{1})) return date + std::chrono::days{1};
  }
  return std::nullopt;
}

chat::Message ask_when_to_write(const planner::Plan& plan, planner::Date today) {
  const auto change = clocks_change(plan, today);
  const std::string clocks = change ? " The clocks change on " + say_date(*change, today) + "; the time stays the same." : "";
  return message("We have arrived at today. Weekends count as days for you. When may I write?",
                 {quiet_line("Nobody else is told anything." + clocks),
                  Buttons{{{"Mon, Wed, Sat 07:00", in_plan(plan, "answer every mon wed sat at 07:00"), Weight::normal},
                           {"Sunday evening only", in_plan(plan, "answer every sun at 19:00"), Weight::normal},
                           {"Never, I'll ask", in_plan(plan, "answer never"), Weight::normal}}}});
}

}  // namespace

chat::Message ask_parked(const planner::Plan& plan) {
  Buttons buttons;
  if (const auto action = plan.actions.empty() ? std::nullopt : std::optional(plan.actions.front().number)) {
    const std::string ref = "A" + std::to_string(*action);
    buttons.buttons.push_back({"Before " + ref, in_plan(plan, "answer before " + ref), Weight::normal});
  }
  buttons.buttons.push_back({"Before the goal", in_plan(plan, "answer before goal"), Weight::normal});
  buttons.buttons.push_back({"Drop", in_plan(plan, "answer drop"), Weight::normal});
  buttons.buttons.push_back({"Later", in_plan(plan, "answer later"), Weight::normal});
  return message("Parked: " + quoted(*plan.parked.begin()) + ". Before what does it come?",
                 {quiet_line("For example: before A3, drop, or later"), buttons});
}

chat::Message ask_cadence(const View& view) {
  const auto& plan = view.plan;
  auto result = plan.is_private ? ask_when_to_write(plan, view.today)
                                : message("We have arrived at today. How often shall the plan be walked again?");
  const auto walk = retraced(view);
  const auto end = plan.is_private ? result.blocks.begin() : result.blocks.end();
  result.blocks.insert(end, walk.blocks.begin(), walk.blocks.end());
  if (plan.is_private) return result;
  add_longest_chain(result, view);
  add_odds(result, view, view.forecast);
  // Where others own steps they are asked before the plan stands; else the owner's word is enough.
  // In the short walk the answer also sets when the numbers are asked for.
  const std::string say = planner::not_accepted(plan).empty() && !plan.is_lite ? "commit every " : "answer every ";
  result.blocks.push_back(Buttons{{{"Every week", in_plan(plan, say + "1w"), Weight::normal},
                                   {"Every 2 weeks", in_plan(plan, say + "2w"), Weight::primary},
                                   {"Every 4 weeks", in_plan(plan, say + "4w"), Weight::normal}}});
  return result;
}

chat::Message ask_acceptance(const planner::Plan& plan, const turn::State& state) {
  const auto open = planner::not_accepted(plan);
  const std::string ref = "A" + std::to_string(open.empty() ? 1 : open.front());
  return message("Owners, accept your steps: " + say_not_accepted(plan, state) + ".",
                 {quiet_line("To change one: action " + ref + " for 10d, or owner " + ref + " @dev2"),
                  Buttons{{{"Accept mine", in_plan(plan, "accept"), Weight::primary},
                           {"Commit without waiting", in_plan(plan, "commit"), Weight::normal}}}});
}

}  // namespace backwalk::talk

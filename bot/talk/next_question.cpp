#include "bot/talk/next_question.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace backwalk::talk {
namespace {

using planner::Asked;
using planner::Kind;
using planner::Plan;
using planner::Ref;
using planner::Topic;

/// More would be a second plan (PRODUCT §4.1, A9).
constexpr std::size_t most_milestones = 7;
/// How far the interview walks back from one milestone before it leaves the rest to `before`.
constexpr int deepest = 4;

bool is_closed(const Plan& plan, Topic topic, std::optional<Ref> about = std::nullopt) { return plan.closed.contains(Asked{topic, about}); }

std::vector<Ref> predecessors(const Plan& plan, Ref item) {
  std::vector<Ref> found;
  for (const auto& link : plan.links) {
    if (link.after == item) found.push_back(link.before);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Actions that precede the goal without any milestone between.
std::vector<Ref> goal_actions(const Plan& plan) {
  std::vector<Ref> found;
  for (const auto& action : plan.actions) {
    const Ref ref{Kind::action, action.number};
    const bool leads_on = std::any_of(plan.links.begin(), plan.links.end(), [&](const auto& link) { return link.before == ref; });
    if (!leads_on) found.push_back(ref);
  }
  return found;
}

/// The first item on the way back from `item` whose "what comes just before?" is open.
std::optional<Ref> open_end(const Plan& plan, Ref item, int depth) {
  const auto before = item.kind == Kind::goal ? goal_actions(plan) : predecessors(plan, item);
  if (before.empty()) {
    const auto* action = item.kind == Kind::action ? planner::find_action(plan, item.number) : nullptr;
    const bool begun = action != nullptr && (action->started || action->finished);
    if (begun || depth >= deepest || is_closed(plan, Topic::steps, item)) return std::nullopt;
    return item;
  }
  for (const auto& ref : before) {
    if (ref.kind == Kind::milestone) continue;  // walked back from on its own
    if (const auto found = open_end(plan, ref, depth + 1)) return found;
  }
  return std::nullopt;
}

/// Milestones from the last to the first: by due date, then by number; those without a date as if they were due with the goal.
std::vector<Ref> milestones_last_first(const Plan& plan) {
  auto sorted = plan.milestones;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    if (a.due.has_value() != b.due.has_value()) return !a.due.has_value();
    if (a.due != b.due) return *b.due < *a.due;
    return a.number > b.number;
  });
  std::vector<Ref> refs;
  for (const auto& milestone : sorted) {
    if (!milestone.reached) refs.push_back({Kind::milestone, milestone.number});
  }
  return refs;
}

std::optional<NextQuestion> ask_the_end(const Plan& plan) {
  if (!plan.goal.due && !is_closed(plan, Topic::due)) return NextQuestion{{Topic::due, {}}, 1};
  const std::array<std::pair<Topic, bool>, 4> lines{{{Topic::announcement, plan.goal.announcement.has_value()},
                                                     {Topic::audience, plan.goal.audience.has_value()},
                                                     {Topic::metrics, !plan.kpis.empty() || plan.checker},
                                                     {Topic::not_done_unless, plan.goal.not_done_unless.has_value()}}};
  for (const auto& [topic, is_known] : lines) {
    if (!is_known && !is_closed(plan, topic)) return NextQuestion{{topic, {}}, 1};
  }
  return std::nullopt;
}

std::optional<NextQuestion> ask_back_from_the_last_step(const Plan& plan) {
  auto items = milestones_last_first(plan);
  if (plan.milestones.empty()) items.push_back({});
  for (const auto& item : items) {
    if (const auto open = open_end(plan, item, 0)) return NextQuestion{{Topic::steps, *open}, 3};
  }
  return std::nullopt;
}

}  // namespace

bool is_walked(const Plan& plan, Ref item) { return !open_end(plan, item, 0).has_value(); }

std::optional<NextQuestion> next_question(const Plan& plan) {
  if (plan.is_committed) return std::nullopt;
  if (const auto question = ask_the_end(plan)) return question;
  if (plan.milestones.size() < most_milestones && !is_closed(plan, Topic::milestones)) return NextQuestion{{Topic::milestones, {}}, 2};
  if (const auto question = ask_back_from_the_last_step(plan)) return question;
  if (plan.goal.due && !is_closed(plan, Topic::cadence)) return NextQuestion{{Topic::cadence, {}}, 4};
  return std::nullopt;
}

}  // namespace backwalk::talk

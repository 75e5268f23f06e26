#include "bot/talk/next_question.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "planner/goal_lights.hpp"

namespace backwalk::talk {
namespace {

using planner::Asked;
using planner::Kind;
using planner::Plan;
using planner::Ref;
using planner::Topic;

/// More would be a second plan (PRODUCT §4.1, A9).
constexpr std::size_t most_milestones = 7;
constexpr std::size_t most_lite_milestones = 3;
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

/// Of a plan of one's own nobody asks for whom it is, nor what would make it "not done".
std::optional<NextQuestion> ask_the_end(const Plan& plan) {
  const auto& goal = plan.goal;
  const std::array<std::pair<Topic, bool>, 6> lines{{{Topic::due, goal.due.has_value()},
                                                     {Topic::announcement, goal.announcement.has_value()},
                                                     {Topic::outcome, false},  // looked at when it comes to it
                                                     {Topic::audience, goal.audience || plan.is_private},
                                                     {Topic::metrics, !plan.kpis.empty() || plan.checker},
                                                     {Topic::not_done_unless, goal.not_done_unless || plan.is_private}}};
  for (const auto& [topic, is_known] : lines) {
    if (plan.is_lite && topic != Topic::due && topic != Topic::metrics) continue;
    if (is_known || is_closed(plan, topic)) continue;
    if (topic == Topic::outcome && planner::task_word_of_goal(plan).empty()) continue;
    return NextQuestion{{topic, {}}, 1};
  }
  return std::nullopt;
}

std::optional<NextQuestion> ask_for_milestones(const Plan& plan) {
  const auto most = plan.is_lite ? most_lite_milestones : most_milestones;
  if (plan.milestones.size() < most && !is_closed(plan, Topic::milestones)) return NextQuestion{{Topic::milestones, {}}, 2};
  const bool is_worth_asking = !plan.milestones.empty() && !plan.is_private && !plan.is_lite;
  if (is_worth_asking && !is_closed(plan, Topic::certain)) return NextQuestion{{Topic::certain, {}}, 2};
  return std::nullopt;
}

/// "Enough" of a milestone or the goal ends its walk, wherever that stands.
bool is_enough(const Plan& plan, Ref item) {
  const auto found = plan.closed.find(Asked{Topic::steps, item});
  return found != plan.closed.end() && found->second == planner::Closing::enough;
}

/// The goal first: what is done last of all. In a plan of one's own each state leads to the next, so only the first one is walked to.
std::vector<Ref> last_first(const Plan& plan) {
  std::vector<Ref> items;
  if (!plan.is_private || plan.milestones.empty()) items.push_back({});
  const auto milestones = milestones_last_first(plan);
  items.insert(items.end(), milestones.begin(), milestones.end());
  return items;
}

std::optional<NextQuestion> ask_back_from_the_last_step(const Plan& plan) {
  if (plan.is_lite) return std::nullopt;
  for (const auto& item : last_first(plan)) {
    const auto open = is_enough(plan, item) ? std::nullopt : open_end(plan, item, 0);
    if (open) return NextQuestion{{Topic::steps, *open}, 3};
  }
  if (!plan.parked.empty() && !is_closed(plan, Topic::parked)) return NextQuestion{{Topic::parked, {}}, 3};
  return std::nullopt;
}

std::optional<NextQuestion> ask_to_stay_honest(const Plan& plan) {
  if (!plan.goal.due) return std::nullopt;
  if (!plan.review_every_days && !is_closed(plan, Topic::cadence)) return NextQuestion{{Topic::cadence, {}}, 4};
  const bool is_agreed = plan.review_every_days && !plan.is_private && !plan.is_lite;
  if (is_agreed && !planner::not_accepted(plan).empty() && !is_closed(plan, Topic::acceptance)) {
    return NextQuestion{{Topic::acceptance, {}}, 4};
  }
  return std::nullopt;
}

/// Of milestones that came after the commit, one after the other: is that still the same goal? (PRODUCT §4.6, L-T4)
std::optional<NextQuestion> ask_what_it_serves(const Plan& plan) {
  for (const auto& milestone : plan.milestones) {
    const Ref ref{Kind::milestone, milestone.number};
    const bool is_open = milestone.is_late && !milestone.serves && !milestone.reached;
    if (is_open && !is_closed(plan, Topic::serves, ref)) return NextQuestion{{Topic::serves, ref}, 0};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Ref> walking_from(const Plan& plan) {
  for (const auto& item : last_first(plan)) {
    if (!is_enough(plan, item) && open_end(plan, item, 0)) return item;
  }
  return std::nullopt;
}

std::optional<Ref> state_just_before(const Plan& plan, Ref item) {
  const auto is_before_something = [&](Ref ref) {
    return std::any_of(plan.links.begin(), plan.links.end(), [&](const auto& link) { return link.before == ref; });
  };
  bool is_earlier = item == Ref{};
  for (const auto& ref : milestones_last_first(plan)) {
    if (is_earlier && !is_before_something(ref)) return ref;
    if (ref == item) is_earlier = true;
  }
  return std::nullopt;
}

int step_of(Topic topic) {
  switch (topic) {
    case Topic::milestones:
    case Topic::certain:
      return 2;
    case Topic::steps:
    case Topic::parked:
      return 3;
    case Topic::cadence:
    case Topic::acceptance:
      return 4;
    case Topic::announcement:
    case Topic::audience:
    case Topic::due:
    case Topic::not_done_unless:
    case Topic::owner:
    case Topic::metrics:
    case Topic::benefit:
    case Topic::evidence:
    case Topic::experience:
    case Topic::outcome:
    case Topic::reading:
    case Topic::standup:
      break;
    case Topic::serves:
      return 0;
  }
  return 1;
}

std::optional<NextQuestion> next_question(const Plan& plan) {
  if (plan.closed_at) return std::nullopt;
  if (plan.is_committed) return ask_what_it_serves(plan);
  if (const auto question = ask_the_end(plan)) return question;
  if (const auto question = ask_for_milestones(plan)) return question;
  if (const auto question = ask_back_from_the_last_step(plan)) return question;
  return ask_to_stay_honest(plan);
}

}  // namespace backwalk::talk

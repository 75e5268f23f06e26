#include "planner/split_off.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "planner/backward.hpp"
#include "planner/evolve.hpp"

namespace backwalk::planner {
namespace {

/// What happened to the items that go, told again of the plan where they are from now on.
class Moving {
 public:
  explicit Moving(const Plan& from) : from_(from) {}

  void move(Ref ref) {
    if (ref.kind == Kind::milestone) {
      move(*find_milestone(from_, ref.number));
    } else {
      move(*find_action(from_, ref.number));
    }
  }

  std::vector<Edit> edits() && {
    for (const auto& link : from_.links) {
      const auto before = as_.find(link.before), after = as_.find(link.after);
      if (before != as_.end() && after != as_.end()) edits_.emplace_back(Linked{{before->second, after->second, link.lag}});
    }
    return std::move(edits_);
  }

 private:
  void move(const Milestone& milestone) {
    const Ref to{Kind::milestone, ++milestones_};
    as_[{Kind::milestone, milestone.number}] = to;
    edits_.emplace_back(MilestoneAdded{to.number, milestone.title, fixed(milestone.due), milestone.owner});
    if (milestone.done_when) edits_.emplace_back(DoneWhenSet{to.number, milestone.done_when});
    if (milestone.reached) edits_.emplace_back(MilestoneReached{to.number, milestone.reached});
    if (milestone.is_flexible) edits_.emplace_back(FlexibleSet{to, true});
  }

  void move(const Action& action) {
    const Ref to{Kind::action, ++actions_};
    as_[{Kind::action, action.number}] = to;
    edits_.emplace_back(ActionAdded{to.number, action.title, action.estimate, action.owner});
    if (action.constraint)
      edits_.emplace_back(ActionConstrained{to.number, Constraint{action.constraint->kind, at(action.constraint->at)}});
    if (action.started) edits_.emplace_back(ActionStarted{to.number, action.started, action.promised.value_or(Minutes{0})});
    if (action.remaining) edits_.emplace_back(ActionRemains{to.number, action.remaining});
    if (action.finished) edits_.emplace_back(ActionFinished{to.number, action.finished});
    if (action.is_flexible) edits_.emplace_back(FlexibleSet{to, true});
    if (action.accepted) edits_.emplace_back(ActionAccepted{to.number, action.accepted});
  }

  /// The other plan has another goal, so that nothing is counted from this one's.
  static Moment at(Moment moment) {
    moment.before_goal.reset();
    return moment;
  }
  static std::optional<Moment> fixed(const std::optional<Moment>& moment) { return moment ? std::optional(at(*moment)) : moment; }

  const Plan& from_;
  std::vector<Edit> edits_{};
  std::map<Ref, Ref> as_{};
  int milestones_ = 0;
  int actions_ = 0;
};

}  // namespace

std::vector<Ref> leads_only_to(const Plan& plan, Ref milestone) {
  std::vector<Ref> all;
  for (const auto& each : plan.milestones) all.push_back({Kind::milestone, each.number});
  for (const auto& each : plan.actions) all.push_back({Kind::action, each.number});
  std::set<Ref> found;
  // What has a successor, and no other one than the milestone and what has been found; until no more is found.
  const auto is_one = [&](Ref ref) {
    bool leads = false;
    for (const auto& link : plan.links) {
      if (link.before != ref) continue;
      if (link.after != milestone && !found.contains(link.after)) return false;
      leads = true;
    }
    return leads && ref != milestone;
  };
  for (bool more = true; more;) {
    more = false;
    for (const auto ref : all) more = (!found.contains(ref) && is_one(ref) && found.insert(ref).second) || more;
  }
  std::erase_if(all, [&](Ref ref) { return !found.contains(ref); });
  return all;
}

Result<SplitOff> split_off(const Plan& plan, int milestone, StartPlan start, Date today, const Absences& absences) {
  const Ref ref{Kind::milestone, milestone};
  const auto* known = find_milestone(plan, milestone);
  if (known == nullptr) return Refusal{.why = Why::no_such_item, .about = {ref}};
  const auto go = leads_only_to(plan, ref);
  if (go.empty()) return Refusal{.why = Why::nothing_to_change, .about = {ref}};
  const auto walk = timeline(plan, today, absences);
  const auto due = walk ? std::optional(Moment{date_of(walk->find(ref)->latest_finish), {}, {}}) : std::nullopt;
  if (!due) return Refusal{.why = Why::no_goal_date};

  SplitOff result;
  start.title = known->title;
  start.due = due;
  auto begun = decide({}, start, today);
  if (!begun) return begun.error();
  result.there = std::move(*begun);
  Moving moving(plan);
  Plan left = plan;
  std::vector<Command> wishes;
  if (!known->due) wishes.emplace_back(ChangeMilestone{.number = milestone, .due = due});
  for (const auto each : go) {
    moving.move(each);
    (each.kind == Kind::milestone ? result.milestones : result.actions) += 1;
    wishes.emplace_back(Drop{each});
  }
  for (const auto& wish : wishes) {
    const auto facts = decide(left, wish, today, absences);
    if (!facts) return facts.error();
    result.here.insert(result.here.end(), facts->begin(), facts->end());
    left = replay(*facts, std::move(left));
  }
  auto moved = std::move(moving).edits();
  result.there.insert(result.there.end(), moved.begin(), moved.end());
  return result;
}

}  // namespace backwalk::planner

#include <algorithm>

#include "planner/decide_parts.hpp"
#include "planner/evolve.hpp"
#include "planner/versions.hpp"

namespace backwalk::planner {
namespace {

constexpr int usual_review_days = 14;

/// "A week before the goal" said of the goal itself is the date that it was.
std::optional<Moment> absolute(std::optional<Moment> due) {
  if (due) due->before_goal.reset();
  return due;
}

}  // namespace

Result<Facts> facts_for(const Plan&, const StartPlan& wish, Date today) {
  if (auto objection = first_of(check_title(wish.title), check_date(wish.due, today))) return *objection;
  if (wish.owner == PersonId{}) return Refusal{.why = Why::goal_needs_owner, .about = {Ref{}}};
  if (auto objection = check_calendar(wish.calendar)) return *objection;
  return Facts{PlanStarted{.key = wish.key,
                           .title = wish.title,
                           .due = absolute(wish.due),
                           .owner = wish.owner,
                           .zone = wish.zone,
                           .calendar = wish.calendar,
                           .is_private = wish.is_private}};
}

Result<Facts> facts_for(const Plan& plan, const ChangeGoal& wish, Date today) {
  if (auto objection = first_of(wish.title ? check_title(*wish.title) : Objection{}, check_date(wish.due, today))) return *objection;
  Facts facts;
  if (wish.title && *wish.title != plan.goal.title) facts.push_back(GoalRetitled{*wish.title});
  if (const auto due = absolute(wish.due); due && due != plan.goal.due) facts.push_back(GoalMoved{due});
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const DescribeGoal& wish, Date) {
  if (auto objection = check_title(wish.words, longest_words)) return *objection;
  const auto* words = described(plan.goal, wish.topic);
  if (!words || *words == wish.words) return Refusal{.why = Why::nothing_to_change};
  return Facts{GoalDescribed{wish.topic, wish.words}};
}

Result<Facts> facts_for(const Plan& plan, const CloseTopic& wish, Date) {
  if (wish.asked.about) {
    if (auto objection = check_items(plan, {*wish.asked.about})) return *objection;
  }
  const auto known = plan.closed.find(wish.asked);
  if (known != plan.closed.end() && known->second == wish.how) return Refusal{.why = Why::nothing_to_change};
  return Facts{TopicClosed{wish.asked, wish.how}};
}

// A committed plan may be committed again to change how often it is reviewed, or who checks it.
Result<Facts> facts_for(const Plan& plan, const Commit& wish, Date) {
  const auto agreed = wish.review_every_days ? wish.review_every_days : plan.review_every_days;
  const auto review = agreed || plan.is_committed ? agreed : std::optional(usual_review_days);
  const auto checker = somebody(wish.checker) ? wish.checker : plan.checker;
  Facts facts;
  if (checker != plan.checker) facts.push_back(CheckerSet{checker});
  if (!plan.is_committed || review != plan.review_every_days) facts.push_back(Committed{true, review});
  if (facts.empty()) return Refusal{.why = Why::already_committed};
  if (review && *review <= 0) return Refusal{.why = Why::not_a_duration, .about_number = *review};
  if (!plan.goal.due) return Refusal{.why = Why::no_goal_date};
  if (!plan.is_committed && !checker && plan.kpis.empty()) return Refusal{.why = Why::no_metric};
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const Apply& wish, Date) {
  if (auto objection = check_words(wish.why.value_or(""))) return *objection;
  if (looks_same(replay(wish.edits, plan), plan)) return Refusal{.why = Why::nothing_to_change};
  // A goal that moves makes the version by itself; it is the first fact, so that the version before holds nothing of what follows.
  Facts facts = wish.edits;
  const auto is_move = [](const Edit& edit) { return std::holds_alternative<GoalMoved>(edit); };
  const auto rest = std::stable_partition(facts.begin(), facts.end(), is_move);
  if (rest == facts.begin() && plan.is_committed) facts.insert(facts.begin(), Replanned{wish.why});
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const Restore& wish, Date) {
  if (!plan.versions.contains(wish.version)) return Refusal{.why = Why::no_such_version, .about_number = wish.version};
  return Facts{Restored{wish.version}};
}

}  // namespace backwalk::planner

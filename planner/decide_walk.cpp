// What is said beside the plan's items: steps are accepted, answers set aside, the next walk agreed on; who may look on, and what the plan
// is a template for.
#include "planner/decide_parts.hpp"

namespace backwalk::planner {

Result<Facts> facts_for(const Plan& plan, const AcceptActions& wish, Date) {
  Facts facts;
  for (const int number : wish.numbers) {
    const auto action = open_action(plan, number);
    if (!action) return action.error();
    if ((*action)->owner != wish.by) return Refusal{.why = Why::not_the_owner, .about = {Ref{Kind::action, number}}};
    if ((*action)->accepted != wish.by) facts.push_back(ActionAccepted{number, wish.by});
  }
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const Park& wish, Date) {
  if (auto objection = check_title(wish.words)) return *objection;
  const bool is_more = wish.is_parked && !plan.parked.contains(wish.words);
  if (is_more && plan.parked.size() >= most_parked) return Refusal{.why = Why::too_many, .about_number = most_parked};
  if (plan.parked.contains(wish.words) == wish.is_parked) return Refusal{.why = Why::nothing_to_change};
  return Facts{Parked{wish.words, wish.is_parked}};
}

Result<Facts> facts_for(const Plan& plan, const SetReview& wish, Date) {
  if (wish.every_days <= 0) return Refusal{.why = Why::not_a_duration, .about_number = wish.every_days};
  if (plan.review_every_days == wish.every_days) return Refusal{.why = Why::nothing_to_change};
  return Facts{Committed{plan.is_committed, wish.every_days}};
}

Result<Facts> facts_for(const Plan& plan, const SetGuest& wish, Date) {
  const bool is_one = plan.guests.contains(wish.person);
  if (is_one == wish.is_guest || wish.person == plan.owner) return Refusal{.why = Why::nothing_to_change};
  if (wish.is_guest && !plan.is_private) return Refusal{.why = Why::nothing_to_change};
  if (wish.is_guest && plan.guests.size() >= most_guests) return Refusal{.why = Why::too_many, .about_number = most_guests};
  return Facts{GuestSet{wish.person, wish.is_guest}};
}

Result<Facts> facts_for(const Plan& plan, const NameTemplate& wish, Date) {
  if (auto objection = check_title(wish.name)) return *objection;
  if (!plan.closed_at) return Refusal{.why = Why::not_closed};
  if (plan.template_name == wish.name) return Refusal{.why = Why::nothing_to_change};
  return Facts{TemplateNamed{wish.name}};
}

Result<Facts> facts_for(const Plan& plan, const JustifyMilestone& wish, Date) {
  if (auto objection = first_of(check_items(plan, {{Kind::milestone, wish.number}}), check_title(wish.words, longest_words)))
    return *objection;
  const auto& known = *find_milestone(plan, wish.number);
  if (known.serves == wish.words) return Refusal{.why = Why::nothing_to_change};
  return Facts{ServesSet{wish.number, wish.words, known.is_late}};
}

Result<Facts> facts_for(const Plan& plan, const SetLite& wish, Date) {
  if (plan.is_committed) return Refusal{.why = Why::already_committed};
  if (plan.is_lite == wish.is_lite) return Refusal{.why = Why::nothing_to_change};
  return Facts{LiteSet{wish.is_lite}};
}

Result<Facts> facts_for(const Plan& plan, const DateStates& wish, Date today) {
  if (!plan.goal.due) return Refusal{.why = Why::no_goal_date};
  Facts facts;
  for (const auto& [milestone, date] : wish.dates) {
    Moment due{date, {}, static_cast<int>((plan.goal.due->date - date).count())};
    if (auto objection = first_of(check_items(plan, {{Kind::milestone, milestone}}), check_date(due, today))) return *objection;
    if (find_milestone(plan, milestone)->due != due) facts.push_back(MilestoneMoved{milestone, due});
  }
  return facts_or_nothing(std::move(facts));
}

}  // namespace backwalk::planner

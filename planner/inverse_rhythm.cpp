#include <algorithm>

#include "planner/evolve.hpp"
#include "planner/inverse_parts.hpp"

namespace backwalk::planner {
namespace {

StandupAnswered as_fact(const StandupAnswer& answer) {
  return {
      .person = answer.person, .date = answer.date, .doing = answer.doing, .about = answer.about, .words = answer.words, .at = answer.at};
}

}  // namespace

Back back_of(const Plan& before, const CheckinSet&) { return {CheckinSet{before.rhythm.checkin}}; }
Back back_of(const Plan& before, const StandupSet&) { return {StandupSet{before.rhythm.standup}}; }
Back back_of(const Plan& before, const BriefSet&) { return {BriefSet{before.rhythm.brief}}; }

// A newer answer pushes old ones out, and these come back with its going.
Back back_of(const Plan& before, const StandupAnswered& edit) {
  Back back{StandupAnswered{.person = edit.person, .date = edit.date, .at = edit.at}};
  const auto after = evolve(before, edit).rhythm.answers;
  for (const auto& answer : before.rhythm.answers) {
    const auto is_replaced = answer.person == edit.person && answer.date == edit.date;
    if (is_replaced || std::find(after.begin(), after.end(), answer) == after.end()) back.push_back(as_fact(answer));
  }
  return back;
}

// What the clock did has been read by others: it is not taken back.
Back back_of(const Plan&, const StandupReported&) { return {}; }
Back back_of(const Plan&, const BriefPosted&) { return {}; }

Back back_of(const Plan& before, const BriefDrafted&) { return {BriefDrafted{before.rhythm.draft}}; }
Back back_of(const Plan& before, const NudgeMuted& edit) { return {NudgeMuted{edit.nudge, before.rhythm.muted.contains(edit.nudge)}}; }
Back back_of(const Plan& before, const NudgeSnoozed& edit) {
  const auto known = before.rhythm.snoozed.find(edit.nudge);
  if (known == before.rhythm.snoozed.end()) return {NudgeSnoozed{edit.nudge, {}, {}}};
  return {NudgeSnoozed{edit.nudge, known->second.date, known->second.time}};
}
Back back_of(const Plan& before, const ZoneSet&) { return {ZoneSet{before.zone}}; }
Back back_of(const Plan& before, const PlanClosed&) { return {PlanClosed{before.closed_at}}; }

}  // namespace backwalk::planner

// Every edit that there is, for tests of what is kept of it.
#pragma once

#include <chrono>
#include <vector>

#include "planner/edit.hpp"

namespace backwalk::store::facts {

using namespace planner;
using namespace std::chrono_literals;

inline const Date day{std::chrono::year(2026) / 12 / 11};
inline const LocalTime moment{std::chrono::local_days(day) + 9h + 30min};

/// Every alternative, with and without what may be absent.
inline std::vector<Edit> every_edit() {
  Calendar calendar = standard_calendar();
  calendar.holidays = {day, day + std::chrono::days(14)};
  calendar.week[5] = {{9h, 12h}, {13h, 24h}};
  calendar.minutes_per_day = 450min;
  const Ref milestone{Kind::milestone, 1};
  const Ref action{Kind::action, 2};
  return {PlanStarted{"ALPH", "Ship \"alpha\" — ✓", Moment{day, 24h}, PersonId{3}, "Europe/Berlin", calendar, true},
          PlanStarted{"BETA", "Beta", {}, PersonId{1}},
          GoalRetitled{"Ship it"},
          GoalMoved{Moment{day, {}}},
          GoalMoved{},
          GoalDescribed{Topic::not_done_unless, "nobody cries"},
          GoalDescribed{Topic::audience, {}},
          MilestoneAdded{1, "Beta", Moment{day, 17h + 30min}, PersonId{2}},
          MilestoneAdded{2, "", {}, {}},
          MilestoneMoved{1, {}},
          MilestoneReached{1, moment},
          MilestoneReached{1, {}},
          ActionAdded{2, "Draw", Estimate{480min, 240min, 960min}, PersonId{2}},
          ActionAdded{3, "Paint", {}, {}},
          ActionEstimated{2, Estimate{60min, {}, {}}},
          ActionEstimated{2, {}},
          ActionStarted{2, moment},
          ActionStarted{2, moment, 480min},
          ActionStarted{2, {}},
          ActionFinished{2, moment},
          ActionFinished{2, {}},
          Retitled{action, "Draw more"},
          OwnerSet{{}, PersonId{9}},
          OwnerSet{milestone, {}},
          Linked{{action, milestone, {}}},
          Linked{{action, milestone, {Lag::Kind::elapsed, -60min}}},
          Unlinked{{action, milestone, {Lag::Kind::working, 480min}}},
          Dropped{action},
          Reinstated{action},
          TopicClosed{{Topic::steps, action}, Closing::nothing_before},
          TopicClosed{{Topic::cadence, {}}, {}},
          Committed{true, 7},
          Committed{false, {}},
          Restored{3}};
}

/// As every_edit, for KPIs, risks, status and rhythm.
inline std::vector<Edit> every_edit_of_the_rhythm() {
  const Ref action{Kind::action, 2};
  const Cadence cadence{{0, 3, 6}, 2, 570min, day};
  return {KpiAdded{1, "Waitlist", 0.1, -1.0 / 3, "%", Moment{day, 17h}, PersonId{2}, moment},
          KpiAdded{2, "Customers", 0, 1e15, "", {}, {}, moment},
          KpiRetargeted{1, 5e-324, Moment{day, {}}},
          KpiRetargeted{1, 1.7976931348623157e308, {}},
          KpiRead{1, moment, 0.1 + 0.2, "a webinar", 123456789.123456789},
          KpiRead{1, moment, -0.0, {}, {}},
          KpiRead{1, moment, {}, {}, {}},
          CheckerSet{PersonId{2}},
          CheckerSet{},
          RiskAdded{1, "no keys", PersonId{2}, "nothing by Tuesday", action, moment},
          RiskAdded{2, "rain", {}, {}, {}, moment},
          RiskClosed{1, moment},
          RiskClosed{1, {}},
          CheckinSet{cadence},
          CheckinSet{},
          StandupSet{Standup{cadence, {PersonId{1}, PersonId{2}}, 660min}},
          StandupSet{Standup{cadence, {}, 0min}},
          StandupSet{},
          BriefSet{Brief{cadence, ChannelId{4}}},
          BriefSet{Brief{cadence, {}}},
          BriefSet{},
          StandupAnswered{PersonId{1}, day, Doing::blocked, action, "no keys", moment},
          StandupAnswered{PersonId{1}, day, {}, {}, "", moment},
          StandupReported{day},
          BriefDrafted{BriefDraft{day, "Sun is back.", true}},
          BriefDrafted{BriefDraft{day, {}, false}},
          BriefDrafted{},
          BriefPosted{day, Status::off_track},
          StatusReported{Reported{Status::at_risk, "two are ill", day}},
          StatusReported{Reported{Status::on_track, {}, day}},
          StatusReported{},
          NudgeMuted{{PersonId{1}, Nudge::item, Ref{Kind::kpi, 1}}, true},
          NudgeMuted{{PersonId{1}, Nudge::everything, {}}, false},
          NudgeSnoozed{{PersonId{1}, Nudge::item, Ref{Kind::risk, 12}}, day},
          NudgeSnoozed{{PersonId{1}, Nudge::brief, {}}, {}},
          ZoneSet{"Asia/Shanghai"},
          PlanClosed{moment},
          PlanClosed{},
          KpiAdded{3, "Revenue", 0, 10, "€", {}, {}, moment, KpiKind::money, KpiRole::input},
          KpiClassified{1, KpiKind::percent, KpiRole::outcome},
          KpiClassified{1, {}, {}},
          RiskWeighed{1, 0.3, Estimate{480min, 240min, 2400min}},
          RiskWeighed{2, {}, {}},
          SharedDriversSet{{{"supplier", {2, 7}, 0.25}}},
          SharedDriversSet{}};
}

/// As every_edit, for constraints, what is left of started work, calendars, and dates that follow the goal.
inline std::vector<Edit> every_edit_of_constraints() {
  Calendar every_day = standard_calendar();
  every_day.week[6] = {{0h, 24h}};
  every_day.holidays = {day};
  return {ActionConstrained{2, Constraint{Constraint::Kind::not_before, {day, {}}}},
          ActionConstrained{2, Constraint{Constraint::Kind::fixed_on, {day, 9h + 30min, 14}}},
          ActionConstrained{2, {}},
          ActionRemains{2, Remaining{480min, moment}},
          ActionRemains{2, {}},
          CalendarSet{PersonId{2}, every_day},
          CalendarSet{PersonId{2}, {}},
          CalendarSet{{}, every_day},
          MilestoneAdded{3, "Beta", Moment{day, {}, 7}, {}},
          MilestoneMoved{3, Moment{day, 17h, -3}},
          Replanned{"the keys came late"},
          Replanned{}};
}

/// As every_edit, for risks that happen, what is done about them, and what may give way.
inline std::vector<Edit> every_edit_of_doing() {
  return {RiskHappened{1, moment},
          RiskHappened{1, {}},
          RiskMitigated{1, 2},
          RiskMitigated{1, {}},
          FlexibleSet{{Kind::action, 2}, true},
          FlexibleSet{{Kind::milestone, 1}, false},
          ActionAccepted{2, PersonId{2}},
          ActionAccepted{2, {}},
          Parked{"build an API", true},
          Parked{"build an API", false},
          GuestSet{PersonId{2}, true},
          GuestSet{PersonId{2}, false},
          TemplateNamed{"beta-launch"},
          TemplateNamed{},
          DoneWhenSet{1, "two of three have paid twice"},
          DoneWhenSet{1, {}},
          ServesSet{1, "fewer calls", true},
          ServesSet{1, {}, false},
          LiteSet{true},
          LiteSet{false},
          GoalDescribed{Topic::benefit, "an invoice at once"},
          TopicClosed{{Topic::acceptance, {}}, Closing::skipped},
          TopicClosed{{Topic::serves, Ref{Kind::milestone, 1}}, Closing::enough}};
}

inline std::vector<Edit> all_edits() {
  auto edits = every_edit();
  for (const Edit& edit : every_edit_of_the_rhythm()) edits.push_back(edit);
  for (const Edit& edit : every_edit_of_constraints()) edits.push_back(edit);
  for (const Edit& edit : every_edit_of_doing()) edits.push_back(edit);
  return edits;
}

}  // namespace backwalk::store::facts

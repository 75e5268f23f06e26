// Random wishes, sensible and not: a fixed seed tells the same story for ever.
#pragma once

#include <algorithm>
#include <random>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {

class Storyteller {
 public:
  explicit Storyteller(unsigned seed) : dice_{seed} {}

  int roll(int n) { return static_cast<int>(dice_() % static_cast<unsigned>(n)); }

  /// A wish about this plan; not every one is granted.
  Command wish(const Plan& plan) {
    if (plan.closed_at && roll(2) == 0) return ReopenPlan{};
    if (plan.closed_at && roll(2) == 0) return NameTemplate{word()};
    const auto kind = roll(20 + 16 + 8 + 8);
    if (kind >= 20 + 16 + 8) return wish_about_doing(plan);
    if (kind >= 20 + 16) return wish_about_constraints(plan);
    return kind < 20 ? wish_about_items(plan, kind) : wish_about_the_rest(plan, kind - 20);
  }

 private:
  Command wish_about_items(const Plan& plan, int kind) {
    switch (kind) {
      case 0:
        return ChangeGoal{word(), maybe(date())};
      case 1:
        return DescribeGoal{roll(2) == 0 ? Topic::audience : Topic::announcement, word()};
      case 2:
        return AddMilestone{word(), maybe(date()), maybe(person()), maybe(word())};
      case 3:
        if (roll(4) == 0) return JustifyMilestone{milestone(plan).number, word()};
        if (roll(8) == 0) return SetLite{roll(2) == 0};
        if (roll(7) == 0) return DateStates{{{milestone(plan).number, date().date}}};
        return ChangeMilestone{milestone(plan).number, maybe(word()), maybe(date()), maybe(person()), maybe(word())};
      case 4:
      case 5:
      case 6:
      case 7:
        return AddAction{word(), maybe(estimate()), maybe(person()), items(plan), items(plan)};
      case 8:
        return ChangeAction{action(plan).number, maybe(word()), maybe(estimate()), maybe(person())};
      case 9:
      case 10:
        return LinkAfter{item(plan), items(plan)};
      case 11:
        return SetOwner{items(plan), person()};
      case 12:
        return StartAction{action(plan).number, instant()};
      case 13:
        return Finish{item(plan), instant()};
      case 14:
        return Slip{action(plan).number, SlipBy{Minutes{30 * roll(50)}}, instant()};
      case 15:
        return Slip{action(plan).number, slip(), instant()};
      case 16:
        return Drop{item(plan)};
      case 17:
        return CloseTopic{{Topic::steps, maybe(item(plan))}, roll(2) == 0 ? Closing::skipped : Closing::enough};
      case 18:
        return Commit{maybe(1 + roll(30)), maybe(person())};
      default:
        return Restore{roll(plan.version + 1)};
    }
  }

  Command wish_about_the_rest(const Plan& plan, int kind) {
    switch (kind) {
      case 0:
        return AddKpi{word(), number(), number(), "%", maybe(date()), maybe(person()), instant(), kpi_kind(plan), kpi_role(plan)};
      case 1:
        return ChangeKpi{kpi(plan).number, maybe(number()), maybe(date()), maybe(person()), kpi_kind(plan), kpi_role(plan)};
      case 2:
      case 3:
        return ReadKpi{kpi(plan).number, reading(), maybe(word()), instant()};
      case 4:
        return SetChecker{person()};
      case 5:
        return AddRisk{word(), maybe(person()), maybe(word()), maybe(action(plan)), instant()};
      case 6:
        return CloseRisk{roll(2) == 0 ? risk(plan) : action(plan), instant()};
      case 7:
        return wish_for_a_cadence();
      case 8:
      case 9:
        return AnswerStandup{{person(), past_date(), static_cast<Doing>(roll(4)), maybe(item(plan)), word(), instant()}};
      case 10:
        if (roll(2) == 0) return ReportStandup{past_date()};
        return PostBrief{past_date(), Status::at_risk};
      case 11:
        return DraftBrief{{past_date(), maybe(word()), roll(2) == 0}};
      case 12:
        return ReportStatus{static_cast<Status>(roll(3)), maybe(word())};
      case 13:
        return MuteNudge{nudge(plan), roll(2) == 0};
      case 14:
        return SnoozeNudge{nudge(plan), date().date};
      default:
        if (roll(2) == 0) return ClosePlan{instant()};
        return SetZone{roll(2) == 0 ? "UTC" : "Europe/Berlin"};
    }
  }
  Command wish_about_constraints(const Plan& plan) {
    switch (roll(6)) {
      case 0:
        return Slip{started(plan).number, SlipLeft{Minutes{30 * roll(60)}}, instant()};
      case 1:
        return SetCalendar{maybe(person()), maybe(calendar())};
      case 2:
        return LinkAfter{live(plan), {live(plan)}, {roll(2) == 0 ? Lag::Kind::working : Lag::Kind::elapsed, Minutes{30 * roll(100)}}};
      case 3:
        return WeighRisk{risk(plan).number, maybe(roll(10) / 9.0), maybe(estimate())};
      case 4:
        return SetSharedDrivers{roll(2) == 0 ? std::vector<SharedDriver>{}
                                             : std::vector<SharedDriver>{{word(), {action(plan).number}, roll(10) / 9.0}}};
      default:
        return ConstrainAction{action(plan).number,
                               maybe(Constraint{roll(2) == 0 ? Constraint::Kind::fixed_on : Constraint::Kind::not_before, date()})};
    }
  }
  Command wish_about_doing(const Plan& plan) {
    switch (roll(14)) {
      case 0:
        return Unlink{live(plan), {item(plan)}};
      case 1:
        if (!plan.links.empty()) {
          const auto& link = plan.links[static_cast<std::size_t>(roll(static_cast<int>(plan.links.size())))];
          return Unlink{link.after, {link.before}};
        }
        return Simplify{};
      case 2:
        return SplitAction{live(plan).number, {{word(), maybe(estimate())}, {word(), {}}, {word(), {}}}};
      case 3:
        return MergeActions{{live(plan).number, live(plan).number}, maybe(word())};
      case 4:
        return Gain{live(plan).number, Minutes{30 * roll(20)}, roll(2) == 0};
      case 5:
        return HappenRisk{risk(plan).number, instant()};
      case 6:
        return MitigateRisk{risk(plan).number, live(plan).number};
      case 7:
        return SetFlexible{{item(plan)}, roll(3) > 0};
      case 9:
        return acceptance(plan, live(plan));
      case 10:
        return Park{word(), roll(3) > 0};
      case 11:
        return SetReview{roll(20)};
      case 12:
        return SetGuest{person(), roll(3) > 0};
      case 8: {
        const auto facts = roll(2) == 0 ? decide(plan, Drop{live(plan)}, today()) : decide(plan, ChangeGoal{{}, date()}, today());
        return Apply{facts ? *facts : std::vector<Edit>{}, maybe(word())};
      }
      default:
        return Simplify{};
    }
  }
  Command acceptance(const Plan& plan, Ref ref) {
    return AcceptActions{{ref.number}, roll(4) > 0 ? owner_of(plan, ref).value_or(person()) : person()};
  }
  Command wish_for_a_cadence() {
    switch (roll(3)) {
      case 0:
        return SetCheckin{maybe(cadence())};
      case 1:
        return SetStandup{roll(4) == 0 ? std::optional<Standup>{} : Standup{cadence(), people(), Minutes{660}}};
      default:
        return SetBrief{maybe(Brief{cadence(), maybe(ChannelId{1})})};
    }
  }

  template <class T>
  std::optional<T> maybe(T value) {
    return roll(2) == 0 ? std::optional<T>{} : std::optional<T>{value};
  }
  std::string word() { return std::string(1, static_cast<char>('a' + roll(26))); }
  static std::optional<KpiKind> kpi_kind(const Plan& plan) { return plan.seq % 3 == 0 ? std::optional{KpiKind::money} : std::nullopt; }
  static std::optional<KpiRole> kpi_role(const Plan& plan) { return plan.seq % 5 == 0 ? std::optional{KpiRole::input} : std::nullopt; }
  PersonId person() { return {roll(3)}; }
  Moment date() {
    Moment moment{today() + std::chrono::days{roll(60) - 2}, maybe(Minutes{roll(1440)})};
    if (roll(3) == 0) moment.before_goal = roll(20) - 2;
    return moment;
  }
  Calendar calendar() {
    auto calendar = roll(2) == 0 ? standard_calendar() : every_day_calendar();
    if (roll(2) == 0) calendar.holidays.insert(today() + std::chrono::days{roll(60)});
    return calendar;
  }
  LocalTime instant() { return today() + Minutes{roll(5 * 1440)}; }
  Estimate estimate() {
    Estimate estimate{.likely = Minutes{30 * roll(60)}};
    if (roll(2) == 0) estimate.best = estimate.likely / 2;
    if (roll(2) == 0) estimate.worst = estimate.likely * 2;
    return estimate;
  }
  std::variant<SlipBy, SlipLeft, SlipTo> slip() {
    if (roll(2) == 0) return SlipLeft{Minutes{30 * roll(50)}};
    return SlipTo{date()};
  }
  double number() { return 0.1 * roll(1000) - 20; }
  std::variant<ReadTo, ReadMore, ReadSame> reading() {
    if (roll(3) == 0) return ReadSame{};
    if (roll(2) == 0) return ReadMore{number()};
    return ReadTo{number()};
  }
  Date past_date() { return today() - std::chrono::days{roll(8)}; }
  Cadence cadence() {
    Cadence cadence{.every_weeks = 1 + roll(2), .at = Minutes{roll(1440)}, .from = today() - std::chrono::days{20}};
    for (int weekday = 0; weekday < 7; ++weekday) {
      if (roll(2) == 0) cadence.weekdays.push_back(weekday);
    }
    return cadence;
  }
  std::vector<PersonId> people() { return roll(2) == 0 ? std::vector<PersonId>{} : std::vector{person(), person()}; }
  NudgeOf nudge(const Plan& plan) { return {person(), static_cast<Nudge>(roll(5)), maybe(item(plan))}; }
  Ref kpi(const Plan& plan) { return {Kind::kpi, 1 + roll(plan.last_kpi + 1)}; }
  Ref risk(const Plan& plan) { return {Kind::risk, 1 + roll(plan.last_risk + 1)}; }
  Ref milestone(const Plan& plan) { return {Kind::milestone, 1 + roll(plan.last_milestone + 1)}; }
  Ref action(const Plan& plan) { return {Kind::action, 1 + roll(plan.last_action + 1)}; }
  Ref live(const Plan& plan) {
    return plan.actions.empty()
               ? action(plan)
               : Ref{Kind::action, plan.actions[static_cast<std::size_t>(roll(static_cast<int>(plan.actions.size())))].number};
  }
  Ref started(const Plan& plan) {
    const auto found = std::find_if(plan.actions.begin(), plan.actions.end(), [](const Action& a) { return a.started && !a.finished; });
    return found == plan.actions.end() ? action(plan) : Ref{Kind::action, found->number};
  }
  Ref item(const Plan& plan) {
    return roll(12) == 0 ? Ref{} : roll(12) == 0 ? kpi(plan) : roll(12) == 0 ? risk(plan) : roll(3) == 0 ? milestone(plan) : action(plan);
  }
  std::vector<Ref> items(const Plan& plan) {
    std::vector<Ref> items;
    for (int i = roll(3); i > 0; --i) items.push_back(item(plan));
    return items;
  }

  std::mt19937 dice_;
};

}  // namespace backwalk::planner::testing

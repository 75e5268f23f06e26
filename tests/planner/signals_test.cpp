#include "planner/signals.hpp"

#include <gtest/gtest.h>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace signals_test {

const LocalTime now = at("2026-03-02 09:00");

std::string show(const std::vector<Signal>& signals) {
  static const char* const names[] = {"churn", "rigidity", "too thin", "crunch", "orphans", "over budget", "execution first"};
  std::string result;
  for (const auto& signal : signals) result += (result.empty() ? "" : ", ") + std::string{names[signal.index()]};
  return result;
}

std::vector<Signal> signals_of(const Told& story, const Past& past = {}, const Foreseen& foreseen = {},
                               const std::string& date = "2026-03-02") {
  return signals(story.plan, timeline(story.plan, day(date)), past, foreseen, day(date));
}

/// The only signal there is, which must be of this kind.
template <class T>
T only(const std::vector<Signal>& signals) {
  if (signals.size() != 1 || !std::holds_alternative<T>(signals.front())) throw std::logic_error{"found: " + show(signals)};
  return std::get<T>(signals.front());
}

Command action(const char* title, std::optional<PersonId> owner = {}, std::vector<Ref> before = {}) {
  return AddAction{.title = title, .estimate = days_of_work(1), .owner = owner, .before = std::move(before)};
}
std::vector<Done> planned_on(const std::vector<std::string>& dates) {
  std::vector<Done> deeds;
  for (const auto& date : dates) deeds.push_back({day(date), Deed::planned});
  return deeds;
}

TEST(Signals, AreNoneForAPlanThatIsWell) {
  EXPECT_EQ(show(signals_of(told({}))), "");
  EXPECT_EQ(show(signals_of(told({companies(), action("a"), Commit{7}, StartAction{1, now}}))), "");
}

TEST(Signals, ChurnIsTenEditsInFiveWorkingDaysAndNothingStarted) {
  auto story = told({action("a")});
  Past past{.deeds = std::vector<Done>(10, {day("2026-03-06"), Deed::planned}), .begun = day("2026-03-06")};
  const auto found = only<Churn>(signals_of(story, past, {}, "2026-03-06"));
  EXPECT_EQ(found.edits, 10);
  EXPECT_EQ(found.days, 1);
  EXPECT_TRUE(found.is_draft);
  EXPECT_EQ(found.first_start, day("2026-03-27")) << "a day of work before the goal";
  EXPECT_EQ(only<Churn>(signals_of(story, past, {}, "2026-03-12")).edits, 10) << "Friday to Thursday are five working days";
  EXPECT_EQ(show(signals_of(story, past, {}, "2026-03-13")), "");
  past.deeds.pop_back();
  EXPECT_EQ(show(signals_of(story, past, {}, "2026-03-06")), "");
  past.deeds.push_back({day("2026-03-06"), Deed::planned});
  story(StartAction{1, now});
  EXPECT_EQ(show(signals_of(story, past, {}, "2026-03-06")), "execution first") << "started, and no number yet";
}

TEST(Signals, ChurnIsADraftEditedOnMoreThanThreeDatesOverMoreThanFiveWorkingDays) {
  const auto story = told({action("a")});
  Past past{.deeds = planned_on({"2026-03-02", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-06"}), .begun = today()};
  EXPECT_EQ(show(signals_of(story, past, {}, "2026-03-06")), "");
  const auto found = only<Churn>(signals_of(story, past, {}, "2026-03-09"));
  EXPECT_EQ(found.days, 4);
  EXPECT_EQ(found.edits, 3) << "of the last five working days, the 3rd to the 9th";
  past.deeds.pop_back();
  EXPECT_EQ(show(signals_of(story, past, {}, "2026-03-09")), "") << "three dates are fine";
  const auto committed = told({companies(), action("a"), Commit{7}});
  past.deeds = planned_on({"2026-03-02", "2026-03-03", "2026-03-04", "2026-03-06"});
  EXPECT_EQ(show(signals_of(committed, past, {}, "2026-03-09")), "") << "a committed plan may be edited";
}

TEST(Signals, ChurnIsAPlanWhoseFirstStartIsDue) {
  const auto story = told({action("a")});
  const Past past{.begun = today()};
  EXPECT_EQ(show(signals_of(story, past, {}, "2026-03-24")), "");
  EXPECT_EQ(only<Churn>(signals_of(story, past, {}, "2026-03-25")).first_start, day("2026-03-27"));
  EXPECT_EQ(only<Churn>(signals_of(story, past, {.first_start = day("2026-03-05")}, "2026-03-03")).first_start, day("2026-03-05"));
  EXPECT_EQ(show(signals_of(story, past, {.first_start = day("2026-03-02")}, "2026-03-02")), "") << "not on the day it was made";
}

TEST(Signals, RigidityIsAnUnchangedPlanOverTwoReviewsWhileItsChanceMoved) {
  const auto story = told({companies(), action("a"), Commit{7}, StartAction{1, now}});
  Past past{.deeds = planned_on({"2026-03-02"}), .reviews = {{day("2026-03-03"), 0.9}, {day("2026-03-10"), 0.85}}};
  const auto found = only<Rigidity>(signals_of(story, past, {.chance = 0.75}, "2026-03-11"));
  EXPECT_EQ(testing::show(found.since), "2026-03-03");
  EXPECT_EQ(found.before, 0.9);
  EXPECT_EQ(found.now, 0.75);
  EXPECT_EQ(show(signals_of(story, past, {.chance = 0.82}, "2026-03-11")), "") << "eight points are no move";
  EXPECT_EQ(show(signals_of(story, past, {.chance = 0.99}, "2026-03-11")), "");
  EXPECT_EQ(show(signals_of(story, past, {}, "2026-03-11")), "") << "by the last review's chance";
  past.deeds.push_back({day("2026-03-10"), Deed::started});
  EXPECT_EQ(show(signals_of(story, past, {.chance = 0.5}, "2026-03-11")), "rigidity") << "work is no change of the plan";
  past.deeds.push_back({day("2026-03-10"), Deed::planned});
  EXPECT_EQ(show(signals_of(story, past, {.chance = 0.5}, "2026-03-11")), "");
  past.reviews.pop_back();
  past.deeds.clear();
  EXPECT_EQ(show(signals_of(story, past, {.chance = 0.5}, "2026-03-11")), "") << "one review is too few";
}

TEST(Signals, TooThinIsACommittedPlanForALongGoalWithoutMilestonesOrRisks) {
  auto start = beta();
  start.due = on("2026-04-14");  // 43 days
  const auto story = [&](std::initializer_list<Command> commands) {
    auto result = Told{}(start)(companies())(action("a"));
    for (const auto& command : commands) result(command);
    return result(StartAction{1, now});
  };
  const auto risk = AddRisk{.words = "rain", .at = now};
  const auto one = AddMilestone{.title = "m"}, two = AddMilestone{.title = "n"};
  const auto leads = LinkAfter{M(1), {A(1)}}, goes_on = LinkAfter{M(2), {A(1)}};
  const auto found = only<TooThin>(signals_of(story({Commit{7}})));
  EXPECT_EQ(found.milestones, 0);
  EXPECT_EQ(found.risks, 0);
  EXPECT_EQ(found.weeks, 6);
  EXPECT_EQ(show(signals_of(story({}))), "") << "a draft may be thin";
  EXPECT_EQ(show(signals_of(story({one, leads, risk, Commit{7}}))), "too thin");
  EXPECT_EQ(show(signals_of(story({one, two, leads, goes_on, Commit{7}}))), "too thin");
  EXPECT_EQ(show(signals_of(story({one, two, leads, goes_on, risk, Commit{7}}))), "");
  EXPECT_EQ(show(signals_of(story({Commit{7}}), {.begun = day("2026-03-03")})), "") << "six weeks are not more than six weeks";
}

TEST(Signals, CrunchIsAWeekInWhichOneOwnerMustEndThree) {
  const auto story = told({companies(), action("a", bob), action("b", bob), action("c", ada), action("d", bob), StartAction{1, now}});
  const auto found = only<Crunch>(signals_of(story));
  EXPECT_EQ(testing::show(found.monday), "2026-03-23") << "the goal is due on the Friday of that week";
  EXPECT_EQ(found.ending, 4);
  EXPECT_EQ(found.owner, bob);
  EXPECT_EQ(testing::show(found.actions), "A1 A2 A4");
  EXPECT_EQ(show(signals_of(story, {}, {}, "2026-03-30")), "") << "that week has gone";
  auto finished = story;
  EXPECT_EQ(show(signals_of(finished(Finish{A(1), now}))), "");
}

TEST(Signals, OrphansAreKpisThatNothingIsDoneForAnyMore) {
  auto story = told({companies(), action("a"), AddKpi{.name = "k", .target = 1, .due = on("2026-03-20"), .at = now}});
  EXPECT_EQ(testing::show(only<Orphans>(signals_of(story)).items), "K2") << "a ends a week later; K1 is due with the goal";
  story(AddAction{.title = "b", .before = {A(1)}})(ChangeAction{.number = 1, .estimate = days_of_work(6)});
  EXPECT_EQ(show(signals_of(story)), "") << "b must end on the 19th";
  story(Finish{A(2), now});
  EXPECT_EQ(testing::show(std::get<Orphans>(signals_of(story).front()).items), "K2");
  story(ReadKpi{2, ReadTo{1}, {}, now});
  EXPECT_EQ(show(signals_of(story)), "") << "it is reached";
}

TEST(Signals, OrphansLeadToNoMilestoneAndMilestonesWithoutActions) {
  const auto story = told({companies(), AddMilestone{.title = "beta"}, AddMilestone{.title = "empty"}, action("before it", {}, {M(1)}),
                           action("before that", {}, {A(1)}), action("alone"),
                           AddAction{.title = "after it", .estimate = days_of_work(1), .after = {M(1)}}, StartAction{2, now}});
  EXPECT_EQ(testing::show(only<Orphans>(signals_of(story)).items), "M2 A3");
  EXPECT_EQ(show(signals_of(told({companies(), action("a"), StartAction{1, now}}))), "") << "without milestones all serve the goal";
}

TEST(Signals, TheComplexityBudgetIsSevenMilestonesTwentyFiveActionsAndFiveKpis) {
  auto story = told({});
  for (int i = 0; i < 5; ++i) story(companies());
  for (int i = 0; i < 25; ++i) story(action("a"));
  EXPECT_EQ(show(signals_of(story)), "");
  const auto over = [&](const Command& command) {
    auto more = story;
    return only<OverBudget>(signals_of(more(command)));
  };
  const auto kpis = over(companies()), actions = over(action("z"));
  EXPECT_EQ(kpis.kind, Kind::kpi);
  EXPECT_EQ(kpis.count, 6);
  EXPECT_EQ(kpis.budget, 5);
  EXPECT_EQ(actions.kind, Kind::action);
  EXPECT_EQ(actions.count, 26);
  auto many = told({});
  for (int i = 1; i <= 8; ++i) many(AddMilestone{.title = "m"})(AddAction{.title = "a", .before = {M(i)}});
  EXPECT_EQ(only<OverBudget>(signals_of(many)).kind, Kind::milestone);
}

TEST(Signals, ExecutionComesAfterTheGoalHasANumberAndADate) {
  auto start = beta();
  start.due.reset();
  auto story = Told{}(start)(action("a"))(action("b"))(action("c"))(StartAction{1, now})(Finish{A(2), now});
  auto found = only<ExecutionFirst>(signals_of(story));
  EXPECT_EQ(found.running, 1);
  EXPECT_EQ(found.finished, 1);
  EXPECT_FALSE(found.has_number);
  EXPECT_FALSE(found.has_date);
  found = only<ExecutionFirst>(signals_of(story(companies())));
  EXPECT_TRUE(found.has_number);
  EXPECT_EQ(show(signals_of(story(ChangeGoal{.due = on("2026-03-27")}))), "");
  EXPECT_EQ(show(signals_of(told({SetChecker{bob}, action("a"), StartAction{1, now}}))), "") << "who checks counts as a number";
}

TEST(Signals, AClosedPlanGivesNone) {
  auto story = told({action("a"), StartAction{1, now}});
  EXPECT_EQ(show(signals_of(story)), "execution first");
  EXPECT_EQ(show(signals_of(story(ClosePlan{now}))), "");
}

TEST(Signals, ComeInAFixedOrder) {
  auto story = told({AddMilestone{.title = "m"}});
  for (int i = 0; i < 26; ++i) story(action("a", bob));
  EXPECT_EQ(show(signals_of(story, {.begun = day("2026-02-23")}, {.first_start = today()})), "churn, crunch, orphans, over budget");
}

TEST(Deeds, TellPlanningFromWork) {
  EXPECT_EQ(deed_of(PlanStarted{}), Deed::planned);
  EXPECT_EQ(deed_of(ActionEstimated{}), Deed::planned);
  EXPECT_EQ(deed_of(ActionStarted{1, now}), Deed::started);
  EXPECT_EQ(deed_of(ActionStarted{1, {}}), std::nullopt) << "taken back";
  EXPECT_EQ(deed_of(ActionFinished{1, now}), Deed::finished);
  EXPECT_EQ(deed_of(MilestoneReached{1, now}), Deed::finished);
  EXPECT_EQ(deed_of(KpiRead{}), std::nullopt);
  EXPECT_EQ(deed_of(StandupAnswered{}), std::nullopt);
}

}  // namespace signals_test
}  // namespace backwalk::planner::testing

#include "bot/talk/next_question.hpp"

#include <gtest/gtest.h>

#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace next_question_test {

using namespace std::chrono;
using planner::Asked;
using planner::Closing;
using planner::Edit;
using planner::Kind;
using planner::Plan;
using planner::Ref;
using planner::Topic;

const planner::Moment october{planner::Date{local_days{2026y / October / 30}}, {}};

Plan plan_of(const std::vector<Edit>& edits) {
  planner::PlanStarted started;
  started.key = "BILL";
  started.title = "Live";
  std::vector<Edit> all{started};
  all.insert(all.end(), edits.begin(), edits.end());
  return planner::replay(all);
}

/// The end is told: date, announcement, audience, how it is measured, not done unless.
std::vector<Edit> the_end_is_told() {
  return {planner::GoalMoved{october}, planner::GoalDescribed{Topic::announcement, "They pay by themselves"},
          planner::GoalDescribed{Topic::audience, "small shops"}, planner::CheckerSet{planner::PersonId{1}},
          planner::TopicClosed{{Topic::not_done_unless, {}}, Closing::skipped}};
}

std::vector<Edit> operator+(std::vector<Edit> a, const std::vector<Edit>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

planner::Linked before(Ref action, Ref item) { return {{action, item, {}}}; }
constexpr Ref m1{Kind::milestone, 1};
constexpr Ref m2{Kind::milestone, 2};
constexpr Ref a1{Kind::action, 1};
constexpr Ref a2{Kind::action, 2};

/// Two states are enough, they make the goal certain, and nothing is done after them.
std::vector<Edit> the_states_are_told() {
  return the_end_is_told() + std::vector<Edit>{planner::MilestoneAdded{1, "Terms", {}, {}}, planner::MilestoneAdded{2, "Beta", {}, {}},
                                               planner::TopicClosed{{Topic::milestones, {}}, Closing::enough},
                                               planner::TopicClosed{{Topic::certain, {}}, Closing::enough},
                                               planner::TopicClosed{{Topic::steps, Ref{}}, Closing::nothing_before}};
}

std::optional<Asked> asked(const Plan& plan) {
  const auto question = next_question(plan);
  return question ? std::optional(question->asked) : std::nullopt;
}

TEST(NextQuestion, AsksTheEndFirst) {
  EXPECT_EQ(next_question(plan_of({})), (NextQuestion{{Topic::due, {}}, 1}));
  EXPECT_EQ(next_question(plan_of({planner::GoalMoved{october}})), (NextQuestion{{Topic::announcement, {}}, 1}));
}

TEST(NextQuestion, AsksForANumberOrAChecker) {
  const std::vector<Edit> told{planner::GoalMoved{october}, planner::GoalDescribed{Topic::announcement, "They pay by themselves"},
                               planner::GoalDescribed{Topic::audience, "small shops"}};
  EXPECT_EQ(asked(plan_of(told)), (Asked{Topic::metrics, {}}));
  const planner::KpiAdded kpi{.number = 1, .name = "waitlist", .baseline = 40, .target = 100};
  EXPECT_EQ(asked(plan_of(told + std::vector<Edit>{kpi})), (Asked{Topic::not_done_unless, {}}));
  EXPECT_EQ(asked(plan_of(told + std::vector<Edit>{planner::CheckerSet{planner::PersonId{2}}})), (Asked{Topic::not_done_unless, {}}));
}

TEST(NextQuestion, DoesNotAskAgainWhatWasSkipped) {
  const auto plan = plan_of({planner::GoalMoved{october}, planner::TopicClosed{{Topic::announcement, {}}, Closing::skipped}});
  EXPECT_EQ(asked(plan), (Asked{Topic::audience, {}}));
}

TEST(NextQuestion, GoesToMilestonesWhenTheEndIsTold) {
  EXPECT_EQ(next_question(plan_of(the_end_is_told())), (NextQuestion{{Topic::milestones, {}}, 2}));
}

TEST(NextQuestion, KeepsAskingForMilestonesUntilThatIsEnoughOrThereAreSeven) {
  auto edits = the_end_is_told();
  for (int number = 1; number <= 6; ++number) edits.emplace_back(planner::MilestoneAdded{number, "State", {}, {}});
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::milestones, {}}));
  edits.emplace_back(planner::MilestoneAdded{7, "State", {}, {}});
  EXPECT_EQ(asked(plan_of(edits))->topic, Topic::certain);
}

TEST(NextQuestion, AsksOnceWhetherTheStatesMakeTheGoalCertain) {
  auto edits = the_end_is_told() + std::vector<Edit>{planner::MilestoneAdded{1, "Terms", {}, {}},
                                                     planner::TopicClosed{{Topic::milestones, {}}, Closing::enough}};
  EXPECT_EQ(asked(plan_of(edits))->topic, Topic::certain) << "one state alone is the likeliest to be too little";
  edits.emplace_back(planner::MilestoneAdded{2, "Beta", {}, {}});
  EXPECT_EQ(next_question(plan_of(edits)), (NextQuestion{{Topic::certain, {}}, 2}));
  edits.emplace_back(planner::TopicClosed{{Topic::certain, {}}, Closing::enough});
  EXPECT_EQ(next_question(plan_of(edits)), (NextQuestion{{Topic::steps, Ref{}}, 3})) << "the goal itself is the last of all";
}

TEST(NextQuestion, WalksBackFromTheLastMilestoneFirst) {
  EXPECT_EQ(next_question(plan_of(the_states_are_told())), (NextQuestion{{Topic::steps, m2}, 3}));
}

TEST(NextQuestion, AsksWhatComesJustBeforeUntilNothingDoes) {
  auto edits = the_states_are_told() + std::vector<Edit>{planner::ActionAdded{1, "Invite", {}, {}}, before(a1, m2)};
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::steps, a1}));
  edits = edits + std::vector<Edit>{planner::ActionAdded{2, "Build", {}, {}}, before(a2, a1)};
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::steps, a2}));
  EXPECT_EQ(walking_from(plan_of(edits)), m2);
  EXPECT_EQ(state_just_before(plan_of(edits), m2), m1);
  EXPECT_FALSE(state_just_before(plan_of(edits), m1)) << "nothing is earlier";
  edits.emplace_back(planner::TopicClosed{{Topic::steps, a2}, Closing::nothing_before});
  EXPECT_NE(walking_from(plan_of(edits)), m2);
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::steps, m1}));
}

TEST(NextQuestion, HasEnoughOfAMilestoneWhereverItsWalkStands) {
  auto edits = the_states_are_told() + std::vector<Edit>{planner::ActionAdded{1, "Invite", {}, {}}, before(a1, m2)};
  edits.emplace_back(planner::TopicClosed{{Topic::steps, m2}, Closing::enough});
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::steps, m1}));
}

TEST(NextQuestion, AsksForTheOutcomeWhereTheAnnouncementIsATask) {
  auto edits = std::vector<Edit>{planner::GoalMoved{october}, planner::GoalDescribed{Topic::announcement, "build an API"}};
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::outcome, {}}));
  edits.emplace_back(planner::TopicClosed{{Topic::outcome, {}}, Closing::skipped});
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::audience, {}})) << "once";
}

TEST(NextQuestion, ComesBackToWhatWasParkedOnceTheStepsAreThere) {
  const auto walked = std::vector<Edit>{planner::TopicClosed{{Topic::steps, m1}, Closing::enough},
                                        planner::TopicClosed{{Topic::steps, m2}, Closing::enough}};
  auto edits = the_states_are_told() + walked + std::vector<Edit>{planner::Parked{"build an API"}};
  EXPECT_EQ(next_question(plan_of(edits)), (NextQuestion{{Topic::parked, {}}, 3}));
  edits.emplace_back(planner::Parked{"build an API", false});
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::cadence, {}}));
}

TEST(NextQuestion, AsksThoseWhoOwnStepsAfterTheOwnerHasSaidHowOften) {
  const planner::PersonId bob{2};
  auto edits = the_states_are_told() + std::vector<Edit>{planner::TopicClosed{{Topic::steps, m1}, Closing::enough},
                                                         planner::TopicClosed{{Topic::steps, m2}, Closing::enough},
                                                         planner::ActionAdded{1, "Invite", {}, bob}, before(a1, m2)};
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::cadence, {}}));
  edits.emplace_back(planner::Committed{false, 14});
  EXPECT_EQ(next_question(plan_of(edits)), (NextQuestion{{Topic::acceptance, {}}, 4}));
  edits.emplace_back(planner::ActionAccepted{1, bob});
  EXPECT_FALSE(next_question(plan_of(edits)));
}

TEST(NextQuestion, AsksLessOfAPlanOfOnesOwn) {
  planner::PlanStarted started;
  started.title = "Run 10 km";
  started.due = october;
  started.is_private = true;
  auto plan = planner::replay(std::vector<Edit>{started});
  std::vector<Topic> topics;
  while (const auto question = next_question(plan)) {
    topics.push_back(question->asked.topic);
    plan = planner::evolve(plan, planner::TopicClosed{question->asked, Closing::skipped});
  }
  EXPECT_EQ(topics, (std::vector<Topic>{Topic::announcement, Topic::metrics, Topic::milestones, Topic::steps, Topic::cadence}));
}

TEST(NextQuestion, WalksBackFromTheGoalWhenThereAreNoMilestones) {
  auto edits = the_end_is_told() + std::vector<Edit>{planner::TopicClosed{{Topic::milestones, {}}, Closing::skipped}};
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::steps, Ref{}}));
  edits.emplace_back(planner::ActionAdded{1, "Announce", {}, {}});
  EXPECT_EQ(asked(plan_of(edits)), (Asked{Topic::steps, a1}));
}

TEST(NextQuestion, DoesNotAskWhatComesBeforeStartedWork) {
  auto edits = the_end_is_told() + std::vector<Edit>{planner::TopicClosed{{Topic::milestones, {}}, Closing::skipped},
                                                     planner::ActionAdded{1, "Announce", {}, {}},
                                                     planner::ActionStarted{1, planner::LocalTime{local_days{2026y / September / 1}}}};
  EXPECT_EQ(asked(plan_of(edits))->topic, Topic::cadence);
}

TEST(NextQuestion, EndsWithTheCadenceAndThenIsSilent) {
  auto edits = the_end_is_told() + std::vector<Edit>{planner::TopicClosed{{Topic::milestones, {}}, Closing::skipped},
                                                     planner::TopicClosed{{Topic::steps, Ref{}}, Closing::nothing_before}};
  EXPECT_EQ(next_question(plan_of(edits)), (NextQuestion{{Topic::cadence, {}}, 4}));
  edits.emplace_back(planner::Committed{true, 14});
  EXPECT_FALSE(next_question(plan_of(edits)));
}

TEST(NextQuestion, CannotGoOnForEver) {
  // Whatever is asked, skipping it always leads to the end.
  auto plan = plan_of({planner::MilestoneAdded{1, "Terms", {}, {}}, planner::ActionAdded{1, "Write", {}, {}}, before(a1, m1)});
  int questions = 0;
  while (const auto question = next_question(plan)) {
    plan = planner::evolve(plan, planner::TopicClosed{question->asked, Closing::skipped});
    ASSERT_LT(++questions, 20);
  }
  EXPECT_GT(questions, 4);
}

}  // namespace next_question_test
}  // namespace backwalk::talk

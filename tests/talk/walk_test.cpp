// What the walk does with answers that are not the plain ones: tasks for states, forms, promises.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/talk/team.hpp"

namespace backwalk {
namespace walk_test {

using fakes::has;
using fakes::Team;
using fakes::times;

TEST(WalkAnswers, ParksATaskGivenAsAnnouncementAndAsksForTheOutcomeOnce) {
  Team team;
  const auto told = team.say("build an API");
  EXPECT_TRUE(has(told, "I parked “build an API”")) << told;
  EXPECT_TRUE(has(told, "“build” is something to do")) << told;
  EXPECT_TRUE(team.plan().parked.contains("build an API"));
  team.say("choose what you like and pay");
  EXPECT_EQ(team.plan().goal.announcement, "choose what you like and pay");
  EXPECT_FALSE(has(team.say("shops"), "is something to do")) << "asked once, whatever the answer";
}

TEST(WalkAnswers, OffersTheParkedAgainWhereTasksAreAskedFor) {
  Team team;
  for (const std::string text :
       {"orders come in by themselves", "shops", "orders 0 to 10", "skip", "stock is counted", "also test the till"})
    team.say(text);
  EXPECT_EQ(team.plan().milestones.size(), 1U);
  EXPECT_TRUE(has(fakes::told(team.story.slash("anna", "eng", "goal by 1 dec")), "Parked: “test the till”")) << "it stands on the card";
  for (const std::string text : {"enough", "open the shop 1d", "nothing"}) team.say(text);
  const auto asked = team.say("nothing");
  EXPECT_TRUE(has(asked, "Parked: “test the till”. Before what does it come?")) << asked;
  EXPECT_TRUE(has(team.say("somewhere"), "Before what does it come?"));
  EXPECT_TRUE(has(team.say("before A1"), "A2 test the till")) << team.seen();
  EXPECT_TRUE(team.plan().parked.empty());
}

TEST(WalkAnswers, TakesAVerbWithAWordInCapitalsForAnAnswer) {
  Team team;
  for (const std::string text : {"orders come in by themselves", "shops", "orders 0 to 10", "skip", "skip"}) team.say(text);
  team.say("check VAT");
  team.say("plan UAT");
  EXPECT_EQ(team.plan().actions.size(), 2U) << team.seen();
  EXPECT_FALSE(has(team.seen(), "no plan"));
  EXPECT_TRUE(has(fakes::told(team.story.slash("anna", "eng", "check VAT")), "VAT")) << "elsewhere it is a plan that does not exist";
}

TEST(WalkAnswers, LeavesTheParkedForLaterOrDropsIt) {
  for (const auto& [word, is_left] : {std::pair{"later", true}, std::pair{"drop", false}}) {
    Team team;
    for (const std::string text : {"build an API", "keep it", "skip", "checked by me", "skip", "skip", "enough"}) team.say(text);
    const auto told = team.say(word);
    EXPECT_EQ(team.plan().parked.contains("build an API"), is_left) << word << told;
    EXPECT_TRUE(has(told, "We have arrived at today")) << told;
  }
}

TEST(WalkAnswers, TakesAStateThatIsThereAsWhatComesBefore) {
  Team team;
  for (const std::string text :
       {"orders come in", "shops", "orders 0 to 10", "skip", "stock is counted by 9 oct", "till works by 23 oct", "enough", "yes"})
    team.say(text);
  const auto asked = team.say("open the shop 1d owner me");
  EXPECT_TRUE(has(asked, "[M2 is true]")) << asked;
  team.say("M2");
  ASSERT_EQ(team.plan().links.size(), 1U);
  EXPECT_EQ(team.plan().links[0].before, (planner::Ref{planner::Kind::milestone, 2})) << "M2 is what comes before the step";
  EXPECT_EQ(team.plan().links[0].after, (planner::Ref{planner::Kind::action, 1}));
  EXPECT_TRUE(has(team.say("M7 M8"), "M7")) << "what names nothing is told";
  EXPECT_EQ(team.plan().actions.size(), 1U);
}

TEST(WalkAnswers, AddsWhatIsMissingAndDoesNotAskForItTwice) {
  Team team;
  for (const std::string text : {"orders come in", "shops", "orders 0 to 10", "skip", "stock is counted", "till works"}) team.say(text);
  EXPECT_TRUE(has(team.say("enough"), "is “Shop takes orders” certain?"));
  EXPECT_TRUE(has(team.say("no"), "What is missing?"));
  EXPECT_TRUE(has(team.say("staff is trained"), "M3 staff is trained"));
  EXPECT_EQ(times(team.seen(), "certain?"), 1U);
}

TEST(WalkAnswers, TellsAThingThatIsMissingFromAStateThatIs) {
  for (const auto& [said, is_state] : std::vector<std::pair<std::string, bool>>{
           {"the launch page", false}, {"the launch page is up", true}, {"a price list", false}, {"an auditor has signed", true}}) {
    Team team;
    for (const std::string text : {"orders come in", "shops", "orders 0 to 10", "skip", "stock is counted", "till works", "enough", "no"})
      team.say(text);
    const auto told = team.say(said);
    EXPECT_EQ(team.plan().milestones.size(), is_state ? 3U : 2U) << told;
    EXPECT_EQ(team.plan().actions.size(), is_state ? 0U : 1U) << told;
  }
}

TEST(WalkAnswers, TakesAButtonPressedTwiceOnce) {
  Team team;
  for (const std::string text : {"orders come in", "shops", "orders 0 to 10", "skip", "stock is counted by 9 oct", "till works by 23 oct"})
    team.say(text);
  team.say("enough");
  team.press("answer yes in ORDE");
  team.say("open the shop 1d");
  team.press("answer M2 in ORDE");
  const auto links = team.plan().links.size();
  const auto told = team.press("answer M2 in ORDE");
  EXPECT_TRUE(has(told, "Already done")) << told;
  EXPECT_EQ(team.plan().links.size(), links) << "the next question is not answered by it";
}

TEST(WalkAnswers, EndsEachQuestionWithTheButtonThatStandsUnderAllOfThem) {
  Team team;
  team.say("orders come in");
  team.press("skip in ORDE");
  const auto told = team.press("skip in ORDE");
  EXPECT_FALSE(has(told, "Already done")) << told;
  EXPECT_EQ(team.plan().closed.size(), 2U) << "for whom, and how it is measured";
}

TEST(WalkAnswers, TellsTheTipOfEachStepOnce) {
  Team team;
  for (const std::string text : {"orders come in", "shops", "orders 0 to 10", "skip", "stock is counted", "till works", "enough", "yes",
                                 "open the shop 1d", "nothing", "fill the till 1d", "nothing", "count 1d", "nothing", "every 2 weeks"}) {
    team.say(text);
  }
  EXPECT_TRUE(team.plan().is_committed);
  EXPECT_EQ(times(team.seen(), "Tip: "), 4U) << team.seen();
  EXPECT_TRUE(has(team.seen(), "goal lights are on")) << team.seen();
}

TEST(WalkAnswers, AsksTheFiveQuestionsInAForm) {
  Team team;
  team.story.brings_trigger("t1");
  const auto seen = team.story.press("anna", "eng", "answer form in ORDE");
  ASSERT_EQ(seen.size(), 1U);
  const auto* form = std::get_if<chat::Form>(&seen[0].message.blocks.at(0));
  ASSERT_NE(form, nullptr);
  EXPECT_EQ(form->fields.size(), 6U);
  EXPECT_EQ(std::count_if(form->fields.begin(), form->fields.end(), [](const auto& field) { return field.is_required; }), 2);
  for (const auto& field : form->fields) EXPECT_TRUE(field.hint.starts_with("Why: ")) << field.name;
  chat::Submitted sent;
  sent.say = form->say;
  for (const auto& field : form->fields) {
    sent.fields.push_back(field.name);
    if (field.name != "unless") sent.values.push_back({field.name, field.say, true, {chat::Piece{"my " + field.name + " by 3 dec"}}});
  }
  team.story.submit("anna", "eng", sent);
  const auto& goal = team.plan().goal;
  EXPECT_EQ(goal.announcement, "my announcement by 3 dec");
  EXPECT_EQ(goal.audience, "my audience by 3 dec");
  EXPECT_EQ(goal.benefit, "my benefit by 3 dec");
  EXPECT_EQ(goal.evidence, "my evidence by 3 dec");
  EXPECT_EQ(goal.experience, "my experience by 3 dec");
  EXPECT_FALSE(goal.not_done_unless);
}

/// Walked up to the last question, with a step of ben's.
void arrive(Team& team, const std::string& metrics) {
  for (const std::string& text : {std::string("orders come in"), std::string("shops"), metrics, std::string("skip"), std::string("skip"),
                                  std::string("open the shop 1d owner @ben"), std::string("nothing")}) {
    team.say(text);
  }
}

TEST(WalkPromises, CommitWhenTheLastOwnerHasAccepted) {
  Team team;
  team.say("help", "ben");
  arrive(team, "orders 0 to 10");
  EXPECT_TRUE(has(team.seen(), "the chance of Mon 30 Nov is")) << team.seen();
  const auto asked = team.press("answer every 2w in ORDE");
  EXPECT_TRUE(has(asked, "Owners, accept your steps: ben A1.")) << asked;
  EXPECT_FALSE(team.plan().is_committed);
  EXPECT_TRUE(has(team.press("accept in ORDE"), "Nothing in ORDE waits for your word"));
  const auto told = team.press("accept in ORDE", "ben");
  EXPECT_TRUE(has(told, "Accepted: A1 open the shop.")) << told;
  EXPECT_TRUE(has(told, "ORDE committed, v1")) << told;
  EXPECT_EQ(team.plan().review_every_days, 14);
}

TEST(WalkPromises, CanBeCommittedWithoutWaiting) {
  Team team;
  team.say("help", "ben");
  arrive(team, "orders 0 to 10");
  team.press("answer every 2w in ORDE");
  EXPECT_TRUE(has(team.press("commit in ORDE"), "ORDE committed, v1"));
  EXPECT_TRUE(team.plan().is_committed);
}

TEST(WalkPromises, AreNotAskedForWhatCannotBeMeasured) {
  Team team;
  team.say("help", "ben");
  arrive(team, "skip");
  EXPECT_TRUE(has(team.press("answer every 2w in ORDE"), "kpi add")) << "what is missing is said";
  EXPECT_FALSE(team.plan().review_every_days);
  team.say("checked by me");
  team.press("answer every 2w in ORDE");
  EXPECT_EQ(team.plan().review_every_days, 14);
}

TEST(WalkPromises, AreTheOwnersToAskFor) {
  Team team;
  team.say("help", "ben");
  arrive(team, "orders 0 to 10");
  EXPECT_TRUE(has(team.press("answer every 2w in ORDE", "ben"), "Only the plan's owner"));
}

TEST(WalkAgain, TellsTheOpenQuestionToWhoeverComesBack) {
  Team team;
  team.say("orders come in");
  EXPECT_TRUE(has(team.say("cancel"), "as it"));
  const auto again = fakes::told(team.story.slash("ben", "eng", "walk"));
  EXPECT_TRUE(has(again, "Who is it for")) << again;
  EXPECT_TRUE(has(again, "Step 1 of 4")) << again;
  team.story.wait(std::chrono::seconds{10});
  fakes::told(team.story.slash("ben", "eng", "answer shops"));
  EXPECT_EQ(team.plan().goal.audience, "shops") << "through another door, by somebody else";
}

}  // namespace walk_test
}  // namespace backwalk

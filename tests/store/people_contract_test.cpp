// People and questions.
#include <algorithm>

#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class PeopleContract : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(On, PeopleContract, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(PeopleContract, MakesAPersonOnlyWhenATurnHasAnEffect) {
  EXPECT_EQ(look("curious", channel("eng")).speaker, turn::PersonId{1});
  start("dev", channel("eng"), "ALPH");
  EXPECT_EQ(look("dev", channel("eng")).speaker, turn::PersonId{1});
  EXPECT_EQ(look("curious", channel("eng")).speaker, turn::PersonId{2});
}

TEST_P(PeopleContract, KnowsSpeakerMentionedAndOwners) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.need.mentions = {{"ana", "Ana"}, {"bo", ""}, {"ana", "Ana"}};
  turn.answer = [](const turn::State& state) {
    turn::Answer answer;
    answer.changes.push_back(
        {state.next_plan,
         {planner::PlanStarted{"ALPH", "Ship", {}, turn::PersonId{2}}, planner::ActionAdded{1, "Draw", {}, turn::PersonId{3}}},
         "start"});
    answer.bindings = {{state.next_plan, channel("eng")}};
    return answer;
  };
  const turn::State first = look(turn);
  EXPECT_EQ(first.people.size(), 3U);
  EXPECT_EQ(first.people.at(turn::PersonId{2}).name, "Ana");
  EXPECT_EQ(first.people.at(turn::PersonId{3}).name, "");
  EXPECT_EQ(first.people.at(turn::PersonId{2}).doors, std::vector{door("ana")});
  EXPECT_EQ(first.strangers, (std::vector{door("dev"), door("ana"), door("bo")}));
  turn.need.mentions = {{"ana", "Ana"}, {"bo", ""}};
  ASSERT_TRUE(transact(turn));
  EXPECT_EQ(look("eve", channel("eng")).people.size(), 3U) << "eve and the owners";
  Turn history = turn_of("eve", channel("eng"));
  history.need.tells_log = true;
  const turn::State later = look(std::move(history));
  EXPECT_EQ(later.people.size(), 4U) << "and dev who said it";
  EXPECT_TRUE(later.people.contains(turn::PersonId{1}));
}

TEST_P(PeopleContract, AsksAPlatformAboutSomebodyOnce) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.profiles = {{door("dev"), "Dev Eloper", "Europe/Berlin"}};
  const turn::State state = look(turn);
  EXPECT_TRUE(state.strangers.empty());
  EXPECT_EQ(state.people.at(*state.speaker).name, "Dev Eloper");
  EXPECT_EQ(state.people.at(*state.speaker).zone, "Europe/Berlin");
  // kept although that turn had no effect; and a hint does not know better
  const turn::State again = look("dev", channel("eng"));
  EXPECT_TRUE(again.strangers.empty());
  EXPECT_EQ(again.people.at(*again.speaker).name, "Dev Eloper");
  start("eve", channel("eng"), "ALPH");  // but it gave nobody a number
  EXPECT_EQ(look("eve", channel("eng")).speaker, turn::PersonId{1});
}

TEST_P(PeopleContract, TakesNamesFromHintsUntilAProfileTells) {
  start("dev", channel("eng"), "ALPH");
  Turn turn = turn_of("dev", channel("eng"));
  turn.need.speaker_name = "Devi";
  EXPECT_EQ(look(turn).people.at(turn::PersonId{1}).name, "Devi");
  turn.profiles = {{door("dev"), "Dev Eloper", std::nullopt}};
  EXPECT_EQ(look(turn).people.at(turn::PersonId{1}).name, "Dev Eloper");
  EXPECT_FALSE(look(turn).people.at(turn::PersonId{1}).zone);
}

TEST_P(PeopleContract, BelievesTheZoneThatATerminalTells) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.need.speaker_zone = "Asia/Tokyo";
  const turn::State state = look(turn);
  EXPECT_TRUE(state.strangers.empty());
  EXPECT_EQ(state.people.at(*state.speaker).zone, "Asia/Tokyo");
  EXPECT_EQ(state.people.at(*state.speaker).name, "dev");
}

TEST_P(PeopleContract, FindsPeopleByNameWithoutCase) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.profiles = {{door("u2"), "Jörg Ärmel", std::nullopt}};
  turn.need.names = {"@JÖRG ärmel", "DEV", "nobody", "@", "dev"};
  const turn::State state = look(turn);
  EXPECT_EQ(state.people.size(), 2U);
  EXPECT_EQ(state.people.at(turn::PersonId{2}).name, "Jörg Ärmel");
  turn.need.place.workspace = "elsewhere";
  turn.need.speaker = chat::Door{"console", "elsewhere", "dev"};
  EXPECT_EQ(look(turn).people.size(), 1U);
}

class Asking : public AnyStore {
 protected:
  void ask(turn::PlanId plan, const chat::Place& place, const std::string& message, const std::optional<std::string>& root = std::nullopt) {
    turn::Answer answer;
    answer.later = {root ? in_thread(*root, message, place) : post(message, place)};
    answer.questions = {{plan, {planner::Topic::milestones, std::nullopt}, place, message, root, turn::PersonId{1}}};
    ASSERT_TRUE(this->answer(turn_of("dev", place), answer));
  }
  Keys asked(const chat::Place& place, Instant at = noon) {
    Turn turn = turn_of("dev", place);
    turn.at = at;
    Keys keys;
    for (const turn::Question& question : look(turn).questions) {
      const std::string thread = question.place.thread ? "@" + *question.place.thread : "";
      keys.push_back(*question.message_key + thread + (question.is_open ? "" : " closed"));
    }
    return keys;
  }
};
INSTANTIATE_TEST_SUITE_P(On, Asking, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(Asking, AQuestionComesWithItsPlanAndKnowsItsThreadOnceTheRootIsSent) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  ask(plan, channel("eng"), "root");
  ask(plan, channel("eng"), "q2", "root");
  ask(plan, thread_of("eng", "t9"), "q3");
  ask(plan, channel("ops"), "q4");
  EXPECT_EQ(asked(channel("eng")), (Keys{"root", "q2", "q3@t9", "q4"}));  // no other thread is known yet
  for (const Row& row : take(noon, 1, {place_key(channel("ops"))})) EXPECT_TRUE(sent(row, "t1"));
  EXPECT_EQ(asked(thread_of("eng", "t1")), (Keys{"root@t1", "q2@t1", "q3@t9", "q4"}));
  EXPECT_EQ(asked(channel("eng")), (Keys{"root", "q2@t1", "q3@t9", "q4"}));
  EXPECT_EQ(look("dev", channel("ops")).plans.at(0)->id, plan);  // the question brings its plan
}

TEST_P(Asking, AQuestionBringsItsPlanOnlyToItsOwnThread) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  ask(plan, thread_of("ops", "t9"), "q1");
  EXPECT_EQ(asked(thread_of("ops", "t9")), Keys{"q1@t9"});
  EXPECT_EQ(asked(channel("ops")), Keys{});
  EXPECT_EQ(asked(thread_of("ops", "t8")), Keys{});
}

TEST_P(Asking, APlanIsBoundToTheThreadOfAMessageOnceThatIsSent) {
  const auto first = start("dev", channel("eng"), "ALPH");
  const auto second = start("dev", channel("eng"), "BETA");
  turn::Answer answer;
  answer.later = {post("root", channel("eng"))};
  answer.bindings = {{second, channel("eng"), "root"}};
  ASSERT_TRUE(this->answer(turn_of("dev", channel("eng")), answer));
  const std::vector<turn::PlanId> by_age{first, second};
  EXPECT_EQ(look("dev", thread_of("eng", "t1")).here, by_age);
  for (const Row& row : take(noon, 1, {})) EXPECT_TRUE(sent(row, "t1"));
  const std::vector<turn::PlanId> threads_first{second, first};
  EXPECT_EQ(look("dev", thread_of("eng", "t1")).here, threads_first);
  EXPECT_EQ(look("dev", thread_of("eng", "t1")).here_in_thread, 1U);
  EXPECT_EQ(look("dev", channel("eng")).here, by_age);
}

TEST_P(Asking, AClosedQuestionIsRememberedForADay) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  ask(plan, channel("eng"), "q1");
  ask(plan, channel("eng"), "q2");
  const turn::State before = look("dev", channel("eng"));
  EXPECT_EQ(before.questions.at(0).asked_of, turn::PersonId{1});
  EXPECT_EQ(before.questions.at(0).asked_at, noon);
  EXPECT_EQ(before.questions.at(0).asked.topic, planner::Topic::milestones);
  turn::Answer answer;
  answer.closed = {before.questions.at(0).id};
  ASSERT_TRUE(this->answer(turn_of("dev", channel("eng")), answer));
  EXPECT_EQ(asked(channel("eng")), (Keys{"q1 closed", "q2"}));
  EXPECT_EQ(asked(channel("eng"), noon + 24h), (Keys{"q1 closed", "q2"}));
  EXPECT_EQ(asked(channel("eng"), noon + 24h + 1ms), Keys{"q2"});
}

TEST_P(Asking, AQuestionAboutAPrivatePlanIsItsOwnersOnly) {
  const auto plan = start("dev", direct("dev"), "SECR");
  ask(plan, direct("dev"), "q1");
  EXPECT_EQ(asked(direct("dev")), Keys{"q1"});
  EXPECT_TRUE(look("eve", direct("dev")).questions.empty());
}

TEST_P(PeopleContract, ShowsAPrivatePlanToItsGuestsAlone) {
  Turn begin = turn_of("dev", direct("dev"));
  begin.need.mentions = {{"ana", "Ana"}, {"bo", "Bo"}};
  begin.answer = [](const turn::State& state) {
    planner::PlanStarted started{.key = "RUNS", .title = "Run"};
    started.owner = *state.speaker;
    started.is_private = true;
    turn::Answer answer;
    answer.changes.push_back({state.next_plan, {started}, "start"});
    return answer;
  };
  ASSERT_TRUE(transact(std::move(begin)));
  const turn::PlanId plan{1};
  const auto share = [&](std::int64_t person, bool is_guest) {
    turn::Answer answer;
    answer.changes.push_back({plan, {planner::GuestSet{turn::PersonId{person}, is_guest}}, "invite"});
    EXPECT_TRUE(this->answer(turn_of("dev", direct("dev")), answer));
  };
  const auto plans_of = [&](const std::string& user, bool by_key) {
    Turn turn = turn_of(user, direct(user));
    if (by_key) turn.need.keys = {"RUNS"};
    turn.need.whole_workspace = !by_key;
    return look(turn).plans.size();
  };
  for (const bool by_key : {true, false}) {
    SCOPED_TRACE(by_key);
    share(2, true);
    EXPECT_EQ(plans_of("dev", by_key), 1U);
    EXPECT_EQ(plans_of("ana", by_key), 1U);
    EXPECT_EQ(plans_of("bo", by_key), 0U);
    EXPECT_EQ(plans_of("stranger", by_key), 0U);
    share(2, false);
    EXPECT_EQ(plans_of("ana", by_key), 0U);
  }
}

TEST_P(PeopleContract, KeepsTheMessageOfAQuestionWhileItIsOpen) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  turn::Answer asks;
  turn::NewQuestion question{.plan = plan, .asked = {}, .place = channel("eng"), .message_key = "q"};
  question.shown = std::make_shared<const chat::Message>(chat::say("What is it?"));
  asks.questions = {question};
  EXPECT_TRUE(answer(turn_of("dev", channel("eng")), asks));
  const auto open = look("dev", channel("eng")).questions;
  ASSERT_EQ(open.size(), 1U);
  ASSERT_TRUE(open[0].shown);
  EXPECT_EQ(*open[0].shown, chat::say("What is it?"));
  turn::Answer closes;
  closes.closed = {open[0].id};
  EXPECT_TRUE(answer(turn_of("dev", channel("eng")), closes));
  const auto closed = look("dev", channel("eng")).questions;
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_FALSE(closed[0].shown);
}

}  // namespace
}  // namespace backwalk::store

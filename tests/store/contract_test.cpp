// Turns: what is kept, what is not, and that each sees the one before it.
#include <algorithm>
#include <atomic>
#include <future>
#include <numeric>
#include <stdexcept>
#include <thread>

#include "planner/evolve.hpp"
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class StoreContract : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(On, StoreContract, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(StoreContract, KeepsAPlanAndItsLog) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  ASSERT_TRUE(change("dev", channel("eng"), plan,
                     {planner::MilestoneAdded{1, "Beta", {}, {}}, planner::Retitled{{planner::Kind::milestone, 1}, "Gamma"}}));
  const turn::State state = look("dev", channel("eng"));
  const turn::Record* record = find(state, plan);
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->plan.key, "ALPH");
  EXPECT_EQ(record->plan.seq, 3);
  EXPECT_EQ(record->plan.milestones.at(0).title, "Gamma");
  EXPECT_EQ(record->space, "workspace:console/local");
  ASSERT_EQ(record->log.size(), 2U);
  EXPECT_EQ(record->log.kept()[0].said, "start ALPH");
  EXPECT_EQ(record->log.kept()[1].first_seq, 2);
  EXPECT_EQ(record->log.kept()[1].edits.size(), 2U);
  EXPECT_EQ(record->log.kept()[1].by, state.speaker);
  EXPECT_EQ(record->log.kept()[1].at, noon);
  EXPECT_EQ(record->log.kept()[1].place, channel("eng"));
  EXPECT_EQ(state.here, std::vector{plan});
  EXPECT_EQ(state.next_plan.value, plan.value + 1);
}

TEST_P(StoreContract, CountsEveryEditOnceWhenManySpeakAtOnce) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  std::vector<std::thread> speakers;
  std::atomic<int> answered = 0;
  std::atomic<int> done_count = 0;
  for (int speaker = 0; speaker < 4; ++speaker) {
    speakers.emplace_back([&, speaker] {
      for (int i = 0; i < 50; ++i) {
        Turn turn = turn_of("dev" + std::to_string(speaker), channel("eng"));
        turn.keys = {"event " + std::to_string(speaker) + '/' + std::to_string(i)};
        turn.answer = [&answered, plan](const turn::State& state) {
          ++answered;
          const int number = find(state, plan)->plan.last_action + 1;
          turn::Answer answer;
          answer.changes.push_back({plan, {planner::ActionAdded{number, "Step", {}, {}}}, "add"});
          return answer;
        };
        store_->transact(std::move(turn), [&](const Result<Outcome>& outcome) { done_count += outcome.has_value() ? 1 : 0; });
      }
    });
  }
  for (std::thread& speaker : speakers) speaker.join();
  std::vector<std::int64_t> forward, back, all(201);
  std::iota(all.begin(), all.end(), 1);
  Turn asked = turn_of("dev", channel("eng"));
  asked.answer = [&](const turn::State& state) {
    const turn::Record* record = find(state, plan);
    EXPECT_EQ(record->plan.seq, 201);
    EXPECT_EQ(record->plan.actions.size(), 200U);
    EXPECT_EQ(record->log.size(), 201U);
    for (const turn::Entry& entry : record->log) forward.push_back(entry.first_seq);
    for (auto entry = record->log.rbegin(); entry != record->log.rend(); ++entry) back.push_back(entry->first_seq);
    return turn::Answer{};
  };
  ASSERT_TRUE(wait_for<Outcome>([&](auto done) { store_->transact(std::move(asked), std::move(done)); }));
  EXPECT_EQ(answered, 200);
  EXPECT_EQ(done_count, 200);
  EXPECT_EQ(forward, all);
  std::ranges::reverse(back);
  EXPECT_EQ(back, all);
}

TEST_P(StoreContract, DoesNothingForADuplicate) {
  turn::Answer answer;
  answer.later = {post("hello", channel("eng"))};
  Turn turn = turn_of("dev", channel("eng"));
  turn.need.writes = true;
  turn.keys = {"one", "two"};
  EXPECT_FALSE(this->answer(turn, answer)->duplicate);
  int runs = 0;
  turn.keys = {"new", "two"};
  turn.answer = [&](const turn::State&) { return ++runs, turn::Answer{}; };
  const auto again = transact(turn);
  EXPECT_TRUE(again->duplicate);
  EXPECT_FALSE(turn::has_effect(again->answer));
  EXPECT_EQ(runs, 0);
  turn.keys = {"new"};  // the duplicate did not remember its other key
  EXPECT_FALSE(transact(turn)->duplicate);
}

TEST_P(StoreContract, DoesNothingForADuplicateOfALookThatHadAnEffect) {
  turn::Answer shared;
  shared.later = {post("shared", channel("eng"))};
  Turn turn = turn_of("dev", channel("eng"));
  turn.keys = {"one"};
  EXPECT_FALSE(answer(turn, shared)->duplicate);
  shared.later = {post("shared again", channel("eng"))};
  const auto again = answer(turn, shared);
  EXPECT_TRUE(again->duplicate);
  EXPECT_FALSE(turn::has_effect(again->answer));
  EXPECT_EQ(keys_taken(), Keys{"shared"});
}

TEST_P(StoreContract, DoesNotRememberTheKeyOfATurnWithoutEffect) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.keys = {"question"};
  EXPECT_FALSE(transact(turn)->duplicate);
  EXPECT_FALSE(transact(turn)->duplicate);
}

TEST_P(StoreContract, ForgetsKeysAfter26Hours) {
  turn::Answer effect;
  effect.later = {post("hello", channel("eng"))};
  Turn turn = turn_of("dev", channel("eng"));
  turn.keys = {"one"};
  EXPECT_FALSE(answer(turn, effect)->duplicate);
  turn.wall = noon + 26h;
  EXPECT_TRUE(answer(turn, effect)->duplicate);
  turn.wall = noon + 26h + 1ms;
  EXPECT_FALSE(answer(turn, effect)->duplicate);
}

TEST_P(StoreContract, FailsOnlyTheTurnWhoseAnswerThrows) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  Turn turn = turn_of("new", channel("eng"));
  turn.keys = {"bad"};
  turn.answer = [](const turn::State&) -> turn::Answer { throw std::logic_error("a bug"); };
  const auto failed = transact(turn);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().cause, Cause::invalid);
  turn.answer = [](const turn::State&) { return turn::Answer{}; };
  EXPECT_FALSE(transact(turn)->duplicate);
  EXPECT_TRUE(change("dev", channel("eng"), plan, {planner::MilestoneAdded{1, "Beta", {}, {}}}));
}

TEST_P(StoreContract, TakesBackSomeOfABatchAndNothingOfTheOthers) {
  std::promise<void> begun, go;
  Turn first = titled("first");
  first.answer = [&, answer = first.answer](const turn::State& state) {
    begun.set_value();
    go.get_future().wait();
    return answer(state);
  };
  Turn refused = turn_of("stranger", channel("eng"));  // is met, and has no effect
  refused.need.writes = true;
  refused.keys = {"refused"};
  Turn renamed = turn_of("dev", channel("eng"));  // is known, gets another name, and has no effect either
  renamed.need.writes = true;
  renamed.need.speaker_name = "Devon";
  renamed.keys = {"renamed"};
  Turn broken = titled("broken");
  broken.need.speaker = door("another stranger");
  broken.answer = [](const turn::State&) -> turn::Answer { throw std::runtime_error("no answer"); };

  std::vector<std::future<Result<Outcome>>> answers;
  const auto ask = [&](Turn turn) {
    auto promise = std::make_shared<std::promise<Result<Outcome>>>();
    answers.push_back(promise->get_future());
    store_->transact(std::move(turn), [promise](Result<Outcome> outcome) { promise->set_value(std::move(outcome)); });
  };
  std::thread asking([&] { ask(first); });  // a store without a thread of its own answers at once
  begun.get_future().wait();
  const bool waits_for_others = GetParam() != "memory";
  if (!waits_for_others) go.set_value();
  if (!waits_for_others) asking.join();
  for (const Turn& turn : {titled("second"), refused, renamed, broken, titled("third")}) ask(turn);  // what comes meanwhile is one batch
  if (waits_for_others) go.set_value();
  if (waits_for_others) asking.join();
  std::vector<bool> is_answered;
  for (auto& answer : answers) is_answered.push_back(answer.get().has_value());
  EXPECT_EQ(is_answered, std::vector<bool>({true, true, true, true, false, true}));

  const auto seen = look("dev", channel("eng"));
  ASSERT_EQ(seen.plans.size(), 1U);
  EXPECT_EQ(seen.plans[0]->log.size(), 3U) << "each of them once";
  EXPECT_EQ(seen.plans[0]->plan.goal.title, "third");
  EXPECT_EQ(seen.people.at(turn::PersonId{1}).name, "dev") << "what had no effect names nobody";
  EXPECT_EQ(look("newcomer", channel("eng")).speaker, turn::PersonId{2}) << "nobody else was met";
  EXPECT_FALSE(transact(titled("second"))->answer.changes.size() == 1U) << "its key stays";
  refused.answer = titled("again").answer;
  EXPECT_FALSE(transact(refused)->duplicate) << "what had no effect may come again";
}

TEST_P(StoreContract, RefusesAnAnswerThatMakesNoSenseWhole) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  turn::Answer answer;
  answer.changes.push_back({plan, {planner::MilestoneAdded{1, "Beta", {}, {}}}, "milestone"});
  answer.changes.push_back({turn::PlanId{99}, {planner::MilestoneAdded{1, "Beta", {}, {}}}, "milestone"});
  EXPECT_EQ(this->answer(turn_of("dev", channel("eng")), answer).error().cause, Cause::invalid);
  EXPECT_EQ(find(look("dev", channel("eng")), plan)->plan.seq, 1);
  turn::Answer taken;  // the same key in the same space
  taken.changes.push_back({turn::PlanId{2}, {planner::PlanStarted{"ALPH", "Other", {}, turn::PersonId{1}}}, "start"});
  EXPECT_EQ(this->answer(turn_of("dev", channel("eng")), taken).error().cause, Cause::invalid);
  EXPECT_EQ(look("dev", channel("eng")).next_plan, turn::PlanId{2});
  turn::Answer lost;
  lost.bindings = {{turn::PlanId{99}, channel("eng")}};
  EXPECT_EQ(this->answer(turn_of("dev", channel("eng")), lost).error().cause, Cause::invalid);
}

TEST_P(StoreContract, LooksAtAPlanAgainAfterEveryChange) {
  EXPECT_FALSE(next_look());
  const auto plan = start("dev", channel("eng"), "ALPH");
  EXPECT_EQ(next_look()->at, noon);
  Turn beat;
  beat.need.plans = {plan};
  beat.at = noon;
  turn::Answer looked;
  looked.looks = {{plan, noon + 3h, noon}};
  looked.fired = {{plan, "r1"}, {plan, "r1"}};
  ASSERT_TRUE(answer(beat, looked));
  EXPECT_EQ(next_look()->at, noon + 3h);
  EXPECT_EQ(look(beat).looked_at, noon);
  EXPECT_EQ(look(beat).fired, Keys{"r1"});
  looked.looks = {{plan, std::nullopt, noon + 3h}};
  looked.fired = {{plan, "r1"}, {plan, "r2"}};
  ASSERT_TRUE(answer(beat, looked));
  EXPECT_FALSE(next_look());
  ASSERT_TRUE(change("dev", channel("eng"), plan, {planner::MilestoneAdded{1, "Beta", {}, {}}}));
  EXPECT_EQ(next_look()->at, noon);
  EXPECT_EQ(look(beat).looked_at, noon + 3h);
  EXPECT_EQ(look(beat).fired, (Keys{"r1", "r2"}));
}

TEST_P(StoreContract, KeepsWhatTheCardTellsOfTheChance) {
  const auto plan = start("dev", channel("eng"), "ALPH");
  ASSERT_TRUE(change("dev", channel("eng"), plan, {planner::Committed{}}));
  Turn beat;
  beat.need.plans = {plan};
  beat.need.writes = true;
  beat.at = noon;
  EXPECT_TRUE(look(beat).card_chances.empty());
  const planner::Date day{std::chrono::local_days{std::chrono::year{2026} / 9 / 8}};
  turn::Answer looked;
  planner::Forecast starts;
  starts.sampling.depth = planner::Depth::safe_starts;
  starts.goal.chance = 0.8125;
  const planner::Ref first{planner::Kind::action, 1}, second{planner::Kind::action, 2};
  starts.items = {{first, planner::LocalTime{day} + 9h, 0.25, {}}, {second, {}, 1, {}}};
  looked.looks = {{.plan = plan,
                   .looked_at = noon,
                   .chance = turn::CardChance{0.8125, 2, day, noon, std::make_shared<const planner::Forecast>(starts)}}};
  ASSERT_TRUE(answer(beat, looked));
  looked.looks = {{.plan = plan, .looked_at = noon + 1h}};
  ASSERT_TRUE(answer(beat, looked));
  const auto told = look(beat).card_chances[plan];
  EXPECT_EQ(told.chance, 0.8125);
  EXPECT_EQ(told.seq, 2);
  EXPECT_EQ(told.day, day);
  EXPECT_EQ(told.at, noon);
  ASSERT_TRUE(told.starts);
  EXPECT_EQ(*told.starts, starts);
  looked.looks = {{.plan = plan, .looked_at = noon + 1h, .chance = turn::CardChance{std::nullopt, 3, day, noon + 1h, {}}}};
  ASSERT_TRUE(answer(beat, looked));
  EXPECT_EQ(look(beat).card_chances[plan].seq, 3);
  EXPECT_FALSE(look(beat).card_chances[plan].chance);
  EXPECT_FALSE(look(beat).card_chances[plan].starts);
}

TEST_P(StoreContract, FailsEveryCallAfterClose) {
  store_->close();
  EXPECT_EQ(transact(turn_of("dev", channel("eng"))).error().cause, Cause::lost);
  EXPECT_EQ(wait_for<bool>([&](auto done) { store_->ready(std::move(done)); }).error().cause, Cause::lost);
}

TEST_P(StoreContract, IsReady) {
  EXPECT_TRUE(wait_for<bool>([&](auto done) { store_->ready(std::move(done)); }).value());
}

}  // namespace
}  // namespace backwalk::store

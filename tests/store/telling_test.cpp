// When the store's thread is told that calls wait, and who hears of its answers.
#include <array>

#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class Telling : public ::testing::Test {
 protected:
  Telling() {
    store_->tell_by([this](std::function<void()> tell) { tells_.push_back(std::move(tell)); });
  }
  std::future<Result<Outcome>> put(const std::string& key) {
    auto answered = std::make_shared<std::promise<Result<Outcome>>>();
    store_->transact(titled(key), [answered](Result<Outcome> outcome) { answered->set_value(std::move(outcome)); });
    return answered->get_future();
  }

  /// Keeps the thread at work until `go_` is told, so that what is put meanwhile comes together.
  std::future<Result<Outcome>> hold() {
    auto entered = std::make_shared<std::promise<void>>();
    auto is_there = entered->get_future();
    Turn turn = titled("held");
    turn.answer = [answer = turn.answer, entered, go = go_.get_future().share()](const turn::State& state) {
      entered->set_value();
      go.wait();
      return answer(state);
    };
    auto answered = std::make_shared<std::promise<Result<Outcome>>>();
    store_->transact(std::move(turn), [answered](Result<Outcome> outcome) { answered->set_value(std::move(outcome)); });
    tells_.back()();
    is_there.wait();
    return answered->get_future();
  }

  Folder folder_{};
  std::unique_ptr<Store> store_ = open("sqlite:" + folder_.file("telling.db"), Holding::exclusive).value();
  std::vector<std::function<void()>> tells_{};
  std::promise<void> go_{};
};

TEST_F(Telling, IsDoneOnceForAllThatCameTogether) {
  auto held = hold();
  ASSERT_EQ(tells_.size(), 1U);
  std::vector<std::future<Result<Outcome>>> answers;
  for (const char* key : {"one", "two", "three"}) answers.push_back(put(key));
  EXPECT_EQ(tells_.size(), 2U);
  go_.set_value();
  EXPECT_TRUE(held.get());
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
  auto next = put("four");
  ASSERT_EQ(tells_.size(), 3U) << "of what comes later it is told anew";
  tells_.back()();
  EXPECT_TRUE(next.get());
}

TEST_F(Telling, GivesBackOnceForAllThatSharedACommit) {
  std::array<std::promise<std::function<void()>>, 2> given;
  store_->give_by([&given, count = std::size_t{0}](std::function<void()> run) mutable { given.at(count++).set_value(std::move(run)); });
  auto held = hold();
  std::vector<std::future<Result<Outcome>>> answers;
  for (const char* key : {"one", "two", "three"}) answers.push_back(put(key));
  go_.set_value();
  given[0].get_future().get()();
  EXPECT_TRUE(held.get());
  const auto run = given[1].get_future().get();  // a third one would throw
  for (auto& answer : answers) EXPECT_EQ(answer.wait_for(std::chrono::seconds(0)), std::future_status::timeout) << "nobody ran it yet";
  run();
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
}

TEST_F(Telling, IsNotNeededToFinishWhatWaits) {
  auto answer = put("one");
  store_->close();
  EXPECT_TRUE(answer.get());
}

}  // namespace
}  // namespace backwalk::store

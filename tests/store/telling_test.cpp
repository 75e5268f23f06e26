// When the store's thread is told that calls wait, and who hears of its answers.
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

  Folder folder_{};
  std::unique_ptr<Store> store_ = open("sqlite:" + folder_.file("telling.db"), Holding::exclusive).value();
  std::vector<std::function<void()>> tells_{};
};

TEST_F(Telling, IsDoneOnceForAllThatCameTogether) {
  std::vector<std::future<Result<Outcome>>> answers;
  for (const char* key : {"one", "two", "three"}) answers.push_back(put(key));
  ASSERT_EQ(tells_.size(), 1U);
  tells_.back()();
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
  auto next = put("four");
  ASSERT_EQ(tells_.size(), 2U) << "of what comes later it is told anew";
  tells_.back()();
  EXPECT_TRUE(next.get());
}

TEST_F(Telling, GivesBackOnceForAllThatSharedACommit) {
  std::promise<std::function<void()>> given;
  store_->give_by([&given](std::function<void()> run) { given.set_value(std::move(run)); });
  std::vector<std::future<Result<Outcome>>> answers;
  for (const char* key : {"one", "two", "three"}) answers.push_back(put(key));
  tells_.back()();
  const auto run = given.get_future().get();  // a second one would throw
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

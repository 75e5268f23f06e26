#include "bot/store/await.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class Awaiting : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(On, Awaiting, ::testing::Values("memory", "sqlite"), name_of);

/// Sends one message through the whole life of a row; what came of each call.
Awaitable<void> one_life(Store& store, std::vector<std::string>& told, std::thread::id home) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.answer = [](const turn::State&) {
    turn::Answer answer;
    answer.later = {post("hello", channel("eng"))};
    return answer;
  };
  const Result<Outcome> outcome = co_await store::transact(store, std::move(turn));
  told.push_back(outcome && turn::has_effect(outcome->answer) ? "done" : "failed");
  std::vector<std::string> platforms;
  platforms.emplace_back("console");
  Take wanted{noon, noon, 5, platforms, {}};
  const Result<std::vector<Row>> rows = co_await take(store, std::move(wanted));
  told.push_back(rows->at(0).resolved.outgoing.key);
  const std::int64_t row = rows->at(0).id;
  const Result<bool> postponed = co_await postpone(store, row, noon + 1s, true);
  const Result<std::optional<Instant>> next = co_await next_send(store, platforms);
  told.push_back(*postponed && **next == noon + 1s ? "postponed" : "lost");
  const Result<bool> doubted = co_await stay_in_doubt(store, row, noon + 2s);
  const Result<bool> repeated = co_await mark_repeat(store, row, noon);
  told.push_back(*doubted && *repeated ? "in doubt" : "sure");
  chat::SentIds ids{"m1", "c1"};
  const Result<bool> was_sent = co_await settle_sent(store, row, std::move(ids), noon);
  std::string why = "late";
  const Result<bool> was_unsent = co_await settle_unsent(store, row, Settled::parked, std::move(why), noon);
  told.push_back(*was_sent && !*was_unsent ? "settled" : "not settled");
  const Result<std::optional<NextLook>> look = co_await next_look(store);
  const Result<bool> is_ready = co_await ready(store);
  told.push_back(!*look && *is_ready ? "ready" : "not ready");
  told.push_back(std::this_thread::get_id() == home ? "at home" : "elsewhere");
}

TEST_P(Awaiting, ResumesOnItsOwnExecutorWhichWaitsForIt) {
  boost::asio::io_context context;
  std::vector<std::string> told;
  boost::asio::co_spawn(context, one_life(*store_, told, std::this_thread::get_id()), boost::asio::detached);
  context.run();
  EXPECT_EQ(told, (Keys{"done", "hello", "postponed", "in doubt", "settled", "ready", "at home"}));
}

TEST_P(Awaiting, ManyWaitAtOnce) {
  boost::asio::io_context context;
  int done = 0;
  const auto one = [](Store& store, int number, int& count) -> Awaitable<void> {
    Turn turn = turn_of("dev", channel("eng"));
    turn.keys = {std::to_string(number)};
    turn.answer = [number](const turn::State&) {
      turn::Answer answer;
      answer.later = {post(std::to_string(number), channel("eng"))};
      return answer;
    };
    const Result<Outcome> outcome = co_await store::transact(store, std::move(turn));
    if (outcome && !outcome->duplicate) ++count;
  };
  for (int i = 0; i < 200; ++i) boost::asio::co_spawn(context, one(*store_, i % 150, done), boost::asio::detached);
  context.run();
  EXPECT_EQ(done, 150);
}

TEST_P(Awaiting, TellsAnErrorOfAClosedStore) {
  store_->close();
  boost::asio::io_context context;
  std::optional<Cause> cause;
  const auto one = [](Store& store, std::optional<Cause>& told) -> Awaitable<void> {
    const Result<bool> is_ready = co_await store::ready(store);
    if (!is_ready) told = is_ready.error().cause;
  };
  boost::asio::co_spawn(context, one(*store_, cause), boost::asio::detached);
  context.run();
  EXPECT_EQ(cause, Cause::lost);
}

}  // namespace
}  // namespace backwalk::store

#include "bot/net/task_group.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

#include <gtest/gtest.h>

namespace backwalk::net {
namespace {

namespace asio = boost::asio;

/// Waits for ever; says whether it was stopped by leaving.
struct Sleeper {
  int& left;
  ~Sleeper() { ++left; }
};
Awaitable<void> sleep_for_ever(int& left) {
  const Sleeper sleeper{left};
  asio::steady_timer timer(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
  co_await timer.async_wait(asio::use_awaitable);
}
Awaitable<void> join_and_tell(TaskGroup& group, bool& has_joined) {
  co_await group.join();
  has_joined = true;
}

TEST(TaskGroup, RunsItsChildrenAndJoinsWhenTheLastIsGone) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  int ran = 0;
  for (int child = 0; child < 3; ++child) {
    group.spawn("counts", [&ran]() -> Awaitable<void> {
      ++ran;
      co_return;
    });
  }
  EXPECT_EQ(group.size(), 3U);
  bool has_joined = false;
  asio::co_spawn(context, join_and_tell(group, has_joined), asio::detached);
  context.run();
  EXPECT_EQ(ran, 3);
  EXPECT_EQ(group.size(), 0U);
  EXPECT_TRUE(has_joined);
}

TEST(TaskGroup, JoinsAtOnceWhenItHasNoChildren) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  bool has_joined = false;
  asio::co_spawn(context, join_and_tell(group, has_joined), asio::detached);
  context.run();
  EXPECT_TRUE(has_joined);
}

TEST(TaskGroup, StopsEveryChildWhenCancelled) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  int left = 0;
  for (int child = 0; child < 5; ++child) group.spawn("sleeps", [&left] { return sleep_for_ever(left); });
  bool has_joined = false;
  asio::co_spawn(context, join_and_tell(group, has_joined), asio::detached);
  context.poll();
  EXPECT_EQ(left, 0);
  EXPECT_FALSE(has_joined);
  group.cancel();
  context.run();
  EXPECT_EQ(left, 5);
  EXPECT_TRUE(has_joined);
}

TEST(TaskGroup, MayBeCancelledBeforeAChildHasStartedAndTwice) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  int left = 0;
  group.spawn("sleeps", [&left] { return sleep_for_ever(left); });
  group.cancel();
  group.cancel();
  context.run();
  EXPECT_EQ(group.size(), 0U);
}

TEST(TaskGroup, LogsAnExceptionWithTheTasksNameAndKeepsTheOthers) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  int left = 0;
  group.spawn("breaks", []() -> Awaitable<void> {
    throw std::runtime_error("it broke");
    co_return;
  });
  group.spawn("sleeps", [&left] { return sleep_for_ever(left); });
  testing::internal::CaptureStderr();
  context.poll();
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_NE(lines.find("task=breaks why=\"it broke\""), std::string::npos) << lines;
  EXPECT_EQ(group.size(), 1U);
  group.cancel();
  testing::internal::CaptureStderr();
  context.run();
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "being stopped is no failure";
}

TEST(TaskGroup, KeepsWhatATaskCapturedUntilTheTaskIsDone) {
  asio::io_context context;
  TaskGroup group(context.get_executor());
  std::string seen;
  group.spawn("late", [&seen, text = std::string(100, 'x')]() -> Awaitable<void> {
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds(1));
    co_await timer.async_wait(asio::use_awaitable);
    seen = text;
  });
  context.run();
  EXPECT_EQ(seen.size(), 100U);
}

TEST(TaskGroup, MayGoBeforeItsChildrenAndBeforeTheLoop) {
  asio::io_context context;
  int left = 0;
  {
    TaskGroup group(context.get_executor());
    group.spawn("sleeps", [&left] { return sleep_for_ever(left); });
    context.poll();
  }
  context.restart();
  context.run();
  EXPECT_EQ(left, 1);
}

TEST(TaskGroup, ChildrenThatNobodyStoppedGoWithTheLoop) {
  int left = 0;
  {
    asio::io_context context;
    TaskGroup group(context.get_executor());
    group.spawn("sleeps", [&left] { return sleep_for_ever(left); });
    context.poll();
  }
  EXPECT_EQ(left, 1);
}

}  // namespace
}  // namespace backwalk::net

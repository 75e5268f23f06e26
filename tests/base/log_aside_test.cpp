#include "bot/base/log_aside.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

namespace backwalk::log {
namespace {

using namespace std::chrono_literals;

TEST(LogAside, WritesAllLinesInTheirOrder) {
  std::string written;
  {
    Aside aside(1 << 20, [&](std::string_view text) { written += text; });
    for (int line = 0; line < 1000; ++line) EXPECT_TRUE(aside.put(std::to_string(line) + "\n"));
  }
  std::string expected;
  for (int line = 0; line < 1000; ++line) expected += std::to_string(line) + "\n";
  EXPECT_EQ(written, expected);
}

TEST(LogAside, LosesNoLineOfManyThreads) {
  std::size_t lines = 0;
  {
    Aside aside(1 << 20, [&](std::string_view text) { lines += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); });
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&aside] {
        for (int line = 0; line < 500; ++line) aside.put("a line\n");
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_EQ(lines, 2000U);
}

/// A reader that takes nothing before it is told to.
struct Stuck {
  std::promise<void> has_begun{};
  std::promise<void> may_go_on{};
  std::shared_future<void> goes_on{may_go_on.get_future()};
  bool is_first = true;
  std::string written{};
  void operator()(std::string_view text) {
    if (std::exchange(is_first, false)) has_begun.set_value();
    goes_on.wait();
    written += text;
  }
};

TEST(LogAside, NobodyWaitsForAReaderThatIsStuckAndWhatIsTooMuchIsCounted) {
  Stuck stuck;
  {
    Aside aside(100, [&](std::string_view text) { stuck(text); });
    EXPECT_TRUE(aside.put("first\n"));
    stuck.has_begun.get_future().wait();
    const std::string line(39, 'x');
    EXPECT_TRUE(aside.put(line + "\n"));
    EXPECT_TRUE(aside.put(line + "\n"));
    EXPECT_FALSE(aside.put(line + "\n"));
    EXPECT_FALSE(aside.put(line + "\n"));
    EXPECT_EQ(aside.dropped(), 2U);
    EXPECT_FALSE(aside.flush(1ms));
    stuck.may_go_on.set_value();
    EXPECT_TRUE(aside.flush(60s));
    EXPECT_TRUE(aside.put("last\n"));
  }
  EXPECT_TRUE(stuck.written.starts_with("first\nxxx"));
  EXPECT_TRUE(stuck.written.ends_with("last\nlog lines dropped count=2\n"));
}

}  // namespace
}  // namespace backwalk::log

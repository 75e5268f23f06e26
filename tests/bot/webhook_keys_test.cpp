// Public keys: fetched once, followed to where they are, refreshed by the day, and never asked for by strangers more than once an hour.
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <deque>

#include "bot/webhook_keys.hpp"
#include "tests/bot/given_road.hpp"
#include "tests/fakes/fake_http.hpp"

namespace backwalk {
namespace {

using namespace std::chrono_literals;

class NamedKeys final : public Keys {
 public:
  explicit NamedKeys(std::string all) : names(std::move(all)) {}
  std::string names;
};

/// The body of a request names the key that it is signed with; the key server answers with the names of all.
class KeyedPlatform final : public testing::FakePlatform {
 public:
  Verdict verify(const chat::HttpRequest&, Instant) const override { return NeedsKeys{{"GET", "https://fake/openid", {}, {}}}; }
  Verdict verify_with(const chat::HttpRequest& request, const Keys& keys, Instant wall) const override {
    const bool is_known = dynamic_cast<const NamedKeys&>(keys).names.find(request.body) != std::string::npos;
    return is_known ? Verdict{Accepted{}} : verify(request, wall);
  }
  KeysAnswer read_keys(const chat::HttpResponse& response) const override {
    if (response.status != 200) return NoKeys{"away"};
    if (response.body == "further") return NeedsKeys{{"GET", "https://fake/keys", {}, {}}};
    return std::make_shared<const NamedKeys>(response.body);
  }
};

class KeyringTest : public ::testing::Test {
 protected:
  KeyringTest() {
    http_.answers = [this](const chat::HttpRequest& request) {
      if (is_away_) return chat::HttpResponse{500, {}, {}};
      return chat::HttpResponse{200, {}, request.url == "https://fake/openid" ? "further" : names_};
    };
  }
  std::future<Verdict> ask(const std::string& key) {
    const auto& request = asked_.emplace_back(chat::HttpRequest{"POST", "/fake/say", {}, key});
    if (const auto verdict = keyring_.judge_at_once(platform_, request)) {
      std::promise<Verdict> known;
      known.set_value(*verdict);
      return known.get_future();
    }
    return boost::asio::co_spawn(context_, keyring_.judge(&platform_, &request), boost::asio::use_future);
  }
  /// 200, the status of a refusal, or 0 where there are no keys at all.
  int judge(const std::string& key) {
    auto verdict = ask(key);
    context_.restart();
    context_.run();
    return status_of(verdict.get());
  }
  static int status_of(const Verdict& verdict) {
    if (const auto* rejected = std::get_if<Rejected>(&verdict)) return rejected->status;
    return std::holds_alternative<Accepted>(verdict) ? 200 : 0;
  }

  std::string names_{"one two"};
  bool is_away_ = false;
  boost::asio::io_context context_{};
  testing::FakeClock clock_{testing::at(12, 9)};
  fakes::FakeHttp http_{};
  KeyedPlatform platform_{};
  Keyring keyring_{http_, clock_};
  std::deque<chat::HttpRequest> asked_{};
};

TEST_F(KeyringTest, FollowsTheWayToTheKeysOnce) {
  EXPECT_EQ(judge("one"), 200);
  EXPECT_EQ(judge("two"), 200);
  ASSERT_EQ(http_.seen.size(), 2U);
  EXPECT_EQ(http_.seen[1].request.url, "https://fake/keys");
}

TEST_F(KeyringTest, LooksForUnknownKeysAtMostOnceAnHour) {
  EXPECT_EQ(judge("one"), 200);
  for (int i = 0; i < 500; ++i) {
    clock_.set(clock_.wall() + 7s);
    EXPECT_EQ(judge("flood" + std::to_string(i)), 401);
  }
  EXPECT_EQ(http_.seen.size(), 2U) << "fifty-eight minutes";
  clock_.set(clock_.wall() + 2min);
  names_ = "two three";
  EXPECT_EQ(judge("three"), 200) << "a rollover";
  EXPECT_EQ(http_.seen.size(), 4U);
  EXPECT_EQ(judge("one"), 401);
  EXPECT_EQ(http_.seen.size(), 4U);
}

TEST_F(KeyringTest, RefreshesThemEveryDayAndKeepsTheLastGoodOnes) {
  EXPECT_EQ(judge("one"), 200);
  clock_.set(clock_.wall() + 23h + 59min);
  EXPECT_EQ(judge("one"), 200);
  EXPECT_EQ(http_.seen.size(), 2U);
  clock_.set(clock_.wall() + 1min);
  is_away_ = true;
  EXPECT_EQ(judge("one"), 200) << "the key server is away";
  EXPECT_EQ(http_.seen.size(), 3U);
  EXPECT_EQ(judge("one"), 200);
  EXPECT_EQ(http_.seen.size(), 3U) << "and is not asked again at once";
  clock_.set(clock_.wall() + 1h);
  is_away_ = false;
  names_ = "two";
  EXPECT_EQ(judge("one"), 401) << "withdrawn";
  EXPECT_EQ(judge("two"), 200);
}

TEST_F(KeyringTest, TriesAgainSoonWhileThereAreNone) {
  is_away_ = true;
  EXPECT_EQ(judge("one"), 0);
  EXPECT_EQ(judge("one"), 0);
  EXPECT_EQ(http_.seen.size(), 1U);
  is_away_ = false;
  clock_.set(clock_.wall() + 10s);
  EXPECT_EQ(judge("one"), 200);
}

TEST_F(KeyringTest, SharesOneFetchAmongThoseWhoComeTogether) {
  std::vector<std::future<Verdict>> all;
  for (int i = 0; i < 100; ++i) all.push_back(ask(i % 2 == 0 ? "one" : "two"));
  context_.run();
  for (auto& verdict : all) EXPECT_EQ(status_of(verdict.get()), 200);
  EXPECT_EQ(http_.seen.size(), 2U);
}

}  // namespace
}  // namespace backwalk

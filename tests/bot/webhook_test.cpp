#include "bot/webhook.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/cli/run.hpp"
#include "bot/store/store.hpp"
#include "tests/bot/given_road.hpp"

namespace backwalk {
namespace {

using testing::at;
using testing::BrokenStore;
using testing::FakeClock;
using testing::FakeHttp;
using testing::FakePlatform;

chat::HttpRequest request(std::string body, const std::string& signature = "") {
  return {.method = "POST", .url = "/fake/say" + signature, .headers = {}, .body = std::move(body)};
}

class WebhookTest : public ::testing::Test {
 protected:
  WebhookTest() {
    http_.reply = [](const chat::HttpRequest&) { return chat::respond_with(200, "text/plain", "Europe/Berlin"); };
    webhook_.observe = [this](const turn::Answer& answer) { answers_.push_back(answer); };
  }

  chat::HttpResponse hear(chat::HttpRequest asked) { return hear(webhook_, std::move(asked)); }
  static chat::HttpResponse hear(Webhook& webhook, chat::HttpRequest asked) {
    chat::HttpResponse response;
    cli::run([&]() -> Awaitable<int> {
      response = co_await webhook.handle(asked);
      co_return 0;
    });
    return response;
  }
  std::size_t edits() const {
    std::size_t count = 0;
    for (const auto& answer : answers_) count += answer.changes.size();
    return count;
  }

  FakeClock clock_{at(12, 7)};
  FakeHttp http_{};
  FakePlatform platform_{};
  std::unique_ptr<store::Store> store_ = store::open("memory:", store::Holding::exclusive).value();
  int nudges_ = 0;
  std::vector<turn::Answer> answers_{};
  Webhook webhook_{*store_, http_, clock_, {}, {&platform_}, [this] { ++nudges_; }};
};

TEST_F(WebhookTest, KnowsThePathsOfItsPlatforms) {
  EXPECT_EQ(webhook_.paths(), std::vector<std::string>{"/fake/say"});
  EXPECT_EQ(hear({.method = "POST", .url = "/other", .headers = {}, .body = {}}).status, 404);
}

TEST_F(WebhookTest, RefusesWhatThePlatformRejects) {
  EXPECT_EQ(hear(request("1|anna|start Billing live by 30 oct", "?bad")).status, 401);
  EXPECT_TRUE(answers_.empty());
  EXPECT_EQ(hear(request("1|anna|start Billing live by 30 oct")).status, 200) << "a refused copy uses up no key";
  EXPECT_EQ(edits(), 1U);
}

TEST_F(WebhookTest, FetchesThePlatformsKeysOnce) {
  http_.reply = [](const chat::HttpRequest& asked) {
    return chat::respond_with(200, "text/plain", asked.url == "https://fake/keys" ? "the keys" : "Europe/Berlin");
  };
  EXPECT_EQ(hear(request("?", "?keys")).status, 200);
  EXPECT_EQ(http_.asked, std::vector<std::string>{"https://fake/keys"});
}

TEST_F(WebhookTest, AsksToTryAgainWhenTheKeysDoNotCome) {
  http_.reply = [](const chat::HttpRequest&) { return Error{Cause::not_sent, "nobody is there"}; };
  const auto response = hear(request("1|anna|help", "?keys"));
  EXPECT_EQ(response.status, 503);
  EXPECT_TRUE(chat::header(response.headers, "Retry-After"));
}

TEST_F(WebhookTest, AnswersWhatIsUnreadableWith400) { EXPECT_EQ(hear(request("!")).status, 400); }

TEST_F(WebhookTest, AnswersAChallengeAndWhatIsIgnoredWithoutTheStore) {
  BrokenStore broken;
  Webhook webhook(broken, http_, clock_, {}, {&platform_}, {});
  EXPECT_EQ(hear(webhook, request("?")).body, "prove it");
  EXPECT_EQ(hear(webhook, request("")).status, 200);
  EXPECT_EQ(broken.calls, 0);
}

TEST_F(WebhookTest, AnswersASentenceAndRetryAfterWhenTheStoreFails) {
  BrokenStore broken;
  Webhook webhook(broken, http_, clock_, {}, {&platform_}, [this] { ++nudges_; });
  const auto response = hear(webhook, request("1|anna|start Billing live by 30 oct"));
  EXPECT_EQ(response.status, 503);
  EXPECT_TRUE(chat::header(response.headers, "Retry-After"));
  EXPECT_EQ(response.body.find("disk"), std::string::npos) << "no internals in a channel";
  EXPECT_EQ(nudges_, 0);
}

TEST_F(WebhookTest, NudgesAfterAnEffectOnly) {
  hear(request("1|anna|start Billing live by 30 oct"));
  EXPECT_EQ(nudges_, 1);
  hear(request("2|anna|status"));
  EXPECT_EQ(nudges_, 1);
}

TEST_F(WebhookTest, ARepeatedDeliveryHasNoSecondEffect) {
  hear(request("1|anna|start Billing live by 30 oct"));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(hear(request("1|anna|start Billing live by 30 oct")).status, 200);
  EXPECT_EQ(edits(), 1U);
  EXPECT_EQ(nudges_, 1);
}

TEST_F(WebhookTest, AsksForAStrangersProfileBeforeTheAnswerAndOnce) {
  hear(request("1|anna|start Billing live by 30 oct"));
  EXPECT_EQ(http_.asked, std::vector<std::string>{"https://fake/users/anna"});
  ASSERT_EQ(edits(), 1U);
  const auto& started = std::get<planner::PlanStarted>(answers_.front().changes.front().edits.front());
  EXPECT_EQ(started.zone, "Europe/Berlin");
  hear(request("2|anna|status"));
  EXPECT_EQ(http_.asked.size(), 1U);
}

TEST_F(WebhookTest, DoesWithoutAProfileThatDoesNotCome) {
  http_.reply = [](const chat::HttpRequest&) { return Error{Cause::unknown, "no answer"}; };
  const auto response = hear(request("1|anna|start Billing live by 30 oct"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(edits(), 1U);
  EXPECT_EQ(http_.asked.size(), 1U) << "not asked again in the same request";
}

TEST_F(WebhookTest, AsksNobodyWhereThePlatformHasNoProfiles) {
  platform_.tells_profiles = false;
  hear(request("1|anna|start Billing live by 30 oct"));
  EXPECT_TRUE(http_.asked.empty());
  EXPECT_EQ(edits(), 1U);
}

TEST_F(WebhookTest, ShowsRefusalsToTheObserver) {
  hear(request("1|anna|start Billing live by 30 oct"));
  hear(request("2|anna|done A99"));
  ASSERT_EQ(answers_.size(), 2U);
  EXPECT_FALSE(answers_[0].refused);
  EXPECT_TRUE(answers_[1].refused);
}

/// Answers nothing before it is told to.
class StuckStore final : public BrokenStore {
 public:
  void transact(store::Turn, Done<store::Outcome> done) override { waiting.push_back(std::move(done)); }
  void let_go() {
    for (auto& done : std::exchange(waiting, {})) done(store::Outcome{});
  }
  std::vector<Done<store::Outcome>> waiting{};
};

struct Crowd {
  StuckStore store{};
  FakeClock clock{at(12, 7)};
  FakeHttp http{};
  FakePlatform platform{};
  Webhook webhook{store, http, clock, {}, {&platform}, {}};
  boost::asio::io_context context{};
  std::vector<chat::HttpResponse> answered{};

  void come(int count) {
    for (int number = 0; number < count; ++number) {
      auto heard = [this](const std::exception_ptr&, chat::HttpResponse response) { answered.push_back(std::move(response)); };
      boost::asio::co_spawn(context, webhook.handle(request("1|anna|help")), std::move(heard));
    }
    context.restart();
    context.poll();
  }
};

TEST(WebhookCrowd, IsRefusedAtOnceWhereItWouldWaitTooLong) {
  Crowd crowd;
  crowd.come(5000);
  EXPECT_GE(crowd.store.waiting.size(), 64U);
  EXPECT_LE(crowd.store.waiting.size(), 500U);
  EXPECT_EQ(crowd.answered.size(), 5000U - crowd.store.waiting.size());
  for (const auto& response : crowd.answered) {
    ASSERT_EQ(response.status, 503);
    ASSERT_TRUE(chat::header(response.headers, "Retry-After"));
  }
  crowd.store.let_go();
  crowd.answered.clear();
  crowd.come(1);
  EXPECT_EQ(crowd.store.waiting.size(), 1U) << "there is room again";
  for (const auto& response : crowd.answered) EXPECT_EQ(response.status, 200);
  crowd.store.let_go();
  crowd.come(0);
}

TEST_F(WebhookTest, WritesOneLineForEachRequest) {
  BrokenStore broken;
  Webhook failing(broken, http_, clock_, {}, {&platform_}, {});
  const struct {
    Webhook& webhook;
    chat::HttpRequest asked;
    const char* part;
  } cases[] = {
      {webhook_, request("1|anna|start Billing live by 30 oct"), "kind=said plan=p1 effect=committed why=\"\" status=200"},
      {webhook_, request("x", "?bad"), "kind=rejected plan=\"\" effect=none why=\"a bad signature\" status=401"},
      {webhook_, request("!"), "status=400"},
      {failing, request("2|anna|help"), "why=\"the disk is full\" status=503"},
  };
  for (const auto& one : cases) {
    auto asked = one.asked;
    asked.headers.emplace_back("X-Request-Id", "r1");
    ::testing::internal::CaptureStderr();
    log::start(log::Level::info);
    hear(one.webhook, std::move(asked));
    const std::string lines = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1) << lines;
    EXPECT_NE(lines.find("info request id=r1 platform=fake path=/fake/say "), std::string::npos) << lines;
    EXPECT_NE(lines.find(one.part), std::string::npos) << lines;
  }
}

TEST(Path, EndsBeforeTheQuery) {
  EXPECT_EQ(path_of("/a/b?x=1"), "/a/b");
  EXPECT_EQ(path_of("/a#b"), "/a");
  EXPECT_EQ(path_of("/"), "/");
}

}  // namespace
}  // namespace backwalk

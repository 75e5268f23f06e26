// What comes over a socket: acknowledged after its commit or not at all, side by side, and on the connection that it came over.
#include "bot/push.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "tests/bot/given_road.hpp"
#include "tests/fakes/fake_web_socket.hpp"

namespace backwalk {
namespace {

using namespace std::chrono_literals;
using fakes::FakeSockets;
using testing::at;
using testing::BrokenStore;
using testing::FakeClock;
using testing::FakeHttp;

/// "fake", with a socket: "hello", "bye", "off", "what?", or what FakePlatform reads, which is acknowledged with "ok <id>: <answer>".
class PushingPlatform final : public testing::FakePlatform {
 public:
  std::optional<chat::HttpRequest> ask_socket() const override {
    return chat::HttpRequest{.method = "POST", .url = "https://fake/socket", .headers = {}, .body = {}};
  }
  SocketAnswer read_socket(const chat::HttpResponse& response) const override {
    if (response.status == 403) return SocketRefused{"the token is no good"};
    if (response.status != 200) return SocketLater{"come back later", 40s};
    return SocketAt{response.body};
  }
  Frame read_frame(const std::string& text, Instant wall) const override {
    if (text == "hello") return Hello{1};
    if (text == "bye") return Disconnect{"warning", false};
    if (text == "off") return Disconnect{"switched off", true};
    if (text == "what?") return IgnoredFrame{"no idea"};
    Pushed pushed;
    pushed.id = text.substr(0, text.find('|'));
    pushed.kind = "things";
    pushed.inbound = read({.method = "POST", .url = "/fake/say", .headers = {}, .body = text}, wall);
    return pushed;
  }
  std::string acknowledge(const Pushed& pushed, const chat::HttpResponse&) const override { return "ok " + pushed.id; }
};

/// A store whose commits wait until they are let through.
class SlowStore final : public store::Store {
 public:
  std::vector<std::function<void()>> held{};

  void transact(store::Turn, Done<store::Outcome> done) override {
    held.push_back([done = std::move(done)] { done(store::Outcome{}); });
  }
  void take(store::Take, Done<std::vector<store::Row>>) override {}
  void stay_in_doubt(std::int64_t, Instant, Done<bool>) override {}
  void mark_repeat(std::int64_t, Instant, Done<bool>) override {}
  void settle_sent(std::int64_t, chat::SentIds, Instant, Done<bool>) override {}
  void postpone(std::int64_t, Instant, bool, Done<bool>) override {}
  void settle_unsent(std::int64_t, store::Settled, std::string, Instant, Done<bool>) override {}
  void next_send(std::vector<std::string>, Done<std::optional<Instant>>) override {}
  void next_look(Done<std::optional<store::NextLook>>) override {}
  void ready(Done<bool>) override {}
  void close() override {}
};

class PushTest : public ::testing::Test {
 protected:
  PushTest() {
    http_.reply = [](const chat::HttpRequest&) { return chat::respond_with(200, "text/plain", "wss://fake/ticket"); };
    platform_.tells_profiles = false;
  }
  /// Keeps one connection over this store until nothing more happens by itself.
  void keep(store::Store& store) {
    webhook_.emplace(store, http_, clock_, talk::House{}, std::vector<const Platform*>{&platform_}, std::function<void()>{});
    push_.emplace(*webhook_, http_, sockets_, clock_, platform_);
    boost::asio::co_spawn(context_, push_->keep(1), boost::asio::detached);
    settle();
  }
  /// Runs what can run now; the store's answers come from its own thread, so it looks a few times.
  template <class Condition>
  void settle_until(Condition holds) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!holds() && std::chrono::steady_clock::now() < end) {
      context_.restart();
      context_.run_for(2ms);
    }
    EXPECT_TRUE(holds());
  }
  void settle() {
    context_.restart();
    while (context_.poll() > 0) {
    }
  }
  void stop() {
    bool is_stopped = false;
    boost::asio::co_spawn(context_, push_->stop(5s), [&](const std::exception_ptr&) { is_stopped = true; });
    settle_until([&] { return is_stopped; });
  }

  boost::asio::io_context context_{1};
  FakeClock clock_{at(12, 7)};
  FakeHttp http_{};
  FakeSockets sockets_{};
  PushingPlatform platform_{};
  std::unique_ptr<store::Store> store_ = store::open("memory:", store::Holding::exclusive).value();
  std::optional<Webhook> webhook_{};
  std::optional<Push> push_{};
};

TEST_F(PushTest, AcknowledgesWhatItHasCommitted) {
  const auto line = sockets_.prepare();
  keep(*store_);
  EXPECT_EQ(sockets_.asked, std::vector<std::string>{"wss://fake/ticket"});
  EXPECT_TRUE(push_->trouble()) << "no hello yet";
  line->say("hello");
  line->say("what?");
  line->say("1|anna|start Billing live by 30 oct");
  settle_until([&] { return !line->written.empty(); });
  EXPECT_EQ(line->written, std::vector<std::string>{"ok 1"});
  EXPECT_FALSE(push_->trouble());
  stop();
  EXPECT_TRUE(line->was_closed);
}

TEST_F(PushTest, DoesNotAcknowledgeWhatTheStoreCannotTakeOrNobodyCanRead) {
  BrokenStore broken;
  const auto line = sockets_.prepare();
  keep(broken);
  line->say("hello");
  line->say("1|anna|start Billing live by 30 oct");
  line->say("!");
  line->say("");
  settle();
  EXPECT_EQ(broken.calls, 1);
  EXPECT_EQ(line->written, std::vector<std::string>{"ok "}) << "only what has no effect";
  stop();
}

TEST_F(PushTest, OneSlowCommitDelaysNoOtherAndAtMostSixtyFourRunAtOnce) {
  SlowStore slow;
  const auto line = sockets_.prepare();
  keep(slow);
  line->say("hello");
  for (int i = 0; i < 100; ++i) line->say(std::to_string(i) + "|anna|status");
  settle();
  EXPECT_EQ(slow.held.size(), 64U);
  slow.held.back()();
  settle();
  EXPECT_EQ(line->written, std::vector<std::string>{"ok 63"}) << "although 63 others came before";
  EXPECT_EQ(slow.held.size(), 65U);
  for (std::size_t i = 0; i < slow.held.size(); ++i) {
    if (i != 63) slow.held[i]();
    settle();
  }
  EXPECT_EQ(line->written.size(), 100U);
  stop();
}

TEST_F(PushTest, OpensTheNextConnectionBeforeItLeavesThisOne) {
  SlowStore slow;
  const auto first = sockets_.prepare();
  const auto second = sockets_.prepare();
  keep(slow);
  first->say("hello");
  first->say("1|anna|status");
  first->say("bye");
  settle_until([&] { return sockets_.asked.size() == 2; });
  first->say("2|anna|status");
  settle();
  EXPECT_EQ(slow.held.size(), 2U) << "it still takes what comes";
  EXPECT_TRUE(first->is_open);
  second->say("hello");
  settle();
  EXPECT_TRUE(first->is_open) << "it still owes two acknowledgements";
  for (auto& let_through : slow.held) let_through();
  settle();
  EXPECT_EQ(first->written, (std::vector<std::string>{"ok 1", "ok 2"}));
  EXPECT_TRUE(first->was_closed);
  EXPECT_TRUE(second->is_open);
  stop();
}

TEST_F(PushTest, StopsReadingFinishesWhatRunsAndCloses) {
  SlowStore slow;
  const auto line = sockets_.prepare();
  keep(slow);
  line->say("hello");
  line->say("1|anna|status");
  settle();
  bool is_stopped = false;
  boost::asio::co_spawn(context_, push_->stop(30s), [&](const std::exception_ptr&) { is_stopped = true; });
  settle();
  line->say("2|anna|status");
  settle();
  EXPECT_FALSE(is_stopped);
  EXPECT_EQ(slow.held.size(), 1U) << "what comes now comes again later";
  slow.held.front()();
  settle();
  EXPECT_TRUE(is_stopped);
  EXPECT_EQ(line->written, std::vector<std::string>{"ok 1"});
  EXPECT_TRUE(line->was_closed);
}

TEST_F(PushTest, TellsWhatIsWrongAndWaits) {
  const struct {
    int status;
    const char* first_frame;
    const char* trouble;
  } cases[] = {{403, "", "fake: the token is no good"},
               {500, "", "fake: come back later"},
               {200, "off", "fake: sockets are switched off for this app (switched off); switch Socket Mode on again"},
               {200, "", "fake: nobody is there"}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.trouble);
    FakeSockets sockets;
    if (*one.first_frame != '\0') sockets.prepare()->say(one.first_frame);
    http_.reply = [&](const chat::HttpRequest&) { return chat::respond_with(one.status, "text/plain", "wss://fake/ticket"); };
    Webhook webhook(*store_, http_, clock_, {}, {&platform_}, {});
    push_.emplace(webhook, http_, sockets, clock_, platform_);
    boost::asio::co_spawn(context_, push_->keep(1), boost::asio::detached);
    settle();
    EXPECT_EQ(push_->trouble(), one.trouble);
    EXPECT_LE(sockets.asked.size(), 1U);
    stop();
  }
}

}  // namespace
}  // namespace backwalk

// Answers that come bit by bit: while somebody listens, and no longer.
#include <gtest/gtest.h>

#include <atomic>
#include <deque>
#include <set>

#include "tests/net/served.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;

/// Says what the test tells it to, and knows how many listen.
class Radio {
 public:
  std::optional<Streamed> listen(const chat::HttpRequest& request) {
    if (request.url == "/closed") return Streamed(chat::respond_with(403, "text/plain", "not you"), nullptr);
    if (request.url != "/news") return std::nullopt;
    return Streamed(chat::respond_with(200, "text/event-stream", ""), std::make_shared<Program>(*this));
  }
  void say(Loop& loop, const std::string& text) {
    loop.on_loop([&] {
      said_.push_back(text);
      wake();
    });
  }
  void end(Loop& loop) {
    loop.on_loop([&] {
      is_over_ = true;
      wake();
    });
  }
  /// Every listener hears this for ever, whenever it can.
  std::string noise{};
  std::atomic<int> listeners{0};
  /// A test in which somebody stays runs into its time limit.
  void wait_until_alone() const {
    while (listeners != 0) std::this_thread::yield();
  }

 private:
  class Program final : public Feed {
   public:
    explicit Program(Radio& radio) : radio_(radio) {
      radio_.programs_.insert(this);
      ++radio_.listeners;
    }
    ~Program() override {
      radio_.programs_.erase(this);
      --radio_.listeners;
    }
    Awaitable<std::optional<std::string>> next() override {
      if (!radio_.noise.empty()) co_return radio_.noise;
      const auto on = co_await boost::asio::this_coro::executor;
      if (!timer_) timer_.emplace(on, boost::asio::steady_timer::time_point::max());
      boost::system::error_code ignored;
      if (radio_.said_.empty() && !radio_.is_over_)
        co_await timer_->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
      if (radio_.said_.empty()) co_return std::nullopt;
      std::string text = radio_.said_.front();
      radio_.said_.pop_front();
      co_return text;
    }

    void wake() {
      if (timer_) timer_->cancel();
    }

   private:
    Radio& radio_;
    std::optional<boost::asio::steady_timer> timer_{};  ///< of the loop, which ends before the radio
  };

  void wake() {
    for (auto* program : programs_) program->wake();
  }

  std::deque<std::string> said_{};
  bool is_over_ = false;
  std::set<Program*> programs_{};
};

class ServerStream : public ::testing::Test {
 protected:
  explicit ServerStream(Limits limits = {})
      : served_(limits, echo, "127.0.0.1:0", std::nullopt, [this](const chat::HttpRequest& request) { return radio_.listen(request); }) {}

  Radio radio_;
  Served served_;
};

TEST_F(ServerStream, ComesAsItIsSaidAndEndsWithTheConnection) {
  RawSocket socket = served_.connect();
  socket.send(get("/news"));
  const std::string head = socket.receive_until("\r\n\r\n");
  EXPECT_EQ(first_line(head), "HTTP/1.1 200 OK");
  EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos) << head;
  EXPECT_NE(head.find("Connection: close\r\n"), std::string::npos) << head;
  EXPECT_EQ(head.find("Content-Length"), std::string::npos) << head;
  for (const char* text : {"one", "two", "three"}) {
    radio_.say(served_.loop, text);
    EXPECT_EQ(socket.receive(), text);
  }
  radio_.end(served_.loop);
  EXPECT_TRUE(socket.is_at_end());
  radio_.wait_until_alone();
}

TEST_F(ServerStream, LeavesOtherRequestsToTheHandler) {
  RawSocket socket = served_.connect();
  socket.send(get("/a") + get("/closed") + get("/never"));
  EXPECT_EQ(socket.response().body, "GET /a|");
  const auto refused = socket.response();
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.body, "not you");
  EXPECT_TRUE(socket.is_at_end()) << "nothing follows a stream, nor its refusal";
}

TEST_F(ServerStream, AnswersHeadWithTheHeadAlone) {
  EXPECT_TRUE(conversation(served_, "HEAD /news HTTP/1.1\r\nHost: t\r\n\r\n").ends_with("\r\n\r\n"));
  radio_.wait_until_alone();
}

TEST_F(ServerStream, EndsAtOnceWhenTheServerStops) {
  RawSocket socket = served_.connect();
  socket.send(get("/news"));
  socket.receive_until("\r\n\r\n");
  radio_.say(served_.loop, "one");
  EXPECT_EQ(socket.receive(), "one");
  const auto begun = std::chrono::steady_clock::now();
  served_.stop(60s);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 30s);
  EXPECT_TRUE(socket.is_at_end());
  EXPECT_EQ(radio_.listeners, 0);
}

TEST_F(ServerStream, EndsAtOnceTooWhereTheClientTakesNothing) {
  radio_.noise.assign(1 << 22, 'x');
  RawSocket socket = served_.connect();
  socket.send(get("/news"));
  while (radio_.listeners == 0) std::this_thread::yield();
  const auto begun = std::chrono::steady_clock::now();
  served_.stop(60s);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, Limits{}.body_deadline);
  EXPECT_EQ(radio_.listeners, 0);
}

TEST_F(ServerStream, FindsOutThatAClientIsGone) {
  for (const bool is_orderly : {true, false}) {
    RawSocket socket = served_.connect();
    socket.send(get("/news"));
    socket.receive_until("\r\n\r\n");
    EXPECT_EQ(radio_.listeners, 1);
    is_orderly ? socket.close() : socket.reset();
    while (radio_.listeners != 0) radio_.say(served_.loop, "anybody?");
  }
}

class ServerStreamSlow : public ServerStream {
 protected:
  ServerStreamSlow() : ServerStream(Limits{.body_deadline = 200ms}) {}
};

TEST_F(ServerStreamSlow, DropsAClientThatTakesNothing) {
  radio_.noise.assign(1 << 20, 'x');
  RawSocket socket = served_.connect();
  socket.send(get("/news"));
  while (radio_.listeners == 0) std::this_thread::yield();
  radio_.wait_until_alone();
}

}  // namespace
}  // namespace backwalk::net

// How the server begins and ends.
#include <gtest/gtest.h>

#include "tests/net/served.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;

struct Gated {
  std::unique_ptr<Gate> gate{};
  Served served;
  explicit Gated(Limits limits = {}) : served(limits, [this](chat::HttpRequest request) { return gate->pass(std::move(request)); }) {
    gate = std::make_unique<Gate>(served.loop);
  }
  ~Gated() {
    served.loop.on_loop([this] { gate.reset(); });
  }
};

TEST(ServerLife, SaysInOneSentenceThatThePortIsTaken) {
  Served served;
  boost::asio::io_context other;
  const std::string port = std::to_string(served.port());
  const auto second = listen(other, "127.0.0.1:" + port, {}, echo);
  ASSERT_TRUE(second.has_error());
  EXPECT_EQ(second.error().cause, Cause::busy);
  EXPECT_EQ(second.error().what, "port " + port + " on 127.0.0.1 is in use by another program");
}

TEST(ServerLife, RefusesAddressesThatAreNone) {
  boost::asio::io_context context;
  for (const char* address : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:65536", "127.0.0.1:-1",
                              "::1:8080", "[::1]", "[::1", "1.2.3.4.5:80", "203.0.113.7:8080", "http://127.0.0.1:80"}) {
    SCOPED_TRACE(address);
    const auto server = listen(context, address, {}, echo);
    ASSERT_TRUE(server.has_error());
    EXPECT_EQ(server.error().cause, Cause::invalid);
  }
}

TEST(ServerLife, ListensOnIpv6AndOnNames) {
  Served six({}, echo, "[::1]:0");
  EXPECT_NE(six.port(), 0);
  const Served named({}, echo, "localhost:0");
  EXPECT_NE(named.port(), 0);
}

TEST(ServerLife, TakesItsPortAgainRightAfterItStopped) {
  std::string address;
  {
    Served served;
    address = "127.0.0.1:" + std::to_string(served.port());
    RawSocket socket = served.connect();
    socket.send(get("/"));
    EXPECT_EQ(socket.response().status, 200);
    served.stop();  // closes first, so that the pair lingers in TIME_WAIT
    EXPECT_TRUE(socket.is_at_end());
  }
  Served again({}, echo, address);
  RawSocket socket = again.connect();
  socket.send(get("/"));
  EXPECT_EQ(socket.response().status, 200);
}

TEST(ServerLife, StopsAtOnceWhenNothingRuns) {
  Served served;
  RawSocket idle = served.connect();
  idle.send(get("/"));
  EXPECT_EQ(idle.response().status, 200);
  RawSocket fresh = served.connect();
  served.stop(1h);
  EXPECT_TRUE(idle.is_at_end());
  EXPECT_TRUE(fresh.is_at_end());
  RawSocket late = RawSocket::unconnected();
  const auto address = RawSocket::loopback(served.port());
  EXPECT_NE(::connect(late.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

TEST(ServerLife, LetsARunningRequestFinishWhenItStops) {
  Gated gated;
  RawSocket socket = gated.served.connect();
  socket.send(get("/running"));
  gated.gate->has_entered.get_future().wait();
  auto stopped = gated.served.loop.start(gated.served.server->stop(1h));
  EXPECT_EQ(stopped.wait_for(20ms), std::future_status::timeout);
  gated.gate->open();
  const auto response = socket.response();
  EXPECT_EQ(response.body, "through /running");
  EXPECT_EQ(chat::header(response.headers, "Connection"), "close");
  stopped.get();
  EXPECT_TRUE(socket.is_at_end());
}

TEST(ServerLife, EndsWhatStillRunsAfterTheGrace) {
  Gated gated;
  RawSocket socket = gated.served.connect();
  socket.send(get("/endless"));
  gated.gate->has_entered.get_future().wait();
  gated.served.stop(20ms);
  gated.gate->wait_until_left();
  EXPECT_EQ(socket.response().status, 0);
}

TEST(ServerLife, ReadsARequestToItsEndWhenItStopsMeanwhile) {
  Served served;
  RawSocket socket = served.connect();
  socket.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(socket.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  auto stopped = served.loop.start(served.server->stop(1h));
  socket.send("body");
  EXPECT_EQ(socket.response().body, "POST /|body");
  stopped.get();
}

TEST(ServerLife, MayBeDroppedWithoutAStop) {
  Gated gated;
  RawSocket socket = gated.served.connect();
  socket.send(get("/running"));
  gated.gate->has_entered.get_future().wait();
  gated.served.loop.on_loop([&gated] { gated.served.server.reset(); });
  EXPECT_EQ(socket.response().status, 0);
  gated.gate->wait_until_left();
}

TEST(ServerLife, MayGoWithItsLoopWhileARequestRuns) {
  boost::asio::io_context context;
  boost::asio::steady_timer never(context, boost::asio::steady_timer::time_point::max());
  bool has_entered = false;
  auto server = listen(context, "127.0.0.1:0", {}, [&](chat::HttpRequest) -> Awaitable<chat::HttpResponse> {
                  has_entered = true;
                  co_await never.async_wait(boost::asio::use_awaitable);
                  co_return chat::HttpResponse();
                }).value();
  RawSocket socket = RawSocket::to(server->port());
  socket.send(get("/"));
  while (!has_entered) context.run_one();
  server.reset();
}

}  // namespace
}  // namespace backwalk::net

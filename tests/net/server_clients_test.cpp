// Clients that are slow, in a hurry or half gone, on plain connections and on TLS alike.
#include <gtest/gtest.h>
#include <poll.h>

#include <future>
#include <vector>

#include "tests/net/either_client.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

class ServerClients : public testing::TestWithParam<bool> {
 protected:
  Served& serve(Limits limits = {}, Handler handler = echo) {
    served_.emplace(limits, std::move(handler), "127.0.0.1:0", GetParam() ? std::optional(files_.files) : std::nullopt);
    return *served_;
  }
  EitherClient connect() { return {served_->port(), GetParam()}; }

 private:
  TestFiles files_{};
  std::optional<Served> served_{};
};

INSTANTIATE_TEST_SUITE_P(On, ServerClients, testing::Bool(), [](const auto& about) { return about.param ? "Tls" : "Plain"; });

TEST_P(ServerClients, GetAnswersInOrderWhenTheyAskInOneGo) {
  serve();
  EitherClient client = connect();
  std::string all;
  for (int request = 0; request < 300; ++request) all += post("/" + std::to_string(request), std::string(300, 'x'));
  client.send(all);
  for (int request = 0; request < 300; ++request) {
    ASSERT_EQ(client.response().body, "POST /" + std::to_string(request) + "|" + std::string(300, 'x'));
  }
}

TEST_P(ServerClients, GetTheirAnswersAfterTheyHaveEndedTheirSide) {
  serve();
  EitherClient client = connect();
  client.send(get("/1") + get("/2"));
  client.end_sending();
  EXPECT_EQ(client.response().body, "GET /1|");
  EXPECT_EQ(client.response().body, "GET /2|");
  EXPECT_TRUE(client.is_at_end());
}

/// What has been read whole is answered, wherever a read ends and whatever comes behind it.
TEST_P(ServerClients, GetTheirAnswersThoughTheirEndIsThereBeforeTheyAreRead) {
  std::promise<void> is_held;
  std::promise<void> goes_on;
  const auto until = goes_on.get_future().share();
  serve({}, [&](chat::HttpRequest request) -> Awaitable<chat::HttpResponse> {
    if (request.url == "/hold") {
      is_held.set_value();
      until.wait();  // the server's thread, so that it reads what the others have sent by then
    }
    co_return chat::respond_with(200, "text/plain", std::to_string(request.body.size()));
  });
  const std::size_t overhead = post("/", std::string(900, 'x')).size() - 900;
  const std::vector<std::size_t> totals{1023, 1024, 1025, 2048, 1024 + 16'384};
  std::vector<EitherClient> clients;
  clients.reserve(2 * totals.size());
  for (std::size_t i = 0; i < 2 * totals.size(); ++i) clients.push_back(connect());
  EitherClient holder = connect();
  holder.send(get("/hold"));
  is_held.get_future().wait();
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const std::string whole = post("/", std::string(totals[i] - overhead - (totals[i] >= 10'000 ? 2 : 0), 'x'));
    clients[2 * i].send(whole);
    clients[2 * i + 1].send(whole + whole);
    clients[2 * i].end_sending();
    clients[2 * i + 1].end_sending();
  }
  goes_on.set_value();
  EXPECT_EQ(holder.response().body, "0");
  for (std::size_t i = 0; i < clients.size(); ++i) {
    SCOPED_TRACE("client " + std::to_string(i));
    for (std::size_t answer = 0; answer < 1 + i % 2; ++answer) EXPECT_EQ(clients[i].response().status, 200);
    EXPECT_TRUE(clients[i].is_at_end());
  }
}

TEST_P(ServerClients, MaySendByteByByteAndMuch) {
  serve();
  EitherClient client = connect();
  for (const char c : post("/slow", "body")) client.send({&c, 1});
  EXPECT_EQ(client.response().body, "POST /slow|body");
  const std::string much(1 << 20, 'y');
  client.send(post("/much", much));
  EXPECT_EQ(client.response().body, "POST /much|" + much);
}

TEST_P(ServerClients, AreToldWhenTheirHeaderOrBodyDripsForTooLong) {
  Limits limits;
  limits.header_deadline = 300ms;
  limits.body_deadline = 300ms;
  serve(limits);
  for (const char* start : {"GET / HTTP/1.1\r\nHost: t\r\nA: ", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 999999\r\n\r\n"}) {
    SCOPED_TRACE(start);
    EitherClient client = connect();
    client.send(start);
    const auto begin = steady_clock::now();
    while (steady_clock::now() - begin < 2 * limits.header_deadline) {
      ::poll(nullptr, 0, 10);  // the pace of the drips
      client.send("x");
    }
    EXPECT_EQ(client.response().status, 408);
    EXPECT_TRUE(client.is_at_end());
  }
}

TEST_P(ServerClients, WhoDoNotReadTheirAnswerAreCutOffAndHoldUpNobody) {
  Limits limits;
  limits.body_deadline = 300ms;
  const std::string large(32 << 20, 'x');  // more than the kernel takes
  Served& served = serve(limits, [&large](chat::HttpRequest request) -> Awaitable<chat::HttpResponse> {
    co_return chat::respond_with(200, "text/plain", request.url == "/large" ? large : std::string("small"));
  });
  EitherClient lazy = connect();
  lazy.send(get("/large"));
  EitherClient other = connect();
  other.send(get("/small"));
  EXPECT_EQ(other.response().body, "small");
  served.stop(1h);  // returns when the lazy one has been let go
  std::size_t came = 0;
  for (std::string some = lazy.receive(); !some.empty(); some = lazy.receive()) came += some.size();
  EXPECT_LT(came, large.size());
}

TEST_P(ServerClients, AreReadSlowlyToTheEndWhenTheyReadInTime) {
  const std::string large(4 << 20, 'x');
  serve({}, [&large](chat::HttpRequest) -> Awaitable<chat::HttpResponse> { co_return chat::respond_with(200, "text/plain", large); });
  EitherClient client = connect();
  client.send(get("/") + get("/"));
  EXPECT_EQ(client.response().body.size(), large.size());
  EXPECT_EQ(client.response().body.size(), large.size());
}

TEST_P(ServerClients, AreClosedWhenIdleAndWhenTheServerStops) {
  Limits limits;
  limits.idle = 200ms;
  Served& served = serve(limits);
  EitherClient idle = connect();
  EXPECT_TRUE(idle.is_at_end());
  EitherClient used = connect();
  used.send(get("/"));
  const int status = used.response().status;
  EXPECT_TRUE(status == 200 || status == 0) << "a busy machine may take longer than that to ask";
  served.stop();
  EXPECT_TRUE(used.is_at_end());
}

}  // namespace
}  // namespace backwalk::net

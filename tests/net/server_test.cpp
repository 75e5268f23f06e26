// What the server does with requests that are in order.
#include <gtest/gtest.h>

#include "tests/net/served.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;

TEST(Server, AnswersAndKeepsTheConnection) {
  Served served;
  RawSocket socket = served.connect();
  for (const char* target : {"/a", "/b?x=1", "/c"}) {
    socket.send(get(target));
    const auto response = socket.response();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "GET " + std::string(target) + "|");
    EXPECT_EQ(chat::header(response.headers, "Connection"), std::nullopt);
    EXPECT_TRUE(chat::header(response.headers, "Date"));
    EXPECT_FALSE(chat::header(response.headers, "Server"));
  }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  Served served;
  RawSocket socket = served.connect();
  std::string all;
  for (int request = 0; request < 200; ++request)
    all += post("/" + std::to_string(request), std::string(static_cast<std::size_t>(request), 'x'));
  socket.send(all);
  for (int request = 0; request < 200; ++request) {
    ASSERT_EQ(socket.response().body, "POST /" + std::to_string(request) + "|" + std::string(static_cast<std::size_t>(request), 'x'));
  }
}

TEST(Server, ReadsARequestThatComesByteByByte) {
  Served served;
  RawSocket socket = served.connect();
  for (const char c : post("/slow", "body")) socket.send({&c, 1});
  EXPECT_EQ(socket.response().body, "POST /slow|body");
}

TEST(Server, GivesTheHandlerTheExactBytesOfTheBody) {
  Served served;
  std::string body;
  for (int byte = 0; byte < 256; ++byte) body += static_cast<char>(byte);
  RawSocket socket = served.connect();
  socket.send(post("/", body));
  EXPECT_EQ(socket.response().body, "POST /|" + body);
}

TEST(Server, JoinsChunksAndDropsTrailers) {
  Served served({}, [](chat::HttpRequest request) -> Awaitable<chat::HttpResponse> {
    co_return chat::respond_with(200, "text/plain", request.body + (chat::header(request.headers, "X-Late") ? " with trailer" : ""));
  });
  RawSocket socket = served.connect();
  socket.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nX-Late: 1\r\n\r\n" +
              post("/next", "n"));
  EXPECT_EQ(socket.response().body, "hello world");
  EXPECT_EQ(socket.response().body, "n");
}

TEST(Server, SendsALargeAnswerToASlowReader) {
  const std::string large(8 << 20, 'x');
  Served served({},
                [&large](chat::HttpRequest) -> Awaitable<chat::HttpResponse> { co_return chat::respond_with(200, "text/plain", large); });
  RawSocket socket = served.connect();
  socket.send(get("/") + get("/"));
  EXPECT_EQ(socket.response().body.size(), large.size());
  EXPECT_EQ(socket.response().body.size(), large.size());
}

TEST(Server, AnswersHeadWithTheLengthButWithoutTheBody) {
  Served served;
  RawSocket socket = served.connect();
  socket.send("HEAD /x HTTP/1.1\r\nHost: t\r\n\r\n" + get("/next"));
  const auto response = socket.response(true);
  EXPECT_EQ(chat::header(response.headers, "Content-Length"), "8");
  EXPECT_EQ(socket.response().body, "GET /next|");
}

TEST(Server, TellsAClientThatWaitsToGoOn) {
  Served served;
  RawSocket socket = served.connect();
  socket.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(socket.receive_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  socket.send("body");
  EXPECT_EQ(socket.response().body, "POST /|body");
}

TEST(Server, ClosesWhenTheClientWishesItTo) {
  Served served;
  EXPECT_NE(conversation(served, get("/", "Connection: close\r\n")).find("Connection: close\r\n"), std::string::npos);
  const std::string old = conversation(served, "GET / HTTP/1.0\r\n\r\n");
  EXPECT_NE(old.find("Connection: close\r\n"), std::string::npos);
  EXPECT_NE(old.find("GET /|"), std::string::npos);
}

TEST(Server, KeepsAnOldClientThatAsksForIt) {
  Served served;
  RawSocket socket = served.connect();
  socket.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(chat::header(socket.response().headers, "Connection"), "keep-alive");
  socket.send(get("/2"));
  EXPECT_EQ(socket.response().body, "GET /2|");
}

TEST(Server, AnswersAClientThatHasEndedItsSide) {
  Served served;
  RawSocket socket = served.connect();
  socket.send(get("/1") + get("/2"));
  socket.end_sending();
  EXPECT_EQ(socket.response().body, "GET /1|");
  EXPECT_EQ(socket.response().body, "GET /2|");
  EXPECT_TRUE(socket.is_at_end());
}

TEST(Server, TurnsAnExceptionOfTheHandlerInto500AndGoesOn) {
  Served served;
  RawSocket socket = served.connect();
  testing::internal::CaptureStderr();
  socket.send(get("/throw") + get("/next"));
  EXPECT_EQ(socket.response().status, 500);
  EXPECT_EQ(socket.response().body, "GET /next|");
  EXPECT_NE(testing::internal::GetCapturedStderr().find("why=\"a bug with a \\n in it\""), std::string::npos);
}

TEST(Server, LeavesOutHeadersThatWouldBreakTheAnswer) {
  Served served({}, [](chat::HttpRequest) -> Awaitable<chat::HttpResponse> {
    auto response = chat::respond_with(200, "text/plain", "x");
    response.headers.emplace_back("Evil", "a\r\nInjected: yes");
    response.headers.emplace_back("Content-Length", "999");
    response.headers.emplace_back("Kept", "yes");
    co_return response;
  });
  RawSocket socket = served.connect();
  socket.send(get("/"));
  const auto response = socket.response();
  EXPECT_EQ(chat::header(response.headers, "Injected"), std::nullopt);
  EXPECT_EQ(chat::header(response.headers, "Kept"), "yes");
  EXPECT_EQ(response.body, "x");
}

TEST(Server, ServesManyConnectionsAtOnce) {
  Served served;
  std::vector<RawSocket> sockets;
  for (int connection = 0; connection < 200; ++connection) sockets.push_back(served.connect());
  for (auto& socket : sockets) socket.send(get("/x"));
  for (auto& socket : sockets) EXPECT_EQ(socket.response().body, "GET /x|");
}

TEST(Server, SurvivesClientsThatResetAtAnyMoment) {
  Served served;
  for (const auto& bytes :
       {std::string(), std::string("GET"), get("/"), std::string("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nx")}) {
    for (int time = 0; time < 20; ++time) {
      RawSocket socket = served.connect();
      socket.send(bytes);
      socket.reset();
    }
  }
  RawSocket socket = served.connect();
  socket.send(get("/alive"));
  EXPECT_EQ(socket.response().body, "GET /alive|");
}

}  // namespace
}  // namespace backwalk::net

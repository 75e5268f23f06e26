// What the server refuses: unreadable, too large, too slow, too many.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/net/served.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

Limits small() {
  Limits limits;
  limits.header_bytes = 512;
  limits.body_bytes = 1000;
  return limits;
}

struct Refusal {
  const char* name;
  std::string bytes;
  const char* answer;
};

TEST(ServerLimits, RefusesWhatItCannotReadWithTheProperStatus) {
  const std::string host = " HTTP/1.1\r\nHost: t\r\n";
  const Refusal cases[] = {
      {"no HTTP", "\x16\x03\x01\x02\x01\xff\xfe\r\n", "HTTP/1.1 400 Bad Request"},
      {"words", "hello there\r\n", "HTTP/1.1 400 Bad Request"},
      {"no such version", "GET / HTTP/3.0\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported"},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported"},
      {"a version that is none", "GET / FOO/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"bad header", "GET /" + host + "no colon\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"space before the colon", "GET /" + host + "A : b\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"two Hosts", "GET /" + host + "Host: u\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"length is no number", "POST /" + host + "Content-Length: x\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"negative length", "POST /" + host + "Content-Length: -1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"two lengths", "POST /" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 400 Bad Request"},
      {"length and chunks", "POST /" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       "HTTP/1.1 400 Bad Request"},
      {"chunks of HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"unknown coding", "POST /" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "HTTP/1.1 501 Not Implemented"},
      {"chunked not last", "POST /" + host + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", "HTTP/1.1 501 Not Implemented"},
      {"broken chunk", "POST /" + host + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "HTTP/1.1 400 Bad Request"},
      {"endless chunk header", "POST /" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(4000, 'x'),
       "HTTP/1.1 400 Bad Request"},
      {"other expectation", "POST /" + host + "Content-Length: 1\r\nExpect: miracles\r\n\r\n", "HTTP/1.1 417 Expectation Failed"},
      {"announced body", "POST /" + host + "Content-Length: 1001\r\n\r\n", "HTTP/1.1 413 Content Too Large"},
      {"announced body, waits", "POST /" + host + "Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n", "HTTP/1.1 413 Content Too Large"},
      {"overflowing length", "POST /" + host + "Content-Length: 18446744073709551615\r\n\r\n", "HTTP/1.1 413 Content Too Large"},
      {"large chunk", "POST /" + host + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n", "HTTP/1.1 413 Content Too Large"},
      {"sum of chunks", "POST /" + host + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + std::string(1000, 'x') + "\r\n1\r\n",
       "HTTP/1.1 413 Content Too Large"},
      {"long target", "GET /" + std::string(600, 'x') + host + "\r\n", "HTTP/1.1 431 Request Header Fields Too Large"},
      {"endless target", "GET /" + std::string(600, 'x'), "HTTP/1.1 431 Request Header Fields Too Large"},
      {"long header", "GET /" + host + "A: " + std::string(600, 'x') + "\r\n\r\n", "HTTP/1.1 431 Request Header Fields Too Large"},
      {"many headers",
       "GET /" + host +
           [] {
             std::string all;
             for (int i = 0; i < 100; ++i) all += "A: b\r\n";
             return all;
           }() +
           "\r\n",
       "HTTP/1.1 431 Request Header Fields Too Large"},
      {"flood of empty lines",
       [] {
         std::string all;
         for (int i = 0; i < 400; ++i) all += "\r\n";
         return all;
       }(),
       "HTTP/1.1 400 Bad Request"},
  };
  Served served(small());
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    RawSocket socket = served.connect();
    socket.send(one.bytes);
    const std::string answer = socket.receive_until("\r\n\r\n");
    EXPECT_EQ(first_line(answer), one.answer);
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
    socket.end_sending();
    socket.receive_all();
    EXPECT_FALSE(socket.had_reset);
  }
}

TEST(ServerLimits, HeaderLimitHoldsWhenTheHeaderTricklesInFieldByField) {
  Served served(small());
  RawSocket socket = served.connect();
  socket.send("GET / HTTP/1.1\r\nHost: t\r\n");
  for (int field = 0; field < 1000; ++field) socket.send("A: b\r\n");
  EXPECT_EQ(socket.response().status, 431);
}

TEST(ServerLimits, TakesExactlyTheLimit) {
  Served served(small());
  RawSocket socket = served.connect();
  const std::string start = "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\nA: ";
  socket.send(start + std::string(512 - start.size() - 4, 'x') + "\r\n\r\n" + std::string(1000, 'b'));
  EXPECT_EQ(socket.response().status, 200);
  socket.send(start + std::string(513 - start.size() - 4, 'x') + "\r\n\r\n" + std::string(1000, 'b'));
  EXPECT_EQ(socket.response().status, 431);
}

TEST(ServerLimits, AnswersATwoMegabyteBodyWith413ThatTheClientCanRead) {
  Served served;
  RawSocket socket = served.connect();
  socket.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 2097152\r\n\r\n");
  socket.send(std::string(2 << 20, 'x'));
  EXPECT_EQ(socket.response().status, 413);
  EXPECT_TRUE(socket.is_at_end());
  EXPECT_FALSE(socket.had_reset);
}

TEST(ServerLimits, SaysTooSlowWhenAHeaderOrBodyDoesNotComeInTime) {
  Limits limits;
  limits.header_deadline = 30ms;
  limits.body_deadline = 30ms;
  Served served(limits);
  for (const char* half : {"GET / HTTP/1.1\r\nHo", "G", "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhe"}) {
    SCOPED_TRACE(half);
    EXPECT_EQ(first_line(conversation(served, half)), "HTTP/1.1 408 Request Timeout");
  }
}

TEST(ServerLimits, DripsDoNotExtendTheDeadline) {
  Limits limits;
  limits.header_deadline = 100ms;
  Served served(limits);
  RawSocket socket = served.connect();
  socket.send("GET / HTTP/1.1\r\nHost: t\r\nA: ");
  const auto begin = steady_clock::now();
  pollfd waits{socket.descriptor(), POLLIN, 0};
  while (::poll(&waits, 1, 10) == 0 && steady_clock::now() - begin < 5s) socket.send("x");
  EXPECT_EQ(socket.response().status, 408);
}

TEST(ServerLimits, ClosesAnIdleConnectionWithoutAWord) {
  Limits limits;
  limits.idle = 30ms;
  Served served(limits);
  RawSocket fresh = served.connect();
  EXPECT_EQ(fresh.receive_all(), "");
  EXPECT_FALSE(fresh.had_reset);
  for (bool was_served = false; !was_served;) {  // a busy machine may take longer than that to ask
    RawSocket used = served.connect();
    used.send(get("/"));
    was_served = used.response().status == 200;
    EXPECT_EQ(used.receive_all(), "");
  }
}

TEST(ServerLimits, AnswersForALateHandlerAndStopsIt) {
  Limits limits;
  limits.handler_deadline = 30ms;
  Loop* loop = nullptr;
  std::unique_ptr<Gate> gate;
  Served served(limits, [&gate](chat::HttpRequest request) { return gate->pass(std::move(request)); });
  loop = &served.loop;
  gate = std::make_unique<Gate>(*loop);
  testing::internal::CaptureStderr();
  RawSocket socket = served.connect();
  socket.send(get("/p/secret-token"));
  const auto response = socket.response();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(chat::header(response.headers, "Retry-After"), "1");
  EXPECT_TRUE(socket.is_at_end());
  gate->wait_until_left();
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_NE(lines.find("why=late status=503"), std::string::npos);
  EXPECT_EQ(lines.find("secret"), std::string::npos);
  socket.close();
  served.stop();
  served.loop.on_loop([&gate] { gate.reset(); });
}

TEST(ServerLimits, SaysThatItIsFullAndHasRoomAgain) {
  Limits limits;
  limits.connections = 2;
  Served served(limits);
  RawSocket first = served.connect();
  RawSocket second = served.connect();
  for (auto* socket : {&first, &second}) {
    socket->send(get("/"));
    EXPECT_EQ(socket->response().status, 200);
  }
  RawSocket third = served.connect();
  third.send(get("/"));
  const auto response = third.response();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(chat::header(response.headers, "Retry-After"), "1");
  EXPECT_TRUE(third.is_at_end());
  EXPECT_FALSE(third.had_reset);
  first.send(get("/", "Connection: close\r\n"));
  EXPECT_FALSE(first.receive_all().empty());
  for (int status = 0; status != 200;) {  // the server sees the end of the first a moment after we do
    RawSocket fourth = served.connect();
    fourth.send(get("/"));
    status = fourth.response().status;
    ASSERT_TRUE(status == 200 || status == 503) << status;
  }
}

TEST(ServerLimits, WaitsWhenTheProcessHasNoDescriptorsLeft) {
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
  GTEST_SKIP() << "UBSan's check of virtual calls opens a pipe for each and reports a false error when it gets none";
#endif
  Served served;
  RawSocket socket = RawSocket::unconnected();
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  rlimit none = before;
  none.rlim_cur = static_cast<rlim_t>(socket.descriptor()) + 1;
  testing::internal::CaptureStderr();
  setrlimit(RLIMIT_NOFILE, &none);
  timespec busy{};
  socket.connect(served.port());
  socket.send(get("/"));
  pollfd waits{socket.descriptor(), POLLIN, 0};
  EXPECT_EQ(::poll(&waits, 1, 200), 0) << "nobody could accept it";
  served.loop.on_loop([&busy] { clock_gettime(CLOCK_THREAD_CPUTIME_ID, &busy); });
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(socket.response().status, 200);
  const std::string lines = testing::internal::GetCapturedStderr();
  const auto told = lines.find("cannot accept connections");
  EXPECT_NE(told, std::string::npos);
  EXPECT_EQ(lines.find("cannot accept connections", told + 1), std::string::npos) << "told once";
  EXPECT_LT(busy.tv_sec * 1000 + busy.tv_nsec / 1'000'000, 150) << "the loop did not spin";
}

}  // namespace
}  // namespace backwalk::net

// The client against our server and against a hand-played other side.
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include "tests/net/client_fixture.hpp"

namespace backwalk::net {
namespace {

TEST_F(Client, SendsARequestAndReadsItsAnswer) {
  const Served served;
  const std::string url = "http://127.0.0.1:" + std::to_string(served.port()) + "/path?x=1#part";
  const auto answer = call(request_of("POST", url, "the body"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "POST /path?x=1|the body");
  EXPECT_EQ(chat::header(answer->headers, "content-type"), "text/plain");
}

TEST_F(Client, SaysExactlyWhatItIsTold) {
  RawListener listener;
  auto request = request_of("POST", listener.url("/a"), "xy");
  request.headers = {{"Authorization", "Bearer t"}, {"Content-Length", "7"}, {"connection", "close"}};
  auto answer = start(std::move(request));
  RawSocket peer = listener.accept();
  const std::string port = std::to_string(listener.port());
  EXPECT_EQ(peer.receive_until("xy"), "POST /a HTTP/1.1\r\nHost: 127.0.0.1:" + port +
                                          "\r\nAuthorization: Bearer t\r\nUser-Agent: backwalk\r\nContent-Length: 2\r\n\r\nxy");
  peer.send("HTTP/1.1 204 No Content\r\n\r\n");
  EXPECT_EQ(answer.get().value().status, 204);
}

TEST_F(Client, ReadsEveryFormOfAnswer) {
  const struct {
    const char* name;
    std::string bytes;
    std::string method;
    std::string body;
  } cases[] = {
      {"length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "POST", "hello"},
      {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "POST", "hello"},
      {"until the end", "HTTP/1.1 200 OK\r\n\r\nhello", "POST", "hello"},
      {"old", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", "POST", "hello"},
      {"informed before", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "POST", "hello"},
      {"to HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD", ""},
      {"not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", "GET", ""},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    const auto answer = call_answered_by(one.bytes, one.method);
    ASSERT_TRUE(answer) << answer.error().what;
    EXPECT_EQ(answer->body, one.body);
  }
}

TEST_F(Client, DoesNotKnowWhatHappenedWhenTheAnswerIsNotWhole) {
  const struct {
    const char* name;
    std::string bytes;
  } cases[] = {
      {"nothing", ""},
      {"half a status line", "HTTP/1.1 20"},
      {"half a header", "HTTP/1.1 200 OK\r\nContent-Le"},
      {"half a body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"},
      {"half a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"},
      {"no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n"},
      {"no HTTP", "SSH-2.0-OpenSSH_9.2\r\n"},
      {"only informed", "HTTP/1.1 100 Continue\r\n\r\n"},
      {"other protocol", "HTTP/1.1 101 Switching Protocols\r\n\r\n"},
      {"too long a header", "HTTP/1.1 200 OK\r\nA: " + std::string(70'000, 'x') + "\r\n\r\n"},
      {"too long a body", "HTTP/1.1 200 OK\r\nContent-Length: 4194305\r\n\r\n"},
      {"too long a body without a length", "HTTP/1.1 200 OK\r\n\r\n" + std::string(4194305, 'x')},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    const auto answer = call_answered_by(one.bytes);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().cause, Cause::unknown) << answer.error().what;
  }
}

TEST_F(Client, TakesFourMebibytesButNotMore) {
  const auto answer = call_answered_by("HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n" + std::string(4194304, 'x'));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body.size(), 4194304U);
}

TEST_F(Client, KnowsThatNothingWasSentWhenNobodyListens) {
  RawListener listener;
  const std::string url = listener.url("/secret");
  listener.close();
  const auto answer = call(request_of("POST", url, "x"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().cause, Cause::not_sent);
  EXPECT_NE(answer.error().what.find("refused"), std::string::npos) << answer.error().what;
  EXPECT_EQ(answer.error().what.find("secret"), std::string::npos) << answer.error().what;
}

TEST_F(Client, SendsNothingToWhatIsNoAddressOrWithABrokenHeader) {
  for (const char* url : {"", "console:", "ftp://x/", "http://", "http://user:pw@host/", "http://host:0/", "http://host:99999/",
                          "http://[::1/", "http://a b/", "http://host/a\r\nb", "https:///x", "http://no-such-host.invalid/"}) {
    SCOPED_TRACE(url);
    const auto answer = call(request_of("GET", url));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().cause, Cause::not_sent);
  }
  auto request = request_of("POST", "http://127.0.0.1:9/");
  request.headers.emplace_back("A", "b\r\nInjected: yes");
  EXPECT_EQ(call(std::move(request)).error().cause, Cause::not_sent);
  EXPECT_EQ(call(request_of("PO ST", "http://127.0.0.1:9/")).error().cause, Cause::not_sent);
}

/// Tries with longer and longer deadlines until the machine is quick enough for the request to leave in time.
TEST_F(Client, GivesUpAtTheDeadline) {
  RawListener listener;
  for (auto deadline = 50ms;; deadline *= 2) {
    const auto begin = std::chrono::steady_clock::now();
    const auto result = call(request_of("POST", listener.url(), "x"), deadline);
    ASSERT_FALSE(result);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, deadline);
    if (result.error().cause == Cause::unknown) break;
    EXPECT_EQ(result.error().cause, Cause::not_sent);
  }
}

TEST_F(Client, DoesNotUseAConnectionAgainThatMissedItsDeadline) {
  RawListener listener;
  EXPECT_FALSE(call(request_of("POST", listener.url(), "late"), 50ms));
  auto answer = start(request_of("POST", listener.url(), "next"));
  for (bool has_come = false; !has_come;) {
    RawSocket peer = listener.accept();
    has_come = peer.receive_until("next").ends_with("next");  // the late one ends without
    if (has_come) peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
  EXPECT_TRUE(answer.get());
}

TEST_F(Client, ADripOfBytesDoesNotExtendTheDeadline) {
  RawListener listener;
  for (auto deadline = 100ms;; deadline *= 2) {
    auto answer = start(request_of("POST", listener.url()), deadline);
    auto peer = listener.accept_within(deadline);
    if (peer) peer->send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    while (answer.wait_for(5ms) != std::future_status::ready) {
      if (peer) peer->send("x");
    }
    if (answer.get().error().cause == Cause::unknown) break;
  }
}

TEST_F(Client, SaysNotSentWhenEveryConnectionStaysBusyUntilTheDeadline) {
  RawListener listener;
  auto first = start(request_of("POST", listener.url()));
  auto second = start(request_of("POST", listener.url()));
  RawSocket one = listener.accept();
  RawSocket two = listener.accept();
  EXPECT_EQ(call(request_of("POST", listener.url()), 30ms).error().cause, Cause::not_sent);
  auto waits = start(request_of("POST", listener.url("/third")));
  for (auto* peer : {&one, &two}) {
    peer->receive_until("\r\n\r\n");
    peer->send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
  one.send("");
  pollfd both[] = {{one.descriptor(), POLLIN, 0}, {two.descriptor(), POLLIN, 0}};
  ASSERT_GT(::poll(both, 2, 60'000), 0);
  RawSocket& third = both[0].revents != 0 ? one : two;
  EXPECT_TRUE(third.receive_until("\r\n\r\n").starts_with("POST /third "));
  third.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(waits.get()) << "the one that waited took over a connection";
}

TEST_F(Client, HearsAnAnswerThatComesBeforeTheBodyWasTaken) {
  RawListener listener;
  auto answer = start(request_of("POST", listener.url(), std::string(4 << 20, 'x')));
  RawSocket peer = listener.accept();
  peer.receive_until("\r\n\r\n");
  peer.send("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  peer.end_sending();
  peer.receive_all();
  EXPECT_EQ(answer.get().value().status, 413);
}

TEST_F(Client, IsStoppedByItsCallerAndGivesItsPlaceBack) {
  RawListener listener;
  for (int time = 0; time < 5; ++time) {
    boost::asio::cancellation_signal stop;
    std::promise<void> gone;
    // Stopped while it waited it throws; stopped as it was about to wait it says that nobody knows.
    auto done = [&gone](std::exception_ptr failure, Result<chat::HttpResponse> result) {
      EXPECT_TRUE(failure || result.has_error());
      gone.set_value();
    };
    loop.on_loop([&] {
      boost::asio::co_spawn(loop.context, client->call(request_of("POST", listener.url()), 60s),
                            boost::asio::bind_cancellation_slot(stop.slot(), done));
    });
    RawSocket peer = listener.accept();
    peer.receive_until("\r\n\r\n");
    loop.on_loop([&stop] { stop.emit(boost::asio::cancellation_type::terminal); });
    gone.get_future().wait();
  }
  auto answer = start(request_of("POST", listener.url()));
  RawSocket peer = listener.accept();
  peer.receive_until("\r\n\r\n");
  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(answer.get());
}

}  // namespace
}  // namespace backwalk::net

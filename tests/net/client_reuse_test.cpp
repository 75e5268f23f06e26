// When the client uses a connection again, and what it does when the other side closed it meanwhile.
#include "tests/net/client_fixture.hpp"

namespace backwalk::net {
namespace {

using ClientReuse = Client;

TEST_F(ClientReuse, ReusesAConnection) {
  RawListener listener;
  RawSocket peer = warm_up(listener);
  for (int time = 0; time < 3; ++time) {
    auto answer = start(request_of("POST", listener.url(), "again"));
    EXPECT_TRUE(peer.receive_until("again").starts_with("POST / "));
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_TRUE(answer.get());
  }
}

TEST_F(ClientReuse, DoesNotReuseAConnectionThatTheOtherSideClosesOrSaysItWill) {
  const char* answers[] = {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                           "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nunasked"};
  for (const char* bytes : answers) {
    RawListener listener;
    auto answer = start(request_of("POST", listener.url()));
    RawSocket peer = listener.accept();
    peer.receive_until("\r\n\r\n");
    peer.send(bytes);
    EXPECT_TRUE(answer.get());
    EXPECT_TRUE(peer.is_at_end()) << bytes;
  }
}

TEST_F(ClientReuse, TakesAFreshConnectionWhenTheIdleOneWasClosed) {
  RawListener listener;
  RawSocket peer = warm_up(listener);
  peer.close();
  auto answer = start(request_of("POST", listener.url(), "fresh"));
  RawSocket next = listener.accept();
  EXPECT_TRUE(next.receive_until("fresh").starts_with("POST / "));
  next.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(answer.get());
}

TEST_F(ClientReuse, NeverRepeatsAPostOfWhichBytesHaveLeft) {
  for (const bool resets : {false, true}) {
    RawListener listener;
    RawSocket peer = warm_up(listener);
    auto answer = start(request_of("POST", listener.url(), "once"));
    peer.receive_until("once");
    if (resets)
      peer.reset();
    else
      peer.close();
    const auto result = answer.get();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().cause, Cause::unknown);
  }
}

TEST_F(ClientReuse, RepeatsAGetOnceWhenAReusedConnectionClosesUnderIt) {
  RawListener listener;
  RawSocket peer = warm_up(listener);
  auto answer = start(request_of("GET", listener.url("/again")));
  peer.receive_until("\r\n\r\n");
  peer.close();
  RawSocket next = listener.accept();
  EXPECT_TRUE(next.receive_until("\r\n\r\n").starts_with("GET /again "));
  next.close();
  EXPECT_EQ(answer.get().error().cause, Cause::unknown) << "once, not for ever";
}

}  // namespace
}  // namespace backwalk::net

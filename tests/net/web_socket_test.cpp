// The WebSocket client against a server played by hand.
#include <gtest/gtest.h>

#include <filesystem>

#include "bot/net/net.hpp"
#include "tests/net/authority.hpp"
#include "tests/net/loop.hpp"
#include "tests/net/trusting.hpp"
#include "tests/net/web_socket_peer.hpp"
#include "tests/scratch.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;
using Opened = Result<std::unique_ptr<WebSocket>>;

class WebSocketClient : public testing::Test {
 public:
  ~WebSocketClient() override {
    loop.on_loop([this] {
      socket.reset();
      client.reset();
    });
  }

 protected:
  std::string url(const std::string& scheme = "ws", const std::string& host = "127.0.0.1") const {
    return scheme + "://" + host + ":" + std::to_string(listener.port()) + "/link/?ticket=secret";
  }
  std::future<Opened> start(std::string address, std::chrono::milliseconds deadline = 60s) {
    return loop.start(client->open(std::move(address), deadline));
  }
  /// Opens `socket`; returns its other end.
  WebSocketPeer<RawSocket> open() {
    auto opening = start(url());
    WebSocketPeer<RawSocket> peer(listener.accept());
    request = peer.agree();
    auto opened = opening.get();
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().what);
    if (opened) socket = *std::move(opened);
    return peer;
  }
  std::future<Result<std::string>> read() { return loop.start(socket->read()); }
  /// The error of an opening to which the server says this.
  Error refused(const std::string& answer) {
    auto opening = start(url());
    RawSocket peer = listener.accept();
    peer.receive_until("\r\n\r\n");
    peer.send(answer);
    peer.close();
    return opening.get().error();
  }

  Loop loop;
  const RawListener listener{};
  std::unique_ptr<WebSocketCall> client = make_web_socket_client(loop.context);
  std::unique_ptr<WebSocket> socket{};
  std::string request{};
};

TEST_F(WebSocketClient, AsksForAnUpgradeAndReadsWhatComes) {
  auto peer = open();
  EXPECT_TRUE(request.starts_with("GET /link/?ticket=secret HTTP/1.1\r\n")) << request;
  EXPECT_EQ(header_of(request, "Host"), "127.0.0.1:" + std::to_string(listener.port()));
  EXPECT_EQ(header_of(request, "Sec-WebSocket-Version"), "13");
  peer.send(Code::text, R"({"type":"hello"})");
  EXPECT_EQ(read().get().value(), R"({"type":"hello"})");
}

TEST_F(WebSocketClient, WritesMaskedTextInTheOrderOfAsking) {
  auto peer = open();
  std::vector<std::future<Result<bool>>> writes;
  writes.reserve(20);
  for (int i = 0; i < 20; ++i) writes.push_back(loop.start(socket->write("message " + std::to_string(i))));
  for (int i = 0; i < 20; ++i) {
    const auto got = peer.receive();
    EXPECT_EQ(got.code, Code::text);
    EXPECT_TRUE(got.is_masked && got.is_last);
    EXPECT_EQ(got.payload, "message " + std::to_string(i));
  }
  for (auto& write : writes) EXPECT_TRUE(write.get().value());
}

TEST_F(WebSocketClient, ReadsBigAndFragmentedMessagesWithPingsBetween) {
  auto peer = open();
  auto reading = read();
  const std::string big(300'000, 'x');
  peer.send(Code::text, "first ", false);
  peer.send(Code::ping, "are you there?");
  peer.send(Code::more, big, false);
  peer.send(Code::more, " last");
  EXPECT_EQ(reading.get().value(), "first " + big + " last");
  const auto pong = peer.receive();
  EXPECT_EQ(pong.code, Code::pong);
  EXPECT_EQ(pong.payload, "are you there?");
}

TEST_F(WebSocketClient, EndsAtAMessageOverFourMebibytes) {
  auto peer = open();
  auto reading = read();
  peer.send(Code::text, std::string(5 * 1024 * 1024, 'x'));
  EXPECT_EQ(reading.get().error().cause, Cause::lost);
}

TEST_F(WebSocketClient, SaysLostWhenTheOtherSideClosesOrBreaksOff) {
  {
    auto peer = open();
    auto reading = read();
    peer.send(Code::close,
              "\x03\xE8"
              "goodbye");
    const Error closed = reading.get().error();
    EXPECT_EQ(closed.cause, Cause::lost);
    EXPECT_EQ(closed.what, "closed by the other side (1000)");
    EXPECT_EQ(peer.receive().code, Code::close) << "politely";
  }
  loop.on_loop([this] { socket.reset(); });
  auto peer = open();
  auto reading = read();
  peer.peer().reset();
  EXPECT_EQ(reading.get().error().cause, Cause::lost);
  EXPECT_EQ(loop.start(socket->write("too late")).get().error().cause, Cause::lost);
}

TEST_F(WebSocketClient, NoticesSilence) {
  loop.on_loop([this] { client = make_web_socket_client(loop.context, 200ms); });
  auto peer = open();
  auto reading = read();
  EXPECT_EQ(peer.receive().code, Code::ping) << "it asks first";
  const Error dead = reading.get().error();
  EXPECT_EQ(dead.cause, Cause::lost);
  EXPECT_EQ(dead.what, "nothing was heard for too long");
}

TEST_F(WebSocketClient, LivesOnWhileItsPingsAreAnswered) {
  loop.on_loop([this] { client = make_web_socket_client(loop.context, 2s); });
  auto peer = open();
  auto reading = read();
  for (int i = 0; i < 2; ++i) {
    const auto ping = peer.receive();
    ASSERT_EQ(ping.code, Code::ping);
    peer.send(Code::pong, ping.payload);
  }
  peer.send(Code::text, "still here");
  EXPECT_EQ(reading.get().value(), "still here");
}

TEST_F(WebSocketClient, SaysGoodbyeAfterWhatWaitsToBeWritten) {
  auto peer = open();
  auto reading = read();
  auto first = loop.start(socket->write(std::string(300'000, 'x')));
  auto second = loop.start(socket->write("the last"));
  auto closing = loop.start(socket->close());
  EXPECT_EQ(peer.receive().payload.size(), 300'000U);
  EXPECT_EQ(peer.receive().payload, "the last");
  const auto goodbye = peer.receive();
  EXPECT_EQ(goodbye.code, Code::close);
  peer.send(Code::close, goodbye.payload);
  closing.get();
  EXPECT_EQ(reading.get().error().cause, Cause::lost);
  EXPECT_TRUE(first.get() && second.get());
}

TEST_F(WebSocketClient, CanBeCutWhileItReads) {
  auto peer = open();
  auto reading = read();
  loop.on_loop([this] { socket->cut(); });
  EXPECT_EQ(reading.get().error().cause, Cause::lost);
}

TEST_F(WebSocketClient, NamesTheStatusOfARefusedUpgradeButNotTheTicket) {
  const Error error = refused("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(error.cause, Cause::not_allowed);
  EXPECT_NE(error.what.find("status 403"), std::string::npos) << error.what;
  EXPECT_EQ(error.what.find("secret"), std::string::npos);
  EXPECT_EQ(refused("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
                .cause,
            Cause::not_allowed)
      << "whoever answers has not read the request";
  EXPECT_EQ(refused("nonsense\r\n\r\n").cause, Cause::not_sent);
  EXPECT_EQ(refused("").cause, Cause::not_sent);
}

TEST_F(WebSocketClient, GivesUpAtTheDeadline) {
  auto opening = start(url(), 100ms);  // the system accepts the connection, and nobody speaks
  const Error error = opening.get().error();
  EXPECT_EQ(error.cause, Cause::not_sent);
  EXPECT_NE(error.what.find("in time"), std::string::npos) << error.what;
}

TEST_F(WebSocketClient, GoesToNoOtherAddress) {
  for (const char* bad : {"", "http://127.0.0.1/", "https://x.example/", "ws://slack.example/", "ws://127.evil.example/", "wss://",
                          "wss://user@host/", "wsx://127.0.0.1/"}) {
    const auto opened = start(bad).get();
    ASSERT_FALSE(opened) << bad;
    EXPECT_EQ(opened.error().cause, Cause::invalid) << bad;
  }
}

TEST_F(WebSocketClient, ChecksTheCertificateAsTheHttpsClientDoes) {
  const std::string path = scratch_file("socket_authority.pem");
  const Identity authority = make_identity("Test authority", nullptr, "");
  write_pem(authority, path);
  const Trusting the_authority(path);
  {
    auto opening = start(url("wss", "localhost"));
    TlsPeer tls(listener.accept(), make_identity("x", &authority, "DNS:localhost"));
    ASSERT_TRUE(tls.shake_hands());
    EXPECT_EQ(tls.asked_for(), "localhost");
    WebSocketPeer<TlsPeer> peer(std::move(tls));
    peer.agree();
    auto opened = opening.get();
    ASSERT_TRUE(opened);
    socket = *std::move(opened);
    peer.send(Code::text, "over TLS");
    EXPECT_EQ(read().get().value(), "over TLS");
    EXPECT_TRUE(loop.start(socket->write("and back")).get());
    EXPECT_EQ(peer.receive().payload, "and back");
  }
  auto opening = start(url("wss", "localhost"));
  TlsPeer tls(listener.accept(), make_identity("x", &authority, "DNS:other.example"));
  tls.shake_hands();
  EXPECT_EQ(opening.get().error().cause, Cause::not_sent);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace backwalk::net

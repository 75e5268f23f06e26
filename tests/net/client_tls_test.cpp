// Whom the client trusts.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/net/authority.hpp"
#include "tests/net/client_fixture.hpp"
#include "tests/net/trusting.hpp"
#include "tests/scratch.hpp"

namespace backwalk::net {
namespace {

class ClientTls : public Client {
 protected:
  ClientTls() { write_pem(authority, path); }

 public:
  ~ClientTls() override { std::filesystem::remove(path); }

 protected:
  std::string url(const std::string& host = "localhost") const {
    return "https://" + host + ":" + std::to_string(listener.port()) + "/secret";
  }
  TlsPeer accept(const Identity& identity) const { return {listener.accept(), identity}; }
  /// A call to a server that shows this certificate and never answers more.
  Error error_of(const Identity& identity, const std::string& host = "localhost") {
    auto answer = start(request_of("POST", url(host), "x"));
    TlsPeer peer = accept(identity);
    EXPECT_FALSE(peer.shake_hands() && !peer.receive().empty()) << "the request must not arrive";
    const auto result = answer.get();
    EXPECT_FALSE(result);
    return result ? Error() : result.error();
  }

  const std::string path = scratch_file("authority.pem");
  const Trusting the_authority{path};
  const Identity authority = make_identity("Test authority", nullptr, "");
  const RawListener listener{};
};

TEST_F(ClientTls, AcceptsACertificateOfATrustedAuthorityForTheHost) {
  const Identity good = make_identity("some name", &authority, "DNS:localhost");
  auto answer = start(request_of("POST", url(), "the body"));
  TlsPeer peer = accept(good);
  ASSERT_TRUE(peer.shake_hands());
  EXPECT_EQ(peer.asked_for(), "localhost");
  EXPECT_TRUE(peer.receive_until("the body").starts_with("POST /secret HTTP/1.1\r\nHost: localhost:"));
  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(answer.get().value().body, "hello");
}

TEST_F(ClientTls, AcceptsACertificateForAnAddress) {
  const Identity good = make_identity("some name", &authority, "IP:127.0.0.1");
  auto answer = start(request_of("GET", url("127.0.0.1")));
  TlsPeer peer = accept(good);
  ASSERT_TRUE(peer.shake_hands());
  EXPECT_EQ(peer.asked_for(), "");
  peer.receive_until("\r\n\r\n");
  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(answer.get());
}

TEST_F(ClientTls, RefusesEveryOtherCertificateBeforeAByteOfTheRequestLeaves) {
  const Identity stranger = make_identity("Other authority", nullptr, "");
  const struct {
    const char* name;
    Identity shown;
  } cases[] = {
      {"signed by itself", make_identity("localhost", nullptr, "DNS:localhost")},
      {"another authority", make_identity("x", &stranger, "DNS:localhost")},
      {"another host", make_identity("x", &authority, "DNS:other.example")},
      {"the name only where names no longer stand", make_identity("localhost", &authority, "DNS:other.example")},
      {"expired", make_identity("x", &authority, "DNS:localhost", 0)},
      {"an address for a name", make_identity("x", &authority, "IP:127.0.0.1")},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    const Error error = error_of(one.shown);
    EXPECT_EQ(error.cause, Cause::not_sent);
    EXPECT_EQ(error.what.find("secret"), std::string::npos);
  }
  EXPECT_EQ(error_of(make_identity("x", &authority, "DNS:localhost"), "127.0.0.1").cause, Cause::not_sent);
}

TEST_F(ClientTls, SaysNotSentWhenTheOtherSideSpeaksNoTls) {
  auto answer = start(request_of("POST", url(), "x"));
  RawSocket peer = listener.accept();
  peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  const auto result = answer.get();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().cause, Cause::not_sent);
}

TEST_F(ClientTls, SaysNotSentWhenTheHandshakeDoesNotEndInTime) {
  auto answer = start(request_of("POST", url(), "x"), 100ms);  // the system accepts the connection, and nobody speaks
  EXPECT_EQ(answer.get().error().cause, Cause::not_sent);
}

TEST_F(ClientTls, ReusesASecureConnectionAndNoticesThatItWasClosed) {
  const Identity good = make_identity("x", &authority, "DNS:localhost");
  auto first = start(request_of("POST", url(), "first"));
  TlsPeer peer = accept(good);
  ASSERT_TRUE(peer.shake_hands());
  for (const char* body : {"first", "second"}) {
    if (std::string_view(body) == "second") first = start(request_of("POST", url(), body));
    EXPECT_TRUE(peer.receive_until(body).ends_with(body));
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    EXPECT_TRUE(first.get());
  }
  peer.close();
  auto third = start(request_of("POST", url(), "third"));
  TlsPeer next = accept(good);
  ASSERT_TRUE(next.shake_hands());
  EXPECT_TRUE(next.receive_until("third").ends_with("third"));
  next.send("HTTP/1.1 200 OK\r\n\r\ncut off");
  next.close();
  EXPECT_EQ(third.get().error().cause, Cause::unknown) << "without TLS's own goodbye the end may be an attacker's";
}

}  // namespace
}  // namespace backwalk::net

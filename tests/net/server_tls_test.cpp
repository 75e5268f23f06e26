// What the server shows over TLS, and what it says when it cannot.
#include <gtest/gtest.h>

#include <fstream>

#include "bot/base/log.hpp"
#include "tests/net/either_client.hpp"
#include "tests/net/trusting.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;

std::string why_not(const TlsFiles& files) {
  boost::asio::io_context context;
  const auto server = listen(context, "127.0.0.1:0", {}, echo, files);
  EXPECT_TRUE(server.has_error());
  if (!server.has_error()) return {};
  EXPECT_EQ(server.error().cause, Cause::invalid);
  return server.error().what;
}

TEST(ServerTls, ServesTheRealClientThatTrustsItsCertificate) {
  const TestFiles files;
  Served served({}, echo, "127.0.0.1:0", files.files);
  const Trusting itself(files.files.certificate);
  const auto client = served.loop.on_loop([&] { return make_client(served.loop.context); });
  for (int time = 0; time < 3; ++time) {
    chat::HttpRequest request{
        .method = "POST", .url = "https://localhost:" + std::to_string(served.port()) + "/x", .headers = {}, .body = "body"};
    const auto response = served.loop.run(client->call(std::move(request), 60s));
    ASSERT_TRUE(response) << response.error().what;
    EXPECT_EQ(response->body, "POST /x|body");
  }
}

TEST(ServerTls, SaysInOneSentenceWhyItCannotBegin) {
  const TestFiles good;
  const TestFiles other;
  const std::string missing = testing::TempDir() + "backwalk_no_such_file.pem";
  EXPECT_EQ(why_not({missing, good.files.key}), "the TLS certificate " + missing + " cannot be read: No such file or directory");
  EXPECT_EQ(why_not({good.files.certificate, missing}), "the TLS key " + missing + " cannot be read: No such file or directory");
  EXPECT_EQ(why_not({good.files.key, good.files.key}), "the TLS certificate " + good.files.key + " is no certificate in PEM form");
  EXPECT_EQ(why_not({good.files.certificate, good.files.certificate}),
            "the TLS key " + good.files.certificate + " is no private key in PEM form, or has a password");
  EXPECT_EQ(why_not({good.files.certificate, other.files.key}),
            "the TLS key " + other.files.key + " does not belong to the certificate " + good.files.certificate);
}

TEST(ServerTls, SpeaksNothingOlderThanOnePointTwo) {
  const TestFiles files;
  Served served({}, echo, "127.0.0.1:0", files.files);
  const struct {
    int version;
    bool is_spoken;
  } cases[] = {{TLS1_1_VERSION, false}, {TLS1_2_VERSION, true}, {TLS1_3_VERSION, true}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.version);
    const RawSocket socket = RawSocket::to(served.port());
    const std::unique_ptr<SSL_CTX, Releases<SSL_CTX_free>> context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), one.version);
    SSL_CTX_set_max_proto_version(context.get(), one.version);
    const std::unique_ptr<SSL, Releases<SSL_free>> tls(SSL_new(context.get()));
    SSL_set_fd(tls.get(), socket.descriptor());
    EXPECT_EQ(SSL_connect(tls.get()) == 1, one.is_spoken);
  }
}

TEST(ServerTls, LetsGoOfWhoSpeaksNoTlsOrNothingAtAll) {
  const TestFiles files;
  Limits limits;
  limits.header_deadline = 200ms;
  Served served(limits, echo, "127.0.0.1:0", files.files);
  RawSocket plain = served.connect();
  plain.send(get("/"));
  EXPECT_EQ(plain.response().status, 0);
  RawSocket silent = served.connect();
  EXPECT_TRUE(silent.is_at_end());
}

TEST(ServerTls, ShowsTheNewCertificateToNewConnectionsWhenItIsRenewed) {
  TestFiles files("the first");
  Served served({}, echo, "127.0.0.1:0", files.files);
  EitherClient before(served.port(), true);
  EXPECT_EQ(before.shown_name(), "the first");
  files.identity = make_identity("the second", nullptr, "DNS:localhost");
  files.write();
  EXPECT_TRUE(served.loop.on_loop([&] { return served.server->renew_tls(); }));
  EXPECT_EQ(EitherClient(served.port(), true).shown_name(), "the second");
  before.send(get("/still"));
  EXPECT_EQ(before.response().body, "GET /still|");
  std::ofstream(files.files.key) << "damaged";
  EXPECT_TRUE(served.loop.on_loop([&] { return served.server->renew_tls(); }).has_error());
  EXPECT_EQ(EitherClient(served.port(), true).shown_name(), "the second");
}

TEST(ServerTls, LogsUntilWhenTheCertificateIsGood) {
  const TestFiles files;
  const TestFiles old("old", 0);
  testing::internal::CaptureStderr();
  log::start(log::Level::info);
  { const Served served({}, echo, "127.0.0.1:0", files.files); }
  { const Served served({}, echo, "127.0.0.1:0", old.files); }
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_NE(lines.find(" info certificate good_until=20"), std::string::npos) << lines;
  EXPECT_NE(lines.find(" error certificate has expired good_until=20"), std::string::npos) << lines;
}

TEST(ServerTls, TurnsAwayOverTheCapWithAnAnswerToo) {
  const TestFiles files;
  Limits limits;
  limits.connections = 1;
  Served served(limits, echo, "127.0.0.1:0", files.files);
  EitherClient first(served.port(), true);
  first.send(get("/"));
  EXPECT_EQ(first.response().status, 200);
  EitherClient second(served.port(), true);
  const auto response = second.response();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(chat::header(response.headers, "Retry-After"), "1");
}

}  // namespace
}  // namespace backwalk::net

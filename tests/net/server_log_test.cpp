// Every request has one line in the log and a name there.
#include <gtest/gtest.h>

#include "bot/base/log.hpp"
#include "tests/net/served.hpp"

namespace backwalk::net {
namespace {

using namespace std::chrono_literals;

/// Lines of the log that tell of a request.
std::vector<std::string> request_lines(const std::string& log) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < log.size();) {
    const std::size_t end = std::min(log.find('\n', from), log.size());
    const std::string line = log.substr(from, end - from);
    if (line.find(" request id=") != std::string::npos) lines.push_back(line);
    from = end + 1;
  }
  return lines;
}

std::string lines_of(const Served& served, const std::string& bytes) {
  testing::internal::CaptureStderr();
  log::start(log::Level::info);
  RawSocket socket = served.connect();
  socket.send(bytes);
  socket.end_sending();
  socket.receive_all();
  return testing::internal::GetCapturedStderr();
}

TEST(ServerLog, HasOneLineForEachRequestThatTheServerAnswersItself) {
  Limits limits;
  limits.body_bytes = 10;
  limits.header_bytes = 200;
  limits.header_deadline = 100ms;
  Served served(limits);
  const struct {
    std::string bytes;
    const char* part;
  } cases[] = {
      {"nonsense\r\n\r\n", "path=unread why=unreadable status=400"},
      {"POST /p/secret HTTP/1.1\r\nHost: t\r\nContent-Length: 11\r\n\r\n", "path=\"POST /p\" why=\"the body is too large\" status=413"},
      {"GET /" + std::string(300, 'x'), "why=\"the header is too large\" status=431"},
      {"GET /throw HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n", "path=\"GET /throw\" why=\"a bug with a \\n in it\" status=500"},
      {"GET / HT", "path=unread why=\"it ended in the middle\" status=400"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.part);
    const auto lines = request_lines(lines_of(served, one.bytes));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_NE(lines[0].find(one.part), std::string::npos) << lines[0];
    EXPECT_EQ(lines[0].find("secret"), std::string::npos);
  }
}

TEST(ServerLog, HasNoLineForWhatTheHandlerAnswered) {
  Served served;
  EXPECT_TRUE(request_lines(lines_of(served, get("/fine"))).empty());
}

TEST(ServerLog, NamesEachRequestOrTakesTheNameThatAProxyGave) {
  Served served({}, [](chat::HttpRequest request) -> Awaitable<chat::HttpResponse> {
    std::string names;
    for (const auto& [name, value] : request.headers) names += chat::count_of({{name, value}}, "X-Request-Id") == 1 ? value + ";" : "";
    co_return chat::respond_with(200, "text/plain", names);
  });
  RawSocket socket = served.connect();
  const auto name_for = [&](const std::string& header) {
    socket.send(get("/", header));
    return socket.response().body;
  };
  const std::string first = name_for("");
  const std::string second = name_for("");
  EXPECT_NE(first, second);
  EXPECT_EQ(name_for("x-request-id: from.proxy_1-A\r\n"), "from.proxy_1-A;");
  for (const std::string bad : {"X-Request-Id: a b\r\n", "X-Request-Id: \"\r\n", "X-Request-Id: 1\r\nX-Request-Id: 2\r\n"}) {
    const std::string name = name_for(bad);
    EXPECT_EQ(name.substr(0, 9), first.substr(0, 9)) << "our own, for " << bad;
  }
  EXPECT_EQ(name_for("X-Request-Id: " + std::string(65, 'a') + "\r\n").substr(0, 9), first.substr(0, 9));
}

}  // namespace
}  // namespace backwalk::net

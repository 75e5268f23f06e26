// Tokens: one for all, fetched anew when it is refused, and conversations that are opened first.
#include <algorithm>
#include <boost/asio/use_future.hpp>
#include <future>

#include "bot/deliver/attempt.hpp"
#include "bot/deliver/tokens.hpp"
#include "tests/deliver/drained.hpp"

namespace backwalk::deliver {
namespace {

/// "teams": calls need a token; a message without a reference needs a conversation.
class TokenPlatform final : public fakes::ScriptedPlatform {
 public:
  TokenPlatform() : fakes::ScriptedPlatform("teams") {}
  std::optional<chat::HttpRequest> ask_token() const override {
    return chat::HttpRequest{"POST", "https://login.example/", {}, "token please"};
  }
  Result<Token> read_token(const chat::HttpResponse& response) const override {
    if (response.status != 200) return Error{Cause::busy, "the login is away"};
    return Token{response.body, 3600s};
  }
  std::optional<chat::HttpRequest> ask_conversation(const chat::Resolved& outgoing) const override {
    if (!outgoing.outgoing.place.is_direct() || outgoing.reference) return std::nullopt;
    return chat::HttpRequest{"POST", "https://teams.example/open", {}, "open"};
  }
  Result<std::string> read_conversation(const chat::Resolved&, const chat::HttpResponse& response) const override {
    if (response.status == 403) return Error{Cause::not_allowed, "blocked"};
    if (response.status != 200) return Error{Cause::busy, "away"};
    return "opened " + response.body;
  }
};

class TokensTest : public testing::Test {
 protected:
  Result<chat::HttpResponse> call(const std::string& body = "hello") {
    auto future = spawn(body);
    context_.restart();
    context_.run();
    return future.get();
  }
  std::future<Result<chat::HttpResponse>> spawn(const std::string& body) {
    chat::HttpRequest request{"POST", "https://teams.example/say", {}, body};
    return boost::asio::co_spawn(context_, tokens_.call(http_, platform_, std::move(request), 1000ms), boost::asio::use_future);
  }
  Result<chat::Receipt> attempt_for(std::optional<std::string> reference) {
    store::Row row;
    row.resolved.outgoing.key = "k";
    row.resolved.outgoing.place = {"teams", "T1", "", "29:ben", {}};
    row.resolved.reference = std::move(reference);
    auto future = boost::asio::co_spawn(context_, attempt(http_, tokens_, uploads_, platform_, std::move(row)), boost::asio::use_future);
    context_.restart();
    context_.run();
    return future.get();
  }
  std::size_t logins() const { return static_cast<std::size_t>(std::ranges::count(http_.bodies(), "token please")); }
  static std::string token_of(const chat::HttpRequest& request) {
    return std::string(chat::header(request.headers, "Authorization").value_or("none"));
  }

  boost::asio::io_context context_{};
  fakes::FakeHttp http_{};
  TokenPlatform platform_{};
  Tokens tokens_{};
  Uploads uploads_{};
};

TEST_F(TokensTest, FetchesOneTokenForAllCalls) {
  http_.answers = [](const chat::HttpRequest& request) {
    return chat::HttpResponse{200, {}, request.body == "token please" ? "t1" : token_of(request)};
  };
  EXPECT_EQ(call()->body, "Bearer t1");
  EXPECT_EQ(call()->body, "Bearer t1");
  EXPECT_EQ(logins(), 1U);
}

TEST_F(TokensTest, SharesOneFetchAmongThoseWhoComeTogether) {
  http_.answers = [](const chat::HttpRequest&) { return chat::HttpResponse{200, {}, "t1"}; };
  std::vector<std::future<Result<chat::HttpResponse>>> all;
  for (int i = 0; i < 8; ++i) all.push_back(spawn(std::to_string(i)));
  context_.run();
  for (auto& one : all) EXPECT_EQ(one.get()->status, 200);
  EXPECT_EQ(logins(), 1U);
}

TEST_F(TokensTest, ForgetsARefusedTokenOnce) {
  int fetched = 0;
  http_.answers = [&](const chat::HttpRequest& request) {
    if (request.body == "token please") return chat::HttpResponse{200, {}, "t" + std::to_string(++fetched)};
    return chat::HttpResponse{token_of(request) == "Bearer t2" ? 200 : 401, {}, {}};
  };
  EXPECT_EQ(call()->status, 200);
  EXPECT_EQ(fetched, 2);
  http_.answers = [&](const chat::HttpRequest& request) {
    if (request.body == "token please") return chat::HttpResponse{200, {}, "t" + std::to_string(++fetched)};
    return chat::HttpResponse{401, {}, {}};
  };
  EXPECT_EQ(call()->status, 401) << "and no further than that";
  EXPECT_EQ(fetched, 3);
}

TEST_F(TokensTest, SaysThatNothingWasSentWhereThereIsNoToken) {
  http_.answers = [](const chat::HttpRequest&) { return chat::HttpResponse{503, {}, {}}; };
  EXPECT_EQ(call().error().cause, Cause::busy);
  http_.answers = [](const chat::HttpRequest&) -> Result<chat::HttpResponse> { return Error{Cause::unknown, "no answer came"}; };
  EXPECT_EQ(call().error().cause, Cause::busy) << "the message itself never left";
  EXPECT_EQ(logins(), 2U);
}

TEST_F(TokensTest, OpensTheConversationFirstAndTellsWhatItFound) {
  http_.answers = [](const chat::HttpRequest& request) { return chat::HttpResponse{200, {}, request.body == "open" ? "a:1" : "m1"}; };
  const auto receipt = attempt_for(std::nullopt);
  ASSERT_TRUE(receipt.has_value());
  EXPECT_EQ(std::get<chat::Sent>(*receipt).ids.reference, "opened a:1");
  const auto known = attempt_for("known");
  EXPECT_EQ(std::get<chat::Sent>(*known).ids.reference, std::nullopt) << "nothing new";
  EXPECT_EQ(std::ranges::count(http_.bodies(), "open"), 1);
}

TEST_F(TokensTest, SendsNothingIntoAConversationThatDoesNotOpen) {
  int answer = 403;
  http_.answers = [&](const chat::HttpRequest& request) { return chat::HttpResponse{request.body == "open" ? answer : 200, {}, "x"}; };
  EXPECT_EQ(std::get<chat::Denied>(*attempt_for(std::nullopt)).why, "blocked");
  answer = 500;
  EXPECT_EQ(attempt_for(std::nullopt).error().cause, Cause::busy);
  EXPECT_EQ(std::ranges::count(http_.bodies(), "k"), 0);
}

}  // namespace
}  // namespace backwalk::deliver

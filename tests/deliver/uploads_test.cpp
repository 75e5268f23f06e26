// Pictures that a platform keeps itself: brought there first, and never in the way of the message.
#include <algorithm>
#include <boost/asio/use_future.hpp>

#include "bot/deliver/attempt.hpp"
#include "tests/deliver/drained.hpp"

namespace backwalk::deliver {
namespace {

/// Its pictures take two calls: "where", which names the file, and the bytes.
class KeepingPlatform final : public fakes::ScriptedPlatform {
 public:
  chat::HttpRequest send(const chat::Resolved& resolved) const override {
    auto request = fakes::ScriptedPlatform::send(resolved);
    request.body += resolved.uploaded ? " with " + *resolved.uploaded : " in words";
    return request;
  }
  std::optional<chat::HttpRequest> ask_upload(const Upload& upload) const override {
    if (upload.calls > 1) return std::nullopt;
    return chat::HttpRequest{"POST", "https://slack.example/files", {}, upload.calls == 0 ? "where " + upload.name : upload.bytes};
  }
  Result<Upload> read_upload(Upload upload, const chat::HttpResponse& response) const override {
    if (response.status != 200) return Error{Cause::not_allowed, "missing_scope"};
    if (upload.calls++ == 0) upload.id = response.body;
    return upload;
  }
};

using Bodies = std::vector<std::string>;

class UploadsTest : public testing::Test {
 protected:
  UploadsTest() {
    uploads_.read_with([this](const std::string& file) { return file == "pictures/a.png" ? picture_ : std::nullopt; });
    http_.answers = [this](const chat::HttpRequest& request) -> Result<chat::HttpResponse> {
      if (request.body.starts_with("where")) return chat::HttpResponse{where_, {}, "F" + std::to_string(++files_)};
      if (request.body == "bytes") return bytes_;
      return chat::HttpResponse{request.body.find(" with ") == std::string::npos ? 200 : shown_, {}, "7"};
    };
  }
  static store::Row row_with(const std::string& file, std::int64_t id = 1) {
    store::Row row;
    row.id = id;
    row.resolved.outgoing.key = "k";
    row.resolved.outgoing.place = {"slack", "T1", "C1", {}, {}};
    row.resolved.outgoing.message = chat::Message{.headline = {}, .blocks = {chat::Picture{.alt = "words", .file = file}}};
    return row;
  }
  Result<chat::Receipt> attempt_with(store::Row row) {
    auto future = boost::asio::co_spawn(context_, attempt(http_, tokens_, uploads_, platform_, std::move(row)), boost::asio::use_future);
    context_.restart();
    context_.run();
    return future.get();
  }
  Result<chat::Receipt> attempt_with(const std::string& file) { return attempt_with(row_with(file)); }
  bool is_sent(const std::string& file) {
    const auto result = attempt_with(file);
    return result.has_value() && std::holds_alternative<chat::Sent>(*result);
  }

  boost::asio::io_context context_{};
  fakes::FakeHttp http_{};
  KeepingPlatform platform_{};
  Tokens tokens_{};
  Uploads uploads_{};
  std::optional<std::string> picture_{"bytes"};
  int where_ = 200, shown_ = 200, files_ = 0;
  Result<chat::HttpResponse> bytes_{chat::HttpResponse{}};
};

TEST_F(UploadsTest, ThePictureGoesFirstAndTheMessageOnce) {
  EXPECT_TRUE(is_sent("pictures/a.png"));
  EXPECT_EQ(http_.bodies(), (Bodies{"where a.png", "bytes", "k with F1"}));
}

TEST_F(UploadsTest, TheMessageGoesInWordsWhereThePictureDoesNotArrive) {
  where_ = 403;
  EXPECT_TRUE(is_sent("pictures/a.png"));
  EXPECT_EQ(http_.bodies(), (Bodies{"where a.png", "k in words"}));
  where_ = 200;
  http_.seen.clear();
  bytes_ = Error{Cause::unknown, "no answer came"};
  EXPECT_TRUE(is_sent("pictures/a.png"));
  EXPECT_EQ(http_.bodies(), (Bodies{"where a.png", "bytes", "k in words"}));
}

TEST_F(UploadsTest, NothingIsUploadedWithoutAFile) {
  for (const char* file : {"", "pictures/a.svg", "pictures/gone.png"}) EXPECT_TRUE(is_sent(file)) << file;
  EXPECT_EQ(http_.bodies(), (Bodies{"k in words", "k in words", "k in words"}));
}

TEST_F(UploadsTest, ACopyThatCannotBeShownYetIsTriedAgainAndThenLeftOut) {
  shown_ = 403;
  for (int tried = 0; tried < 4; ++tried) EXPECT_EQ(attempt_with("pictures/a.png").error().cause, Cause::busy) << "surely not posted";
  EXPECT_TRUE(is_sent("pictures/a.png"));
  EXPECT_EQ(std::ranges::count(http_.bodies(), "bytes"), 1) << "one copy for all of them";
  EXPECT_EQ(http_.bodies().back(), "k in words");
}

TEST_F(UploadsTest, TheCopyIsKeptWhileTheMessageHasToWait) {
  shown_ = 429;
  EXPECT_TRUE(std::holds_alternative<chat::RetryAfter>(*attempt_with("pictures/a.png")));
  shown_ = 200;
  EXPECT_TRUE(is_sent("pictures/a.png"));
  EXPECT_EQ(http_.bodies(), (Bodies{"where a.png", "bytes", "k with F1", "k with F1"}));
  attempt_with(row_with("pictures/a.png", 2));
  EXPECT_EQ(http_.bodies().back(), "k with F2") << "another message has its own";
}

}  // namespace
}  // namespace backwalk::deliver

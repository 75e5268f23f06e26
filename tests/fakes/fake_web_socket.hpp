// Sockets whose other side is the test: what it says is put into a line, what is written to it is remembered.
#pragma once

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/web_socket.hpp"

namespace backwalk::fakes {

/// One connection as both sides see it.
struct FakeLine {
  std::deque<std::string> said{};      ///< by the test; read by the service
  std::vector<std::string> written{};  ///< by the service
  bool is_open = true;
  bool was_closed = false;  ///< with a goodbye
  std::shared_ptr<boost::asio::steady_timer> waits{};

  void say(std::string text) {
    said.push_back(std::move(text));
    wake();
  }
  void end() {
    is_open = false;
    wake();
  }
  void wake() const {
    if (waits) waits->cancel();
  }
};

class FakeWebSocket final : public WebSocket {
 public:
  explicit FakeWebSocket(std::shared_ptr<FakeLine> line) : line_(std::move(line)) {}

  Awaitable<Result<std::string>> read() override {
    const auto line = line_;
    line->waits = std::make_shared<boost::asio::steady_timer>(co_await boost::asio::this_coro::executor);
    boost::system::error_code ignored;
    while (line->said.empty() && line->is_open) {
      line->waits->expires_at(boost::asio::steady_timer::time_point::max());
      co_await line->waits->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    if (line->said.empty()) co_return Error{Cause::lost, "it ended"};
    std::string text = std::move(line->said.front());
    line->said.pop_front();
    co_return text;
  }
  Awaitable<Result<bool>> write(std::string text) override {
    if (!line_->is_open) co_return Error{Cause::lost, "it ended"};
    line_->written.push_back(std::move(text));
    co_return true;
  }
  Awaitable<void> close() override {
    line_->was_closed = line_->is_open;
    line_->end();
    co_return;
  }
  void cut() override { line_->end(); }

 private:
  std::shared_ptr<FakeLine> line_;
};

/// Opens what the test has prepared, in order; a null line is a connection that cannot be made, and so is every one after the last.
class FakeSockets final : public WebSocketCall {
 public:
  std::deque<std::shared_ptr<FakeLine>> prepared{};
  std::vector<std::string> asked{};

  std::shared_ptr<FakeLine> prepare() {
    prepared.push_back(std::make_shared<FakeLine>());
    return prepared.back();
  }
  Awaitable<Result<std::unique_ptr<WebSocket>>> open(std::string url, std::chrono::milliseconds) override {
    asked.push_back(std::move(url));
    const auto line = prepared.empty() ? nullptr : prepared.front();
    if (!prepared.empty()) prepared.pop_front();
    if (!line) co_return Error{Cause::not_sent, "nobody is there"};
    std::unique_ptr<WebSocket> made = std::make_unique<FakeWebSocket>(line);
    co_return std::move(made);
  }
};

}  // namespace backwalk::fakes

// The other side of every call, played by a script: answers by a function, holds calls until they are let go, remembers what was asked.
#pragma once

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "bot/base/http_call.hpp"

namespace backwalk::fakes {

class FakeHttp final : public HttpCall {
 public:
  struct Seen {
    chat::HttpRequest request{};
    std::chrono::milliseconds deadline{};
    std::chrono::steady_clock::time_point at{};
  };
  using Answers = std::function<Result<chat::HttpResponse>(const chat::HttpRequest&)>;

  Answers answers = [](const chat::HttpRequest&) { return chat::HttpResponse(); };
  std::vector<Seen> seen{};
  std::size_t most_at_once = 0;
  std::size_t now_at_once = 0;
  bool holds = false;  ///< calls wait until `let_go`

  Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, std::chrono::milliseconds deadline) override {
    seen.push_back(Seen{request, deadline, std::chrono::steady_clock::now()});
    most_at_once = std::max(most_at_once, ++now_at_once);
    if (holds) {
      const auto timer = std::make_shared<boost::asio::steady_timer>(co_await boost::asio::this_coro::executor, Time::max());
      held_.push_back(timer);
      boost::system::error_code ignored;
      co_await timer->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    --now_at_once;
    co_return answers(request);
  }
  std::size_t held() const { return held_.size(); }
  void let_go() {
    for (const auto& timer : std::exchange(held_, {})) timer->cancel();
  }
  std::vector<std::string> bodies() const {
    std::vector<std::string> all;
    for (const auto& one : seen) all.push_back(one.request.body);
    return all;
  }

 private:
  using Time = std::chrono::steady_clock::time_point;
  std::vector<std::shared_ptr<boost::asio::steady_timer>> held_{};
};

}  // namespace backwalk::fakes

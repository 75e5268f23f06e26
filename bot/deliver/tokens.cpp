#include "bot/deliver/tokens.hpp"

#include <algorithm>
#include <utility>

#include "bot/base/log.hpp"

namespace backwalk::deliver {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kTokenDeadline{10000};
constexpr seconds kEarly{300};
constexpr int kUnauthorized = 401;

chat::HttpRequest with(const chat::HttpRequest& request, const std::string& token) {
  chat::HttpRequest allowed = request;
  allowed.headers.emplace_back("Authorization", "Bearer " + token);
  return allowed;
}

/// A token of less than ten minutes is kept for half its life.
seconds kept_for(seconds lives) { return std::max(lives - kEarly, lives / 2); }

}  // namespace

Awaitable<Result<chat::HttpResponse>> Tokens::call(HttpCall& calls, const Platform& platform, chat::HttpRequest request,
                                                   std::chrono::milliseconds deadline) {
  if (!platform.ask_token()) co_return co_await calls.call(std::move(request), deadline);
  std::string refused;
  for (int tries = 0;; ++tries) {
    const auto token = co_await token_for(calls, platform, refused);
    if (!token) co_return token.error();
    auto allowed = with(request, *token);
    auto response = co_await calls.call(std::move(allowed), deadline);
    if (!response || response->status != kUnauthorized || tries > 0) co_return response;
    refused = *token;
  }
}

Awaitable<Result<std::string>> Tokens::token_for(HttpCall& calls, const Platform& platform, std::string refused) {
  Kept& kept = kept_[platform.name()];
  co_await kept.fetching.enter();
  if (!kept.value.empty() && kept.value == refused) kept.value.clear();
  if (!kept.value.empty() && steady_clock::now() < kept.until) {
    kept.fetching.leave();
    co_return kept.value;
  }
  auto ask = platform.ask_token();
  Result<chat::HttpResponse> response = Error{Cause::not_sent, "no token is needed"};
  try {
    response = co_await calls.call(std::move(*ask), kTokenDeadline);
  } catch (...) {
    kept.fetching.leave();
    throw;
  }
  kept.fetching.leave();
  // Whatever went wrong, the message itself has not been sent.
  if (!response) co_return Error{Cause::busy, "the token: " + response.error().what};
  auto token = platform.read_token(*response);
  if (!token) {
    log::warning("no token", {{"platform", platform.name()}, {"why", token.error().what}});
    co_return token.error();
  }
  kept.value = std::move(token->value);
  kept.until = steady_clock::now() + kept_for(token->lives);
  co_return kept.value;
}

}  // namespace backwalk::deliver

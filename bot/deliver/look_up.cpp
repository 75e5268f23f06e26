#include <exception>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/deliver/doubt.hpp"

namespace backwalk::deliver {
namespace {

constexpr std::chrono::seconds look_up_deadline{10};
constexpr int most_calls = 2;  ///< the way to a direct message's channel is one more

using Found = std::optional<chat::SentIds>;

std::optional<chat::HttpRequest> question(const Platform& platform, const store::Row& row) {
  try {
    return platform.ask_sent(row.resolved, row.in_doubt_since.value_or(row.created));
  } catch (const std::exception& error) {
    log::error("look-up failed", {{"key", row.resolved.outgoing.key}, {"why", error.what()}});
    return std::nullopt;
  }
}

Result<Found> reading(const Platform& platform, const store::Row& row, const chat::HttpResponse& response) {
  try {
    return platform.read_sent(response, row.resolved.outgoing.key);
  } catch (const std::exception& error) {
    log::error("look-up failed", {{"key", row.resolved.outgoing.key}, {"why", error.what()}});
    return Error{Cause::invalid, "the answer could not be read"};
  }
}

/// How long the platform wants to be left alone.
std::chrono::milliseconds wait_in(const Platform& platform, const chat::HttpResponse& response) {
  if (response.status != 429) return {};
  const chat::Receipt receipt = platform.receipt(response);
  const auto* later = std::get_if<chat::RetryAfter>(&receipt);
  return later == nullptr ? std::chrono::seconds{0} : later->wait;
}

Looked nothing(Cause cause, std::string why) { return Looked{Result<Found>(Error{cause, std::move(why)}), {}}; }

}  // namespace

Awaitable<Looked> look_up(HttpCall& calls, const Platform& platform, store::Row row) {
  for (int asked = 0; asked < most_calls; ++asked) {
    auto request = question(platform, row);
    if (!request) co_return nothing(Cause::invalid, "the platform cannot be asked");
    std::optional<Result<chat::HttpResponse>> response;
    try {
      response = co_await calls.call(std::move(*request), look_up_deadline);
    } catch (const std::exception& error) {
      log::error("look-up failed", {{"key", row.resolved.outgoing.key}, {"why", error.what()}});
    }
    if (!response) co_return nothing(Cause::unknown, "the look-up broke off");
    if (response->has_error()) co_return nothing(response->error().cause, response->error().what);
    Looked looked{reading(platform, row, **response), wait_in(platform, **response)};
    if (looked.found.has_error() || !*looked.found) co_return looked;
    chat::SentIds& ids = **looked.found;
    std::string& channel = row.resolved.outgoing.place.channel;
    if (ids.channel.empty()) ids.channel = channel;
    if (!ids.message.empty()) co_return looked;
    channel = ids.channel;
  }
  co_return nothing(Cause::invalid, "the platform does not tell the channel");
}

}  // namespace backwalk::deliver

#include "bot/deliver/attempt.hpp"

#include <exception>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/base/metrics.hpp"
#include "bot/store/await.hpp"

namespace backwalk::deliver {
namespace {

constexpr std::chrono::seconds call_deadline{10};

void report(const store::Row& row, const char* doing, const std::exception& error) {
  log::error("delivery failed", {{"key", row.resolved.outgoing.key}, {"doing", doing}, {"why", error.what()}});
}

std::optional<chat::HttpRequest> request_for(const Platform& platform, const store::Row& row) {
  try {
    return platform.send(row.resolved);
  } catch (const std::exception& error) {
    report(row, "write the call", error);
    return std::nullopt;
  }
}

chat::Receipt receipt_of(const Platform& platform, const store::Row& row, const chat::HttpResponse& response) {
  try {
    return platform.receipt(response);
  } catch (const std::exception& error) {
    report(row, "read the answer", error);
    return chat::Unknown{"the answer could not be read"};
  }
}

/// The conversation could not be opened, so nothing was said.
Result<chat::Receipt> not_opened(const Error& error) {
  if (error.cause == Cause::not_found) return chat::Receipt(chat::Gone{error.what});
  if (error.cause == Cause::not_allowed) return chat::Receipt(chat::Denied{error.what});
  return Error{Cause::busy, error.what};
}

/// Opens the row's conversation where there is none. Errors as Platform::read_conversation.
Awaitable<Result<bool>> open_conversation(HttpCall& calls, Tokens& tokens, const Platform& platform, store::Row* row) {
  auto ask = platform.ask_conversation(row->resolved);
  if (!ask) co_return false;
  const auto answer = co_await tokens.call(calls, platform, std::move(*ask), call_deadline);
  if (!answer) co_return answer.error();
  auto reference = platform.read_conversation(row->resolved, *answer);
  if (!reference) co_return reference.error();
  row->resolved.reference = std::move(*reference);
  co_return true;
}

}  // namespace

Awaitable<Result<chat::Receipt>> attempt(HttpCall& calls, Tokens& tokens, Uploads& uploads, const Platform& platform, store::Row row) {
  Result<bool> opened = false;
  try {
    opened = co_await open_conversation(calls, tokens, platform, &row);
  } catch (const std::exception& error) {
    report(row, "open the conversation", error);
    co_return Error{Cause::busy, "the call broke off"};
  }
  if (!opened) co_return not_opened(opened.error());
  row.resolved.uploaded = co_await uploads.bring(calls, tokens, platform, row);
  auto request = request_for(platform, row);
  if (!request) co_return chat::Receipt(chat::Denied{"the call could not be written"});
  std::optional<Result<chat::HttpResponse>> response;
  try {
    response = co_await tokens.call(calls, platform, std::move(*request), call_deadline);
  } catch (const std::exception& error) {
    report(row, "call", error);
  }
  if (!response) co_return Error{Cause::unknown, "the call broke off"};
  if (response->has_error()) co_return response->error();
  auto receipt = receipt_of(platform, row, **response);
  if (auto* sent = std::get_if<chat::Sent>(&receipt); sent != nullptr && *opened) sent->ids.reference = row.resolved.reference;
  co_return uploads.judge(row, std::move(receipt));
}

Awaitable<Result<bool>> settle(store::Store& store, const store::Row& row, const Next& next, Instant now) {
  struct Write {
    store::Store& store;
    std::int64_t row;
    Instant now;
    Awaitable<Result<bool>> operator()(const SettleSent& sent) const { return store::settle_sent(store, row, sent.ids, now); }
    Awaitable<Result<bool>> operator()(const TryAgain& again) const { return store::postpone(store, row, now + again.after, again.counts); }
    Awaitable<Result<bool>> operator()(const StayInDoubt& doubt) const { return store::stay_in_doubt(store, row, now + doubt.after); }
    Awaitable<Result<bool>> operator()(const GiveUp& end) const { return store::settle_unsent(store, row, end.how, end.why, now); }
  };
  return std::visit(Write{store, row.id, now}, next);
}

void tell(const store::Row& row, const Next& next, std::chrono::milliseconds took) {
  struct Words {
    std::string result{};
    std::string why{};
    void operator()(const SettleSent&) { result = "sent"; }
    void operator()(const TryAgain& again) { result = "again", why = "in " + std::to_string(again.after.count()) + " ms"; }
    void operator()(const StayInDoubt& doubt) { result = "in doubt", why = doubt.why; }
    void operator()(const GiveUp& end) { result = end.how == store::Settled::expired ? "expired" : "parked", why = end.why; }
  } words;
  std::visit(words, next);
  const auto& outgoing = row.resolved.outgoing;
  metrics::delivery(outgoing.place.platform, words.result);
  log::info("delivery", {{"key", outgoing.key},
                         {"platform", outgoing.place.platform},
                         {"place", store::place_key(outgoing.place)},
                         {"result", words.result},
                         {"attempts", row.attempts + 1},
                         {"ms", static_cast<long>(took.count())},
                         {"why", words.why}});
}

}  // namespace backwalk::deliver

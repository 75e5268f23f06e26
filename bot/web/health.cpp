#include "bot/web/health.hpp"

#include "bot/base/metrics.hpp"
#include "bot/store/await.hpp"
#include "bot/web/routes.hpp"

#include <string>

namespace backwalk::web {
namespace {

/// What an operator may read from outside; the log says more.
std::string words_for(Cause cause) {
  switch (cause) {
    case Cause::busy:
      return "the store is locked by another program";
    case Cause::full:
      return "the store has no space left";
    case Cause::corrupt:
      return "the store is damaged; the log says what is broken, the README how to put a backup back";
    case Cause::lost:
      return "the store cannot be written";
    case Cause::unreadable:
    case Cause::not_found:
    case Cause::not_allowed:
    case Cause::not_sent:
    case Cause::unknown:
    case Cause::newer_schema:
    case Cause::invalid:
      break;
  }
  return "the store does not answer";
}

chat::HttpResponse readiness(const Result<bool>& ready, const std::optional<std::string>& trouble) {
  if (!ready) return sentence(503, words_for(ready.error().cause));
  if (!*ready) return sentence(503, "the store does not answer");
  return trouble ? sentence(503, *trouble) : sentence(200, "ok");
}

}  // namespace

chat::HttpResponse healthz() { return sentence(200, "ok"); }
chat::HttpResponse metrics_page() { return chat::respond_with(200, std::string(metrics::content_type), metrics::text()); }

Awaitable<chat::HttpResponse> readyz(store::Store* store, std::optional<std::string> trouble) {
  const Result<bool> ready = co_await store::ready(*store);
  co_return readiness(ready, trouble);
}

}  // namespace backwalk::web

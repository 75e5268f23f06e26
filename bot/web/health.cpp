#include "bot/web/health.hpp"

#include "bot/base/metrics.hpp"
#include "bot/store/await.hpp"
#include "bot/web/routes.hpp"

namespace backwalk::web {
namespace {

chat::HttpResponse readiness(const Result<bool>& ready, const std::optional<std::string>& trouble) {
  if (!ready || !*ready) return sentence(503, "the store does not answer");
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

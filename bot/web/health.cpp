#include "bot/web/health.hpp"

#include "bot/store/await.hpp"
#include "bot/web/routes.hpp"

namespace backwalk::web {
namespace {

chat::HttpResponse readiness(const Result<bool>& ready) {
  return ready && *ready ? sentence(200, "ok") : sentence(503, "the store does not answer");
}

}  // namespace

chat::HttpResponse healthz() { return sentence(200, "ok"); }

Awaitable<chat::HttpResponse> readyz(store::Store* store) {
  const Result<bool> ready = co_await store::ready(*store);
  co_return readiness(ready);
}

}  // namespace backwalk::web

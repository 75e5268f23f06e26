// /healthz says that the process answers; /readyz that it can do its work; /metrics how it fares.
#pragma once

#include <optional>
#include <string>

#include "adapters/chat/http.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/store/store.hpp"

namespace backwalk::web {

chat::HttpResponse healthz();
chat::HttpResponse metrics_page();
/// 200, or 503 when the store does not answer, or with `trouble`: what else keeps it from its work. `store` outlives it.
Awaitable<chat::HttpResponse> readyz(store::Store* store, std::optional<std::string> trouble = std::nullopt);

}  // namespace backwalk::web

// POST /try/clock {"now": "2026-09-08T09:00:00+02:00"}: sets the product clock of a demo.
#pragma once

#include <functional>
#include <string>

#include "adapters/chat/http.hpp"
#include "adapters/chat/place.hpp"

namespace backwalk::web {

/// 200 and `set` was called; 400 with what is wrong.
chat::HttpResponse try_clock(const std::string& body, const std::function<void(Instant)>& set);

}  // namespace backwalk::web

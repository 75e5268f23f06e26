// Which path is for what (ARCHITECTURE §8). Pure.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "adapters/chat/http.hpp"

namespace backwalk::web {

enum class Page { webhook, healthz, readyz, metrics, picture, try_clock, playground, try_events, try_say, try_move };

/// What the request is for, or its refusal: 404 for an unknown path, 405 with Allow for another method. `webhooks` are the platforms'
/// paths, all POST; /try and what stands below it is there in demo mode only.
using Route = std::variant<Page, chat::HttpResponse>;
Route route(const std::string& method, const std::string& path, const std::vector<std::string>& webhooks, bool is_demo);

/// Whether the path is one of these: only those are told apart in metrics and named in the log. A picture is not: its address is as good as
/// a password.
bool is_known(const std::string& path, const std::vector<std::string>& webhooks, bool is_demo);

/// A short sentence as text/plain.
chat::HttpResponse sentence(int status, std::string text);

}  // namespace backwalk::web

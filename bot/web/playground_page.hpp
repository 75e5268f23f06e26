// The playground's page and its parts, which are in the program; and who may ask for them.
#pragma once

#include <optional>
#include <string>

#include "adapters/chat/http.hpp"

namespace backwalk::web {

/// Whether the path is the page ("/try") or one of its parts ("/try/page.css").
bool is_of_playground(const std::string& path);
/// REQUIRES: is_of_playground(path). The page allows itself nothing but its own parts (Content-Security-Policy).
chat::HttpResponse playground_page(const std::string& path);

/// 403 for whoever is not on a page of this machine: a Host that is no loopback name (a foreign name that was made to lead here), or an
/// Origin other than that host (a foreign page that calls us). None for the others.
std::optional<chat::HttpResponse> refuse_stranger(const chat::HttpRequest& request);

}  // namespace backwalk::web

// The name of a request, by which its line in the log is found. Internal to net.
#pragma once

#include <string>

#include "adapters/chat/http.hpp"

namespace backwalk::net {

/// A name that no other request of this process has, and hardly one of another: "5f0c21d9-42".
std::string new_request_id();
/// The header X-Request-Id that a proxy gave (up to 64 letters, digits, '-', '_', '.'), else a new one; the request carries it from then
/// on, once.
std::string name_request(chat::HttpRequest& request);

}  // namespace backwalk::net

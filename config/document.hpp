// The configuration file as JSON with comments: read, and looked through for keys that no setting has.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace backwalk::config {

/// The object that the text holds; an empty one when it cannot be read. Adds a problem for text that is no JSON (with line and column), for
/// a key that comes twice, and for every key that is unknown. Secret files are keys too: "bot_token_file" beside "bot_token".
nlohmann::json read_document(const std::string& text, std::vector<Problem>& problems);

}  // namespace backwalk::config

// Which value every setting was given, and by whom: the file, the environment, which wins, or for secrets a file that either names.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"

namespace backwalk::config {

struct Given {
  nlohmann::json value{};
  std::string origin{};  ///< "file", or the variable's name; for a secret's file "SLACK_BOT_TOKEN_FILE" or "slack.bot_token_file"
};
using AllGiven = std::map<std::string, Given, std::less<>>;  ///< by path; what nobody gave is not in it

/// An empty variable counts as not given. Adds a problem for a setting that has no effect yet, for a secret given twice over, and for a
/// secret's file that cannot be read or is empty. The line end of a secret's file is cut off.
AllGiven gather(const nlohmann::json& document, const Lookup& environment, const Lookup& read_file, std::vector<Problem>& problems);

/// The text of a setting, if it was given; a problem if it is anything but text with something in it.
std::optional<std::string> text_of(const AllGiven& given, std::string_view path, std::vector<Problem>& problems);
/// The same for a switch: true or false in the file; 1, true, yes, on, 0, false, no, off in the environment.
std::optional<bool> switch_of(const AllGiven& given, std::string_view path, std::vector<Problem>& problems);
/// The same for a whole number from `least` to `most`; the environment's digits count.
std::optional<int> number_of(const AllGiven& given, std::string_view path, int least, int most, std::vector<Problem>& problems);

}  // namespace backwalk::config

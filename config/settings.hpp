// The table of settings: what a setting is called in the file and in the environment. A setting of a later version stands here too, so
// that whoever gives it is told that it does nothing yet. The calendar has no variables and is read by week.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace backwalk::config {

enum class Shown { yes, never };   ///< never: a secret, which may also come from a file and is not told in any text
enum class Effect { now, later };  ///< later: refused with a sentence in this version

struct Setting {
  std::string_view path;      ///< key in the file, with the group before a dot
  std::string_view variable;  ///< in the environment
  Shown shown = Shown::yes;
  Effect effect = Effect::now;
};

std::span<const Setting> settings();

/// "slack.bot_token (SLACK_BOT_TOKEN)": how a problem names a setting. A path that the table does not know is named as it is.
std::string full_name(std::string_view path);

/// What the file may hold, group by group: "" is the top. Empty for a group that does not exist.
std::span<const std::string_view> keys_of(std::string_view group);

/// The sentence about a key that no setting has, with the nearest one that exists.
std::string unknown_key(std::string_view group, std::string_view key);

}  // namespace backwalk::config

// Where something is said and who says it, in words that every platform has.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>

namespace backwalk {
/// The wall or product clock's instant. Stored as int64 milliseconds.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
}  // namespace backwalk

namespace backwalk::chat {

/// A person as one platform knows them: platform "slack", workspace "T1", user "U1".
struct Door {
  std::string platform{};
  std::string workspace{};
  std::string user{};
  auto operator<=>(const Door&) const = default;
};

/// A conversation. Either a channel, or a direct message with `user` (then `channel` may also hold the platform's id of it).
struct Place {
  std::string platform{};
  std::string workspace{};
  std::string channel{};
  std::optional<std::string> user{};    ///< set: this is the direct message with that user
  std::optional<std::string> thread{};  ///< the platform's id of the thread's root message
  auto operator<=>(const Place&) const = default;
  bool is_direct() const { return user.has_value(); }
};

/// What a platform tells about a person.
struct Profile {
  Door door{};
  std::string name{};
  std::optional<std::string> zone{};  ///< IANA name
  bool operator==(const Profile&) const = default;
};

}  // namespace backwalk::chat

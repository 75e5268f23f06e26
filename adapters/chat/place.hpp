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

/// What a platform needs to write to a place, in a text that only its adapter reads. Kept by the store, so that what leaves later finds its
/// way.
struct Reference {
  Place place{};         ///< without a thread; with neither channel nor user it serves every place of the workspace that has none
  std::string text{};    ///< holds no secret
  bool is_hint = false;  ///< kept only where nothing else is known
  bool operator==(const Reference&) const = default;
};

/// What a platform tells about a person.
struct Profile {
  Door door{};
  std::string name{};
  std::optional<std::string> zone{};  ///< IANA name
  bool operator==(const Profile&) const = default;
};

}  // namespace backwalk::chat

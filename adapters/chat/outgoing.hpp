// What leaves: a message, where to, under which key; and what became of it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "adapters/chat/message.hpp"
#include "adapters/chat/place.hpp"

namespace backwalk::chat {

/// A new post; a change of the message that was sent under `edits`; a note that only one user of a channel sees; or a form that opens
/// before the one who asked for it (`trigger`): it expires within seconds, goes ahead of its place's queue and is never tried again. A pin
/// is no message: it keeps the one whose thread it belongs to in sight, where the platform can (`Envelope::can_pin`).
enum class Delivery { post, edit, ephemeral, form, pin };

/// What becomes of a message that may or may not have arrived, where nobody can tell. A nudge or an answer that comes twice is worse than
/// one that is missing: at most once. What a channel reads as the record (a plan's card and thread, a brief, a report), and several nudges
/// in one, must not be missing: at least once, so it may come twice.
enum class Repeat { at_most_once, at_least_once };

struct Outgoing {
  std::string key{};  ///< idempotency key: deterministic, unique, opaque to others; at most 200 characters
  Place place{};      ///< `thread` set: into that thread
  Message message{};
  Delivery delivery = Delivery::post;
  std::optional<std::string> edits{};         ///< key of the message to change
  std::optional<std::string> in_thread_of{};  ///< key of the message whose thread this belongs to, where `place.thread` is not known yet
  std::optional<Door> only_for{};             ///< ephemeral: the one who sees it
  std::optional<Instant> expires{};           ///< not worth sending after this
  std::optional<std::string> trigger{};       ///< form: what the platform lets us open it with
  Repeat repeat = Repeat::at_most_once;       ///< of a new post; an edit may always be repeated, a form never
  std::optional<std::string> answer_in{};     ///< ephemeral: the thread it goes to where the platform cannot whisper
};

/// The ids that the platform gave a sent message.
struct SentIds {
  std::string message{};
  std::string channel{};                   ///< where it really went (a direct message's channel)
  std::optional<std::string> reference{};  ///< how to write to the place from now on, where that was found out on the way (Reference)
};

/// Outgoing with every reference resolved to the platform's ids: what `Platform::send` needs.
struct Resolved {
  Outgoing outgoing{};
  std::optional<SentIds> edits{};
  std::optional<std::string> reference{};  ///< what was kept about the place, or about its workspace (Reference)
  std::optional<std::string> uploaded{};   ///< the platform's id of its own copy of the message's first picture
};

struct Sent {
  SentIds ids{};
};
/// Certainly not done; try again after this long. `whole_workspace`: nothing else may pass either.
struct RetryAfter {
  std::chrono::seconds wait{1};
  bool whole_workspace = false;
};
/// May or may not have been done (5xx, unreadable).
struct Unknown {
  std::string why{};
};
/// The place, message or user is no more (archived, deleted, deactivated).
struct Gone {
  std::string why{};
};
/// Refused for good: scope, token, our own bug.
struct Denied {
  std::string why{};
};
using Receipt = std::variant<Sent, RetryAfter, Unknown, Gone, Denied>;

}  // namespace backwalk::chat

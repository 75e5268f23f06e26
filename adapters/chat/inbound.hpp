// What reaches us from any platform, in neutral words.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/chat/place.hpp"

namespace backwalk::chat {

/// A user named in the text by the platform's own mention markup. `name` may be empty.
struct UserMention {
  std::string user{};
  std::string name{};
  bool operator==(const UserMention&) const = default;
};
/// Text in pieces, markup already taken out: a broadcast token has become plain words, a channel or link its visible text, escapes
/// characters. A mention of the bot itself at the start is gone.
using Piece = std::variant<std::string, UserMention>;

/// What every inbound thing with an effect has.
struct Envelope {
  Place place{};
  Door speaker{};
  std::string speaker_name{};       ///< a display hint, may be empty
  std::vector<std::string> keys{};  ///< dedupe keys, already prefixed with the platform; one hit makes a duplicate (PROTOCOLS 0.2)
  Instant at{};                     ///< when it was said, by the platform's clock where it tells
  bool answers_inline = false;      ///< the HTTP response can carry a message (slash command), so `now` needs no call of its own
  std::optional<std::string> speaker_zone{};  ///< IANA name, where the request itself tells it (console); others ask for the profile
};

/// An ownership check: answer with this text.
struct Challenge {
  std::string answer{};
};
/// Understood and of no effect: other bots, our own echo, edits, joins. `why` is for the debug log.
struct Ignored {
  std::string why{};
};
/// Somebody said something to the bot.
struct Said {
  Envelope envelope{};
  std::vector<Piece> pieces{};
};
/// Somebody pressed a button; `say` is its command. `message` is the platform's id of the message that it stood on.
struct Pressed {
  Envelope envelope{};
  std::string say{};
  std::optional<std::string> message{};
};

using Inbound = std::variant<Challenge, Ignored, Said, Pressed>;

}  // namespace backwalk::chat

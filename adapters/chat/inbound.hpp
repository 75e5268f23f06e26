// What reaches us from any platform, in neutral words.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/chat/outgoing.hpp"

namespace backwalk::chat {

/// A user named in the text by the platform's own mention markup. `name` may be empty.
struct UserMention {
  std::string user{};
  std::string name{};
  bool operator==(const UserMention&) const = default;
};
/// A channel named by the platform's own markup ("#exec"). `name` may be empty.
struct ChannelMention {
  std::string channel{};
  std::string name{};
  bool operator==(const ChannelMention&) const = default;
};
/// Text in pieces, markup already taken out: a broadcast token has become plain words, a link its visible text, escapes characters. A
/// mention of the bot itself at the start is gone.
using Piece = std::variant<std::string, UserMention, ChannelMention>;

/// What every inbound thing with an effect has.
struct Envelope {
  Place place{};
  Door speaker{};
  std::string speaker_name{};            ///< a display hint, may be empty
  std::vector<std::string> keys{};       ///< dedupe keys, already prefixed with the platform; one hit makes a duplicate (PROTOCOLS 0.2)
  Instant at{};                          ///< when it was said, by the platform's clock where it tells
  bool answers_inline = false;           ///< the HTTP response can carry a message (slash command), so `now` needs no call of its own
  std::optional<std::string> trigger{};  ///< a form can be opened with it, for a few seconds
  std::optional<std::string> speaker_zone{};  ///< IANA name, where the request itself tells it (console); others ask for the profile
  std::optional<std::string> answer_in{};     ///< the thread for an answer to the speaker, where the platform cannot whisper (Outgoing)
  bool can_pin = false;                       ///< a message of this place can be pinned
  std::vector<Reference> references{};        ///< how to write to this place and this speaker later, where that must be kept
  bool pictures_apart = false;                ///< the HTTP response can show no picture that is not public: it goes as a message of its own
};

/// An ownership check: answer with this text.
struct Challenge {
  std::string answer{};
};
/// Understood and of no effect: other bots, our own echo, edits, joins. `why` is for the debug log.
struct Ignored {
  std::string why{};
};
/// The bot was put into a place. Of no effect by itself, but from now on it can write there.
struct Installed {
  Envelope envelope{};
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

/// A field of a form as somebody left it. Fields that were left empty, and boxes left unchecked, are not there.
struct Filled {
  std::string name{};
  std::string say{};           ///< the field's words (`Field::say`)
  bool is_text = false;        ///< free text: it goes into the command in quotes, so that nothing in it is a modifier
  std::vector<Piece> value{};  ///< empty for a checked box
  bool operator==(const Filled&) const = default;
};
/// Somebody sent a form. `envelope.place` is where it was opened from.
struct Submitted {
  Envelope envelope{};
  std::string say{};  ///< `Form::say`
  std::vector<Filled> values{};
  std::vector<std::string> fields{};  ///< the names of all fields of the form, filled or not, in its order
  std::optional<Message> shown{};     ///< the form as it was sent, filled in, where the platform must show it again to name an error
};

/// The platform tells that a message of ours is there. It has no effect but to end the doubt whether it was sent.
struct Confirmed {
  std::string platform{};
  std::string mark{};  ///< what the message carries (`Platform::mark_of`)
  SentIds ids{};
};

using Inbound = std::variant<Challenge, Ignored, Installed, Said, Pressed, Submitted, Confirmed>;

/// The envelope of what has an effect; null for the others.
const Envelope* envelope_of(const Inbound& inbound);

}  // namespace backwalk::chat

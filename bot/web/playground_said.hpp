// What somebody says, presses or fills in on the page of the playground, and how it becomes an utterance of the console platform. Pure.
#pragma once

#include <optional>
#include <string>

#include "adapters/chat/http.hpp"
#include "adapters/chat/place.hpp"
#include "adapters/chat/result.hpp"

namespace backwalk::web {

struct Utterance {
  std::string as{};                      ///< who speaks
  std::optional<std::string> channel{};  ///< none: in the direct message with the bot
  std::optional<std::string> thread{};   ///< the key of the message whose thread it is said in
  std::optional<std::string> zone{};     ///< the speaker's, IANA
  std::optional<std::string>
      trigger{};  ///< it is part of a conversation, where the answer is a message of its own; a form opens by this name
  std::string text{};
  std::optional<std::string> pressed{};  ///< the label of the button that says it
  bool is_quiet = false;                 ///< neither it nor its answer is shown: the sample plan is made of many
  std::optional<std::string> form{};     ///< a form that was filled in, as JSON; then there is no text
};

/// Of {"as", "channel"?, "thread"?, "zone"?, "trigger"?, "text" or "form", "pressed"?, "quiet"?}. Errors: unreadable, with a sentence that
/// says what was expected.
Result<Utterance> read_utterance(const std::string& body);

/// What a terminal would have posted. `id` is never the same twice.
chat::HttpRequest console_request(const Utterance& utterance, Instant at, const std::string& id);

}  // namespace backwalk::web

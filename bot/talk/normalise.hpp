// What people type, made plain before it is parsed: curly quotes, long dashes, NBSP and zero-width marks, full-width forms and HTML escapes
// become what a keyboard would have given; broadcast tokens become words; mentions become tokens of their own. Quotes are never required.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/chat/inbound.hpp"

namespace backwalk::talk {

/// A word of an utterance.
struct Word {
  std::string text{};                    ///< as it will be shown; for a mention its name (or "@name")
  bool is_quoted = false;                ///< stood inside quotes: never a modifier
  std::optional<std::string> mention{};  ///< platform user id, when it was a mention
  std::optional<std::string> channel{};  ///< platform channel id, when it names a channel ("#exec")
  std::optional<std::string> at_name{};  ///< "@dev" typed by hand, without the @
  std::size_t group = 0;                 ///< words of one quoted stretch share a number > 0
};

/// One piece of plain text normalised: valid UTF-8 (broken bytes become U+FFFD), no control characters, no private-use or bidi-override
/// characters, white space runs to one blank, trimmed. At most 4,000 characters are looked at; `cut` tells whether there were more.
std::string normalise(std::string_view text, bool* cut = nullptr);

/// The words of an utterance. At most 4,000 characters of all pieces together are looked at; `cut` tells whether there were more (the
/// caller writes it into `Utterance::is_cut`).
std::vector<Word> words_of(const std::vector<chat::Piece>& pieces, bool* cut = nullptr);
/// The words put together again with single blanks. Quoted stretches get their quotes back, but for one at the beginning.
std::string join(const std::vector<Word>& words, std::size_t first, std::size_t last);

}  // namespace backwalk::talk

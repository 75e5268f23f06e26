// UTF-8 as the adapters need it: is it valid, how long is it for a platform's limit, how wide on a terminal, cut it without breaking it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace backwalk::chat {

/// Well formed: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

/// Takes the first code point off `rest`; U+FFFD for a byte that begins none (one byte is taken then). REQUIRES: `rest` is not empty.
char32_t take_code_point(std::string_view& rest);

/// UTF-16 code units: never fewer than code points, so a limit held in them is held by either way of counting.
std::size_t utf16_length(std::string_view text);

/// `text`, or as much of it as leaves room for a final "…" when it is longer than `limit` UTF-16 units; never half a code point.
std::string cut(std::string_view text, std::size_t limit);

/// Columns on a terminal: East Asian wide and emoji count 2, combining marks and joiners 0.
std::size_t display_width(std::string_view text);

/// One line that is safe to show: a line break or tab becomes a space, other control characters and broken bytes go.
std::string clean(std::string_view text);

}  // namespace backwalk::chat

// The steps of normalising, for the files of this folder only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace backwalk::talk::parts {

constexpr char32_t kBroken = 0xFFFD;
/// Stands for a platform mention between the steps; normalising removes all other private-use characters, so it cannot be forged.
constexpr char32_t kMention = 0xE000;

/// The code points of UTF-8 text; each byte that belongs to none (also overlong forms and surrogates) becomes U+FFFD. Stops at `limit`
/// characters; `cut` tells whether there were more.
std::u32string decode(std::string_view text, std::size_t limit, bool* cut);
void append(std::string& to, char32_t c);

/// Keyboard forms of quotes, dashes, blanks and full-width characters; what cannot be seen is taken out. Blanks are not yet collapsed.
std::string plain_characters(const std::u32string& text);

/// Platform markup that an adapter left becomes its visible text, HTML escapes characters (once), broadcast tokens words.
std::string without_markup(std::string_view text);

/// Runs of blanks to one, none at the ends.
std::string collapsed(std::string_view text);

}  // namespace backwalk::talk::parts

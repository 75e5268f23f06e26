// A short name for a long text, for what platforms are told or keep.
#pragma once

#include <string>
#include <string_view>

namespace backwalk::chat {

/// SHA-256 in 64 small hexadecimal digits; empty when the library cannot.
std::string digest_of(std::string_view text);

}  // namespace backwalk::chat

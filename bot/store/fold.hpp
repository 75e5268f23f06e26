// Names compared without case: what people type after "@" finds the person.
#pragma once

#include <string>
#include <string_view>

namespace backwalk::store {

/// Lower case for Latin, Greek and Cyrillic letters of one code point; everything else stays.
std::string fold(std::string_view name);

}  // namespace backwalk::store

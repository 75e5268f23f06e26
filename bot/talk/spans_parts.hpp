// Durations cut into tokens, for the files of this folder only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/talk/dates.hpp"

namespace backwalk::talk::parts {

struct SpanToken {
  enum class Kind { number, unit, to, slash, minus };
  Kind kind = Kind::number;
  long long milli = 0;      ///< number: thousandths
  std::string complaint{};  ///< number: why it cannot be used ("1,500 can be read in two ways")
  Unit unit = Unit::days;
  int times = 1;         ///< unit: a fortnight is two weeks
  std::size_t word = 0;  ///< which word it stands in
  bool ends_word = false;
};

/// The tokens of as many first words as consist of such tokens alone; at most 12 words are looked at.
std::vector<SpanToken> span_tokens(const std::vector<std::string>& words);

/// "d", "days", "cd", "wk": the unit that a word or suffix names.
struct NamedUnit {
  Unit unit = Unit::days;
  int times = 1;
};
std::optional<NamedUnit> named_unit(std::string_view word);
/// "one" to "twelve", "a", "an": the number that a word names.
std::optional<int> named_number(std::string_view word);

/// Lower case (ASCII only), without brackets before and punctuation after it: "Oct.," is "oct".
std::string bare(std::string_view word);

}  // namespace backwalk::talk::parts

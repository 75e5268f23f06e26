// Durations, first half: words to tokens.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk::parts {
namespace {

struct UnitName {
  std::string_view name;
  NamedUnit unit;
};

constexpr std::array kUnits{
    UnitName{"min", {Unit::minutes, 1}},      UnitName{"mins", {Unit::minutes, 1}},     UnitName{"minute", {Unit::minutes, 1}},
    UnitName{"minutes", {Unit::minutes, 1}},  UnitName{"h", {Unit::hours, 1}},          UnitName{"hr", {Unit::hours, 1}},
    UnitName{"hrs", {Unit::hours, 1}},        UnitName{"hour", {Unit::hours, 1}},       UnitName{"hours", {Unit::hours, 1}},
    UnitName{"d", {Unit::days, 1}},           UnitName{"day", {Unit::days, 1}},         UnitName{"days", {Unit::days, 1}},
    UnitName{"wd", {Unit::days, 1}},          UnitName{"workday", {Unit::days, 1}},     UnitName{"workdays", {Unit::days, 1}},
    UnitName{"w", {Unit::weeks, 1}},          UnitName{"wk", {Unit::weeks, 1}},         UnitName{"wks", {Unit::weeks, 1}},
    UnitName{"week", {Unit::weeks, 1}},       UnitName{"weeks", {Unit::weeks, 1}},      UnitName{"fortnight", {Unit::weeks, 2}},
    UnitName{"fortnights", {Unit::weeks, 2}}, UnitName{"cd", {Unit::calendar_days, 1}}, UnitName{"cw", {Unit::calendar_weeks, 1}},
    UnitName{"mo", {Unit::months, 1}},        UnitName{"month", {Unit::months, 1}},     UnitName{"months", {Unit::months, 1}},
    UnitName{"y", {Unit::months, 12}},        UnitName{"year", {Unit::months, 12}},     UnitName{"years", {Unit::months, 12}}};

constexpr std::array<std::string_view, 12> kNumbers{"one",   "two",   "three", "four", "five",   "six",
                                                    "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
constexpr std::array<std::pair<std::string_view, int>, 3> kFractions{{{"\xC2\xBD", 500}, {"\xC2\xBC", 250}, {"\xC2\xBE", 750}}};

bool is_span_digit(char c) { return c >= '0' && c <= '9'; }

/// Cuts one word into tokens, or says that it holds something else.
class WordCutter {
 public:
  WordCutter(std::string_view word, std::size_t index) : rest_(word), index_(index) {}

  std::optional<std::vector<SpanToken>> cut() {
    while (!rest_.empty()) {
      if (!one()) return {};
    }
    if (tokens_.empty()) return {};
    tokens_.back().ends_word = true;
    return std::move(tokens_);
  }

 private:
  SpanToken& add(SpanToken::Kind kind) {
    tokens_.push_back(SpanToken{});
    tokens_.back().kind = kind;
    tokens_.back().word = index_;
    return tokens_.back();
  }

  bool one() {
    if (rest_[0] == '-' || rest_[0] == '/') {
      add(rest_[0] == '/' ? SpanToken::Kind::slash : SpanToken::Kind::minus);
      rest_.remove_prefix(1);
      return true;
    }
    if (is_span_digit(rest_[0]) || fraction()) return number();
    const std::size_t length = std::min(rest_.find_first_of("0123456789-/"), rest_.size());
    const std::string_view letters = rest_.substr(0, length);
    const auto unit = named_unit(letters);
    if (!unit) return false;
    SpanToken& token = add(SpanToken::Kind::unit);
    token.unit = unit->unit;
    token.times = unit->times;
    rest_.remove_prefix(length);
    return true;
  }

  std::optional<int> fraction() const {
    for (const auto& [sign, milli] : kFractions) {
      if (rest_.substr(0, sign.size()) == sign) return milli;
    }
    return {};
  }

  bool number() {
    const std::string_view all = rest_;
    SpanToken& token = add(SpanToken::Kind::number);
    const std::string_view whole = digits();
    std::string_view decimals;
    if (!whole.empty() && rest_.size() > 1 && (rest_[0] == '.' || rest_[0] == ',') && is_span_digit(rest_[1])) {
      rest_.remove_prefix(1);
      decimals = digits();
    }
    const std::optional<int> part = decimals.empty() ? fraction() : std::nullopt;
    if (part) rest_.remove_prefix(2);  // each of the three signs is two bytes
    const std::string typed{all.substr(0, all.size() - rest_.size())};
    if (!rest_.empty() && (rest_[0] == '.' || rest_[0] == ',')) return false;
    const bool may_group = decimals.size() == 3 && whole.size() <= 3 && whole[0] != '0';
    const std::string_view digits_typed = decimals;
    const std::size_t last = decimals.find_last_not_of('0');
    decimals = decimals.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (decimals.size() > 3) token.complaint = typed + " is finer than a thousandth";
    if (may_group) {
      const std::string one =
          std::string{whole} + (decimals.empty() ? "" : "." + std::string{decimals} + (decimals.size() == 3 ? "0" : ""));
      token.complaint = typed + " can be read in two ways: write " + one + " or " + std::string{whole} + std::string{digits_typed};
    }
    if (whole.size() > 9) token.complaint = typed + " is longer than ten years";
    if (!token.complaint.empty()) return true;
    for (const char c : whole) token.milli = token.milli * 10 + (c - '0');
    for (std::size_t i = 0; i < 3; ++i) token.milli = token.milli * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
    token.milli += part.value_or(0);
    return true;
  }

  std::string_view digits() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_span_digit);
    const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    return found;
  }

  std::string_view rest_;
  std::size_t index_;
  std::vector<SpanToken> tokens_{};
};

SpanToken number_token(long long milli, std::size_t word) {
  SpanToken token;
  token.milli = milli;
  token.word = word;
  token.ends_word = true;
  return token;
}

/// Words that stand for a token as a whole.
std::optional<SpanToken> word_token(std::string_view word, std::size_t index) {
  if (word == "half") return number_token(500, index);
  if (const auto number = named_number(word)) return number_token(*number * 1000LL, index);
  if (word != "to") return {};
  SpanToken token = number_token(0, index);
  token.kind = SpanToken::Kind::to;
  return token;
}

}  // namespace

std::optional<NamedUnit> named_unit(std::string_view word) {
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(), [&](const UnitName& u) { return u.name == word; });
  return found == kUnits.end() ? std::nullopt : std::optional{found->unit};
}

std::optional<int> named_number(std::string_view word) {
  if (word == "a" || word == "an") return 1;
  const auto* found = std::find(kNumbers.begin(), kNumbers.end(), word);
  return found == kNumbers.end() ? std::nullopt : std::optional{static_cast<int>(found - kNumbers.begin()) + 1};
}

std::string bare(std::string_view word) {
  const std::size_t first = std::min(word.find_first_not_of('('), word.size());
  const std::size_t last = word.find_last_not_of(".,;:!?)");
  std::string out{last == std::string_view::npos || last < first ? std::string_view{} : word.substr(first, last + 1 - first)};
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::vector<SpanToken> span_tokens(const std::vector<std::string>& words) {
  std::vector<SpanToken> tokens;
  for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 12); ++i) {
    const std::string word = bare(words[i]);
    if (const auto token = word_token(word, i)) {
      tokens.push_back(*token);
      continue;
    }
    // "3 calendar days", "2 working days": the adjective decides the unit of the noun.
    const std::string noun = i + 1 < words.size() ? bare(words[i + 1]) : std::string{};
    const bool is_calendar = word == "calendar";
    const auto unit = is_calendar || word == "working" || word == "business" || word == "work" ? named_unit(noun) : std::nullopt;
    if (unit && (unit->unit == Unit::days || unit->unit == Unit::weeks)) {
      SpanToken token = number_token(0, ++i);
      token.kind = SpanToken::Kind::unit;
      token.times = unit->times;
      token.unit = !is_calendar ? unit->unit : unit->unit == Unit::days ? Unit::calendar_days : Unit::calendar_weeks;
      tokens.push_back(token);
      continue;
    }
    auto cut = WordCutter{word, i}.cut();
    if (!cut) break;
    tokens.insert(tokens.end(), cut->begin(), cut->end());
  }
  return tokens;
}

}  // namespace backwalk::talk::parts

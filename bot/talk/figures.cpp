#include "bot/talk/figures.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

constexpr std::array<std::string_view, 6> currencies{"€", "$", "£", "¥", "₹", "CHF"};
constexpr double most = 1e15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool are_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

/// "12,000" without its marks; none when they do not group thousands.
std::optional<std::string> ungrouped(std::string_view text, char mark) {
  std::string plain;
  for (bool is_first = true;; is_first = false) {
    const std::size_t at = text.find(mark);
    const std::string_view group = text.substr(0, at);
    const bool is_whole = is_first && at == std::string_view::npos;
    const bool fits = is_whole || (is_first ? group.size() <= 3 : group.size() == 3);
    if (!are_digits(group) || !fits) return std::nullopt;
    plain += group;
    if (at == std::string_view::npos) return plain;
    text.remove_prefix(at + 1);
  }
}

/// The digits with a point before the decimals, where `decimal` is the mark of those and the other one groups; none when that makes no
/// sense.
std::optional<std::string> with_point(std::string_view text, char decimal) {
  const char group = decimal == '.' ? ',' : '.';
  const std::size_t mark = text.find(decimal);
  auto whole = ungrouped(text.substr(0, mark), group);
  if (!whole || mark == std::string_view::npos) return whole;
  const std::string_view decimals = text.substr(mark + 1);
  if (decimal == ',' && decimals.size() > 3) return std::nullopt;  // "1,2345": a comma that slipped
  return are_digits(decimals) ? std::optional(*whole + "." + std::string(decimals)) : std::nullopt;
}

/// What digits with marks can mean: nothing, one number, or two ("1.234").
struct Marked {
  std::optional<std::string> digits{};
  std::optional<std::string> other{};
};
Marked without_marks(std::string_view text) {
  const auto english = with_point(text, '.');
  const auto continental = with_point(text, ',');
  if (!english || !continental) return {english ? english : continental, {}};
  if (*english == *continental || text.starts_with("0")) return {text.find(',') == std::string_view::npos ? english : continental, {}};
  const bool has_comma = text.find(',') != std::string_view::npos;
  return {english, has_comma ? std::nullopt : continental};  // "12,000" is twelve thousand: the conversation is in English
}

struct Tail {
  double times = 1;
  std::string unit{};
};

/// "k", "km", "%": what stands behind the digits.
std::optional<Tail> tail_of(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  while (!lower.empty() && std::string_view{".,;:!?)"}.find(lower.back()) != std::string_view::npos) lower.pop_back();
  if (lower.empty()) return Tail{};
  if (lower == "k") return Tail{1e3, ""};
  if (lower == "m" || lower == "mio") return Tail{1e6, ""};
  if (lower == "bn") return Tail{1e9, ""};
  if (lower == "%" || lower == "percent") return Tail{1, "%"};
  for (const auto sign : currencies) {
    if (lower == sign) return Tail{1, std::string(sign)};
  }
  const bool is_word = lower.size() <= 12 && std::ranges::none_of(lower, [](char c) { return is_digit(c) || c == '<' || c == '@'; });
  return is_word ? std::optional(Tail{1, lower}) : std::nullopt;
}

std::optional<double> value_of(const std::string& digits, double times) {
  double value = 0;
  const auto [last, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  value *= times;
  const bool is_read = error == std::errc{} && last == digits.data() + digits.size();
  return is_read && std::isfinite(value) && std::abs(value) <= most ? std::optional(value) : std::nullopt;
}

/// A unit that stands apart from its number.
bool is_unit_word(const std::string& word) {
  constexpr std::array<std::string_view, 12> known{"%", "percent", "km", "m", "kg", "h", "hours", "min", "minutes", "eur", "usd", "€"};
  return std::ranges::find(known, std::string_view{word}) != known.end();
}

}  // namespace

FigureParse read_figure(const std::vector<std::string>& words, std::size_t at) {
  if (at >= words.size()) return {};
  std::string_view text = words[at];
  Figure figure;
  double sign = 1;
  for (const std::string_view minus : {"-", "−", "–"}) {
    if (!text.starts_with(minus)) continue;
    text.remove_prefix(minus.size());
    figure.is_relative = true;
    sign = -1;
    break;
  }
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    figure.is_relative = true;
  }
  for (const auto currency : currencies) {
    if (!text.starts_with(currency)) continue;
    figure.unit = std::string(currency);
    text.remove_prefix(currency.size());
  }
  if (text.empty() || !is_digit(text.front())) return {};
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '.' || text[end] == ',')) ++end;
  while (end > 0 && !is_digit(text[end - 1])) --end;
  const Marked marked = without_marks(text.substr(0, end));
  const auto tail = tail_of(text.substr(end));
  if (!marked.digits) return {{}, "its points and commas make no number", 1, {}};
  if (!tail) return {{}, "what stands behind the digits is no unit", 1, {}};
  const double times = sign * tail->times;
  const auto value = value_of(*marked.digits, times);
  const auto other = marked.other ? value_of(*marked.other, times) : std::nullopt;
  if (!value || (marked.other && !other)) return {{}, "it is too large", 1, {}};
  figure.value = *value;
  if (!tail->unit.empty()) figure.unit = tail->unit;
  std::size_t used = 1;
  if (figure.unit.empty() && at + 1 < words.size() && is_unit_word(parts::bare(words[at + 1]))) {
    const std::string unit = parts::bare(words[at + 1]);
    figure.unit = unit == "percent" ? "%" : unit;
    used = 2;
  }
  FigureParse parse{figure, {}, used, {}};
  if (other) {
    parse.other = figure;
    parse.other->value = *other;
  }
  return parse;
}

std::string say_number(double value, int digits) {
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%.*f", digits, std::abs(value));
  std::string text = out.data();
  if (const auto point = text.find('.'); point != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  std::size_t end = std::min(text.find('.'), text.size());
  for (; end > 3; end -= 3) text.insert(end - 3, ",");
  return (value < 0 && text != "0" ? "-" : "") + text;
}

std::string say_figure(double value, const std::string& unit, int digits) {
  if (unit.empty()) return say_number(value, digits);
  const bool is_in_front = std::ranges::find(currencies, std::string_view{unit}) != currencies.end();
  return is_in_front ? unit + say_number(value, digits) : say_number(value, digits) + " " + unit;
}

std::string write_figure(double value, const std::string& unit) {
  std::array<char, 64> out{};
  const auto [end, error] = std::to_chars(out.data(), out.data() + out.size(), std::abs(value), std::chars_format::fixed);
  std::string text = error == std::errc{} ? std::string(out.data(), end) : "0";
  if (text.size() > 4 && text[text.size() - 4] == '.') text += '0';  // "1.234" could be a thousand and more
  const bool is_in_front = std::ranges::find(currencies, std::string_view{unit}) != currencies.end();
  return (value < 0 ? "-" : "") + (is_in_front ? unit + text : text + unit);
}

std::string say_time(Minutes of_day) {
  std::array<char, 16> out{};
  const auto minutes = static_cast<unsigned>(of_day.count());
  std::snprintf(out.data(), out.size(), "%02u:%02u", minutes / 60 % 100, minutes % 60);
  return out.data();
}

}  // namespace backwalk::talk

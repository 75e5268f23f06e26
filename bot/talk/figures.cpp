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

/// "12,000" without its commas; none when they do not group thousands.
std::optional<std::string> ungrouped(std::string_view text) {
  std::string plain;
  for (bool is_first = true;; is_first = false) {
    const std::size_t comma = text.find(',');
    const std::string_view group = text.substr(0, comma);
    const bool is_whole = is_first && comma == std::string_view::npos;
    const bool fits = is_whole || (is_first ? group.size() <= 3 : group.size() == 3);
    if (!are_digits(group) || !fits) return std::nullopt;
    plain += group;
    if (comma == std::string_view::npos) return plain;
    text.remove_prefix(comma + 1);
  }
}

/// The digits of a number without its marks, a point before its decimals; none when the marks make no sense.
std::optional<std::string> without_marks(std::string_view text) {
  const std::size_t comma = text.find(',');
  const std::size_t behind = comma == std::string_view::npos ? 0 : text.size() - comma - 1;
  const bool is_decimal_comma = (behind == 1 || behind == 2) && text.find('.') == std::string_view::npos;
  const std::size_t mark = is_decimal_comma ? comma : text.find('.');
  auto whole = ungrouped(text.substr(0, mark));
  if (!whole || mark == std::string_view::npos) return whole;
  const std::string_view decimals = text.substr(mark + 1);
  return are_digits(decimals) ? std::optional(*whole + "." + std::string(decimals)) : std::nullopt;
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
  const auto digits = without_marks(text.substr(0, end));
  const auto tail = tail_of(text.substr(end));
  if (!digits || !tail) return {{}, "it can be read in more than one way, or not at all", 1};
  const auto [last, error] = std::from_chars(digits->data(), digits->data() + digits->size(), figure.value);
  if (error != std::errc{} || last != digits->data() + digits->size()) return {{}, "it is no number", 1};
  figure.value *= sign * tail->times;
  if (!std::isfinite(figure.value) || std::abs(figure.value) > most) return {{}, "it is too large", 1};
  if (!tail->unit.empty()) figure.unit = tail->unit;
  std::size_t used = 1;
  if (figure.unit.empty() && at + 1 < words.size() && is_unit_word(parts::bare(words[at + 1]))) {
    const std::string unit = parts::bare(words[at + 1]);
    figure.unit = unit == "percent" ? "%" : unit;
    used = 2;
  }
  return {figure, {}, used};
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

#include "bot/picture/words.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace backwalk::picture {
namespace {

constexpr std::size_t longest = 300;
constexpr const char* isolate = "\u2068";
constexpr const char* end_of_isolate = "\u2069";
constexpr char32_t replacement = 0xFFFD;

/// The next code point of not empty `text`, which loses its bytes; U+FFFD and one byte where they are none.
char32_t take(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  char32_t point = size <= 1 ? lead : lead & (0xFFu >> (size + 1));
  bool is_whole = size > 0 && lead < 0xF5 && text.size() >= size;
  for (std::size_t i = 1; is_whole && i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    is_whole = (next & 0xC0u) == 0x80;
    point = point << 6 | (next & 0x3Fu);
  }
  const bool is_long = (size == 3 && point < 0x800) || (size == 4 && (point < 0x10000 || point > 0x10FFFF));
  if (!is_whole || is_long || (point >= 0xD800 && point < 0xE000)) {
    text.remove_prefix(1);
    return replacement;
  }
  text.remove_prefix(size);
  return point;
}

void append(std::string& text, char32_t point) {
  const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xC0 | point >> 6);
    tail(0);
  } else if (point < 0x10000) {
    text += static_cast<char>(0xE0 | point >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | point >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

bool is_blank(char32_t point) { return point <= 0x20 || point == 0xA0 || point == 0x2028 || point == 0x2029; }
bool is_control(char32_t point) {
  return (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
         point == 0x200E || point == 0x200F || point == 0x61C || point == 0xFEFF || (point >= 0xFFF9 && point <= 0xFFFB);
}
bool is_mark(char32_t point) { return (point >= 0x300 && point < 0x370) || (point >= 0x20D0 && point < 0x2100); }

const std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
const std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::chrono::year_month_day parts_of(planner::Date date) { return std::chrono::year_month_day{date}; }

}  // namespace

std::string drawable(std::string_view text) {
  constexpr int most_marks = 2;  // on one letter: more run into the lines above and below
  std::string result;
  std::size_t count = 0;
  int marks = 0;
  bool is_gap = false;
  while (!text.empty() && count < longest) {
    const char32_t point = take(text);
    if (is_blank(point)) is_gap = !result.empty();
    if (is_blank(point) || is_control(point)) continue;
    marks = is_mark(point) ? marks + 1 : 0;
    if (marks > most_marks) continue;
    if (is_gap) result += ' ';
    is_gap = false;
    append(result, point);
    ++count;
  }
  if (count == longest && !text.empty()) result += "…";
  return result;
}

std::string isolated(std::string_view text) { return text.empty() ? std::string() : isolate + std::string(text) + end_of_isolate; }

std::string say_short_day(planner::Date date) {
  const auto parts = parts_of(date);
  return std::to_string(static_cast<unsigned>(parts.day())) + " " + months.at(static_cast<unsigned>(parts.month()) - 1);
}
std::string say_month(planner::Date date) { return months.at(static_cast<unsigned>(parts_of(date).month()) - 1); }
std::string say_date(planner::Date date) {
  const std::string weekday = weekdays.at(std::chrono::weekday{date}.c_encoding());
  return weekday + " " + say_short_day(date) + " " + std::to_string(static_cast<int>(parts_of(date).year()));
}
planner::Date last_day(planner::LocalTime end) { return planner::date_of(end - planner::Minutes{1}); }

std::string say_day(planner::Date date, planner::Date today) {
  const std::string whole = say_date(date);
  const bool is_near = date > today - std::chrono::days{90} && date < today + std::chrono::days{300};
  return is_near || parts_of(date).year() == parts_of(today).year() ? whole.substr(0, whole.rfind(' ')) : whole;
}

std::string say_work(std::int64_t minutes, const planner::Calendar& calendar) {
  const auto day = calendar.minutes_per_day.count();
  const auto halves = (2 * minutes + day / 2) / day;
  if (halves == 0) return say_count(static_cast<std::size_t>((minutes + 59) / 60), "hour", "hours");
  if (halves == 1) return "half a day";
  std::string text = std::to_string(halves / 2);
  if (halves % 2 == 1) text += ".5";
  return text + (halves == 2 ? " day" : " days");
}

std::string say_percent(double share) {
  if (share < 0.01) return "under 1 %";
  if (share > 0.99) return "over 99 %";
  return std::to_string(std::lround(share * 100)) + " %";
}

std::string say_count(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const auto& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
  }
  return text;
}

std::string say_value(double value, const std::string& unit, int digits) {
  std::array<char, 400> buffer{};                                                               // the largest of all has 309 digits
  const bool is_long = std::abs(value) >= std::pow(10, digits) - 0.5 && std::abs(value) < 1e9;  // 999.7 has three, too
  std::snprintf(buffer.data(), buffer.size(), "%.*f", 0, value);
  if (!is_long) std::snprintf(buffer.data(), buffer.size(), "%.*g", digits, value);
  const std::string sign = drawable(unit);
  const bool is_currency = sign == "$" || sign == "€" || sign == "£" || sign == "¥" || sign == "₹";
  if (is_currency) return sign + buffer.data();
  return buffer.data() + (sign.empty() || sign == "%" ? sign : " " + sign);
}

}  // namespace backwalk::picture

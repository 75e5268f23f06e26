// Names and arithmetic of the calendar for reading dates.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk::parts {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                   "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 5> kOrdinals{"first", "second", "third", "fourth", "fifth"};
constexpr std::array<std::string_view, 17> kPhraseEnds{"by",    "for",   "owner",   "after", "before", "in",  "because", "every", "share",
                                                       "quiet", "again", "preview", "at",    "left",   "and", "or",      "to"};

/// Whether `word` is the name, its first three letters, or one of the other usual abbreviations.
bool names(std::string_view word, std::string_view name) {
  const std::string lower = bare(name);
  if (word == lower || word == std::string_view{lower}.substr(0, 3)) return true;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> others{{{"sept", "september"},
                                                                                 {"tues", "tuesday"},
                                                                                 {"weds", "wednesday"},
                                                                                 {"thur", "thursday"},
                                                                                 {"thurs", "thursday"},
                                                                                 {"wednes", "wednesday"}}};
  return std::any_of(others.begin(), others.end(), [&](const auto& other) { return other.first == word && other.second == lower; });
}

template <std::size_t N>
std::optional<unsigned> index_of(std::string_view word, const std::array<std::string_view, N>& all) {
  if (word.size() < 3) return {};
  const auto* found = std::find_if(all.begin(), all.end(), [&](std::string_view name) { return names(word, name); });
  return found == all.end() ? std::nullopt : std::optional{static_cast<unsigned>(found - all.begin())};
}

/// One letter too many, too few, another, or two that changed places.
bool is_one_slip_from(std::string_view word, std::string_view name) {
  const auto [w, n] = std::mismatch(word.begin(), word.end(), name.begin(), name.end());
  const std::string_view a = word.substr(static_cast<std::size_t>(w - word.begin()));
  const std::string_view b = name.substr(static_cast<std::size_t>(n - name.begin()));
  if (a.empty() || b.empty()) return a.size() + b.size() == 1;
  const bool is_swapped = a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
  return is_swapped || a.substr(1) == b || a == b.substr(1) || a.substr(1) == b.substr(1);
}

std::string no_such_day(int month, int day) {
  return std::string{month_name(static_cast<unsigned>(month))} + " has no day " + std::to_string(day);
}

}  // namespace

Bare::Bare(const std::vector<std::string>& words) {
  raw_.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(words.size(), 16)));
  for (const std::string& word : raw_) words_.push_back(bare(word));
}
const std::string& Bare::operator[](std::size_t i) const {
  static const std::string none;
  return i < words_.size() ? words_[i] : none;
}
bool Bare::ends_at(std::size_t i) const {
  return i >= words_.size() || std::find(kPhraseEnds.begin(), kPhraseEnds.end(), words_[i]) != kPhraseEnds.end();
}
std::vector<std::string> Bare::from(std::size_t i) const {
  return {words_.begin() + static_cast<std::ptrdiff_t>(std::min(i, words_.size())), words_.end()};
}

std::optional<int> number_of(std::string_view digits) {
  int value = 0;
  if (digits.empty() || digits.size() > 4 || digits.find_first_not_of("0123456789") != std::string_view::npos) return {};
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t end = text.find(at);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::optional<unsigned> month_of(std::string_view word) {
  const auto index = index_of(word, kMonths);
  return index ? std::optional{*index + 1} : std::nullopt;
}
std::optional<unsigned> weekday_of(std::string_view word) { return index_of(word, kWeekdays); }
std::string_view month_name(unsigned month) { return kMonths.at(month - 1); }
std::string_view weekday_name(unsigned weekday) { return kWeekdays.at(weekday); }
unsigned weekday_of(Date date) { return (weekday{date}.iso_encoding()) - 1; }

std::optional<int> ordinal_of(std::string_view word) {
  const auto* named = std::find(kOrdinals.begin(), kOrdinals.end(), word);
  if (named != kOrdinals.end()) return static_cast<int>(named - kOrdinals.begin()) + 1;
  if (word.size() < 3 || word.size() > 4) return {};
  const std::string_view ending = word.substr(word.size() - 2);
  const auto value = number_of(word.substr(0, word.size() - 2));
  const bool is_ending = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
  return is_ending && value && *value > 0 ? value : std::nullopt;
}

year_month_day civil(Date date) { return year_month_day{date}; }
Date monday_of(Date date) { return date - days{weekday_of(date)}; }

Date add_months(Date date, int count) {
  const year_month_day day = civil(date);
  const year_month target = year_month{day.year(), day.month()} + months{count};
  const year_month_day same = target / day.day();
  return same.ok() ? Date{same} : Date{target / last};
}

Date last_of_month(int year_number, unsigned month_number) { return Date{year{year_number} / month{month_number} / last}; }

bool is_plannable(Date date) {
  const int in = static_cast<int>(civil(date).year());
  return in >= 1970 && in <= 2200;
}

DateReading day_of(int year_number, int month_number, int day_number) {
  if (month_number < 1 || month_number > 12) return NoDate{"there is no month " + std::to_string(month_number)};
  if (year_number < 1970 || year_number > 2200) return NoDate{"the year must be between 1970 and 2200"};
  const year_month_day date = year{year_number} / month_number / day_number;
  if (date.ok()) return planner::Moment{Date{date}, {}};
  const bool is_leap_day = month_number == 2 && day_number == 29;
  return NoDate{is_leap_day ? std::to_string(year_number) + " is no leap year" : no_such_day(month_number, day_number)};
}

DateReading next_day_of(int month_number, int day_number, Date today) {
  if (month_number < 1 || month_number > 12) return NoDate{"there is no month " + std::to_string(month_number)};
  const int this_year = static_cast<int>(civil(today).year());
  for (int year_number = this_year; year_number <= this_year + 8; ++year_number) {
    const year_month_day date = year{year_number} / month_number / day_number;
    if (date.ok() && Date{date} >= today) return planner::Moment{Date{date}, {}};
  }
  return NoDate{no_such_day(month_number, day_number)};
}

DayParse no_date(std::string why, std::size_t used) { return {NoDate{std::move(why)}, used, {}}; }

std::string nearly_named(std::string_view word) {
  if (word.size() < 5) return {};
  const auto is_near = [&](std::string_view name) { return name.size() > 4 && is_one_slip_from(word, bare(name)); };
  const auto* month = std::find_if(kMonths.begin(), kMonths.end(), is_near);
  if (month != kMonths.end()) return std::string{*month};
  const auto* day = std::find_if(kWeekdays.begin(), kWeekdays.end(), is_near);
  return day == kWeekdays.end() ? std::string{} : std::string{*day};
}

}  // namespace backwalk::talk::parts

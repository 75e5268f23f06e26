#include "config/ics.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <memory>
#include <set>

namespace backwalk::config {
namespace {

constexpr int most_repetitions = 20'000;  // of one event
constexpr int deepest = 16;
constexpr std::size_t most_dates = 5'000;
constexpr int most_days = 366;

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

/// How many parts stand open at most. What the parser takes for BEGIN counts, what it may not take for END does not.
int depth_of(const std::string& text) {
  std::string lines;  // without folds
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto is_fold = text[i] == '\n' && i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\t');
    if (is_fold) {
      ++i;
    } else if (text[i] != '\r') {
      lines += static_cast<char>(std::toupper(static_cast<unsigned char>(text[i])));
    }
  }
  int open = 0, most = 0;
  for (std::size_t line = 0; line < lines.size(); line = std::min(lines.find('\n', line), lines.size() - 1) + 1) {
    if (lines.compare(line, 5, "BEGIN") == 0) most = std::max(most, ++open);
    if (lines.compare(line, 4, "END:") == 0) open = std::max(open - 1, 0);
  }
  return most;
}

class Dates {
 public:
  Dates(int first_year, int last_year) : first_year_{first_year}, last_year_{last_year} {}

  /// The events of a calendar, or of the calendars in a file of several.
  void read(icalcomponent* component) {
    if (icalcomponent_isa(component) == ICAL_VEVENT_COMPONENT) return event(component);
    if (icalcomponent_isa(component) == ICAL_VCALENDAR_COMPONENT) ++calendars_;
    for (auto* inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner != nullptr;
         inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT)) {
      read(inner);
    }
  }
  bool has_calendar() const { return calendars_ > 0; }
  const std::set<std::string>& dates() const { return dates_; }
  const std::string& problem() const { return problem_; }

 private:
  void event(icalcomponent* component) {
    const auto start = icalcomponent_get_dtstart(component);
    if (icaltime_is_null_time(start) || start.is_date == 0 || icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED) return;
    const auto end = icalcomponent_get_dtend(component);
    const auto length = icaltime_is_null_time(end) ? 1 : icaltime_day_number(end) - icaltime_day_number(start);
    const auto days = std::min(std::max(length, 1), most_days);
    close(component, start, start, days);
    for (auto* property = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY); property != nullptr;
         property = icalcomponent_get_next_property(component, ICAL_RRULE_PROPERTY)) {
      const std::unique_ptr<icalrecur_iterator, Free> iterator{icalrecur_iterator_new(icalproperty_get_rrule(property), start)};
      for (int i = 0; iterator && problem_.empty(); ++i) {
        const auto next = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(next) || next.year > last_year_) break;
        close(component, start, next, days);
        if (i == most_repetitions) problem_ = "has an event that repeats more than 20000 times";
      }
    }
    for (auto* property = icalcomponent_get_first_property(component, ICAL_RDATE_PROPERTY); property != nullptr;
         property = icalcomponent_get_next_property(component, ICAL_RDATE_PROPERTY)) {
      const auto date = icalproperty_get_rdate(property).time;  // null where it is a period
      if (!icaltime_is_null_time(date) && date.is_date != 0) close(component, start, date, days);
    }
  }

  static int icaltime_day_number(const icaltimetype& time) { return static_cast<int>(icaltime_as_timet(icaltime_of_date(time)) / 86'400); }
  static icaltimetype icaltime_of_date(icaltimetype time) {
    time.is_date = 1;
    time.hour = time.minute = time.second = 0;
    return time;
  }

  void close(icalcomponent* component, icaltimetype start, icaltimetype on, int days) {
    if (icalproperty_recurrence_is_excluded(component, &start, &on)) return;
    for (int day = 0; day < days && problem_.empty(); ++day) {
      auto date = icaltime_of_date(on);
      icaltime_adjust(&date, day, 0, 0, 0);
      if (date.year < first_year_ || date.year > last_year_) continue;
      std::array<char, 48> text{};
      std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
      dates_.insert(text.data());
      if (dates_.size() > most_dates) problem_ = "closes more than 5000 dates";
    }
  }

  int first_year_;
  int last_year_;
  int calendars_ = 0;
  std::set<std::string> dates_{};
  std::string problem_{};
};

}  // namespace

std::variant<std::vector<std::string>, Unreadable> dates_of_ics(const std::string& text, int first_year, int last_year) {
  if (depth_of(text) > deepest) return Unreadable{"has parts that stand in each other too deep"};
  const std::unique_ptr<icalcomponent, Free> file{icalparser_parse_string(text.c_str())};
  Dates found{first_year, last_year};
  if (file) found.read(file.get());
  if (!found.has_calendar()) return Unreadable{"is no calendar file (.ics)"};
  if (!found.problem().empty()) return Unreadable{found.problem()};
  return std::vector<std::string>(found.dates().begin(), found.dates().end());
}

}  // namespace backwalk::config

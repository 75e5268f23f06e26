// Recurrences: "every mon wed fri at 9:30", "weekly mon 9:00", "every 2 weeks on fri".
#include <algorithm>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/figures.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk {
namespace {

/// "mon", "mondays", "mon/wed/fri", "mon,wed"; empty when it is none.
std::vector<int> weekdays_in(const std::string& word) {
  std::vector<int> days;
  std::string rest = word;
  std::ranges::replace(rest, '/', ',');
  for (const auto part : parts::split(rest, ',')) {
    std::string name = parts::bare(part);
    if (name.size() > 4 && name.ends_with("days")) name.pop_back();
    if (name.empty()) continue;
    const auto day = parts::weekday_of(name);
    if (!day) return {};
    days.push_back(static_cast<int>(*day));
  }
  return days;
}

/// "2w", "2 weeks": how many weeks and how many words; 0 when it is no such thing.
std::pair<int, std::size_t> weeks_at(const parts::Bare& words, std::size_t at) {
  std::string digits = words[at];
  const bool has_unit = digits.size() > 1 && digits.back() == 'w';
  if (has_unit) digits.pop_back();
  const auto count = parts::number_of(digits);
  if (!count || *count < 1) return {0, 0};
  if (has_unit) return {*count, 1};
  const bool is_weeks = words[at + 1] == "weeks" || words[at + 1] == "week" || words[at + 1] == "w";
  return is_weeks ? std::pair<int, std::size_t>{*count, 2} : std::pair<int, std::size_t>{0, 0};
}

class Reading {
 public:
  explicit Reading(const std::vector<std::string>& words) : words_(words), originals_(words) {}

  EveryParse run() {
    while (at_ < words_.size() && step()) {
    }
    if (!is_any_) return {};
    std::ranges::sort(every_.weekdays);
    every_.weekdays.erase(std::ranges::unique(every_.weekdays).begin(), every_.weekdays.end());
    if (!why_.empty()) return {{}, why_, at_};
    return {every_, {}, at_};
  }

 private:
  bool step() {
    const std::string& word = words_[at_];
    const bool is_filler = word == "on" || word == "and" || word == "every" || word == "each" || word == "week" || word == "weeks" ||
                           word == "&" || (word.empty() && at_ < originals_.size() && originals_[at_] == ",");
    if (is_filler) return take(1, false);
    if (word == "weekly") return take(1, true);
    if (word == "daily" || word == "day") return all_days(7);
    if (word == "weekday" || word == "weekdays" || word == "workday" || word == "workdays") return all_days(5);
    if (word == "biweekly" || word == "fortnightly" || word == "other" || word == "second") {
      every_.weeks = 2;
      return take(1, true);
    }
    if (word == "month" || word == "monthly" || word == "year" || word == "yearly" || word == "hour" || word == "hourly") {
      why_ = "a cadence is told in days of the week, every so many weeks";
      return take(1, true);
    }
    if (const auto [weeks, used] = weeks_at(words_, at_); used > 0) {
      every_.weeks = weeks;
      if (weeks > 52) why_ = "more than 52 weeks is no rhythm";
      return take(used, true);
    }
    if (const auto days = weekdays_in(word); !days.empty()) {
      every_.weekdays.insert(every_.weekdays.end(), days.begin(), days.end());
      return take(1, true);
    }
    return time();
  }
  bool time() {
    const auto time = parts::read_time(words_, at_);
    if (time.used == 0 || every_.at) return false;
    if (time.time && *time.time < Minutes{24 * 60}) {
      every_.at = *time.time;
    } else {
      why_ = "there is no such time of day";
    }
    return take(time.used, true);
  }
  bool all_days(int count) {
    for (int day = 0; day < count; ++day) every_.weekdays.push_back(day);
    return take(1, true);
  }
  bool take(std::size_t words, bool counts) {
    at_ += words;
    is_any_ = is_any_ || counts;
    return true;
  }

  parts::Bare words_;
  const std::vector<std::string>& originals_;
  std::size_t at_ = 0;
  bool is_any_ = false;
  Every every_{};
  std::string why_{};
};

std::string short_name(int weekday) { return std::string(parts::weekday_name(static_cast<unsigned>(weekday)).substr(0, 3)); }

}  // namespace

EveryParse read_every(const std::vector<std::string>& words) { return Reading(words).run(); }

std::string say_cadence(const planner::Cadence& cadence) {
  std::string days;
  for (std::size_t i = 0; i < cadence.weekdays.size(); ++i) {
    const bool is_last = i + 1 == cadence.weekdays.size();
    days += (i == 0 ? "" : is_last ? " and " : ", ") + short_name(cadence.weekdays[i]);
  }
  if (cadence.weekdays == std::vector<int>{0, 1, 2, 3, 4}) days = "weekday";
  if (cadence.weekdays.size() == 7) days = "day";
  const std::string when =
      cadence.every_weeks == 1 ? "every " + days : "every " + std::to_string(cadence.every_weeks) + " weeks on " + days;
  return when + " at " + say_time(cadence.at);
}

std::string write_every(const Every& every) {
  std::string text = every.weeks == 1 ? "every" : "every " + std::to_string(every.weeks) + " weeks on";
  if (every.weekdays.empty() && every.weeks == 1) text = "weekly";
  if (every.weekdays.empty() && every.weeks != 1) text = "every " + std::to_string(every.weeks) + " weeks";
  for (const int day : every.weekdays) {
    std::string name = short_name(day);
    name[0] = static_cast<char>(name[0] + 32);
    text += " " + name;
  }
  if (every.at) text += " at " + say_time(*every.at);
  return text;
}

}  // namespace backwalk::talk

// Times of day: at 17:00, 5pm, 19h30, noon, half past three. An hour said without minutes and without am or pm is one of the working day:
// 7 to 12 as said, 1 to 6 in the afternoon.
#include <array>
#include <utility>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/spans_parts.hpp"

namespace backwalk::talk::parts {
namespace {

TimeParse no_time(std::size_t used) { return {{}, "there is no such time of day", used}; }

TimeParse of(int hour, int minute, std::size_t used) {
  if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return no_time(used);
  return {Minutes{hour * 60 + minute}, {}, used};
}

int in_working_day(int hour) { return hour >= 1 && hour <= 6 ? hour + 12 : hour; }

/// "am", "pm" with or without dots.
std::optional<bool> is_afternoon(std::string_view word) {
  if (word == "pm" || word == "p.m") return true;
  if (word == "am" || word == "a.m") return false;
  return {};
}

struct HourMinute {
  int hour = 0;
  int minute = 0;
};

/// "17:00", "9.05" (`mark` '.'), "19h30", "17h".
std::optional<HourMinute> two_numbers(std::string_view word, char mark) {
  const auto fields = split(word, mark);
  if (fields.size() != 2 || fields[0].empty() || fields[0].size() > 2) return {};
  const auto hour = number_of(fields[0]);
  const bool is_short = mark == 'h' && fields[1].empty();
  const auto minute = is_short ? std::optional{0} : number_of(fields[1]);
  if (!hour || !minute || (!is_short && fields[1].size() != 2)) return {};
  return HourMinute{*hour, *minute};
}

/// "5pm", "5:30pm", "5 pm", "5:30 pm".
TimeParse with_half(const Bare& words, std::size_t at) {
  std::string_view word = words[at];
  std::size_t used = 1;
  std::optional<bool> afternoon;
  for (const std::string_view ending : {"am", "pm", "a.m", "p.m"}) {
    if (word.size() > ending.size() && word.substr(word.size() - ending.size()) == ending) {
      afternoon = is_afternoon(ending);
      word.remove_suffix(ending.size());
      break;
    }
  }
  if (!afternoon) {
    afternoon = is_afternoon(words[at + 1]);
    used = 2;
  }
  if (!afternoon) return {};
  auto time = two_numbers(word, ':');
  if (!time) time = two_numbers(word, '.');
  const auto hour = word.size() <= 2 ? number_of(word) : std::nullopt;
  if (!time && hour) time = HourMinute{*hour, 0};
  if (!time) return {};
  if (time->hour < 1 || time->hour > 12) return no_time(used);
  return of(time->hour % 12 + (*afternoon ? 12 : 0), time->minute, used);
}

/// "half past three", "quarter to five", "ten past nine".
TimeParse spoken(const Bare& words, std::size_t at) {
  const std::size_t article = words[at] == "a" ? 1 : 0;
  const std::string_view part = words[at + article];
  const auto named = named_number(part);
  const int minutes = part == "half" ? 30 : part == "quarter" ? 15 : named ? *named : 0;
  const bool is_past = words[at + article + 1] == "past";
  const bool is_to = words[at + article + 1] == "to" && part != "half";
  const std::string_view last = words[at + article + 2];
  auto hour = named_number(last);
  if (last == "a" || last == "an") hour = {};
  if (!hour && last.size() <= 2) hour = number_of(last);
  if (minutes == 0 || (!is_past && !is_to) || !hour || *hour < 1 || *hour > 12) return {};
  if (named && part != "ten" && part != "five") return {};
  const std::size_t used = article + 3;
  if (const auto afternoon = is_afternoon(words[at + used])) {
    const int base = *hour % 12 + (*afternoon ? 12 : 0);
    return is_past ? of(base, minutes, used + 1) : of((base + 23) % 24, 60 - minutes, used + 1);
  }
  return is_past ? of(in_working_day(*hour), minutes, used) : of(in_working_day(*hour) - 1, 60 - minutes, used);
}

TimeParse unmistakable(const Bare& words, std::size_t at) {
  const std::string_view word = words[at];
  if (word == "noon" || word == "midday") return of(12, 0, 1);
  if (word == "midnight") return of(24, 0, 1);
  if (const TimeParse half = with_half(words, at); half.used > 0) return half;
  if (const auto time = two_numbers(word, ':')) return of(time->hour, time->minute, 1);
  if (const auto time = two_numbers(word, 'h')) return of(time->hour, time->minute, 1);
  if (words[at + 1] == "o'clock" || words[at + 1] == "oclock") {
    auto hour = named_number(word);
    if (!hour && word.size() <= 2) hour = number_of(word);
    if (hour && word != "a" && word != "an") return of(in_working_day(*hour), 0, 2);
  }
  return spoken(words, at);
}

}  // namespace

std::optional<Minutes> clock_of(std::string_view word) {
  const auto fields = split(word, ':');
  if (fields.size() != 2 && fields.size() != 3) return {};
  const auto hour = number_of(fields[0]);
  const auto minute = number_of(fields[1]);
  const auto second = fields.size() == 3 ? number_of(fields[2]) : std::optional{0};
  if (!hour || !minute || !second || *second > 59) return {};
  return of(*hour, *minute, 1).time;
}

TimeParse read_time(const Bare& words, std::size_t at) {
  const bool is_led = words[at] == "at" || words[at] == "@";
  const std::size_t lead = is_led ? 1 : 0;
  TimeParse parse = unmistakable(words, at + lead);
  const std::string_view word = words[at + lead];
  if (parse.used == 0 && is_led) {
    const auto dotted = two_numbers(word, '.');
    const auto hour = word.size() <= 2 && words.ends_at(at + lead + 1) ? number_of(word) : std::nullopt;
    if (dotted) parse = of(dotted->hour, dotted->minute, 1);
    if (hour) parse = of(in_working_day(*hour), 0, 1);
  }
  if (parse.used > 0) parse.used += lead;
  return parse;
}

}  // namespace backwalk::talk::parts

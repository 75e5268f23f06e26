// Dates counted from today or from the goal: tomorrow, in 3w, 2 weeks from now, T-2w. Days count as calendar days.
#include <algorithm>

#include "bot/talk/dates_parts.hpp"

namespace backwalk::talk::parts {
namespace {

using std::chrono::days;

/// Some time after (or, negative, before) a moment; in words why not.
DateReading shifted(Date from, const Span& span, int sign, const std::optional<Minutes>& time_now) {
  if (!span.likely || span.best) return NoDate{"a date needs one number, not a range"};
  const Amount amount = *span.likely;
  const bool is_clock = amount.unit == Unit::minutes || amount.unit == Unit::hours;
  if (is_clock && !time_now) return NoDate{"count in days or weeks"};
  const long long milli = amount.milli * (amount.unit == Unit::hours ? 60 : 1);
  if (milli % 1000 != 0) return NoDate{"count in whole days or weeks"};
  const int count = sign * static_cast<int>(milli / 1000);
  switch (amount.unit) {
    case Unit::days:
    case Unit::calendar_days:
      return Moment{from + days{count}, {}};
    case Unit::weeks:
    case Unit::calendar_weeks:
      return Moment{from + days{7 * count}, {}};
    case Unit::months:
      return Moment{add_months(from, count), {}};
    case Unit::minutes:
    case Unit::hours:
      break;
  }
  const auto at = planner::LocalTime{from} + *time_now + Minutes{count};
  const Date date = std::chrono::floor<days>(at);
  return Moment{date, at - planner::LocalTime{date}};
}

bool counts_working_days(const std::vector<std::string>& words, std::size_t used) {
  return std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(used), [](const std::string& word) {
    return word == "working" || word == "business" || word == "work" || word.find("wd") != std::string::npos ||
           word.find("workday") != std::string::npos;
  });
}

DayParse counted(const Bare& words, std::size_t at, Date from, int sign, const std::optional<Minutes>& time_now) {
  const std::vector<std::string> rest = words.from(at);
  const SpanParse span = read_span(rest);
  if (span.used == 0) return {};
  if (const auto* no = std::get_if<NoSpan>(&span.reading)) return no_date(no->why, span.used);
  if (counts_working_days(rest, span.used)) return no_date("a date is counted in calendar days: write in 5 days", span.used);
  return {shifted(from, std::get<Span>(span.reading), sign, time_now), span.used};
}

/// "T-2w", "T-10", "T - 2w", "T minus 2 weeks", "T+3d". The date keeps its distance from the goal: months are the days that they are now.
DayParse day_from_goal(const Bare& words, std::size_t at, const std::optional<Date>& goal) {
  std::vector<std::string> rest = words.from(at);
  if (rest.empty() || rest[0].empty() || rest[0][0] != 't') return {};
  std::size_t lead = 0;  // words before the number
  int sign = 0;
  if (rest[0] == "t" && rest.size() > 2 && (rest[1] == "-" || rest[1] == "minus" || rest[1] == "+" || rest[1] == "plus")) {
    sign = rest[1] == "-" || rest[1] == "minus" ? -1 : 1;
    lead = 2;
  } else if (rest[0].size() > 2 && (rest[0][1] == '-' || rest[0][1] == '+')) {
    sign = rest[0][1] == '-' ? -1 : 1;
    rest[0] = rest[0].substr(2);
  } else {
    return {};
  }
  rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(lead));
  if (rest[0].empty() || rest[0][0] < '0' || rest[0][0] > '9') return {};
  DayParse parse = counted(Bare{rest}, 0, goal.value_or(Date{}), sign, {});
  if (parse.used == 0) {
    const auto count = number_of(rest[0]);
    if (!count) return {};
    parse = {Moment{goal.value_or(Date{}) + days{sign * *count}, {}}, 1};
  } else if (rest[0] == "0" || rest[0] == "0d" || rest[0] == "0w") {
    parse.reading = Moment{goal.value_or(Date{}), {}};
  }
  parse.used += lead;
  if (!goal) parse.reading = NoDate{"it needs a goal date first"};
  if (auto* moment = std::get_if<Moment>(&parse.reading)) moment->before_goal = static_cast<int>((*goal - moment->date).count());
  return parse;
}

}  // namespace

DayParse read_relative(const Bare& words, std::size_t at, const Calendarium& calendarium) {
  const Date today = calendarium.today;
  const std::string_view word = words[at];
  if (word == "today" || word == "eod" || word == "eob" || word == "cob" || word == "tonight") return {Moment{today, {}}, 1};
  if (word == "tomorrow") return {Moment{today + days{1}, {}}, 1};
  if (word == "yesterday") return {Moment{today - days{1}, {}}, 1};
  if (word == "day" && words[at + 1] == "after" && words[at + 2] == "tomorrow") return {Moment{today + days{2}, {}}, 3};
  if (word == "in") {
    DayParse parse = counted(words, at + 1, today, 1, calendarium.time_now);
    if (parse.used > 0) ++parse.used;
    return parse;
  }
  if (DayParse parse = day_from_goal(words, at, calendarium.goal); parse.used > 0) return parse;
  DayParse parse = counted(words, at, today, 1, calendarium.time_now);
  const std::size_t next = at + parse.used;
  if (parse.used == 0) return {};
  if (words[next] == "ago") {
    parse = counted(words, at, today, -1, calendarium.time_now);
    ++parse.used;
    return parse;
  }
  if (words[next] != "from" || (words[next + 1] != "now" && words[next + 1] != "today")) return {};
  parse.used += 2;
  return parse;
}

}  // namespace backwalk::talk::parts

// Periods and the days that they name: q3, h2, next month, june 2027; eow, end of june, mid q3, first monday of q2, the 20th of next month.
#include <algorithm>
#include <array>

#include "bot/talk/dates_parts.hpp"

namespace backwalk::talk::parts {
namespace {

using std::chrono::days;

Period months(int year, unsigned first, unsigned count, std::string grain, bool is_floating, std::size_t used) {
  const Date from = Date{std::chrono::year{year} / std::chrono::month{first} / 1};
  return {from, add_months(from, static_cast<int>(count)) - days{1}, std::move(grain), is_floating, used};
}

int year_in(Date date) { return static_cast<int>(civil(date).year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(civil(date).month()); }

/// The period of this kind that holds the date.
std::optional<Period> around(std::string_view kind, Date date, std::size_t used) {
  if (kind == "week") return Period{monday_of(date), monday_of(date) + days{6}, "week", false, used};
  if (kind == "month") return months(year_in(date), month_of(date), 1, "month", false, used);
  if (kind == "quarter") return months(year_in(date), (month_of(date) - 1) / 3 * 3 + 1, 3, "quarter", false, used);
  if (kind == "half" || kind == "half-year") return months(year_in(date), month_of(date) < 7 ? 1 : 7, 6, "half", false, used);
  if (kind == "year") return months(year_in(date), 1, 12, "year", false, used);
  return {};
}

std::optional<int> full_year(std::string_view word) {
  const auto year = number_of(word);
  return word.size() == 4 && year && *year >= 1970 && *year <= 2200 ? year : std::nullopt;
}

/// "q3", "q3 2026", "2026-q3", "june", "june 2027": months that begin at `first`.
std::optional<Period> of_months(unsigned first, unsigned count, std::string grain, std::optional<int> year, std::size_t used, Date today) {
  if (year) return months(*year, first, count, std::move(grain), false, used);
  const Period this_year = months(year_in(today), first, count, grain, true, used);
  return this_year.last >= today ? this_year : months(year_in(today) + 1, first, count, grain, true, used);
}

/// Months that have a name of their own as a stretch of the year.
struct Stretch {
  unsigned first = 0;
  unsigned count = 0;
  std::string_view grain{};
};

/// "q3", "h2", "june".
std::optional<Stretch> stretch_of(std::string_view word) {
  const auto number = word.size() == 2 ? number_of(word.substr(1)) : std::nullopt;
  if (number && word[0] == 'q' && *number >= 1 && *number <= 4) return Stretch{static_cast<unsigned>(*number) * 3 - 2, 3, "quarter"};
  if (number && word[0] == 'h' && *number >= 1 && *number <= 2) return Stretch{static_cast<unsigned>(*number) * 6 - 5, 6, "half"};
  if (const auto month = parts::month_of(word)) return Stretch{*month, 1, "month"};
  return {};
}

Period a_year_later(Period period) {
  period.first = add_months(period.first, 12);
  period.last = add_months(period.last + days{1}, 12) - days{1};
  return period;
}

/// The day that `pick` takes of the period; where no year was said and it has passed, that of the year after.
template <class Pick>
DayParse picked(const Period& period, Date today, std::size_t used, Pick pick) {
  std::optional<Date> date = pick(period);
  if (period.is_floating && (!date || *date < today)) date = pick(a_year_later(period));
  if (!date) return no_date("there is no such day in it", used);
  return {Moment{*date, {}}, used};
}

/// The end of a week is the end of the working week: its Friday.
Date end_of(const Period& period) { return period.grain == "week" ? period.first + days{4} : period.last; }

Date middle_of(const Period& period) {
  if (period.grain == "week") return period.first + days{2};
  if (period.grain == "month") return period.first + days{14};
  if (period.grain == "quarter") return add_months(period.first, 1) + days{14};
  if (period.grain == "half") return add_months(period.first, 3) - days{1};
  return add_months(period.first, 6) - days{1};
}

/// A period with "the" or "this" left out: "end of month", "mid week".
std::optional<Period> read_loose(const Bare& words, std::size_t at, Date today) {
  const std::size_t the = words[at] == "the" ? 1 : 0;
  auto period = read_period(words, at + the, today);
  if (!period) period = around(words[at + the], today, 1);
  if (period) period->used += the;
  return period;
}

/// The Friday that ends this week, or the next one once it has passed.
Date end_of_week(Date today) { return monday_of(today) + days{weekday_of(today) <= 4 ? 4 : 11}; }

DayParse end_word(const Bare& words, std::size_t at, Date today) {
  const std::string_view word = words[at];
  if (word == "eow") return {Moment{end_of_week(today), {}}, 1};
  if (word == "eom") return {Moment{around("month", today, 1)->last, {}}, 1};
  if (word == "eoq") return {Moment{around("quarter", today, 1)->last, {}}, 1};
  if (word == "eoy") return {Moment{around("year", today, 1)->last, {}}, 1};
  const bool is_ended = words[at + 1] == "end" || words[at + 1] == "s-end";
  const auto period = is_ended ? read_loose(words, at, today) : std::nullopt;
  if (!period || period->used != 1 || period->grain == "week") return {};
  return picked(*period, today, 2, [](const Period& p) { return std::optional{end_of(p)}; });
}

DayParse part_of(const Bare& words, std::size_t at, Date today) {
  std::string part = words[at];
  std::size_t next = at + 1;
  if (part.rfind("mid-", 0) == 0) {  // "mid-june"
    std::vector<std::string> cut = words.from(at);
    cut[0] = part.substr(4);
    cut.insert(cut.begin(), "mid");
    DayParse parse = part_of(Bare{cut}, 0, today);
    if (parse.used > 0) --parse.used;
    return parse;
  }
  constexpr std::array<std::string_view, 8> parts{"end", "mid", "middle", "start", "beginning", "early", "late", "begin"};
  if (std::find(parts.begin(), parts.end(), part) == parts.end()) return {};
  if (words[next] == "of") ++next;
  const std::size_t the = words[next] == "the" ? 1 : 0;
  if (part == "end" && words[next + the] == "day") return {Moment{today, {}}, next + the + 1 - at};
  const auto period = read_loose(words, next, today);
  if (!period) return {};
  const std::size_t used = next + period->used - at;
  if (part == "early" || part == "late") return no_date(part + " in a period is no single day", used);
  const bool is_this_week = period->grain == "week" && period->used <= 1 + the && words[next + the] == "week";
  if (part == "end" && is_this_week) return {Moment{end_of_week(today), {}}, used};
  return picked(*period, today, used, [&](const Period& p) {
    return std::optional{part == "end" ? end_of(p) : part[0] == 'm' ? middle_of(p) : p.first};
  });
}

/// "first monday of q2", "last friday of march", "last day of june", "20th of next month".
DayParse nth_of(const Bare& words, std::size_t at, Date today) {
  const bool is_last = words[at] == "last";
  const auto nth = ordinal_of(words[at]);
  if (!is_last && !nth) return {};
  const auto weekday = weekday_of(words[at + 1]);
  const bool is_named = weekday || words[at + 1] == "day";
  if (is_last && !is_named) return {};
  std::size_t next = at + (is_named ? 2 : 1);
  const bool has_of = words[next] == "of" || words[next] == "in";
  if (has_of) ++next;
  const auto period = has_of || !is_named ? read_loose(words, next, today) : std::nullopt;
  if (!period || (!is_named && period->grain != "month")) return {};
  return picked(*period, today, next + period->used - at, [&](const Period& p) -> std::optional<Date> {
    if (!weekday && is_last) return p.last;
    Date date = p.first + days{weekday ? (*weekday + 7 - weekday_of(p.first)) % 7 : 0};
    date += days{(nth.value_or(1) - 1) * (weekday ? 7 : 1)};
    while (is_last && date + days{7} <= p.last) date += days{7};
    return date <= p.last ? std::optional{date} : std::nullopt;
  });
}

/// "first half of 2027", "third quarter", "second half of next year": only where nothing else follows, for it may be half of something.
std::optional<Period> ordinal_stretch(const Bare& words, std::size_t at, Date today) {
  const auto nth = ordinal_of(words[at]);
  const bool is_half = words[at + 1] == "half" || words[at + 1] == "half-year";
  if (!nth || (!is_half && words[at + 1] != "quarter") || *nth > (is_half ? 2 : 4)) return {};
  const std::size_t of = words[at + 2] == "of" || words[at + 2] == "in" ? 1 : 0;
  const std::size_t the = words[at + 2 + of] == "the" ? 1 : 0;
  auto year = full_year(words[at + 2 + of]);
  std::size_t used = 2 + (year ? of + 1 : 0);
  const auto around_year = year || of == 0 ? std::nullopt : read_period(words, at + 3 + the, today);
  const bool is_this_year = of == 1 && the == 1 && words[at + 4] == "year";
  if (is_this_year || (around_year && around_year->grain == "year")) {
    year = is_this_year ? year_in(today) : year_in(around_year->first);
    used = 3 + the + (is_this_year ? 1 : around_year->used);
  }
  if (!words.ends_at(at + used)) return {};
  const unsigned count = is_half ? 6 : 3;
  return of_months((static_cast<unsigned>(*nth) - 1) * count + 1, count, is_half ? "half" : "quarter", year, used, today);
}

/// "next october" in September: the one of this year or of the next. One that has begun or is over this year leaves no doubt.
DayParse next_stretch(const Bare& words, std::size_t at, Date today) {
  if (words[at] != "next" && words[at] != "this") return {};
  const auto stretch = stretch_of(words[at + 1]);
  if (!stretch) return {};
  const Period near = months(year_in(today), stretch->first, stretch->count, std::string{stretch->grain}, true, 2);
  const Date later = a_year_later(near).last;
  if (words[at] == "this") return {Moment{near.last, {}}, 2, {}};
  if (near.first > today) return {TwoDates{near.last, later, {}}, 2, {}};
  return {Moment{later, {}}, 2, {}};
}

}  // namespace

std::optional<Period> read_period(const Bare& words, std::size_t at, Date today) {
  const std::string_view word = words[at];
  if (auto period = ordinal_stretch(words, at, today)) return period;
  if (word == "this" || word == "next" || word == "last") {
    const auto now = around(words[at + 1], today, 2);
    if (!now || word == "this") return now;
    return around(words[at + 1], word == "next" ? now->last + days{1} : now->first - days{1}, 2);
  }
  const std::size_t of = words[at + 1] == "of" ? 1 : 0;
  const auto year = full_year(words[at + 1 + of]);
  const std::size_t used = year ? 2 + of : 1;
  if (const auto named = stretch_of(word)) return of_months(named->first, named->count, std::string{named->grain}, year, used, today);
  if (const auto fields = split(word, word.find('/') != std::string_view::npos ? '/' : '-'); fields.size() == 2) {
    if (const auto named = stretch_of(fields[0]); named && full_year(fields[1]))  // "q3/2027"
      return of_months(named->first, named->count, std::string{named->grain}, full_year(fields[1]), 1, today);
    const auto in = full_year(fields[0]);
    const auto named = stretch_of(fields[1]);
    const auto month = number_of(fields[1]);
    if (in && named) return of_months(named->first, named->count, std::string{named->grain}, in, 1, today);
    if (in && fields[1].size() == 2 && month && *month >= 1 && *month <= 12) {
      return of_months(static_cast<unsigned>(*month), 1, "month", in, 1, today);
    }
  }
  const auto alone = full_year(word);
  if (!alone) return {};
  if (const auto named = stretch_of(words[at + 1]))
    return of_months(named->first, named->count, std::string{named->grain}, alone, 2, today);
  const bool is_near = *alone >= year_in(today) - 1 && *alone <= year_in(today) + 30;
  return is_near && words.ends_at(at + 1) ? std::optional{months(*alone, 1, 12, "year", false, 1)} : std::nullopt;
}

DayParse read_period_day(const Bare& words, std::size_t at, Date today) {
  DayParse parse = end_word(words, at, today);
  if (parse.used == 0) parse = part_of(words, at, today);
  if (parse.used == 0) parse = nth_of(words, at, today);
  if (parse.used == 0) parse = next_stretch(words, at, today);
  if (parse.used > 0) return parse;
  const auto period = read_period(words, at, today);
  if (!period || words[at] == "last") return {};
  if (period->grain == "week") {  // "next week fri", "next week on fri"
    const std::size_t on = words[at + period->used] == "on" ? 1 : 0;
    if (const auto day = weekday_of(words[at + period->used + on])) return {Moment{period->first + days{*day}, {}}, period->used + on + 1};
  }
  return {Moment{end_of(*period), {}}, period->used};
}

}  // namespace backwalk::talk::parts

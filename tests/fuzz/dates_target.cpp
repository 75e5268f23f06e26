// Dates, times, ranges, durations, numbers and recurrences, read from the same words.
#include <cstdlib>
#include <sstream>

#include "bot/talk/dates.hpp"
#include "bot/talk/figures.hpp"
#include "bot/talk/normalise.hpp"
#include "tests/fuzz/target.hpp"

namespace backwalk::fuzz {
namespace {

using namespace std::chrono;

void require(bool holds) {
  if (!holds) std::abort();
}

/// A moment that a plan can hold.
void require_plannable(const talk::Moment& moment) {
  const year_month_day day{moment.date};
  require(day.ok() && day.year() >= year{1970} && day.year() <= year{2200});
  require(!moment.time || (*moment.time >= minutes{0} && *moment.time <= hours{24}));
}

void read_words(const std::vector<std::string>& words, const talk::Calendarium& calendarium) {
  const auto date = talk::read_date(words, calendarium);
  require(date.used <= words.size());
  if (const auto* moment = std::get_if<talk::Moment>(&date.reading); moment != nullptr && date.used > 0) require_plannable(*moment);
  if (const auto* two = std::get_if<talk::TwoDates>(&date.reading)) require(two->first != two->second);
  if (const auto* no = std::get_if<talk::NoDate>(&date.reading)) require(!no->why.empty());

  const auto span = talk::read_span(words);
  require(span.used <= words.size());
  if (const auto* no = std::get_if<talk::NoSpan>(&span.reading)) require(!no->why.empty());
  if (const auto* read = std::get_if<talk::Span>(&span.reading); read != nullptr && span.used > 0) {
    require(read->likely || (read->best && read->worst));
    for (const auto& amount : {read->best, read->likely, read->worst}) require(!amount || amount->milli > 0);
    const auto estimate = talk::estimate_of(*read, planner::standard_calendar());
    require(!estimate || estimate->likely > minutes{0});
  }

  if (const auto range = talk::read_range(words, calendarium)) {
    if (const auto* read = std::get_if<talk::Range>(&*range)) {
      require_plannable(read->first);
      require_plannable(read->last);
      require(read->first.date <= read->last.date && !read->grain.empty());
    } else {
      require(!std::get<talk::NoDate>(*range).why.empty());
    }
  }

  const auto figure = talk::read_figure(words, 0);
  require(figure.used <= words.size() && (figure.used == 0 || figure.figure || !figure.why.empty()));
  if (figure.figure) {
    const auto written = talk::read_figure({talk::write_figure(figure.figure->value, "")}, 0);
    require(written.figure && !written.other);
  }
  const auto every = talk::read_every(words);
  require(every.used <= words.size() && (every.used == 0 || every.every || !every.why.empty()));
}

}  // namespace

std::vector<std::string> seeds() {
  return {"2026-10-30T17:00+02:00",
          "fri 30 oct 17:00 Europe/Berlin",
          "oct 30, 2027 at 5pm CET",
          "30.10.2027 noon",
          "10/30",
          "the 20th of next month",
          "last friday of march",
          "first monday of q2 9:30 UTC",
          "in 3 weeks at 10:00",
          "T-2w",
          "T minus 10 days",
          "half past three tomorrow",
          "end of next quarter",
          "mid-june 2027",
          "second half of 2027",
          "21-25 sep",
          "from 28 dec to 3 jan 2027",
          "tomorrow 9:00 to 17:00",
          "mon-wed",
          "next october",
          "2/3/6d",
          "3 to 8 working days",
          "1½ days",
          "3,5d",
          "3h 30min",
          "half a day",
          "2 weeks ago",
          "day after tomorrow",
          "1.5w"};
}

bool attempt(std::string_view text) {
  const sys_days today = 2026y / September / 8;
  const talk::Calendarium calendarium{planner::Date{today.time_since_epoch()}, minutes{540},
                                      planner::Date{today.time_since_epoch() + days{52}}, "Europe/Berlin"};
  const auto when = talk::read_when(text, calendarium);
  require(!when.kind.empty() && !when.text.empty());
  require(!when.start || !when.end || *when.start < *when.end);
  std::vector<std::string> words;
  for (const auto& word : talk::words_of({chat::Piece{std::string{text}}})) words.push_back(word.text);
  read_words(words, calendarium);
  return when.kind != "none";
}

}  // namespace backwalk::fuzz

// Dates, durations and numbers in words, and words for dates. The phrases stand in tests/data/phrases/dates.tsv.
#include "bot/talk/dates.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "bot/talk/figures.hpp"
#include "bot/talk/normalise.hpp"

namespace backwalk::talk {
namespace dates_test {

using std::chrono::days;
using std::chrono::year;

Date day(int y, unsigned m, unsigned d) { return Date{year{y} / std::chrono::month{m} / std::chrono::day{d}}; }
const Date kToday = day(2026, 9, 8);
const Calendarium kTuesday{kToday, Minutes{540}, day(2026, 10, 30)};

std::vector<std::string> words(const std::string& text) {
  std::istringstream in{text};
  return {std::istream_iterator<std::string>{in}, {}};
}

std::string iso(const Moment& moment) {
  const std::chrono::year_month_day d{moment.date};
  char out[64];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                static_cast<unsigned>(d.day()));
  std::string text = out;
  if (!moment.time) return text;
  const auto minutes = static_cast<unsigned>(moment.time->count());
  std::snprintf(out, sizeof out, "T%02u:%02u", minutes / 60, minutes % 60);
  return text + out;
}

struct Shown {
  std::string operator()(const Moment& moment) const { return iso(moment); }
  std::string operator()(const TwoDates& two) const { return iso({two.first, two.time}) + "|" + iso({two.second, two.time}); }
  std::string operator()(const NoDate& no) const { return "!" + no.why; }
};
std::string spelt(const DateParse& parse) { return parse.used == 0 ? "-" : std::visit(Shown{}, parse.reading); }

/// A line of the table: what its head says.
struct Phrase {
  std::string text, now, zone, kind, expected;
};

std::vector<Phrase> phrases() {
  std::ifstream in{BACKWALK_SOURCE_DIR "/tests/data/phrases/dates.tsv"};
  std::vector<Phrase> all;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields{line};
    Phrase phrase;
    for (std::string* field : {&phrase.text, &phrase.now, &phrase.zone, &phrase.kind, &phrase.expected}) std::getline(fields, *field, '\t');
    all.push_back(phrase);
  }
  return all;
}

bool is_point(const Phrase& phrase) { return phrase.kind == "date" || phrase.kind == "time"; }

Calendarium calendarium_of(const Phrase& phrase) {
  Calendarium calendarium = kTuesday;
  calendarium.zone = phrase.zone.empty() ? "Europe/Berlin" : phrase.zone;
  if (phrase.now == "nogoal") calendarium.goal.reset();
  if (phrase.now.size() < 10) return calendarium;
  const auto at = [&](std::size_t from, std::size_t count) { return std::stoi(phrase.now.substr(from, count)); };
  calendarium.today = day(at(0, 4), static_cast<unsigned>(at(5, 2)), static_cast<unsigned>(at(8, 2)));
  if (phrase.now.size() == 16) calendarium.time_now = Minutes{at(11, 2) * 60 + at(14, 2)};
  return calendarium;
}

std::string decimal(double value) {
  char out[64];
  std::snprintf(out, sizeof out, "%.10g", value);
  return out;
}

/// Minutes of work, or the count of a calendar unit.
std::string length(const Amount& amount) {
  const auto milli = static_cast<double>(amount.milli);
  if (const auto work = work_of(amount, planner::standard_calendar())) return "work " + std::to_string(work->count());
  const bool is_weeks = amount.unit == Unit::calendar_weeks;
  return (amount.unit == Unit::months ? "months " : "calendar ") + decimal(milli / 1000 * (is_weeks ? 7 : 1));
}

std::string spelt(const Span& span) {
  const auto bare_length = [](const Amount& amount) { return length(amount).substr(5); };
  if (!span.best) return length(*span.likely);
  const std::string middle = span.likely ? "/" + bare_length(*span.likely) + "/" : "..";
  return length(*span.best) + middle + bare_length(*span.worst);
}

std::string spelt(const Figure& figure) {
  return (figure.is_relative && figure.value >= 0 ? "+" : "") + decimal(figure.value) + (figure.unit.empty() ? "" : " " + figure.unit);
}

/// What is understood, in the words of the table; why where it is refused.
struct Understood {
  std::string what, why;
  std::size_t used = 0;
};

Understood understood(const Phrase& phrase, const std::vector<std::string>& said) {
  if (is_point(phrase)) {
    const DateParse parse = read_date(said, calendarium_of(phrase));
    if (const auto* no = std::get_if<NoDate>(&parse.reading); no != nullptr) return {"refused", no->why, parse.used};
    const bool is_two = std::holds_alternative<TwoDates>(parse.reading);
    return parse.used == 0 ? Understood{"none", "", 0} : Understood{(is_two ? "asked " : "") + spelt(parse), "", parse.used};
  }
  if (phrase.kind == "range") {
    const auto reading = read_range(said, calendarium_of(phrase));
    if (!reading) return {"none", "", 0};
    if (const auto* no = std::get_if<NoDate>(&*reading)) return {"refused", no->why, said.size()};
    const auto& range = std::get<Range>(*reading);
    return {iso(range.first) + "/" + iso(range.last), "", said.size()};
  }
  if (phrase.kind == "duration") {
    const SpanParse parse = read_span(said);
    if (parse.used == 0) return {"none", "", 0};
    if (const auto* no = std::get_if<NoSpan>(&parse.reading)) return {"refused", no->why, parse.used};
    return {spelt(std::get<Span>(parse.reading)), "", parse.used};
  }
  const FigureParse parse = read_figure(said, 0);
  if (parse.used == 0) return {"none", "", 0};
  if (!parse.figure) return {"refused", parse.why, parse.used};
  return {parse.other ? "asked " + spelt(*parse.figure) + "|" + spelt(*parse.other) : spelt(*parse.figure), "", parse.used};
}

TEST(Dates, ReadsEveryPhraseOfTheTable) {
  const auto all = phrases();
  ASSERT_GE(all.size(), 600U);
  std::set<std::string> kinds;
  for (const Phrase& phrase : all) {
    SCOPED_TRACE(phrase.kind + ": " + phrase.text + " @" + phrase.now + " " + phrase.zone);
    kinds.insert(phrase.kind);
    const auto said = words(normalise(phrase.text));
    const Understood found = understood(phrase, said);
    if (phrase.expected.starts_with("refused ")) {
      EXPECT_EQ(found.what, "refused");
      EXPECT_NE(found.why.find(phrase.expected.substr(8)), std::string::npos) << found.why;
    } else {
      EXPECT_EQ(found.what, phrase.expected) << found.why;
    }
    EXPECT_EQ(found.used, phrase.expected == "none" ? 0 : said.size());
    if (phrase.kind == "date" && !phrase.expected.starts_with("refused")) {
      EXPECT_EQ(phrase.expected.find('T'), std::string::npos);
    }
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"date", "time", "range", "duration", "number"}));
}

TEST(Dates, ReadsTheSameWithMoreWordsBehindAModifier) {
  for (const Phrase& phrase : phrases()) {
    if (!is_point(phrase) || phrase.expected == "none") continue;
    SCOPED_TRACE(phrase.text);
    EXPECT_EQ(read_date(words(phrase.text + " owner @legal"), calendarium_of(phrase)).used, words(phrase.text).size());
  }
}

TEST(Dates, OfAnotherZoneNeedTheSpeakersOwn) {
  const DateParse parse = read_date({"5pm", "UTC"}, kTuesday);
  ASSERT_TRUE(std::holds_alternative<NoDate>(parse.reading));
  EXPECT_NE(std::get<NoDate>(parse.reading).why.find("your own time zone"), std::string::npos);
}

TEST(Dates, TakesOnlyTheWordsOfTheDate) {
  const std::vector<std::pair<std::string, std::size_t>> cases{
      {"30 oct with Anna", 2},        {"30 oct 5 people", 2},   {"fri 5 people", 1},        {"30 oct at 3 sites", 2},
      {"tomorrow in the morning", 1}, {"T-1w owner @legal", 1}, {"in 3 weeks we go", 3},    {"17:00 sharp", 1},
      {"2027 customers", 0},          {"october fest", 1},      {"30 oct 27 customers", 2}, {"5 minutes", 0}};
  for (const auto& [text, used] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(read_date(words(text), kTuesday).used, used);
  }
}

TEST(Dates, EveryDateOfTwoYearsReadsBackInItsForms) {
  for (Date date = kToday; date < kToday + days{730}; date += days{1}) {
    const std::chrono::year_month_day d{date};
    const std::string y = std::to_string(static_cast<int>(d.year()));
    const std::string m = std::to_string(static_cast<unsigned>(d.month()));
    const std::string n = std::to_string(static_cast<unsigned>(d.day()));
    for (const std::string& text : {iso({date, {}}), n + "." + m + "." + y, say_date(date, day(2020, 1, 1))}) {
      SCOPED_TRACE(text);
      EXPECT_EQ(spelt(read_date(words(text), kTuesday)), iso({date, {}}));
    }
  }
}

TEST(Dates, NothingIsReadFromNothing) {
  EXPECT_EQ(read_date({}, kTuesday).used, 0U);
  EXPECT_EQ(read_date({""}, kTuesday).used, 0U);
}

TEST(Saying, ShowsTheYearOnlyWhereItIsNeeded) {
  EXPECT_EQ(say_date(day(2026, 10, 30), kToday), "Fri 30 Oct");
  EXPECT_EQ(say_date(day(2026, 9, 8), kToday), "Tue 8 Sep");
  EXPECT_EQ(say_date(day(2027, 1, 4), kToday), "Mon 4 Jan 2027");
  EXPECT_EQ(say_date(day(2026, 12, 31), day(2026, 1, 5)), "Thu 31 Dec 2026");
  EXPECT_EQ(say_date(day(2026, 10, 5), day(2026, 1, 5)), "Mon 5 Oct");
  EXPECT_EQ(say_moment({day(2026, 10, 30), Minutes{1020}}, kToday), "Fri 30 Oct 17:00");
  EXPECT_EQ(say_moment({day(2027, 10, 30), Minutes{1440}}, kToday), "Sat 30 Oct 2027 24:00");
  EXPECT_EQ(say_moment({day(2026, 10, 30), {}}, kToday), "Fri 30 Oct");
}

TEST(Saying, SaysWorkInWords) {
  const planner::Calendar calendar = planner::standard_calendar();
  const std::vector<std::tuple<int, std::string, std::string>> cases{{1440, "3 days", "3d"},
                                                                     {480, "1 day", "1d"},
                                                                     {240, "half a day", "0.5d"},
                                                                     {720, "1.5 days", "1.5d"},
                                                                     {60, "1 hour", "1h"},
                                                                     {180, "3 hours", "3h"},
                                                                     {90, "90 min", "90min"},
                                                                     {45, "45 min", "45min"},
                                                                     {0, "0 days", "0d"},
                                                                     {990, "2 days 30 min", "990min"},
                                                                     {150, "2 hours 30 min", "150min"},
                                                                     {540, "1 day 1 hour", "9h"},
                                                                     {-480, "-1 day", "-1d"},
                                                                     {-240, "-0.5 days", "-0.5d"}};
  for (const auto& [minutes, said, brief] : cases) {
    SCOPED_TRACE(minutes);
    EXPECT_EQ(say_work(Minutes{minutes}, calendar), said);
    EXPECT_EQ(short_work(Minutes{minutes}, calendar), brief);
  }
  planner::Calendar short_days = calendar;
  short_days.minutes_per_day = Minutes{360};
  EXPECT_EQ(say_work(Minutes{240}, short_days), "4 hours");
  EXPECT_EQ(short_work(Minutes{240}, short_days), "4h");
}

}  // namespace dates_test
}  // namespace backwalk::talk

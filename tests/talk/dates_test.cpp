// Dates in words and words for dates. The phrases stand in tests/data/phrases/dates.tsv.
#include "bot/talk/dates.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

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
  std::string operator()(const TwoDates& two) const { return iso({two.first, {}}) + "|" + iso({two.second, {}}); }
  std::string operator()(const NoDate& no) const { return "!" + no.why; }
};
std::string shown(const DateParse& parse) { return parse.used == 0 ? "-" : std::visit(Shown{}, parse.reading); }

struct Phrase {
  std::string text, today, expected;
};

std::vector<Phrase> phrases() {
  std::ifstream in{BACKWALK_SOURCE_DIR "/tests/data/phrases/dates.tsv"};
  std::vector<Phrase> all;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto first = line.find('\t');
    const auto second = line.find('\t', first + 1);
    all.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  return all;
}

Calendarium calendarium_of(const Phrase& phrase) {
  Calendarium calendarium = kTuesday;
  if (phrase.today == "nogoal") calendarium.goal.reset();
  if (phrase.today.size() == 10) {
    calendarium.today = day(std::stoi(phrase.today.substr(0, 4)), static_cast<unsigned>(std::stoi(phrase.today.substr(5, 2))),
                            static_cast<unsigned>(std::stoi(phrase.today.substr(8, 2))));
  }
  return calendarium;
}

TEST(Dates, ReadsEveryPhraseOfTheTable) {
  const auto all = phrases();
  ASSERT_GE(all.size(), 300U);
  for (const Phrase& phrase : all) {
    SCOPED_TRACE(phrase.text + " @" + phrase.today);
    const DateParse parse = read_date(words(phrase.text), calendarium_of(phrase));
    if (phrase.expected[0] == '!') {
      EXPECT_EQ(shown(parse).substr(0, 1), "!") << shown(parse);
      EXPECT_NE(shown(parse).find(phrase.expected.substr(1)), std::string::npos) << shown(parse);
    } else {
      EXPECT_EQ(shown(parse), phrase.expected);
    }
    if (phrase.expected != "-") {
      EXPECT_EQ(parse.used, words(phrase.text).size());
    }
  }
}

TEST(Dates, ReadsTheSameWithMoreWordsBehindAModifier) {
  for (const Phrase& phrase : phrases()) {
    SCOPED_TRACE(phrase.text);
    const std::size_t count = words(phrase.text).size();
    if (phrase.expected == "-") continue;
    const DateParse parse = read_date(words(phrase.text + " owner @legal"), calendarium_of(phrase));
    EXPECT_EQ(parse.used, count);
  }
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
      EXPECT_EQ(shown(read_date(words(text), kTuesday)), iso({date, {}}));
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

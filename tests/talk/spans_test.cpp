// Durations: exact thousandths, ranges, three points, and what is refused in words.
#include <gtest/gtest.h>

#include <sstream>

#include "bot/talk/dates.hpp"

namespace backwalk::talk {
namespace spans_test {

std::vector<std::string> words(const std::string& text) {
  std::istringstream in{text};
  return {std::istream_iterator<std::string>{in}, {}};
}

std::string spelt(const Amount& amount) {
  const char* units[] = {"min", "h", "d", "w", "cd", "cw", "mo"};
  return std::to_string(amount.milli) + units[static_cast<std::size_t>(amount.unit)];
}

/// "3000d", "3000d..8000d", "2000d/3000d/6000d", "!why", "-".
std::string spelt(const SpanParse& parse) {
  if (parse.used == 0) return "-";
  if (const auto* no = std::get_if<NoSpan>(&parse.reading)) return "!" + no->why;
  const auto& span = std::get<Span>(parse.reading);
  if (span.best && span.likely) return spelt(*span.best) + "/" + spelt(*span.likely) + "/" + spelt(*span.worst);
  return span.best ? spelt(*span.best) + ".." + spelt(*span.worst) : spelt(*span.likely);
}

TEST(Spans, ReadsDurationsAsPeopleWriteThem) {
  const std::vector<std::pair<std::string, std::string>> cases{{"3d", "3000d"},
                                                               {"3 days", "3000d"},
                                                               {"3 d", "3000d"},
                                                               {"3D", "3000d"},
                                                               {"3d,", "3000d"},
                                                               {"1 day", "1000d"},
                                                               {"a day", "1000d"},
                                                               {"one day", "1000d"},
                                                               {"two days", "2000d"},
                                                               {"twelve days", "12000d"},
                                                               {"half a day", "500d"},
                                                               {"half day", "500d"},
                                                               {"a half day", "500d"},
                                                               {"half an hour", "500h"},
                                                               {"0.5d", "500d"},
                                                               {"0,5d", "500d"},
                                                               {"1,5d", "1500d"},
                                                               {"1.5 days", "1500d"},
                                                               {"1½d", "1500d"},
                                                               {"½d", "500d"},
                                                               {"½ day", "500d"},
                                                               {"2¼h", "2250h"},
                                                               {"0.125d", "125d"},
                                                               {"0.5000d", "500d"},
                                                               {"a week", "1000w"},
                                                               {"2w", "2000w"},
                                                               {"2 wks", "2000w"},
                                                               {"fortnight", "-"},
                                                               {"a fortnight", "2000w"},
                                                               {"4h", "4000h"},
                                                               {"4 hrs", "4000h"},
                                                               {"90min", "90000min"},
                                                               {"90 minutes", "90000min"},
                                                               {"3h 30min", "210000min"},
                                                               {"3h30min", "210000min"},
                                                               {"3cd", "3000cd"},
                                                               {"3 calendar days", "3000cd"},
                                                               {"2cw", "2000cw"},
                                                               {"3 working days", "3000d"},
                                                               {"3 business days", "3000d"},
                                                               {"3wd", "3000d"},
                                                               {"2 months", "2000mo"},
                                                               {"1y", "12000mo"},
                                                               {"a year", "12000mo"},
                                                               {"3-8d", "3000d..8000d"},
                                                               {"3 - 8 d", "3000d..8000d"},
                                                               {"3 to 8 days", "3000d..8000d"},
                                                               {"3d-8d", "3000d..8000d"},
                                                               {"4h-2d", "4000h..2000d"},
                                                               {"2w-1mo", "2000w..1000mo"},
                                                               {"3-3d", "3000d..3000d"},
                                                               {"1.5-2.5w", "1500w..2500w"},
                                                               {"2/3/6d", "2000d/3000d/6000d"},
                                                               {"2/3/6 d", "2000d/3000d/6000d"},
                                                               {"2 / 3 / 6 days", "2000d/3000d/6000d"},
                                                               {"2h/1d/1w", "2000h/1000d/1000w"},
                                                               {"10/10/12 d", "10000d/10000d/12000d"},
                                                               {"1/1.5/2d", "1000d/1500d/2000d"},
                                                               {"3d to 15 oct", "3000d"},
                                                               {"3650d", "3650000d"},
                                                               {"10y", "120000mo"}};
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(spelt(read_span(words(text))), expected);
  }
}

TEST(Spans, RefusesInWordsWhatBeginsLikeOne) {
  const std::vector<std::pair<std::string, std::string>> cases{{"0d", "longer"},
                                                               {"0.0d", "longer"},
                                                               {"-3d", "negative"},
                                                               {"- 3 d", "negative"},
                                                               {"-3-8d", "negative"},
                                                               {"8-3d", "rise"},
                                                               {"6/3/2d", "rise"},
                                                               {"2/6/3d", "rise"},
                                                               {"2d-4h", "rise"},
                                                               {"0-3d", "longer"},
                                                               {"1/2d", "two ways"},
                                                               {"1/2/3/4d", "too many"},
                                                               {"1-2-3d", "too many"},
                                                               {"1,500d", "two ways"},
                                                               {"0.12345d", "finer"},
                                                               {"11y", "ten years"},
                                                               {"4000d", "ten years"},
                                                               {"999999999999999999999999d", "ten years"},
                                                               {"1 day 2 hours", "two units"},
                                                               {"1w2d", "two units"}};
  for (const auto& [text, why] : cases) {
    SCOPED_TRACE(text);
    const SpanParse parse = read_span(words(text));
    ASSERT_GT(parse.used, 0U);
    EXPECT_EQ(spelt(parse).substr(0, 1), "!");
    EXPECT_NE(spelt(parse).find(why), std::string::npos) << spelt(parse);
  }
}

TEST(Spans, LeavesAloneWhatIsNone) {
  for (const std::string text : {"",     "3",          "3 items", "d",     "days",  "3x",   "3dd", "nan d", "inf", "1e9d", "A4",
                                 "T-2w", "2026-10-30", "19h30",   "17:00", "3-",    "3/",   "-",   "-3",    "/",   "3 -",  "half",
                                 "a",    "the 3d",     "2 4h",    "3.d.4", "1..5d", "@dev", "3-8", "2/3/6", "日",  "3日"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(read_span(words(text)).used, 0U);
  }
}

TEST(Spans, TakesOnlyItsWords) {
  const std::vector<std::pair<std::string, std::size_t>> cases{{"3d owner @dev", 1},      {"3 days before M1", 2}, {"2/3/6 d after A1", 2},
                                                               {"half a day of work", 3}, {"12d left", 1},         {"3d to go", 1},
                                                               {"3 to 8 days left", 4}};
  for (const auto& [text, used] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(read_span(words(text)).used, used);
  }
}

TEST(Work, IsWholeMinutesOfTheCalendar) {
  const planner::Calendar calendar = planner::standard_calendar();
  EXPECT_EQ(work_of({3000, Unit::days}, calendar), Minutes{1440});
  EXPECT_EQ(work_of({1500, Unit::days}, calendar), Minutes{720});
  EXPECT_EQ(work_of({1000, Unit::weeks}, calendar), Minutes{2400});
  EXPECT_EQ(work_of({500, Unit::hours}, calendar), Minutes{30});
  EXPECT_EQ(work_of({90000, Unit::minutes}, calendar), Minutes{90});
  EXPECT_EQ(work_of({1, Unit::days}, calendar), std::nullopt);
  EXPECT_EQ(work_of({500, Unit::minutes}, calendar), std::nullopt);
  EXPECT_EQ(work_of({3000, Unit::calendar_days}, calendar), std::nullopt);
  EXPECT_EQ(work_of({1000, Unit::months}, calendar), std::nullopt);
  EXPECT_EQ(work_of({0, Unit::days}, calendar), std::nullopt);
  EXPECT_EQ(work_of({-1000, Unit::days}, calendar), std::nullopt);
}

TEST(Work, MakesEstimatesOfSpans) {
  const planner::Calendar calendar = planner::standard_calendar();
  const auto of = [&](const std::string& text) { return estimate_of(std::get<Span>(read_span(words(text)).reading), calendar); };
  EXPECT_EQ(of("3d"), (planner::Estimate{Minutes{1440}, {}, {}}));
  EXPECT_EQ(of("3-8d"), (planner::Estimate{Minutes{2640}, Minutes{1440}, Minutes{3840}}));
  EXPECT_EQ(of("1-2min"), (planner::Estimate{Minutes{2}, Minutes{1}, Minutes{2}}));
  EXPECT_EQ(of("2/3/6d"), (planner::Estimate{Minutes{1440}, Minutes{960}, Minutes{2880}}));
  EXPECT_EQ(of("3cd"), std::nullopt);
  EXPECT_EQ(of("3d-1mo"), std::nullopt);
  EXPECT_EQ(of("0.001d"), std::nullopt);
}

}  // namespace spans_test
}  // namespace backwalk::talk

// Absences, what is put off, and times of other zones, out of whole sentences.
#include <gtest/gtest.h>

#include "tests/talk/utterances.hpp"

namespace backwalk::talk {
namespace {

TEST(Grammar, ReadsAbsencesAndWhatIsPutOff) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"away until mon", "away by=2026-09-14"},
      {"away 3d", "away for=3d"},
      {"away for 2 weeks", "away for=2w"},
      {"away 21-25 sep", "away from=2026-09-21 by=2026-09-26"},
      {"away from 21 sep to 25 sep", "away from=2026-09-21 by=2026-09-26"},
      {"away from 21 sep until 25 sep", "away from=2026-09-21 by=2026-09-25"},
      {"away next week", "away from=2026-09-14 by=2026-09-21"},
      {"away october", "away from=2026-10-01 by=2026-11-01"},
      {"away until next week", "away by=2026-09-14"},
      {"away until october", "away by=2026-10-01"},
      {"away fri", "away on by=2026-09-11"},
      {"away on 21 sep", "away on by=2026-09-21"},
      {"away tomorrow", "away on by=2026-09-09"},
      {"away 25-21 sep", "away bad_date=25-21 sep"},
      {"away from 25 sep until 21 sep 2026", "away from=2026-09-25 bad_date=from 25 sep until 21 sep 2026"},
      {"away until mon 14:00", "away bad_date=mon 14:00"},
      {"away forever", "away on bad_date=forever"},
      {"away", "?away"},
      {"snooze A6 until thu", "snooze A6 by=2026-09-10"},
      {"snooze A6 tomorrow", "snooze A6 by=2026-09-09"},
      {"snooze A6 until next month", "snooze A6 by=2026-10-01"},
      {"snooze A6 until thu 14:00", "snooze A6 by=2026-09-10T840"},
      {"snooze until fri", "snooze by=2026-09-11"},
      {"snooze", "?snooze"},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(shown(said(text)), expected);
  }
}

TEST(Grammar, ReadsTimesOfOtherZonesOnTheSpeakersClock) {
  Calendarium in_berlin = tuesday();
  in_berlin.zone = "Europe/Berlin";
  const auto read = [&](const std::string& text) { return shown(parse(words_of({chat::Piece{text}}), in_berlin)); };
  EXPECT_EQ(read("start live by 30 oct 17:00 UTC owner @maria"), "start [live] by=2026-10-30T1080 owner=@maria");
  EXPECT_EQ(read("slip A4 to fri 9am America/New_York"), "slip A4 to=2026-09-11T900");
  EXPECT_EQ(read("milestone signed by 5pm IST"), "milestone [signed] bad_date=5pm IST");
}

}  // namespace
}  // namespace backwalk::talk

// Text to a wish, verb by verb. Expected values are written from PRODUCT §6.2-6.4.
#include "bot/talk/grammar.hpp"

#include "tests/talk/grammar_cases.hpp"

namespace backwalk::talk {
namespace grammar_test {

TEST(Grammar, ReadsLinksAndOwnersInAnyUsualOrder) {
  expect_all({
      {"link A5 after A1, A4 and A2", "link A5 after=A1,A4,A2"},
      {"link A5 after A1,A4", "link A5 after=A1,A4"},
      {"link A1 before A5", "link A5 after=A1"},
      {"link A1 A2 before A5", "link A5 after=A1,A2"},
      {"link a5 after #a1", "link A5 after=A1"},
      {"link A5 after M1", "link A5 after=M1"},
      {"link tax engine after A1", "link [tax engine] after=A1"},
      {"link A5", "?link A5"},
      {"link", "?link"},
      {"link A5 after the party", "?link A5 [after the party]"},
      {"owner A4 @dev", "owner A4 owner=@dev"},
      {"owner A4 @dev,", "owner A4 owner=@dev"},
      {"owner @dev for A4", "owner A4 owner=@dev"},
      {"owner A4 A5 me", "owner A4,A5 owner=me"},
      {"owner M1 and A5 @dev", "owner M1,A5 owner=@dev"},
      {"owner tax vendor @dev", "owner [tax vendor] owner=@dev"},
      {"assign A4 to @dev", "owner A4 owner=@dev"},
      {"owner of A4 is @dev", "owner A4 owner=@dev"},
      {"owner A4", "?owner A4"},
      {"owner @dev", "?owner owner=@dev"},
      {"owner", "?owner"},
  });
}

TEST(Grammar, ReadsDoingAndSlipping) {
  expect_all({
      {"done A3.", "done A3"},
      {"done A3, A4", "done A3,A4"},
      {"done m2", "done M2"},
      {"finish A3", "done A3"},
      {"finished tax vendor", "done [tax vendor]"},
      {"began A4", "started A4"},
      {"done", "?done"},
      {"drop A4 because not needed", "drop A4 because=not needed"},
      {"delete A4 quiet", "drop A4 quiet"},
      {"slip A4 by 3d", "slip A4 for=3d"},
      {"slip A4 3 days", "slip A4 for=3d"},
      {"slip A4 +3d", "slip A4 for=3d"},
      {"slip A4 another 2 days", "slip A4 for=2d"},
      {"slip A4 3d more", "slip A4 for=3d"},
      {"slip A4 a week", "slip A4 for=1w"},
      {"slip A4 12 days to go", "slip A4 for=12d left"},
      {"slip A4 by 15 oct", "slip A4 to=2026-10-15"},
      {"slip A4 until fri 17:00", "slip A4 to=2026-09-11T1020"},
      {"slip A4 to 31 feb", "slip A4 bad_date=31 feb"},
      {"slip A4 to 03/04", "slip A4 two=2027-04-03|2027-03-04"},
      {"slip tax engine 3d", "slip [tax engine] for=3d"},
      {"slip the half day workshop 3d", "slip [the half day workshop] for=3d"},
      {"slip A4 0d", "slip A4 bad_duration=0d"},
      {"slip A4 -3d", "slip A4 bad_duration=-3d"},
      {"slip A4 3", "slip A4 bad_duration=3"},
      {"slip A4", "?slip A4"},
      {"slip 3d", "?slip for=3d"},
      {"slip", "?slip"},
      {"slip A4 3d again", "slip A4 for=3d again"},
      {"slip A4 3d because \"keys came late\" again", "slip A4 for=3d again because=keys came late"},
      {"slip A4 3d because it broke again", "slip A4 for=3d because=it broke again"},
      {"slip A4 3d because \"it\" broke again", "slip A4 for=3d because=it broke again"},
  });
}

TEST(Grammar, ReadsTheRest) {
  expect_all({
      {"commit", "commit"},
      {"commit weekly", "commit every=7"},
      {"commit every week", "commit every=7"},
      {"commit every 10 days", "commit every=10"},
      {"commit every month", "commit every=30"},
      {"commit every two weeks", "commit every=14"},
      {"commit daily", "commit every=1"},
      {"commit to it", "?commit [to it]"},
      {"commit every 4h", "?commit [every 4h]"},
      {"commit every 0d", "?commit [every 0d]"},
      {"restore v5", "restore number=5"},
      {"restore 5", "restore number=5"},
      {"restore version 5", "restore number=5"},
      {"restore", "?restore"},
      {"restore order", "?restore [order]"},
      {"restore v1234567", "?restore [v1234567]"},
      {"help", "help"},
      {"help slip", "help [slip]"},
      {"?", "help"},
      {"help me with this", "?help [me with this]"},
      {"skip", "skip"},
      {"skip this", "skip"},
      {"enough", "enough"},
      {"that's enough", "enough"},
      {"That’s enough.", "enough"},
      {"answer EU customers pay by 30 oct", "answer [EU customers pay by 30 oct]"},
      {"answer", "?answer"},
      {"history", "history"},
      {"history of it", "history [of it]"},
      {"status?", "status"},
      {"STATUS", "status"},
      {"list all", "list all"},
  });
}

}  // namespace grammar_test
}  // namespace backwalk::talk

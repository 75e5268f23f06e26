// What names an item or a plan: "A4", "BILL".
#include <gtest/gtest.h>

#include "bot/talk/grammar.hpp"

namespace backwalk::talk {
namespace {

TEST(References, AreReadInEveryUsualForm) {
  using planner::Kind;
  using planner::Ref;
  EXPECT_EQ(read_ref("A4"), (Ref{Kind::action, 4}));
  EXPECT_EQ(read_ref("m2"), (Ref{Kind::milestone, 2}));
  EXPECT_EQ(read_ref("#a4,"), (Ref{Kind::action, 4}));
  EXPECT_EQ(read_ref("K1"), (Ref{Kind::kpi, 1}));
  EXPECT_EQ(read_ref("r12"), (Ref{Kind::risk, 12}));
  EXPECT_EQ(read_ref("Goal"), (Ref{}));
  EXPECT_EQ(read_ref("A123456"), (Ref{Kind::action, 123456}));
  for (const std::string_view word : {"", "A", "A0", "4", "Z1", "A4x", "A1234567", "A-4", "##A4", "goals", "A4.5"})
    EXPECT_FALSE(read_ref(word)) << word;
}

TEST(Keys, AreTwoToSixCapitals) {
  for (const std::string_view key : {"AB", "BILL", "ABCDEF"}) EXPECT_TRUE(is_key(key));
  for (const std::string_view word : {"", "A", "ABCDEFG", "Bill", "BILL1", "BI-L", "ÄÖ"}) EXPECT_FALSE(is_key(word));
}

}  // namespace
}  // namespace backwalk::talk

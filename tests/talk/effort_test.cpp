// What planning costs is told, and when it has taken its time that is said, once.
#include "bot/talk/effort.hpp"

#include <gtest/gtest.h>

#include "tests/talk/team.hpp"

namespace backwalk::talk {
namespace effort_test {

using fakes::has;
using fakes::Team;
using fakes::times;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant ten = Instant{} + std::chrono::hours{10};

/// `commits` is the number of the one that does.
turn::Record said_at(const std::vector<std::pair<int, minutes>>& said, std::size_t commits = 0) {
  turn::Record record;
  for (const auto& [who, when] : said) {
    turn::Entry entry;
    entry.by = turn::PersonId{who};
    entry.at = ten + when;
    entry.version = record.log.size() + 1 == commits ? 1 : 0;
    record.log.push_back(entry);
  }
  return record;
}

TEST(Effort, IsTheTimeFromOneThingSaidToTheNextWithoutPauses) {
  const std::vector<std::pair<int, minutes>> said{{1, minutes{0}}, {2, minutes{4}}, {1, minutes{34}}, {3, minutes{65}}, {0, minutes{66}}};
  auto record = said_at(said);
  EXPECT_EQ(planning(record, {}), (Effort{minutes{35}, 3})) << "31 minutes are a pause, and nobody is no person";
  EXPECT_EQ(planning(record, Saying{turn::PersonId{4}, ten + minutes{67}}), (Effort{minutes{36}, 4}));
  record = said_at(said, 3);
  EXPECT_EQ(planning(record, Saying{turn::PersonId{4}, ten + minutes{67}}), (Effort{minutes{34}, 2})) << "it ends with the commit";
  EXPECT_EQ(planned(record, {}, {}), std::nullopt);
}

TEST(Effort, IsToldAsPeopleSayIt) {
  EXPECT_EQ(say_effort({seconds{61}, 1}), "in 1 minute");
  EXPECT_EQ(say_effort({seconds{80}, 2}), "in 1 minute by 2 people");
  EXPECT_EQ(say_effort({minutes{14}, 3}), "in 14 minutes by 3 people");
  EXPECT_EQ(say_effort({minutes{126}, 3}), "in 2.1 hours by 3 people");
}

/// Up to the milestones, each answer after so long.
void tell_the_end(Team& team, minutes each) {
  for (const std::string text : {"customers order at night", "people without time", "orders 0 to 100", "if returns fail"}) {
    team.story.wait(each);
    team.say(text, text == "orders 0 to 100" ? "ben" : "anna");
  }
}

TEST(PlanningTime, StandsInTheCommitAndOnTheCard) {
  Team team;
  tell_the_end(team, minutes{3});
  team.story.wait(minutes{2});
  const auto told = fakes::told(team.story.slash("anna", "eng", "commit every 2w"));
  EXPECT_TRUE(has(told, "committed, v1: “Shop takes orders” by Mon 30 Nov. Planned in 14 minutes by 2 people.")) << told;
  EXPECT_EQ(times(told, "Planned in 14 minutes by 2 people."), 3U) << "to the speaker, to all, on the card: " << told;
  team.story.wait(std::chrono::hours{30});
  const auto later = fakes::told(team.story.slash("ben", "eng", "before goal call them 1d owner me"));
  EXPECT_TRUE(has(later, "Planned in 14 minutes by 2 people.")) << "what comes after the commit does not count: " << later;
}

TEST(PlanningTime, UsedUpIsSaidOnceWithAWayToMakeItShort) {
  Team team;
  tell_the_end(team, minutes{1});
  for (int i = 0; i < 5; ++i) {
    team.story.wait(minutes{3});
    const auto told = team.say("customers of kind " + std::to_string(i) + " pay");
    EXPECT_EQ(has(told, "Planned so far in 16 minutes by 2 people: the time for it is used up."), i == 3) << i << told;
    EXPECT_TRUE(i != 3 || has(told, "[Keep it short]")) << told;
  }
}

TEST(StepTime, ThatIsLongIsNoticedOnceAndKindly) {
  Team team;
  for (const std::string text : {"customers order at night", "people without time"}) {
    team.story.wait(minutes{2});
    EXPECT_FALSE(has(team.say(text), "Step 1 has taken")) << "four minutes are none too many";
  }
  team.story.wait(minutes{1});
  EXPECT_TRUE(has(team.say("orders 0 to 100"), "Step 1 has taken 5 minutes. It need not be complete"));
  team.story.wait(minutes{1});
  team.say("if returns fail");
  EXPECT_EQ(times(team.seen(), "has taken"), 1U) << "the second step begins anew: " << team.seen();
}

}  // namespace effort_test
}  // namespace backwalk::talk

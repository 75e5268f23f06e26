// Put into a channel, the bot says once what it is for; where there is a plan already, and in a direct message, it says nothing.
#include <gtest/gtest.h>

#include "bot/talk/talk.hpp"

namespace backwalk {
namespace {

chat::Inbound installed_in(const chat::Place& place) {
  chat::Installed installed;
  installed.envelope.place = place;
  return installed;
}

TEST(Greeting, ComesWhereNothingIsPlannedYetUnderOneKey) {
  const chat::Place place{"teams", "tenant", "general", {}, "1700"};
  EXPECT_EQ(talk::need(installed_in(place)).place.channel, "general");
  const auto answer = talk::answer(installed_in(place), turn::State{}, Instant{}, {}, {});
  ASSERT_EQ(answer.later.size(), 1U);
  const auto& hello = answer.later.front();
  EXPECT_FALSE(hello.place.thread) << "a message of its own";
  std::vector<std::string> says;
  for (const auto& button : chat::buttons_of(hello.message)) says.push_back(button.say);
  EXPECT_EQ(says, (std::vector<std::string>{"start", "cancel", "help"}));
  chat::Place again = place;
  again.thread = "1800";
  EXPECT_EQ(talk::answer(installed_in(again), turn::State{}, Instant{}, {}, {}).later.front().key, hello.key);
}

TEST(Greeting, IsLeftOutWhereAPlanIsKnownAndInADirectMessage) {
  turn::State state;
  state.here = {turn::PlanId{1}};
  EXPECT_TRUE(talk::answer(installed_in({"teams", "tenant", "general", {}, {}}), state, Instant{}, {}, {}).later.empty());
  EXPECT_TRUE(talk::answer(installed_in({"teams", "tenant", "", "anna", {}}), turn::State{}, Instant{}, {}, {}).later.empty());
}

}  // namespace
}  // namespace backwalk

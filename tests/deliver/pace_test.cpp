// How fast, as a table; what a refusal stops; and how a drain keeps to it.
#include "bot/deliver/pace.hpp"

#include "tests/deliver/drained.hpp"

namespace backwalk::deliver {
namespace {

using Over = Limit::Over;
using What = Limit::What;

chat::Outgoing message_to(const std::string& channel, chat::Delivery delivery = chat::Delivery::post, const std::string& workspace = "T1") {
  chat::Outgoing outgoing;
  outgoing.place = {.platform = "slack", .workspace = workspace, .channel = channel, .user = {}, .thread = {}};
  outgoing.delivery = delivery;
  return outgoing;
}

const Limits table{{"slack", Over::workspace, What::edits, 2, 1000ms},
                   {"slack", Over::place, What::everything, 1, 1000ms},
                   {"slack", Over::workspace, What::posts, 3, 100ms}};
const Pace::Time begun{std::chrono::hours(1)};

std::optional<std::chrono::milliseconds> wait(const Pace& pace, const chat::Outgoing& outgoing, Pace::Time now) {
  const auto free = pace.free_at(outgoing, now);
  return free ? std::optional(std::chrono::ceil<std::chrono::milliseconds>(*free - now)) : std::nullopt;
}

TEST(Pacing, APlaceRestsFromTheAnswerOn) {
  Pace pace(table);
  pace.begin(message_to("C1"), begun);
  pace.answered(message_to("C1"), begun + 300ms);
  EXPECT_EQ(wait(pace, message_to("C1"), begun + 300ms), 1000ms);
  EXPECT_EQ(wait(pace, message_to("C2"), begun + 300ms), std::nullopt);
  EXPECT_EQ(pace.resting_places(begun + 300ms), Keys{"slack/T1/#C1"});
  EXPECT_EQ(pace.first_free(begun + 300ms), begun + 1300ms);
  EXPECT_TRUE(pace.resting_places(begun + 1300ms).empty());
  EXPECT_EQ(pace.first_free(begun + 1300ms), std::nullopt);
}

TEST(Pacing, AWorkspaceHasItsBurstAndThenItsRate) {
  Pace pace(table);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(wait(pace, message_to("new"), begun), std::nullopt) << i;
    pace.begin(message_to("C" + std::to_string(i)), begun);
  }
  EXPECT_EQ(wait(pace, message_to("new"), begun), 100ms);
  EXPECT_EQ(wait(pace, message_to("new", chat::Delivery::post, "T2"), begun), std::nullopt);
  EXPECT_EQ(wait(pace, message_to("new", chat::Delivery::edit), begun), std::nullopt) << "edits have a rate of their own";
  EXPECT_EQ(wait(pace, message_to("C1", chat::Delivery::form), begun), std::nullopt) << "a form is never held back";
  const auto left = pace.allowances(begun + 100ms, 8);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].what, What::posts);
  EXPECT_EQ(left[0].most, 1U);
}

TEST(Pacing, ARefusalStopsWhatItNames) {
  Pace pace(table);
  pace.refused(message_to("C1"), false, begun + 30s);
  EXPECT_EQ(wait(pace, message_to("C2"), begun), std::nullopt) << "of a post, its place: the row itself waits";
  pace.refused(message_to("C1", chat::Delivery::edit), false, begun + 30s);
  EXPECT_EQ(wait(pace, message_to("C2", chat::Delivery::edit), begun), 30'000ms) << "of an edit, the workspace's edits";
  EXPECT_EQ(wait(pace, message_to("C2"), begun), std::nullopt);
  pace.refused(message_to("C1"), true, begun + 40s);
  EXPECT_EQ(wait(pace, message_to("C2"), begun), 40'000ms);
  EXPECT_EQ(wait(pace, message_to("C2", chat::Delivery::post, "T2"), begun), std::nullopt);
}

TEST(Pacing, TheUsualTableKeepsToWhatIsDocumented) {
  // How many fit into a time at most: by each line burst + time / interval, and the strictest line counts.
  const auto most = [](const std::string& platform, Over over, What what, std::chrono::milliseconds time) {
    std::int64_t fewest = 1'000'000;
    for (const Limit& limit : usual_limits()) {
      if (limit.platform == platform && limit.over == over && limit.what == what)
        fewest = std::min<std::int64_t>(fewest, limit.burst + time / limit.interval);
    }
    return fewest;
  };
  EXPECT_LE(most("slack", Over::workspace, What::edits, 1min), 60);
  EXPECT_LE(most("teams", Over::place, What::everything, 1s), 7);
  EXPECT_LE(most("teams", Over::place, What::everything, 2s), 8);
  EXPECT_LE(most("teams", Over::place, What::everything, 30s), 60);
  EXPECT_LE(most("teams", Over::place, What::everything, 1h), 1800);
}

class Limited : public Drained {
 protected:
  Limited() : Drained(Limits{{"slack", Over::workspace, What::posts, 3, 1h}}) {}
};

TEST_F(Limited, AWorkspaceAtItsLimitHoldsUpNoOther) {
  std::vector<chat::Outgoing> all;
  for (int number = 0; number < 40; ++number) all.push_back(to("C" + std::to_string(number), "a" + std::to_string(number)));
  for (int number = 0; number < 3; ++number) {
    all.push_back(to("D" + std::to_string(number), "b" + std::to_string(number)));
    all.back().place.workspace = "T2";
  }
  post(all);
  drain_now();
  auto sent = http.bodies();
  std::ranges::sort(sent);
  EXPECT_EQ(sent, (Keys{"a0", "a1", "a2", "b0", "b1", "b2"}));
}

using Unlimited = Drained;

TEST_F(Unlimited, AWorkspaceThatAnswersSlowlyLeavesRoomForTheOthers) {
  std::vector<chat::Outgoing> all;
  for (int number = 0; number < 100; ++number) all.push_back(to("C" + std::to_string(number), "slow" + std::to_string(number)));
  post(all);
  http.holds = true;
  start();
  until([this] { return http.held() == 64; });
  auto other = to("D1", "other");
  other.place.workspace = "T2";
  post({other});
  until([this] { return http.held() == 65; });
  EXPECT_EQ(http.bodies().back(), "other");
  http.holds = false;
  http.let_go();
  until([this] { return is_empty(); });
  stop_and_wait();
  EXPECT_EQ(http.seen.size(), 101U);
}

TEST_F(Unlimited, TellsWhatItGaveUp) {
  std::vector<std::string> told;
  drain.on_given_up([&](const chat::Outgoing& outgoing) { told.push_back(outgoing.key); });
  script({{"gone", {status(410)}}, {"later", {status(429, "1")}}});
  post({to("C1", "gone"), to("C2", "sent"), to("C3", "later")});
  drain_now();
  EXPECT_EQ(told, Keys{"gone"});
}

}  // namespace
}  // namespace backwalk::deliver

// What goes out, in which order, and what is made of the answers. The product clock stands still unless a test moves it.
#include "tests/deliver/drained.hpp"

namespace backwalk::deliver {
namespace {

using Delivery = Drained;

TEST_F(Delivery, SendsWhatWaitsAndReturns) {
  post({to("C1", "a"), to("C2", "b", "teams")});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "b"}));
  EXPECT_EQ(http.seen[0].request.url, "https://slack.example/C1");
  EXPECT_EQ(http.seen[0].deadline, 10s);
  EXPECT_TRUE(is_empty());
  drain_now();
  EXPECT_EQ(http.seen.size(), 2U) << "once";
}

TEST_F(Delivery, KeepsTheOrderOfAPlaceAndSendsPlacesSideBySide) {
  std::vector<chat::Outgoing> all;
  for (const char* number : {"1", "2", "3"}) {
    for (const char* channel : {"A", "B", "C"}) all.push_back(to(channel, std::string(channel) + number));
  }
  post(all);
  http.holds = true;
  start();
  for (const char* number : {"1", "2", "3"}) {
    until([this] { return http.held() == 3; });
    EXPECT_EQ(http.now_at_once, 3U);
    for (std::size_t last = http.seen.size() - 3; last < http.seen.size(); ++last)
      EXPECT_TRUE(http.seen[last].request.body.ends_with(number));
    http.let_go();
  }
  until([this] { return is_empty(); });
  stop_and_wait();
  EXPECT_EQ(http.seen.size(), 9U);
}

TEST_F(Delivery, HasAtMostSixtyFourUnderWayInAWorkspace) {
  std::vector<chat::Outgoing> all;
  for (int channel = 0; channel < 100; ++channel) all.push_back(to("C" + std::to_string(channel), "k" + std::to_string(channel)));
  post(all);
  http.holds = true;
  start();
  while (http.seen.size() < 100) {
    until([this] { return http.held() > 0; });
    http.let_go();
  }
  until([this] { return is_empty(); });
  stop_and_wait();
  EXPECT_EQ(http.most_at_once, 64U);
}

TEST_F(Delivery, TriesAgainWhatWasNotSentWhenItsTimeComes) {
  script({{"a", {status(0), status(0)}}});
  post({to("C1", "a"), to("C1", "b"), to("C2", "other")});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "other"})) << "b waits behind a";
  clock.time += 1200ms;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "other", "a"}));
  clock.time += 1200ms;
  drain_now();
  EXPECT_EQ(http.seen.size(), 3U) << "the second wait is longer";
  clock.time += 1200ms;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "other", "a", "a", "b"}));
}

TEST_F(Delivery, HeedsRetryAfterForThePlaceOnly) {
  script({{"a", {status(429, "30")}}});
  post({to("C1", "a"), to("C2", "b")});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "b"}));
  clock.time += 29'999ms;
  drain_now();
  EXPECT_EQ(http.seen.size(), 2U);
  clock.time += 1ms;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "b", "a"}));
  EXPECT_TRUE(is_empty());
}

TEST_F(Delivery, PausesTheWholeWorkspaceWhenToldSo) {
  script({{"a", {status(420, "30")}}});
  post({to("C1", "a")});
  drain_now();
  auto elsewhere = to("C9", "elsewhere");
  elsewhere.place.workspace = "T2";
  post({to("C2", "b"), to("C3", "c", "teams"), elsewhere});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "elsewhere", "c"})) << "b is of the paused workspace";
  EXPECT_FALSE(is_empty());
}

TEST_F(Delivery, ParksWhatMayHaveArrivedAndGoesOn) {
  script({{"a", {status(500)}}, {"b", {status(-1)}}, {"c", {status(410)}}, {"d", {status(403)}}});
  testing::internal::CaptureStderr();
  post({to("C1", "a"), to("C1", "b"), to("C1", "c"), to("C1", "d"), to("C1", "e")});
  drain_now();
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_EQ(http.bodies(), (Keys{"a", "b", "c", "d", "e"}));
  EXPECT_TRUE(is_empty());
  EXPECT_NE(lines.find("delivery key=a platform=slack place=slack/T1/#C1 result=parked attempts=1"), std::string::npos) << lines;
  EXPECT_NE(lines.find("delivery key=e platform=slack place=slack/T1/#C1 result=sent attempts=1"), std::string::npos) << lines;
}

TEST_F(Delivery, RepeatsAnEditWhoseOutcomeIsUnknown) {
  post({to("C1", "a")});
  drain_now();
  auto edit = to("C1", "edit");
  edit.delivery = chat::Delivery::edit;
  edit.edits = "a";
  script({{"edit edits ", {status(500)}}, {"edit edits id of a", {status(500)}}});
  post({edit});
  drain_now();
  EXPECT_FALSE(is_empty());
  clock.time += 2s;
  drain_now();
  EXPECT_TRUE(is_empty());
  EXPECT_EQ(http.seen.size(), 3U);
}

TEST_F(Delivery, LetsExpiredRowsNeverOut) {
  auto brief = to("C1", "brief");
  brief.expires = clock.time + 1s;
  script({{"first", {status(429, "5")}}});
  post({to("C1", "first"), brief, to("C1", "last")});
  drain_now();
  clock.time += 5s;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"first", "first", "last"}));
  EXPECT_TRUE(is_empty());
}

TEST_F(Delivery, OpensAFormAlthoughItsPlaceAndWorkspaceWait) {
  script({{"a", {status(420, "30")}}});
  post({to("C1", "a"), to("C1", "b")});
  drain_now();
  post({form("C1", "form")});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "form"}));
}

TEST_F(Delivery, NeverTriesAFormAgain) {
  script({{"late", {status(410)}},
          {"refused", {status(0)}},
          {"too many", {status(429, "1")}},
          {"lost", {status(-1)}},
          {"odd", {status(500)}}});
  post({form("C1", "late"), form("C1", "refused"), form("C1", "too many"), form("C1", "lost"), form("C1", "odd")});
  drain_now();
  EXPECT_TRUE(is_empty());
  clock.time += 1s;
  drain_now();
  EXPECT_EQ(http.seen.size(), 5U);
}

TEST_F(Delivery, LetsAFormExpire) {
  post({form("C1", "form")});
  clock.time += 2500ms;
  drain_now();
  EXPECT_TRUE(http.seen.empty());
  EXPECT_TRUE(is_empty());
}

TEST_F(Delivery, SurvivesBugsOfAPlatform) {
  testing::internal::CaptureStderr();
  script({{"odd", {status(429, "no number")}}});
  post({to("C1", "unwritable"), to("C1", "odd"), to("C1", "fine")});
  drain_now();
  const std::string lines = testing::internal::GetCapturedStderr();
  EXPECT_EQ(http.bodies(), (Keys{"odd", "fine"}));
  EXPECT_TRUE(is_empty());
  EXPECT_NE(lines.find("why=\"a bug in render\""), std::string::npos) << lines;
}

TEST_F(Delivery, ReturnsWhenTheStoreDoesNotAnswer) {
  post({to("C1", "a")});
  store.fail_with(Error{Cause::lost, "gone"});
  drain_now();
  EXPECT_TRUE(http.seen.empty());
}

}  // namespace
}  // namespace backwalk::deliver

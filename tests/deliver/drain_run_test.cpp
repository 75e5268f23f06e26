// The drain that runs on: waking, pacing, stopping, and a store that fails.
#include "tests/deliver/drained.hpp"

namespace backwalk::deliver {
namespace {

class DeliveryRun : public Drained {
 protected:
  using Drained::Drained;
};
class PacedDelivery : public Drained {
 protected:
  PacedDelivery() : Drained({{"slack", Limit::Over::place, Limit::What::everything, 1, 60ms}}) {}
};
class SlowDelivery : public Drained {
 protected:
  SlowDelivery() : Drained({{"slack", Limit::Over::place, Limit::What::everything, 1, 1h}}) {}
};

TEST_F(DeliveryRun, SendsWhatIsAddedWhenNudged) {
  start();
  context.poll();
  EXPECT_TRUE(http.seen.empty());
  post({to("C1", "a")});
  until([this] { return is_empty(); });
  EXPECT_EQ(http.bodies(), Keys{"a"});
  post({to("C1", "b")});
  until([this] { return is_empty(); });
  EXPECT_EQ(http.bodies(), (Keys{"a", "b"}));
  stop_and_wait();
}

TEST_F(DeliveryRun, MayBeNudgedAtAnyTime) {
  drain.nudge();
  start();
  drain.nudge();
  until([this] { return is_running; });
  stop_and_wait();
  drain.nudge();
}

TEST_F(DeliveryRun, WakesWhenARowFallsDue) {
  script({{"a", {status(429, "1")}}});
  post({to("C1", "a")});
  start();
  until([this] { return http.seen.size() == 1; });
  context.poll();
  clock.time += 1s;
  until([this] { return http.seen.size() == 2; });
  stop_and_wait();
}

TEST_F(DeliveryRun, SettlesWhatIsUnderWayBeforeItStopsAndStartsNothingNew) {
  http.holds = true;
  post({to("C1", "a"), to("C1", "b")});
  start();
  until([this] { return http.held() == 1; });
  stop.emit(boost::asio::cancellation_type::terminal);
  context.poll();
  EXPECT_TRUE(is_running) << "the call is still under way";
  http.let_go();
  until([this] { return !is_running; });
  EXPECT_EQ(http.bodies(), Keys{"a"});
}

TEST_F(DeliveryRun, IsTakenUpByTheNextDrainWithoutSendingTwice) {
  http.holds = true;
  post({to("C1", "a"), to("C1", "b"), to("C2", "c")});
  start();
  until([this] { return http.held() == 2; });
  stop.emit(boost::asio::cancellation_type::terminal);
  http.let_go();
  until([this] { return !is_running; });
  http.holds = false;
  Drain next(store, http, clock, {&slack, &teams}, {});
  boost::asio::co_spawn(context, next.drain_now(), [](const std::exception_ptr& failure) { EXPECT_FALSE(failure); });
  until([this] { return is_empty(); });
  context.run_for(10ms);
  EXPECT_EQ(http.bodies(), (Keys{"a", "c", "b"}));
}

TEST_F(DeliveryRun, NeverSendsTwiceWhatItCouldNotSettle) {
  testing::internal::CaptureStderr();
  http.holds = true;
  post({to("C1", "a"), to("C1", "b")});
  start();
  until([this] { return http.held() == 1; });
  store.fail_with(Error{Cause::busy, "locked"});
  http.holds = false;
  http.let_go();
  const auto begin = std::chrono::steady_clock::now();
  until([&] { return std::chrono::steady_clock::now() - begin > 120ms; });
  EXPECT_EQ(http.bodies(), Keys{"a"});
  store.fail_with(std::nullopt);
  until([this] { return is_empty(); });
  EXPECT_EQ(http.bodies(), (Keys{"a", "b"}));
  stop_and_wait();
  EXPECT_NE(testing::internal::GetCapturedStderr().find("delivery not settled"), std::string::npos);
}

TEST_F(DeliveryRun, StopsAlthoughTheStoreNeverAnswersAgain) {
  testing::internal::CaptureStderr();
  http.holds = true;
  post({to("C1", "a")});
  start();
  until([this] { return http.held() == 1; });
  store.fail_with(Error{Cause::lost, "gone"});
  stop.emit(boost::asio::cancellation_type::terminal);
  http.let_go();
  until([this] { return !is_running; });
  EXPECT_NE(testing::internal::GetCapturedStderr().find("delivery never settled"), std::string::npos);
}

TEST_F(DeliveryRun, GoesWithItsLoopWhileACallIsUnderWay) {
  http.holds = true;
  post({to("C1", "a")});
  start();
  until([this] { return http.held() == 1; });
}

TEST_F(PacedDelivery, KeepsTheGapBetweenMessagesToOnePlace) {
  post({to("C1", "1"), to("C1", "2"), to("C1", "3")});
  start();
  until([this] { return is_empty(); });
  stop_and_wait();
  ASSERT_EQ(http.bodies(), (Keys{"1", "2", "3"}));
  EXPECT_GE(http.seen[1].at - http.seen[0].at, 60ms);
  EXPECT_GE(http.seen[2].at - http.seen[1].at, 60ms);
}

TEST_F(DeliveryRun, OpensAFormWhileAMessageToItsPlaceIsUnderWay) {
  http.holds = true;
  post({to("C1", "a"), to("C1", "b")});
  start();
  until([this] { return http.held() == 1; });
  post({form("C1", "form")});
  until([this] { return http.held() == 2; });
  EXPECT_EQ(http.bodies(), (Keys{"a", "form"}));
  http.holds = false;
  http.let_go();
  until([this] { return is_empty(); });
  stop_and_wait();
  EXPECT_EQ(http.bodies(), (Keys{"a", "form", "b"})) << "once";
}

TEST_F(SlowDelivery, OpensAFormInAPlaceThatRestsAndLetsItCostNothing) {
  post({to("C1", "a1"), to("C1", "a2"), form("C2", "form 2"), to("C2", "b1")});
  drain_now();
  post({form("C1", "form 1")});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"form 2", "a1", "b1", "form 1"}));
}

TEST_F(SlowDelivery, DoesNotHoldUpOtherPlacesOrPlatforms) {
  post({to("C1", "a1"), to("C1", "a2"), to("C2", "b1"), to("C3", "t1", "teams"), to("C3", "t2", "teams")});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a1", "t1", "b1", "t2"})) << "workspaces take turns";
  EXPECT_FALSE(is_empty());
}

}  // namespace
}  // namespace backwalk::deliver

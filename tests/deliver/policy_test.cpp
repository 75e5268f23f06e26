#include <gtest/gtest.h>

#include "bot/deliver/deliver.hpp"

namespace backwalk::deliver {
namespace policy_test {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

const Instant noon{std::chrono::hours(500'000)};

store::Row row(chat::Delivery delivery = chat::Delivery::post, int attempts = 0, std::int64_t id = 1) {
  store::Row made;
  made.id = id;
  made.attempts = attempts;
  made.created = noon - 1min;
  made.resolved.outgoing.delivery = delivery;
  return made;
}
Next after(const chat::Receipt& receipt, const store::Row& of = row()) { return next_step(of, receipt, noon, {}); }
Next after(const Error& error, const store::Row& of = row()) { return next_step(of, error, noon, {}); }

std::string words(const Next& next) {
  struct Tell {
    std::string operator()(const SettleSent& sent) const { return "sent " + sent.ids.message; }
    std::string operator()(const TryAgain& again) const {
      const bool is_first_backoff = again.after >= 800ms && again.after <= 1200ms;
      const std::string time = is_first_backoff && again.counts ? "soon" : std::to_string(again.after / 1s) + "s";
      return "again " + time + (again.counts ? " counts" : "") + (again.whole_workspace ? " workspace" : "");
    }
    std::string operator()(const StayInDoubt& doubt) const { return "in doubt " + std::to_string(doubt.after / 1s) + "s: " + doubt.why; }
    std::string operator()(const GiveUp& end) const { return (end.how == store::Settled::expired ? "expired: " : "parked: ") + end.why; }
  };
  return std::visit(Tell(), next);
}

TEST(DeliveryPolicy, FollowsTheTable) {
  using chat::Delivery;
  const struct {
    const char* name;
    Next next;
    const char* words;
  } cases[] = {
      {"sent", after(chat::Sent{{"m1", "C1"}}), "sent m1"},
      {"429", after(chat::RetryAfter{30s}), "again 30s"},
      {"429 without a time", after(chat::RetryAfter{0s}), "again 1s"},
      {"429 of the workspace", after(chat::RetryAfter{7s, true}), "again 7s workspace"},
      {"unknown post", after(chat::Unknown{"status 500"}), "parked: may have arrived: status 500"},
      {"unknown ephemeral", after(chat::Unknown{"x"}, row(Delivery::ephemeral)), "parked: may have arrived: x"},
      {"unknown edit", after(chat::Unknown{"x"}, row(Delivery::edit)), "again soon counts"},
      {"gone", after(chat::Gone{"archived"}), "parked: gone: archived"},
      {"denied", after(chat::Denied{"no scope"}), "parked: denied: no scope"},
      {"not sent", after(Error{Cause::not_sent, "refused"}), "again soon counts"},
      {"not sent edit", after(Error{Cause::not_sent, "refused"}, row(Delivery::edit)), "again soon counts"},
      {"call unknown", after(Error{Cause::unknown, "timed out"}), "parked: may have arrived: timed out"},
      {"call unknown edit", after(Error{Cause::unknown, "timed out"}, row(Delivery::edit)), "again soon counts"},
      {"form", after(chat::Sent{{"V1", ""}}, row(Delivery::form)), "sent V1"},
      {"429 form", after(chat::RetryAfter{1s}, row(Delivery::form)), "parked: a form is not tried again: refused for now"},
      {"unknown form", after(chat::Unknown{"x"}, row(Delivery::form)), "parked: may have arrived: x"},
      {"not sent form", after(Error{Cause::not_sent, "refused"}, row(Delivery::form)), "parked: a form is not tried again: refused"},
      {"call unknown form", after(Error{Cause::unknown, "timed out"}, row(Delivery::form)), "parked: may have arrived: timed out"},
      {"form too late for its trigger", after(chat::Gone{"expired_trigger_id"}, row(Delivery::form)), "parked: gone: expired_trigger_id"},
      {"call makes no sense", after(Error{Cause::invalid, "no such thing"}), "parked: no such thing"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(words(one.next), one.words);
  }
}

TEST(DeliveryPolicy, BacksOffFromASecondToFiveMinutesWithinAFifth) {
  long whole = 1000;
  for (int attempts = 0; attempts < 40; ++attempts, whole = std::min(whole * 2, 300'000L)) {
    for (std::int64_t id = 1; id < 200; ++id) {
      const auto next = after(Error{Cause::not_sent, "x"}, row(chat::Delivery::post, attempts, id));
      const auto wait = std::get<TryAgain>(next).after.count();
      ASSERT_GE(wait, whole * 8 / 10);
      ASSERT_LE(wait, whole * 12 / 10);
    }
  }
}

TEST(DeliveryPolicy, BackoffDiffersBetweenRowsAndNotBetweenRuns) {
  std::map<milliseconds, int> waits;
  for (std::int64_t id = 1; id <= 100; ++id) {
    const auto first = std::get<TryAgain>(after(Error{Cause::not_sent, "x"}, row(chat::Delivery::post, 3, id))).after;
    EXPECT_EQ(std::get<TryAgain>(after(Error{Cause::not_sent, "x"}, row(chat::Delivery::post, 3, id))).after, first);
    ++waits[first];
  }
  EXPECT_GT(waits.size(), 50U);
}

TEST(DeliveryPolicy, GivesUpAfterADay) {
  auto old = row();
  old.created = noon - 24h;
  EXPECT_TRUE(std::holds_alternative<TryAgain>(after(Error{Cause::not_sent, "x"}, old)));
  old.created -= 1ms;
  EXPECT_EQ(words(after(Error{Cause::not_sent, "refused"}, old)), "expired: older than a day; last: refused");
  EXPECT_EQ(words(after(chat::RetryAfter{1s}, old)), "expired: older than a day; last: refused for now");
  EXPECT_EQ(words(after(chat::Sent{{"m", ""}}, old)), "sent m");
}

TEST(DeliveryPolicy, DoesNotTryAgainWhenThatWouldBeTooLate) {
  auto brief = row();
  brief.resolved.outgoing.expires = noon + 5s;
  EXPECT_TRUE(std::holds_alternative<TryAgain>(after(chat::RetryAfter{4s}, brief)));
  EXPECT_EQ(words(after(chat::RetryAfter{5s}, brief)), "expired: not worth sending any more; last: refused for now");
}

TEST(DeliveryPolicy, ExpiredRowsNeverGoOut) {
  auto brief = row();
  EXPECT_FALSE(before_sending(brief, noon));
  brief.resolved.outgoing.expires = noon + 1ms;
  EXPECT_FALSE(before_sending(brief, noon));
  brief.resolved.outgoing.expires = noon;
  ASSERT_TRUE(before_sending(brief, noon));
  EXPECT_EQ(before_sending(brief, noon)->how, store::Settled::expired);
}

}  // namespace policy_test
}  // namespace backwalk::deliver

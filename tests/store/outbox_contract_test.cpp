// What leaves: in order, once, and not too late.
#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class OutboxContract : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(On, OutboxContract, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(OutboxContract, KeepsTheOrderOfAPlace) {
  send({post("a1", channel("a")), post("a2", channel("a")), post("b1", channel("b")), post("d1", direct("dev"))});
  const auto rows = take();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(keys_taken(), (Keys{"a1", "b1", "d1"}));  // taking promises nothing
  EXPECT_EQ(rows[0].created, noon);
  EXPECT_TRUE(sent(rows[0], "m1"));
  EXPECT_EQ(keys_taken(noon, 10, {place_key(channel("b")), place_key(direct("dev"))}), Keys{"a2"});
  EXPECT_EQ(keys_taken(noon, 10, {place_key(channel("a")), place_key(channel("b")), place_key(direct("dev"))}), Keys{});
  EXPECT_FALSE(wait_for<bool>([&](auto done) { store_->settle_sent(99, {}, noon, std::move(done)); }).value());
}

TEST_P(OutboxContract, TellsHowMuchWaitsAndSinceWhen) {
  const auto backlog = [&] { return wait_for<Backlog>([&](auto done) { store_->backlog(std::move(done)); }).value(); };
  EXPECT_EQ(backlog().waiting, 0U);
  EXPECT_FALSE(backlog().oldest);
  send({post("b1", channel("b"))}, noon - 1h);
  send({post("a1", channel("a")), post("a2", channel("a")), post("b2", channel("b"))});
  EXPECT_EQ(backlog().waiting, 4U);
  EXPECT_EQ(backlog().oldest, noon - 1h);
  EXPECT_TRUE(sent(take()[0], "m"));
  EXPECT_EQ(backlog().waiting, 3U);
  EXPECT_EQ(backlog().oldest, noon);
}

TEST_P(OutboxContract, SendsWhatIsNewOnceThoughItSaysSoWithEachOfItsMessages) {
  turn::Answer answer;
  answer.later = {post("p1/7/post", channel("eng")), post("p1/7/post", channel("eng")), post("p1/70/post", channel("eng"))};
  answer.new_keys = "p1/7/";
  EXPECT_TRUE(this->answer(turn_of("dev", channel("eng")), answer).has_value());
  send({post("p1/7/post", channel("eng")), post("p1/70/post", channel("eng"))});
  const auto backlog = wait_for<Backlog>([&](auto done) { store_->backlog(std::move(done)); });
  EXPECT_EQ(backlog.value().waiting, 2U);
}

TEST_P(OutboxContract, LeavesOutADoubleKey) {
  send({post("a1", channel("a"))});
  send({post("a1", channel("b")), post("b1", channel("b"))});
  EXPECT_EQ(keys_taken(), (Keys{"a1", "b1"}));
  for (const Row& row : take()) EXPECT_TRUE(sent(row, "m"));
  send({post("a1", channel("a"))});
  EXPECT_EQ(keys_taken(), Keys{});
}

TEST_P(OutboxContract, WaitsUntilARowIsDueAndHoldsItsPlaceBack) {
  send({post("a1", channel("a")), post("a2", channel("a")), post("b1", channel("b"))});
  EXPECT_EQ(next_send(), noon);
  EXPECT_TRUE(postpone(take()[0], noon + 30s, true));
  EXPECT_EQ(keys_taken(), Keys{"b1"});
  EXPECT_TRUE(sent(take()[0], "m"));
  EXPECT_EQ(next_send(), noon + 30s);
  EXPECT_EQ(keys_taken(noon + 29s), Keys{});
  ASSERT_EQ(keys_taken(noon + 30s), Keys{"a1"});
  const Row row = take(noon + 30s)[0];
  EXPECT_EQ(row.attempts, 1);
  EXPECT_TRUE(postpone(row, noon + 40s, false));
  EXPECT_EQ(take(noon + 40s)[0].attempts, 1);
  EXPECT_TRUE(unsent(row, Settled::parked));
  EXPECT_FALSE(unsent(row, Settled::parked));
  EXPECT_FALSE(postpone(row, noon, true));
  EXPECT_EQ(keys_taken(), Keys{"a2"});
  EXPECT_TRUE(sent(take()[0], "m"));
  EXPECT_FALSE(next_send());
}

TEST_P(OutboxContract, MarksWhatItGivesUntilAnAnswerSaysNo) {
  send({post("a1", channel("a")), post("a2", channel("a"))});
  const Row first = take(noon + 1s)[0];
  EXPECT_FALSE(first.in_doubt_since);
  const Row again = take(noon + 2s)[0];  // another process, after the first has ended
  EXPECT_EQ(again.resolved.outgoing.key, "a1");
  EXPECT_EQ(again.in_doubt_since, noon + 1s);
  EXPECT_EQ(again.repeats, 0);
  EXPECT_TRUE(stay_in_doubt(again, noon + 30s));
  EXPECT_EQ(keys_taken(noon + 29s), Keys{}) << "its place waits";
  const Row doubted = take(noon + 30s)[0];
  EXPECT_EQ(doubted.in_doubt_since, noon + 1s);
  EXPECT_EQ(doubted.attempts, 1);
  EXPECT_TRUE(mark_repeat(doubted, noon + 31s));
  const Row repeated = take(noon + 32s)[0];
  EXPECT_EQ(repeated.in_doubt_since, noon + 31s);
  EXPECT_EQ(repeated.repeats, 1);
  EXPECT_TRUE(postpone(repeated, noon + 40s, true));
  EXPECT_FALSE(take(noon + 40s)[0].in_doubt_since);
  EXPECT_TRUE(sent(repeated, "m1"));
  EXPECT_FALSE(stay_in_doubt(repeated, noon + 50s));
  EXPECT_FALSE(mark_repeat(repeated, noon + 50s));
  EXPECT_EQ(keys_taken(noon + 40s), Keys{"a2"});
}

TEST_P(OutboxContract, WhatMayHaveArrivedDoesNotExpireUnseen) {
  chat::Outgoing soon = post("a1", channel("a"));
  soon.expires = noon + 5s;
  send({soon});
  EXPECT_EQ(keys_taken(noon), Keys{"a1"});
  EXPECT_EQ(keys_taken(noon + 1min), Keys{"a1"});
}

TEST_P(OutboxContract, AParkedRowThatWasConfirmedIsSent) {
  send({post("root", channel("a"))});
  const Row row = take()[0];
  EXPECT_TRUE(unsent(row, Settled::parked));
  EXPECT_TRUE(sent(row, "ts1"));
  send({edit_of("root", "root/2", channel("a"))});
  EXPECT_EQ(take()[0].resolved.edits->message, "ts1");
}

TEST_P(OutboxContract, SendsOnlyForThePlatformsThatAreThere) {
  chat::Place slack = channel("a");
  slack.platform = "slack";
  send({post("s1", slack)});
  EXPECT_EQ(keys_taken(), Keys{});
  EXPECT_FALSE(next_send());
}

TEST_P(OutboxContract, DropsWhatIsTooLate) {
  chat::Outgoing soon = post("a1", channel("a"));
  soon.expires = noon + 5s;
  send({soon, post("a2", channel("a"))});
  EXPECT_EQ(next_send(), noon);
  EXPECT_EQ(keys_taken(noon + 6s, 10, {place_key(channel("a"))}), Keys{});  // its place is busy
  EXPECT_EQ(keys_taken(noon + 6s), Keys{"a2"});
  EXPECT_EQ(keys_taken(noon), Keys{"a2"});  // settled for good
}

TEST_P(OutboxContract, AThreadPostWaitsForItsRoot) {
  send({in_thread("root", "child", channel("b")), post("root", channel("a")), post("later", channel("b"))});
  EXPECT_EQ(keys_taken(), Keys{"root"});
  EXPECT_EQ(next_send(), noon);
  EXPECT_TRUE(sent(take()[0], "ts1"));
  const auto rows = take();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].resolved.outgoing.key, "child");
  EXPECT_EQ(rows[0].resolved.outgoing.place.thread, "ts1");
}

TEST_P(OutboxContract, AThreadPostGoesToTheChannelWhenItsRootWasNotSent) {
  send({post("root", channel("a")), in_thread("root", "child", channel("a")), in_thread("never", "orphan", channel("b"))});
  const auto rows = take();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].resolved.outgoing.key, "orphan");
  EXPECT_FALSE(rows[1].resolved.outgoing.place.thread);
  EXPECT_TRUE(unsent(rows[0], Settled::parked));
  EXPECT_TRUE(sent(rows[1], "m"));
  ASSERT_EQ(keys_taken(), Keys{"child"});
  EXPECT_FALSE(take()[0].resolved.outgoing.place.thread);
}

TEST_P(OutboxContract, AnEditFindsTheMessageThatItChanges) {
  send({post("card", direct("dev")), edit_of("card", "card/2", direct("dev"))});
  EXPECT_EQ(keys_taken(), Keys{"card"});
  EXPECT_TRUE(sent(take()[0], "ts7"));
  const auto rows = take();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].resolved.edits->message, "ts7");
  EXPECT_EQ(rows[0].resolved.edits->channel, "C1");
}

TEST_P(OutboxContract, AnEditOfAMessageThatWasNotSentIsParkedAndLetsTheNextPass) {
  send({post("card", channel("a")), edit_of("card", "card/2", channel("a")), edit_of("never", "never/2", channel("a")),
        post("next", channel("a"))});
  EXPECT_TRUE(unsent(take()[0], Settled::expired));
  EXPECT_EQ(keys_taken(), Keys{"next"});
}

TEST_P(OutboxContract, AWaitingEditIsReplacedByTheNewer) {
  send({post("card", channel("a"))});
  EXPECT_TRUE(sent(take()[0], "ts1"));
  send({edit_of("card", "card/2", channel("a"))});
  const Row older = take()[0];
  EXPECT_TRUE(postpone(older, noon + 10s, false));
  send({edit_of("card", "card/3", channel("a")), edit_of("card", "card/2", channel("a"))});
  EXPECT_EQ(keys_taken(noon + 9s), Keys{});  // the platform's wish to wait holds for the newer one
  EXPECT_EQ(keys_taken(noon + 10s), Keys{"card/3"});
  EXPECT_FALSE(postpone(older, noon, true));
  EXPECT_TRUE(sent(older, "ts1"));  // it was under way when it was replaced: what happened is what counts
  EXPECT_EQ(keys_taken(noon + 10s), Keys{"card/3"});
}

TEST_P(OutboxContract, PlacesTakeTurns) {
  send({post("a1", channel("a")), post("a2", channel("a")), post("a3", channel("a"))});
  send({post("b1", channel("b"))}, noon + 1s);
  Keys order;
  for (int i = 0; i < 4; ++i) {
    const auto rows = take(noon + 2s, 1);
    ASSERT_EQ(rows.size(), 1U);
    order.push_back(rows[0].resolved.outgoing.key);
    EXPECT_TRUE(sent(rows[0], "m"));
  }
  EXPECT_EQ(order, (Keys{"a1", "b1", "a2", "a3"}));
}

TEST_P(OutboxContract, KnowsAThreadEvenForAnEphemeralNote) {
  chat::Outgoing note = post("note", thread_of("a", "t1"));
  note.delivery = chat::Delivery::ephemeral;
  note.only_for = door("dev");
  send({note});
  const auto rows = take();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].resolved.outgoing.place.thread, "t1");
  EXPECT_EQ(rows[0].resolved.outgoing.only_for, door("dev"));
}

TEST_P(OutboxContract, AFormGoesBeforeEverythingThatWaits) {
  std::vector<chat::Outgoing> backlog;
  for (int number = 0; number < 70; ++number) backlog.push_back(post("b" + std::to_string(number), channel("b" + std::to_string(number))));
  send(backlog, noon - 1h);
  send({post("a1", channel("a")), form_for("f1", channel("a"))});
  EXPECT_EQ(keys_taken(noon, 1), Keys{"f1"});
  EXPECT_EQ(keys_taken(noon, 1, {place_key(channel("a"))}), Keys{"f1"});  // its place is busy or rests
  const auto row = take(noon, 1)[0];
  EXPECT_EQ(row.resolved.outgoing.trigger, "trigger of f1");
  EXPECT_EQ(row.created, noon);
  EXPECT_EQ(keys_taken(noon, 2, {queue_key(row.resolved.outgoing)}), (Keys{"b0", "b1"}));  // while it is under way
}

TEST_P(OutboxContract, FormsOfOnePlaceDoNotWaitForEachOther) {
  send({form_for("f1", channel("a")), form_for("f2", channel("a")), post("a1", channel("a"))});
  EXPECT_EQ(keys_taken(), (Keys{"f1", "f2", "a1"}));
  for (const Row& row : take()) EXPECT_TRUE(sent(row, "V1"));
  EXPECT_FALSE(next_send());
}

TEST_P(OutboxContract, AFormThatIsTooLateNeverGoes) {
  send({form_for("f1", channel("a"))});
  EXPECT_TRUE(next_send());
  EXPECT_EQ(keys_taken(noon + 2501ms), Keys{});
  EXPECT_EQ(keys_taken(noon), Keys{});  // settled for good
  EXPECT_FALSE(next_send());
}

TEST(PlaceKey, GivesAFormAQueueOfItsOwn) {
  EXPECT_EQ(queue_key(post("a", channel("eng"))), "console/local/#eng");
  EXPECT_EQ(queue_key(form_for("form:s/1", channel("eng"))), "console/local/#eng/form/form:s%2F1");
}

TEST(PlaceKey, TellsPlacesApart) {
  EXPECT_EQ(place_key(channel("eng")), "console/local/#eng");
  EXPECT_EQ(place_key(thread_of("eng", "t1")), "console/local/#eng");
  EXPECT_EQ(place_key(direct("dev")), "console/local/@dev");
  EXPECT_NE(place_key({"a", "b/c", "d", {}, {}}), place_key({"a", "b", "c/d", {}, {}}));
}

}  // namespace
}  // namespace backwalk::store

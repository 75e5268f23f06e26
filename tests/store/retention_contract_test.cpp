// Turns of workspaces, digests after an outage, and what is let go of.
#include <algorithm>

#include "tests/store/given_store.hpp"

namespace backwalk::store {
namespace {

class OutboxTurns : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(On, OutboxTurns, ::testing::Values("memory", "sqlite"), name_of);

chat::Place in_workspace(const std::string& workspace, const std::string& name) {
  return {"console", workspace, name, std::nullopt, std::nullopt};
}

TEST_P(OutboxTurns, AWorkspaceWithAThousandRowsDoesNotHoldUpAnother) {
  std::vector<chat::Outgoing> storm;
  for (int number = 0; number < 1000; ++number) {
    storm.push_back(post("a" + std::to_string(number), in_workspace("A", "c" + std::to_string(number))));
  }
  send(storm, noon - 1h);
  send({post("b0", in_workspace("B", "c0")), post("b1", in_workspace("B", "c1"))});
  EXPECT_EQ(keys_taken(noon, 4), (Keys{"a0", "b0", "a1", "b1"}));
}

TEST_P(OutboxTurns, TakesNoMoreThanIsAllowed) {
  using What = Allowance::What;
  send({post("root", channel("a")), post("b", channel("b")), post("c", channel("c")), post("d", in_workspace("other", "d"))});
  for (const Row& row : take()) EXPECT_TRUE(sent(row, "m"));
  send({edit_of("root", "edit", channel("a")), post("b2", channel("b")), post("c2", channel("c")), form_for("f", channel("a"))});
  EXPECT_EQ(keys_taken_with({{"console", "local", What::everything, 0}}), Keys{"f"}) << "a form always may";
  EXPECT_EQ(keys_taken_with({{"console", "local", What::edits, 0}}), (Keys{"f", "b2", "c2"}));
  EXPECT_EQ(keys_taken_with({{"console", "local", What::posts, 0}}), (Keys{"f", "edit"}));
  EXPECT_EQ(keys_taken_with({{"console", "local", What::posts, 1}}).size(), 3U);
  EXPECT_EQ(keys_taken_with({{"console", "elsewhere", What::everything, 0}}).size(), 4U);
}

class Digest : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(On, Digest, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(Digest, JoinsWhatPiledUpForAPerson) {
  send(
      {post("d1", direct("dev")), post("d2", direct("dev")), post("x1", direct("xia")), post("c1", channel("c")), post("c2", channel("c"))},
      noon - 2h);
  send({post("d3", direct("dev"))});
  const auto rows = take_folded(noon);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].resolved.outgoing.key, "d1");
  EXPECT_EQ(chat::plain(rows[0].resolved.outgoing.message), "3\nd1\nd2\nd3");
  EXPECT_EQ(rows[0].resolved.outgoing.repeat, chat::Repeat::at_least_once);
  EXPECT_EQ(chat::plain(rows[1].resolved.outgoing.message), "x1") << "alone it is what it was";
  EXPECT_EQ(chat::plain(rows[2].resolved.outgoing.message), "c1") << "a channel reads one after the other";
  for (const Row& row : rows) EXPECT_TRUE(sent(row, "m of " + row.resolved.outgoing.key));
  EXPECT_EQ(keys_taken(), Keys{"c2"}) << "nothing of the digest comes again";
}

TEST_P(Digest, IsFoldedAnewAfterARefusalAndStaysAsItWasWhileInDoubt) {
  send({post("d1", direct("dev")), post("d2", direct("dev"))}, noon - 2h);
  const Row first = take_folded(noon)[0];
  EXPECT_TRUE(postpone(first, noon + 10s, true));
  send({post("d3", direct("dev"))});
  const Row second = take_folded(noon + 10s)[0];
  EXPECT_EQ(chat::plain(second.resolved.outgoing.message), "3\nd1\nd2\nd3");
  send({post("d4", direct("dev"))});
  EXPECT_TRUE(stay_in_doubt(second, noon + 20s));
  const Row third = take_folded(noon + 20s)[0];
  EXPECT_EQ(chat::plain(third.resolved.outgoing.message), "3\nd1\nd2\nd3") << "d4 was not in what may have arrived";
  EXPECT_TRUE(sent(third, "m1"));
  EXPECT_EQ(keys_taken(noon + 30s), Keys{"d4"});
}

TEST_P(Digest, TakesWhatIsInItAlongWhenItIsParked) {
  send({post("d1", direct("dev")), post("d2", direct("dev"))}, noon - 2h);
  EXPECT_TRUE(unsent(take_folded(noon)[0], Settled::parked));
  EXPECT_EQ(keys_taken(), Keys{});
  EXPECT_FALSE(next_send());
}

TEST_P(Digest, LeavesYoungMessagesAndThoseThatAreMoreThanText) {
  chat::Outgoing soon = post("late", direct("xia"));
  soon.expires = noon + 1h;
  chat::Outgoing form = post("form", direct("yui"));
  form.message.blocks.emplace_back(chat::Form{"kpi K1", "Save", {chat::Field{"value", "Value", "", "", true, chat::TextInput{}}}});
  send({post("d1", direct("dev")), post("d2", direct("dev"))}, noon - 30min);
  send({soon, post("x2", direct("xia")), form, post("y2", direct("yui"))}, noon - 2h);
  std::vector<std::string> texts;
  for (const Row& row : take_folded(noon))
    texts.push_back(row.resolved.outgoing.key + ": " + chat::plain(row.resolved.outgoing.message.headline));
  std::ranges::sort(texts);
  EXPECT_EQ(texts, (Keys{"d1: d1", "form: form", "late: late"}));
}

TEST_P(Digest, IsTheMessageThatItsQuestionsWereAskedIn) {
  const auto plan = start("dev", channel("eng"), "SHIP");
  Turn turn = turn_of("dev", channel("eng"));
  turn.at = noon - 2h;
  turn::Answer answer;
  answer.later = {post("d1", direct("dev")), post("d2", direct("dev"))};
  turn::NewQuestion question{.plan = plan, .asked = {}, .place = direct("dev"), .message_key = "d2"};
  answer.questions = {question};
  EXPECT_TRUE(this->answer(turn, answer));
  EXPECT_TRUE(sent(take_folded(noon)[0], "ts1"));
  chat::Place thread = direct("dev");
  thread.thread = "ts1";
  EXPECT_EQ(look("dev", thread).questions.size(), 1U) << "an answer under the digest answers it";
}

class Retention : public AnyStore {
 protected:
  /// Something has an effect then; what is old goes.
  void later(Instant at) { send({post("at " + std::to_string(at.time_since_epoch().count()), channel("late"))}, at); }
  void send(std::vector<chat::Outgoing> messages, Instant at) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.at = turn.wall = at;
    turn::Answer answer;
    answer.later = std::move(messages);
    EXPECT_TRUE(this->answer(std::move(turn), std::move(answer)).has_value());
  }
};
INSTANTIATE_TEST_SUITE_P(On, Retention, ::testing::Values("memory", "sqlite"), name_of);

TEST_P(Retention, KeepsTheKeyOfASettledMessageForAMonth) {
  send({post("a1", channel("a"))}, noon);
  EXPECT_TRUE(sent(take()[0], "m1"));
  later(noon + 29 * 24h);
  send({post("a1", channel("a"))}, noon + 29 * 24h + 1h);
  EXPECT_EQ(keys_taken(noon + 29 * 24h + 1h).size(), 1U) << "only the one that `later` sent";
  later(noon + 31 * 24h);
  send({post("a1", channel("a"))}, noon + 31 * 24h + 1h);
  const auto keys = keys_taken(noon + 31 * 24h + 1h);
  EXPECT_NE(std::ranges::find(keys, "a1"), keys.end());
}

TEST_P(Retention, KeepsWhatIsStillToBeEditedAndAnswered) {
  const auto plan = start("dev", channel("eng"), "SHIP");
  turn::Answer asking;
  asking.later = {post("p1/root", channel("eng")), post("q", channel("a")), post("p1/report/channel/2026-09-07", channel("b"))};
  turn::NewQuestion question{.plan = plan, .asked = {}, .place = channel("a"), .message_key = "q"};
  asking.questions = {question};
  EXPECT_TRUE(answer(turn_of("dev", channel("eng")), asking));
  for (const Row& row : take()) EXPECT_TRUE(sent(row, "ts of " + row.resolved.outgoing.key));
  const Instant far = noon + 100 * 24h;
  later(far);
  EXPECT_EQ(look("dev", thread_of("a", "ts of q")).questions.size(), 1U);
  send({edit_of("p1/root", "card", channel("eng")), edit_of("p1/report/channel/2026-09-07", "late", channel("b"))}, far + 1h);
  std::vector<std::string> edited;
  for (const Row& row : take(far + 1h)) {
    if (row.resolved.edits) edited.push_back(row.resolved.edits->message);
  }
  std::ranges::sort(edited);
  EXPECT_EQ(edited, (Keys{"ts of p1/report/channel/2026-09-07", "ts of p1/root"}));
}

TEST_P(Retention, NeverLetsGoOfWhatWaits) {
  send({post("a1", channel("a"))}, noon);
  later(noon + 400 * 24h);
  EXPECT_EQ(keys_taken(noon + 400 * 24h).front(), "a1");
}

TEST_P(Retention, ForgetsAnEventAfterTwentySixHours) {
  const auto say = [&](Instant at) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.at = turn.wall = at;
    turn.keys = {"event"};
    turn::Answer answer;
    answer.later = {post("said " + std::to_string(at.time_since_epoch().count()), channel("a"))};
    return this->answer(std::move(turn), std::move(answer))->duplicate;
  };
  EXPECT_FALSE(say(noon));
  EXPECT_TRUE(say(noon + 26h));
  later(noon + 26h + 1s);
  EXPECT_FALSE(say(noon + 26h + 2s));
}

TEST_P(Retention, AReminderThatComesOnceForEverIsRememberedForEver) {
  const auto plan = start("dev", channel("eng"), "SHIP");
  turn::Answer out;
  for (const char* key : {"p1/start/u1/A3", "p1/milestone/u1/M1/2026-09-10", "p1/standup/u1/2026-09-08", "p1/checkin/u1/K1/2026-09-07"}) {
    out.fired.push_back({plan, key, std::nullopt});
  }
  EXPECT_TRUE(answer(turn_of("dev", channel("eng")), out));
  const auto fired_at = [&](Instant at) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.need = {};
    turn.need.plans = {plan};
    turn.at = turn.wall = at;
    return look(std::move(turn)).fired;
  };
  EXPECT_EQ(fired_at(noon + 399 * 24h).size(), 4U);
  later(noon + 403 * 24h);
  const auto fired = fired_at(noon + 403 * 24h);
  EXPECT_EQ(fired, (Keys{"p1/milestone/u1/M1/2026-09-10", "p1/start/u1/A3"}));
}

}  // namespace
}  // namespace backwalk::store

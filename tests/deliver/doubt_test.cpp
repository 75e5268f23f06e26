// Lost answers: what is not known to have arrived is looked up, confirmed, or goes by its kind.
#include "bot/deliver/doubt.hpp"

#include "tests/deliver/drained.hpp"

namespace backwalk::deliver {
namespace doubt_test {

const Instant noon{std::chrono::hours(500'000)};

store::Row in_doubt(chat::Repeat repeat, std::chrono::milliseconds age = 1min) {
  store::Row row;
  row.id = 1;
  row.created = noon - 1min;
  row.in_doubt_since = noon - age;
  row.resolved.outgoing.repeat = repeat;
  return row;
}
store::Row nudge() { return in_doubt(chat::Repeat::at_most_once); }
store::Row summary() { return in_doubt(chat::Repeat::at_least_once); }
store::Row with(store::Row row, chat::Delivery delivery) {
  row.resolved.outgoing.delivery = delivery;
  return row;
}
store::Row expired(store::Row row) {
  row.resolved.outgoing.expires = noon - 1s;
  return row;
}
store::Row repeated(store::Row row, int times) {
  row.repeats = times;
  return row;
}
store::Row fresh(store::Row row) {
  row.in_doubt_since = noon - 2s;
  return row;
}

std::string words(const Step& step) {
  struct Tell {
    std::string operator()(const LookUp&) const { return "look up"; }
    std::string operator()(const SendAgain& again) const { return again.is_missing ? "send: it is missing" : "send: it may come twice"; }
    std::string operator()(const StayInDoubt& doubt) const { return "wait " + std::to_string((doubt.after + 500ms) / 1s) + " s"; }
    std::string operator()(const GiveUp& end) const { return (end.how == store::Settled::expired ? "expired: " : "parked: ") + end.why; }
    std::string operator()(const SettleSent& sent) const { return "sent " + sent.ids.message; }
  };
  return std::visit(Tell(), step);
}

TEST(Doubt, GoesByTheMeansOfThePlatformAndThenByItsKind) {
  using chat::Delivery;
  const Means none{false, false, true}, asks{true, false, true}, tells{false, true, true}, parks{false, false, false};
  const struct {
    const char* name;
    store::Row row;
    Means means;
    const char* words;
  } cases[] = {
      {"a nudge", nudge(), none, "parked: may have arrived"},
      {"a summary", summary(), none, "send: it may come twice"},
      {"a summary where parking is the way", summary(), parks, "parked: may have arrived"},
      {"a summary for the fourth time", repeated(summary(), 3), none, "send: it may come twice"},
      {"a summary for the fifth time", repeated(summary(), 4), none, "parked: may have arrived"},
      {"a summary that is too late", expired(summary()), none, "parked: may have arrived"},
      {"a summary that may be confirmed", fresh(summary()), tells, "wait 3 s"},
      {"a summary that was not confirmed", summary(), tells, "send: it may come twice"},
      {"a nudge that may be confirmed", fresh(nudge()), tells, "parked: may have arrived"},
      {"a nudge that can be looked up", nudge(), asks, "look up"},
      {"a summary that can be looked up", summary(), asks, "look up"},
      {"an edit", with(nudge(), Delivery::edit), none, "send: it is missing"},
      {"an edit that is too late", expired(with(nudge(), Delivery::edit)), none, "expired: not worth sending any more"},
      {"a form", with(nudge(), Delivery::form), asks, "parked: a form is not tried again: it may have opened"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(words(about_doubt(one.row, one.means, noon, noon)), one.words);
  }
}

TEST(Doubt, EndsWithALookUpOrWaitsForOne) {
  using Found = std::optional<chat::SentIds>;
  const Means asks{true, false, true};
  const auto step = [&](const store::Row& row, Result<Found> found, std::chrono::milliseconds wait = 0ms) {
    return words(after_look_up(row, Looked{std::move(found), wait}, asks, noon, noon));
  };
  EXPECT_EQ(step(nudge(), Found(chat::SentIds{"m7", "C1", {}})), "sent m7");
  EXPECT_EQ(step(nudge(), Found()), "send: it is missing");
  EXPECT_EQ(step(fresh(nudge()), Found()), "wait 3 s") << "it may be on its way";
  EXPECT_EQ(step(expired(summary()), Found()), "expired: it has not arrived, and is not worth sending any more");
  EXPECT_EQ(step(nudge(), Error{Cause::unknown, "timed out"}), "wait 1 s");
  EXPECT_EQ(step(nudge(), Error{Cause::busy, "429"}, 30s), "wait 30 s");
  EXPECT_EQ(step(nudge(), Error{Cause::not_allowed, "no scope"}), "parked: may have arrived: no scope");
  EXPECT_EQ(step(summary(), Error{Cause::not_allowed, "no scope"}), "send: it may come twice");
  auto old = nudge();
  old.created = noon - 25h;
  EXPECT_EQ(step(old, Error{Cause::unknown, "503"}), "parked: may have arrived; a day of look-ups: 503");
}

class Doubtful : public Drained {
 protected:
  static chat::Outgoing summary_of(chat::Outgoing outgoing) {
    outgoing.repeat = chat::Repeat::at_least_once;
    return outgoing;
  }
  void expect(std::uint64_t unknown, std::uint64_t found, std::uint64_t missing, std::uint64_t repeated, std::uint64_t parked) {
    const Tally tally = drain.tally();
    EXPECT_EQ(tally.unknown, unknown);
    EXPECT_EQ(tally.found, found);
    EXPECT_EQ(tally.missing, missing);
    EXPECT_EQ(tally.repeated, repeated);
    EXPECT_EQ(tally.parked, parked);
  }
  /// Another process took what is due and ended before it could write down what became of it.
  void crash_after_taking() {
    store.take({clock.time, clock.time, 8, {"slack", "teams"}, {}},
               [](Result<std::vector<store::Row>> rows) { EXPECT_FALSE(rows->empty()); });
  }
};

TEST_F(Doubtful, WhatHasArrivedIsFoundAndNotSentAgain) {
  slack.looks_up = true;
  script({{"a", {status(-1)}}});
  post({to("C1", "a"), to("C1", "b"), to("C2", "c")});
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "c"})) << "b waits: the order of its place";
  clock.time += 2s;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "c", "look up a", "b"}));
  EXPECT_TRUE(is_empty());
  expect(1, 1, 0, 0, 0);
}

TEST_F(Doubtful, WhatIsMissingIsSentOnceItCannotArriveAnyMore) {
  slack.looks_up = true;
  script({{"a", {status(500)}}, {"look up a", {status(404), status(404)}}});
  post({to("C1", "a")});
  drain_now();
  clock.time += 2s;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "look up a"}));
  clock.time += 4s;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "look up a", "look up a", "a"}));
  EXPECT_TRUE(is_empty());
  expect(1, 0, 1, 0, 0);
}

TEST_F(Doubtful, ALookUpIsRepeatedUntilItIsAnswered) {
  slack.looks_up = true;
  script({{"a", {status(-1)}}, {"look up a", {status(500), status(-1), status(429, "30"), status(200, "m1")}}});
  post({to("C1", "a")});
  drain_now();
  for (int i = 0; i < 12 && !is_empty(); ++i) {
    clock.time += 10s;
    drain_now();
  }
  EXPECT_EQ(http.bodies(), (Keys{"a", "look up a", "look up a", "look up a", "look up a"}));
  EXPECT_GE(clock.time - noon, 50s) << "Retry-After was not heeded";
  expect(1, 1, 0, 0, 0);
}

TEST_F(Doubtful, FiveLostAnswersAreFiveMessagesWithLookUp) {
  slack.looks_up = true;
  std::map<std::string, std::vector<chat::HttpResponse>> lost;
  std::vector<chat::Outgoing> all;
  for (const char* key : {"a", "b", "c", "d", "e"}) {
    lost[key] = {status(-1)};
    all.push_back(summary_of(to("C1", key)));
  }
  script(lost);
  post(all);
  for (int i = 0; i < 40 && !is_empty(); ++i, clock.time += 1s) drain_now();
  EXPECT_EQ(http.seen.size(), 10U);
  expect(5, 5, 0, 0, 0);
}

TEST_F(Doubtful, FiveLostAnswersAreCountedWithoutLookUp) {
  std::map<std::string, std::vector<chat::HttpResponse>> lost;
  std::vector<chat::Outgoing> all;
  for (const char* key : {"a", "b", "c", "d", "e"}) {
    lost[key] = {status(-1)};
    all.push_back(key[0] < 'c' ? to("C1", key) : summary_of(to("C1", key)));
  }
  script(lost);
  post(all);
  for (int i = 0; i < 40 && !is_empty(); ++i, clock.time += 1s) drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "b", "c", "c", "d", "d", "e", "e"}));
  expect(5, 0, 0, 3, 2);
}

TEST_F(Doubtful, ASummaryIsNotRepeatedForEver) {
  http.answers = [](const chat::HttpRequest&) -> Result<chat::HttpResponse> { return Error{Cause::unknown, "reset"}; };
  post({summary_of(to("C1", "a"))});
  for (int i = 0; i < 100 && !is_empty(); ++i, clock.time += 1min) drain_now();
  EXPECT_TRUE(is_empty());
  EXPECT_EQ(http.seen.size(), 5U);
  expect(1, 0, 0, 4, 1);
}

TEST_F(Doubtful, WhatACrashLeftInDoubtGoesByItsKind) {
  post({to("C1", "nudge"), summary_of(to("C2", "summary")), to("C3", "root"), form("C4", "form")});
  crash_after_taking();
  drain_now();
  EXPECT_EQ(http.bodies(), Keys{"summary"});
  EXPECT_TRUE(is_empty());
  expect(4, 0, 0, 1, 3);
}

TEST_F(Doubtful, WhatACrashLeftInDoubtIsLookedUp) {
  slack.looks_up = true;
  script({{"look up missing", {status(404)}}});
  post({to("C1", "there"), to("C2", "missing")});
  crash_after_taking();
  clock.time += 6s;
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"look up there", "look up missing", "missing"}));
  EXPECT_TRUE(is_empty());
  expect(2, 1, 1, 0, 0);
}

TEST_F(Doubtful, AnEditThatACrashLeftInDoubtIsMadeAgain) {
  script({});
  post({to("C1", "a")});
  drain_now();
  auto edit = to("C1", "edit");
  edit.delivery = chat::Delivery::edit;
  edit.edits = "a";
  post({edit});
  crash_after_taking();
  drain_now();
  EXPECT_EQ(http.bodies(), (Keys{"a", "edit edits id of a"}));
  expect(0, 0, 0, 0, 0);
}

TEST_F(Doubtful, APlatformThatTellsEndsTheDoubt) {
  slack.confirms = true;
  script({{"summary", {status(-1)}}, {"nudge", {status(-1)}}});
  post({summary_of(to("C1", "summary")), to("C2", "nudge")});
  drain_now();
  expect(2, 0, 0, 0, 1);
  drain.confirm({"slack", "mark of summary", {"m1", "C1"}});
  drain.confirm({"slack", "mark of nudge", {"m2", "C2"}});
  drain.confirm({"slack", "mark of nudge", {"m2", "C2"}});
  drain.confirm({"slack", "mark of somebody else's", {"m3", "C2"}});
  clock.time += 1min;
  drain_now();
  EXPECT_EQ(http.seen.size(), 2U);
  EXPECT_TRUE(is_empty());
  expect(2, 2, 0, 0, 0);
}

TEST_F(Doubtful, AWordThatComesBeforeTheAnswerIsLostCounts) {
  slack.confirms = true;
  script({{"a", {status(-1)}}});
  drain.confirm({"slack", "mark of a", {"m1", "C1"}});
  post({summary_of(to("C1", "a"))});
  drain_now();
  EXPECT_TRUE(is_empty());
  EXPECT_EQ(http.seen.size(), 1U);
  expect(1, 1, 0, 0, 0);
}

TEST_F(Doubtful, ASummaryWaitsForItsConfirmationBeforeItIsRepeated) {
  slack.confirms = true;
  script({{"a", {status(-1)}}});
  post({summary_of(to("C1", "a"))});
  drain_now();
  clock.time += 4s;
  drain_now();
  EXPECT_EQ(http.seen.size(), 1U);
  clock.time += 2s;
  drain_now();
  EXPECT_EQ(http.seen.size(), 2U);
  expect(1, 0, 0, 1, 0);
}

}  // namespace doubt_test
}  // namespace backwalk::deliver

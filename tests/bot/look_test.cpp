// What one look at a plan sends: what is folded, what has to wait, which facts and questions go with it.
#include <gtest/gtest.h>

#include "bot/base/zones.hpp"
#include "bot/beat_look.hpp"
#include "planner/evolve.hpp"

namespace backwalk {
namespace look_test {

using namespace std::chrono;
using planner::PersonId;

constexpr planner::PlanId plan_id{1};
constexpr PersonId anna{1};

Instant at(const std::string& text) { return zones::parse_rfc3339(text).value(); }
planner::Date date(unsigned day) { return planner::Date{local_days{2026y / September / std::chrono::day{day}}}; }
planner::Cadence weekly(minutes of_day) { return {{0}, 1, of_day, date(1)}; }

/// Anna's plan in #c with two KPIs that she is asked about on Mondays at nine.
turn::State state_with(const std::vector<planner::Edit>& more = {}) {
  const planner::LocalTime start = planner::LocalTime{date(1)} + hours{9};
  std::vector<planner::Edit> edits{
      planner::PlanStarted{.key = "BILL", .title = "Live", .due = planner::Moment{date(30), {}}, .owner = anna, .zone = "UTC"},
      planner::KpiAdded{.number = 1, .name = "waitlist", .baseline = 40, .target = 100, .owner = anna, .at = start},
      planner::KpiAdded{.number = 2, .name = "calls", .baseline = 10, .target = 5, .owner = anna, .at = start},
      planner::CheckinSet{weekly(hours{9})}};
  edits.insert(edits.end(), more.begin(), more.end());
  turn::Record record;
  record.id = plan_id;
  record.platform = "slack";
  record.workspace = "T1";
  record.plan = planner::replay(edits);
  const chat::Place home{.platform = "slack", .workspace = "T1", .channel = "C1", .user = {}, .thread = {}};
  record.log.push_back(
      {.first_seq = 1, .edits = edits, .said = "start", .by = anna, .at = at("2026-09-01T09:00:00Z"), .place = home, .version = 0});
  turn::State state;
  state.plans.push_back(std::make_shared<const turn::Record>(std::move(record)));
  state.people[anna] = {
      .id = anna, .name = "Anna", .zone = "UTC", .doors = {{.platform = "slack", .workspace = "T1", .user = "U1"}}, .away = {}};
  state.looked_at = at("2026-09-07T08:00:00Z");
  return state;
}

TEST(LookAtManyThings, WritesTwoMessagesWhileThereIsRoomForThem) {
  const auto answer = look(state_with(), plan_id, at("2026-09-07T09:00:00Z"), {});
  ASSERT_EQ(answer.later.size(), 2U);
  EXPECT_EQ(answer.later[0].key, "p1/checkin/u1/K1/2026-09-07");
  EXPECT_EQ(answer.later[1].key, "p1/checkin/u1/K2/2026-09-07");
  EXPECT_EQ(answer.fired[1].nudged, anna);
}

TEST(LookAtManyThings, PutsWhatIsLateIntoOneMessage) {
  const auto answer = look(state_with(), plan_id, at("2026-09-07T10:30:00Z"), {});
  ASSERT_EQ(answer.later.size(), 1U);
  EXPECT_NE(chat::plain(answer.later.front().message).find("some of them late"), std::string::npos);
}

TEST(LookAtManyThings, PutsThemIntoOneMessageWhereTheyWouldFillTheDay) {
  auto state = state_with();
  state.nudged[anna] = {at("2026-09-07T07:00:00Z")};
  const auto answer = look(state, plan_id, at("2026-09-07T09:00:00Z"), {});
  ASSERT_EQ(answer.later.size(), 1U);
  EXPECT_EQ(answer.later.front().key, "p1/checkin/u1/K1/2026-09-07+1");
  const auto text = chat::plain(answer.later.front().message);
  EXPECT_NE(text.find("2 things for you"), std::string::npos) << text;
  EXPECT_NE(text.find("K1 waitlist"), std::string::npos);
  EXPECT_NE(text.find("K2 calls"), std::string::npos);
  ASSERT_EQ(answer.fired.size(), 2U);
  EXPECT_EQ(answer.fired[0].nudged, anna);
  EXPECT_FALSE(answer.fired[1].nudged);  // one message counts once
  EXPECT_EQ(answer.questions.size(), 2U);
}

TEST(LookAtManyThings, WaitsForTheNextMorningAfterThreeMessagesOnADay) {
  auto state = state_with();
  state.nudged[anna] = {at("2026-09-07T06:00:00Z"), at("2026-09-07T07:00:00Z"), at("2026-09-07T08:00:00Z")};
  const auto answer = look(state, plan_id, at("2026-09-07T09:00:00Z"), {});
  EXPECT_TRUE(answer.later.empty());
  EXPECT_TRUE(answer.fired.empty());
  EXPECT_EQ(answer.looks.front().again, at("2026-09-08T08:29:00Z"));  // before the questions of that day
  state.looked_at = at("2026-09-07T09:00:00Z");
  EXPECT_EQ(look(state, plan_id, at("2026-09-08T09:00:00Z"), {}).later.size(), 1U);  // late by now, so in one
}

TEST(LookAtManyThings, CountsADayInThePersonsOwnZone) {
  auto state = state_with();
  state.people[anna].zone = "Europe/Berlin";
  state.looked_at = at("2026-09-07T06:00:00Z");
  state.nudged[anna] = {at("2026-09-06T21:00:00Z"), at("2026-09-06T22:00:00Z"), at("2026-09-06T23:00:00Z")};  // two of them on Monday
  EXPECT_EQ(look(state, plan_id, at("2026-09-07T07:00:00Z"), {}).later.size(), 1U);
}

TEST(LookAtAReport, PostsItAndNotesThatItIsOut) {
  const planner::Standup standup{weekly(hours{9}), {anna}, hours{11}};
  const planner::StandupAnswered answered{anna, date(7),   planner::Doing::something_else,
                                          {},   "writing", planner::LocalTime{date(7)} + hours{10}};
  auto state = state_with({planner::CheckinSet{}, planner::StandupSet{standup}, answered});
  const auto answer = look(state, plan_id, at("2026-09-07T11:00:00Z"), {});
  ASSERT_EQ(answer.later.size(), 1U);
  EXPECT_EQ(answer.later.front().key, "p1/report/channel/2026-09-07");
  EXPECT_EQ(answer.later.front().place.channel, "C1");
  EXPECT_NE(chat::plain(answer.later.front().message).find("Anna: writing."), std::string::npos);
  ASSERT_EQ(answer.changes.size(), 1U);
  EXPECT_EQ(answer.changes.front().edits, (std::vector<planner::Edit>{planner::StandupReported{date(7)}}));
}

TEST(LookAtAReport, PostsNoneThatWouldBeEmpty) {
  auto state = state_with({planner::CheckinSet{}, planner::StandupSet{planner::Standup{weekly(hours{9}), {anna}, hours{11}}}});
  state.fired = {"p1/standup/u1/2026-09-07"};
  const auto answer = look(state, plan_id, at("2026-09-07T11:00:00Z"), {});
  EXPECT_TRUE(answer.later.empty());
  EXPECT_EQ(answer.changes.size(), 1U);
}

TEST(LookAtAStandup, RetiresTheOneBeforeWithTheDayThatItWasFor) {
  auto state = state_with({planner::CheckinSet{}, planner::StandupSet{planner::Standup{weekly(hours{9}), {anna}, hours{11}}}});
  const auto first = look(state, plan_id, at("2026-09-07T09:00:00Z"), {});
  ASSERT_EQ(first.questions.size(), 1U);
  const auto& asked = first.questions.front();
  state.questions = {{7, plan_id, asked.asked, asked.place, asked.message_key, at("2026-09-07T09:00:00Z"), anna, true, asked.shown}};
  state.looked_at = at("2026-09-13T09:00:00Z");
  const auto second = look(state, plan_id, at("2026-09-14T09:00:00Z"), {});
  EXPECT_EQ(second.closed, (std::vector<std::int64_t>{7}));
  ASSERT_EQ(second.later.size(), 2U);
  const auto& edit = second.later.front();
  EXPECT_EQ(edit.edits, asked.message_key);
  EXPECT_TRUE(chat::buttons_of(edit.message).empty());
  EXPECT_NE(chat::plain(edit.message).find("No answer for Mon 7 Sep."), std::string::npos) << chat::plain(edit.message);
  EXPECT_EQ(second.questions.size(), 1U) << "asked for the new day";
}

TEST(LookAtABrief, GoesToTheChannelThatWasNamed) {
  auto state = state_with({planner::CheckinSet{}, planner::BriefSet{planner::Brief{weekly(hours{10}), planner::ChannelId{4}}}});
  state.channels[{4}] = {{4}, {.platform = "slack", .workspace = "T1", .channel = "CEXEC", .user = {}, .thread = {}}, "exec"};
  const auto answer = look(state, plan_id, at("2026-09-07T10:00:00Z"), {});
  ASSERT_EQ(answer.later.size(), 1U);
  EXPECT_EQ(answer.later.front().place.channel, "CEXEC");
  ASSERT_EQ(answer.changes.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<planner::BriefPosted>(answer.changes.front().edits.front()));
}

TEST(LookAtAQuestion, GoesToNobodyElseWhereThePersonCannotBeReached) {
  auto state = state_with();
  state.people[anna].doors.clear();
  const auto answer = look(state, plan_id, at("2026-09-07T09:00:00Z"), {});
  EXPECT_TRUE(answer.later.empty());
  EXPECT_TRUE(answer.questions.empty());
}

/// Committed, with a step of five days that ends on the last day.
turn::State committed_state() {
  auto state = state_with(
      {planner::ActionAdded{.number = 1, .title = "switch on", .estimate = planner::Estimate{minutes{5 * 480}}}, planner::Committed{}});
  state.looked_at = at("2026-09-08T11:00:00Z");
  state.fired = {"p1/checkin/u1/K1/2026-09-07", "p1/checkin/u1/K2/2026-09-07"};
  return state;
}
const std::string noon = "2026-09-08T12:00:00Z";

/// What was asked for, worked out as a forecaster does.
turn::Odds worked_out(const turn::Answer& asked) {
  planner::Remembered memory;
  turn::Odds odds;
  for (const auto& wanted : asked.wants) odds.known.push_back(turn::work_out(wanted, memory));
  return odds;
}

std::string told(const turn::Answer& answer) { return answer.later.empty() ? "" : chat::plain(answer.later.back().message); }

TEST(LookAtTheChance, AsksForTheForecastAndTellsItOnTheCard) {
  const auto state = committed_state();
  const auto asked = look(state, plan_id, at(noon), {});
  ASSERT_EQ(asked.wants.size(), 1U);
  EXPECT_FALSE(turn::has_effect(asked)) << "it is taken again with what it asked for";

  const auto odds = worked_out(asked);
  const auto answer = look(state, plan_id, at(noon), odds);
  ASSERT_EQ(answer.looks.size(), 1U);
  ASSERT_TRUE(answer.looks[0].chance);
  EXPECT_EQ(answer.looks[0].chance->chance, odds.known[0].forecast->goal.chance);
  EXPECT_EQ(answer.looks[0].chance->seq, state.plans[0]->plan.seq);
  ASSERT_EQ(answer.later.size(), 1U);
  EXPECT_EQ(answer.later[0].delivery, chat::Delivery::edit);
  EXPECT_NE(told(answer).find("chance "), std::string::npos) << told(answer);
}

TEST(LookAtTheChance, TellsOnTheCardWhatIsToBeginByItsSafeStart) {
  auto state = committed_state();
  const auto odds = worked_out(look(state, plan_id, at(noon), {}));
  const auto answer = look(state, plan_id, at(noon), odds);
  const auto told_first = told(answer);
  EXPECT_TRUE(told_first.find("Next: A1 nobody yet, safe start ") != std::string::npos ||
              told_first.find("Next: A1 nobody yet, start today") != std::string::npos)
      << told_first;
  const auto& starts = answer.looks[0].chance->starts;
  ASSERT_TRUE(starts);
  EXPECT_EQ(starts->items.size(), 1U) << "actions alone";
  EXPECT_TRUE(starts->drivers.empty());

  // The next day it says the same by what is kept, before it is worked out again.
  state.card_chances[plan_id] = *answer.looks[0].chance;
  state.looked_at = at(noon);
  const auto next_day = look(state, plan_id, at("2026-09-09T08:00:00Z"), {});
  EXPECT_TRUE(next_day.wants.empty());
  EXPECT_EQ(told(next_day).find("start by"), std::string::npos) << told(next_day);
}

TEST(LookAtTheChance, KeepsOfManyActionsThoseThatMustStartFirst) {
  planner::Plan plan;
  planner::Forecast forecast;
  forecast.goal.chance = 0.9;
  const planner::LocalTime start = planner::LocalTime{date(8)} + hours{9};
  for (int number = 1; number <= 150; ++number) {
    plan.actions.push_back({.number = number, .title = "do"});
    forecast.items.push_back({{planner::Kind::action, number}, start - hours{number}, 0.5, {}});
  }
  plan.actions.back().finished = start;
  const auto kept = turn::starts_of(forecast, plan);
  ASSERT_EQ(kept.items.size(), 100U);
  EXPECT_EQ(kept.items.front().ref.number, 50);
  EXPECT_EQ(kept.items.back().ref.number, 149) << "what is finished does not start";
  EXPECT_EQ(kept.goal.chance, 0.9);
}

TEST(LookAtTheChance, DoesNotCountWhatIsKnownAgain) {
  auto state = committed_state();
  const auto& plan = state.plans[0]->plan;
  state.card_chances[plan_id] = {.chance = 0.5, .seq = plan.seq, .day = date(8), .at = at("2026-09-08T11:00:00Z")};
  const auto known = look(state, plan_id, at(noon), {});
  EXPECT_TRUE(known.wants.empty());
  EXPECT_TRUE(known.later.empty());

  state.card_chances[plan_id].seq = plan.seq - 1;
  EXPECT_EQ(look(state, plan_id, at(noon), {}).wants.size(), 1U) << "the plan is another";
  state.card_chances[plan_id].at = at("2026-09-08T11:59:55Z");
  const auto soon = look(state, plan_id, at(noon), {});
  EXPECT_TRUE(soon.wants.empty()) << "not twice in ten seconds";
  ASSERT_EQ(soon.looks.size(), 1U);
  EXPECT_EQ(soon.looks[0].again, at("2026-09-08T12:00:05Z"));
  EXPECT_FALSE(soon.looks[0].chance);
}

TEST(LookAtTheChance, ComesAfterThoseWhoAreToBeAsked) {
  auto state = committed_state();
  state.fired.clear();
  state.looked_at = at("2026-09-07T08:00:00Z");
  const auto answer = look(state, plan_id, at("2026-09-07T09:00:00Z"), {});
  EXPECT_TRUE(answer.wants.empty());
  EXPECT_EQ(answer.fired.size(), 2U);
  ASSERT_EQ(answer.looks.size(), 1U);
  EXPECT_EQ(answer.looks[0].again, at("2026-09-07T09:00:10Z"));
}

TEST(LookAtTheChance, IsSpreadOverTheMorningWhereOnlyTheDayIsAnother) {
  auto state = committed_state();
  state.card_chances[plan_id] = {.chance = 0.5, .seq = state.plans[0]->plan.seq, .day = date(8), .at = at("2026-09-08T11:00:00Z")};
  const auto first = look(state, plan_id, at("2026-09-09T09:00:00Z"), {});
  EXPECT_TRUE(first.wants.empty());
  ASSERT_EQ(first.looks.size(), 1U);
  EXPECT_EQ(first.looks[0].again, at("2026-09-09T09:00:11Z")) << "plan 1";
  state.looked_at = at("2026-09-09T09:00:00Z");
  EXPECT_EQ(look(state, plan_id, at("2026-09-09T09:00:11Z"), {}).wants.size(), 1U);
}

TEST(LookAtTheChance, EditsTheCardAgainOnADayOnWhichItWasEdited) {
  const auto state = committed_state();
  const auto odds = worked_out(look(state, plan_id, at(noon), {}));
  const auto first = look(state, plan_id, at(noon), odds);
  const auto second = look(state, plan_id, at(noon) + seconds{11}, odds);
  ASSERT_EQ(first.later.size(), 1U);
  ASSERT_EQ(second.later.size(), 1U);
  EXPECT_NE(second.later[0].key, first.later[0].key) << "the outbox takes each key once";
}

TEST(LookAtTheChance, GoesOnWithoutWhereThePlanChangesAllTheWhile) {
  const auto state = committed_state();
  turn::Odds odds;
  odds.is_final = true;
  const auto answer = look(state, plan_id, at(noon), odds);
  EXPECT_TRUE(answer.wants.empty());
  ASSERT_EQ(answer.looks.size(), 1U);
  EXPECT_EQ(answer.looks[0].again, at("2026-09-08T12:00:10Z"));
}

}  // namespace look_test
}  // namespace backwalk

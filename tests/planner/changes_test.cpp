#include <gtest/gtest.h>

#include <map>

#include "planner/compare.hpp"
#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace changes_test {

struct Said {
  std::string operator()(std::monostate) const { return "nothing"; }
  std::string operator()(bool value) const { return value ? "yes" : "no"; }
  std::string operator()(int value) const { return std::to_string(value); }
  std::string operator()(double value) const { return std::to_string(static_cast<int>(value)); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const Moment& value) const { return show(value.date); }
  std::string operator()(PersonId value) const { return "person " + std::to_string(value.value); }
  std::string operator()(const Estimate& value) const { return std::to_string(value.likely.count()); }
  std::string operator()(LocalTime value) const { return show(value); }
  std::string operator()(const Lag& value) const { return "lag " + std::to_string(value.length.count()); }
  template <class Other>
  std::string operator()(const Other&) const {
    return "something";
  }
};

std::string show(const std::optional<FieldValue>& value) { return value ? std::visit(Said{}, *value) : "none"; }

std::string show(const Field& field) {
  static const std::map<Aspect, std::string> names = {
      {Aspect::existence, "existence"}, {Aspect::title, "title"},       {Aspect::due, "due"},
      {Aspect::owner, "owner"},         {Aspect::estimate, "estimate"}, {Aspect::finished, "finished"}};
  if (const auto* item = std::get_if<ItemField>(&field)) return text(item->ref) + " " + names.at(item->aspect);
  if (const auto* link = std::get_if<LinkField>(&field)) return text(link->before) + " before " + text(link->after);
  if (const auto* reading = std::get_if<ReadingField>(&field)) return text(reading->kpi) + " on " + testing::show(reading->date);
  return "?";
}

std::string show(const std::vector<FieldChange>& changes) {
  std::string result;
  for (const auto& [field, before, after] : changes) {
    result += (result.empty() ? "" : "; ") + show(field) + ": " + show(before) + " -> " + show(after);
  }
  return result;
}

std::string show(const std::vector<DateMove>& moves) {
  std::string result;
  for (const auto& [about, latest, earliest] : moves) {
    result += (result.empty() ? "" : ", ") + text(about) + " " + std::to_string(latest.by) + " " + std::to_string(earliest.by);
  }
  return result;
}

std::string show(const std::vector<Concern>& concerns) {
  std::string result;
  for (const auto& [person, about] : concerns)
    result += (result.empty() ? "" : "; ") + std::to_string(person.value) + ": " + testing::show(about);
  return result;
}

/// A1 (Ada, 3 days) -> A2 (Bob, 1 day) -> M1 (Cid); A3 (nobody). Owner of the plan: Ada. K1 is Bob's.
Told some_plan() {
  constexpr PersonId cid{3};
  return told({AddMilestone{.title = "m"}, AddAction{.title = "a", .estimate = days_of_work(3), .owner = ada},
               AddAction{.title = "b", .owner = bob, .before = {M(1)}, .after = {A(1)}}, AddAction{.title = "c"}, SetOwner{{M(1)}, cid},
               companies(), SetOwner{{K(1)}, bob}});
}

TEST(Changes, TellOldAndNewValuesWhatMovesAndWhomItConcerns) {
  struct Case {
    const char* name;
    std::vector<Command> since;
    const char* fields;
    const char* moves;
    const char* concerns;
  };
  const Case cases[] = {
      {"nothing", {}, "", "", ""},
      {"there and back", {ChangeGoal{"x", {}}, ChangeGoal{"Open the beta", {}}}, "", "", ""},
      {"an owner", {SetOwner{{A(2)}, ada}}, "A2 owner: person 2 -> person 1", "", "1: A2; 2: A2"},
      {"the goal's date, a day earlier",
       {ChangeGoal{{}, on("2026-03-26")}},
       "goal due: 2026-03-27 -> 2026-03-26",
       "M1 -480 0, A1 -480 0, A2 -480 0, A3 -480 0, goal -480 0",
       "1: goal M1 A1 A2 A3; 2: A2; 3: M1"},
      {"more work",
       {ChangeAction{.number = 2, .estimate = days_of_work(2)}},
       "A2 estimate: nothing -> 960",
       "M1 0 480, A1 -480 0, A2 -480 480, goal 0 480",
       "1: goal M1 A1 A2; 2: A2; 3: M1"},
      {"a new action", {AddAction{.title = "d", .owner = bob}}, "A4 existence: none -> yes", "", "1: A4; 2: A4"},
      {"a dropped one",
       {Drop{A(2)}},
       "A2 existence: yes -> none; A1 before M1: none -> lag 0; A1 before A2: lag 0 -> none; A2 before M1: lag 0 -> none",
       "M1 0 -480, A1 480 0, goal 0 -480",
       "1: goal M1 A1 A2; 2: A2; 3: M1"},
      {"a link",
       {LinkAfter{A(3), {A(2)}}},
       "A2 before A3: none -> lag 0",
       "A1 -480 0, A2 -480 0, A3 0 1920, goal 0 480",
       "1: goal A1 A2 A3; 2: A2"},
      {"something done", {Finish{A(3), at("2026-03-02 12:00")}}, "A3 finished: nothing -> 2026-03-02 12:00", "", "1: A3"},
      {"a reading", {ReadKpi{1, ReadTo{45}, {}, at("2026-03-03 13:00")}}, "K1 on 2026-03-03: none -> something", "", "1: K1; 2: K1"},
      {"how people are asked", {SetCheckin{twice_a_week()}}, "", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto plan = some_plan();
    const auto before = plan.plan;
    for (const auto& command : c.since) plan(command);
    const auto found = changes(before, plan.plan, today());
    EXPECT_EQ(show(found.fields), c.fields);
    EXPECT_EQ(show(found.moves), c.moves);
    EXPECT_EQ(show(found.concerns), c.concerns);
  }
}

TEST(Changes, GiveTheDatesThemselves) {
  auto plan = some_plan();
  const auto before = plan.plan;
  plan(ChangeGoal{{}, on("2026-03-26")});
  const auto moves = changes(before, plan.plan, today()).moves;
  ASSERT_EQ(moves.size(), 5U);
  EXPECT_EQ(moves[1].about, A(1));
  EXPECT_EQ(show(moves[1].latest_start.before), "2026-03-24 09:00");
  EXPECT_EQ(show(moves[1].latest_start.after), "2026-03-23 09:00");
}

TEST(Changes, MoveDatesInTheCalendarsOfThoseWhoAreAway) {
  auto plan = some_plan();
  const auto before = plan.plan;
  plan(ChangeAction{.number = 2, .estimate = days_of_work(2)});
  const Absences away{{bob, {{day("2026-03-26"), day("2026-03-27")}}}};
  EXPECT_EQ(show(changes(before, plan.plan, today()).moves), "M1 0 480, A1 -480 0, A2 -480 480, goal 0 480");
  EXPECT_EQ(show(changes(before, plan.plan, today(), away).moves), "M1 0 480, A1 -960 0, A2 -960 480, goal 0 480");
}

TEST(Changes, AreTheSameBackwardsWithOldAndNewExchanged) {
  auto plan = some_plan();
  const auto before = plan.plan;
  plan(ChangeAction{.number = 2, .estimate = days_of_work(2)})(AddAction{.title = "d", .owner = bob})(Drop{A(3)});
  const auto there = changes(before, plan.plan, today()), back = changes(plan.plan, before, today());
  ASSERT_EQ(there.fields.size(), back.fields.size());
  for (std::size_t i = 0; i < there.fields.size(); ++i) {
    EXPECT_EQ(there.fields[i].before, back.fields[i].after);
    EXPECT_EQ(there.fields[i].after, back.fields[i].before);
  }
  EXPECT_EQ(there.concerns, back.concerns);
}

}  // namespace changes_test
}  // namespace backwalk::planner::testing

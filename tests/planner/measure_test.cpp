// KPIs, risks and the status: what wishes about them mean, what edits do to them, and how they are taken back.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/planner/given.hpp"

namespace backwalk::planner::testing {
namespace measure_test {

const LocalTime now = at("2026-03-03 13:00");

struct Case {
  const char* name;
  Command wish;
  std::vector<Edit> facts{};
};
struct RefusedCase {
  const char* name;
  Command wish;
  Why why;
  std::string about{};
};

/// K1 from 40 to 100, read 45 on 3 March; A1 blocked by R1 and R2 (closed); A2 finished; R3 about nothing.
Told some_plan() {
  return told({AddMilestone{.title = "m"}, AddAction{.title = "a"}, AddAction{.title = "b"}, companies(),
               ReadKpi{1, ReadTo{45}, "first", now}, AddRisk{.words = "r", .about = A(1), .at = now},
               AddRisk{.words = "s", .about = A(1), .at = now}, CloseRisk{R(2), now}, AddRisk{.words = "t", .owner = bob, .at = now},
               Finish{A(2), now}});
}

Edit read(std::optional<double> value, LocalTime when, std::optional<std::string> note = {}, std::optional<double> corrected = {}) {
  return KpiRead{1, when, value, std::move(note), corrected};
}

TEST(Measure, WishesBecomeFacts) {
  const auto later = at("2026-03-04 09:00"), evening = at("2026-03-03 18:00");
  const Case cases[] = {
      {"a KPI", AddKpi{"k", 1, 2, "km", on("2026-03-20"), bob, now}, {KpiAdded{2, "k", 1, 2, "km", on("2026-03-20"), bob, now}}},
      {"a target", ChangeKpi{.number = 1, .target = 120}, {KpiRetargeted{1, 120, {}}}},
      {"a date", ChangeKpi{.number = 1, .due = on("2026-03-20")}, {KpiRetargeted{1, 100, on("2026-03-20")}}},
      {"an input in euros",
       AddKpi{"k", 1, 2, "", {}, {}, now, KpiKind::money, KpiRole::input},
       {KpiAdded{2, "k", 1, 2, "", {}, {}, now, KpiKind::money, KpiRole::input}}},
      {"a kind", ChangeKpi{.number = 1, .kind = KpiKind::percent}, {KpiClassified{1, KpiKind::percent, {}}}},
      {"a role", ChangeKpi{.number = 1, .role = KpiRole::input}, {KpiClassified{1, {}, KpiRole::input}}},
      {"an owner", ChangeKpi{.number = 1, .target = 100, .owner = bob}, {OwnerSet{K(1), bob}}},
      {"owners", SetOwner{{K(1), R(1), R(3)}, bob}, {OwnerSet{K(1), bob}, OwnerSet{R(1), bob}}},
      {"a value", ReadKpi{1, ReadTo{50}, {}, later}, {read(50, later)}},
      {"more", ReadKpi{1, ReadMore{2.5}, "n", later}, {read(47.5, later, "n")}},
      {"less", ReadKpi{1, ReadMore{-50}, {}, later}, {read(-5, later)}},
      {"the same", ReadKpi{1, ReadSame{}, {}, later}, {read(45, later)}},
      {"another value on the date", ReadKpi{1, ReadTo{47}, {}, evening}, {read(47, evening, "first", 45)}},
      {"another note on the date", ReadKpi{1, ReadSame{}, "why", evening}, {read(45, evening, "why")}},
      {"who checks", SetChecker{bob}, {CheckerSet{bob}}},
      {"a risk", AddRisk{"u", bob, "w", A(1), now}, {RiskAdded{4, "u", bob, "w", A(1), now}}},
      {"a risk closed", CloseRisk{R(3), later}, {RiskClosed{3, later}}},
      {"an action unblocked", CloseRisk{A(1), later}, {RiskClosed{1, later}}},
      {"a blocked action finished", Finish{A(1), later}, {ActionFinished{1, later}, RiskClosed{1, later}}},
      {"a KPI dropped", Drop{K(1)}, {Dropped{K(1)}}},
      {"a risk dropped", Drop{R(1)}, {Dropped{R(1)}}},
      {"a status", ReportStatus{Status::at_risk, "ill"}, {StatusReported{Reported{Status::at_risk, "ill", today()}}}},
      {"a commit by a KPI", Commit{7}, {Committed{true, 7}}},
      {"a commit with a checker", Commit{{}, bob}, {CheckerSet{bob}, Committed{true, 14}}}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto story = some_plan();
    const auto before = story.plan;
    const auto facts = decide(before, c.wish, today());
    ASSERT_TRUE(facts) << static_cast<int>(facts.error().why);
    EXPECT_EQ(*facts, c.facts);
    story(c.wish);
    EXPECT_FALSE(looks_same(story.plan, before));
    ASSERT_TRUE(story.undo_last());
    EXPECT_TRUE(looks_same(replay(*story.undo_last(), story.plan), before));
  }
}

TEST(Measure, WishesThatMakeNoSenseAreRefused) {
  const auto nan = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();
  const RefusedCase cases[] = {
      {"no name", AddKpi{.target = 1}, Why::empty_title},
      {"a long unit", AddKpi{.name = "k", .target = 1, .unit = std::string(51, 'x')}, Why::title_too_long},
      {"no way to go", AddKpi{.name = "k", .baseline = 1, .target = 1}, Why::same_as_baseline},
      {"no number", AddKpi{.name = "k", .baseline = nan, .target = 1}, Why::not_a_number},
      {"an endless number", AddKpi{.name = "k", .target = -endless}, Why::not_a_number},
      {"a huge number", AddKpi{.name = "k", .target = 1.1e15}, Why::not_a_number},
      {"a past date", AddKpi{.name = "k", .target = 1, .due = on("2026-03-01")}, Why::date_in_past},
      {"changed to its baseline", ChangeKpi{.number = 1, .target = 40}, Why::same_as_baseline},
      {"changed to no number", ChangeKpi{.number = 1, .target = nan}, Why::not_a_number},
      {"changed to the past", ChangeKpi{.number = 1, .due = on("2026-03-01")}, Why::date_in_past},
      {"no change", ChangeKpi{.number = 1, .target = 100}, Why::nothing_to_change},
      {"a KPI that is not", ChangeKpi{.number = 2, .target = 100}, Why::no_such_item, "K2"},
      {"a reading of one that is not", ReadKpi{2, ReadSame{}, {}, now}, Why::no_such_item, "K2"},
      {"a reading of no number", ReadKpi{1, ReadTo{nan}, {}, now}, Why::not_a_number},
      {"a reading beyond", ReadKpi{1, ReadMore{1e15}, {}, now}, Why::not_a_number},
      {"the same on the date", ReadKpi{1, ReadSame{}, {}, now}, Why::nothing_to_change},
      {"an endless note", ReadKpi{1, ReadTo{1}, std::string(1001, 'x'), now}, Why::title_too_long},
      {"a checker taken from nobody", SetChecker{}, Why::nothing_to_change},
      {"a risk without words", AddRisk{.words = "", .at = now}, Why::empty_title},
      {"a risk about a milestone", AddRisk{.words = "r", .about = M(1), .at = now}, Why::not_an_action, "M1"},
      {"a risk about a finished action", AddRisk{.words = "r", .about = A(2), .at = now}, Why::already_finished, "A2"},
      {"a risk about what is not", AddRisk{.words = "r", .about = A(9), .at = now}, Why::no_such_item, "A9"},
      {"a risk closed twice", CloseRisk{R(2), now}, Why::already_finished, "R2"},
      {"an action that nothing blocks", CloseRisk{A(2), now}, Why::nothing_blocks, "A2"},
      {"a milestone unblocked", CloseRisk{M(1), now}, Why::not_an_action, "M1"},
      {"a KPI finished", Finish{K(1), now}, Why::not_an_action, "K1"},
      {"an action after a KPI", LinkAfter{A(1), {K(1)}}, Why::not_an_action, "K1"},
      {"an action before a risk", AddAction{.title = "x", .before = {R(1)}}, Why::not_an_action, "R1"},
      {"an endless reason", ReportStatus{Status::at_risk, std::string(1001, 'x')}, Why::title_too_long}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto facts = decide(some_plan().plan, c.wish, today());
    ASSERT_FALSE(facts);
    EXPECT_EQ(static_cast<int>(facts.error().why), static_cast<int>(c.why));
    EXPECT_EQ(show(facts.error().about), c.about);
  }
}

TEST(Measure, HasItsLimits) {
  auto story = told({});
  for (int i = 0; i < 50; ++i) story.plan = evolve(story.plan, KpiAdded{.number = i + 1, .name = "k", .target = 1});
  for (int i = 0; i < 200; ++i) story.plan = evolve(story.plan, RiskAdded{.number = i + 1, .words = "r"});
  EXPECT_EQ(decide(story.plan, companies(), today()).error().about_number, 50);
  EXPECT_EQ(decide(story.plan, AddRisk{.words = "r"}, today()).error().about_number, 200);
}

TEST(Measure, ACommitNeedsAKpiOrAChecker) {
  EXPECT_EQ(decide(told({}).plan, Commit{}, today()).error().why, Why::no_metric);
  EXPECT_TRUE(decide(told({SetChecker{bob}}).plan, Commit{}, today()));
  EXPECT_TRUE(decide(told({companies()}).plan, Commit{}, today()));
  EXPECT_EQ(decide(told({companies(), Drop{K(1)}}).plan, Commit{}, today()).error().why, Why::no_metric);
}

TEST(Measure, KeepsOneReadingADateInOrderAndTheFirstValueOfACorrectedOne) {
  auto story = told({companies(), ReadKpi{1, ReadTo{49}, {}, at("2026-03-10 09:00")}, ReadKpi{1, ReadTo{45}, {}, at("2026-03-05 09:00")},
                     ReadKpi{1, ReadTo{50}, {}, at("2026-03-10 10:00")}, ReadKpi{1, ReadTo{51}, {}, at("2026-03-10 11:00")}});
  const auto& kpi = *find_kpi(story.plan, 1);
  ASSERT_EQ(kpi.readings.size(), 2U);
  EXPECT_EQ(kpi.readings[0].value, 45);
  EXPECT_EQ(kpi.readings[1], (Reading{at("2026-03-10 11:00"), 51, {}, 49}));
  EXPECT_EQ(value_of(kpi), 51);
  story(ReadKpi{1, ReadTo{49}, {}, at("2026-03-10 12:00")});
  EXPECT_EQ(find_kpi(story.plan, 1)->readings[1].corrected, std::nullopt) << "as it was said first";
}

TEST(Measure, BelongsToThePlan) {
  const auto plan = told({companies(), AddRisk{.words = "r", .owner = bob, .at = now}}).plan;
  const auto& kpi = *find_kpi(plan, 1);
  EXPECT_EQ(text(K(1)) + text(R(12)), "K1R12");
  EXPECT_TRUE(exists(plan, K(1)) && exists(plan, R(1)) && !exists(plan, K(2)) && !exists(plan, R(0)));
  EXPECT_EQ(title_of(plan, K(1)), "Companies on the list");
  EXPECT_EQ(title_of(plan, R(1)), "r");
  EXPECT_EQ(owner_of(plan, R(1)), bob);
  EXPECT_EQ(value_of(kpi), 40);
  EXPECT_EQ(due_of(plan, kpi), on("2026-03-27"));
  EXPECT_EQ(asked_about(plan, kpi), ada);
}

TEST(Measure, UndoNamesWhatChangedSince) {
  struct Undone {
    const char* name;
    Command mine;
    Command later;
    std::string changed;
  };
  const Undone cases[] = {{"a target", ChangeKpi{.number = 1, .target = 90}, ChangeKpi{.number = 1, .target = 80}, "K1"},
                          {"a target, read since", ChangeKpi{.number = 1, .target = 90}, ReadKpi{1, ReadTo{50}, {}, now}, ""},
                          {"a reading, corrected since", ReadKpi{1, ReadTo{50}, {}, now}, ReadKpi{1, ReadTo{51}, {}, now}, "K1"},
                          {"a KPI, read since", companies(), ReadKpi{2, ReadTo{50}, {}, now}, "K2"},
                          {"a risk, closed since", AddRisk{.words = "u", .at = now}, CloseRisk{R(4), now}, "R4"},
                          {"a status, told anew", ReportStatus{Status::at_risk, {}}, ReportStatus{Status::on_track, {}}, "goal"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto story = some_plan();
    story(c.mine);
    const auto first = story.last_command, count = story.log.size() - first;
    story(c.later);
    const auto back = undo(story.log, first, count);
    EXPECT_EQ(back ? "" : show(back.error().about), c.changed);
  }
}

TEST(Measure, RestoreBringsKpisAndRisksBackAndKeepsWhatWasToldSince) {
  auto story = some_plan();
  story(Commit{})(ReadKpi{1, ReadTo{60}, {}, at("2026-03-05 09:00")})(ChangeKpi{.number = 1, .target = 200})(companies());
  story(ReadKpi{2, ReadTo{41}, {}, now})(CloseRisk{R(1), now})(Drop{R(3)})(ReportStatus{Status::at_risk, {}})(SetCheckin{twice_a_week()});
  const auto before = story.plan;
  story(Restore{0});
  EXPECT_EQ(find_kpi(story.plan, 1)->target, 100);
  EXPECT_EQ(value_of(*find_kpi(story.plan, 1)), 60);
  EXPECT_FALSE(exists(story.plan, K(2)));
  EXPECT_FALSE(find_risk(story.plan, 1)->closed);
  EXPECT_TRUE(exists(story.plan, R(3)));
  EXPECT_EQ(story.plan.reported, before.reported);
  EXPECT_EQ(story.plan.rhythm, before.rhythm);
  const auto first = story.last_command;
  story(ReadKpi{1, ReadTo{70}, {}, at("2026-03-06 09:00")});
  const auto back = undo(story.log, first, 1);
  ASSERT_TRUE(back) << "a reading does not stand in its way";
  const auto again = replay(*back, story.plan);
  EXPECT_EQ(find_kpi(again, 1)->target, 200);
  EXPECT_EQ(value_of(*find_kpi(again, 1)), 70);
  EXPECT_EQ(value_of(*find_kpi(again, 2)), 41);
}

TEST(Measure, AKpiIsOfTheKindThatItsUnitTellsUnlessSomebodySaidOtherwise) {
  struct Unit {
    const char* unit;
    KpiKind kind;
  };
  for (const auto& [unit, kind] : {Unit{"", KpiKind::number},
                                   {"km", KpiKind::number},
                                   {"%", KpiKind::percent},
                                   {"€", KpiKind::money},
                                   {"USD", KpiKind::money},
                                   {"days", KpiKind::duration},
                                   {"ms", KpiKind::duration}}) {
    SCOPED_TRACE(unit);
    EXPECT_EQ(kind_of({.unit = unit}), kind);
    EXPECT_EQ(kind_of({.unit = unit, .kind = KpiKind::number}), KpiKind::number);
  }
  EXPECT_FALSE(is_lower_better({.baseline = 1, .target = 2}));
  EXPECT_TRUE(is_lower_better({.baseline = 2, .target = 1}));
}

TEST(Measure, AKindAndARoleCanBeTakenBack) {
  auto story = told({companies(), ChangeKpi{.number = 1, .kind = KpiKind::money, .role = KpiRole::input}});
  const auto* kpi = find_kpi(story.plan, 1);
  EXPECT_EQ(kpi->kind, KpiKind::money);
  EXPECT_EQ(kpi->role, KpiRole::input);
  const auto back = story.undo_last();
  ASSERT_TRUE(back);
  const auto undone = replay(*back, story.plan);
  EXPECT_EQ(find_kpi(undone, 1)->kind, std::nullopt);
  EXPECT_EQ(find_kpi(undone, 1)->role, std::nullopt);
}

TEST(Measure, EditsThatDoNotFitDoNothing) {
  const auto plan = some_plan().plan;
  const Edit misfits[] = {KpiAdded{.number = 1, .name = "x", .target = 1},
                          KpiRetargeted{7, 1, {}},
                          KpiClassified{7, KpiKind::money, {}},
                          KpiRead{.number = 7, .at = now, .value = 1},
                          KpiRead{.number = 1, .at = at("2026-04-01 09:00")},
                          RiskAdded{.number = 3, .words = "x"},
                          RiskClosed{7, now},
                          OwnerSet{K(7), ada},
                          OwnerSet{R(7), ada},
                          Dropped{K(7)},
                          Reinstated{R(1)},
                          Retitled{K(1), "x"},
                          linked(A(1), K(1))};
  for (const auto& edit : misfits) {
    SCOPED_TRACE(edit.index());
    EXPECT_TRUE(looks_same(evolve(plan, edit), plan));
  }
}

}  // namespace measure_test
}  // namespace backwalk::planner::testing

#include "tests/picture/plans.hpp"

#include <algorithm>
#include <random>

#include "planner/assessment.hpp"

namespace backwalk::picture::testing {
namespace {

using planner::Minutes;
using planner::Plan;
using planner::Ref;
using planner::testing::A;
using planner::testing::M;

const std::map<planner::PersonId, std::string> people{{{1}, "Dana"}, {{2}, "Mehmet"}, {{3}, "Legal team"}, {{4}, "Zoë"}};

Plan plan_by(const std::string& key, const std::string& title, const std::string& due) {
  Plan plan;
  plan.key = key;
  plan.goal.title = title;
  plan.goal.due = planner::testing::on(due);
  plan.owner = {1};
  return plan;
}

void number_all(Plan& plan) {
  for (std::size_t i = 0; i < plan.actions.size(); ++i) plan.actions[i].number = static_cast<int>(i) + 1;
  for (std::size_t i = 0; i < plan.milestones.size(); ++i) plan.milestones[i].number = static_cast<int>(i) + 1;
  plan.last_action = static_cast<int>(plan.actions.size());
  plan.last_milestone = static_cast<int>(plan.milestones.size());
}

void chain(Plan& plan, std::initializer_list<Ref> refs) {
  for (auto ref = refs.begin(); ref + 1 < refs.end(); ++ref) link(plan, *ref, *(ref + 1));
}

/// What was committed, so that what changes from here on is a change.
void commit(Plan& plan) {
  plan.versions[0] = std::make_shared<const Plan>(plan);
  plan.is_committed = true;
  plan.version = 1;
}

void finish(Plan& plan, int number, const std::string& started, const std::string& finished) {
  auto& action = plan.actions.at(static_cast<std::size_t>(number) - 1);
  action.started = at(started);
  action.finished = at(finished);
}

Plan small() {
  auto plan = plan_by("SHOP", "EU customers buy by themselves", "2026-10-06");
  plan.milestones = {milestone(1, "Terms are signed")};
  plan.actions = {action(1, "Draft the terms", 3, 3), action(2, "Integrate the tax engine", 8, 1), action(3, "Launch page", 2, 2)};
  number_all(plan);
  chain(plan, {A(1), M(1), A(3)});
  chain(plan, {A(2), A(3)});
  return plan;
}

Plan launch() {
  auto plan = plan_by("BILL", "Self-serve billing is live in the EU", "2026-12-11");
  plan.milestones = {milestone(1, "Prices and terms are decided"), milestone(2, "Tax engine works in the sandbox"),
                     milestone(3, "20 customers finished the beta"), milestone(4, "Support can answer every question"),
                     milestone(5, "Launch is rehearsed")};
  plan.milestones[2].due = planner::testing::on("2026-11-20");
  const std::vector<std::pair<const char*, int>> work{{"Interview 12 customers about prices", 6},
                                                      {"Draft price list", 3},
                                                      {"Draft terms with counsel", 5},
                                                      {"Decide on prices and terms", 1},
                                                      {"Choose tax vendor", 4},
                                                      {"Security review of vendor", 3},
                                                      {"Get sandbox keys", 2},
                                                      {"Integrate tax engine", 9},
                                                      {"Invoices with reverse charge", 5},
                                                      {"Test against 27 rates", 4},
                                                      {"Recruit beta customers", 6},
                                                      {"Onboarding mails", 3},
                                                      {"Beta build", 4},
                                                      {"Run the beta", 10},
                                                      {"Fix what the beta found", 5},
                                                      {"Help pages in five languages", 8},
                                                      {"Train the support team", 3},
                                                      {"Macros for refunds", 2},
                                                      {"Status page", 2},
                                                      {"Load test the checkout", 3},
                                                      {"Launch page and docs", 5},
                                                      {"Press briefing", 2},
                                                      {"Rehearse the launch", 1},
                                                      {"Switch on for 5 %", 2},
                                                      {"Switch on for all", 1}};
  for (const auto& [title, days] : work)
    plan.actions.push_back(action(0, title, days, static_cast<std::int64_t>(plan.actions.size() % 4) + 1));
  number_all(plan);
  plan.actions[7].estimate = planner::Estimate{Minutes{9 * 480}, Minutes{7 * 480}, Minutes{15 * 480}};
  chain(plan, {A(1), A(2), A(4), M(1)});
  chain(plan, {A(3), A(4)});
  chain(plan, {A(5), A(6), A(7), A(8), A(9), A(10), M(2)});
  chain(plan, {M(1), A(5)});
  chain(plan, {M(2), A(13), A(14), A(15), M(3)});
  chain(plan, {A(11), A(12), A(14)});
  chain(plan, {A(16), A(17), M(4)});
  chain(plan, {A(18), M(4)});
  chain(plan, {M(3), A(20), A(23), M(5)});
  chain(plan, {A(19), A(23)});
  chain(plan, {A(21), A(23)});
  chain(plan, {M(4), A(23)});
  chain(plan, {M(5), A(24), A(25)});
  chain(plan, {A(22), A(25)});
  return plan;
}

Plan launch_under_way() {
  auto plan = launch();
  commit(plan);
  finish(plan, 1, "2026-08-24 09:00", "2026-09-01 17:00");
  finish(plan, 2, "2026-09-02 09:00", "2026-09-07 15:00");
  plan.actions[2].started = at("2026-09-03 09:00");
  plan.actions[10].started = at("2026-09-07 09:00");
  plan.actions[15].estimate = planner::Estimate{Minutes{11 * 480}, {}, {}};
  return plan;
}

Plan late() {
  auto plan = small();
  plan.key = "LATE";
  plan.goal.due = planner::testing::on("2026-10-02");
  plan.actions.push_back(action(4, "Tell the customers", 1, 4));
  number_all(plan);
  chain(plan, {A(3), A(4)});
  commit(plan);
  finish(plan, 1, "2026-09-08 09:00", "2026-09-16 17:00");
  plan.actions[1].started = at("2026-09-15 09:00");
  plan.actions[1].estimate = planner::Estimate{Minutes{13 * 480}, {}, {}};
  return plan;
}

Plan translated(Plan plan, const std::string& goal, const std::vector<std::string>& titles, const std::string& milestone) {
  plan.goal.title = goal;
  for (std::size_t i = 0; i < plan.actions.size(); ++i) plan.actions[i].title = titles.at(i);
  plan.milestones.front().title = milestone;
  return plan;
}

Plan finished() {
  auto plan = small();
  plan.key = "DONE";
  commit(plan);
  finish(plan, 1, "2026-09-07 09:00", "2026-09-09 17:00");
  finish(plan, 2, "2026-09-09 09:00", "2026-09-22 17:00");
  finish(plan, 3, "2026-09-28 09:00", "2026-09-30 12:00");
  plan.milestones.front().reached = at("2026-09-10 10:00");
  return plan;
}

}  // namespace

planner::Action action(int number, std::string title, int days, std::int64_t owner) {
  return {.number = number, .title = std::move(title), .estimate = planner::testing::days_of_work(days), .owner = planner::PersonId{owner}};
}
planner::Milestone milestone(int number, std::string title) { return {.number = number, .title = std::move(title)}; }
void link(Plan& plan, Ref before, Ref after) {
  plan.links.push_back({.before = before, .after = after});
  std::sort(plan.links.begin(), plan.links.end());
}

Prepared::Prepared(Sample of)
    : sample(std::move(of)),
      walk(planner::timeline(sample.plan, sample.today)),
      baseline(planner::baseline(sample.plan)),
      forecast(planner::forecast(sample.plan, sample.today, {.samples = sample.forecasts, .depth = planner::Depth::safe_starts})) {}

Scene Prepared::scene(const Measure& measure) const {
  return timeline_scene({sample.plan, *walk, forecast ? &*forecast : nullptr, baseline ? &*baseline : nullptr, sample.names, sample.today},
                        measure);
}

Scene Sample::scene(const Measure& measure) const { return Prepared(*this).scene(measure); }

Sample sample_of(int milestones, int actions) {
  auto plan = plan_by("MANY", "The new warehouse ships every order", "2027-06-25");
  for (int i = 1; i <= milestones; ++i) plan.milestones.push_back(milestone(i, "Hall " + std::to_string(i) + " is ready for goods"));
  for (int i = 0; i < actions; ++i) {
    auto each = action(i + 1, "Lay out aisle " + std::to_string(i + 1), 1 + i * 7 % 9, i % 4 + 1);
    if (i < actions / 10) each.started = at("2026-09-01 09:00"), each.finished = at("2026-09-04 17:00");
    plan.actions.push_back(std::move(each));
  }
  number_all(plan);
  for (int i = 0; i < actions; ++i) {
    const int hall = milestones == 0 ? 0 : i * milestones / actions;
    if (i % 4 != 3 && i + 1 < actions) link(plan, A(i + 1), A(i + 2));
    if (milestones > 0) link(plan, A(i + 1), M(hall + 1));
    if (hall > 0 && i % 4 == 0) link(plan, M(hall), A(i + 1));
  }
  std::sort(plan.links.begin(), plan.links.end());
  plan.links.erase(std::unique(plan.links.begin(), plan.links.end()), plan.links.end());
  return {"many", plan, day("2026-09-08"), people};
}

std::vector<Sample> samples() {
  const auto today = day("2026-09-08");
  auto many = sample_of(10, 200);
  many.name = "actions_200";
  const auto cjk = translated(small(), "欧州のお客様が自分で購入できる",
                              {"利用規約の草案を書く", "税計算エンジンを統合する", "公開ページを準備하고 확인한다"}, "利用规约已经签署");
  const auto right_to_left = translated(small(), "العملاء في أوروبا يشترون بأنفسهم",
                                        {"صياغة الشروط مع المستشار القانوني", "שילוב מנוע המס (v2)", "צפה בדף ההשקה"}, "تم توقيع الشروط");
  return {{"small", small(), today, people},
          {"actions_25", launch_under_way(), today, people},
          many,
          {"late", late(), day("2026-09-21"), people},
          {"cjk", cjk, today, {{{1}, "山田 太郎"}, {{2}, "김민준"}, {{3}, "法务部"}}},
          {"right_to_left", right_to_left, today, {{{1}, "دانا"}, {{2}, "מרים"}, {{3}, "الفريق القانوني"}}},
          {"dark", launch_under_way(), today, people, Ground::dark},
          {"finished", finished(), day("2026-10-05"), people}};
}

planner::Kpi waitlist(std::size_t readings) {
  planner::Kpi kpi{.number = 1, .name = "Waiting list", .baseline = 40, .target = 100, .since = at("2026-07-06 09:00")};
  for (std::size_t i = 1; i <= readings; ++i) {
    kpi.readings.push_back({kpi.since + std::chrono::days{7 * static_cast<int>(i)}, 40 + 2.0 * static_cast<double>(i)});
  }
  return kpi;
}

Sample random_sample(unsigned number) {
  std::mt19937 draw(number);
  const auto below = [&](int most) { return static_cast<int>(draw() % static_cast<unsigned>(most)); };
  static const std::vector<std::string> words{"tax",        "<b>page</b>", "契約",
                                              "الشروط",     "🚀🎉",          "a\u0301\u0302\u0303\u0304b",
                                              "x\x01\x1by", "\u202Eevil",  "Donaudampfschifffahrtsgesellschaft",
                                              "\xff\xfe",   "line\nbreak", "हिन्दी",
                                              "ไทย",        "&amp;\"'"};
  const auto title = [&] {
    std::string text;
    for (int count = below(below(20) == 0 ? 200 : 8); count >= 0; --count)
      text += words[static_cast<std::size_t>(below(static_cast<int>(words.size())))] + " ";
    return text;
  };
  auto plan = plan_by("RAND", title(), "2026-09-08");
  const auto today = day("2026-09-08");
  plan.goal.due->date = today + std::chrono::days{below(10) == 0 ? below(20'000) - 400 : below(200) - 20};
  const int milestones = below(4) == 0 ? below(60) : below(6), actions = below(6) == 0 ? below(220) : below(30);
  for (int i = 0; i < milestones; ++i) {
    plan.milestones.push_back(milestone(i + 1, title()));
    if (below(4) == 0) plan.milestones.back().due = planner::Moment{plan.goal.due->date - std::chrono::days{below(60)}, {}, {}};
    if (below(6) == 0) plan.milestones.back().reached = planner::LocalTime{today - std::chrono::days{below(90)}};
  }
  for (int i = 0; i < actions; ++i) {
    plan.actions.push_back(action(i + 1, title(), 1 + below(12), below(6)));
    if (below(4) == 0) plan.actions.back().estimate.reset();
    if (below(4) == 0) plan.actions.back().started = planner::LocalTime{today - std::chrono::days{below(120)}} + Minutes{600};
    if (plan.actions.back().started && below(2) == 0) plan.actions.back().finished = *plan.actions.back().started + Minutes{below(10'000)};
  }
  number_all(plan);
  for (int i = 0; i + 1 < actions; ++i) {
    if (below(3) != 0) link(plan, A(i + 1), A(i + 2 + below(std::min(4, actions - i - 1))));
    if (milestones > 0 && below(3) == 0) link(plan, A(i + 1), M(1 + below(milestones)));
  }
  std::sort(plan.links.begin(), plan.links.end());
  plan.links.erase(std::unique(plan.links.begin(), plan.links.end()), plan.links.end());
  if (below(2) == 0) commit(plan);
  for (auto& each : plan.actions) {
    if (plan.is_committed && below(5) == 0) each.estimate = planner::testing::days_of_work(1 + below(30));
  }
  return {"random " + std::to_string(number),           plan, today, {{{1}, title()}, {{2}, "Dana"}, {{3}, ""}},
          below(2) == 0 ? Ground::light : Ground::dark, 20};
}

}  // namespace backwalk::picture::testing

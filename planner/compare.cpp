#include "planner/compare.hpp"

#include <algorithm>
#include <tuple>

namespace backwalk::planner {
namespace {

struct Comparison {
  const Plan& before;
  const Plan& after;
  std::vector<Difference> found{};

  void note(bool is_different, Difference::What what, std::optional<Ref> about = {}) {
    if (is_different) found.push_back({what, about});
  }

  void goal() {
    note(before.goal.due != after.goal.due, Difference::goal_moved, Ref{});
    note(before.goal.title != after.goal.title, Difference::goal_retitled, Ref{});
    note(after.is_committed && !before.is_committed, Difference::committed);
    note(after.reported && after.reported != before.reported, Difference::status_reported);
  }
  void milestones() {
    for (const auto& now : after.milestones) {
      const Ref ref{Kind::milestone, now.number};
      const auto* was = find_milestone(before, now.number);
      note(!was, Difference::milestone_added, ref);
      note(now.reached && !(was && was->reached), Difference::milestone_reached, ref);
      note(was && was->due != now.due, Difference::milestone_moved, ref);
    }
  }
  void actions() {
    for (const auto& now : after.actions) {
      const Ref ref{Kind::action, now.number};
      const auto* was = find_action(before, now.number);
      note(!was, Difference::action_added, ref);
      note(now.finished && !(was && was->finished), Difference::action_done, ref);
      if (now.finished) continue;
      note(now.started && !(was && was->started), Difference::action_started, ref);
      const auto work = duration_of(after, now), work_before = was ? duration_of(before, *was) : work;
      note(work > work_before, Difference::action_longer, ref);
      note(work < work_before, Difference::action_shorter, ref);
    }
  }
  void kpis() {
    for (const auto& now : after.kpis) {
      const Ref ref{Kind::kpi, now.number};
      const auto* was = find_kpi(before, now.number);
      const auto is_new = [&](const Reading& reading) {
        const auto* known = was ? reading_on(*was, date_of(reading.at)) : nullptr;
        return !known || known->value != reading.value;
      };
      note(!was, Difference::kpi_added, ref);
      note(std::any_of(now.readings.begin(), now.readings.end(), is_new), Difference::kpi_read, ref);
    }
  }
  void risks() {
    for (const auto& now : after.risks) {
      const Ref ref{Kind::risk, now.number};
      const auto* was = find_risk(before, now.number);
      note(!was, Difference::risk_added, ref);
      note(now.closed && !(was && was->closed), Difference::risk_closed, ref);
    }
  }
  template <class Item>
  void dropped(const std::vector<Item>& items, Kind kind) {
    for (const auto& was : items) note(!exists(after, {kind, was.number}), Difference::item_dropped, Ref{kind, was.number});
  }
};

}  // namespace

std::vector<Difference> compare(const Plan& before, const Plan& after) {
  Comparison comparison{before, after};
  comparison.goal();
  comparison.milestones();
  comparison.actions();
  comparison.kpis();
  comparison.risks();
  comparison.dropped(before.milestones, Kind::milestone);
  comparison.dropped(before.actions, Kind::action);
  comparison.dropped(before.kpis, Kind::kpi);
  comparison.dropped(before.risks, Kind::risk);
  auto found = std::move(comparison.found);
  std::sort(found.begin(), found.end(),
            [](const Difference& a, const Difference& b) { return std::tie(a.what, a.about) < std::tie(b.what, b.about); });
  return found;
}

}  // namespace backwalk::planner

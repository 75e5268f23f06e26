#include "planner/signals.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "planner/pace.hpp"

namespace backwalk::planner {
namespace {

using std::chrono::days;

constexpr int churn_window = 5;  // working days
constexpr int many_edits = 10, many_days = 3;
constexpr days start_is_near{2};
constexpr double much_moved = 0.1;
constexpr days long_goal{42};
constexpr std::size_t crunch_actions = 3;
constexpr int most_good_milestones = 7, most_good_actions = 25, most_good_kpis = 5;

int size_of(const auto& items) { return static_cast<int>(items.size()); }

struct Look {
  const Plan& plan;
  const std::optional<Timeline>& timeline;
  const Past& past;
  const Foreseen& foreseen;
  Date today{};
  WorkingTime time{plan.calendar};
  std::vector<Signal> found{};

  Date begun() const { return past.begun.value_or(today); }
  bool has_number() const { return !plan.kpis.empty() || plan.checker; }
  int count_running() const {
    return static_cast<int>(
        std::count_if(plan.actions.begin(), plan.actions.end(), [](const Action& a) { return a.started && !a.finished; }));
  }
  int count_finished() const {
    return static_cast<int>(
        std::count_if(plan.actions.begin(), plan.actions.end(), [](const Action& a) { return a.finished.has_value(); }));
  }
  std::optional<Date> first_start() const {
    std::optional<Date> first = foreseen.first_start;
    if (first || !timeline) return first;
    for (const auto& action : plan.actions) {
      const auto* slot = timeline->find({Kind::action, action.number});
      if (!slot || action.started || action.finished) continue;
      const auto start = date_of(slot->latest_start);
      if (!first || start < *first) first = start;
    }
    return first;
  }

  void churn() {
    if (plan.actions.empty() || count_running() + count_finished() > 0) return;
    const auto before = time.working_day_before(today, churn_window);
    Churn signal{.is_draft = !plan.is_committed, .first_start = first_start()};
    std::set<Date> dates;
    for (const auto& done : past.deeds) {
      if (done.deed != Deed::planned || done.on > today) continue;
      dates.insert(done.on);
      if (done.on > before) ++signal.edits;
    }
    signal.days = size_of(dates);
    const bool is_busy = signal.edits >= many_edits;
    const bool is_long_a_draft = signal.is_draft && begun() <= before && signal.days > many_days;
    const bool is_due = begun() < today && signal.first_start && *signal.first_start - today <= start_is_near;
    if (is_busy || is_long_a_draft || is_due) found.emplace_back(signal);
  }

  void rigidity() {
    if (!plan.is_committed || past.reviews.size() < 2) return;
    const auto& [since, before] = past.reviews[past.reviews.size() - 2];
    const double now = foreseen.chance.value_or(past.reviews.back().chance);
    const auto is_later_edit = [&](const Done& done) { return done.deed == Deed::planned && done.on > since && done.on <= today; };
    if (std::abs(now - before) <= much_moved || std::any_of(past.deeds.begin(), past.deeds.end(), is_later_edit)) return;
    found.emplace_back(Rigidity{since, before, now});
  }

  void too_thin() {
    if (!plan.is_committed || !plan.goal.due || plan.goal.due->date - begun() <= long_goal) return;
    if (plan.milestones.size() > 1 && !plan.risks.empty()) return;
    const auto weeks = (plan.goal.due->date - begun()) / std::chrono::weeks{1};
    found.emplace_back(TooThin{size_of(plan.milestones), size_of(plan.risks), static_cast<int>(weeks)});
  }

  void crunch() {
    if (!timeline) return;
    std::map<Date, int> ending;
    std::map<std::pair<Date, PersonId>, std::vector<Ref>> by_owner;
    for (const auto& action : plan.actions) {
      const Ref ref{Kind::action, action.number};
      const auto* slot = timeline->find(ref);
      if (!slot || action.finished) continue;
      const auto monday = monday_of(date_of(slot->latest_finish));
      ++ending[monday];
      if (action.owner) by_owner[{monday, *action.owner}].push_back(ref);
    }
    for (const auto& [key, actions] : by_owner) {
      if (actions.size() < crunch_actions || key.first < monday_of(today)) continue;
      found.emplace_back(Crunch{key.first, ending[key.first], key.second, actions});
    }
  }

  /// All that is reached from these along links, from their `near` end to their `far` one.
  std::set<Ref> reach(const std::set<Ref>& from, Ref Link::*near, Ref Link::*far) const {
    std::set<Ref> result;
    std::vector<Ref> open{from.begin(), from.end()};
    while (!open.empty()) {
      const auto ref = open.back();
      open.pop_back();
      for (const auto& link : plan.links) {
        if (link.*near == ref && result.insert(link.*far).second) open.push_back(link.*far);
      }
    }
    return result;
  }

  /// KPIs that nothing is done for any more: nobody says which action serves which, but what ends later cannot.
  std::vector<Ref> forgotten_kpis() const {
    std::vector<Ref> result;
    if (plan.actions.empty() || !timeline) return result;
    for (const auto& kpi : plan.kpis) {
      const auto due = due_of(plan, kpi);
      if (!due || pace(plan, kpi, today).is_reached) continue;
      const auto serves = [&](const Action& action) {
        return !action.finished && timeline->find({Kind::action, action.number})->latest_finish <= instant_of(*due, time);
      };
      if (std::none_of(plan.actions.begin(), plan.actions.end(), serves)) result.push_back({Kind::kpi, kpi.number});
    }
    return result;
  }

  void orphans() {
    Orphans signal{loose_items()};
    for (const auto ref : forgotten_kpis()) signal.items.push_back(ref);
    if (!signal.items.empty()) found.emplace_back(std::move(signal));
  }

  std::vector<Ref> loose_items() const {
    std::set<Ref> milestones, actions;
    for (const auto& milestone : plan.milestones) milestones.insert({Kind::milestone, milestone.number});
    for (const auto& action : plan.actions) actions.insert({Kind::action, action.number});
    std::vector<Ref> result;
    if (milestones.empty()) return result;
    const auto before = reach(milestones, &Link::after, &Link::before), after = reach(milestones, &Link::before, &Link::after);
    const auto after_actions = reach(actions, &Link::before, &Link::after);
    for (const auto& milestone : plan.milestones) {
      const Ref ref{Kind::milestone, milestone.number};
      if (!milestone.reached && !after_actions.contains(ref)) result.push_back(ref);
    }
    for (const auto& action : plan.actions) {
      const Ref ref{Kind::action, action.number};
      if (!action.finished && !before.contains(ref) && !after.contains(ref)) result.push_back(ref);
    }
    return result;
  }

  void budget() {
    const auto hold = [&](Kind kind, int count, int most) {
      if (count > most) found.emplace_back(OverBudget{kind, count, most});
    };
    hold(Kind::milestone, size_of(plan.milestones), most_good_milestones);
    hold(Kind::action, size_of(plan.actions), most_good_actions);
    hold(Kind::kpi, size_of(plan.kpis), most_good_kpis);
  }

  void execution_first() {
    const ExecutionFirst signal{count_running(), count_finished(), has_number(), plan.goal.due.has_value()};
    if (signal.running + signal.finished == 0 || (signal.has_number && signal.has_date)) return;
    found.emplace_back(signal);
  }
};

}  // namespace

std::vector<Signal> signals(const Plan& plan, const std::optional<Timeline>& timeline, const Past& past, const Foreseen& foreseen,
                            Date today) {
  if (plan.closed_at) return {};
  Look look{plan, timeline, past, foreseen, today};
  look.churn();
  look.rigidity();
  look.too_thin();
  look.crunch();
  look.orphans();
  look.budget();
  look.execution_first();
  return std::move(look.found);
}

}  // namespace backwalk::planner

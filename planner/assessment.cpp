#include "planner/assessment.hpp"

#include <algorithm>

namespace backwalk::planner {
namespace {

constexpr int high_days = 44;
constexpr double some = 0.05, none = 0;

struct Item {
  Ref ref{};
  std::optional<LocalTime> started{};
  std::optional<LocalTime> finished{};
  Minutes work{};
};

std::vector<Item> items_of(const Plan& plan) {
  std::vector<Item> items;
  for (const auto& milestone : plan.milestones) items.push_back({{Kind::milestone, milestone.number}, {}, milestone.reached, {}});
  for (const auto& action : plan.actions) {
    items.push_back({{Kind::action, action.number}, action.started, action.finished, duration_of(plan, action)});
  }
  return items;
}

struct Assessment {
  const Plan& plan;
  Date today{};
  std::vector<Item> items = items_of(plan);
  std::vector<Item> unfinished = [this] {
    auto open = items;
    std::erase_if(open, [](const Item& item) { return item.finished.has_value(); });
    return open;
  }();
  std::vector<Assessed> found{};

  void judge(Point point, double limit, const std::vector<Item>& among, const auto& fails) {
    auto& result = found.emplace_back(Assessed{.point = point, .of = among.size(), .limit = limit});
    for (const auto& item : among) {
      if (fails(item)) result.failing.push_back(item.ref);
    }
  }
  void judge_links(Point point, double limit, const auto& fails) {
    auto& result = found.emplace_back(Assessed{.point = point, .limit = limit});
    for (const auto& link : plan.links) {
      if (!is_unfinished(link.before) || !is_unfinished(link.after)) continue;
      ++result.of;
      if (fails(link)) result.failing.push_back(link.after);
    }
  }
  bool is_unfinished(Ref ref) const {
    return std::any_of(unfinished.begin(), unfinished.end(), [&](const Item& item) { return item.ref == ref; });
  }
  bool is_linked(Ref ref) const {
    return std::any_of(plan.links.begin(), plan.links.end(), [&](const Link& link) { return link.before == ref || link.after == ref; });
  }

  void links() {
    judge(Point::logic, some, unfinished, [&](const Item& item) { return items.size() > 1 && !is_linked(item.ref); });
    judge_links(Point::leads, none, [](const Link& link) { return link.lag.length < Minutes{0}; });
    judge_links(Point::lags, some, [](const Link& link) { return link.lag.length > Minutes{0}; });
  }
  void floats(const Timeline& timeline) {
    const auto total_float = [&](const Item& item) {
      const auto* slot = timeline.find(item.ref);
      return slot ? slot->total_float : 0;
    };
    const auto high = high_days * plan.calendar.minutes_per_day.count();
    judge(Point::high_float, some, unfinished, [&](const Item& item) { return total_float(item) > high; });
    judge(Point::negative_float, none, unfinished, [&](const Item& item) { return total_float(item) < 0; });
  }
  void durations() {
    auto actions = unfinished;
    std::erase_if(actions, [](const Item& item) { return item.ref.kind != Kind::action; });
    judge(Point::high_duration, some, actions, [&](const Item& item) { return item.work > high_days * plan.calendar.minutes_per_day; });
  }
  void dates() {
    const auto is_in_future = [&](const std::optional<LocalTime>& at) { return at && date_of(*at) > today; };
    judge(Point::invalid_dates, none, items, [&](const Item& item) {
      return is_in_future(item.started) || is_in_future(item.finished) || (item.started && item.finished && *item.finished < *item.started);
    });
  }
  void missed(const Timeline& baseline) {
    const auto wanted_by = [&](const Item& item) -> std::optional<Date> {
      const auto* slot = baseline.find(item.ref);
      return slot && !slot->is_finished ? std::optional{date_of(slot->latest_finish)} : std::nullopt;
    };
    auto wanted = items;
    std::erase_if(wanted, [&](const Item& item) { return !wanted_by(item) || *wanted_by(item) >= today; });
    judge(Point::missed_tasks, some, wanted,
          [&](const Item& item) { return !item.finished || date_of(*item.finished) > *wanted_by(item); });
  }
};

}  // namespace

std::string_view term(Point point) {
  switch (point) {
    case Point::logic:
      return "Missing logic";
    case Point::leads:
      return "Leads";
    case Point::lags:
      return "Lags";
    case Point::high_float:
      return "High float";
    case Point::negative_float:
      return "Negative float";
    case Point::high_duration:
      return "High duration";
    case Point::invalid_dates:
      return "Invalid dates";
    case Point::missed_tasks:
      return "Missed tasks";
  }
  return "";
}

std::vector<Assessed> assess(const Plan& plan, const std::optional<Timeline>& timeline, const std::optional<Timeline>& baseline,
                             Date today) {
  Assessment assessment{.plan = plan, .today = today};
  assessment.links();
  if (timeline) assessment.floats(*timeline);
  assessment.durations();
  assessment.dates();
  if (baseline) assessment.missed(*baseline);
  return std::move(assessment.found);
}

std::optional<Timeline> baseline(const Plan& plan) {
  const auto first = plan.versions.find(0);
  if (!plan.is_committed || first == plan.versions.end() || !first->second->goal.due) return {};
  return timeline(*first->second, first->second->goal.due->date);  // of its dates only the latest are asked for, and no today moves those
}

}  // namespace backwalk::planner

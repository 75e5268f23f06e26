#include "planner/assessment.hpp"

#include <algorithm>

namespace backwalk::planner {
namespace {

constexpr int high_days = 44;
constexpr double five_percent = 0.05, not_one = 0;

struct AssessedItem {
  Ref ref{};
  std::optional<LocalTime> started{};
  std::optional<LocalTime> finished{};
  Minutes work{};
};

std::vector<AssessedItem> items_of(const Plan& plan) {
  std::vector<AssessedItem> items;
  for (const auto& milestone : plan.milestones) items.push_back({{Kind::milestone, milestone.number}, {}, milestone.reached, {}});
  for (const auto& action : plan.actions) {
    items.push_back({{Kind::action, action.number}, action.started, action.finished, duration_of(plan, action)});
  }
  return items;
}

struct Assessment {
  const Plan& plan;
  Date today{};
  std::vector<AssessedItem> items = items_of(plan);
  std::vector<AssessedItem> unfinished = [this] {
    auto open = items;
    std::erase_if(open, [](const AssessedItem& item) { return item.finished.has_value(); });
    return open;
  }();
  std::vector<Assessed> found{};

  void judge(SchedulePoint point, double limit, const std::vector<AssessedItem>& among, const auto& fails) {
    auto& result = found.emplace_back(Assessed{.point = point, .of = among.size(), .limit = limit});
    for (const auto& item : among) {
      if (fails(item)) result.failing.push_back(item.ref);
    }
  }
  void judge_links(SchedulePoint point, double limit, const auto& fails) {
    auto& result = found.emplace_back(Assessed{.point = point, .limit = limit});
    for (const auto& link : plan.links) {
      if (!is_unfinished(link.before) || !is_unfinished(link.after)) continue;
      ++result.of;
      if (fails(link)) result.failing.push_back(link.after);
    }
  }
  bool is_unfinished(Ref ref) const {
    return std::any_of(unfinished.begin(), unfinished.end(), [&](const AssessedItem& item) { return item.ref == ref; });
  }
  bool is_linked(Ref ref) const {
    return std::any_of(plan.links.begin(), plan.links.end(), [&](const Link& link) { return link.before == ref || link.after == ref; });
  }

  void links() {
    judge(SchedulePoint::logic, five_percent, unfinished,
          [&](const AssessedItem& item) { return items.size() > 1 && !is_linked(item.ref); });
    judge_links(SchedulePoint::leads, not_one, [](const Link& link) { return link.lag.length < Minutes{0}; });
    judge_links(SchedulePoint::lags, five_percent, [](const Link& link) { return link.lag.length > Minutes{0}; });
  }
  void floats(const Timeline& timeline) {
    const auto total_float = [&](const AssessedItem& item) {
      const auto* slot = timeline.find(item.ref);
      return slot ? slot->total_float : 0;
    };
    const auto high = high_days * plan.calendar.minutes_per_day.count();
    judge(SchedulePoint::high_float, five_percent, unfinished, [&](const AssessedItem& item) { return total_float(item) > high; });
    judge(SchedulePoint::negative_float, not_one, unfinished, [&](const AssessedItem& item) { return total_float(item) < 0; });
  }
  void durations() {
    auto actions = unfinished;
    std::erase_if(actions, [](const AssessedItem& item) { return item.ref.kind != Kind::action; });
    judge(SchedulePoint::high_duration, five_percent, actions,
          [&](const AssessedItem& item) { return item.work > high_days * plan.calendar.minutes_per_day; });
  }
  void dates() {
    const auto is_in_future = [&](const std::optional<LocalTime>& at) { return at && date_of(*at) > today; };
    judge(SchedulePoint::invalid_dates, not_one, items, [&](const AssessedItem& item) {
      return is_in_future(item.started) || is_in_future(item.finished) || (item.started && item.finished && *item.finished < *item.started);
    });
  }
  void missed(const Timeline& baseline) {
    const auto wanted_by = [&](const AssessedItem& item) -> std::optional<Date> {
      const auto* slot = baseline.find(item.ref);
      return slot && !slot->is_finished ? std::optional{date_of(slot->latest_finish)} : std::nullopt;
    };
    auto wanted = items;
    std::erase_if(wanted, [&](const AssessedItem& item) { return !wanted_by(item) || *wanted_by(item) >= today; });
    judge(SchedulePoint::missed_tasks, five_percent, wanted,
          [&](const AssessedItem& item) { return !item.finished || date_of(*item.finished) > *wanted_by(item); });
  }
};

}  // namespace

std::string_view term(SchedulePoint point) {
  switch (point) {
    case SchedulePoint::logic:
      return "Missing logic";
    case SchedulePoint::leads:
      return "Leads";
    case SchedulePoint::lags:
      return "Lags";
    case SchedulePoint::high_float:
      return "High float";
    case SchedulePoint::negative_float:
      return "Negative float";
    case SchedulePoint::high_duration:
      return "High duration";
    case SchedulePoint::invalid_dates:
      return "Invalid dates";
    case SchedulePoint::missed_tasks:
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

std::optional<Timeline> baseline(const Plan& plan, const Absences& absences) {
  const auto first = plan.versions.find(0);
  if (!plan.is_committed || first == plan.versions.end() || !first->second->goal.due) return {};
  return timeline(*first->second, first->second->goal.due->date,
                  absences);  // of its dates only the latest are asked for, and no today moves those
}

}  // namespace backwalk::planner

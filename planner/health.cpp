#include "planner/health.hpp"

#include <algorithm>
#include <tuple>

#include "planner/pace.hpp"
#include "planner/projection.hpp"

namespace backwalk::planner {
namespace {

std::optional<Reason> of_schedule(const Plan& plan, const Timeline& timeline) {
  const auto late = lateness(plan, timeline);
  if (!late) return {};
  const auto what = Minutes{late->minutes} > plan.calendar.minutes_per_day ? Reason::late : Reason::no_room;
  return Reason{what, late->chain.back(), static_cast<double>(late->minutes)};
}

std::optional<Reason> of_chance(double chance) {
  if (chance >= good_chance) return {};
  return Reason{chance < poor_chance ? Reason::unlikely : Reason::doubtful, Ref{}, chance};
}

std::optional<Reason> of_kpi(const Plan& plan, const Kpi& kpi, Date today, const TargetChances& targets) {
  const Ref ref{Kind::kpi, kpi.number};
  const auto now = pace(plan, kpi, today);
  const auto due = due_of(plan, kpi);
  if (due && due->date < today && !now.is_reached) return Reason{Reason::kpi_missed, ref};
  const auto told = now.is_reached ? targets.end() : targets.find(kpi.number);
  if (told != targets.end() && told->second < poor_chance) return Reason{Reason::kpi_unlikely, ref, told->second};
  if (told != targets.end() && told->second >= good_chance) return {};
  if (const auto part = part_behind(now)) return Reason{Reason::kpi_behind, ref, *part};
  return {};
}

bool is_blocking(const Plan& plan, const Risk& risk) {
  if (risk.closed || !risk.about || risk.about->kind != Kind::action) return false;
  const auto* action = find_action(plan, risk.about->number);
  return action && !action->finished;
}

Status status_for(const std::vector<Reason>& reasons) {
  if (reasons.empty()) return Status::on_track;
  const auto what = reasons.front().what;
  return what == Reason::late || what == Reason::unlikely || what == Reason::kpi_missed ? Status::off_track : Status::at_risk;
}

}  // namespace

TargetChances target_chances(const Plan& plan) {
  TargetChances chances;
  for (const auto& kpi : plan.kpis) {
    if (!method_for(kpi.readings.size()) || method_for(kpi.readings.size()) == Method::level) continue;
    const auto foreseen = projection(plan, kpi);
    if (foreseen && foreseen->method != Method::level) chances[kpi.number] = foreseen->chance;
  }
  return chances;
}

Health health(const Plan& plan, const std::optional<Timeline>& timeline, Date today, std::optional<double> chance,
              const TargetChances& targets) {
  std::vector<Reason> reasons;
  const auto note = [&](const std::optional<Reason>& reason) {
    if (reason) reasons.push_back(*reason);
  };
  if (timeline) note(of_schedule(plan, *timeline));
  if (chance) note(of_chance(*chance));
  for (const auto& kpi : plan.kpis) note(of_kpi(plan, kpi, today, targets));
  for (const auto& risk : plan.risks) {
    if (is_blocking(plan, risk)) note(Reason{Reason::blocked, Ref{Kind::risk, risk.number}});
  }
  std::sort(reasons.begin(), reasons.end(),
            [](const Reason& a, const Reason& b) { return std::tie(a.what, a.about) < std::tie(b.what, b.about); });
  const Status status = status_for(reasons);
  return {.status = status, .reasons = std::move(reasons)};
}

}  // namespace backwalk::planner

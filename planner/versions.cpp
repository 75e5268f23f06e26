#include "planner/versions.hpp"

#include <algorithm>
#include <utility>

namespace backwalk::planner {
namespace {

/// Every item of `now`, live or dropped, that is not among `live`; by number.
template <class Item>
std::vector<Item> items_left_out(const std::vector<Item>& live, const std::vector<Item>& now, const std::vector<Item>& dropped_now) {
  const auto is_before = [](const Item& a, const Item& b) { return a.number < b.number; };
  std::vector<Item> all;
  std::merge(now.begin(), now.end(), dropped_now.begin(), dropped_now.end(), std::back_inserter(all), is_before);
  std::vector<Item> rest;
  std::set_difference(all.begin(), all.end(), live.begin(), live.end(), std::back_inserter(rest), is_before);
  return rest;
}

/// What was read stays read: the KPI of another version with the readings of now.
void keep_readings(Kpi& kpi, const Plan& now) {
  for (const auto* kpis : {&now.kpis, &now.dropped_kpis}) {
    const auto known = std::find_if(kpis->begin(), kpis->end(), [&](const Kpi& other) { return other.number == kpi.number; });
    if (known != kpis->end()) kpi.readings = known->readings;
  }
}

}  // namespace

void supersede(Plan& plan) {
  const auto highest = plan.versions.empty() ? plan.version : std::max(plan.version, plan.versions.rbegin()->first);
  auto snapshot = plan;
  snapshot.versions.clear();
  plan.versions[plan.version] = std::make_shared<const Plan>(std::move(snapshot));
  plan.version = highest + 1;
}

void commit(Plan& plan, const Committed& edit) {
  if (edit.committed && !plan.is_committed) supersede(plan);
  if (!edit.committed && plan.is_committed && plan.version == 1) {
    plan.versions.clear();
    plan.version = 0;
  }
  plan.is_committed = edit.committed;
  plan.review_every_days = edit.review_every_days;
}

void restore(Plan& plan, int version) {
  const auto found = plan.versions.find(version);
  if (found == plan.versions.end()) return;
  const auto source = found->second;
  supersede(plan);
  auto restored = *source;
  for (auto& kpi : restored.kpis) keep_readings(kpi, plan);
  restored.dropped_milestones = items_left_out(restored.milestones, plan.milestones, plan.dropped_milestones);
  restored.dropped_actions = items_left_out(restored.actions, plan.actions, plan.dropped_actions);
  restored.dropped_kpis = items_left_out(restored.kpis, plan.kpis, plan.dropped_kpis);
  restored.dropped_risks = items_left_out(restored.risks, plan.risks, plan.dropped_risks);
  restored.last_milestone = plan.last_milestone;
  restored.last_action = plan.last_action;
  restored.last_kpi = plan.last_kpi;
  restored.last_risk = plan.last_risk;
  restored.zone = std::move(plan.zone);
  restored.reported = std::move(plan.reported);
  restored.rhythm = std::move(plan.rhythm);
  restored.closed_at = plan.closed_at;
  restored.guests = std::move(plan.guests);
  restored.template_name = std::move(plan.template_name);
  restored.calendar = std::move(plan.calendar);
  restored.calendars = std::move(plan.calendars);
  restored.version = plan.version;
  restored.seq = plan.seq;
  restored.versions = std::move(plan.versions);
  plan = std::move(restored);
}

const std::optional<std::string>* described(const Goal& goal, Topic topic) {
  switch (topic) {
    case Topic::announcement:
      return &goal.announcement;
    case Topic::audience:
      return &goal.audience;
    case Topic::not_done_unless:
      return &goal.not_done_unless;
    case Topic::benefit:
      return &goal.benefit;
    case Topic::evidence:
      return &goal.evidence;
    case Topic::experience:
      return &goal.experience;
    case Topic::due:
    case Topic::milestones:
    case Topic::steps:
    case Topic::owner:
    case Topic::cadence:
    case Topic::metrics:
    case Topic::reading:
    case Topic::standup:
    case Topic::outcome:
    case Topic::certain:
    case Topic::parked:
    case Topic::acceptance:
    case Topic::serves:
      return nullptr;
  }
  return nullptr;
}

std::optional<std::string>* described(Goal& goal, Topic topic) {
  return const_cast<std::optional<std::string>*>(described(std::as_const(goal), topic));
}

}  // namespace backwalk::planner

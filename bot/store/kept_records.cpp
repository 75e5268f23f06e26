#include "bot/store/kept_records.hpp"

#include <algorithm>
#include <utility>

namespace backwalk::store {
namespace {

// Beside what stands in the type itself: titles and other texts, and where the allocator and the tree put them.
constexpr std::size_t texts = 128;
// An item's part of the last walk, of the walk ahead and of the last forecast.
constexpr std::size_t looks = 768;

template <class Items>
std::size_t bytes_in(const Items& items) {
  return items.size() * (sizeof(typename Items::value_type) + texts);
}

std::size_t bytes_of_kpis(const std::vector<planner::Kpi>& kpis) {
  std::size_t bytes = bytes_in(kpis);
  for (const planner::Kpi& kpi : kpis) bytes += kpi.readings.size() * (sizeof(kpi.readings.front()) + texts / 2);
  return bytes;
}

std::size_t bytes_of_plan(const planner::Plan& plan) {
  return sizeof(planner::Plan) + 8 * texts + bytes_in(plan.milestones) + bytes_in(plan.actions) +
         plan.links.size() * sizeof(planner::Link) + bytes_in(plan.closed) + bytes_of_kpis(plan.kpis) + bytes_in(plan.risks) +
         bytes_in(plan.rhythm.answers) + bytes_in(plan.rhythm.muted) + bytes_in(plan.rhythm.snoozed) + bytes_in(plan.dropped_milestones) +
         bytes_in(plan.dropped_actions) + bytes_of_kpis(plan.dropped_kpis) + bytes_in(plan.dropped_risks) + bytes_in(plan.drivers) +
         bytes_in(plan.calendars) + bytes_in(plan.parked) + bytes_in(plan.guests);
}

}  // namespace

std::size_t plan_bytes(const turn::Record& record) {
  std::size_t bytes = sizeof(turn::Record) + 4 * texts + bytes_of_plan(record.plan);
  for (const auto& [version, plan] : record.plan.versions) bytes += texts + bytes_of_plan(*plan);
  bytes += (record.plan.milestones.size() + record.plan.actions.size()) * looks;
  return bytes + record.log.lately().size() * (sizeof(turn::Lately) + sizeof(std::size_t)) + bytes_in(record.log.speakers()) +
         bytes_in(record.log.planning().people);
}

std::size_t log_bytes(const turn::Record& record) {
  const turn::Log& log = record.log;
  return log.kept().size() * (sizeof(turn::Entry) + texts) + log.kept_said() + log.kept_edits() * (sizeof(planner::Edit) + texts);
}

const turn::RecordPtr* KeptRecords::find(turn::PlanId id) {
  const auto known = records_.find(id);
  if (known == records_.end()) return nullptr;
  auto& [list, at] = known->second;
  list->splice(list->begin(), *list, at);
  at->use = ++uses_;
  return &at->record;
}

void KeptRecords::add(turn::RecordPtr record, std::uint64_t use) {
  const turn::PlanId id = record->id;
  const bool is_long = record->log.kept().size() > few_entries;
  const std::size_t plan = plan_bytes(*record);
  const std::size_t log = log_bytes(*record);
  const Room bytes = is_long ? Room{plan, log} : Room{plan + log, 0};
  ByUse& list = is_long ? long_logs_ : short_logs_;
  // What is made short was used before all that is kept short, or it would not have been its turn; nearly.
  const auto before = std::find_if(list.begin(), list.end(), [use](const Kept& kept) { return kept.use < use; });
  records_[id] = {&list, list.insert(before, {std::move(record), bytes, use})};
  used_.plans += bytes.plans;
  used_.logs += bytes.logs;
}

void KeptRecords::put(turn::RecordPtr record) {
  let_go(record->id);
  add(std::move(record), ++uses_);
  while (used_.logs > room_.logs && long_logs_.size() > 1) {
    const auto use = long_logs_.back().use;
    auto whole = std::move(long_logs_.back().record);
    let_go(whole->id);
    add(shorten_(std::move(whole)), use);
  }
  while (used_.plans > room_.plans && records_.size() > 1) {
    const bool is_long = short_logs_.empty() || (!long_logs_.empty() && long_logs_.back().use < short_logs_.back().use);
    let_go((is_long ? long_logs_ : short_logs_).back().record->id);
  }
}

void KeptRecords::let_go(turn::PlanId id) {
  const auto known = records_.find(id);
  if (known == records_.end()) return;
  const auto& [list, at] = known->second;
  used_.plans -= at->bytes.plans;
  used_.logs -= at->bytes.logs;
  list->erase(at);
  records_.erase(known);
}

}  // namespace backwalk::store

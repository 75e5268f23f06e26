#include "bot/store/kept_records.hpp"

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

std::size_t record_bytes(const turn::Record& record) {
  std::size_t bytes = sizeof(turn::Record) + 4 * texts + bytes_of_plan(record.plan);
  for (const auto& [version, plan] : record.plan.versions) bytes += texts + bytes_of_plan(*plan);
  bytes += (record.plan.milestones.size() + record.plan.actions.size()) * looks;
  for (const turn::Entry& entry : record.log.kept()) bytes += sizeof(entry) + entry.said.size() + texts + bytes_in(entry.edits);
  return bytes + record.log.lately().size() * sizeof(turn::Lately) + bytes_in(record.log.speakers()) +
         bytes_in(record.log.planning().people);
}

const turn::RecordPtr* KeptRecords::find(turn::PlanId id) {
  const auto known = records_.find(id);
  if (known == records_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, known->second);
  return &known->second->record;
}

void KeptRecords::put(turn::RecordPtr record) {
  const turn::PlanId id = record->id;
  let_go(id);
  const std::size_t bytes = record_bytes(*record);
  by_use_.push_front({std::move(record), bytes});
  records_[id] = by_use_.begin();
  bytes_ += bytes;
  while (bytes_ > most_bytes_ && records_.size() > 1) let_go(by_use_.back().record->id);
}

void KeptRecords::let_go(turn::PlanId id) {
  const auto known = records_.find(id);
  if (known == records_.end()) return;
  bytes_ -= known->second->bytes;
  by_use_.erase(known->second);
  records_.erase(known);
}

}  // namespace backwalk::store

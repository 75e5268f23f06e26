#include "bot/store/older_entries.hpp"

#include <algorithm>
#include <stdexcept>

#include "bot/store/codec.hpp"

namespace backwalk::store {
namespace {

constexpr std::int64_t page = 256;  // commands

using Bodies = std::vector<std::tuple<std::string>>;

std::vector<turn::Entry> entries_in(const Bodies& bodies, turn::PlanId plan) {
  std::vector<turn::Entry> entries;
  entries.reserve(bodies.size());
  for (const auto& [body] : bodies) {
    auto entry = decode_entry(body);
    if (!entry) throw BrokenLog("plan p" + std::to_string(plan.value) + ": " + entry.error().what);
    entries.push_back(*std::move(entry));
  }
  return entries;
}

}  // namespace

std::vector<turn::Entry> entries_after(Sql& sql, turn::PlanId plan, std::int64_t seq) {
  return entries_in(
      sql.rows_once<std::string>("select body from log_lines where plan = :plan and first_seq > :seq order by first_seq limit :most", plan,
                                 seq, page),
      plan);
}

Sql& StoredEntries::sql() const {
  if (reading_->sql == nullptr) throw std::logic_error("a log is read outside its turn");
  return *reading_->sql;
}

std::vector<turn::Entry> StoredEntries::after(std::int64_t seq) const { return entries_after(sql(), plan_, seq); }

std::vector<turn::Entry> StoredEntries::before(std::int64_t seq) const {
  auto bodies = sql().rows_once<std::string>(
      "select body from log_lines where plan = :plan and first_seq < :seq order by first_seq desc limit :most", plan_, seq, page);
  std::ranges::reverse(bodies);
  return entries_in(bodies, plan_);
}

}  // namespace backwalk::store

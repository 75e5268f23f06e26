#include "bot/store/older_entries.hpp"

#include <algorithm>
#include <stdexcept>

#include "bot/store/codec.hpp"
#include "bot/store/log_index.hpp"

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

/// Adds as many rows as the page has room for.
template <class... In>
void read_on(Sql& sql, Bodies& bodies, std::string_view text, const In&... in) {
  const std::int64_t room = page - std::ssize(bodies);
  if (room > 0) std::ranges::move(sql.rows_once<std::string>(text, in..., room), std::back_inserter(bodies));
}

std::int64_t last_in_index(Sql& sql, turn::PlanId plan) {
  const auto last = sql.rows_once<std::optional<std::int64_t>>("select max(first_seq) from log_index where plan = :plan", plan);
  return std::get<0>(last.front()).value_or(0);
}

}  // namespace

// Of a plan what is in the index is older than what is not.
std::vector<turn::Entry> entries_after(Sql& sql, turn::PlanId plan, std::int64_t seq) {
  Bodies bodies;
  read_on(
      sql, bodies,
      "select l.body from log_index i join log_lines l on l.id = i.line where i.plan = :plan and i.first_seq > :seq order by i.first_seq "
      "limit :most",
      plan, seq);
  read_on(sql, bodies, "select body from log_lines where id > :indexed and plan = :plan and first_seq > :seq order by id limit :most",
          log_indexed(sql), plan, std::max(seq, last_in_index(sql, plan)));
  return entries_in(bodies, plan);
}

Sql& StoredEntries::sql() const {
  if (reading_->sql == nullptr) throw std::logic_error("a log is read outside its turn");
  return *reading_->sql;
}

std::vector<turn::Entry> StoredEntries::after(std::int64_t seq) const { return entries_after(sql(), plan_, seq); }

std::vector<turn::Entry> StoredEntries::before(std::int64_t seq) const {
  Bodies bodies;
  read_on(sql(), bodies,
          "select body from log_lines where id > :indexed and plan = :plan and first_seq > :last and first_seq < :seq order by id desc "
          "limit :most",
          log_indexed(sql()), plan_, last_in_index(sql(), plan_), seq);
  read_on(
      sql(), bodies,
      "select l.body from log_index i join log_lines l on l.id = i.line where i.plan = :plan and i.first_seq < :seq order by i.first_seq "
      "desc limit :most",
      plan_, seq);
  std::ranges::reverse(bodies);
  return entries_in(bodies, plan_);
}

}  // namespace backwalk::store

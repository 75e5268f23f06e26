#include "bot/store/heads.hpp"

#include <algorithm>
#include <utility>

namespace backwalk::store {
namespace {

constexpr std::size_t most_places_known = 10000;

}  // namespace

std::uint64_t Turns::took(const std::string& place) {
  if (last_.size() > most_places_known) last_.clear();
  return last_[place] = ++count_;
}

std::uint64_t Turns::last(const std::string& place) const {
  const auto found = last_.find(place);
  return found == last_.end() ? 0 : found->second;
}

void Heads::look_again(Sql& sql) {
  const auto era = sql.era("outbox");
  if (era && era == era_) return;
  era_ = era;
  heads_.clear();
  queues_.clear();
  changed_.clear();
  for (auto& [id, place] : sql.rows_once<std::int64_t, std::string>("select id, place from outbox where state = 'waiting' order by id")) {
    queues_[place].rows.push_back(id);
  }
  for (const auto& [place, queue] : queues_) changed_.insert(place);
}

void Heads::added(const std::string& place, std::int64_t row) {
  queues_[place].rows.push_back(row);
  if (!heads_.contains(place)) changed_.insert(place);
}

void Heads::read_head(Sql& sql, const std::string& place) {
  heads_.erase(place);
  const auto found = queues_.find(place);
  if (found == queues_.end()) return;
  auto& [rows, first] = found->second;
  for (; first < rows.size(); ++first) {
    auto waiting = sql.rows_once<std::string, std::string, std::optional<std::string>, std::int64_t, std::int64_t, Instant,
                                 std::optional<Instant>, std::int64_t, Instant>(
        "select platform, workspace, parent, is_edit, attempts, created_at, begun_at, repeats, next_at from outbox where id = :id and "
        "state = 'waiting'",
        rows[first]);
    if (waiting.empty()) continue;
    auto& [platform, workspace, parent, is_edit, attempts, created, begun, repeats, next] = waiting.front();
    heads_.emplace(place, Head{.id = rows[first],
                               .platform = std::move(platform),
                               .workspace = std::move(workspace),
                               .place = place,
                               .parent = std::move(parent),
                               .is_edit = is_edit != 0,
                               .attempts = static_cast<int>(attempts),
                               .created = created,
                               .begun = begun,
                               .repeats = static_cast<int>(repeats),
                               .next = next,
                               .turn = turns_.last(place)});
    break;
  }
  if (first == rows.size()) {
    queues_.erase(found);
  } else if (first > rows.size() / 2) {
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::exchange(first, 0)));
  }
}

std::unordered_map<std::string, Head>& Heads::now(Sql& sql) {
  look_again(sql);
  for (const std::string& place : changed_) read_head(sql, place);
  changed_.clear();
  return heads_;
}

std::span<const std::int64_t> Heads::behind(const std::string& place, std::int64_t row) const {
  const auto found = queues_.find(place);
  if (found == queues_.end()) return {};
  const auto& rows = found->second.rows;
  return {std::ranges::upper_bound(rows, row), rows.end()};
}

void Heads::took(const Head& head) { heads_.at(head.place).turn = turns_.took(head.place); }

bool Heads::is_free(Sql& sql, Head& head) {
  if (!head.parent || head.has_parent_settled) return true;
  const auto parent = keys_.find(sql, *head.parent);
  head.has_parent_settled =
      !parent || sql.rows_once<std::int64_t>("select 1 from outbox where id = :id and state = 'waiting'", *parent).empty();
  return head.has_parent_settled;
}

}  // namespace backwalk::store

#include "bot/store/heads.hpp"

namespace backwalk::store {
namespace {

constexpr std::string_view first_rows =
    "select w.id, w.platform, w.workspace, w.place, w.parent, w.is_edit, w.attempts, w.created_at, w.begun_at, w.repeats, w.next_at from "
    "outbox w where w.state = 'waiting' and ";

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

template <class... In>
void Heads::read(Sql& sql, std::string_view which, const In&... in) {
  for (auto& [id, platform, workspace, place, parent, is_edit, attempts, created, begun, repeats, next] :
       sql.rows_once<std::int64_t, std::string, std::string, std::string, std::optional<std::string>, std::int64_t, std::int64_t, Instant,
                     std::optional<Instant>, std::int64_t, Instant>(std::string(first_rows).append(which), in...)) {
    std::string queue = place;
    Head head{.id = id,
              .platform = std::move(platform),
              .workspace = std::move(workspace),
              .place = std::move(place),
              .parent = std::move(parent),
              .is_edit = is_edit != 0,
              .attempts = static_cast<int>(attempts),
              .created = created,
              .begun = begun,
              .repeats = static_cast<int>(repeats),
              .next = next};
    head.turn = turns_.last(queue);
    heads_.insert_or_assign(std::move(queue), std::move(head));
  }
}

std::unordered_map<std::string, Head>& Heads::now(Sql& sql) {
  const auto era = sql.era("outbox");
  if (!era || era != era_) {
    heads_.clear();
    read(sql, "not exists (select 1 from outbox o where o.state = 'waiting' and o.place = w.place and o.id < w.id)");
  } else {
    for (const std::string& place : changed_) {
      heads_.erase(place);
      read(sql, "w.place = :place order by w.id limit 1", place);
    }
  }
  changed_.clear();
  era_ = era;
  return heads_;
}

void Heads::took(const Head& head) { heads_.at(head.place).turn = turns_.took(head.place); }

bool Heads::is_free(Sql& sql, Head& head) {
  if (!head.parent || head.has_parent_settled) return true;
  head.has_parent_settled =
      sql.rows_once<std::int64_t>("select 1 from outbox where key = :parent and state = 'waiting'", *head.parent).empty();
  return head.has_parent_settled;
}

}  // namespace backwalk::store

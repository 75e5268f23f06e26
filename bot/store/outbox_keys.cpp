#include "bot/store/outbox_keys.hpp"

#include <algorithm>

#include "bot/store/people.hpp"

namespace backwalk::store {
namespace {

constexpr std::size_t many = 1024;  // rows: two or three milliseconds of work
const std::string counter_of_indexed = "outbox indexed";

}  // namespace

std::int64_t outbox_indexed(Sql& sql) { return last_number(sql, counter_of_indexed); }

void OutboxKeys::look_again(Sql& sql) {
  const std::array now{sql.era("outbox"), sql.era("outbox_keys")};
  if (eras_[0] && eras_ == now) return;
  eras_ = now;
  newest_.clear();
  last_ = outbox_indexed(sql);
  for (auto& [key, id] : sql.rows_once<std::string, std::int64_t>("select key, id from outbox where id > :indexed", last_)) {
    last_ = std::max(last_, id);
    newest_.emplace(std::move(key), id);
  }
}

std::optional<std::int64_t> OutboxKeys::find(Sql& sql, const std::string& key) {
  look_again(sql);
  if (const auto found = newest_.find(key); found != newest_.end()) return found->second;
  const auto rows = sql.rows_once<std::int64_t>("select id from outbox_keys where key = :key", key);
  if (rows.empty()) return std::nullopt;
  return std::get<0>(rows.front());
}

std::int64_t OutboxKeys::next(Sql& sql) {
  look_again(sql);
  return last_ + 1;
}

void OutboxKeys::added(const std::string& key, std::int64_t row) {
  last_ = row;
  newest_.emplace(key, row);
}

void OutboxKeys::index_newest(Sql& sql) {
  if (!is_due_ && newest_.size() < many) return;
  look_again(sql);
  sql.run("insert into outbox_keys (key, id) select key, id from outbox where id > :indexed order by key on conflict (key) do nothing",
          outbox_indexed(sql));
  set_number(sql, counter_of_indexed, last_);
  newest_.clear();
  is_due_ = false;
}

}  // namespace backwalk::store

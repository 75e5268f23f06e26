#include "bot/store/outbox_keys.hpp"

#include "bot/store/people.hpp"

namespace backwalk::store {
namespace {

const std::string keys_indexed = "outbox indexed";

}  // namespace

std::int64_t outbox_indexed(Sql& sql) { return last_number(sql, keys_indexed); }

void OutboxKeys::look_again(Sql& sql) {
  const std::array now{sql.era("outbox"), sql.era("outbox_keys")};
  if (eras_[0] && eras_ == now) return;
  eras_ = now;
  const auto complete = outbox_indexed(sql);
  LateIndex<std::string>::Rows behind;
  for (auto& [key, row] : sql.rows_once<std::string, std::int64_t>("select key, id from outbox where id > :indexed", complete)) {
    behind.emplace_back(std::move(key), row);
  }
  newest_.begin(complete, std::move(behind));
}

std::optional<std::int64_t> OutboxKeys::find_newest(Sql& sql, const std::string& key) {
  look_again(sql);
  const auto* row = newest_.find(key);
  return row == nullptr ? std::nullopt : std::optional(*row);
}

std::optional<std::int64_t> OutboxKeys::find(Sql& sql, const std::string& key) {
  if (const auto row = find_newest(sql, key)) return row;
  const auto rows = sql.rows_once<std::int64_t>("select id from outbox_keys where key = :key", key);
  if (rows.empty()) return std::nullopt;
  return std::get<0>(rows.front());
}

std::int64_t OutboxKeys::next(Sql& sql) {
  look_again(sql);
  return newest_.last() + 1;
}

void OutboxKeys::index_newest(Sql& sql) {
  if (!newest_.is_due()) return;
  look_again(sql);
  const auto complete = newest_.complete();
  for (const auto& [key, row] : newest_.take()) {
    sql.run("insert into outbox_keys (key, id) values (:key, :id) on conflict (key) do nothing", key, row);
  }
  if (newest_.complete() != complete) set_number(sql, keys_indexed, newest_.complete());
}

}  // namespace backwalk::store

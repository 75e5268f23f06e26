#include "bot/store/log_index.hpp"

#include "bot/store/people.hpp"

namespace backwalk::store {
namespace {

const std::string lines_indexed = "log_lines indexed";

}  // namespace

std::int64_t log_indexed(Sql& sql) { return last_number(sql, lines_indexed); }

void LogIndex::look_again(Sql& sql) {
  const std::array now{sql.era("log_lines"), sql.era("log_index")};
  if (eras_[0] && eras_ == now) return;
  eras_ = now;
  const auto complete = log_indexed(sql);
  LateIndex<std::pair<std::int64_t, std::int64_t>>::Rows behind;
  for (const auto& [plan, first_seq, row] :
       sql.rows_once<std::int64_t, std::int64_t, std::int64_t>("select plan, first_seq, id from log_lines where id > :indexed", complete)) {
    behind.emplace_back(std::pair{plan, first_seq}, row);
  }
  newest_.begin(complete, std::move(behind));
}

std::int64_t LogIndex::next(Sql& sql) {
  look_again(sql);
  return newest_.last() + 1;
}

void LogIndex::index_newest(Sql& sql) {
  if (!newest_.is_due()) return;
  look_again(sql);
  const auto complete = newest_.complete();
  for (const auto& [command, row] : newest_.take()) {
    sql.run("insert into log_index (plan, first_seq, line) values (:plan, :first, :line) on conflict (plan, first_seq) do nothing",
            command.first, command.second, row);
  }
  if (newest_.complete() != complete) set_number(sql, lines_indexed, newest_.complete());
}

}  // namespace backwalk::store

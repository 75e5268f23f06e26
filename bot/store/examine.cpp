#include "bot/store/dialect.hpp"
#include "bot/store/outbox_keys.hpp"
#include "bot/store/records.hpp"

namespace backwalk::store {
namespace {

/// What is wrong with a plan's log; none when its fold is what the plan's row says.
std::optional<std::string> problem_of(Sql& sql, turn::PlanId id) {
  try {
    Records records;
    const auto record = records.load(sql, id);
    const auto row = sql.row<std::string, std::string, std::int64_t>("select key, title, version from plans where id = :id", id);
    if (!record || !row) return std::nullopt;  // gone meanwhile
    const auto& [key, title, version] = *row;
    const planner::Plan& plan = record->plan;
    if (plan.key == key && plan.goal.title == title && plan.version == version) return std::nullopt;
    return "plan p" + std::to_string(id.value) + ": its row does not say what its log does";
  } catch (const BrokenLog& error) {
    return error.what();
  }
}

/// Rows that an index of ours should hold and does not, and what it holds of rows that are not there: the engine knows nothing of these.
void examine_indexes(Sql& sql, std::vector<std::string>& problems) {
  const auto note = [&](const std::string& what, const std::vector<std::tuple<std::int64_t>>& missing) {
    if (const auto count = std::get<0>(missing.front()); count > 0) problems.push_back(what + std::to_string(count));
  };
  note(
      "commands that log_index lacks: ",
      sql.rows_once<std::int64_t>("select count(*) from log_lines l where l.id <= :indexed and not exists (select 1 from log_index i where "
                                  "i.plan = l.plan and i.first_seq = l.first_seq and i.line = l.id)",
                                  log_indexed(sql)));
  note("messages that outbox_keys lacks: ",
       sql.rows_once<std::int64_t>("select count(*) from outbox o where o.id <= :indexed and not exists (select 1 from outbox_keys k where "
                                   "k.key = o.key and k.id = o.id)",
                                   outbox_indexed(sql)));
  note("commands of log_index that are not there: ",
       sql.rows_once<std::int64_t>("select count(*) from log_index i where not exists (select 1 from log_lines l where l.id = i.line and "
                                   "l.plan = i.plan and l.first_seq = i.first_seq)"));
  note("messages of outbox_keys that are not there: ",
       sql.rows_once<std::int64_t>("select count(*) from outbox_keys k where not exists (select 1 from outbox o where o.id = k.id and "
                                   "o.key = k.key)"));
}

}  // namespace

Result<Examined> examine(const std::string& address) {
  const auto dialect = dialect_for(address, Holding::shared);
  if (!dialect) return dialect.error();
  if (const auto found = check_schema(**dialect); !found) return found.error();
  try {
    const auto sql = (*dialect)->connect();
    (*dialect)->begin_reading(*sql);  // one moment for all of it: a service may be writing beside us
    Examined examined;
    examined.problems = (*dialect)->broken(*sql);
    examine_indexes(*sql, examined.problems);
    for (const auto& [id, seq] : sql->rows<std::int64_t, std::int64_t>("select id, seq from plans order by id")) {
      ++examined.plans;
      examined.edits += seq;
      if (auto problem = problem_of(*sql, turn::PlanId{id})) examined.problems.push_back(std::move(*problem));
    }
    sql->run("rollback");
    return examined;
  } catch (const SqlError& error) {
    return to_error(error);
  }
}

}  // namespace backwalk::store

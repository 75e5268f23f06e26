#include "bot/store/dialect.hpp"
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

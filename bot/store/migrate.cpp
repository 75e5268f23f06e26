#include "bot/store/dialect.hpp"
#include "generated/schema.hpp"

#include <vector>

namespace backwalk::store {
namespace {

/// The steps of one dialect, oldest first.
std::vector<SchemaStep> steps_of(const Dialect& dialect) {
  std::vector<SchemaStep> steps;
  for (const SchemaStep& step : schema_steps) {
    if (step.dialect == dialect.name()) steps.push_back(step);
  }
  return steps;
}

int newest(const Dialect& dialect) { return steps_of(dialect).back().number; }

Error too_new(const Dialect& dialect, int found) {
  return {Cause::newer_schema, "the store " + dialect.address() + " has schema version " + std::to_string(found) +
                                   ", this program knows only up to " + std::to_string(newest(dialect)) +
                                   "; nothing was changed, please use a newer Backwalk"};
}

int version_of(Dialect& dialect, Sql& sql) {
  if (!dialect.has_table(sql, "schema_version")) return 0;
  const auto found = sql.row<std::optional<std::int64_t>>("select max(version) from schema_version");
  return static_cast<int>(std::get<0>(found.value_or(std::optional<std::int64_t>(0))).value_or(0));
}

}  // namespace

Result<int> check_schema(Dialect& dialect) {
  const auto found = dialect.version_before_connecting();
  if (found && *found > newest(dialect)) return too_new(dialect, *found);
  return found;
}

Result<bool> is_schema_current(Dialect& dialect) {
  const auto found = check_schema(dialect);
  if (!found) return found.error();
  return *found == newest(dialect);
}

Result<Migrated> migrate_schema(Dialect& dialect, Sql& sql) {
  try {
    if (const int version = version_of(dialect, sql); version == newest(dialect)) return Migrated{version, version};
    sql.run(dialect.begin());
    const int from = version_of(dialect, sql);  // again: another process may have been quicker
    int to = from;
    for (const SchemaStep& step : steps_of(dialect)) {
      if (step.number <= from) continue;
      dialect.run_script(sql, std::string(step.sql));
      sql.run("insert into schema_version (version, name) values (:version, :name)", std::int64_t{step.number}, step.name);
      to = step.number;
    }
    sql.run("commit");
    if (from > to) return too_new(dialect, from);
    return Migrated{from, to};
  } catch (const SqlError& error) {
    return to_error(error);  // the session ends here, and with it its transaction
  }
}

}  // namespace backwalk::store

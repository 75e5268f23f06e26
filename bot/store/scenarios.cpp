#include "bot/store/scenarios.hpp"

#include <cmath>

#include "bot/store/codec.hpp"
#include "bot/store/records.hpp"

namespace backwalk::store {
namespace {

constexpr double chance_unit = 10000;  // a chance of 1

std::string word_of(turn::Scenario::What what) { return what == turn::Scenario::What::whatif ? "whatif" : "ways"; }

}  // namespace

std::vector<turn::Scenario> scenarios_of(Sql& sql, turn::PlanId plan, std::optional<turn::PersonId> person, Instant at) {
  std::vector<turn::Scenario> scenarios;
  for (auto& [who, what, seq, version, seen, ways] : sql.rows<std::int64_t, std::string, std::int64_t, std::int64_t, Instant, std::string>(
           "select person, what, seq, version, at, ways from scenarios where plan = :plan and person in (0, :person) and at > :since order "
           "by at, person",
           plan, person.value_or(turn::PersonId{}), at - std::chrono::days{2})) {
    auto scenario = decode_scenario(ways);
    if (!scenario) throw BrokenLog("scenario of plan p" + std::to_string(plan.value) + ": " + scenario.error().what);
    scenario->plan = plan;
    scenario->what = what == word_of(turn::Scenario::What::whatif) ? turn::Scenario::What::whatif : turn::Scenario::What::ways;
    if (who != 0) scenario->seen_by = turn::PersonId{who};
    scenario->seq = seq;
    scenario->version = static_cast<int>(version);
    scenario->at = seen;
    scenarios.push_back(std::move(*scenario));
  }
  return scenarios;
}

void keep_scenario(Sql& sql, const turn::Scenario& scenario) {
  sql.run(
      "insert into scenarios (plan, person, what, seq, version, at, ways) values (:plan, :person, :what, :seq, :version, :at, :ways) on "
      "conflict (plan, person, what) do update set seq = excluded.seq, version = excluded.version, at = excluded.at, ways = excluded.ways",
      scenario.plan, scenario.seen_by.value_or(turn::PersonId{}), word_of(scenario.what), scenario.seq, std::int64_t{scenario.version},
      scenario.at, encode(scenario));
}

std::optional<turn::CardChance> card_chance(Sql& sql, Records& records, turn::PlanId plan) {
  const auto found = sql.row<std::optional<std::int64_t>, std::int64_t, std::int64_t, Instant, std::optional<std::string>>(
      "select chance, seq, day, at, starts from card_chances where plan = :row", plan);
  if (!found) return std::nullopt;
  const auto& [chance, seq, day, at, starts] = *found;
  turn::CardChance told{.seq = seq, .day = planner::Date{std::chrono::days{day}}, .at = at};
  if (chance) told.chance = static_cast<double>(*chance) / chance_unit;
  if (starts) told.starts = records.starts(plan, *starts);
  return told;
}

void keep_card_chance(Sql& sql, turn::PlanId plan, const turn::CardChance& told) {
  std::optional<std::int64_t> chance;
  if (told.chance) chance = std::llround(*told.chance * chance_unit);
  const auto starts = told.starts ? std::optional(encode(*told.starts)) : std::nullopt;
  sql.run(
      "insert into card_chances (plan, chance, seq, day, at, starts) values (:row, :chance, :seq, :day, :at, :starts) on conflict (plan) "
      "do "
      "update set chance = excluded.chance, seq = excluded.seq, day = excluded.day, at = excluded.at, starts = excluded.starts",
      plan, chance, told.seq, std::int64_t{told.day.time_since_epoch().count()}, told.at, starts);
}

}  // namespace backwalk::store

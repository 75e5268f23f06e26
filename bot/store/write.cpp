#include "bot/store/write.hpp"

#include "bot/store/load.hpp"
#include "bot/store/outbox.hpp"
#include "bot/store/people.hpp"
#include "bot/store/questions.hpp"
#include "bot/store/scenarios.hpp"

namespace backwalk::store {
namespace {

/// The row of a plan that starts; its log follows.
turn::Record start_plan(Sql& sql, const Turn& turn, std::optional<turn::PersonId> speaker, const planner::PlanStarted& started) {
  const chat::Place& place = turn.need.place;
  const turn::PersonId owner = started.owner.value != 0 ? started.owner : speaker.value_or(turn::PersonId{});
  turn::Record record{
      turn::PlanId{take_number(sql, "plan")}, {}, {}, space_of(place, started.is_private, owner), place.platform, place.workspace};
  sql.run(
      "insert into plans (id, space, platform, workspace, is_private, created_at, key, title, owner, version, seq) values (:id, :space, "
      ":platform, :workspace, :is_private, :at, :key, :title, :owner, 0, 0)",
      record.id, record.space, place.platform, place.workspace, std::int64_t{started.is_private ? 1 : 0}, turn.at, started.key,
      started.title, owner);
  return record;
}

void change_plan(Sql& sql, Records& records, const Turn& turn, std::optional<turn::PersonId> speaker, const turn::Change& change) {
  if (change.edits.empty()) return;
  turn::Entry entry{0, change.edits, change.said, speaker.value_or(turn::PersonId{}), turn.at, turn.need.place, 0};
  auto record = records.load(sql, change.plan);
  if (record) {
    records.append(sql, std::move(record), std::move(entry));
  } else {
    const auto* started = std::get_if<planner::PlanStarted>(&change.edits.front());
    if (started == nullptr || change.plan.value != last_number(sql, "plan") + 1) {
      throw WrongAnswer("a change of plan p" + std::to_string(change.plan.value) + ", which does not exist");
    }
    records.append(sql, std::make_shared<turn::Record>(start_plan(sql, turn, speaker, *started)), std::move(entry));
  }
  // A look that is overdue keeps its own time, or a reminder of nine o'clock would move to the edit of half past nine.
  const auto due = sql.row<std::optional<Instant>>("select at from looks where plan = :row", change.plan);
  if (due && std::get<0>(*due) && *std::get<0>(*due) <= turn.at) return;
  sql.run(
      "insert into looks (plan, at) values (:row, :at) on conflict (plan) do update set at = excluded.at where looks.at is null or "
      "looks.at "
      "> excluded.at",
      change.plan, turn.at);
}

void set_focus(Sql& sql, turn::PersonId person, turn::PlanId plan) {
  sql.run("insert into focus (person, plan) values (:row, :plan) on conflict (person) do update set plan = excluded.plan", person, plan);
}

void look_again(Sql& sql, const turn::Look& look) {
  sql.run(
      "insert into looks (plan, at, looked_at) values (:row, :at, :looked) on conflict (plan) do update set at = excluded.at, looked_at = "
      "excluded.looked_at",
      look.plan, look.again, look.looked_at);
  if (look.chance) keep_card_chance(sql, look.plan, *look.chance);
}

}  // namespace

void write(Sql& sql, Records& records, Heads& heads, const Turn& turn, std::optional<turn::PersonId> speaker, const turn::Answer& answer) {
  for (const turn::Change& change : answer.changes) change_plan(sql, records, turn, speaker, change);
  for (const turn::Binding& binding : answer.bindings) {
    sql.run(
        "insert into bindings (plan, place, thread, in_thread_of, root) values (:plan, :place, :thread, :key, (select message from sent "
        "where "
        "key = :root)) on conflict (place, thread, in_thread_of, plan) do nothing",
        binding.plan, place_key(binding.place), binding.place.thread.value_or(""), binding.in_thread_of.value_or(""), binding.in_thread_of);
  }
  if (answer.focus && speaker) {
    set_focus(sql, *speaker, *answer.focus);
  }
  if (answer.absent) save_absence(sql, *answer.absent, turn.at);
  for (const std::int64_t id : answer.closed) close_question(sql, id, turn.at);
  for (const turn::NewQuestion& question : answer.questions) ask(sql, question, turn.at);
  for (const turn::Fired& fired : answer.fired) {
    const std::optional<Instant> at = fired.nudged ? std::optional<Instant>(turn.at) : std::nullopt;
    const std::optional<std::int64_t> person = fired.nudged ? std::optional<std::int64_t>(fired.nudged->value) : std::nullopt;
    sql.run("insert into fired (plan, key, person, at) values (:plan, :key, :person, :at) on conflict (plan, key) do nothing", fired.plan,
            fired.key, person, at);
    if (fired.nudged) set_focus(sql, *fired.nudged, fired.plan);  // what they answer to it is about this plan
  }
  enqueue(sql, heads, answer.later, answer.new_keys, turn.at);
  for (const turn::Scenario& scenario : answer.scenarios) keep_scenario(sql, scenario);
  for (const turn::Look& look : answer.looks) look_again(sql, look);
}

}  // namespace backwalk::store

#include <algorithm>
#include <stdexcept>

#include "planner/evolve.hpp"
#include "tests/fakes/memory_store_world.hpp"

namespace backwalk::fakes {
namespace {

using turn::PersonId;
using turn::PlanId;

void require_plan(const World& world, PlanId plan) {
  if (!world.plans.contains(plan)) throw std::runtime_error("there is no plan p" + std::to_string(plan.value));
}

std::shared_ptr<turn::Record> start(const World& world, const store::Turn& turn, const turn::State& state, const turn::Change& change) {
  const auto* started = std::get_if<planner::PlanStarted>(&change.edits.front());
  if (started == nullptr || change.plan.value != static_cast<std::int64_t>(world.plans.size()) + 1) require_plan(world, change.plan);
  const chat::Place& place = turn.need.place;
  const PersonId owner = started->owner.value != 0 ? started->owner : state.speaker.value_or(PersonId{});
  auto record = std::make_shared<turn::Record>();
  record->id = change.plan;
  record->platform = place.platform;
  record->workspace = place.workspace;
  record->space = started->is_private ? "person:u" + std::to_string(owner.value) : "workspace:" + place.platform + '/' + place.workspace;
  for (const auto& [id, other] : world.plans) {
    if (other->space == record->space && other->plan.key == started->key) throw std::runtime_error("the key " + started->key + " is taken");
  }
  return record;
}

void change_plan(World& world, const store::Turn& turn, const turn::State& state, const turn::Change& change) {
  if (change.edits.empty()) return;
  const auto found = world.plans.find(change.plan);
  auto record = found == world.plans.end() ? start(world, turn, state, change) : std::make_shared<turn::Record>(*found->second);
  turn::Entry entry{record->plan.seq + 1, change.edits, change.said, state.speaker.value_or(PersonId{}), turn.at, turn.need.place, 0};
  record->foreseen = {};
  record->plan = planner::replay(change.edits, std::move(record->plan));
  entry.version = record->plan.version;
  record->log.push_back(std::move(entry));
  world.plans[change.plan] = std::move(record);
  auto& look = world.looks[change.plan].at;
  look = look ? std::min(*look, turn.at) : turn.at;
}

std::optional<std::string> parent_of(const chat::Outgoing& outgoing) {
  if (outgoing.delivery == chat::Delivery::form) return std::nullopt;
  if (outgoing.delivery == chat::Delivery::edit) return outgoing.edits;
  return outgoing.place.thread ? std::nullopt : outgoing.in_thread_of;
}

bool has_key(const World& world, const std::string& key) {
  return std::ranges::any_of(world.outbox, [&](const Leaving& leaving) { return leaving.outgoing.key == key; });
}

void enqueue_one(World& world, const chat::Outgoing& outgoing, Instant at) {
  if (has_key(world, outgoing.key)) return;
  const Instant next = outgoing.delivery == chat::Delivery::form ? Instant{} : at;
  Leaving leaving{++world.last_row, outgoing, parent_of(outgoing), State::waiting, 0, next, at, {}, 0, {}, {}};
  if (leaving.parent && !has_key(world, *leaving.parent) && !world.sent.contains(*leaving.parent)) leaving.parent.reset();
  if (leaving.is_edit() && !leaving.parent) leaving.state = State::parked, leaving.settled = at;
  for (Leaving& older : world.outbox) {
    if (!leaving.is_edit() || !older.is_edit() || older.state != State::waiting || older.parent != leaving.parent) continue;
    older.state = State::expired;
    older.settled = at;
    leaving.next = std::max(leaving.next, older.next);
  }
  world.outbox.push_back(std::move(leaving));
}

}  // namespace

/// A parent that stands behind its child in the list goes first.
void enqueue(World& world, const std::vector<chat::Outgoing>& later, Instant at) {
  std::vector<chat::Outgoing> waiting = later;
  while (!waiting.empty()) {
    auto next = std::ranges::find_if(waiting, [&](const chat::Outgoing& child) {
      const auto parent = parent_of(child);
      return !parent ||
             std::ranges::none_of(waiting, [&](const chat::Outgoing& other) { return &other != &child && other.key == *parent; });
    });
    if (next == waiting.end()) next = waiting.begin();
    enqueue_one(world, *next, at);
    waiting.erase(next);
  }
}

bool is_first(const World& world, const Leaving& leaving) {
  return std::ranges::none_of(world.outbox, [&](const Leaving& other) {
    if (other.state != State::waiting || other.id == leaving.id) return false;
    const bool is_older_here = other.id < leaving.id && queue_key(other.outgoing) == queue_key(leaving.outgoing);
    return is_older_here || (leaving.parent && other.outgoing.key == *leaving.parent);
  });
}

void write(World& world, const store::Turn& turn, const turn::State& state, const turn::Answer& answer) {
  for (const turn::Change& change : answer.changes) change_plan(world, turn, state, change);
  for (const turn::Binding& binding : answer.bindings) {
    require_plan(world, binding.plan);
    const bool is_known = std::ranges::any_of(world.bindings, [&](const turn::Binding& other) {
      return other.plan == binding.plan && place_key(other.place) == place_key(binding.place) &&
             other.place.thread == binding.place.thread && other.in_thread_of == binding.in_thread_of;
    });
    if (!is_known) world.bindings.push_back(binding);
  }
  if (answer.focus && state.speaker) {
    require_plan(world, *answer.focus);
    world.focus[*state.speaker] = *answer.focus;
  }
  if (answer.absent) {
    turn::Person& person = world.people.at(answer.absent->person);
    person.away = answer.absent->away;
    for (auto& [id, look] : world.looks) {
      const turn::Record& record = *world.plans.at(id);
      const bool is_theirs = std::ranges::any_of(
          person.doors, [&](const chat::Door& door) { return door.platform == record.platform && door.workspace == record.workspace; });
      if (is_theirs) look.at = std::min(look.at.value_or(turn.at), turn.at);
    }
  }
  for (KnownQuestion& known : world.questions) {
    const bool is_closed_now = std::ranges::find(answer.closed, known.question.id) != answer.closed.end();
    if (is_closed_now && !known.closed_at) known.closed_at = turn.at;
  }
  for (const turn::NewQuestion& asked : answer.questions) {
    require_plan(world, asked.plan);
    const auto id = ++world.last_question;
    world.questions.push_back({{id, asked.plan, asked.asked, asked.place, asked.message_key, turn.at, asked.asked_of, true, asked.shown},
                               asked.in_thread_of,
                               {}});
  }
  for (const turn::Fired& fired : answer.fired) {
    require_plan(world, fired.plan);
    const bool is_new = world.fired.insert({fired.plan, fired.key}).second;
    if (is_new && fired.nudged) world.nudged.emplace_back(*fired.nudged, turn.at);
    if (fired.nudged) world.focus[*fired.nudged] = fired.plan;
  }
  for (const turn::Scenario& scenario : answer.scenarios) {
    require_plan(world, scenario.plan);
    std::erase_if(world.scenarios, [&](const turn::Scenario& other) {
      return other.plan == scenario.plan && other.what == scenario.what && other.seen_by == scenario.seen_by;
    });
    world.scenarios.push_back(scenario);
  }
  const bool lies = !answer.new_keys.empty() && std::ranges::any_of(world.outbox, [&](const Leaving& leaving) {
    return leaving.outgoing.key.starts_with(answer.new_keys);
  });
  if (lies) throw std::logic_error("keys with " + answer.new_keys + " are there already");
  enqueue(world, answer.later, turn.at);
  for (const turn::Look& look : answer.looks) {
    require_plan(world, look.plan);
    world.looks[look.plan] = {look.again, look.looked_at};
    if (look.chance) world.card_chances[look.plan] = *look.chance;
  }
}

}  // namespace backwalk::fakes

#include <algorithm>

#include "bot/store/fold.hpp"
#include "tests/fakes/memory_store_world.hpp"

namespace backwalk::fakes {
namespace {

using namespace std::chrono_literals;
using turn::PersonId;
using turn::PlanId;

std::string own_space(PersonId person) { return "person:u" + std::to_string(person.value); }

PersonId meet(World& world, const chat::Door& door, const std::string& hint) {
  KnownDoor& known = world.doors[door];
  const bool is_renamed = !hint.empty() && (!known.is_told || known.name.empty());
  if (is_renamed) known.name = hint;
  if (!known.person) {
    known.person = PersonId{static_cast<std::int64_t>(world.people.size()) + 1};
    world.people[*known.person] = {*known.person, known.name, known.zone, {door}, {}};
  } else if (is_renamed) {
    world.people[*known.person].name = hint;
  }
  return *known.person;
}

struct Loading {
  World& world;
  const store::Turn& turn;
  turn::State state{};

  bool may_see(const turn::Record& record, bool is_bound) const {
    if (!turn.need.speaker) return true;
    if (record.plan.is_private)
      return state.speaker && (record.space == own_space(*state.speaker) || record.plan.guests.contains(*state.speaker));
    const chat::Place& place = turn.need.place;
    return is_bound || (record.platform == place.platform && record.workspace == place.workspace);
  }
  bool take(PlanId id, bool is_bound) {
    if (find(state, id) != nullptr) return true;
    const auto found = world.plans.find(id);
    if (found == world.plans.end() || !may_see(*found->second, is_bound)) return false;
    state.plans.push_back(found->second);
    return true;
  }
  void know(std::optional<PersonId> id) {
    const auto found = world.people.find(id.value_or(PersonId{}));
    if (found != world.people.end()) state.people.insert(*found);
  }
  void meet_door(const chat::Door& door, const std::string& hint) {
    const PersonId id = meet(world, door, hint);
    if (!world.doors[door].is_told && std::ranges::find(state.strangers, door) == state.strangers.end()) state.strangers.push_back(door);
    know(id);
    if (turn.need.speaker == door) state.speaker = id;
  }

  void meet_channel(const chat::ChannelMention& mention) {
    const chat::Place place{turn.need.place.platform, turn.need.place.workspace, mention.channel, {}, {}};
    auto found = std::ranges::find_if(world.channels, [&](const auto& known) { return known.second.place == place; });
    if (found == world.channels.end() && !turn.need.writes) return;
    if (found == world.channels.end()) {
      const turn::ChannelId id{static_cast<std::int64_t>(world.channels.size()) + 1};
      found = world.channels.emplace(id, turn::Channel{id, place, mention.name}).first;
    }
    state.channels.insert(*found);
  }

  void people() {
    const turn::Need& need = turn.need;
    for (const chat::Profile& profile : turn.profiles) tell(world, profile);
    if (need.speaker && need.speaker_zone) tell(world, {*need.speaker, need.speaker_name, need.speaker_zone});
    if (need.speaker) meet_door(*need.speaker, need.speaker_name);
    for (const chat::UserMention& mention : need.mentions)
      meet_door({need.place.platform, need.place.workspace, mention.user}, mention.name);
    for (const chat::ChannelMention& mention : need.channels) meet_channel(mention);
    know_called(need.names);
  }

  void know_called(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      const std::string wanted = store::fold(name.starts_with('@') ? name.substr(1) : name);
      std::vector<chat::Door> called;
      for (const auto& [door, known] : world.doors) {
        const bool is_near = door.platform == turn.need.place.platform && door.workspace == turn.need.place.workspace;
        if (is_near && !wanted.empty() && (store::fold(known.name) == wanted || store::fold(door.user) == wanted)) called.push_back(door);
      }
      for (const chat::Door& door : called) know(meet(world, door, ""));
    }
  }

  void plans() {
    const turn::Need& need = turn.need;
    const auto bound_to = [&](const std::optional<std::string>& thread) {
      for (const turn::Binding& binding : world.bindings) {
        const auto in = binding.in_thread_of ? id_of(binding.in_thread_of) : binding.place.thread;
        const bool is_waiting = binding.in_thread_of && !in;  // the root is not sent: there is no thread yet
        if (place_key(binding.place) != place_key(need.place) || is_waiting || in != thread) continue;
        if (std::ranges::find(state.here, binding.plan) == state.here.end() && take(binding.plan, true)) state.here.push_back(binding.plan);
      }
    };
    if (need.place.thread) bound_to(need.place.thread);
    state.here_in_thread = state.here.size();
    bound_to(std::nullopt);
    if (state.speaker && need.place.is_direct() && world.focus.contains(*state.speaker)) {
      const PlanId focus = world.focus[*state.speaker];
      if (take(focus, false)) state.focus = focus;
    }
    for (const PlanId id : need.plans) take(id, false);
    for (const auto& [id, record] : world.plans) {
      const auto is_it = [&, &key = record->plan.key](const std::string& named) { return store::fold(named) == store::fold(key); };
      const bool is_near =
          record->plan.is_private || (record->platform == need.place.platform && record->workspace == need.place.workspace);
      const bool is_own = state.speaker && (record->space == own_space(*state.speaker) || record->plan.guests.contains(*state.speaker));
      if (is_near && (!record->plan.is_private || is_own) && (need.whole_workspace || std::ranges::any_of(need.keys, is_it)))
        take(id, false);
    }
  }

  /// The platform's id of a sent message.
  std::optional<std::string> id_of(const std::optional<std::string>& key) const {
    const auto found = key ? world.sent.find(*key) : world.sent.end();
    if (found == world.sent.end() || found->second.ids.message.empty()) return std::nullopt;
    return found->second.ids.message;
  }

  void questions() {
    const auto& wanted = turn.need.place.thread;
    std::vector<turn::Question> recent;
    for (const KnownQuestion& known : world.questions) {
      if (known.closed_at && *known.closed_at < turn.at - 24h) continue;
      turn::Question question = known.question;
      if (!question.place.thread) question.place.thread = id_of(known.in_thread_of);
      if (wanted && id_of(question.message_key) == wanted) question.place.thread = wanted;
      question.is_open = !known.closed_at;
      if (known.closed_at) question.shown.reset();
      if (place_key(question.place) == place_key(turn.need.place) && question.place.thread == wanted) take(question.plan, true);
      recent.push_back(std::move(question));
    }
    for (turn::Question& question : recent) {
      if (find(state, question.plan) != nullptr) state.questions.push_back(std::move(question));
    }
  }

  void rest() {
    for (const turn::RecordPtr& record : state.plans) {
      for (const PersonId id : turn::people_of(*record, turn.need.tells_log)) know(id);
      if (turn.need.writes) know_called(turn::names_parked(record->plan));
      if (turn.need.writes && !record->log.empty()) know(record->log.back().by);
      if (const auto& brief = record->plan.rhythm.brief; brief && brief->channel)
        state.channels.insert(*world.channels.find(*brief->channel));
    }
    for (const turn::Scenario& scenario : world.scenarios) {
      const bool may_know = !scenario.seen_by || scenario.seen_by == state.speaker;
      if (turn.need.weighs && may_know && find(state, scenario.plan) != nullptr && scenario.at > turn.at - 48h)
        state.scenarios.push_back(scenario);
    }
    const chat::Place& place = turn.need.place;
    const std::string space = !place.is_direct() ? "workspace:" + place.platform + '/' + place.workspace
                              : state.speaker    ? own_space(*state.speaker)
                                                 : std::string();
    std::set<std::string> keys;
    for (const auto& [id, record] : world.plans) {
      if (turn.need.starts && (record->space == space || find(state, id) != nullptr)) keys.insert(record->plan.key);
    }
    state.keys_taken.assign(keys.begin(), keys.end());
    state.next_plan = PlanId{static_cast<std::int64_t>(world.plans.size()) + 1};
    std::ranges::sort(state.plans, {}, [](const turn::RecordPtr& record) { return record->id; });
    for (const auto& record : state.plans) {
      if (!turn.need.writes || !record->plan.is_committed || !world.card_chances.contains(record->id)) continue;
      state.card_chances[record->id] = world.card_chances[record->id];
    }
    if (turn.need.speaker || turn.need.plans.empty()) return;
    const PlanId plan = turn.need.plans.front();
    if (world.looks.contains(plan)) state.looked_at = world.looks[plan].looked_at;
    for (const auto& [of, key] : world.fired) {
      if (of == plan) state.fired.push_back(key);
    }
    for (const auto& [person, at] : world.nudged) {
      if (at > turn.at - 48h && state.people.contains(person)) state.nudged[person].push_back(at);
    }
  }
};

}  // namespace

void tell(World& world, const chat::Profile& profile) {
  KnownDoor& known = world.doors[profile.door];
  known.is_told = true;
  if (!profile.name.empty()) known.name = profile.name;
  if (profile.zone) known.zone = profile.zone;
  if (!known.person) return;
  turn::Person& person = world.people[*known.person];
  if (!profile.name.empty()) person.name = profile.name;
  if (profile.zone) person.zone = profile.zone;
}

void keep(World& world, const std::vector<chat::Reference>& references) {
  for (const chat::Reference& reference : references) {
    const std::string place = place_key(reference.place);
    if (!reference.is_hint || !world.references.contains(place)) world.references[place] = reference.text;
  }
}

std::optional<std::string> reference_of(const World& world, const chat::Place& place) {
  auto found = world.references.find(place_key(place));
  if (found == world.references.end()) found = world.references.find(place_key({place.platform, place.workspace, "", {}, {}}));
  return found == world.references.end() ? std::nullopt : std::optional(found->second);
}

turn::State load(World& world, const store::Turn& turn) {
  Loading loading{world, turn};
  loading.people();
  loading.plans();
  loading.questions();
  loading.rest();
  return std::move(loading.state);
}

}  // namespace backwalk::fakes

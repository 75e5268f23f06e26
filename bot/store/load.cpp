#include "bot/store/load.hpp"

#include <algorithm>
#include <set>

#include "bot/store/people.hpp"
#include "bot/store/prune.hpp"
#include "bot/store/questions.hpp"
#include "bot/store/scenarios.hpp"

namespace backwalk::store {
namespace {

class Loading {
 public:
  Loading(Sql& sql, Records& records, const Turn& turn) : sql_(sql), records_(records), turn_(turn), need_(turn.need) {}

  turn::State run() {
    meet_people();
    find_bound();
    find_named();
    find_questions();
    if (need_.whole_workspace) find_workspace();
    know_whom_plans_name();
    if (need_.weighs) find_scenarios();
    if (need_.writes && !need_.whole_workspace) find_card_chances();
    if (need_.starts) find_keys();
    state_.next_plan = turn::PlanId{last_number(sql_, "plan") + 1};
    if (!need_.speaker && !need_.plans.empty()) find_agenda(need_.plans.front());
    std::ranges::sort(state_.plans, {}, [](const turn::RecordPtr& record) { return record->id; });
    return std::move(state_);
  }

 private:
  void meet(const chat::Door& door, const std::string& hint) {
    const Known known = person_at(sql_, door, hint);
    if (known.is_stranger && std::ranges::find(state_.strangers, door) == state_.strangers.end()) state_.strangers.push_back(door);
    know(known.id);
    if (need_.speaker == door) state_.speaker = known.id;
  }

  void know(turn::PersonId id) {
    if (id.value == 0 || state_.people.contains(id)) return;
    if (auto person = find_person(sql_, id)) state_.people.emplace(id, std::move(*person));
  }

  void know(turn::ChannelId id) {
    if (auto channel = find_channel(sql_, id)) state_.channels.emplace(id, std::move(*channel));
  }

  void meet_people() {
    for (const chat::Profile& profile : turn_.profiles) save_profile(sql_, profile, turn_.wall);
    if (need_.speaker) {
      if (need_.speaker_zone) save_profile(sql_, {*need_.speaker, need_.speaker_name, need_.speaker_zone}, turn_.wall);
      meet(*need_.speaker, need_.speaker_name);
    }
    for (const chat::UserMention& mention : need_.mentions) {
      meet({need_.place.platform, need_.place.workspace, mention.user}, mention.name);
    }
    for (const chat::ChannelMention& mention : need_.channels) {
      if (const auto id = channel_at(sql_, need_.place, mention, need_.writes)) know(*id);
    }
    know_called(need_.names);
  }

  void know_called(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      for (const turn::PersonId id : people_called(sql_, need_.place, name)) know(id);
    }
  }

  std::string own_space() const { return state_.speaker ? space_of(need_.place, true, *state_.speaker) : std::string(); }

  /// Loads it if the speaker may see it; a linked channel sees what is bound to it. Private plans are for their owner and
  /// whom that one shares them with.
  bool take(turn::PlanId id, bool is_bound) { return taken_.contains(id) || take(records_.load(sql_, id), is_bound); }

  bool take(turn::RecordPtr record, bool is_bound) {
    if (!record) return false;
    const bool is_of_workspace = record->platform == need_.place.platform && record->workspace == need_.place.workspace;
    const bool is_open = !record->plan.is_private && (is_bound || is_of_workspace);
    const bool is_own = record->plan.is_private && record->space == own_space();
    const bool is_shared = record->plan.is_private && state_.speaker && record->plan.guests.contains(*state_.speaker);
    if (need_.speaker && !is_open && !is_own && !is_shared) return false;
    taken_.insert(record->id);
    state_.plans.push_back(std::move(record));
    return true;
  }

  void find_bound() {
    const auto bound_to = [&](const std::string& thread) {
      for (const auto& [id] : sql_.rows<std::int64_t>(
               "select plan from bindings where place = :place and case when in_thread_of = '' then thread else nullif(root, '') end = "
               ":thread order by id",
               place_, thread)) {
        const turn::PlanId plan{id};
        if (std::ranges::find(state_.here, plan) == state_.here.end() && take(plan, true)) state_.here.push_back(plan);
      }
    };
    if (need_.place.thread) bound_to(*need_.place.thread);
    state_.here_in_thread = state_.here.size();
    bound_to("");
    if (!state_.speaker || !need_.place.is_direct()) return;
    const auto focus = sql_.row<std::int64_t>("select plan from focus where person = :row", *state_.speaker);
    if (focus && take(turn::PlanId{std::get<0>(*focus)}, false)) state_.focus = turn::PlanId{std::get<0>(*focus)};
  }

  void find_named() {
    for (const turn::PlanId id : need_.plans) take(id, false);
    for (const std::string& key : need_.keys) {
      std::string capitals = key;
      std::ranges::transform(capitals, capitals.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
      for (const auto& [id] : sql_.rows<std::int64_t>("select id from plans where key = :key and space in (:own, :shared) order by id",
                                                      capitals, own_space(), space_of(need_.place, false, {}))) {
        take(turn::PlanId{id}, false);
      }
      if (!state_.speaker) continue;
      for (const auto& [id] : sql_.rows<std::int64_t>(
               "select plans.id from guests join plans on plans.id = guests.plan where guests.person = :me and plans.key = :key order by "
               "plans.id",
               *state_.speaker, capitals)) {
        take(turn::PlanId{id}, false);
      }
    }
  }

  void find_workspace() {
    for (const auto& [id, seq] : sql_.rows<std::int64_t, std::int64_t>(
             "select id, seq from plans where platform = :platform and workspace = :workspace and is_private = 0 union "
             "select id, seq from plans where space = :own union "
             "select plans.id, plans.seq from guests join plans on plans.id = guests.plan where guests.person = :me order by 1",
             need_.place.platform, need_.place.workspace, own_space(), state_.speaker.value_or(turn::PersonId{}))) {
      const turn::PlanId plan{id};
      if (!taken_.contains(plan)) take(records_.load(sql_, plan, seq), false);
    }
  }

  /// Questions bring their plan with them, or they could not be answered.
  void find_questions() {
    for (const turn::PlanId plan : plans_asked_about(sql_, need_.place, place_, turn_.at)) take(plan, true);
    for (const turn::RecordPtr& record : state_.plans) {
      for (turn::Question& question : questions_of(sql_, record->id, need_.place, turn_.at))
        state_.questions.push_back(std::move(question));
    }
    std::ranges::sort(state_.questions, {}, &turn::Question::id);
  }

  void know_whom_plans_name() {
    for (const turn::RecordPtr& record : state_.plans) {
      for (const turn::PersonId id : turn::people_of(*record, need_.tells_log)) know(id);
      if (need_.writes) know_called(turn::names_parked(record->plan));
      if (need_.writes && !record->log.empty()) know(record->log.back().by);
      if (const auto& brief = record->plan.rhythm.brief; brief && brief->channel) know(*brief->channel);
    }
  }

  void find_scenarios() {
    for (const turn::RecordPtr& record : state_.plans) {
      for (turn::Scenario& scenario : scenarios_of(sql_, record->id, state_.speaker, turn_.at))
        state_.scenarios.push_back(std::move(scenario));
    }
  }

  void find_card_chances() {
    for (const turn::RecordPtr& record : state_.plans) {
      if (!record->plan.is_committed) continue;
      if (const auto told = card_chance(sql_, records_, record->id)) state_.card_chances[record->id] = *told;
    }
  }

  void find_keys() {
    std::set<std::string> keys;
    const std::string space = need_.place.is_direct() ? own_space() : space_of(need_.place, false, {});
    for (auto& [key] : sql_.rows<std::string>("select key from plans where space = :space", space)) keys.insert(std::move(key));
    for (const turn::RecordPtr& record : state_.plans) keys.insert(record->plan.key);
    state_.keys_taken.assign(keys.begin(), keys.end());
  }

  void find_agenda(turn::PlanId plan) {
    const auto look = sql_.row<std::optional<Instant>>("select looked_at from looks where plan = :row", plan);
    if (look) state_.looked_at = std::get<0>(*look);
    for (auto& [key] :
         sql_.rows<std::string>(std::string("select key from fired where plan = :plan and not (") + is_old_fired + ") order by key", plan,
                                oldest_fired(turn_.at))) {
      state_.fired.push_back(std::move(key));
    }
    for (const auto& [person, at] : sql_.rows<std::int64_t, Instant>(
             "select person, at from fired where person is not null and at > :since order by at", turn_.at - std::chrono::days{2})) {
      const turn::PersonId id{person};
      if (state_.people.contains(id)) state_.nudged[id].push_back(at);
    }
  }

  Sql& sql_;
  Records& records_;
  const Turn& turn_;
  const turn::Need& need_;
  turn::State state_{};
  std::set<turn::PlanId> taken_{};  ///< those in state_.plans
  const std::string place_ = place_key(need_.place);
};

}  // namespace

std::string space_of(const chat::Place& place, bool is_private, turn::PersonId owner) {
  if (is_private) return "person:u" + std::to_string(owner.value);
  return "workspace:" + place.platform + '/' + place.workspace;
}

turn::State load(Sql& sql, Records& records, const Turn& turn) { return Loading(sql, records, turn).run(); }

}  // namespace backwalk::store

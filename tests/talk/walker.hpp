// A conversation on values alone: one plan, its people, what was asked; each turn is one call of `answer`, folded into the state as a store
// would. Other plans that somebody starts on the way are left out. Much faster than a store, for programs that say very much.
#pragma once

#include <string>
#include <vector>

#include "bot/base/zones.hpp"
#include "bot/talk/talk.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk::walker {

class Conversation {
 public:
  enum class Door { slash, thread, direct, button };

  explicit Conversation(bool is_private) : is_private_(is_private) {
    for (const std::string name : {"anna", "ben"}) {
      const turn::PersonId id{static_cast<std::int64_t>(state_.people.size()) + 1};
      turn::Person person;
      person.id = id;
      person.name = name;
      person.zone = "Europe/Berlin";
      person.doors = {{"console", "local", name}};
      state_.people[id] = person;
    }
    state_.next_plan = turn::PlanId{1};
  }

  /// What comes of it: the answer, with the state as it then is.
  turn::Answer say(const std::string& user, const std::string& text, Door door) {
    now_ += std::chrono::seconds{61};
    const auto inbound = inbound_of(user, text, door);
    turn::Odds odds;
    odds.is_final = true;
    state_.speaker = turn::PersonId{user == "anna" ? 1 : 2};
    state_.here_in_thread = door == Door::slash || is_private_ ? 0 : state_.plans.size();
    auto answer = talk::answer(inbound, state_, now_, {}, odds);
    fold(answer, *chat::envelope_of(inbound));
    return answer;
  }

  bool has_plan() const { return !state_.plans.empty(); }
  const turn::Record& record() const { return *state_.plans.front(); }
  const planner::Plan& plan() const { return record().plan; }
  bool is_asking() const {
    for (const auto& question : state_.questions) {
      if (question.is_open) return true;
    }
    return false;
  }
  const turn::State& state() const { return state_; }

 private:
  chat::Inbound inbound_of(const std::string& user, const std::string& text, Door door) {
    chat::Envelope envelope;
    envelope.place = {"console", "local", is_private_ ? "" : "eng", is_private_ ? std::optional(user) : std::nullopt, {}};
    if (!is_private_ && door != Door::slash && has_plan()) envelope.place.thread = "p1/root";
    envelope.speaker = {"console", "local", user};
    envelope.speaker_name = user;
    envelope.keys = {"said:" + std::to_string(++said_)};
    envelope.at = now_;
    envelope.answers_inline = door == Door::slash && !is_private_;
    if (door == Door::button) return chat::Pressed{envelope, text, std::nullopt};
    return chat::Said{envelope, {chat::Piece{text}}};
  }

  void fold(const turn::Answer& answer, const chat::Envelope& from) {
    const auto is_other = [this](turn::PlanId plan) { return has_plan() && plan != record().id; };
    for (const auto& change : answer.changes) {
      if (is_other(change.plan)) continue;
      auto record = has_plan() ? *state_.plans.front() : turn::Record{};
      record.id = change.plan;
      record.platform = "console";
      record.workspace = "local";
      record.walked = {};
      auto place = from.place;
      place.thread.reset();
      const auto first = record.plan.seq + 1;
      record.plan = planner::replay(change.edits, record.plan);
      record.log.push_back({first, change.edits, change.said, *state_.speaker, now_, place, record.plan.version});
      state_.plans = {std::make_shared<const turn::Record>(std::move(record))};
      state_.here = {change.plan};
      state_.next_plan = turn::PlanId{change.plan.value + 1};
    }
    for (const auto id : answer.closed) state_.questions.at(static_cast<std::size_t>(id - 1)).is_open = false;
    for (const auto& asked : answer.questions) {
      if (is_other(asked.plan)) continue;
      auto place = asked.place;
      if (!place.is_direct()) place.thread = "p1/root";
      const auto id = static_cast<std::int64_t>(state_.questions.size()) + 1;
      state_.questions.push_back({id, asked.plan, asked.asked, place, asked.message_key, now_, asked.asked_of, true, asked.shown});
    }
    if (answer.focus && !is_other(*answer.focus)) state_.focus = answer.focus;
  }

  bool is_private_;
  turn::State state_{};
  Instant now_ = zones::parse_rfc3339("2026-09-08T10:00:00+02:00").value();
  int said_ = 0;
};

}  // namespace backwalk::talk::walker

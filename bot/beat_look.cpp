#include "bot/beat_look.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "bot/base/zones.hpp"
#include "bot/rhythm/rhythm.hpp"
#include "bot/talk/talk.hpp"
#include "bot/turn/absences.hpp"

namespace backwalk {
namespace {

constexpr std::chrono::milliseconds kShortestStep{60'000};  // a look never asks for itself again at once
constexpr std::chrono::milliseconds kChanceStep{10'000};    // nor is a chance worked out anew
constexpr std::int64_t kMorningSpread = 600;                // seconds over which the plans' daily forecasts are spread

/// The direct message with a person: through the plan's own door if they have one there, else through their first.
std::optional<chat::Place> direct_message(const turn::Record& record, const turn::State& state, turn::PersonId who) {
  const auto person = state.people.find(who);
  if (person == state.people.end() || person->second.doors.empty()) return std::nullopt;
  const auto& doors = person->second.doors;
  const auto own = std::ranges::find_if(
      doors, [&](const chat::Door& door) { return door.platform == record.platform && door.workspace == record.workspace; });
  const chat::Door& door = own == doors.end() ? doors.front() : *own;
  return chat::Place{.platform = door.platform, .workspace = door.workspace, .channel = {}, .user = door.user, .thread = {}};
}

/// What the channel may read where a person cannot be reached; a question is for nobody else.
bool is_of_everybody(const turn::Reminder& reminder) {
  return std::holds_alternative<turn::StartSoon>(reminder.about) || std::holds_alternative<turn::MilestoneSoon>(reminder.about);
}

/// One look at one plan, as it becomes an answer.
class Look {
 public:
  Look(const turn::RecordPtr& record, const turn::State& state, Instant now, const turn::Odds& odds)
      : kept_(record), record_(*record), state_(state), now_(now), odds_(odds) {}

  turn::Answer run() {
    rhythm::Due due = rhythm::due({record_, state_.people, state_.fired, state_.looked_at, now_});
    again_ = due.look_again;
    const auto chance_at = find_chance(!due.reminders.empty());
    if (!answer_.wants.empty()) return std::move(answer_);
    std::map<turn::PersonId, std::vector<turn::Reminder>> direct;
    for (turn::Reminder& reminder : due.reminders) {
      const bool is_reachable = reminder.person && direct_message(record_, state_, *reminder.person);
      if (is_reachable) {
        direct[*reminder.person].push_back(std::move(reminder));
      } else if (!reminder.person || is_of_everybody(reminder)) {
        publish(reminder);
      }
    }
    for (auto& [person, reminders] : direct) write_to(person, std::move(reminders));
    refresh_card();
    if (again_) again_ = std::max(*again_, now_ + kShortestStep);
    if (chance_at) wait_for(*chance_at);
    answer_.looks.push_back({.plan = record_.id, .again = again_, .looked_at = now_, .chance = renewed_});
    return std::move(answer_);
  }

 private:
  planner::Date today() const { return zones::date_of(zones::to_local(now_, record_.plan.zone)); }

  void fire(const turn::Reminder& reminder, std::optional<turn::PersonId> nudged) {
    answer_.fired.push_back({.plan = record_.id, .key = reminder.key, .nudged = nudged});
  }

  /// In the channel: what nobody owns, a report, a brief.
  void publish(const turn::Reminder& reminder) {
    auto told = talk::publish(record_, state_, reminder, now_);
    answer_.later.insert(answer_.later.end(), std::make_move_iterator(told.later.begin()), std::make_move_iterator(told.later.end()));
    answer_.changes.insert(answer_.changes.end(), std::make_move_iterator(told.changes.begin()),
                           std::make_move_iterator(told.changes.end()));
    fire(reminder, std::nullopt);
  }

  void wait_for(Instant at) { again_ = std::min(again_.value_or(at), at); }

  void write_to(turn::PersonId person, std::vector<turn::Reminder> reminders) {
    const auto zone = rhythm::zone_of(record_, state_.people, person);
    const auto known = state_.nudged.find(person);
    const std::size_t nudged = known == state_.nudged.end() ? 0 : rhythm::count_today(known->second, now_, zone);
    if (nudged >= rhythm::most_nudges_a_day) {
      return wait_for(rhythm::next_morning(planner::WorkingTime(record_.plan.calendar), now_, zone, rhythm::put_off_until));
    }
    // What is late comes as one message, and so does what would leave no room for the rest of the day.
    const bool is_old = std::ranges::any_of(reminders, &turn::Reminder::is_old);
    if (is_old || nudged + reminders.size() >= rhythm::most_nudges_a_day) return write(person, std::move(reminders));
    for (turn::Reminder& reminder : reminders) write(person, {std::move(reminder)});
  }

  /// The person is asked for another day: what they were asked before asks no more.
  void retire_standups(turn::PersonId person) {
    for (const turn::Question& question : state_.questions) {
      const bool is_theirs = question.plan == record_.id && question.is_open && question.asked_of == person;
      if (!is_theirs || question.asked.topic != planner::Topic::standup) continue;
      answer_.closed.push_back(question.id);
      if (!question.shown || !question.message_key) continue;
      const auto zone = rhythm::zone_of(record_, state_.people, person);
      chat::Outgoing edit;
      edit.key = *question.message_key + "/unanswered";
      edit.place = question.place;
      edit.place.thread.reset();
      edit.message = talk::unanswered(*question.shown, zones::date_of(zones::to_local(question.asked_at, zone)), today());
      edit.delivery = chat::Delivery::edit;
      edit.edits = question.message_key;
      answer_.later.push_back(std::move(edit));
    }
  }

  /// One message.
  void write(turn::PersonId person, std::vector<turn::Reminder> reminders) {
    const auto is_standup = [](const turn::Reminder& reminder) { return std::holds_alternative<turn::StandupQuestion>(reminder.about); };
    if (std::ranges::any_of(reminders, is_standup)) retire_standups(person);
    chat::Outgoing outgoing;
    outgoing.key = reminders.size() == 1 ? reminders.front().key : reminders.front().key + "+" + std::to_string(reminders.size() - 1);
    outgoing.place = *direct_message(record_, state_, person);
    outgoing.message = talk::remind(record_, state_, reminders, today());
    if (reminders.size() > 1) outgoing.repeat = chat::Repeat::at_least_once;  // a digest: too much to be lost
    for (const turn::Reminder& reminder : reminders) {
      const bool is_first = &reminder == &reminders.front();
      fire(reminder, is_first ? std::optional(person) : std::nullopt);
      if (const auto asked = talk::asks(reminder)) {
        turn::NewQuestion question{.plan = record_.id, .asked = *asked, .place = outgoing.place, .message_key = outgoing.key};
        question.asked_of = person;
        if (reminders.size() == 1) question.shown = std::make_shared<const chat::Message>(outgoing.message);
        answer_.questions.push_back(std::move(question));
      }
    }
    answer_.later.push_back(std::move(outgoing));
  }

  /// Sees to it that the card tells the chance of the plan as it is. Returns when to look for it again, if not now: whoever is to be
  /// reminded goes first, and in the morning not all plans are counted at once.
  std::optional<Instant> find_chance(bool is_busy) {
    const auto& plan = record_.plan;
    if (!plan.is_committed || plan.closed_at || !plan.goal.due || plan.is_private || !zones::exists(plan.zone)) return std::nullopt;
    const auto told = state_.card_chances.find(record_.id);
    if (told != state_.card_chances.end()) {
      const turn::CardChance& last = told->second;
      if (last.seq == plan.seq && last.day == today()) return std::nullopt;
      const bool is_first_today = state_.looked_at && zones::date_of(zones::to_local(*state_.looked_at, plan.zone)) != today();
      if (last.seq == plan.seq && is_first_today) return now_ + kChanceStep + std::chrono::seconds{record_.id.value % kMorningSpread};
      if (last.at <= now_ && now_ < last.at + kChanceStep) return last.at + kChanceStep;
    }
    if (is_busy) return now_ + kChanceStep;
    const auto what = plan.actions.size() > turn::most_foreseen ? turn::Wanted::What::chance : turn::Wanted::What::starts;
    turn::Wanted wanted{record_.id, {kept_, &record_.plan}, {}, today(), turn::absences_of(state_.people), what};
    const auto* known = turn::find(odds_, wanted);
    if (known == nullptr && odds_.is_final) return now_ + kChanceStep;
    if (known == nullptr) {
      answer_.wants.push_back(std::move(wanted));
      return std::nullopt;
    }
    renewed_ = turn::CardChance{.seq = plan.seq, .day = today(), .at = now_};
    if (!known->forecast) return std::nullopt;
    renewed_->chance = known->forecast->goal.chance;
    if (what == turn::Wanted::What::starts)
      renewed_->starts = std::make_shared<const planner::Forecast>(turn::starts_of(*known->forecast, plan));
    return std::nullopt;
  }

  /// Time and the chance can change what the card says without anybody's doing.
  void refresh_card() {
    const auto& plan = record_.plan;
    if (plan.is_committed && !plan.closed_at && zones::exists(plan.zone)) {
      wait_for(rhythm::next_morning(planner::WorkingTime(plan.calendar), now_, plan.zone));
    }
    if (!state_.looked_at) return;
    if (auto edit = talk::card_after(record_, state_, *state_.looked_at, now_, renewed_ ? &*renewed_ : nullptr))
      answer_.later.push_back(std::move(*edit));
  }

  const turn::RecordPtr& kept_;
  const turn::Record& record_;
  const turn::State& state_;
  Instant now_{};
  const turn::Odds& odds_;
  std::optional<Instant> again_{};
  std::optional<turn::CardChance> renewed_{};  ///< what the card is to say from now on
  turn::Answer answer_{};
};

}  // namespace

turn::Answer look(const turn::State& state, turn::PlanId plan, Instant now, const turn::Odds& odds) {
  const auto record = std::ranges::find(state.plans, plan, [](const turn::RecordPtr& kept) { return kept->id; });
  if (record != state.plans.end()) return Look(*record, state, now, odds).run();
  turn::Answer answer;
  answer.looks.push_back({.plan = plan, .again = std::nullopt, .looked_at = now});
  return answer;
}

}  // namespace backwalk

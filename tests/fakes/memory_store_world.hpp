// All that a MemoryStore knows, as values: a turn works on a copy, and the copy takes the place of the world when the turn has an effect.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "bot/store/store.hpp"

namespace backwalk::fakes {

using store::place_key;
using store::queue_key;

struct KnownDoor {
  std::optional<turn::PersonId> person{};
  std::string name{};
  std::optional<std::string> zone{};
  bool is_told = false;  ///< a platform told about them
};
struct KnownQuestion {
  turn::Question question{};
  std::optional<std::string> in_thread_of{};
  std::optional<Instant> closed_at{};
};
enum class State { waiting, sent, expired, parked };
struct Leaving {
  std::int64_t id = 0;
  chat::Outgoing outgoing{};
  std::optional<std::string> parent{};
  State state = State::waiting;
  int attempts = 0;
  Instant next{};
  Instant created{};
  std::optional<Instant> begun{};  ///< it may have been sent since then
  int repeats = 0;
  std::optional<std::string> folded_into{};  ///< key of the message that it is being sent in
  std::optional<Instant> settled{};
  bool is_edit() const { return outgoing.delivery == chat::Delivery::edit; }
};
struct SentMessage {
  chat::SentIds ids{};
  Instant at{};
};
struct LookRow {
  std::optional<Instant> at{};
  std::optional<Instant> looked_at{};
};

struct World {
  std::map<turn::PlanId, turn::RecordPtr> plans{};
  std::map<turn::PersonId, turn::Person> people{};
  std::map<chat::Door, KnownDoor> doors{};
  std::vector<turn::Binding> bindings{};
  std::map<turn::PersonId, turn::PlanId> focus{};
  std::vector<KnownQuestion> questions{};
  std::vector<Leaving> outbox{};
  std::map<std::string, SentMessage> sent{};
  std::map<std::string, Instant> seen{};
  std::map<std::string, std::string> references{};  ///< by place
  std::map<turn::ChannelId, turn::Channel> channels{};
  std::set<std::pair<turn::PlanId, std::string>> fired{};
  std::vector<std::pair<turn::PersonId, Instant>> nudged{};
  std::map<turn::PlanId, LookRow> looks{};
  std::map<turn::PlanId, turn::CardChance> card_chances{};
  std::vector<turn::Scenario> scenarios{};
  std::int64_t last_row = 0;  ///< of the outbox; what is let go of does not give its number back
  std::int64_t last_question = 0;
};

void tell(World& world, const chat::Profile& profile);
void keep(World& world, const std::vector<chat::Reference>& references);
std::optional<std::string> reference_of(const World& world, const chat::Place& place);
turn::State load(World& world, const store::Turn& turn);
/// Throws std::runtime_error for an answer that makes no sense.
void write(World& world, const store::Turn& turn, const turn::State& state, const turn::Answer& answer);

void enqueue(World& world, const std::vector<chat::Outgoing>& later, Instant at);
/// Who was served when: places and workspaces.
struct Turns {
  std::map<std::string, int> last{};
  int served = 0;
};
std::vector<store::Row> take_rows(World& world, Turns& turns, const store::Take& wanted);
/// What nothing needs any more, all of it at once.
void prune(World& world, Instant at, Instant wall);
/// Whether nothing that must be settled before it waits.
bool is_first(const World& world, const Leaving& leaving);

}  // namespace backwalk::fakes

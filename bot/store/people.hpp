// Who is who: doors of platforms and the people behind them. Runs inside a transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/store/sql.hpp"
#include "bot/turn/turn.hpp"

namespace backwalk::store {

/// Keeps what a platform told. Makes no person of somebody who has not done anything yet.
void save_profile(Sql& sql, const chat::Profile& profile, Instant wall);

/// Whether there is a person behind the door.
bool has_taken_part(Sql& sql, const chat::Door& door);

struct Known {
  turn::PersonId id{};
  bool is_stranger = false;  ///< no platform ever told about them
};
/// The person behind a door, made now if need be. `hint` is a name that no profile told; it may be empty.
Known person_at(Sql& sql, const chat::Door& door, const std::string& hint);

std::optional<turn::Person> find_person(Sql& sql, turn::PersonId id);

/// Also lets the beat look at their plans again.
void save_absence(Sql& sql, const turn::Absent& absent, Instant at);

/// A channel that plans may name; `channel_at` gives it a number where it has none yet and `may_add`.
std::optional<turn::Channel> find_channel(Sql& sql, turn::ChannelId id);
std::optional<turn::ChannelId> channel_at(Sql& sql, const chat::Place& workspace, const chat::ChannelMention& mention, bool may_add);

/// The people of a workspace who are called so, by name or by the platform's user name, without case.
std::vector<turn::PersonId> people_called(Sql& sql, const chat::Place& place, const std::string& name);

/// The next number of a counter ("plan", "person", "channel"), taken.
std::int64_t take_number(Sql& sql, const std::string& counter);
std::int64_t last_number(Sql& sql, const std::string& counter);
void set_number(Sql& sql, const std::string& counter, std::int64_t value);

}  // namespace backwalk::store

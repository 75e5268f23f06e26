// What is let go of, and when. A small step at a time, inside some transaction every now and then, so that no answer waits for it.
#pragma once

#include "bot/store/sql.hpp"

namespace backwalk::store {

/// Keys of events are remembered so long: platforms deliver again for up to 25 hours.
inline constexpr std::chrono::hours seen_for{26};
/// Settled rows of the outbox, ids of sent messages that nothing refers to any more, and closed questions. Keys of messages come from
/// events (26 hours), from edits (never twice) or from reminders (kept in `fired`): none can be made again after that.
inline constexpr std::chrono::days settled_for{30};
/// Keys of reminders that hold the date of an occurrence. A rhythm has at most 52 weeks between two, so the rules ask for no older one.
/// Those of starts and milestones stay: they come once for ever.
inline constexpr std::chrono::days fired_for{400};

/// What was shown of how a plan could go: it holds for a day, and for another its owner is told that it has expired.
inline constexpr std::chrono::days shown_for{2};

/// How far keys of events have been gone through: they have no index by age, which would cost each of them as much as the key itself.
struct SeenUpTo {
  std::string key{};
};

/// One step: at most `most` rows of each kind, and of keys of events those among the next five times as many. `wall` for what is seen, the
/// product clock's `at` for all else. True when there is more.
bool prune(Sql& sql, Instant at, Instant wall, std::int64_t most, SeenUpTo& seen);

/// The condition, on a column `key`, for reminders that are older than `fired_for`; its one parameter is `oldest_fired(at)`.
extern const char* const is_old_fired;
std::string oldest_fired(Instant at);

}  // namespace backwalk::store

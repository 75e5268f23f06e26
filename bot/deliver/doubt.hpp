// A message that may or may not have arrived: what is done about it. Internal to deliver.
#pragma once

#include <optional>
#include <variant>

#include "bot/deliver/deliver.hpp"

namespace backwalk::deliver {

inline constexpr std::chrono::hours longest_life{24};
/// A summary is not sent again more often than this: a platform that takes everything and answers nothing would fill its channel.
inline constexpr int most_repeats = 4;
/// A confirmation that is going to come has come by then.
inline constexpr std::chrono::milliseconds confirmation_comes{5'000};
/// What was under way for so long and is not to be found will not arrive any more.
inline constexpr std::chrono::milliseconds has_arrived_by{5'000};

/// 1 s, 2 s, 4 s ... 5 min, moved by up to a fifth so that what failed together does not come back together. Pure.
std::chrono::milliseconds backoff(const store::Row& row);

/// What is done about a row that is in doubt.
struct LookUp {};
struct SendAgain {
  bool is_missing = false;  ///< it surely has not arrived; else it may come twice
};
using Step = std::variant<LookUp, SendAgain, StayInDoubt, GiveUp, SettleSent>;

/// Whether its kind lets it be sent again although it may have arrived.
bool may_repeat(const store::Row& row, const Means& means, Instant now);
/// The first step. REQUIRES: the row is in doubt. Pure.
Step about_doubt(const store::Row& row, const Means& means, Instant now, Instant wall);

/// What a look-up brought: the ids, none where the message is not there, or why it cannot be told (yet: busy, unknown, not_sent).
struct Looked {
  Result<std::optional<chat::SentIds>> found{std::optional<chat::SentIds>{}};
  std::chrono::milliseconds wait{};  ///< the platform wants to be left alone for so long
};
/// The step after it. Pure.
Step after_look_up(const store::Row& row, const Looked& looked, const Means& means, Instant now, Instant wall);

/// Asks the platform. Whatever its code throws becomes an error.
Awaitable<Looked> look_up(HttpCall& calls, const Platform& platform, store::Row row);

}  // namespace backwalk::deliver

// How the page moves the product clock of a demo. Pure.
#pragma once

#include <optional>
#include <string>

#include "adapters/chat/place.hpp"
#include "adapters/chat/result.hpp"

namespace backwalk::web {

struct Move {
  enum class Step { day, monday, message };
  Step step = Step::day;
  std::string zone{"UTC"};  ///< whose mornings are meant
};

/// Of {"step": "day" | "monday" | "message", "zone": "Europe/Berlin"}. Errors: unreadable, with a sentence.
Result<Move> read_move(const std::string& body);

/// The same time on the next day, or the next Monday at 09:00, in that zone; none for the next message: the agenda knows.
std::optional<Instant> target_of(const Move& move, Instant now);

}  // namespace backwalk::web

// Why an item has the dates that it has: what binds its latest dates, and what its earliest ones.
#pragma once

#include <optional>

#include "planner/backward.hpp"

namespace backwalk::planner {

struct Because {
  enum class What {
    due,          ///< latest: the goal's date
    own_date,     ///< a milestone's own date, or the constraint of an action (PLANNING: "fixed on", "not before")
    successor,    ///< latest: `about` must begin, a lag later
    predecessor,  ///< earliest: `about` ends, or has ended, a lag before
    data_date,    ///< earliest: nothing can begin before today
    begun,        ///< earliest: it has begun, or is finished
  };
  What what{};
  std::optional<Ref> about{};  ///< the successor or predecessor; not one that has begun for what it skipped, but that
  Lag lag{};                   ///< between it and this item
  LocalTime bound{};           ///< the instant that it sets. The item's date differs where the calendar moved it
  /// The bound lies in time that is closed for the item: its last working instant is before it, its first one after it.
  bool is_moved_by_calendar = false;
  bool operator==(const Because&) const = default;
};

struct Reasons {
  Because latest{};    ///< of latest_finish
  Because earliest{};  ///< of earliest_start
};

/// None for what is not in the timeline. Of several that bind at once the first successor by reference, or the predecessor with the least
/// float, is named.
std::optional<Reasons> why(const Timeline& timeline, Ref ref);

}  // namespace backwalk::planner

// How many units of a resource are taken along its working time, as steps. For level.cpp only.
//
// Counted in the resource's own minutes of work, so that Friday evening and Monday morning are the same point and a busy season is one
// step.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>

namespace backwalk::planner {

class Profile {
 public:
  /// Adds `units` to [from, to).
  void take(std::int64_t from, std::int64_t to, int units);
  /// Begin of the first step in [from, to) where more than `room` units are taken.
  std::optional<std::int64_t> first_clash(std::int64_t from, std::int64_t to, int room) const;
  /// End of the last such step.
  std::optional<std::int64_t> last_clash(std::int64_t from, std::int64_t to, int room) const;

 private:
  using Steps = std::map<std::int64_t, int>;
  Steps::iterator cut(std::int64_t at);
  void join(Steps::iterator step);

  Steps taken_{{std::numeric_limits<std::int64_t>::min(), 0}};  // from each key on, up to the next; neighbours differ
};

}  // namespace backwalk::planner

// What the signs of a timeline mean: each that is drawn has its words at the foot. Private to picture.
#pragma once

#include <vector>

#include "bot/picture/layout.hpp"
#include "bot/picture/timeline.hpp"

namespace backwalk::picture {

/// Whether the room is seen beside the work that lies in it.
bool shows_room(const Row& row);
/// All that brackets hold together stands for a milestone or the goal.
bool is_summary(const Row& row);
/// In what a summary is drawn.
Role summary_role(const Row& row);

/// Of a scene in which all of these rows are drawn.
std::vector<Meaning> timeline_key(const std::vector<Row>& rows, const Scene& drawn);

}  // namespace backwalk::picture

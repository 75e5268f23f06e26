// What people say for a command that is called otherwise. Private to talk.
#pragma once

#include <optional>
#include <string>

#include "bot/talk/context.hpp"

namespace backwalk::talk {

/// "rename A1 to open the shop" as "action A1 open the shop", "add milestone beta is out" as "milestone beta is out", "change A1 to 3d" as
/// "action A1 for 3d": the command that is meant by a sentence that begins with no verb of ours; none where none is whole.
std::optional<std::string> known_as(const Context& context);

/// "kpi orders 14" as "kpi K1 14", where one number of the plan is called so.
void read_kpi_by_name(Context& context, const planner::Plan& plan);

}  // namespace backwalk::talk

// What is next: the planner's advice, from forecasts that are worked out outside the commit. Private to talk.
#pragma once

#include <optional>
#include <vector>

#include "bot/talk/words_next.hpp"

namespace backwalk::talk {

/// `next` of one plan, for that person; the team's where nothing waits for them.
chat::Message next_in(const Context& context, const turn::Record& record, const View& view, turn::PersonId whose);

/// Several plans, those weighed in which something must start first; a forecast each is what that costs.
struct Weighing {
  std::vector<Advised> advised{};
  std::size_t looked_at = 0;  ///< plans that were looked at
};
/// Of the actions of `owner` alone, where one is named. Closed plans, and such as may not be told here, are left out.
Weighing weigh_next(const Context& context, const std::vector<const turn::Record*>& plans, std::optional<turn::PersonId> owner);
/// All that was advised, the most urgent first. REQUIRES: `weighing` outlives it.
std::vector<NextOf> in_order(const Weighing& weighing);

/// The view of the plan with these edits on top, by which "start here" is what `next` names first. Where that is no choice no forecast is
/// asked for, unless the safe start is to be told.
enum class SafeStart { if_it_chooses, always };
View with_first(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits, View view,
                SafeStart wanted = SafeStart::if_it_chooses);

/// What such an answer shows, to the speaker or shared. `own`: a private plan that it names, which no channel is told of.
turn::Answer tell_or_share(const Context& context, chat::Message shown, const planner::Plan* own);

}  // namespace backwalk::talk

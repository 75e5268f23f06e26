// Sentences about people: who could help, who is not known, who owns. Private to talk.
#pragma once

#include <optional>
#include <vector>

#include "bot/talk/words.hpp"
#include "planner/capacity.hpp"

namespace backwalk::talk {

/// Somebody who has time, by all plans of the team.
struct Helper {
  turn::PersonId person{};
  std::string user{};                          ///< how the plan's platform knows them
  planner::Date from{};                        ///< the first of the free days
  std::optional<planner::Share> until_then{};  ///< what they do before
  std::optional<planner::Ref> knows{};         ///< of what is next to the action they have to do with
};

/// `work`: what is to be done of it.
chat::Message who_told(const View& view, planner::Ref action, planner::Minutes work, const std::vector<Helper>& helpers);
/// Why somebody is not asked.
enum class NotAsked { is_asking, has_it, is_away };
chat::Message help_not_asked(const View& view, planner::Ref action, turn::PersonId helper, NotAsked why);
/// To who asks; to who is asked, with a button for yes and one for no; what came of it.
chat::Message help_asked(const View& view, planner::Ref action, turn::PersonId helper);
chat::Message help_wanted(const View& view, planner::Ref action, turn::PersonId asker, std::optional<planner::Date> from);
chat::Message help_answered(const View& view, planner::Ref action, bool can);

}  // namespace backwalk::talk

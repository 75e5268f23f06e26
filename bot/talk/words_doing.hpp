// Sentences about work that gets another shape, about what comes otherwise than planned, and about several plans at once. Private to talk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/talk/words.hpp"

namespace backwalk::talk {

// --- words_doing.cpp: what was done
chat::Message unlinked(const View& view, planner::Ref item, const std::vector<planner::Ref>& after);
chat::Message split_up(const View& before, const View& after, int number);
chat::Message merged(const View& before, const View& after, const std::vector<int>& numbers);
chat::Message gained(const View& before, const View& after, const planner::Gain& wish);
/// Nothing can take less than no time.
chat::Message gain_too_great(const planner::Plan& plan, const planner::Action& action, planner::Minutes work);
chat::Message has_happened(const View& before, const View& after, int number);
chat::Message mitigated(const View& view, int number);
chat::Message flexible_set(const View& view, const std::vector<planner::Ref>& items, bool is_flexible);
chat::Message simplified(const View& before, const View& after);

// --- words_ask.cpp: what is asked or shown before it is done
chat::Message gain_how(const View& before, const View& pulled, const planner::Gain& wish, const std::string& command);
chat::Message simplify_asked(const View& before, const View& after);
chat::Message close_asked(const View& view);
/// "Dates move for @dev, @legal."
chat::Text dates_move_for(const std::vector<chat::Mention>& people);
/// An action was done so many working days early, so that others can begin earlier: what becomes of the time?
std::vector<chat::Block> pull_or_buffer(const View& view, planner::Ref done, std::int64_t days, const std::vector<planner::Ref>& sooner);
/// `command`: what does it without being asked again, as a button says it.
chat::Message restore_asked(const View& before, const View& after, int version, const std::string& command);
chat::Message delete_asked(const planner::Plan& plan, const std::vector<planner::Ref>& items, const std::string& command);
/// `words`: what would be said had it been done; `moves`: what it moves; `command`: what does it.
chat::Message previewed(const chat::Message& words, std::vector<chat::Block> moves, const std::string& command);
/// The unfinished items whose earliest finish is another one; "No date moves." when there are none.
std::vector<chat::Block> what_moves(const View& before, const View& after);
/// The same, and whose they are.
std::vector<chat::Block> what_would_move(const View& before, const View& after);

// --- words_whole.cpp: views
chat::Message plan_told(const View& view);
chat::Message settings_shown(const View& view);
chat::Message pace_told(const View& view, const planner::Kpi& kpi);  // words_pace.cpp

// --- words_several.cpp: several plans
/// Something to do, by the day on which it is due.
struct Due {
  const turn::Record* record = nullptr;
  planner::Ref ref{};
  std::optional<planner::LocalTime> when{};  ///< none: its plan has no date
  std::string what{};                        ///< "start by", "finish by", "true by"
};
chat::Message mine_listed(const std::vector<Due>& dues, std::size_t count, std::size_t plans, planner::Date today);

// --- words_learn.cpp
/// Short tips of the method; none about an unknown topic.
std::optional<chat::Message> learned(const std::string& topic);
chat::Message no_such_lesson(const std::string& topic);

}  // namespace backwalk::talk

// Deciding: chances, reasons, what-ifs, ways back, versions, what to mend. Looking changes nothing; `apply` and `move` do. Private to talk.
#pragma once

#include <optional>
#include <vector>

#include "bot/talk/act.hpp"
#include "bot/talk/weigh.hpp"

namespace backwalk::talk {

/// chance, why, whatif, option, compare, replan, diff, check, who; none for other verbs.
std::optional<turn::Answer> looked_at(const Context& context, const turn::Record& record);

/// `apply`: the last what-if, listed ways by number, or a change that is said with it.
turn::Answer apply(const Context& context, const turn::Record& record);
/// `move REF to DATE`. A committed goal moves only with "anyway": before, it is told what that leads to.
Wish wish_move(const Context& context, const turn::Record& record);
/// The same for a goal's new date, however it was said; a refusal to who does not own the plan. None where the wish may be done.
std::optional<Reply> ask_before_goal_move(const Context& context, const turn::Record& record, const planner::ChangeGoal& wish);
/// A slip past its room is told to its speaker first, with what it leads to and a button that records it. None where it is recorded as it
/// is: it fits, it is to be recorded anyway, or it is only supposed.
std::optional<Reply> ask_before_slip(const Context& context, const turn::Record& record, const planner::Slip& slip);

/// The ways back of the plan with `more` on top, numbered, as a table; and what is kept of them. None where they are not known now.
struct Listed {
  chat::Message message{};
  turn::Scenario kept{};
};
std::optional<Listed> list_ways(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& more);
/// The same for everybody, below a slip that was just recorded: somebody is called to it.
std::optional<Listed> think_together(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& more);

/// Whether two ways change nothing in common (scenarios.cpp).
bool can_go_together(const planner::Plan& plan, const turn::Way& a, const turn::Way& b);
/// The answer to a look, to the speaker alone, or shared with the channel.
turn::Answer show_look(const Context& context, const turn::Record& record, chat::Message message, std::vector<turn::Scenario> kept = {});
/// Whether this answer is for everybody.
bool is_shared(const Context& context, const turn::Record& record);

turn::Answer look_whatif(const Context& context, const turn::Record& record);
turn::Answer look_option(const Context& context, const turn::Record& record);
turn::Answer look_compare(const Context& context, const turn::Record& record);
turn::Answer look_diff(const Context& context, const turn::Record& record);
turn::Answer look_check(const Context& context, const turn::Record& record);
turn::Answer look_who(const Context& context, const turn::Record& record);

}  // namespace backwalk::talk

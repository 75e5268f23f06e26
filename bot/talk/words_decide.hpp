// Sentences about what could be: chances, reasons, what-ifs, ways back, versions, and what to mend. Private to talk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/talk/words.hpp"
#include "planner/assessment.hpp"
#include "planner/compare.hpp"
#include "planner/forecast.hpp"
#include "planner/goal_lights.hpp"
#include "planner/options.hpp"
#include "planner/signals.hpp"
#include "planner/ways_back.hpp"

namespace backwalk::talk {

/// "71 %", "under 1 %", "over 99 %"; "not known" without one.
std::string say_chance(double chance);
std::string say_chance(std::optional<double> chance);
/// "Mon 26 Oct": what is only foreseen is told by its day.
std::string say_day(planner::LocalTime time, planner::Date today);
/// "Fri 30 Oct": the goal's date. REQUIRES: it has one.
std::string say_due(const View& view);
/// When the goal is reached with the likely durations; "no date" without one.
std::string say_goal_reached(const View& view);

/// Two states of a plan, with the chance of the goal's date in each.
struct Weighed {
  const View& now;
  const View& then;
  std::optional<double> chance_now{};
  std::optional<double> chance_then{};
};
/// Whose unfinished items end at another date then; sorted.
std::vector<turn::PersonId> people_moved(const View& now, const View& then);
/// "Legal, Product and you"; the speaker last.
std::string say_people(const turn::State& state, const std::vector<turn::PersonId>& people, turn::PersonId me);

// --- words_unsupposed.cpp
/// The longest change that a button's command may hold, in bytes.
inline constexpr std::size_t longest_in_button = 1'900;
/// "v5", or "the draft" before the commit.
std::string version_of(const planner::Plan& plan, int version);
/// A moment in the plan's zone: "Wed 30 Sep 14:00".
std::string moment_said(const planner::Plan& plan, Instant at);
/// The words of a way as people read them: dates as dates.
std::string say_way(const turn::Way& way, planner::Date today);

// --- words_supposed.cpp
chat::Message whatif_shown(const Weighed& weighed, const turn::Way& way, const turn::Scenario& kept, turn::PersonId me, bool is_shared,
                           const std::optional<std::string>& best);
chat::Message slip_weighed(const Weighed& weighed, int number, turn::PersonId me, const std::optional<std::string>& with,
                           const std::string& record, const std::string& together);
chat::Message goal_move_weighed(const Weighed& weighed, turn::PersonId me, const std::string& command);
chat::Message applied(const Weighed& weighed, const std::optional<std::string>& why);
/// "diff v5 v6".
chat::Button diff_button(const planner::Plan& before, const planner::Plan& after);
chat::Message left_alone(bool has_no_plan);

chat::Message change_not_understood(const std::string& said);
chat::Message change_refused(const std::string& said, const std::string& why);
/// A day of `said`, a what-if, can be read in two ways: a button says it with each of them.
chat::Message which_date_supposed(const TwoDates& dates, const Utterance& said, const std::string& typed, const planner::Plan& plan,
                                  planner::Date today);
chat::Message nothing_supposed(const std::string& said);
chat::Message no_whatif(const planner::Plan& plan);
chat::Message nothing_listed(const planner::Plan& plan);
chat::Message not_listed(const planner::Plan& plan, int number, const turn::Scenario& scenario);
chat::Message not_both(const turn::Way& a, const turn::Way& b);
/// Two parts of one what-if fix the same of an item.
chat::Message said_twice(const planner::Plan& plan, planner::Ref item, const std::string& first, const std::string& second);
chat::Message scenario_expired(const planner::Plan& plan, const turn::Scenario& scenario);
chat::Message scenario_overtaken(const planner::Plan& plan, const turn::Scenario& scenario, const std::string& said);
chat::Message whatif_form(const planner::Plan& plan);

// --- words_ways.cpp
/// One row of the table of ways: a state of the plan. A way that moves the goal has no `reached`, and a date of its own.
struct WayRow {
  std::string name{};
  std::string words{};
  std::string reached{};
  std::string chance{};
};
/// As a command, "A5 6d", and as a label, "A5 Beta in 6d instead of 10d".
std::string way_command(const planner::Plan& plan, const planner::WayBack& way);
std::string way_label(const planner::Plan& plan, const planner::WayBack& way);
/// By which number a button names what it stands below ("apply 1 seen 48213"); its own for eleven days.
int name_of_scenario(const turn::Scenario& scenario);
struct WaysShown {
  const View& view;
  std::vector<WayRow> rows{};
  std::optional<std::string> best{};  ///< "1+2"
  std::optional<planner::Date> move_goal{};
  bool is_late = false;
  bool is_private = false;  ///< only the speaker sees it
  int name = 0;             ///< of the list (name_of_scenario)
};
chat::Message ways_shown(const WaysShown& shown);
chat::Message no_way_needed(const View& view, std::optional<double> chance);
chat::Message routes_compared(const View& view, const std::vector<planner::Option>& options, planner::Ref milestone, bool is_shared);
chat::Message list_is_full(const planner::Plan& plan, int most);
chat::Message option_kept(const View& view, const turn::Way& way, const turn::Scenario& scenario, std::optional<planner::Ref> milestone);

// --- words_chance.cpp
/// "Safe start (85 %): A3 Wed 9 Sep.", or that there is none; nothing where neither is known.
void add_safe_starts(chat::Message& to, const View& view, const planner::Forecast& forecast);
chat::Message chance_told(const View& view, const planner::Forecast& forecast);
chat::Message chance_explained(const View& view, const planner::Forecast& forecast);
chat::Message no_chance(const View& view);
chat::Message explained(const View& view, planner::Ref ref);

// --- words_diff.cpp
/// `from` and `to` name the two states: "v5", "now", "Mon 21 Sep".
chat::Message differences(const View& after, const planner::Plan& before, const planner::Changes& changes, const std::string& from,
                          const std::string& to);
chat::Message no_such_version(const planner::Plan& plan, int version);
chat::Message which_date_since(const TwoDates& dates, const Utterance& said, const planner::Plan& plan, planner::Date today);
chat::Message not_begun(const planner::Plan& plan, const std::string& date);
/// "A5 Beta: takes 6 days, was 10", one for each field that people care about; at most `most`.
std::vector<std::string> say_changes(const View& after, const planner::Plan& before, const planner::Changes& changes, std::size_t most);

// --- words_check.cpp
chat::Message checked_over(const View& view, const std::vector<planner::Signal>& signals, const planner::GoalLights& lights,
                           const std::vector<planner::Assessed>& points);

}  // namespace backwalk::talk

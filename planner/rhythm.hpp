// When people are asked about a plan, and what they said: check-ins, standups, briefs, and what somebody does not want to hear of.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "planner/measure.hpp"
#include "planner/ref.hpp"

namespace backwalk::planner {

/// A recurrence in wall time: on these weekdays of every n-th week, counted from the week of `from`. Zone: whoever it is for.
struct Cadence {
  std::vector<int> weekdays{};  ///< 0 is Monday; sorted, 1 to 7 of them
  int every_weeks = 1;          ///< 1..52
  Minutes at{};                 ///< after midnight, 0..1439
  Date from{};                  ///< not before this date
  bool operator==(const Cadence&) const = default;
};
/// Whether the cadence falls on this date. Knows no calendar: a holiday is a date like any other.
bool falls_on(const Cadence& cadence, Date date);

struct Standup {
  Cadence cadence{};
  std::vector<PersonId> people{};  ///< sorted; empty: everybody who owns an unfinished action
  Minutes report_at{};             ///< in the plan's zone
  bool operator==(const Standup&) const = default;
};
struct Brief {
  Cadence cadence{};                   ///< in the plan's zone
  std::optional<ChannelId> channel{};  ///< none: where the plan lives
  bool operator==(const Brief&) const = default;
};

enum class Doing { on_it, something_else, blocked, skipped };
/// What somebody said to the standup of a date; one a person and date.
struct StandupAnswer {
  PersonId person{};
  Date date{};
  Doing doing{};
  std::optional<Ref> about{};
  std::string words{};
  LocalTime at{};
  bool operator==(const StandupAnswer&) const = default;
};

/// What a person can be reminded of, and can stop or put off: one item, or all of a kind.
enum class Nudge { everything, item, standup, checkin, brief };
struct NudgeOf {
  PersonId person{};
  Nudge nudge{};
  std::optional<Ref> item{};  ///< for Nudge::item
  auto operator<=>(const NudgeOf&) const = default;
};

/// A brief as it went out.
struct BriefSent {
  Date date{};
  Status computed{};
  std::int64_t seq = 0;  ///< of the plan when it was out: what came later is new to its readers
  bool operator==(const BriefSent&) const = default;
};
/// What the owner did with the draft of a brief.
struct BriefDraft {
  Date date{};
  std::optional<std::string> note{};  ///< the owner's own sentence
  bool is_skipped = false;
  bool operator==(const BriefDraft&) const = default;
};

/// Answers to standups are kept for so long before the newest; older dates are not answered any more either.
constexpr std::chrono::days answers_are_kept{14};

/// When people are asked, and what they said.
struct Rhythm {
  std::optional<Cadence> checkin{};
  std::optional<Standup> standup{};
  std::optional<Brief> brief{};
  std::vector<StandupAnswer> answers{};    ///< by date, then person
  std::optional<Date> reported_standup{};  ///< the last date whose report is out
  std::optional<BriefDraft> draft{};
  std::optional<BriefSent> last_brief{};
  std::set<NudgeOf> muted{};
  std::map<NudgeOf, Moment> snoozed{};  ///< until the morning of this date, or its time, where that person lives
  bool operator==(const Rhythm&) const = default;
};

}  // namespace backwalk::planner

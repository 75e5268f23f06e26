// What the rules share: the plan prepared for looking, and where they put what they find. For the .cpp files of rhythm only.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "bot/rhythm/recurrence.hpp"
#include "bot/rhythm/rhythm.hpp"
#include "planner/backward.hpp"

namespace backwalk::rhythm::parts {

/// Until when somebody put something off, and what the key has behind it, so that it comes again.
struct PutOff {
  Instant until{};
  std::string again{};  ///< "/2026-09-10", with a time the minutes after midnight, too: "/2026-09-10/840"
};

struct Looking {
  explicit Looking(const Agenda& what);

  const Agenda& agenda;
  const planner::Plan& plan;
  planner::WorkingTime time;
  std::optional<planner::Timeline> walk{};
  Instant since{};  ///< what lies before it and is not out is late

  std::string key(const std::string& rule, std::optional<turn::PersonId> person, const std::string& slot) const;
  bool is_fired(const std::string& key) const;
  std::string zone_of(turn::PersonId person) const;
  /// Whether the person is away on the date of that moment; then until when.
  std::optional<planner::Date> away_at(turn::PersonId person, Instant at) const;
  bool is_muted(turn::PersonId person, planner::Nudge nudge, std::optional<planner::Ref> item = {}) const;
  std::optional<PutOff> put_off(turn::PersonId person, planner::Nudge nudge, std::optional<planner::Ref> item = {}) const;
  /// 09:00 of the first working date on or after `date`.
  Instant morning_from(planner::Date date, const std::string& zone) const;

  std::set<std::string> fired{};
};

/// Puts the reminder where it belongs: due, or a reason to look again.
void note(Due& due, const Looking& looking, turn::Reminder reminder);
void look_again_at(Due& due, const Looking& looking, Instant at);

void starts(const Looking& looking, Due& due);
void milestones(const Looking& looking, Due& due);
void checkins(const Looking& looking, Due& due);
void standups(const Looking& looking, Due& due);
void briefs(const Looking& looking, Due& due);

}  // namespace backwalk::rhythm::parts

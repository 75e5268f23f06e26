// A plan as a table of fields, so that "what did this command change, and does it still stand" is a comparison. For undo and compare.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>

#include "planner/plan.hpp"

namespace backwalk::planner {

enum class Aspect {
  existence,
  title,
  due,
  owner,
  estimate,
  started,
  finished,
  announcement,
  audience,
  not_done_unless,
  commitment,
  review,
  target,
  checker,
  reported,
  checkin,
  standup,
  brief,
  draft,
  zone,
  closed,
  kind,
  role,
  probability,
  delay,
  drivers,
  constraint,
  remaining,
  happened,
  mitigation,
  flexible,
  benefit,
  evidence,
  experience,
  accepted,
  template_name,
  done_when,
  serves,
  lite
};

/// A field of an item or, under the goal, of the plan as a whole; a link by its ends; a topic of the interview; a KPI's reading and a
/// standup's answer by their dates; what somebody does not want to hear of.
struct ItemField {
  Ref ref{};
  Aspect aspect{};
  auto operator<=>(const ItemField&) const = default;
};
struct LinkField {
  Ref before{};
  Ref after{};
  auto operator<=>(const LinkField&) const = default;
};
struct ReadingField {
  Ref kpi{};
  Date date{};
  auto operator<=>(const ReadingField&) const = default;
};
struct AnswerField {
  PersonId person{};
  Date date{};
  auto operator<=>(const AnswerField&) const = default;
};
struct MutedField {
  NudgeOf nudge{};
  auto operator<=>(const MutedField&) const = default;
};
struct SnoozedField {
  NudgeOf nudge{};
  auto operator<=>(const SnoozedField&) const = default;
};
/// An answer that is set aside.
struct ParkedField {
  std::string words{};
  auto operator<=>(const ParkedField&) const = default;
};
/// Somebody who may look on.
struct GuestField {
  PersonId person{};
  auto operator<=>(const GuestField&) const = default;
};
/// Of one person, or of the team.
struct CalendarField {
  std::optional<PersonId> person{};
  auto operator<=>(const CalendarField&) const = default;
};
using Field =
    std::variant<ItemField, LinkField, Asked, ReadingField, AnswerField, MutedField, SnoozedField, CalendarField, ParkedField, GuestField>;

/// monostate: the item is there and has no value. A missing item has no fields at all.
using FieldValue =
    std::variant<std::monostate, bool, int, double, std::string, Moment, PersonId, Estimate, LocalTime, Lag, Closing, Date, Reading,
                 Reported, Cadence, Standup, Brief, BriefDraft, StandupAnswer, Constraint, Remaining, Calendar, std::vector<SharedDriver>>;
using Fields = std::map<Field, FieldValue>;

/// What the clock alone writes (which reports and briefs are out) is no field: nobody takes it back.
Fields fields_of(const Plan& plan);

/// Whether a restore leaves the field as it is.
bool is_kept_by_restore(const Field& field);

/// The fields whose values differ, one-sided ones included, with their values in `a` (none: missing there).
std::map<Field, std::optional<FieldValue>> difference(const Fields& a, const Fields& b);

}  // namespace backwalk::planner

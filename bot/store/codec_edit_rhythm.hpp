// Edits of KPIs, risks, the told status and the rhythm, and what they are made of. Words and field names here are for ever. For
// codec_edit.cpp only.
#pragma once

#include "bot/store/codec_plan.hpp"

namespace backwalk::store {

template <>
struct Words<planner::Doing> {
  static constexpr std::array<std::string_view, 4> all{"on_it", "something_else", "blocked", "skipped"};
};
template <>
struct Words<planner::Status> {
  static constexpr std::array<std::string_view, 3> all{"on_track", "at_risk", "off_track"};
};
template <>
struct Words<planner::Nudge> {
  static constexpr std::array<std::string_view, 5> all{"everything", "item", "standup", "checkin", "brief"};
};
template <>
struct Words<planner::KpiKind> {
  static constexpr std::array<std::string_view, 4> all{"number", "percent", "money", "duration"};
};
template <>
struct Words<planner::KpiRole> {
  static constexpr std::array<std::string_view, 2> all{"outcome", "input"};
};

template <class Archive>
void describe(Archive& archive, planner::Cadence& cadence) {
  archive("weekdays", cadence.weekdays);
  archive("every_weeks", cadence.every_weeks);
  archive("at", cadence.at);
  archive("from", cadence.from);
}
template <class Archive>
void describe(Archive& archive, planner::Standup& standup) {
  archive("cadence", standup.cadence);
  archive("people", standup.people);
  archive("report_at", standup.report_at);
}
template <class Archive>
void describe(Archive& archive, planner::Brief& brief) {
  archive("cadence", brief.cadence);
  archive("channel", brief.channel);
}
template <class Archive>
void describe(Archive& archive, planner::BriefDraft& draft) {
  archive("date", draft.date);
  archive("note", draft.note);
  archive("is_skipped", draft.is_skipped);
}
template <class Archive>
void describe(Archive& archive, planner::Reported& reported) {
  archive("status", reported.status);
  archive("why", reported.why);
  archive("on", reported.on);
}
template <class Archive>
void describe(Archive& archive, planner::NudgeOf& nudge) {
  archive("person", nudge.person);
  archive("nudge", nudge.nudge);
  archive("item", nudge.item);
}

template <class Archive>
void describe(Archive& archive, planner::KpiAdded& edit) {
  archive("number", edit.number);
  archive("name", edit.name);
  archive("baseline", edit.baseline);
  archive("target", edit.target);
  archive("unit", edit.unit);
  archive("due", edit.due);
  archive("owner", edit.owner);
  archive("at", edit.at);
  archive("kind", edit.kind);
  archive("role", edit.role);
}
template <class Archive>
void describe(Archive& archive, planner::KpiClassified& edit) {
  archive("number", edit.number);
  archive("kind", edit.kind);
  archive("role", edit.role);
}
template <class Archive>
void describe(Archive& archive, planner::KpiRetargeted& edit) {
  archive("number", edit.number);
  archive("target", edit.target);
  archive("due", edit.due);
}
template <class Archive>
void describe(Archive& archive, planner::KpiRead& edit) {
  archive("number", edit.number);
  archive("at", edit.at);
  archive("value", edit.value);
  archive("note", edit.note);
  archive("corrected", edit.corrected);
}
template <class Archive>
void describe(Archive& archive, planner::CheckerSet& edit) {
  archive("checker", edit.checker);
}
template <class Archive>
void describe(Archive& archive, planner::RiskAdded& edit) {
  archive("number", edit.number);
  archive("words", edit.words);
  archive("owner", edit.owner);
  archive("watch", edit.watch);
  archive("about", edit.about);
  archive("at", edit.at);
}
template <class Archive>
void describe(Archive& archive, planner::RiskClosed& edit) {
  archive("number", edit.number);
  archive("at", edit.at);
}
template <class Archive>
void describe(Archive& archive, planner::CheckinSet& edit) {
  archive("cadence", edit.cadence);
}
template <class Archive>
void describe(Archive& archive, planner::StandupSet& edit) {
  archive("standup", edit.standup);
}
template <class Archive>
void describe(Archive& archive, planner::BriefSet& edit) {
  archive("brief", edit.brief);
}
template <class Archive>
void describe(Archive& archive, planner::StandupAnswered& edit) {
  archive("person", edit.person);
  archive("date", edit.date);
  archive("doing", edit.doing);
  archive("about", edit.about);
  archive("words", edit.words);
  archive("at", edit.at);
}
template <class Archive>
void describe(Archive& archive, planner::StandupReported& edit) {
  archive("date", edit.date);
}
template <class Archive>
void describe(Archive& archive, planner::BriefDrafted& edit) {
  archive("draft", edit.draft);
}
template <class Archive>
void describe(Archive& archive, planner::BriefPosted& edit) {
  archive("date", edit.date);
  archive("computed", edit.computed);
}
template <class Archive>
void describe(Archive& archive, planner::StatusReported& edit) {
  archive("reported", edit.reported);
}
template <class Archive>
void describe(Archive& archive, planner::NudgeMuted& edit) {
  archive("nudge", edit.nudge);
  archive("is_muted", edit.is_muted);
}
template <class Archive>
void describe(Archive& archive, planner::NudgeSnoozed& edit) {
  archive("nudge", edit.nudge);
  archive("until", edit.until);
  archive("at", edit.at);
}
template <class Archive>
void describe(Archive& archive, planner::ZoneSet& edit) {
  archive("zone", edit.zone);
}
template <class Archive>
void describe(Archive& archive, planner::PlanClosed& edit) {
  archive("at", edit.at);
}
template <class Archive>
void describe(Archive& archive, planner::RiskWeighed& edit) {
  archive("number", edit.number);
  archive("probability", edit.probability);
  archive("delay", edit.delay);
}
template <class Archive>
void describe(Archive& archive, planner::SharedDriver& driver) {
  archive("id", driver.id);
  archive("actions", driver.actions);
  archive("sigma", driver.sigma);
}
template <class Archive>
void describe(Archive& archive, planner::SharedDriversSet& edit) {
  archive("drivers", edit.drivers);
}
template <class Archive>
void describe(Archive& archive, planner::ActionConstrained& edit) {
  archive("number", edit.number);
  archive("constraint", edit.constraint);
}
template <class Archive>
void describe(Archive& archive, planner::ActionRemains& edit) {
  archive("number", edit.number);
  archive("remaining", edit.remaining);
}
template <class Archive>
void describe(Archive& archive, planner::CalendarSet& edit) {
  archive("person", edit.person);
  archive("calendar", edit.calendar);
}
template <class Archive>
void describe(Archive& archive, planner::Replanned& edit) {
  archive("why", edit.why);
}
template <class Archive>
void describe(Archive& archive, planner::RiskHappened& edit) {
  archive("number", edit.number);
  archive("at", edit.at);
}
template <class Archive>
void describe(Archive& archive, planner::RiskMitigated& edit) {
  archive("number", edit.number);
  archive("action", edit.action);
}
template <class Archive>
void describe(Archive& archive, planner::FlexibleSet& edit) {
  archive("ref", edit.ref);
  archive("is_flexible", edit.is_flexible);
}
template <class Archive>
void describe(Archive& archive, planner::ActionAccepted& edit) {
  archive("number", edit.number);
  archive("by", edit.by);
}
template <class Archive>
void describe(Archive& archive, planner::Parked& edit) {
  archive("words", edit.words);
  archive("is_parked", edit.is_parked);
}
template <class Archive>
void describe(Archive& archive, planner::GuestSet& edit) {
  archive("person", edit.person);
  archive("is_guest", edit.is_guest);
}
template <class Archive>
void describe(Archive& archive, planner::TemplateNamed& edit) {
  archive("name", edit.name);
}
template <class Archive>
void describe(Archive& archive, planner::DoneWhenSet& edit) {
  archive("number", edit.number);
  archive("words", edit.words);
}
template <class Archive>
void describe(Archive& archive, planner::ServesSet& edit) {
  archive("number", edit.number);
  archive("words", edit.words);
  archive("is_late", edit.is_late);
}
template <class Archive>
void describe(Archive& archive, planner::LiteSet& edit) {
  archive("is_lite", edit.is_lite);
}

}  // namespace backwalk::store

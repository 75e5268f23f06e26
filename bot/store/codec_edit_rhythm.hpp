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
  archive("at", cadence.at);
  archive("every_weeks", cadence.every_weeks);
  archive("from", cadence.from);
  archive("weekdays", cadence.weekdays);
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
  archive("is_skipped", draft.is_skipped);
  archive("note", draft.note);
}
template <class Archive>
void describe(Archive& archive, planner::Reported& reported) {
  archive("on", reported.on);
  archive("status", reported.status);
  archive("why", reported.why);
}
template <class Archive>
void describe(Archive& archive, planner::NudgeOf& nudge) {
  archive("item", nudge.item);
  archive("nudge", nudge.nudge);
  archive("person", nudge.person);
}

template <class Archive>
void describe(Archive& archive, planner::KpiAdded& edit) {
  archive("at", edit.at);
  archive("baseline", edit.baseline);
  archive("due", edit.due);
  archive("kind", edit.kind);
  archive("name", edit.name);
  archive("number", edit.number);
  archive("owner", edit.owner);
  archive("role", edit.role);
  archive("target", edit.target);
  archive("unit", edit.unit);
}
template <class Archive>
void describe(Archive& archive, planner::KpiClassified& edit) {
  archive("kind", edit.kind);
  archive("number", edit.number);
  archive("role", edit.role);
}
template <class Archive>
void describe(Archive& archive, planner::KpiRetargeted& edit) {
  archive("due", edit.due);
  archive("number", edit.number);
  archive("target", edit.target);
}
template <class Archive>
void describe(Archive& archive, planner::KpiRead& edit) {
  archive("at", edit.at);
  archive("corrected", edit.corrected);
  archive("note", edit.note);
  archive("number", edit.number);
  archive("value", edit.value);
}
template <class Archive>
void describe(Archive& archive, planner::CheckerSet& edit) {
  archive("checker", edit.checker);
}
template <class Archive>
void describe(Archive& archive, planner::RiskAdded& edit) {
  archive("about", edit.about);
  archive("at", edit.at);
  archive("number", edit.number);
  archive("owner", edit.owner);
  archive("watch", edit.watch);
  archive("words", edit.words);
}
template <class Archive>
void describe(Archive& archive, planner::RiskClosed& edit) {
  archive("at", edit.at);
  archive("number", edit.number);
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
  archive("about", edit.about);
  archive("at", edit.at);
  archive("date", edit.date);
  archive("doing", edit.doing);
  archive("person", edit.person);
  archive("words", edit.words);
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
  archive("computed", edit.computed);
  archive("date", edit.date);
}
template <class Archive>
void describe(Archive& archive, planner::StatusReported& edit) {
  archive("reported", edit.reported);
}
template <class Archive>
void describe(Archive& archive, planner::NudgeMuted& edit) {
  archive("is_muted", edit.is_muted);
  archive("nudge", edit.nudge);
}
template <class Archive>
void describe(Archive& archive, planner::NudgeSnoozed& edit) {
  archive("at", edit.at);
  archive("nudge", edit.nudge);
  archive("until", edit.until);
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
  archive("delay", edit.delay);
  archive("number", edit.number);
  archive("probability", edit.probability);
}
template <class Archive>
void describe(Archive& archive, planner::SharedDriver& driver) {
  archive("actions", driver.actions);
  archive("id", driver.id);
  archive("sigma", driver.sigma);
}
template <class Archive>
void describe(Archive& archive, planner::SharedDriversSet& edit) {
  archive("drivers", edit.drivers);
}
template <class Archive>
void describe(Archive& archive, planner::ActionConstrained& edit) {
  archive("constraint", edit.constraint);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::ActionRemains& edit) {
  archive("number", edit.number);
  archive("remaining", edit.remaining);
}
template <class Archive>
void describe(Archive& archive, planner::CalendarSet& edit) {
  archive("calendar", edit.calendar);
  archive("person", edit.person);
}
template <class Archive>
void describe(Archive& archive, planner::Replanned& edit) {
  archive("why", edit.why);
}
template <class Archive>
void describe(Archive& archive, planner::RiskHappened& edit) {
  archive("at", edit.at);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::RiskMitigated& edit) {
  archive("action", edit.action);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::FlexibleSet& edit) {
  archive("is_flexible", edit.is_flexible);
  archive("ref", edit.ref);
}
template <class Archive>
void describe(Archive& archive, planner::ActionAccepted& edit) {
  archive("by", edit.by);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::Parked& edit) {
  archive("is_parked", edit.is_parked);
  archive("words", edit.words);
}
template <class Archive>
void describe(Archive& archive, planner::GuestSet& edit) {
  archive("is_guest", edit.is_guest);
  archive("person", edit.person);
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
  archive("is_late", edit.is_late);
  archive("number", edit.number);
  archive("words", edit.words);
}
template <class Archive>
void describe(Archive& archive, planner::LiteSet& edit) {
  archive("is_lite", edit.is_lite);
}

}  // namespace backwalk::store

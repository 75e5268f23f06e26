// Descriptions of what edits are made of. Words and field names here are for ever. For codec*.cpp only.
#pragma once

#include "bot/store/codec_json.hpp"
#include "planner/edit.hpp"

namespace backwalk::store {

template <>
struct Words<planner::Lag::Kind> {
  static constexpr std::array<std::string_view, 3> all{"none", "working", "elapsed"};
};
template <>
struct Words<planner::Topic> {
  static constexpr std::array<std::string_view, 19> all{
      "announcement", "audience", "due",      "milestones", "steps",   "not_done_unless", "owner",  "cadence",    "metrics", "reading",
      "standup",      "benefit",  "evidence", "experience", "outcome", "certain",         "parked", "acceptance", "serves"};
};
template <>
struct Words<planner::Constraint::Kind> {
  static constexpr std::array<std::string_view, 2> all{"not_before", "fixed_on"};
};
template <>
struct Words<planner::Closing> {
  static constexpr std::array<std::string_view, 3> all{"skipped", "enough", "nothing_before"};
};

template <class Archive>
void describe(Archive& archive, planner::Shift& shift) {
  archive("from", shift.from);
  archive("to", shift.to);
}
template <class Archive>
void describe(Archive& archive, planner::Calendar& calendar) {
  archive("holidays", calendar.holidays);
  archive("minutes_per_day", calendar.minutes_per_day);
  archive("week", calendar.week);
}
template <class Archive>
void describe(Archive& archive, planner::Estimate& estimate) {
  archive("best", estimate.best);
  archive("likely", estimate.likely);
  archive("worst", estimate.worst);
}
template <class Archive>
void describe(Archive& archive, planner::Constraint& constraint) {
  archive("at", constraint.at);
  archive("kind", constraint.kind);
}
template <class Archive>
void describe(Archive& archive, planner::Remaining& remaining) {
  archive("at", remaining.at);
  archive("left", remaining.left);
}
template <class Archive>
void describe(Archive& archive, planner::Lag& lag) {
  archive("kind", lag.kind);
  archive("length", lag.length);
}
template <class Archive>
void describe(Archive& archive, planner::Link& link) {
  archive("after", link.after);
  archive("before", link.before);
  archive.or_default("lag", link.lag);
}
template <class Archive>
void describe(Archive& archive, planner::Asked& asked) {
  archive("about", asked.about);
  archive("topic", asked.topic);
}

void edit_to_json(Writer& writer, const planner::Edit& edit);
void edit_from_json(const Json& json, planner::Edit& edit, const Where& where);

/// An edit is a document with its own "v", also inside an entry.
template <>
struct Shape<planner::Edit> : std::true_type {
  static void write(Sheet& sheet, const planner::Edit& edit) {
    Writer writer(sheet);
    writer.versioned();
    edit_to_json(writer, edit);
  }
  static void read(const Json& json, planner::Edit& edit, const Where& where) {
    Json today = json;
    upcast("edit", today, where);
    edit_from_json(today, edit, where);
  }
};

}  // namespace backwalk::store

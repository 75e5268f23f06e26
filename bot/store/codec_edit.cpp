// Edits. The word of an edit and the names of its fields are for ever.
#include "bot/store/codec.hpp"
#include "bot/store/codec_edit_rhythm.hpp"
#include "bot/store/codec_plan.hpp"

namespace backwalk::store {
namespace {

/// In the order of the variant.
constexpr std::array<std::string_view, std::variant_size_v<planner::Edit>> edit_words{
    "plan_started",      "goal_retitled", "goal_moved",       "goal_described",  "milestone_added",    "milestone_moved",
    "milestone_reached", "action_added",  "action_estimated", "action_started",  "action_finished",    "retitled",
    "owner_set",         "linked",        "unlinked",         "dropped",         "reinstated",         "topic_closed",
    "committed",         "restored",      "kpi_added",        "kpi_retargeted",  "kpi_read",           "checker_set",
    "risk_added",        "risk_closed",   "checkin_set",      "standup_set",     "brief_set",          "standup_answered",
    "standup_reported",  "brief_drafted", "brief_posted",     "status_reported", "nudge_muted",        "nudge_snoozed",
    "zone_set",          "plan_closed",   "kpi_classified",   "risk_weighed",    "shared_drivers_set", "action_constrained",
    "action_remains",    "calendar_set",  "replanned",        "risk_happened",   "risk_mitigated",     "flexible_set",
    "action_accepted",   "parked",        "guest_set",        "template_named",  "done_when_set",      "serves_set",
    "lite_set"};

}  // namespace

template <class Archive>
void describe(Archive& archive, planner::PlanStarted& edit) {
  archive.or_default("calendar", edit.calendar);
  archive("due", edit.due);
  archive.or_default("is_private", edit.is_private);
  archive("key", edit.key);
  archive("owner", edit.owner);
  archive("title", edit.title);
  archive("zone", edit.zone);
}
template <class Archive>
void describe(Archive& archive, planner::GoalRetitled& edit) {
  archive("title", edit.title);
}
template <class Archive>
void describe(Archive& archive, planner::GoalMoved& edit) {
  archive("due", edit.due);
}
template <class Archive>
void describe(Archive& archive, planner::GoalDescribed& edit) {
  archive("topic", edit.topic);
  archive("words", edit.words);
}
template <class Archive>
void describe(Archive& archive, planner::MilestoneAdded& edit) {
  archive("due", edit.due);
  archive("number", edit.number);
  archive("owner", edit.owner);
  archive("title", edit.title);
}
template <class Archive>
void describe(Archive& archive, planner::MilestoneMoved& edit) {
  archive("due", edit.due);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::MilestoneReached& edit) {
  archive("at", edit.at);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::ActionAdded& edit) {
  archive("estimate", edit.estimate);
  archive("number", edit.number);
  archive("owner", edit.owner);
  archive("title", edit.title);
}
template <class Archive>
void describe(Archive& archive, planner::ActionEstimated& edit) {
  archive("estimate", edit.estimate);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::ActionStarted& edit) {
  archive("at", edit.at);
  archive("number", edit.number);
  archive("promised", edit.promised);
}
template <class Archive>
void describe(Archive& archive, planner::ActionFinished& edit) {
  archive("at", edit.at);
  archive("number", edit.number);
}
template <class Archive>
void describe(Archive& archive, planner::Retitled& edit) {
  archive("ref", edit.ref);
  archive("title", edit.title);
}
template <class Archive>
void describe(Archive& archive, planner::OwnerSet& edit) {
  archive("owner", edit.owner);
  archive("ref", edit.ref);
}
template <class Archive>
void describe(Archive& archive, planner::Linked& edit) {
  archive("link", edit.link);
}
template <class Archive>
void describe(Archive& archive, planner::Unlinked& edit) {
  archive("link", edit.link);
}
template <class Archive>
void describe(Archive& archive, planner::Dropped& edit) {
  archive("ref", edit.ref);
}
template <class Archive>
void describe(Archive& archive, planner::Reinstated& edit) {
  archive("ref", edit.ref);
}
template <class Archive>
void describe(Archive& archive, planner::TopicClosed& edit) {
  archive("asked", edit.asked);
  archive("how", edit.how);
}
template <class Archive>
void describe(Archive& archive, planner::Committed& edit) {
  archive("committed", edit.committed);
  archive("review_every_days", edit.review_every_days);
}
template <class Archive>
void describe(Archive& archive, planner::Restored& edit) {
  archive("version", edit.version);
}

void edit_to_json(Writer& writer, const planner::Edit& edit) {
  writer.among("edit", edit_words.at(edit.index()));
  std::visit([&writer](const auto& fact) { writer.fields_of(fact); }, edit);
}

void edit_from_json(const Json& json, planner::Edit& edit, const Where& where) {
  std::string word;
  Reader reader(json, where);
  reader("edit", word);
  for (std::size_t i = 0; i < edit_words.size(); ++i) {
    if (edit_words[i] != word) continue;
    edit = alternative<planner::Edit>(i);
    return std::visit([&](auto& fact) { Reader::from_json(json, fact, where); }, edit);
  }
  where.at("edit").complain("is no known word");
}

std::string encode(const planner::Edit& edit) {
  return document([&edit](Writer& writer) { edit_to_json(writer, edit); });
}
Result<planner::Edit> decode_edit(std::string_view text) { return decode<planner::Edit>("edit", text); }

std::string encode(const planner::Asked& asked) { return document_of(asked); }
Result<planner::Asked> decode_asked(std::string_view text) { return decode<planner::Asked>("asked", text); }

}  // namespace backwalk::store

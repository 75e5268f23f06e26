// Who changed what and when.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

using chat::Rows;
using planner::Kind;
using planner::Ref;

template <class Edit, class... Others>
constexpr bool is_one_of = (std::is_same_v<Edit, Others> || ...);

/// What the number of such an edit is a number of.
template <class Edit>
constexpr Kind kind_of_edit() {
  using namespace planner;
  if (is_one_of<Edit, MilestoneAdded, MilestoneMoved, MilestoneReached, DoneWhenSet, ServesSet>) return Kind::milestone;
  if (is_one_of<Edit, KpiAdded, KpiRetargeted, KpiRead, KpiClassified>) return Kind::kpi;
  if (is_one_of<Edit, RiskAdded, RiskClosed, RiskWeighed, RiskHappened, RiskMitigated>) return Kind::risk;
  return Kind::action;
}

struct IsAbout {
  Ref ref;
  template <class Edit>
  bool operator()(const Edit& edit) const {
    if constexpr (requires { edit.link; }) {
      return edit.link.before == ref || edit.link.after == ref;
    } else if constexpr (requires { edit.ref; }) {
      return edit.ref == ref;
    } else if constexpr (std::is_same_v<Edit, planner::RiskAdded>) {
      return edit.about == ref || ref == Ref{Kind::risk, edit.number};
    } else if constexpr (requires { edit.number; }) {
      return ref == Ref{kind_of_edit<Edit>(), edit.number};
    } else {
      return false;
    }
  }
};

/// Its edits are about the item, or its words name it.
bool is_about(const turn::Entry& entry, Ref ref) {
  const auto has_edit = [&](const planner::Edit& edit) { return std::visit(IsAbout{ref}, edit); };
  if (std::any_of(entry.edits.begin(), entry.edits.end(), has_edit)) return true;
  const std::string name = planner::text(ref);
  const auto at = entry.said.find(name);
  const auto end = at + name.size();
  return at != std::string::npos && (end == entry.said.size() || entry.said[end] < '0' || entry.said[end] > '9');
}

}  // namespace

chat::Message history(const turn::Record& record, const turn::State& state, std::optional<Ref> about) {
  constexpr std::size_t most = 20;
  chat::Message result{{chat::strong(record.plan.key + " · history, newest first")}, {}};
  Rows rows;
  const std::string wanted = about ? planner::text(*about) : "";
  for (auto entry = record.log.rbegin(); entry != record.log.rend() && rows.rows.size() < most; ++entry) {
    if (about && !is_about(*entry, *about)) continue;
    const auto local = zones::to_local(entry->at, record.plan.zone);
    const auto date = zones::date_of(local);
    rows.rows.push_back({"#" + std::to_string(entry->first_seq), say_moment({date, local - planner::LocalTime{date}}, date),
                         name_of(state, entry->by), entry->said});
  }
  if (rows.rows.empty()) return message("Nothing has happened to " + wanted + " yet.");
  result.blocks.push_back(rows);
  const auto last = record.plan.seq;
  result.blocks.push_back(
      quiet_line(std::to_string(last) + (last == 1 ? " edit" : " edits") + " so far; times are " + record.plan.zone + "."));
  return result;
}

chat::Message undo_conflict(const turn::Record& record, const turn::State& state, const turn::Entry& entry, const std::vector<Ref>& about) {
  const auto& plan = record.plan;
  for (const auto& later : record.log) {
    if (later.first_seq <= entry.first_seq) continue;
    const auto ref = std::find_if(about.begin(), about.end(), [&](Ref each) { return is_about(later, each); });
    if (ref == about.end()) continue;
    return message(
        quoted(entry.said) + " cannot be taken back by itself: after it " + name_of(state, later.by) + " changed " + named(plan, *ref) +
            " with " + quoted(later.said) + ". Nothing was changed.",
        {chat::Buttons{{{"History of " + planner::text(*ref), in_plan(plan, "history " + planner::text(*ref)), chat::Weight::normal}}}});
  }
  return message(list_of(plan, about) + " was changed after that, so taking it back would undo more than yours. Nothing was changed.",
                 {chat::Buttons{{{"History", in_plan(plan, "history"), chat::Weight::normal}}}});
}

}  // namespace backwalk::talk

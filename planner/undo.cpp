#include <algorithm>
#include <set>
#include <utility>

#include "planner/evolve.hpp"
#include "planner/fields.hpp"
#include "planner/links.hpp"

namespace backwalk::planner {
namespace {

struct Named {
  std::set<Ref>& refs;
  void operator()(const ItemField& field) const { refs.insert(field.ref); }
  void operator()(const LinkField& field) const { refs.insert({field.before, field.after}); }
  void operator()(const Asked& asked) const { refs.insert(asked.about.value_or(Ref{})); }
  void operator()(const ReadingField& field) const { refs.insert(field.kpi); }
  void operator()(const AnswerField&) const { refs.insert(Ref{}); }
  void operator()(const MutedField& field) const { refs.insert(field.nudge.item.value_or(Ref{})); }
  void operator()(const SnoozedField& field) const { refs.insert(field.nudge.item.value_or(Ref{})); }
  void operator()(const CalendarField&) const { refs.insert(Ref{}); }
  void operator()(const ParkedField&) const { refs.insert(Ref{}); }
  void operator()(const GuestField&) const { refs.insert(Ref{}); }
};

std::optional<FieldValue> value_in(const Fields& fields, const Field& field) {
  const auto found = fields.find(field);
  return found == fields.end() ? std::nullopt : std::optional{found->second};
}

/// Items that the command brought and the undo takes away, though somebody has linked them since, or KPIs though somebody has read them.
void name_used_since(const Fields& before, const Fields& after, const Fields& now, std::set<Ref>& refs) {
  for (const auto& [field, value] : now) {
    if (after.contains(field)) continue;
    std::set<Ref> ends;
    if (std::holds_alternative<LinkField>(field) || std::holds_alternative<ReadingField>(field)) std::visit(Named{ends}, field);
    for (const auto end : ends) {
      const Field existence = ItemField{end, Aspect::existence};
      if (after.contains(existence) && !before.contains(existence)) refs.insert(end);
    }
  }
}

/// Fields the command changed that are no longer as it left them. A restore is taken back whole, so after one every change counts, but for
/// what no restore touches.
std::set<Ref> changed_since(const Fields& before, const Fields& after, const Fields& now, bool is_restore) {
  std::set<Ref> refs;
  if (is_restore) {
    for (const auto& [field, value] : difference(after, now)) {
      if (!is_kept_by_restore(field)) std::visit(Named{refs}, field);
    }
    return refs;
  }
  for (const auto& [field, value] : difference(before, after)) {
    if (value_in(after, field) != value_in(now, field)) std::visit(Named{refs}, field);
  }
  name_used_since(before, after, now, refs);
  return refs;
}

/// An answer so much older than the newest that no plan keeps it.
bool is_forgotten(const Field& field, const Plan& plan) {
  const auto* answer = std::get_if<AnswerField>(&field);
  const auto& kept = plan.rhythm.answers;
  return answer && !kept.empty() && answer->date < kept.back().date - answers_are_kept;
}

/// What the undo would not bring back, because what it needs has gone or stands in its way.
std::set<Ref> not_brought_back(const Fields& before, const Fields& after, const Plan& undone) {
  std::set<Ref> refs;
  const auto result = fields_of(undone);
  for (const auto& [field, value] : difference(before, after)) {
    if (value != value_in(result, field) && !is_forgotten(field, undone)) std::visit(Named{refs}, field);
  }
  for (const auto ref : cycle_in(undone)) refs.insert(ref);
  return refs;
}

bool has_measure(const Plan& plan) { return !plan.kpis.empty() || plan.checker; }

Refusal refusal(const std::set<Ref>& refs) { return {.why = Why::changed_since, .about = {refs.begin(), refs.end()}}; }

}  // namespace

Result<std::vector<Edit>> undo(std::span<const Edit> log, std::size_t first, std::size_t count) {
  if (first > log.size() || count > log.size() - first) return Refusal{.why = Why::nothing_to_undo};
  const auto command = log.subspan(first, count);
  const auto before = replay(log.first(first));
  const auto after = replay(command, before);
  const auto now = replay(log.subspan(first + count), after);
  const auto is_start = [](const Edit& edit) { return std::holds_alternative<PlanStarted>(edit); };
  const auto is_closing = [](const Edit& edit) {
    return std::holds_alternative<PlanClosed>(edit) || std::holds_alternative<TemplateNamed>(edit);
  };
  if (now.closed_at && std::none_of(command.begin(), command.end(), is_closing)) return Refusal{.why = Why::plan_closed};
  const auto back = inverse(before, command);
  if (back.empty() || std::any_of(command.begin(), command.end(), is_start)) return Refusal{.why = Why::nothing_to_undo};

  const auto fields_before = fields_of(before), fields_after = fields_of(after);
  const auto is_restore = [](const Edit& edit) { return std::holds_alternative<Restored>(edit); };
  const auto changed = changed_since(fields_before, fields_after, fields_of(now), std::any_of(command.begin(), command.end(), is_restore));
  if (!changed.empty()) return refusal(changed);
  const auto undone = replay(back, now);
  const auto missing = not_brought_back(fields_before, fields_after, undone);
  if (!missing.empty()) return refusal(missing);
  // What a commit has come to rest on since stays while the plan stands.
  const bool is_newest = first + count == log.size();
  const bool loses_its_ground = (now.goal.due && !undone.goal.due) || (has_measure(now) && !has_measure(undone));
  if (!is_newest && undone.is_committed && loses_its_ground) return refusal({Ref{}});
  return back;
}

}  // namespace backwalk::planner

#include <algorithm>
#include <map>
#include <set>

#include "planner/backward.hpp"
#include "planner/compare.hpp"

namespace backwalk::planner {
namespace {

/// The items that a field is about: one, or the ends of a link.
struct About {
  std::vector<Ref> operator()(const ItemField& field) const { return {field.ref}; }
  std::vector<Ref> operator()(const LinkField& field) const { return {field.before, field.after}; }
  std::vector<Ref> operator()(const ReadingField& field) const { return {field.kpi}; }
  template <class Other>
  std::vector<Ref> operator()(const Other&) const {
    return {};
  }
};

bool is_about_the_work(const Field& field) {
  if (std::visit(About{}, field).empty()) return false;
  const auto* item = std::get_if<ItemField>(&field);
  if (!item) return true;
  const auto asking = {Aspect::checkin, Aspect::standup, Aspect::brief, Aspect::draft};
  return std::find(asking.begin(), asking.end(), item->aspect) == asking.end();
}

/// What everything else of a new or dropped item goes without saying.
bool is_said_by_existence(const Plan& before, const Plan& after, const Field& field) {
  const auto* item = std::get_if<ItemField>(&field);
  if (item && item->aspect == Aspect::existence) return false;
  const auto abouts = std::visit(About{}, field);
  return !std::holds_alternative<LinkField>(field) &&
         std::any_of(abouts.begin(), abouts.end(), [&](Ref ref) { return exists(before, ref) != exists(after, ref); });
}

std::vector<FieldChange> field_changes(const Plan& before, const Plan& after) {
  const auto old_fields = fields_of(before), new_fields = fields_of(after);
  std::vector<FieldChange> result;
  for (const auto& [field, value] : difference(old_fields, new_fields)) {
    if (!is_about_the_work(field) || is_said_by_existence(before, after, field)) continue;
    const auto found = new_fields.find(field);
    result.push_back({field, value, found == new_fields.end() ? std::nullopt : std::optional{found->second}});
  }
  return result;
}

std::vector<DateMove> date_moves(const Plan& before, const Plan& after, Date today, const Absences& absences) {
  const auto old_dates = timeline(before, today, absences), new_dates = timeline(after, today, absences);
  std::vector<DateMove> result;
  if (!old_dates || !new_dates) return result;
  const WorkingTime time{after.calendar};
  const auto shifted = [&](LocalTime was, LocalTime is) { return Shifted{was, is, time.work_before(is) - time.work_before(was)}; };
  for (const auto ref : new_dates->refs) {
    const auto *was = old_dates->find(ref), *is = new_dates->find(ref);
    if (!was || is->is_finished) continue;
    if (was->latest_start == is->latest_start && was->earliest_finish == is->earliest_finish) continue;
    result.push_back({ref, shifted(was->latest_start, is->latest_start), shifted(was->earliest_finish, is->earliest_finish)});
  }
  return result;
}

/// Who answers for an item; of the goal, and of what nobody owns, whoever owns the plan.
PersonId answers_for(const Plan& plan, Ref ref) { return owner_of(plan, ref).value_or(plan.owner); }

}  // namespace

Changes changes(const Plan& before, const Plan& after, Date today, const Absences& absences) {
  Changes result{.fields = field_changes(before, after), .moves = date_moves(before, after, today, absences)};
  std::map<PersonId, std::set<Ref>> concerned;
  const auto concern = [&](Ref ref) {
    for (const auto* plan : {&before, &after}) {
      if (exists(*plan, ref)) concerned[answers_for(*plan, ref)].insert(ref);
      concerned[plan->owner].insert(ref);
    }
  };
  for (const auto& change : result.fields) {
    for (const auto ref : std::visit(About{}, change.field)) concern(ref);
  }
  for (const auto& move : result.moves) concern(move.about);
  for (const auto& [person, refs] : concerned) result.concerns.push_back({person, {refs.begin(), refs.end()}});
  return result;
}

}  // namespace backwalk::planner

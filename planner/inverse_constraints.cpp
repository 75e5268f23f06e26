#include "planner/inverse_parts.hpp"

namespace backwalk::planner {

Back back_of(const Plan& before, const ActionConstrained& edit) {
  const auto* known = find_action(before, edit.number);
  return known ? Back{ActionConstrained{edit.number, known->constraint}} : Back{};
}
Back back_of(const Plan& before, const ActionRemains& edit) {
  const auto* known = find_action(before, edit.number);
  return known ? Back{ActionRemains{edit.number, known->remaining}} : Back{};
}
Back back_of(const Plan& before, const CalendarSet& edit) {
  if (!edit.person) return edit.calendar ? Back{CalendarSet{{}, before.calendar}} : Back{};
  const auto known = before.calendars.find(*edit.person);
  return {CalendarSet{edit.person, known == before.calendars.end() ? std::nullopt : std::optional{known->second}}};
}

}  // namespace backwalk::planner

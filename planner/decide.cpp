#include "planner/decide.hpp"

#include <algorithm>
#include <stdexcept>
#include <type_traits>

#include "planner/decide_parts.hpp"

namespace backwalk::planner {
namespace {

/// Ten years of the calendar's plain weeks: whatever takes longer is a slip of the finger.
Minutes ten_years(const Calendar& calendar) {
  Minutes week{0};
  for (const auto& shifts : calendar.week) {
    for (const auto& shift : shifts) week += shift.to - shift.from;
  }
  return 522 * week;
}

}  // namespace

Objection check_title(std::string_view title, int longest) {
  if (title.empty()) return Refusal{.why = Why::empty_title};
  return check_words(title, longest);
}

Objection check_words(std::string_view words, int longest) {
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  if (std::count_if(words.begin(), words.end(), is_first_byte) > longest) {
    return Refusal{.why = Why::title_too_long, .about_number = longest};
  }
  return {};
}

Objection check_date(const std::optional<Moment>& due, Date today) {
  if (due && due->date < today) return Refusal{.why = Why::date_in_past, .about_date = due->date};
  return {};
}

Objection check_work(const Calendar& calendar, Minutes work) {
  if (work <= Minutes{0} || work > ten_years(calendar)) return Refusal{.why = Why::not_a_duration};
  return {};
}

Objection check_estimate(const Calendar& calendar, const std::optional<Estimate>& estimate) {
  if (!estimate) return {};
  for (const auto work : {estimate->best.value_or(estimate->likely), estimate->likely, estimate->worst.value_or(estimate->likely)}) {
    if (auto objection = check_work(calendar, work)) return objection;
  }
  const auto is_ordered =
      estimate->best.value_or(estimate->likely) <= estimate->likely && estimate->likely <= estimate->worst.value_or(estimate->likely);
  return is_ordered ? Objection{} : Refusal{.why = Why::not_ordered};
}

Objection check_items(const Plan& plan, const std::vector<Ref>& items) {
  Refusal unknown{.why = Why::no_such_item};
  std::copy_if(items.begin(), items.end(), std::back_inserter(unknown.about), [&](Ref item) { return !exists(plan, item); });
  return unknown.about.empty() ? Objection{} : unknown;
}

Objection check_linked(const Plan& plan, const std::vector<Ref>& items) {
  if (auto objection = check_items(plan, items)) return objection;
  Refusal measures{.why = Why::not_an_action};
  const auto is_measure = [](Ref item) { return item.kind == Kind::kpi || item.kind == Kind::risk; };
  std::copy_if(items.begin(), items.end(), std::back_inserter(measures.about), is_measure);
  return measures.about.empty() ? Objection{} : measures;
}

Result<Facts> facts_or_nothing(Facts facts) {
  if (facts.empty()) return Refusal{.why = Why::nothing_to_change};
  return facts;
}

std::optional<PersonId> somebody(std::optional<PersonId> person) { return person == PersonId{} ? std::nullopt : person; }

Result<std::vector<Edit>> decide(const Plan& plan, const Command& command, Date today, const Absences& absences) {
  const bool is_of_closed = std::holds_alternative<ReopenPlan>(command) || std::holds_alternative<NameTemplate>(command);
  if (plan.closed_at && !is_of_closed) return Refusal{.why = Why::plan_closed};
  const auto decided = [&]<class Wish>(const Wish& wish) {
    if constexpr (requires { facts_for(plan, wish, today, absences); }) {
      return facts_for(plan, wish, today, absences);
    } else {
      return facts_for(plan, wish, today);
    }
  };
  return std::visit(decided, command);
}

void throw_exception_from_error(const Refusal&, const boost::source_location& where) {
  throw std::logic_error{std::string{"a refusal was taken for a value at "} + where.file_name() + ":" + std::to_string(where.line())};
}

}  // namespace backwalk::planner

#include "bot/talk/late_report.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

namespace backwalk::talk {
namespace {

bool was_answered(const turn::Record& record, planner::Date date) {
  return std::any_of(record.log.rbegin(), record.log.rend(), [&](const turn::Entry& entry) {
    return std::any_of(entry.edits.begin(), entry.edits.end(), [&](const planner::Edit& edit) {
      const auto* answered = std::get_if<planner::StandupAnswered>(&edit);
      return answered != nullptr && answered->date == date;
    });
  });
}

std::vector<planner::StandupAnswer> answers_of(const planner::Plan& plan, planner::Date date) {
  std::vector<planner::StandupAnswer> answers;
  std::copy_if(plan.rhythm.answers.begin(), plan.rhythm.answers.end(), std::back_inserter(answers),
               [&](const auto& answer) { return answer.date == date; });
  return answers;
}

}  // namespace

std::vector<LateReport> late_reports(const turn::Record& record, const planner::Plan& plan, const std::vector<planner::Edit>& edits) {
  std::vector<LateReport> late;
  if (!plan.rhythm.reported_standup) return late;
  for (const auto& edit : edits) {
    const auto* given = std::get_if<planner::StandupAnswered>(&edit);
    if (given == nullptr || given->date > *plan.rhythm.reported_standup) continue;
    if (answers_of(plan, given->date) == answers_of(record.plan, given->date)) continue;
    late.push_back({given->date, was_answered(record, given->date)});
  }
  return late;
}

}  // namespace backwalk::talk

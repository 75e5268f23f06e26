// What edits of the rhythm change: cadences, answers, briefs, nudges, and the zone and life of the plan that they go by.
#include <tuple>

#include "planner/fold.hpp"

namespace backwalk::planner {
namespace {

void keep_newest(std::vector<StandupAnswer>& answers) {
  if (answers.empty()) return;
  const auto oldest = answers.back().date - answers_are_kept;
  std::erase_if(answers, [&](const StandupAnswer& answer) { return answer.date < oldest; });
}

}  // namespace

void fold(Plan& plan, const CheckinSet& edit) { plan.rhythm.checkin = edit.cadence; }
void fold(Plan& plan, const StandupSet& edit) { plan.rhythm.standup = edit.standup; }
void fold(Plan& plan, const BriefSet& edit) { plan.rhythm.brief = edit.brief; }
void fold(Plan& plan, const StandupAnswered& edit) {
  auto& answers = plan.rhythm.answers;
  std::erase_if(answers, [&](const StandupAnswer& answer) { return answer.date == edit.date && answer.person == edit.person; });
  if (!edit.doing) return;
  const auto is_later = [&](const StandupAnswer& answer) {
    return std::tie(answer.date, answer.person) > std::tie(edit.date, edit.person);
  };
  answers.insert(std::find_if(answers.begin(), answers.end(), is_later),
                 {.person = edit.person, .date = edit.date, .doing = *edit.doing, .about = edit.about, .words = edit.words, .at = edit.at});
  keep_newest(answers);
}
void fold(Plan& plan, const StandupReported& edit) {
  auto& reported = plan.rhythm.reported_standup;
  reported = std::max(reported.value_or(edit.date), edit.date);
}
void fold(Plan& plan, const BriefDrafted& edit) { plan.rhythm.draft = edit.draft; }
void fold(Plan& plan, const BriefPosted& edit) {
  plan.rhythm.last_brief = {.date = edit.date, .computed = edit.computed, .seq = plan.seq + 1};  // as it is after this edit
  if (plan.rhythm.draft && plan.rhythm.draft->date == edit.date) plan.rhythm.draft.reset();
}
void fold(Plan& plan, const NudgeMuted& edit) {
  if (edit.is_muted) {
    plan.rhythm.muted.insert(edit.nudge);
  } else {
    plan.rhythm.muted.erase(edit.nudge);
  }
}
void fold(Plan& plan, const NudgeSnoozed& edit) {
  if (edit.until) {
    plan.rhythm.snoozed[edit.nudge] = {*edit.until, edit.at, {}};
  } else {
    plan.rhythm.snoozed.erase(edit.nudge);
  }
}
void fold(Plan& plan, const ZoneSet& edit) { plan.zone = edit.zone; }
void fold(Plan& plan, const PlanClosed& edit) { plan.closed_at = edit.at; }

}  // namespace backwalk::planner

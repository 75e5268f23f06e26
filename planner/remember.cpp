#include "planner/remember.hpp"

#include <algorithm>

namespace backwalk::planner {

std::optional<Forecast> Remembered::forecast(PlanId id, const Plan& plan, Date today, const Sampling& sampling, const Absences& absences) {
  const Question question{.id = id, .seq = plan.seq, .today = today, .sampling = sampling, .absences = absences};
  const auto found = std::find_if(known_.begin(), known_.end(), [&](const auto& one) { return one.first == question; });
  if (found != known_.end()) {
    known_.splice(known_.begin(), known_, found);
    return found->second;
  }
  auto answer = planner::forecast(plan, today, sampling, absences);
  known_.emplace_front(question, answer);
  if (known_.size() > most_) known_.pop_back();
  return answer;
}

}  // namespace backwalk::planner

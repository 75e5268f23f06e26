#include "planner/ref.hpp"

namespace backwalk::planner {

std::string text(Ref ref) {
  switch (ref.kind) {
    case Kind::goal:
      return "goal";
    case Kind::milestone:
      return "M" + std::to_string(ref.number);
    case Kind::action:
      return "A" + std::to_string(ref.number);
    case Kind::kpi:
      return "K" + std::to_string(ref.number);
    case Kind::risk:
      return "R" + std::to_string(ref.number);
  }
  return {};
}

LocalTime instant_of(const Moment& moment, const WorkingTime& time) {
  return moment.time ? LocalTime{moment.date} + *moment.time : time.end_of(moment.date);
}

}  // namespace backwalk::planner

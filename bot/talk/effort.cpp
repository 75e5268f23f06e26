#include "bot/talk/effort.hpp"

#include <vector>

#include "bot/talk/next_question.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using std::chrono::minutes;

constexpr minutes planning_box{15};  // what the walk promises
constexpr minutes step_box{4};

/// Time since the step was first asked about, without and with what is said now.
std::pair<std::chrono::seconds, std::chrono::seconds> time_of_step(const turn::Record& record, const turn::State& state, int step,
                                                                   const Saying& now) {
  std::optional<Instant> began;
  for (const auto& question : state.questions) {
    if (!began && question.plan == record.id && step_of(question.asked.topic) == step) began = question.asked_at;
  }
  if (!began) return {};
  std::vector<Instant> said;
  for (auto entry = record.log.rbegin(); entry != record.log.rend() && entry->at > *began; ++entry) said.push_back(entry->at);
  turn::Hearing hearing;
  hearing.hear({}, *began);
  for (auto at = said.rbegin(); at != said.rend(); ++at) hearing.hear({}, *at);
  const auto before = hearing.time;
  hearing.hear(now.by, now.at);
  return {before, hearing.time};
}

}  // namespace

Effort planning(const turn::Record& record, const std::optional<Saying>& now) {
  auto hearing = record.log.planning();
  if (now && !record.log.is_planned()) hearing.hear(now->by, now->at);
  return {hearing.time, static_cast<int>(hearing.people.size())};
}

std::optional<Effort> planned(const turn::Record& record, const planner::Plan& after, const Saying& now) {
  if (!after.is_committed) return std::nullopt;
  const auto effort = planning(record, now);
  return effort.time < minutes{1} ? std::nullopt : std::optional(effort);
}

std::string say_effort(const Effort& effort) {
  const auto whole = std::chrono::round<minutes>(effort.time).count();
  const auto tenths = (whole + 3) / 6;  // of an hour
  const std::string time = whole <= 1   ? "in 1 minute"
                           : whole < 90 ? "in " + std::to_string(whole) + " minutes"
                                        : "in " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " hours";
  return effort.people > 1 ? time + " by " + std::to_string(effort.people) + " people" : time;
}

std::optional<std::string> say_time_used(const turn::Record& record, const turn::State& state, int step, const Saying& now) {
  const auto before = planning(record, {}).time;
  const auto effort = planning(record, now);
  if (before < planning_box && effort.time >= planning_box)
    return "Planned so far " + say_effort(effort) + ": the time for it is used up. What is there is enough to begin; skip what is not.";
  const auto [was, is] = time_of_step(record, state, step, now);
  if (was > step_box || is <= step_box) return std::nullopt;
  return "Step " + std::to_string(step) + " has taken " + std::to_string(std::chrono::round<minutes>(is).count()) +
         " minutes. It need not be complete: what is skipped can be said later.";
}

bool has_asked_of(const turn::Record& record, int step) {
  constexpr std::size_t long_log = 300;
  if (record.log.size() > long_log) return true;
  planner::Plan plan;
  for (const auto& entry : record.log) {
    plan = planner::replay(entry.edits, std::move(plan));
    const auto wanted = next_question(plan);
    if (wanted && wanted->step == step) return true;
  }
  return false;
}

}  // namespace backwalk::talk

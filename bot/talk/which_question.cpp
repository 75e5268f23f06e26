// Which of the questions that were asked is meant by what is said here.
#include <algorithm>

#include "bot/talk/reply.hpp"

namespace backwalk::talk {
namespace {

/// An answered question still takes an answer in its own thread or direct message, while the walk goes on: lists append, single values ask.
bool may_be_added_to(const Context& context, const turn::Question& question) {
  const auto& place = context.envelope.place;
  const auto topic = question.asked.topic;
  const bool is_once = topic == planner::Topic::cadence || topic == planner::Topic::due || topic == planner::Topic::reading ||
                       topic == planner::Topic::standup || topic == planner::Topic::outcome || topic == planner::Topic::certain ||
                       topic == planner::Topic::parked || topic == planner::Topic::acceptance || topic == planner::Topic::serves;
  return (place.thread || place.is_direct()) && !is_once && !turn::find(context.state, question.plan)->plan.is_committed;
}

bool same_conversation(const chat::Place& question, const chat::Place& here) {
  if (question.platform != here.platform || question.workspace != here.workspace) return false;
  if (here.is_direct()) return question.user == here.user;
  return !question.is_direct() && question.channel == here.channel;
}

bool is_asked_here(const Context& context, const turn::Question& question) {
  const auto& place = context.envelope.place;
  if (turn::find(context.state, question.plan) == nullptr || question.asked_at > context.now) return false;
  return place.thread ? question.place.thread == place.thread : same_conversation(question.place, place);
}

/// The last open question here; without one, the last that still takes an answer.
const turn::Question* last_question(const Context& context, std::optional<turn::PlanId> plan) {
  const turn::Question* open = nullptr;
  const turn::Question* closed = nullptr;
  for (const auto& question : context.state.questions) {
    if ((plan && question.plan != *plan) || !is_asked_here(context, question)) continue;
    if (question.is_open) open = &question;
    if (!question.is_open && may_be_added_to(context, question)) closed = &question;
  }
  return open != nullptr ? open : closed;
}

/// A guest is shown the walk's question with every answer, though it was asked of the owner: what they last talked about is what they mean.
const turn::Question* question_of_guest(const Context& context) {
  const auto& state = context.state;
  const auto* record = context.envelope.place.is_direct() && state.focus ? turn::find(state, *state.focus) : nullptr;
  if (record == nullptr || !record->plan.guests.contains(context.me)) return nullptr;
  const turn::Question* open = nullptr;
  for (const auto& question : state.questions) {
    const bool is_of_walk = question.asked.topic != planner::Topic::reading && question.asked.topic != planner::Topic::standup;
    if (question.plan == record->id && question.is_open && is_of_walk && question.asked_at <= context.now) open = &question;
  }
  return open;
}

}  // namespace

const turn::Question* question_here(const Context& context) {
  const auto* here = last_question(context, std::nullopt);
  return here != nullptr && here->is_open ? here : question_of_guest(context) != nullptr ? question_of_guest(context) : here;
}

const turn::Question* question_here(const Context& context, turn::PlanId plan) {
  const auto* of_guest = question_of_guest(context);
  return of_guest != nullptr && of_guest->plan == plan ? of_guest : last_question(context, plan);
}

const turn::Question* question_gone(const Context& context) {
  if (!context.envelope.place.is_direct() || question_here(context) != nullptr) return nullptr;
  const turn::Question* gone = nullptr;
  for (const auto& question : context.state.questions) {
    const auto topic = question.asked.topic;
    const bool is_of_rhythm = topic == planner::Topic::reading || topic == planner::Topic::standup;
    if (is_of_rhythm && question.asked_of == context.me && is_asked_here(context, question)) gone = &question;
  }
  return gone;
}

std::vector<turn::PlanId> asking_here(const Context& context) {
  std::vector<turn::PlanId> plans;
  for (const auto& question : context.state.questions) {
    if (!question.is_open || !is_asked_here(context, question)) continue;
    if (std::find(plans.begin(), plans.end(), question.plan) == plans.end()) plans.push_back(question.plan);
  }
  return plans;
}

const turn::Question* answered_by_other(const Context& context, const turn::Record& record, const turn::Question* question,
                                        std::chrono::seconds moment) {
  const bool is_new = question != nullptr && question->is_open && context.now - question->asked_at < moment;
  if (!is_new || step_of(question->asked.topic) == 0 || record.log.empty() || record.log.back().by == context.me) return nullptr;
  if (context.now - record.log.back().at >= moment) return nullptr;
  const turn::Question* old = nullptr;
  for (const auto& each : context.state.questions) {
    const bool is_of_walk = !is_of_rhythm(each.asked);
    if (each.plan == record.id && !each.is_open && is_of_walk && each.id < question->id) old = &each;
  }
  return old != nullptr && old->asked != question->asked ? old : nullptr;
}

}  // namespace backwalk::talk

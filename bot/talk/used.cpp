// What becomes of messages that are out: a question that is answered loses its buttons, the card of a committed plan is pinned. And where
// somebody is written to.
#include <algorithm>
#include <utility>

#include "bot/talk/reply.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {

bool is_of_rhythm(const planner::Asked& asked) { return asked.topic == planner::Topic::reading || asked.topic == planner::Topic::standup; }

const turn::Question* open_question(const Context& context, turn::PlanId plan) {
  const turn::Question* found = nullptr;
  for (const auto& question : context.state.questions) {
    if (question.plan == plan && question.is_open && !is_of_rhythm(question.asked)) found = &question;
  }
  return found;
}

void close_walk_questions(const Context& context, turn::PlanId plan, turn::Answer& answer) {
  for (const auto& question : context.state.questions) {
    if (question.plan == plan && question.is_open && !is_of_rhythm(question.asked)) answer.closed.push_back(question.id);
  }
}

bool is_at_home(const Context& context, const turn::Record& record) {
  const auto home = home_of(record);
  const auto& place = context.envelope.place;
  if (home.platform != place.platform || home.workspace != place.workspace) return false;
  return home.is_direct() ? home.user == place.user : home.channel == place.channel;
}

bool asks_in(const Context& context, turn::PlanId plan) {
  const auto& here = context.envelope.place;
  return std::any_of(context.state.questions.begin(), context.state.questions.end(), [&](const turn::Question& question) {
    const auto& place = question.place;
    const bool is_same = place.platform == here.platform && place.workspace == here.workspace && place.channel == here.channel &&
                         place.user == here.user && place.thread == here.thread;
    return question.plan == plan && question.is_open && is_same && !is_of_rhythm(question.asked);
  });
}

void ask_elsewhere(const Context& context, const turn::Record& record, planner::Asked asked, turn::Answer& answer) {
  const auto& place = context.envelope.place;
  if (record.plan.is_private && !place.is_direct()) return;
  turn::NewQuestion row;
  row.plan = record.id;
  row.asked = asked;
  row.place = place;
  answer.questions.push_back(std::move(row));
}

void retire(const Context& context, const turn::Record& record, turn::Answer& answer) {
  for (const auto& question : context.state.questions) {
    const bool is_closed = std::find(answer.closed.begin(), answer.closed.end(), question.id) != answer.closed.end();
    if (!is_closed || !question.shown || !question.message_key) continue;
    chat::Outgoing edit;
    edit.key = *question.message_key + "/answered";
    edit.place = question.place;
    edit.place.thread.reset();
    edit.message = answered(*question.shown, context, record.plan);
    edit.delivery = chat::Delivery::edit;
    edit.edits = question.message_key;
    answer.later.push_back(std::move(edit));
  }
}

turn::Answer greet(const chat::Envelope& envelope, const turn::State& state) {
  turn::Answer answer;
  auto place = envelope.place;
  place.thread.reset();
  if (place.is_direct() || !state.here.empty()) return answer;
  chat::Outgoing hello;
  hello.key = "hello/" + place.platform + "/" + place.workspace + "/" + place.channel;  // several events tell of one install
  hello.place = std::move(place);
  hello.message = greeting();
  answer.later.push_back(std::move(hello));
  return answer;
}

void pin_card(const Context& context, const turn::Record& record, const planner::Plan& after, turn::Answer& answer) {
  const auto home = home_of(record);
  const auto& place = context.envelope.place;
  const bool is_here = home.platform == place.platform && home.workspace == place.workspace;
  if (!context.envelope.can_pin || !is_here || home.is_direct() || record.plan.is_committed || !after.is_committed) return;
  chat::Outgoing pin;
  pin.key = "p" + std::to_string(record.id.value) + "/pin";  // once in the plan's life
  pin.place = home;
  pin.delivery = chat::Delivery::pin;
  pin.in_thread_of = root_key(record.id);
  pin.repeat = chat::Repeat::at_least_once;
  answer.later.push_back(std::move(pin));
}

std::optional<chat::Place> direct_message(const turn::Record& record, const turn::State& state, turn::PersonId who) {
  const auto person = state.people.find(who);
  if (person == state.people.end() || person->second.doors.empty()) return std::nullopt;
  const auto& doors = person->second.doors;
  const auto own = std::find_if(doors.begin(), doors.end(), [&](const chat::Door& door) {
    return door.platform == record.platform && door.workspace == record.workspace;
  });
  const chat::Door& door = own == doors.end() ? doors.front() : *own;
  return chat::Place{.platform = door.platform, .workspace = door.workspace, .channel = {}, .user = door.user, .thread = {}};
}

}  // namespace backwalk::talk

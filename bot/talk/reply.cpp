#include "bot/talk/reply.hpp"

#include <utility>

#include "bot/base/zones.hpp"
#include "bot/talk/act_next.hpp"
#include "bot/talk/late_report.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

std::string plan_prefix(turn::PlanId plan) { return "p" + std::to_string(plan.value); }

/// What tells this utterance from every other one, said twice in one moment too.
std::string key_of(const chat::Envelope& envelope) { return envelope.keys.empty() ? "none" : envelope.keys.front(); }

chat::Outgoing outgoing(std::string key, chat::Place place, chat::Message message) {
  chat::Outgoing result;
  result.key = std::move(key);
  result.place = std::move(place);
  result.message = std::move(message);
  return result;
}

/// What a channel reads as the record: better twice than not at all.
chat::Outgoing posted(std::string key, chat::Place place, chat::Message message) {
  auto result = outgoing(std::move(key), std::move(place), std::move(message));
  result.repeat = chat::Repeat::at_least_once;
  return result;
}

void append(chat::Message& message, const chat::Message& more) {
  message.blocks.push_back(chat::Text{more.headline});
  message.blocks.insert(message.blocks.end(), more.blocks.begin(), more.blocks.end());
}

/// A picture that the HTTP response cannot show, as a message of its own.
std::optional<chat::Message> picture_apart(const Context& context, const chat::Message& message) {
  const auto* picture = chat::picture_of(message);
  if (!context.envelope.pictures_apart || picture == nullptr) return std::nullopt;
  if (chat::is_public(*picture) || !chat::is_portable(*picture)) return std::nullopt;
  return chat::Message{.headline = message.headline, .blocks = {*picture}};
}

/// To the speaker alone: in the HTTP response where it can carry a message, else as a message of its own. A form's sender looks at the
/// form: a refusal stands in it, and so does the rest where it would not be a part of the conversation.
void tell_speaker(const Context& context, turn::Answer& answer, chat::Message message) {
  const bool is_in_form = context.form != nullptr && (answer.refused || !context.envelope.place.is_direct());
  if (context.envelope.answers_inline || is_in_form) {
    auto apart = picture_apart(context, message);
    answer.now = std::move(message);
    if (!apart) return;
    message = std::move(*apart);
  }
  auto reply = outgoing("reply:" + key_of(context.envelope), context.envelope.place, std::move(message));
  if (!context.envelope.place.is_direct()) {
    reply.delivery = chat::Delivery::ephemeral;
    reply.only_for = context.envelope.speaker;
    reply.answer_in = context.envelope.answer_in;
    reply.expires = context.now + std::chrono::minutes(10);
  }
  answer.later.push_back(std::move(reply));
}

/// Puts a message into the plan's thread (in a direct message: into the conversation) and returns its key.
std::string post_to_thread(const turn::Record& record, turn::Answer& answer, std::string key, chat::Message message) {
  auto note = posted(key, home_of(record), std::move(message));
  if (!note.place.is_direct()) note.in_thread_of = root_key(record.id);
  answer.later.push_back(std::move(note));
  return key;
}

/// Questions that these facts answer, or that nobody wants answered any more.
void close_answered(const Context& context, const turn::Record& record, const planner::Plan& plan, turn::Answer& answer) {
  for (const auto& question : context.state.questions) {
    if (question.plan != record.id || !question.is_open || !is_of_rhythm(question.asked)) continue;
    const auto* kpi = question.asked.about ? planner::find_kpi(plan, question.asked.about->number) : nullptr;
    const auto* before = question.asked.about ? planner::find_kpi(record.plan, question.asked.about->number) : nullptr;
    const bool is_read = kpi != nullptr && before != nullptr && kpi->readings != before->readings;
    const bool is_checkin = question.asked.topic == planner::Topic::reading;
    const bool is_withdrawn = plan.closed_at || (is_checkin ? kpi == nullptr || !plan.rhythm.checkin : !plan.rhythm.standup);
    const bool is_answered = !is_checkin && question.asked_of == context.me && plan.rhythm.answers != record.plan.rhythm.answers;
    if (is_read || is_withdrawn || is_answered) answer.closed.push_back(question.id);
  }
}

/// Whether anybody ever answered for that date: then its report is out, for it is posted with the first answer.
/// A report that is out is edited by an answer that comes late, or is taken back; where nobody had answered before, it is posted now.
void report_late(const Context& context, const turn::Record& record, const planner::Plan& plan, const std::vector<planner::Edit>& edits,
                 const std::string& key, turn::Answer& answer) {
  for (const auto& [date, was_posted] : late_reports(record, plan, edits)) {
    const std::string report = plan_prefix(record.id) + "/report/channel/" + zones::iso(date);
    auto late = posted(was_posted ? key + "/report" : report, home_of(record),
                       standup_report(view_of(plan, context.state, plan_today(context, plan)), date));
    if (was_posted) {
      late.delivery = chat::Delivery::edit;
      late.edits = report;
    }
    answer.later.push_back(std::move(late));
  }
}

/// The plan's card says what the plan is now.
void renew_card(const Context& context, const turn::Record& record, const View& after, const std::string& key, turn::Answer& answer) {
  if (home_of(record).is_direct()) return;
  auto now = on_card(record.id, after);
  now.planned = planned(record, after.plan, {context.me, context.now});
  auto shown = changed_card(on_card(record.id, view_of(record, context.state, after.today)), now);
  if (!shown) return;
  auto edit = outgoing(key + "/card", home_of(record), *std::move(shown));
  edit.delivery = chat::Delivery::edit;
  edit.edits = root_key(record.id);
  answer.later.push_back(std::move(edit));
}

/// A team is told the chance when the walk arrives; what comes first is found by it, too.
const planner::Forecast* forecast_on_arrival(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits,
                                             const View& view) {
  if (view.plan.is_private) return with_first(context, record, edits, view).forecast;
  const auto* known = foretold(context, record, edits, turn::Wanted::What::drivers);
  return known != nullptr && known->forecast ? &*known->forecast : nullptr;
}

}  // namespace

Reply refuse(chat::Message message) {
  Reply reply;
  reply.told = std::move(message);
  reply.refused = true;
  return reply;
}

Reply tell(chat::Message message) {
  Reply reply;
  reply.told = std::move(message);
  return reply;
}

std::string root_key(turn::PlanId plan) { return plan_prefix(plan) + "/root"; }

chat::Place home_of(const turn::Record& record) {
  chat::Place home = record.log.home();
  home.thread.reset();
  return home;
}

chat::Button undo_button(const turn::Record& record, std::int64_t first_seq) {
  return {"Undo", in_plan(record.plan, "undo " + std::to_string(first_seq)), chat::Weight::normal};
}

turn::Answer finish(const Context& context, Reply reply) {
  turn::Answer answer;
  answer.refused = reply.refused;
  if (reply.told) tell_speaker(context, answer, std::move(*reply.told));
  if (reply.post) {
    answer.later.push_back(posted("share:" + key_of(context.envelope), context.envelope.place, std::move(*reply.post)));
  }
  return answer;
}

turn::Answer finish(const Context& context, const turn::Record& record, Reply reply) {
  auto line = std::exchange(reply.line, std::nullopt);
  const auto mention = std::exchange(reply.mention, std::nullopt);
  auto answer = finish(context, std::move(reply));
  const std::string key = plan_prefix(record.id) + "/told/" + key_of(context.envelope);
  if (line && mention) line->blocks.emplace_back(*mention);
  if (line && !home_of(record).is_direct()) post_to_thread(record, answer, key, std::move(*line));
  return answer;
}

namespace {

turn::Answer tell_and_ask(const Context& context, const turn::Record& record, std::vector<planner::Edit> edits, std::string said,
                          Reply reply, bool ask_again) {
  turn::Answer answer;
  answer.refused = reply.refused;
  // The record of a plan that starts in this turn holds its first edits already; then the log is what is written here.
  const bool is_new = record.log.size() == 1 && record.id == context.state.next_plan;
  std::optional<planner::Plan> folded;
  if (!is_new && reply.after == nullptr) folded = planner::replay(edits, record.plan);
  const planner::Plan& plan = is_new ? record.plan : folded ? *folded : reply.after->plan;
  const std::int64_t first_seq = plan.seq - static_cast<std::int64_t>(edits.size()) + 1;
  const std::string key = plan_prefix(record.id) + "/" + std::to_string(first_seq);
  answer.new_keys = key + "/";  // these edits are written now
  answer.changes.push_back({record.id, std::move(edits), std::move(said)});
  if (context.envelope.place.is_direct()) answer.focus = record.id;
  if (!is_new) {
    close_answered(context, record, plan, answer);
    report_late(context, record, plan, answer.changes.front().edits, key, answer);
    const auto today = plan_today(context, plan);  // the edits may have moved its zone
    const bool is_seen = reply.after != nullptr && reply.after->today == today;
    renew_card(context, record, is_seen ? *reply.after : view_of(plan, context.state, today), key, answer);
  }

  if (reply.post && reply.mention) reply.post->blocks.emplace_back(*std::exchange(reply.mention, std::nullopt));
  if (reply.post && !home_of(record).is_direct()) {
    answer.later.push_back(posted(is_new ? root_key(record.id) : key + "/post", home_of(record), std::move(*reply.post)));
  }
  if (!is_new) pin_card(context, record, plan, answer);

  auto wanted = next_question(plan);
  const auto* open = open_question(context, record.id);
  // Whoever says it quietly makes nobody read a question: of a committed plan it is asked after the next command.
  const bool is_put_off = context.said.is_quiet && wanted && wanted->step == 0 && (open == nullptr || open->asked != wanted->asked);
  if (is_put_off) wanted.reset();
  const bool has_moved = wanted && (open == nullptr || open->asked != wanted->asked);
  if (!wanted || has_moved) close_walk_questions(context, record.id, answer);
  std::optional<chat::Message> question;
  if (wanted && (has_moved || ask_again)) {
    auto view = view_of(plan, context.state, plan_today(context, plan));
    const bool has_arrived = wanted->asked.topic == planner::Topic::cadence && !plan.actions.empty();
    if (has_arrived) view.forecast = forecast_on_arrival(context, record, answer.changes.front().edits, view);
    question = ask(view, *wanted, ask_again && !has_moved);
    const bool is_new_step = open == nullptr || step_of(open->asked.topic) != wanted->step;
    const bool is_first_time = wanted->step > 0 && is_new_step && has_moved && (is_new || !has_asked_of(record, wanted->step));
    if (is_first_time) question->blocks.emplace_back(quiet_line(tip_of(wanted->step, plan.is_private)));
    const bool goes_on = !is_new && !is_new_step && wanted->step > 0;
    const auto used = goes_on ? say_time_used(record, context.state, wanted->step, {context.me, context.now}) : std::nullopt;
    if (used) add_time_used(*question, plan, *used);
  } else if (!wanted && (open != nullptr || ask_again) && !plan.is_committed && !plan.closed_at) {
    const auto view = view_of(plan, context.state, plan_today(context, plan));
    question = arrived(with_first(context, record, answer.changes.front().edits, view));
  }

  // A guest answers elsewhere: whose plan it is hears of it.
  const bool is_guests = plan.is_private && context.me != plan.owner;
  // In its own thread or direct message the plan's conversation is where we are: one message says it all.
  const bool in_conversation = is_at_home(context, record) && !context.envelope.answers_inline &&
                               (context.envelope.place.is_direct() || context.envelope.place.thread);
  // So does whoever answers in another place that the walk was shown in: it goes on there, too.
  const bool is_elsewhere = !is_at_home(context, record) && asks_in(context, record.id);
  if ((is_guests || is_elsewhere) && question && reply.told) append(*reply.told, *question);
  std::optional<chat::Message> shared = home_of(record).is_direct() && !is_guests ? std::nullopt : std::move(reply.line);
  if (in_conversation && reply.told) {
    shared = std::move(reply.told);
  } else if (reply.told) {
    tell_speaker(context, answer, std::move(*reply.told));
  }
  if (shared && reply.mention) shared->blocks.emplace_back(std::move(*reply.mention));
  if (reply.more && shared) {
    append(*shared, *reply.more);
  } else if (reply.more) {
    shared = std::move(reply.more);
  }
  if (question) {
    if (shared) {
      append(*shared, *question);
    } else {
      shared = std::move(question);
    }
  }
  if (!shared) return answer;
  const bool is_asked = wanted && (has_moved || ask_again);
  const auto shown = is_asked ? std::make_shared<const chat::Message>(*shared) : nullptr;
  const std::string posted = post_to_thread(record, answer, key + "/thread", std::move(*shared));
  if (is_asked) {
    turn::NewQuestion row;
    row.plan = record.id;
    row.asked = wanted->asked;
    row.place = home_of(record);
    row.message_key = posted;
    row.shown = shown;
    if (!row.place.is_direct()) row.in_thread_of = root_key(record.id);
    if (ask_again && !has_moved) close_walk_questions(context, record.id, answer);
    answer.questions.push_back(std::move(row));
    if (is_elsewhere) ask_elsewhere(context, record, wanted->asked, answer);
  }
  return answer;
}

}  // namespace

turn::Answer finish(const Context& context, const turn::Record& record, std::vector<planner::Edit> edits, std::string said, Reply reply,
                    bool ask_again) {
  if (context.key_in_title && reply.told) reply.told->blocks.emplace_back(key_kept_in_title(*context.key_in_title));
  auto answer = tell_and_ask(context, record, std::move(edits), std::move(said), std::move(reply), ask_again);
  retire(context, record, answer);
  return answer;
}

}  // namespace backwalk::talk

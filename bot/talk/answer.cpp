// Routing: which verb, which plan, answer or command. The verbs themselves are in act, undo, walk and words.
#include <algorithm>
#include <variant>

#include "bot/talk/act_decide.hpp"
#include "bot/talk/act_doing.hpp"
#include "bot/talk/act_next.hpp"
#include "bot/talk/act_picture.hpp"
#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/act_template.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/known_as.hpp"
#include "bot/talk/misread.hpp"
#include "bot/talk/spoken.hpp"
#include "bot/talk/talk.hpp"
#include "bot/talk/whom.hpp"
#include "bot/talk/words.hpp"
#include "bot/talk/words_decide.hpp"

namespace backwalk::talk {
namespace {

/// As long as it takes to press twice, and as a sentence may have been under way while somebody else answered.
constexpr std::chrono::seconds double_press{5};

/// How the text came: typed or as a button's command, which is never an answer.
enum class Door { typed, pressed };

bool asks_for_a_view(const Utterance& said) {
  if (said.verb == Verb::settings) return said.part == Part::plain && said.text.empty();
  const auto views = {Verb::bare, Verb::status, Verb::retrace, Verb::next,     Verb::history,
                      Verb::plan, Verb::pace,   Verb::walk,    Verb::timeline, Verb::fever};
  return std::find(views.begin(), views.end(), said.verb) != views.end();
}

/// Whether something stands behind a verb that takes nothing more. A button's "undo 17" names a command.
bool leaves_words_over(const Utterance& said) {
  if (said.verb == Verb::bare || said.is_command || said.text.empty()) return false;
  if (said.verb == Verb::undo) return said.text.find_first_not_of("0123456789") != std::string::npos;
  return asks_for_a_view(said) || said.verb == Verb::replan || said.verb == Verb::check;
}

/// What is meant by words or a reference: any item, KPI or risk; none where nothing is said, or the reply that refuses.
std::variant<std::optional<planner::Ref>, Reply> about_what(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (!said.refs.empty() && !has_been(plan, said.refs.front())) {
    return refuse(refusal({planner::Why::no_such_item, {said.refs.front()}, {}, {}}, plan, plan_today(context, plan), said));
  }
  if (!said.refs.empty()) return std::optional(said.refs.front());
  if (said.text.empty()) return std::optional<planner::Ref>{};
  auto found = items_like(plan, said.text);
  for (const auto& more : {kpis_like(plan, said.text), risks_like(plan, said.text)}) found.insert(found.end(), more.begin(), more.end());
  if (found.empty()) return refuse(no_item_like(said.text, plan, row_of(said.verb)));
  if (found.size() > 1) return refuse(which_item(found, plan, said));
  return std::optional(found.front());
}

turn::Answer show(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto today = plan_today(context, record.plan);
  const auto view = view_of(record, context.state, today);
  chat::Message shown;
  if (said.verb == Verb::retrace) {
    shown = retraced(with_first(context, record, {}, view));
  } else if (said.verb == Verb::walk) {
    shown = resumed(with_first(context, record, {}, view, SafeStart::always));
  } else if (said.verb == Verb::next) {
    const auto whose = said.owner ? person(context, *said.owner) : std::optional(context.me);
    if (!whose) return finish(context, refuse_person(context, *said.owner));
    shown = next_in(context, record, view, *whose);
  } else if (said.verb == Verb::history) {
    const auto about = about_what(context, record.plan);
    if (const auto* reply = std::get_if<Reply>(&about)) return finish(context, *reply);
    shown = history(record, context.state, std::get<0>(about));
  } else if (auto pictured = picture_view(context, record, view)) {
    shown = std::move(*pictured);
  } else if (auto other = doing_view(context, said.verb == Verb::plan ? with_first(context, record, {}, view) : view)) {
    if (other->refused) return finish(context, std::move(*other));
    shown = std::move(*other->told);
    add_kpi_picture(context, record, shown);
  } else {
    shown = status(with_chance(context, record, with_first(context, record, {}, view)));
  }
  Reply reply;
  if (said.is_share && !context.envelope.place.is_direct()) {
    if (record.plan.is_private) return finish(context, refuse(private_plan(record.plan.key)));
    reply.post = std::move(shown);
    if (context.envelope.answers_inline) reply.told = shared_here();
  } else {
    reply = tell(std::move(shown));
  }
  auto answer = finish(context, std::move(reply));
  // The walk can be answered wherever it was shown.
  const auto wanted = said.verb == Verb::walk ? next_question(record.plan) : std::nullopt;
  if (wanted && !is_at_home(context, record) && !asks_in(context, record.id)) ask_elsewhere(context, record, wanted->asked, answer);
  if (context.envelope.place.is_direct() && context.state.focus != record.id) answer.focus = record.id;
  return answer;
}

turn::Answer with_plan(Context& context, const turn::Record& record, const turn::Question* question, Door door) {
  read_again_for(context, record.plan);
  if (door == Door::typed) read_step_again(context);
  read_kpi_by_name(context, record.plan);
  const auto& said = context.said;
  // "Enough money in the bank" is an answer, "enough" is a command.
  const bool names_question = said.verb == Verb::skip && (said.nudge || !said.refs.empty());
  const bool is_reply = said.verb == Verb::answer || (!names_question && (said.verb == Verb::skip || said.verb == Verb::enough) &&
                                                      (said.is_command || question == nullptr));
  if (is_reply && said.is_preview) return finish(context, refuse(not_yet("preview")));
  // A second press of a button would answer the question that came after it, before its message shows what it answered. [Skip] and its
  // like stand under each of them.
  const bool may_be_second = is_reply && door == Door::pressed && !ends_a_question(said) && !said.is_again;
  const auto* first_press = may_be_second ? just_said(context, record, said_of(context)) : nullptr;
  if (first_press != nullptr && context.now - first_press->at < double_press)
    return finish(context, already(context, *first_press, in_plan(record.plan, said_of(context))));
  const bool is_typed_answer = door == Door::typed && (is_reply || is_free_text(context, record.plan, question));
  if (const auto* old = is_typed_answer && !said.plan_key ? answered_by_other(context, record, question, double_press) : nullptr) {
    const bool only_ends = is_reply && ends_a_question(said);
    const auto text = only_ends ? "" : join(said.words, said.verb == Verb::answer ? 1 : 0, said.words.size());
    const auto who = name_of(context.state, record.log.back().by);
    return finish(context, refuse(was_answered(record.plan, who, old->asked, question->asked, text)));
  }
  if (is_reply) return answer_question(context, record, question);
  const bool is_key_alone = said.verb == Verb::bare && said.words.size() == 1 && said.plan_key;
  if (said.verb == Verb::bare && !said.words.empty() && !is_key_alone) return not_understood(context, &record, question);
  if (is_free_text(context, record.plan, question) && !is_key_alone && question != nullptr && door == Door::typed)
    return answer_question(context, record, question);
  if (door == Door::typed && may_be_answer(context, record.plan, question)) {
    const auto text = join(said.words, 0, said.words.size());
    return finish(context, refuse(answer_or_run(text, in_plan(record.plan, text), record.plan.key)));
  }
  if (leaves_words_over(said)) {
    Utterance understood = said;
    understood.text.clear();
    understood.plan_key = record.plan.key;
    return finish(context, refuse(not_all_understood(said.text, canonical(understood))));
  }
  if (asks_for_a_view(said)) return show(context, record);
  if (said.verb == Verb::undo) return undo(context, record);
  if (auto looked = looked_at(context, record)) return std::move(*looked);
  if (said.verb == Verb::apply) return apply(context, record);
  if (said.verb == Verb::prfaq && !said.topic && said.text.empty()) return prfaq(context, record);
  if (auto shown = shown_or_asked(context, record)) return std::move(*shown);
  if (auto told = record.plan.closed_at ? std::nullopt : pulled_forward(context, record)) return std::move(*told);
  // Before anything else: what was just done is often no longer possible.
  std::string said_now = said_of(context);
  if (auto reply = already_said(context, record, said_now)) return finish(context, std::move(*reply));
  if (said.verb == Verb::split && said.part == Part::off) return split_off(context, record);
  auto wish = wish_of(context, record);
  if (auto* reply = std::get_if<Reply>(&wish)) return finish(context, std::move(*reply));
  return carry_out(context, record, std::get<0>(wish), std::move(said_now), false);
}

turn::Answer route(Context& context, Door door) {
  const auto& said = context.said;
  if (said.is_cut) return finish(context, refuse(too_long_to_read()));
  if (said.verb == Verb::help && said.is_command) return help_for(context);
  if (said.verb == Verb::list && said.is_command) return list_plans(context);
  if (said.verb == Verb::mine && said.is_command) return mine(context);
  const bool may_learn = said.is_command || door == Door::pressed || question_here(context) == nullptr;
  if (said.verb == Verb::learn && may_learn) return learn(context);

  const bool is_of_me = said.verb == Verb::away || said.verb == Verb::back;
  if (is_of_me && said.is_preview) return finish(context, refuse(not_yet("preview")));
  const bool is_mine = said.is_command || said.words.size() == 1 || door == Door::pressed || question_here(context) == nullptr;
  if (is_of_me && is_mine) return away_or_back(context);

  const auto* question = door == Door::typed ? question_here(context) : nullptr;
  if (context.said.verb == Verb::cancel && context.said.is_command) return finish(context, tell(left_alone(context.state.plans.empty())));
  auto which = which_plan(context);
  if (std::holds_alternative<NoSuchKey>(which) && take_key_for_text(context)) which = which_plan(context);
  const bool is_in_walk = context.envelope.place.thread || context.envelope.place.is_direct();
  const bool may_be_meant = is_in_walk && question != nullptr && question->is_open && std::holds_alternative<NoSuchKey>(which);
  if (may_be_meant && take_key_for_answer(context)) which = which_plan(context);
  const auto* const* record = std::get_if<const turn::Record*>(&which);
  // A sentence that begins with "lite" is an answer where one is wanted and no date tells that a plan is meant.
  if (said.verb == Verb::lite && !said.text.empty() && (said.is_command || question == nullptr)) return start_plan(context);
  if (said.verb == Verb::start) {
    // In a walk's thread or direct message a sentence that begins with "start" may be an answer; with a date it is a new plan.
    const bool may_be_answer = question != nullptr && question->is_open && record != nullptr &&
                               (takes_sentences(question->asked.topic) || !context.envelope.answers_inline) && !said.by && !said.bad_date &&
                               !said.by_two && !said.text.empty();
    if (!may_be_answer) return start_plan(context);
    const auto text = join(said.words, 0, said.words.size());
    return finish(context, refuse(answer_or_run(text, text + " again", (*record)->plan.key)));
  }
  const bool is_kept = said.part == Part::add;  // "template save" is about a plan that is there
  if (said.verb == Verb::from_template && !is_kept && (said.is_command || question == nullptr)) return from_template(context);
  const bool is_text = !said.is_command || said.verb == Verb::answer || said.verb == Verb::skip || said.verb == Verb::enough;
  const bool may_be_of_any = context.envelope.place.is_direct() && !said.plan_key && door == Door::typed && is_text && !said.words.empty();
  if (may_be_of_any && question != nullptr && question->is_open) {
    // In a direct message the last question is answered, whosever plan it is about; where several plans ask, that is not for us to guess.
    const auto asking = asking_here(context);
    if (asking.size() > 1) return finish(context, refuse(which_question(context.state, asking, join(said.words, 0, said.words.size()))));
    return with_plan(context, *turn::find(context.state, question->plan), question, door);
  }
  const bool may_answer = door == Door::typed || said.verb == Verb::answer;
  if (record != nullptr) return with_plan(context, **record, may_answer ? question_here(context, (*record)->id) : nullptr, door);
  // A channel of several plans: free text answers the question that is asked there; where several plans ask, that is not for us to guess.
  const bool is_answer = question != nullptr && std::holds_alternative<SeveralPlans>(which) &&
                         (!said.is_command || said.verb == Verb::answer || said.verb == Verb::skip || said.verb == Verb::enough);
  if (is_answer) {
    const auto asking = asking_here(context);
    if (asking.size() > 1) return finish(context, refuse(which_question(context.state, asking, join(said.words, 0, said.words.size()))));
    return with_plan(context, *turn::find(context.state, question->plan), question, door);
  }
  if (said.verb == Verb::bare && !said.words.empty()) return not_understood(context, nullptr, nullptr);
  const bool is_next_of_all = said.verb == Verb::next && said.is_all && said.is_command && !said.plan_key;
  if (is_next_of_all) {
    std::vector<const turn::Record*> plans;
    if (const auto* several = std::get_if<SeveralPlans>(&which)) plans = several->plans;
    if (plans.empty()) {
      for (const auto& each : context.state.plans) plans.push_back(each.get());
    }
    if (!plans.empty()) return next_of_all(context, plans);
  }
  return no_plan(context, which);
}

/// The road taken with what is known of chances; what it lacks is all that is answered, unless it has to do without.
turn::Answer route(Context& context, Door door, const turn::Odds& odds) {
  std::vector<turn::Wanted> wants;
  context.odds = &odds;
  context.wants = odds.is_final ? nullptr : &wants;
  auto answer = route(context, door);
  if (wants.empty()) return answer;
  turn::Answer asks;
  asks.wants = std::move(wants);
  return asks;
}

turn::Answer answer_words(const chat::Envelope& envelope, const std::vector<chat::Piece>& pieces, const turn::State& state, Instant now,
                          const House& house, const turn::Odds& odds, Door door) {
  bool is_cut = false;
  auto words = words_of(pieces, &is_cut);
  auto context = context_of(envelope, std::move(words), state, now, house);
  context.said.is_cut = is_cut;
  return route(context, door, odds);
}

/// A refusal is told at the field that it belongs to.
turn::Answer answer_form(const chat::Submitted& submitted, const turn::State& state, Instant now, const House& house,
                         const turn::Odds& odds) {
  bool is_cut = false;
  auto words = words_of(submitted, &is_cut);
  auto context = context_of(submitted.envelope, std::move(words), state, now, house);
  context.said.is_cut = is_cut;
  context.form = &submitted;
  // What answers a question is read as a command only there.
  const auto unread = context.said.verb == Verb::answer ? std::nullopt : unread_value(submitted, context.said);
  auto answer = unread ? finish(context, refuse(not_readable(unread->value))) : route(context, Door::pressed, odds);
  if (answer.refused && !answer.wrong_field) answer.wrong_field = unread ? unread->field : field_at_fault(submitted, context);
  return answer;
}

}  // namespace

turn::Answer answer(const chat::Inbound& inbound, const turn::State& state, Instant now, const House& house, const turn::Odds& odds) {
  struct Visitor {
    const turn::State& state;
    Instant now;
    const House& house;
    const turn::Odds& odds;
    turn::Answer operator()(const chat::Challenge&) const { return {}; }
    turn::Answer operator()(const chat::Ignored&) const { return {}; }
    turn::Answer operator()(const chat::Installed& installed) const { return greet(installed.envelope, state); }
    turn::Answer operator()(const chat::Said& said) const {
      return answer_words(said.envelope, said.pieces, state, now, house, odds, Door::typed);
    }
    turn::Answer operator()(const chat::Pressed& pressed) const {
      return answer_words(pressed.envelope, {chat::Piece{pressed.say}}, state, now, house, odds, Door::pressed);
    }
    turn::Answer operator()(const chat::Submitted& submitted) const { return answer_form(submitted, state, now, house, odds); }
    turn::Answer operator()(const chat::Confirmed&) const { return {}; }
  };
  return std::visit(Visitor{state, now, house, odds}, inbound);
}

turn::Answer answer_again(const chat::Inbound& inbound, const turn::State& state, Instant now, const House& house) {
  const auto* said = std::get_if<chat::Said>(&inbound);
  const auto* form = std::get_if<chat::Submitted>(&inbound);
  // Only where the HTTP response carries it: a second delivery never makes a second message.
  const bool is_seen = said != nullptr ? said->envelope.answers_inline : form != nullptr && !form->envelope.place.is_direct();
  if (!is_seen) return {};
  const auto& envelope = said != nullptr ? said->envelope : form->envelope;
  auto context = context_of(envelope, said != nullptr ? words_of(said->pieces) : words_of(*form), state, now, house);
  const auto which = which_plan(context);
  const auto* const* record = std::get_if<const turn::Record*>(&which);
  turn::Answer answer;
  if (record != nullptr) answer.now = status(view_of(**record, state, plan_today(context, (*record)->plan)));
  return answer;
}

}  // namespace backwalk::talk

// A plan begins: what is missing is asked, what was said a moment ago is not done twice, and its card is posted.
#include "bot/talk/act_template.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/whom.hpp"
#include "bot/talk/words.hpp"
#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

/// The bare verb opens its form; where none can be opened, what is missing is said and the form stands below it.
turn::Answer ask_to_start(const Context& context) {
  auto form = start_form(context.said, context.envelope.place.is_direct());
  if (context.envelope.trigger && context.form == nullptr) return open_form(context, std::move(form));
  auto needs = lacks(row_of(Verb::start), "the finish line: what will be true at the end");
  if (context.form == nullptr) needs.blocks.insert(needs.blocks.end(), form.blocks.begin(), form.blocks.end());
  needs.blocks.push_back(quiet_line("Or begin with a plan that is filled already: template list"));
  return finish(context, refuse(std::move(needs)));
}

}  // namespace

std::string zone_note(const Context& context) {
  const auto speaker = context.state.people.find(context.me);
  const bool is_told = speaker != context.state.people.end() && speaker->second.zone;
  return is_told ? "" : " (nobody told me your zone)";
}

void bind_home(turn::Answer& answer, turn::PlanId plan, const chat::Place& home) {
  answer.bindings.push_back({plan, home, {}});
  if (!home.is_direct()) answer.bindings.push_back({plan, home, root_key(plan)});
}

turn::Answer start_plan(const Context& context) {
  const auto& said = context.said;
  if (auto reply = malformed(context, "")) return finish(context, std::move(*reply));
  const bool is_lite = said.verb == Verb::lite;
  if (said.text.empty()) return ask_to_start(context);
  const std::string canonical_said = said_of(context);
  for (const auto& record : context.state.plans) {
    if (said.is_again || record->log.empty()) break;
    const auto* entry = just_said(context, *record, canonical_said);
    if (entry != nullptr && entry->first_seq <= 2) return finish(context, already(context, *entry, canonical_said));
  }
  planner::StartPlan wish;
  wish.key = make_key(said.text, context.state.keys_taken);
  wish.title = said.text;
  wish.due = said.by;
  wish.owner = context.me;
  wish.zone = context.zone;
  wish.is_private = context.envelope.place.is_direct();
  wish.calendar = wish.is_private ? planner::every_day(context.house.calendar) : context.house.calendar;
  if (said.owner) {
    const auto owner = person(context, *said.owner);
    if (!owner) return finish(context, refuse_person(context, *said.owner));
    wish.owner = *owner;
    if (wish.is_private && wish.owner != context.me) return finish(context, refuse(private_plan(wish.key)));
  }
  auto edits = planner::decide({}, wish, context.calendarium.today);
  if (!edits) return finish(context, refuse(refusal(edits.error(), {}, context.calendarium.today, said)));
  if (is_lite) edits->emplace_back(planner::LiteSet{});

  turn::Record record;
  record.id = context.state.next_plan;
  record.plan = planner::replay(*edits);
  record.platform = context.envelope.place.platform;
  record.workspace = context.envelope.place.workspace;
  auto home = context.envelope.place;
  home.thread.reset();
  record.log.push_back({1, *edits, canonical_said, context.me, context.now, home, 0});
  if (said.verb == Verb::from_template) return start_filled(context, std::move(record), wish);

  const auto view = view_of(record, context.state, context.calendarium.today);
  const std::string note = zone_note(context);
  if (said.is_preview) {
    Utterance command = said;
    command.is_preview = command.is_again = false;
    return finish(context, tell(previewed(plan_started(view, name_of(context.state, context.me), note, false), {}, canonical(command))));
  }
  Reply reply;
  reply.post = card(view);
  if (context.envelope.answers_inline || home.is_direct()) {
    reply.told = plan_started(view, name_of(context.state, context.me), note, false);
    reply.told->blocks.emplace_back(chat::Buttons{{undo_button(record, 1)}});
  }
  auto answer = finish(context, record, *edits, canonical_said, std::move(reply), false);
  bind_home(answer, record.id, home);
  return answer;
}

}  // namespace backwalk::talk

#include "bot/talk/act.hpp"

#include <algorithm>
#include <list>
#include <memory>

#include "bot/base/zones.hpp"
#include "bot/talk/act_decide.hpp"
#include "bot/talk/act_doing.hpp"
#include "bot/talk/act_next.hpp"
#include "bot/talk/act_template.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/words_decide.hpp"
#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

/// What was done, in words; `after` is the plan with this wish folded.
struct Done {
  const View& before;
  const View& after;
  const turn::State& state;
  std::optional<double> chance_before{};  ///< of what is applied alone
  std::optional<double> chance_after{};

  chat::Message operator()(const planner::StartPlan&) const { return message(""); }  // start_plan words it
  chat::Message operator()(const planner::ChangeGoal& wish) const { return goal_changed(after, wish.due.has_value()); }
  chat::Message operator()(const planner::DescribeGoal& wish) const { return noted(wish.topic, wish.words); }
  chat::Message operator()(const planner::AddMilestone&) const { return milestone_set(after, after.plan.last_milestone, true); }
  chat::Message operator()(const planner::ChangeMilestone& wish) const { return milestone_set(after, wish.number, false); }
  chat::Message operator()(const planner::AddAction&) const { return action_set(after, after.plan.last_action, true); }
  chat::Message operator()(const planner::ChangeAction& wish) const { return action_set(after, wish.number, false); }
  chat::Message operator()(const planner::LinkAfter& wish) const { return linked(after, wish.item, wish.after); }
  chat::Message operator()(const planner::SetOwner& wish) const { return owner_set(after, wish.items, name_of(state, wish.owner)); }
  chat::Message operator()(const planner::StartAction& wish) const { return action_started(after, wish.number); }
  chat::Message operator()(const planner::Finish& wish) const { return finished(after, wish.item); }
  chat::Message operator()(const planner::Slip& wish) const { return slipped(before, after, wish.number); }
  chat::Message operator()(const planner::Drop& wish) const { return dropped(before.plan, after, wish.item); }
  chat::Message operator()(const planner::CloseTopic& wish) const { return topic_closed(after.plan, wish.asked, wish.how); }
  chat::Message operator()(const planner::Commit& wish) const {
    return committed(after, wish.review_every_days || before.plan.review_every_days ? ReviewSaid::yes : ReviewSaid::no);
  }
  chat::Message operator()(const planner::Restore& wish) const { return restored(after, wish.version); }
  chat::Message operator()(const planner::AddKpi&) const { return kpi_added(after, after.plan.last_kpi); }
  chat::Message operator()(const planner::ChangeKpi& wish) const { return kpi_changed(after, wish.number); }
  chat::Message operator()(const planner::ReadKpi& wish) const { return kpi_read(after, wish.number); }
  chat::Message operator()(const planner::SetChecker& wish) const { return checker_set(after, wish.checker); }
  chat::Message operator()(const planner::AddRisk&) const { return risk_added(after, after.plan.last_risk); }
  chat::Message operator()(const planner::CloseRisk&) const { return risks_closed(before, after); }
  chat::Message operator()(const planner::SetCheckin&) const { return checkin_set(after); }
  chat::Message operator()(const planner::SetStandup&) const { return standup_set(after); }
  chat::Message operator()(const planner::SetBrief&) const { return brief_set(after); }
  chat::Message operator()(const planner::AnswerStandup& wish) const { return standup_answered(after, wish.answer); }
  chat::Message operator()(const planner::ReportStandup&) const { return message(""); }  // said by the clock alone, as is PostBrief
  chat::Message operator()(const planner::DraftBrief& wish) const { return brief_drafted(after, wish.draft); }
  chat::Message operator()(const planner::PostBrief&) const { return message(""); }
  chat::Message operator()(const planner::ReportStatus&) const { return status_reported(after); }
  chat::Message operator()(const planner::MuteNudge& wish) const { return nudge_changed(after, wish.nudge, wish.is_muted); }
  chat::Message operator()(const planner::SnoozeNudge& wish) const { return nudge_snoozed(after, wish.nudge, {wish.until, wish.at, {}}); }
  chat::Message operator()(const planner::SetZone&) const { return zone_set(after); }
  chat::Message operator()(const planner::ClosePlan&) const { return closed_or_reopened(after); }
  chat::Message operator()(const planner::ReopenPlan&) const { return closed_or_reopened(after); }
  // No words ask for these yet.
  chat::Message operator()(const planner::ConstrainAction& wish) const { return action_set(after, wish.number, false); }
  chat::Message operator()(const planner::SetCalendar&) const { return calendar_set(); }
  chat::Message operator()(const planner::WeighRisk& wish) const { return risk_weighed(wish.number); }
  chat::Message operator()(const planner::SetSharedDrivers&) const { return drivers_set(); }
  chat::Message operator()(const planner::Apply& wish) const { return applied({before, after, chance_before, chance_after}, wish.why); }
  chat::Message operator()(const planner::Unlink& wish) const { return unlinked(after, wish.item, wish.after); }
  chat::Message operator()(const planner::SplitAction& wish) const { return split_up(before, after, wish.number); }
  chat::Message operator()(const planner::MergeActions& wish) const { return merged(before, after, wish.numbers); }
  chat::Message operator()(const planner::Gain& wish) const { return gained(before, after, wish); }
  chat::Message operator()(const planner::HappenRisk& wish) const { return has_happened(before, after, wish.number); }
  chat::Message operator()(const planner::MitigateRisk& wish) const { return mitigated(after, wish.number); }
  chat::Message operator()(const planner::SetFlexible& wish) const { return flexible_set(after, wish.items, wish.is_flexible); }
  chat::Message operator()(const planner::Simplify&) const { return simplified(before, after); }
  chat::Message operator()(const planner::AcceptActions& wish) const { return accepted(after, wish.numbers); }
  chat::Message operator()(const planner::Park& wish) const { return parked(wish.words, wish.is_parked); }
  chat::Message operator()(const planner::SetReview&) const { return review_agreed(after); }
  chat::Message operator()(const planner::SetGuest& wish) const {
    return guest_set(after.plan, name_of(state, wish.person), wish.is_guest);
  }
  chat::Message operator()(const planner::NameTemplate& wish) const { return template_named(after.plan, wish.name); }
  chat::Message operator()(const planner::JustifyMilestone& wish) const { return serves(after.plan, wish.number); }
  chat::Message operator()(const planner::SetLite&) const { return walked_short(after.plan); }
  chat::Message operator()(const planner::DateStates& wish) const { return states_dated(after, wish.dates); }
};

/// Between somebody and the bot: it shows in a report, a brief, or not at all.
bool is_quiet_by_nature(const planner::Command& wish) {
  return std::holds_alternative<planner::AnswerStandup>(wish) || std::holds_alternative<planner::DraftBrief>(wish) ||
         std::holds_alternative<planner::MuteNudge>(wish) || std::holds_alternative<planner::SnoozeNudge>(wish);
}

/// The action of which a reminder is put off, where it decides the date: that is the plan owner's business, too (PRODUCT §3.5).
std::optional<planner::Ref> critical_put_off(const planner::Command& wish, const View& view) {
  const auto* snooze = std::get_if<planner::SnoozeNudge>(&wish);
  if (snooze == nullptr || !snooze->nudge.item || snooze->nudge.item->kind != Kind::action || !view.walk) return std::nullopt;
  const auto* slot = view.walk->find(*snooze->nudge.item);
  return slot != nullptr && (slot->is_critical || slot->is_driving) ? snooze->nudge.item : std::nullopt;
}

/// What the whole channel is told, not only the thread (PRODUCT §6.5): commit, restore, a milestone reached, a committed goal moved.
bool is_for_channel(const planner::Command& wish, const planner::Plan& plan) {
  if (std::holds_alternative<planner::Commit>(wish) || std::holds_alternative<planner::Restore>(wish)) return true;
  if (std::holds_alternative<planner::ClosePlan>(wish) || std::holds_alternative<planner::ReopenPlan>(wish)) return true;
  if (const auto* finish = std::get_if<planner::Finish>(&wish)) return finish->item.kind == Kind::milestone;
  if (const auto* goal = std::get_if<planner::ChangeGoal>(&wish)) return goal->due && plan.is_committed;
  if (const auto* apply = std::get_if<planner::Apply>(&wish)) {
    const auto is_move = [](const planner::Edit& edit) { return std::holds_alternative<planner::GoalMoved>(edit); };
    return plan.is_committed && std::any_of(apply->edits.begin(), apply->edits.end(), is_move);
  }
  return false;
}

/// What is told with what comes first then.
bool tells_start(const planner::Command& wish) {
  return std::holds_alternative<planner::Commit>(wish) || std::holds_alternative<planner::Finish>(wish) ||
         std::holds_alternative<planner::Drop>(wish) || std::holds_alternative<planner::Unlink>(wish);
}

/// What tells the reason in its own words.
bool keeps_reason(const planner::Command& wish) {
  return std::holds_alternative<planner::ReadKpi>(wish) || std::holds_alternative<planner::ReportStatus>(wish) ||
         std::holds_alternative<planner::Apply>(wish);
}

void tell_guest(const Context& context, const turn::Record& record, const View& after, const planner::SetGuest& wish,
                turn::Answer& answer) {
  const auto place = direct_message(record, context.state, wish.person);
  if (!place) return;
  chat::Outgoing told;
  told.key = "p" + std::to_string(record.id.value) + "/" + std::to_string(after.plan.seq) + "/guest";
  told.place = *place;
  told.message = shown_to_guest(after, name_of(context.state, context.me), wish.is_guest);
  answer.later.push_back(std::move(told));
}

void append_message(chat::Message& to, const chat::Message& more) {
  to.blocks.push_back(chat::Text{more.headline});
  to.blocks.insert(to.blocks.end(), more.blocks.begin(), more.blocks.end());
}

}  // namespace

const turn::Lately* just_said(const Context& context, const turn::Record& record, const std::string& said) {
  const turn::Lately wanted{.by = context.me, .said = turn::hash_of(said), .place = turn::hash_of(context.envelope.place)};
  if (!record.log.has_lately(turn::mark_of(wanted))) return nullptr;
  const auto& lately = record.log.lately();
  for (auto entry = lately.rbegin(); entry != lately.rend(); ++entry) {
    if (context.now - entry->at >= std::chrono::seconds(60)) return nullptr;
    if (entry->by != wanted.by || entry->said != wanted.said || entry->place != wanted.place) continue;
    const auto taken_back = turn::hash_of("undo " + std::to_string(entry->first_seq));
    const bool is_undone = std::any_of(lately.begin(), lately.end(), [&](const auto& later) { return later.said == taken_back; });
    if (!is_undone) return &*entry;
  }
  return nullptr;
}

Reply already(const Context& context, const turn::Lately& entry, const std::string& command) {
  return tell(already_done(std::chrono::duration_cast<std::chrono::seconds>(context.now - entry.at), command));
}

std::string said_of(const Context& context) {
  Utterance said = context.said;
  if (said.verb == Verb::bare) return "answer " + join(said.words, 0, said.words.size());
  said.plan_key.reset();
  said.is_again = false;
  said.is_quiet = false;
  said.is_sure = false;
  said.is_together = false;
  return canonical(said);
}

std::optional<Reply> already_said(const Context& context, const turn::Record& record, const std::string& said) {
  if (context.said.is_again || context.said.is_preview) return std::nullopt;
  const auto* entry = just_said(context, record, said);
  return entry == nullptr ? std::nullopt : std::optional(already(context, *entry, in_plan(record.plan, said)));
}

turn::Answer carry_out(const Context& context, const turn::Record& record, const std::vector<planner::Command>& wishes, bool ask_again) {
  return carry_out(context, record, wishes, said_of(context), ask_again);
}

turn::Answer carry_out(const Context& context, const turn::Record& record, const std::vector<planner::Command>& wishes, std::string said,
                       bool ask_again) {
  const auto today = plan_today(context, record.plan);
  std::vector<planner::Edit> edits;
  const auto start = view_of(record, context.state, today);
  std::vector<std::shared_ptr<const planner::Plan>> plans;  // as each wish left it
  std::list<View> views;
  std::optional<chat::Message> words;
  for (const auto& wish : wishes) {
    const View& was = views.empty() ? start : views.back();
    auto facts = facts_of(context, was.plan, wish);
    if (!facts) return finish(context, refuse(refusal(facts.error(), was.plan, today, context.said)));
    edits.insert(edits.end(), facts->begin(), facts->end());
    plans.push_back(plan_after(record, edits));
    views.push_back(view_after(record, edits, *plans.back(), context.state, today));
    views.back().planned = planned(record, *plans.back(), {context.me, context.now});
    const auto safe_start = std::holds_alternative<planner::Commit>(wish) ? SafeStart::always : SafeStart::if_it_chooses;
    if (tells_start(wish)) views.back().forecast = with_first(context, record, edits, views.back(), safe_start).forecast;
    Done does{was, views.back(), context.state};
    if (std::holds_alternative<planner::Apply>(wish)) {
      does.chance_before = chance_of(context, record, {});
      does.chance_after = chance_of(context, record, edits);
    }
    auto done = std::visit(does, wish);
    if (words) {
      append_message(*words, done);
    } else {
      words = std::move(done);
    }
  }
  if (!words) return finish(context, tell(status(start)));
  const View& last = views.back();

  Reply reply;
  const auto& wish = wishes.front();
  const bool is_apply = std::holds_alternative<planner::Apply>(wish);
  if (context.said.is_preview) {
    Utterance command = context.said;
    command.is_preview = command.is_again = false;
    command.plan_key.reset();
    if (command.verb == Verb::restore) command.part = Part::now;  // what was previewed is not asked about again
    return finish(context, tell(previewed(*words, what_would_move(start, last), in_plan(record.plan, canonical(command)))));
  }
  auto shared = by(name_of(context.state, context.me), *words);
  std::optional<turn::Scenario> kept;
  if (context.said.is_together) {
    auto listed = context.said.is_quiet ? list_ways(context, record, edits) : think_together(context, record, edits);
    if (listed && context.said.is_quiet) {
      append_message(*words, listed->message);
    } else if (listed) {
      reply.more = std::move(listed->message);
    }
    if (listed) kept = std::move(listed->kept);
  }
  if (context.said.because && !keeps_reason(wish)) shared.blocks.emplace_back(quiet_line("Because: " + *context.said.because));
  if (!context.said.is_quiet) reply.mention = mention_moved(context, record, wish, start, last);
  if (is_apply && reply.mention) {
    words->blocks.emplace_back(line("Told: " + say_people(context.state, moved_owners(context, start, last), context.me) + "."));
  }
  const bool is_posted = std::any_of(wishes.begin(), wishes.end(), [&](const auto& each) { return is_for_channel(each, record.plan); });
  if (!context.said.is_quiet && is_posted) {
    reply.post = shared;
  } else if (!context.said.is_quiet && !is_quiet_by_nature(wish)) {
    reply.line = shared;
  } else if (const auto ref = critical_put_off(wish, last); ref && !context.said.is_quiet && context.me != last.plan.owner) {
    reply.line = by(name_of(context.state, context.me), put_off(last, *ref, std::get<planner::SnoozeNudge>(wish).until));
  }
  for (auto& block : early_finish(wish, start, last)) words->blocks.push_back(std::move(block));
  // In a direct message the plan is the last one talked about, so it is named.
  if (context.envelope.place.is_direct()) words->blocks.emplace_back(quiet_line(last.plan.key + " · " + last.plan.goal.title));
  chat::Buttons buttons{{undo_button(record, record.plan.seq + 1)}};
  if (is_apply && last.plan.version > record.plan.version) buttons.buttons.push_back(diff_button(record.plan, last.plan));
  words->blocks.emplace_back(std::move(buttons));
  reply.told = std::move(words);
  reply.after = &last;
  auto answer = finish(context, record, std::move(edits), std::move(said), std::move(reply), ask_again);
  if (kept) answer.scenarios.push_back(std::move(*kept));
  const auto* guest = std::get_if<planner::SetGuest>(&wish);
  if (guest != nullptr && !context.said.is_quiet) tell_guest(context, record, last, *guest, answer);
  return answer;
}

}  // namespace backwalk::talk

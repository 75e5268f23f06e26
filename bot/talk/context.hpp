// What an answer is made from: the inbound thing, the state, the moment; and the plan that is meant. Private to talk.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "bot/talk/grammar.hpp"
#include "bot/talk/talk.hpp"
#include "bot/turn/turn.hpp"
#include "planner/decide.hpp"

namespace backwalk::talk {

struct Context {
  const chat::Envelope& envelope;
  const turn::State& state;
  Instant now{};
  const House& house;
  turn::PersonId me{};
  std::string zone{};         ///< the speaker's
  Calendarium calendarium{};  ///< the speaker's today
  Utterance said{};
  const chat::Submitted* form = nullptr;       ///< where a form was sent; null else
  const turn::Odds* odds = nullptr;            ///< the forecasts that are known; null: none
  std::vector<turn::Wanted>* wants = nullptr;  ///< where to say which ones are missing; null: do without
  bool is_supposed = false;                    ///< nothing is done: this only says what a change would be
  std::string heard{};                         ///< the words as they came, whatever they are read as since
  Verb heard_as{};
  std::optional<std::string> key_in_title{};  ///< "in EU" at the end of a title, where no plan is called EU
};

Context context_of(const chat::Envelope& envelope, std::vector<Word> words, const turn::State& state, Instant now, const House& house);
/// Reads the words again, now that the plan's goal date is known ("T-2w").
void read_again_for(Context& context, const planner::Plan& plan);

/// The plan that is meant: named by key, the thread's, the channel's only one, in a direct message the last one talked about.
struct NoPlan {};  ///< there is none here
struct NoSuchKey {
  std::string key{};
};
struct SeveralPlans {
  std::vector<const turn::Record*> plans{};
};
using WhichPlan = std::variant<const turn::Record*, NoPlan, NoSuchKey, SeveralPlans>;
WhichPlan which_plan(const Context& context);
/// Not a private plan in a channel whose platform cannot whisper: there all read what the speaker is told.
bool may_be_told_here(const Context& context, const planner::Plan& plan);

/// "milestone open in EU by 9 oct": where no plan is called EU, the words belong to the title; so do those of "history VAT" to an item.
/// False when the key was not said like that.
bool take_key_for_text(Context& context);
/// "check VAT", where no plan is called VAT and a question is open: the words are its answer. False when no key stands behind the verb.
bool take_key_for_answer(Context& context);

/// A person as said; none when nobody of that name is known.
std::optional<turn::PersonId> person(const Context& context, const Someone& someone);
std::string name_of(const turn::State& state, turn::PersonId id);
std::string name_of(const turn::State& state, std::optional<turn::PersonId> id);  ///< "nobody yet" without one

/// What is known of the plan with these edits on top. Null: it is not known now; where it can be, it is asked for, and this answer will be
/// made anew.
const turn::Known* foretold(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits,
                            turn::Wanted::What what);
/// The picture of the plan as it is; null as above, and without a goal date.
const chat::Picture* drawn(const Context& context, const turn::Record& record, turn::Drawing drawing);
/// The chance of the goal's date, 0..1; none as above, and without a goal date.
std::optional<double> chance_of(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits);

/// The plan zone's date and local time now.
planner::Date plan_today(const Context& context, const planner::Plan& plan);
/// What the wish would change in the plan today, with everybody's absences.
planner::Result<std::vector<planner::Edit>> facts_of(const Context& context, const planner::Plan& plan, const planner::Command& wish);
planner::LocalTime plan_now(const Context& context, const planner::Plan& plan);
/// What was said in the speaker's zone as it is in the plan's; a date without a time stays that date.
std::optional<Moment> on_plan_clock(const Context& context, const planner::Plan& plan, std::optional<Moment> moment);

/// The open question that free text in this place answers; else the one just answered there.
const turn::Question* question_here(const Context& context);
/// The same, of one plan alone.
const turn::Question* question_here(const Context& context, turn::PlanId plan);
/// The question that was asked less than a `moment` before `question` took its place, because somebody else answered it; null where nobody
/// did.
const turn::Question* answered_by_other(const Context& context, const turn::Record& record, const turn::Question* question,
                                        std::chrono::seconds moment);
/// The last reading or standup that I was asked for in this direct message, when nothing is asked here any more.
const turn::Question* question_gone(const Context& context);
/// The plans that have an open question in this direct message, in the order in which they asked.
std::vector<turn::PlanId> asking_here(const Context& context);

/// Items of the plan whose title holds all words of `text` (without case), or whose title it is.
std::vector<planner::Ref> items_like(const planner::Plan& plan, std::string_view text);

/// Whether the item is there, or was before it was dropped.
bool has_been(const planner::Plan& plan, planner::Ref ref);

}  // namespace backwalk::talk

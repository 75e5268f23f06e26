// Every sentence that a person reads is made here: short, neutral, no blame, absolute dates (PRODUCT §6.5). A language is these files.
// Private to talk, but for what talk.hpp promises.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/talk/context.hpp"
#include "bot/talk/effort.hpp"
#include "bot/talk/next_question.hpp"
#include "planner/backward.hpp"
#include "planner/forecast.hpp"
#include "planner/next.hpp"
#include "planner/states.hpp"

namespace backwalk::talk {

/// A plan as words need it: what it is, its walk back, who is who, and its today.
struct View {
  const planner::Plan& plan;
  const turn::State& state;
  planner::Date today{};
  std::shared_ptr<const std::optional<planner::Timeline>> made{};
  const std::optional<planner::Timeline>& walk = *made;
  std::optional<double> chance{};   ///< of the goal's date, where it is known and to be told
  std::optional<Effort> planned{};  ///< of a committed plan, where its log is known
  /// By which what comes first is found; null: by latest starts. It lives as long as the answer is made.
  const planner::Forecast* forecast = nullptr;
};
View view_of(const planner::Plan& plan, const turn::State& state, planner::Date today);
View view_of(planner::Plan&& plan, const turn::State& state, planner::Date today) = delete;  // a view looks at its plan
/// Of a plan that is kept, with the walk that is kept with it.
View view_of(const turn::Record& record, const turn::State& state, planner::Date today);
/// Where the absences of all those people are known already.
View view_of(const turn::Record& record, const turn::State& state, planner::Date today, const planner::Absences& absences);
/// What these edits make of the record's plan; worked out once for those that were asked for last.
std::shared_ptr<const planner::Plan> plan_after(const turn::Record& record, const std::vector<planner::Edit>& edits);
/// Of what these edits make of the record's plan, which is `plan`.
View view_after(const turn::Record& record, const std::vector<planner::Edit>& edits, const planner::Plan& plan, const turn::State& state,
                planner::Date today);
/// The same, with the chance of a committed plan's date, as far as it is known; it is asked for.
View with_chance(const Context& context, const turn::Record& record, View view);
/// The same, with the chance that the plan's card tells and what it finds first. It was worked out after the last edits or is about to be,
/// by the beat.
View on_card(turn::PlanId plan, View view);

// --- parts (words_parts.cpp)
chat::Message message(std::string headline, std::vector<chat::Block> blocks = {});
chat::Text line(std::string text);
chat::Text quiet_line(std::string text);
std::string quoted(const std::string& text);                                            ///< in curly quotes, at most 120 characters
std::string named(const planner::Plan& plan, planner::Ref ref);                         ///< "A4 Tax engine", "the goal"
std::string list_of(const planner::Plan& plan, const std::vector<planner::Ref>& refs);  ///< "A1 Terms, A2 Prices and M3 Beta"
/// As short_work says it; from one day on, minutes that came of counting are told to half days.
std::string told_work(planner::Minutes work, const planner::Calendar& calendar);
std::string count_of(std::size_t count, const std::string& one, const std::string& many);  ///< "1 link", "2 links"
std::string chain_of(const planner::Plan& plan, const std::vector<planner::Ref>& refs);    ///< "A3 → A4 → goal"
std::string say_local(planner::LocalTime time, planner::Date today);  ///< the date, and the time where it is not a day's opening or close
/// "from Fri 19 Feb to Mon 22 Feb", "on Fri 19 Feb"
std::string say_stretch(planner::LocalTime from, planner::LocalTime to, planner::Date today);
std::string say_estimate(const planner::Plan& plan, const planner::Action& action);  ///< "8 days (6 to 14)"
std::string say_days_left(const View& view);  ///< "38 working days after today"; "days" where every day is one
/// Room rounded down, lateness rounded up, to half days from one day on: nobody plans by the minute.
std::string say_room(std::int64_t minutes, const planner::Calendar& calendar);
std::string say_lateness(std::int64_t minutes, const planner::Calendar& calendar);
/// "every day", "every 2 weeks", "every 10 days".
std::string say_review(int days);
/// How a button names the plan: by its key, and where guests may have a plan of the same key by its owner, too ("RUN/u3").
std::string address_of(const planner::Plan& plan);
std::string in_plan(const planner::Plan& plan, const std::string& command);  ///< "done A3 in BILL"
/// The command with one more word, in front of its reason: what stands behind "because" belongs to that.
std::string with_word(std::string command, const std::string& word);
/// Why the plan is late, in one sentence; none when it is not.
std::optional<std::string> say_late(const View& view);
/// "Start here: A3 Choose vendor, Dev, safe start Wed 9 Sep, at the latest Mon 21 Sep.": what `next` names first of what has not begun.
/// Where there is no work to do the first state is named. None when nothing is ready.
std::optional<std::string> say_start_here(const View& view);

// --- the walk (words_walk.cpp)
/// The view's forecast, where it is known, is told on arrival.
chat::Message ask(const View& view, const NextQuestion& question, bool is_more);
chat::Message arrived(const View& view);
std::string step_name(int step);
/// The open question again, for whoever comes back.
chat::Message resumed(const View& view);
/// Below a question: that planning has taken its time, and the way to make it short.
void add_time_used(chat::Message& question, const planner::Plan& plan, const std::string& used);
/// One line of the method, for the first question of a step.
std::string tip_of(int step, bool is_private);

// --- words around the answers (words_walked.cpp)
std::string list_parked(const planner::Plan& plan);  ///< in quotes, three at most and how many more
chat::Message parked(const std::string& words, bool is_parked);
chat::Message what_is_missing(const planner::Plan& plan);
chat::Message is_before_the_goal(const planner::Plan& plan, const std::vector<planner::Ref>& items);
/// No number, no name, or one number alone where a measure was asked for.
chat::Message no_measure(const planner::Plan& plan, const std::string& text);
/// It is yes or no, and nobody was named who says which.
chat::Message who_checks(const planner::Plan& plan);
chat::Message no_day(const planner::Plan& plan, const std::string& text);
chat::Message one_measure_at_a_time(const planner::Plan& plan);
chat::Message nothing_parked(const planner::Plan& plan);
/// "yes" where a state or a step was asked for.
chat::Message names_nothing(const planner::Plan& plan, const std::string& text);
/// `step`: the words as a command says a step; empty where they are none.
chat::Message how_often_not_understood(const planner::Plan& plan, const std::string& text, const std::string& step);
/// The way to the question before.
chat::Message how_to_go_back(const planner::Plan& plan);
/// An answer where nothing is being asked.
chat::Message nothing_is_asked(const planner::Plan& plan);
/// `meant`: what the words said could name.
chat::Message where_to_put(const planner::Plan& plan, const std::vector<planner::Ref>& meant);
/// A state or step of just this name is there.
chat::Message is_there_already(const planner::Plan& plan, planner::Ref item);
/// What is missing was said; `state` is what will be true instead.
chat::Message say_as_state(const planner::Plan& plan, const std::string& text, const std::string& state);
/// Somebody goes: the question waits.
chat::Message walk_waits(const planner::Plan& plan);
/// Somebody asks what is meant: the question in front of this, with an example.
chat::Message explained(const planner::Plan& plan, planner::Topic topic);
/// Somebody else has just answered what this was probably meant for. `old` and `now`: what was asked then and what is asked now.
chat::Message was_answered(const planner::Plan& plan, const std::string& who, planner::Asked old, planner::Asked now,
                           const std::string& text);
chat::Message when_to_write();
chat::Message accepted(const View& view, const std::vector<int>& numbers);
chat::Message nothing_to_accept(const planner::Plan& plan);
chat::Message how_to_accept(const planner::Plan& plan);
chat::Message review_agreed(const View& view);
/// The message that asked, now that this was said: without what can be pressed, and with who said what.
chat::Message answered(chat::Message shown, const Context& context, const planner::Plan& plan);
/// Who may see a private plan beside its owner.
chat::Message guests_of(const planner::Plan& plan, const turn::State& state);
chat::Message guest_set(const planner::Plan& plan, const std::string& name, bool is_guest);
/// What the guest is told.
chat::Message shown_to_guest(const View& view, const std::string& owner, bool is_guest);
/// Nobody has to be invited to a plan of the team's.
chat::Message open_to_all(const planner::Plan& plan);
/// "legal A1 A5 · dev A2": who has steps to accept.
std::string say_not_accepted(const planner::Plan& plan, const turn::State& state);
/// What a milestone that came late serves; and what is asked instead of a plain no.
chat::Message serves(const planner::Plan& plan, int milestone);
chat::Message serves_nothing(const planner::Plan& plan, planner::Ref milestone);
/// What becomes of a split, and what goes: `of` is the milestone here, `before` the plan as it was, `there` the other plan.
chat::Message was_split_off(const planner::Plan& before, const View& here, planner::Ref of, const View& there);
/// What taking a split back does to the plan that it began: it is closed, or has been changed since and stays.
chat::Text split_half_taken_back(const planner::Plan& other, bool is_closed);
chat::Message split_off_at_home(const planner::Plan& plan);
chat::Message nothing_to_split_off(const planner::Plan& plan, planner::Ref milestone);
/// Which walk it is from now on.
chat::Message walked_short(const planner::Plan& plan);
/// Which dates were chosen for states that nobody dated, last to first, and how to change one.
chat::Message states_dated(const View& view, const std::vector<planner::DatedState>& dates);

// --- the walk's questions as forms (words_walk_forms.cpp)
/// [Answer]: opens the form of the question that is open.
chat::Button answer_button(const planner::Plan& plan);
/// What is asked, as a form. The command that it stands for names what it is about, so that it is right though the walk has gone on
/// meanwhile. Of the texts of the first step it is one form with all of them: the five customer questions, each with why it is asked.
chat::Message question_form(const planner::Plan& plan, planner::Asked asked);

// --- refusals (words_refusals.cpp)
chat::Message refusal(const planner::Refusal& refusal, const planner::Plan& plan, planner::Date today, const Utterance& said);
chat::Message no_plan_here(bool is_direct);
chat::Message no_such_key(const std::string& key, const turn::State& state);
chat::Text key_kept_in_title(const std::string& key);  ///< "in EU": of the title, since no plan is called so
chat::Message which_of(const std::vector<const turn::Record*>& plans, const std::string& command);
chat::Message which_question(const turn::State& state, const std::vector<turn::PlanId>& plans, const std::string& text);
chat::Message question_is_gone(const planner::Plan& plan, const planner::Asked& asked, const std::string& text);
/// A reading, and several KPIs were asked about.
chat::Message reading_of_which(const planner::Plan& plan, const std::vector<planner::Ref>& kpis, const std::string& text);
/// `meant`: the command that it may have been.
chat::Message unknown_verb(const Utterance& said, const std::optional<std::string>& meant);
chat::Message lacks(const CommandRow& row, const std::string& what);
chat::Message bad_date(const Utterance& said, const CommandRow& row);
chat::Message which_date(const TwoDates& dates, const Utterance& said, planner::Date today, const std::string& plan_key);
chat::Message bad_duration(const Utterance& said, const CommandRow& row);
chat::Message unknown_person(const Someone& someone, const CommandRow& row);
chat::Message one_owner_each(const std::vector<Someone>& named);
chat::Message no_item_like(const std::string& text, const planner::Plan& plan, const CommandRow& row);
chat::Message which_item(const std::vector<planner::Ref>& refs, const planner::Plan& plan, const CommandRow& row);
/// The same; a button says all that was said, about one of them.
chat::Message which_item(const std::vector<planner::Ref>& refs, const planner::Plan& plan, const Utterance& said);
chat::Message owner_only(const std::string& owner, const CommandRow& row);
chat::Message answer_or_run(const std::string& text, const std::string& command, const std::string& plan_key);
chat::Message replace_or_keep(const planner::Plan& plan, planner::Topic topic, const std::string& text);
chat::Message already_done(std::chrono::seconds ago, const std::string& command);
chat::Message not_all_understood(const std::string& rest, const std::string& command);
chat::Message no_date_of_its_own();
chat::Message private_plan(const std::string& key);
chat::Message not_yet(const std::string& modifier);
chat::Message not_readable(const std::string& value);
chat::Message too_long_to_read();

// --- what was done (words_done.cpp); each echoes the interpretation with absolute dates
chat::Message plan_started(const View& view, const std::string& speaker, const std::string& zone_note, bool is_post);
chat::Message goal_changed(const View& view, bool is_post);
chat::Message noted(planner::Topic topic, const std::string& words);
chat::Message milestone_set(const View& view, int number, bool is_new);
chat::Message action_set(const View& view, int number, bool is_new);
chat::Message linked(const View& view, planner::Ref item, const std::vector<planner::Ref>& after);
chat::Message owner_set(const View& view, const std::vector<planner::Ref>& items, const std::string& owner);
chat::Message action_started(const View& view, int number);
chat::Message finished(const View& view, planner::Ref item);
chat::Message slipped(const View& before, const View& after, int number);
chat::Message dropped(const planner::Plan& before, const View& after, planner::Ref item);
/// Whether somebody said how often the plan is walked again.
enum class ReviewSaid { yes, no };
chat::Message committed(const View& view, ReviewSaid said);
chat::Message restored(const View& view, int version);
chat::Message undone(const View& before, const View& after, const std::string& command);
chat::Message start_taken_back(const planner::Plan& plan);
/// Its start cannot be taken back any more.
chat::Message more_than_its_start(const planner::Plan& plan);
chat::Message topic_closed(const planner::Plan& plan, const planner::Asked& asked, planner::Closing how);
/// What no words ask for yet: the calendar, the weight of a risk, what actions have in common.
chat::Message calendar_set();
chat::Message risk_weighed(int number);
chat::Message drivers_set();
/// To the speaker, of what went to the channel.
chat::Message shared_here();
/// "Dev: …", the line that others see of it.
chat::Message by(const std::string& name, chat::Message what);

// --- views (words_views.cpp)
chat::Message status(const View& view);
chat::Message retraced(const View& view);
chat::Message plans_listed(const std::vector<turn::RecordPtr>& plans, const turn::State& state, planner::Date today);
/// `entry` cannot be undone: what it changed `about` was changed since, by whom and how.
chat::Message undo_conflict(const turn::Record& record, const turn::State& state, const turn::Entry& entry,
                            const std::vector<planner::Ref>& about);
chat::Message history(const turn::Record& record, const turn::State& state, std::optional<planner::Ref> about);

// --- help (words_help.cpp)
chat::Message help();
/// Where the bot has just been put into a channel.
chat::Message greeting();
chat::Message help(const CommandRow& row);

}  // namespace backwalk::talk

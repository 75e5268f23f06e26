// The fourth step: how often the plan is walked again (or, of a plan of one's own, when one is written to), who accepts which steps, and
// the form of the five customer questions.
#include <algorithm>

#include "bot/talk/act_next.hpp"
#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spoken.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Closing;
using planner::Plan;

constexpr Minutes evening{19 * 60};
constexpr Minutes morning{9 * 60};

bool has_measure(const Plan& plan) { return !plan.kpis.empty() || plan.checker; }

/// The words that say when: "Sunday evening only" is "every sun at 19:00".
std::vector<Word> when_words(const std::vector<Word>& words) {
  const auto text = lower_text(words);
  if (is_one_of(text, {"sunday evening", "sunday evenings", "sunday evening only", "sunday evenings only", "sundays"}))
    return words_of({chat::Piece{std::string("every sun at 19:00")}});
  return words;
}

bool is_never(const std::string& text) { return is_one_of(text, {"never", "never, i'll ask", "i'll ask"}); }

/// "every 2 weeks", "2w", "each week", "once a week", "weekly" as the commit that says so.
Context how_often(const Context& context, std::vector<Word> words) {
  const auto is_first = [&](std::initializer_list<std::string_view> all) {
    return words.size() > 1 && is_one_of(lower_text({words.front()}), all);
  };
  if (is_first({"once"})) words.erase(words.begin());
  const bool is_each = is_first({"each", "per", "a", "an"});
  if (is_each) words.erase(words.begin());
  const bool has_every = !is_each && !words.empty() && parts::read_cadence(words, 0).days > 0;
  return as_command(context, has_every ? std::vector<std::string>{"commit"} : std::vector<std::string>{"commit", "every"}, words);
}

/// The numbers of the short walk are asked for every week.
std::vector<planner::Command> weekly_look(const Context& context, const Plan& plan) {
  if (plan.kpis.empty() || plan.rhythm.checkin) return {};
  return {planner::SetCheckin{cadence_of(Every{{0}, 1, morning}, morning, plan_now(context, plan))}};
}

turn::Answer answer_when_to_write(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  const auto text = lower_text(given.words);
  // Nobody else could check a plan of one's own.
  const auto checker = has_measure(plan) ? std::nullopt : std::optional(plan.owner);
  if (is_never(text)) return carry_out(context, record, {planner::Commit{7, checker}}, true);
  auto every = as_command(context, {"checkin"}, when_words(given.words)).said.every;
  // "Every 2 weeks" names no day: a Sunday is one that leaves time for it.
  const auto days = as_command(context, {"commit"}, given.words).said.every_days;
  if (!every && days) every = Every{{6}, std::max(1, *days / 7), evening};
  if (!every) return finish(context, refuse(when_to_write()));
  const auto cadence = cadence_of(*every, evening, plan_now(context, plan));
  return carry_out(context, record, {planner::Commit{7 * std::max(1, cadence.every_weeks), checker}, planner::SetCheckin{cadence}}, true);
}

}  // namespace

bool says_how_often(const Context& context, const planner::Plan& plan, const std::vector<Word>& words) {
  if (words.empty()) return false;
  if (how_often(context, words).said.every_days) return true;
  return plan.is_private && (is_never(lower_text(words)) || as_command(context, {"checkin"}, when_words(words)).said.every);
}

turn::Answer answer_cadence(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  if (plan.is_private) return answer_when_to_write(context, record, given);
  const auto commit = how_often(context, given.words);
  if (!commit.said.every_days || !commit.said.text.empty()) {
    const bool is_step = tells_length(context, given.words);
    const auto step = is_step ? step_words(context, given.words) : std::vector<Word>{};
    return finish(context, refuse(how_often_not_understood(plan, join(given.words, 0, given.words.size()), join(step, 0, step.size()))));
  }
  // Where others own steps, they are asked to accept them before the plan stands; all else that a commit needs must be there now.
  if (plan.is_lite) return run(commit, record, weekly_look(context, plan));
  const auto checker = commit.said.checker ? person(context, *commit.said.checker) : std::nullopt;
  const bool is_for_others =
      !planner::not_accepted(plan).empty() && plan.goal.due && (has_measure(plan) || checker) && context.me == plan.owner;
  if (!is_for_others || plan.is_committed) return run(commit, record);
  std::vector<planner::Command> wishes{planner::SetReview{*commit.said.every_days}};
  if (checker && plan.checker != checker) wishes.insert(wishes.begin(), planner::SetChecker{*checker});
  return carry_out(context, record, wishes, true);
}

Wish accept_wish(const Context& context, const turn::Record& record) {
  const auto& plan = record.plan;
  planner::AcceptActions wish{{}, context.me};
  for (const auto ref : context.said.refs) {
    if (ref.kind != planner::Kind::action) return refuse(lacks(row_of(Verb::accept), "actions of yours, like A4"));
    wish.numbers.push_back(ref.number);
  }
  const auto open = planner::not_accepted(plan);
  if (context.said.refs.empty()) {
    std::copy_if(open.begin(), open.end(), std::back_inserter(wish.numbers),
                 [&](int number) { return planner::find_action(plan, number)->owner == context.me; });
    if (wish.numbers.empty()) return refuse(nothing_to_accept(plan));
  }
  std::vector<planner::Command> wishes{wish};
  const bool is_last = std::all_of(open.begin(), open.end(), [&](int number) {
    return std::find(wish.numbers.begin(), wish.numbers.end(), number) != wish.numbers.end();
  });
  // The owner has said how often it is walked again: that was the owner's own word for it.
  const bool is_agreed = is_last && !plan.is_committed && plan.review_every_days && plan.goal.due && has_measure(plan);
  if (is_agreed) wishes.emplace_back(planner::Commit{});
  return wishes;
}

turn::Answer answer_acceptance(const Context& context, const turn::Record& record, const Given& given) {
  if (!is_one_of(lower_text(given.words), {"yes", "ok", "accept", "accepted", "i accept", "accept mine", "mine", "fine", "i do"})) {
    return finish(context, refuse(how_to_accept(record.plan)));
  }
  return run(as_command(context, {"accept"}, {}), record);
}

turn::Answer answer_serves(const Context& context, const turn::Record& record, const Given& given) {
  const auto text = lower_text(given.words);
  const auto about = given.asked.about.value_or(planner::Ref{});
  if (is_one_of(text, {"yes", "y", "yes, it does", "it does", "sure", "ok"}))
    return carry_out(context, record, {planner::CloseTopic{given.asked, Closing::enough}}, true);
  if (is_one_of(text, {"no", "n", "no, it does not", "nothing", "it does not"}))
    return finish(context, tell(serves_nothing(record.plan, about)));
  return carry_out(context, record, {planner::JustifyMilestone{about.number, join(given.words, 0, given.words.size())}}, true);
}

turn::Answer ask_in_form(const Context& context, const turn::Record& record, planner::Asked asked) {
  // These are answered by a button or a word, which is less than a form.
  const auto short_ones = {planner::Topic::parked, planner::Topic::cadence, planner::Topic::acceptance};
  if (std::find(short_ones.begin(), short_ones.end(), asked.topic) != short_ones.end()) {
    const auto view = with_first(context, record, {}, view_of(record, context.state, plan_today(context, record.plan)));
    return finish(context, tell(ask(view, {asked, step_of(asked.topic)}, false)));
  }
  return open_form(context, question_form(record.plan, asked));
}

}  // namespace backwalk::talk

// Answers to the first three steps: what is true at the end, what must be true before, what is done for it. An answer that is a task where
// a state was asked for is set aside, in view of everybody, and comes up again where tasks are asked for.
#include <algorithm>
#include <cmath>
#include <map>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/next_question.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/words.hpp"
#include "planner/evolve.hpp"
#include "planner/goal_lights.hpp"

namespace backwalk::talk {
namespace {

using planner::Asked;
using planner::Closing;
using planner::Kind;
using planner::Ref;
using planner::Topic;

std::string text_of_answer(const std::vector<Word>& words) { return join(words, 0, words.size()); }

/// "the launch page" is made by an action; "the launch page is up" is a state.
bool is_thing(const std::vector<Word>& words) {
  const auto says_how_it_is = [](const Word& word) {
    return is_one_of(lower_text({word}), {"is", "are", "has", "have", "was", "were", "can", "does", "do"});
  };
  return is_one_of(lower_text({words.front()}), {"the", "a", "an"}) && std::none_of(words.begin(), words.end(), says_how_it_is);
}

/// What is said to other questions, by their buttons too, and names nothing. "nothing" ends the list where one is asked for.
bool answers_another(const std::string& text) {
  return is_one_of(text, {"yes", "y", "no", "n", "ok", "sure", "keep it", "keep", "it stays", "drop", "drop it", "later", "not now",
                          "nothing", "nothing before it"});
}

/// All of the words name items of the plan.
std::vector<Ref> items_named(const planner::Plan& plan, const std::vector<Word>& words) {
  const auto parse = parts::read_refs(words, 0);
  const bool are_there = std::all_of(parse.refs.begin(), parse.refs.end(), [&](Ref ref) { return planner::exists(plan, ref); });
  return parse.used == words.size() && are_there ? parse.refs : std::vector<Ref>{};
}

/// "8km comfortably": when the line of a number that is asked for gets there, by what its title says.
std::map<int, planner::Date> dates_by_number(const planner::Plan& plan, planner::Date today) {
  std::map<int, planner::Date> dates;
  for (const auto& milestone : plan.milestones) {
    std::vector<std::string> title;
    for (const auto& word : words_of({chat::Piece{milestone.title}})) title.push_back(word.text);
    for (std::size_t i = 0; i < title.size(); ++i) {
      const auto figure = read_figure(title, i).figure;
      if (!figure || figure->is_relative || figure->unit.empty()) continue;
      for (const auto& kpi : plan.kpis) {
        const auto due = kpi.due ? kpi.due : plan.goal.due;
        const double share = (figure->value - kpi.baseline) / (kpi.target - kpi.baseline);
        if (kpi.unit != figure->unit || !due || !(share > 0 && share <= 1)) continue;
        const auto days = static_cast<int>(std::ceil(share * static_cast<double>((due->date - today).count())));
        dates.emplace(milestone.number, today + std::chrono::days{days});
      }
    }
  }
  return dates;
}

}  // namespace

std::vector<planner::Command> with_dates(const Context& context, const turn::Record& record, std::vector<planner::Command> wishes) {
  const auto asks_for_states = [](const planner::Plan& plan) {
    const auto wanted = next_question(plan);
    return wanted && wanted->asked.topic == Topic::milestones;
  };
  auto plan = record.plan;
  if (!plan.is_private || !plan.goal.due || !asks_for_states(plan)) return wishes;
  for (const auto& wish : wishes) {
    const auto facts = facts_of(context, plan, wish);
    if (!facts) return wishes;  // refused where it is carried out
    plan = planner::replay(*facts, std::move(plan));
  }
  if (asks_for_states(plan)) return wishes;
  const auto today = plan_today(context, plan);
  auto dates = planner::dates_for_states(plan, today, dates_by_number(plan, today));
  if (!dates.empty()) wishes.emplace_back(planner::DateStates{std::move(dates)});
  return wishes;
}

turn::Answer answer_announcement(const Context& context, const turn::Record& record, const Given& given) {
  const auto text = text_of_answer(given.words);
  if (record.plan.goal.announcement) return finish(context, tell(replace_or_keep(record.plan, Topic::announcement, text)));
  std::vector<planner::Command> wishes{planner::DescribeGoal{Topic::announcement, text}};
  const bool is_task = !planner::task_word(text).empty() && !record.plan.parked.contains(text);
  if (is_task) wishes.emplace_back(planner::Park{text});
  return carry_out(context, record, wishes, true);
}

turn::Answer answer_outcome(const Context& context, const turn::Record& record, const Given& given) {
  const auto text = lower_text(given.words);
  if (is_one_of(text, {"keep it", "keep", "no", "it stays"})) {
    return carry_out(context, record, {planner::CloseTopic{given.asked, Closing::skipped}}, true);
  }
  return carry_out(
      context, record,
      {planner::DescribeGoal{Topic::announcement, text_of_answer(given.words)}, planner::CloseTopic{given.asked, Closing::enough}}, true);
}

turn::Answer answer_milestone(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  const auto words = without_lead(given.words);
  const auto text = text_of_answer(words);
  if (answers_another(lower_text(words))) return finish(context, refuse(names_nothing(plan, text)));
  if (!planner::task_word(text).empty()) return carry_out(context, record, {planner::Park{text}}, true);
  const auto milestone = as_command(context, {"milestone"}, words);
  // In a plan of one's own what was said last waits for what is said now, unless that is about one that is there ("M1 by 8 nov").
  std::vector<planner::Command> also;
  if (plan.is_private && !plan.milestones.empty() && milestone.said.refs.empty()) {
    also.emplace_back(
        planner::LinkAfter{{Kind::milestone, plan.milestones.back().number}, {Ref{Kind::milestone, plan.last_milestone + 1}}, {}});
  }
  return run(milestone, record, std::move(also));
}

turn::Answer answer_certain(const Context& context, const turn::Record& record, const Given& given) {
  const auto text = lower_text(given.words);
  const planner::CloseTopic close{given.asked, Closing::enough};
  if (is_one_of(text, {"yes", "y", "yes, it is", "sure", "certain", "it is", "ok", "yep", "i think so"})) {
    return carry_out(context, record, {close}, true);
  }
  if (is_one_of(text, {"no", "n", "missing", "something is missing", "not yet", "something"})) {
    return finish(context, tell(what_is_missing(record.plan)));
  }
  const auto words = without_lead(given.words);
  if (answers_another(lower_text(words))) return finish(context, refuse(names_nothing(record.plan, text_of_answer(words))));
  const bool is_action = is_thing(words) || !planner::task_word(text_of_answer(words)).empty();
  return run(as_command(context, is_action ? std::vector<std::string>{"before", "goal"} : std::vector<std::string>{"milestone"}, words),
             record, {close});
}

turn::Answer answer_step(const Context& context, const turn::Record& record, const Given& given) {
  const auto about = given.asked.about.value_or(Ref{});
  const auto items = items_named(record.plan, given.words);
  if (!items.empty() && about == Ref{}) return finish(context, tell(is_before_the_goal(record.plan, items)));
  if (!items.empty()) return carry_out(context, record, {planner::LinkAfter{about, items, {}}}, true);
  if (answers_another(lower_text(given.words))) return finish(context, refuse(names_nothing(record.plan, text_of_answer(given.words))));
  return run(as_command(context, {"before", planner::text(about)}, given.words), record);
}

turn::Answer answer_parked(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  const auto text = lower_text(given.words);
  if (plan.parked.empty()) return finish(context, refuse(nothing_parked(plan)));
  const std::string& words = *plan.parked.begin();
  if (is_one_of(text, {"later", "not now"})) return carry_out(context, record, {planner::CloseTopic{given.asked, Closing::skipped}}, true);
  if (is_one_of(text, {"drop", "drop it", "no", "forget it", "leave it"}))
    return carry_out(context, record, {planner::Park{words, false}}, true);
  auto rest = given.words;
  const auto is_filler = [](const Word& word) { return parts::steering(word) == "before" || parts::steering(word) == "the"; };
  while (!rest.empty() && is_filler(rest.front())) rest.erase(rest.begin());
  const auto parse = parts::read_refs(rest, 0);
  if (parse.refs.empty() || parse.used != rest.size()) return finish(context, refuse(where_to_put(plan)));
  const auto owner = plan.is_private ? std::optional(plan.owner) : std::nullopt;
  return carry_out(context, record, {planner::AddAction{words, {}, owner, parse.refs, {}}, planner::Park{words, false}}, true);
}

}  // namespace backwalk::talk

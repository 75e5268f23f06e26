// Answers to the first two steps: what is true at the end, and what must be true before. An answer that is a task where a state was asked
// for is set aside, in view of everybody, and comes up again where tasks are asked for.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/next_question.hpp"
#include "bot/talk/spoken.hpp"
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

/// Something to do, where a state was asked for: what takes time is done, and so is what reads as a task.
bool is_task(const Context& context, const std::vector<Word>& words) {
  const auto text = text_of_answer(words);
  return planner::is_task_like(text) || (tells_length(context, words) && !planner::tells_state(text));
}

/// "the docs are missing" as what will be true: "the docs are there". The same text where it does not say what is not.
std::string turned_true(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> turns{{{" is missing", " is there"},
                                                                                {" are missing", " are there"},
                                                                                {" is not ", " is "},
                                                                                {" are not ", " are "},
                                                                                {" isn't ", " is "},
                                                                                {" aren't ", " are "},
                                                                                {" has not ", " has "},
                                                                                {" have not ", " have "}}};
  for (const auto& [from, to] : turns) {
    const auto at = text.find(from);
    if (at == std::string::npos) continue;
    text.replace(at, from.size(), to);
    while (text.ends_with('.') || text.ends_with('!')) text.pop_back();
    if (text.ends_with(" yet")) text.resize(text.size() - 4);
    return text;
  }
  return text;
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

namespace {

/// The wishes that one state among several makes; none where it is there already, or names nothing.
Wish state_wishes(const Context& context, const turn::Record& record, const std::vector<Word>& words) {
  const auto text = text_of_answer(words);
  if (names_no_state(words) || item_called(record.plan, words, {})) return std::vector<planner::Command>{};
  if (is_task(context, words)) return just(planner::Park{text});
  return wish_of(as_command(context, {"milestone"}, words), record);
}

turn::Answer answer_states(const Context& context, const turn::Record& record, const std::vector<std::vector<Word>>& states) {
  const auto& plan = record.plan;
  std::vector<planner::Command> all;
  auto last = plan.last_milestone;
  for (const auto& words : states) {
    auto wish = state_wishes(context, record, without_lead(words));
    if (auto* reply = std::get_if<Reply>(&wish)) return finish(context, std::move(*reply));
    for (auto& each : std::get<0>(wish)) {
      const bool is_new = std::holds_alternative<planner::AddMilestone>(each);
      all.push_back(std::move(each));
      if (is_new) ++last;
      if (is_new && plan.is_private && last > 1)
        all.emplace_back(planner::LinkAfter{{Kind::milestone, last - 1}, {Ref{Kind::milestone, last}}, {}});
    }
  }
  if (all.empty()) return finish(context, refuse(names_nothing(plan, text_of_answer(states.front()))));
  return carry_out(context, record, with_dates(context, record, std::move(all)), true);
}

turn::Answer say_it_true(const Context& context, const planner::Plan& plan, const std::string& text) {
  return finish(context, refuse(say_as_state(plan, text, turned_true(text))));
}

}  // namespace

turn::Answer answer_milestone(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  auto states = several_states(context, given.words);
  if (states.size() > 1) return answer_states(context, record, states);
  const auto words = without_lead(std::move(states.front()));
  const auto text = text_of_answer(words);
  if (names_no_state(words)) return finish(context, refuse(names_nothing(plan, text)));
  if (const auto there = item_called(plan, words, {})) return finish(context, refuse(is_there_already(plan, *there)));
  if (turned_true(text) != text && context.said.verb != Verb::answer) return say_it_true(context, plan, text);
  if (is_task(context, words)) return carry_out(context, record, {planner::Park{text}}, true);
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
  const auto& plan = record.plan;
  const planner::CloseTopic close{given.asked, Closing::enough};
  auto words = given.words;
  const auto whole = lower_text(words);
  if (is_one_of(whole, {"yes", "y", "yes, it is", "yes it is", "sure", "certain", "it is", "it is certain", "ok", "okay", "yep", "yeah",
                        "i think so", "yes, certain", "absolutely", "definitely", "for sure"})) {
    return carry_out(context, record, {close}, true);
  }
  const auto has_limit = [&] {
    return std::any_of(words.begin(), words.end(), [](const Word& word) {
      return is_one_of(parts::steering(word), {"but", "except", "only", "if", "unless", "missing", "still", "also", "and", "not"});
    });
  };
  // "yes, I am sure"
  if (is_one_of(parts::steering(words.front()), {"yes", "yeah", "yep"}) && !has_limit()) return carry_out(context, record, {close}, true);
  // "no, the docs are missing", "yes, but the docs are missing": what stands behind it is the answer.
  while (words.size() > 1 && is_one_of(parts::steering(words.front()), {"yes", "no", "nope", "yeah", "but", "not", "quite", "almost",
                                                                        "only", "except", "still", "maybe", "well", "yet", "and"}))
    words.erase(words.begin());
  words = without_lead(words);
  const auto text = lower_text(words);
  const bool is_doubt = is_one_of(text, {"no",
                                         "n",
                                         "nope",
                                         "missing",
                                         "something is missing",
                                         "something's missing",
                                         "not yet",
                                         "something",
                                         "maybe",
                                         "perhaps",
                                         "probably",
                                         "probably not",
                                         "almost",
                                         "not quite",
                                         "hopefully",
                                         "i hope so",
                                         "i guess",
                                         "i guess so",
                                         "not really",
                                         "yet",
                                         "enough",
                                         "not certain",
                                         "it is not",
                                         "i doubt it",
                                         "depends",
                                         "it depends",
                                         "sometimes"});
  if (is_doubt) return finish(context, tell(what_is_missing(plan)));
  const auto answer = text_of_answer(words);
  if (names_no_state(words)) return finish(context, refuse(names_nothing(plan, answer)));
  if (turned_true(answer) != answer && context.said.verb != Verb::answer) return say_it_true(context, plan, answer);
  if (const auto there = item_called(plan, words, {})) return finish(context, refuse(is_there_already(plan, *there)));
  if (!is_thing(words) && !is_task(context, words)) return run(as_command(context, {"milestone"}, words), record, {close});
  return run(as_command(context, {"before", "goal"}, step_words(context, words)), record, {close});
}

}  // namespace backwalk::talk

// Answers to the walk: free text for the question that was asked in this place, and the buttons below it. Every reply is an edit.
#include <algorithm>
#include <array>

#include "bot/base/zones.hpp"
#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

using planner::Asked;
using planner::Closing;
using planner::Topic;

struct Given {
  Asked asked{};
  std::vector<Word> words{};  ///< the answer alone
};

/// The words of an answer: without "answer" in front and "in KEY" behind, and without "announcement:" where that names the topic.
Given given_in(const Context& context, Asked asked) {
  auto words = context.said.words;
  if (context.said.verb == Verb::answer && !words.empty()) words.erase(words.begin());
  if (context.said.plan_key && words.size() >= 2 && words.back().text == *context.said.plan_key && words[words.size() - 2].text == "in") {
    words.resize(words.size() - 2);
  }
  constexpr std::array<std::pair<std::string_view, Topic>, 3> named{
      {{"announcement:", Topic::announcement}, {"audience:", Topic::audience}, {"unless:", Topic::not_done_unless}}};
  for (const auto& [name, topic] : named) {
    if (words.size() > 1 && words.front().text == name) {
      words.erase(words.begin());
      return {{topic, {}}, words};
    }
  }
  return {asked, words};
}

std::string lower_text(const std::vector<Word>& words) {
  std::string text = join(words, 0, words.size());
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(c < 128 ? std::tolower(c) : c); });
  while (!text.empty() && (text.back() == '.' || text.back() == '!')) text.pop_back();
  return text;
}

/// "nothing", "nothing, can start now", "nothing before it"; "enough", "that's enough", "no more"; "skip".
std::optional<Closing> closing_in(const std::vector<Word>& words, Topic topic) {
  const auto text = lower_text(words);
  if (text == "skip" || text == "skip it") return Closing::skipped;
  if (topic != Topic::steps && topic != Topic::milestones) return std::nullopt;
  if (text == "enough" || text == "that's enough" || text == "thats enough" || text == "no more" || text == "that's all")
    return Closing::enough;
  const bool is_nothing = text == "nothing" || text == "nothing before it" || text.starts_with("nothing,") || text == "we can do that now";
  return topic == Topic::steps && is_nothing ? std::optional(Closing::nothing_before) : std::nullopt;
}

/// The sentence as if it had been typed as a command.
Context as_command(const Context& context, std::vector<std::string> head, const std::vector<Word>& answer) {
  std::vector<Word> words;
  for (auto& text : head) {
    Word word;
    word.text = std::move(text);
    words.push_back(std::move(word));
  }
  words.insert(words.end(), answer.begin(), answer.end());
  Context result = context;
  result.said = parse(words, context.calendarium);
  return result;
}

turn::Answer run(const Context& context, const turn::Record& record) {
  auto wish = wish_of(context, record);
  if (auto* reply = std::get_if<Reply>(&wish)) return finish(context, std::move(*reply));
  return carry_out(context, record, std::get<0>(wish), true);
}

turn::Answer run_once(const Context& context, const turn::Record& record) {
  auto wish = wish_of(context, record);
  if (auto* reply = std::get_if<Reply>(&wish)) return finish(context, std::move(*reply));
  return carry_out(context, record, std::get<0>(wish), false);
}

/// The KPIs that I am being asked about here.
std::vector<planner::Ref> readings_asked(const Context& context, const turn::Record& record) {
  std::vector<planner::Ref> refs;
  for (const auto& question : context.state.questions) {
    const bool is_mine =
        question.is_open && question.plan == record.id && question.asked.topic == Topic::reading && question.asked_of == context.me;
    if (is_mine && question.asked.about) refs.push_back(*question.asked.about);
  }
  std::sort(refs.begin(), refs.end());
  refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
  return refs;
}

turn::Answer answer_reading(const Context& context, const turn::Record& record, const turn::Question& question, const Given& given) {
  const auto asked = readings_asked(context, record);
  if (asked.size() > 1) {
    chat::Buttons buttons;
    const auto text = join(given.words, 0, given.words.size());
    for (const auto ref : asked) {
      if (buttons.buttons.size() < 5)
        buttons.buttons.push_back(
            {planner::text(ref) + " " + text, in_plan(record.plan, "kpi " + planner::text(ref) + " " + text), chat::Weight::normal});
    }
    return finish(context, refuse(message("Which one is " + quoted(text) + ": " + list_of(record.plan, asked) + "?", {buttons})));
  }
  return run_once(as_command(context, {"kpi", planner::text(question.asked.about.value_or(planner::Ref{}))}, given.words), record);
}

/// A check-in's or standup's question, answered in words. What the buttons of a standup say may be typed without its name.
turn::Answer answer_rhythm(const Context& context, const turn::Record& record, const turn::Question& question) {
  const bool is_skip = context.said.is_command && context.said.verb == Verb::skip;
  const auto given = given_in(context, question.asked);
  if (question.asked.topic == Topic::reading) {
    return is_skip ? wave_aside(context, record, question) : answer_reading(context, record, question, given);
  }
  const auto date = zones::iso(zones::date_of(zones::to_local(question.asked_at, context.zone)));
  if (is_skip) return run_once(as_command(context, {"standup", date, "skip"}, {}), record);
  const auto typed = as_command(context, {"standup", date}, given.words);
  const bool is_doing =
      typed.said.part == Part::on_it || (typed.said.part == Part::blocked && !typed.said.refs.empty() && !typed.said.text.empty());
  return run_once(is_doing ? typed : as_command(context, {"standup", date, "else"}, given.words), record);
}

turn::Answer describe(const Context& context, const turn::Record& record, Topic topic, const std::vector<Word>& words, bool may_replace) {
  const auto& goal = record.plan.goal;
  const auto& known = topic == Topic::announcement ? goal.announcement : topic == Topic::audience ? goal.audience : goal.not_done_unless;
  std::string text = join(words, 0, words.size());
  if (known && !may_replace) return finish(context, tell(replace_or_keep(record.plan, topic, text)));
  return carry_out(context, record, {planner::DescribeGoal{topic, std::move(text)}}, true);
}

}  // namespace

turn::Answer answer_question(const Context& context, const turn::Record& record, const turn::Question* question) {
  const auto wanted = next_question(record.plan);
  if (question == nullptr && !wanted) {
    return finish(context, refuse(message("There is no open question in " + record.plan.key + ".",
                                          {quiet_line("For example: next, status, done A3")})));
  }
  const Asked asked = question != nullptr ? question->asked : wanted->asked;
  if (question != nullptr && (asked.topic == Topic::reading || asked.topic == Topic::standup)) {
    return answer_rhythm(context, record, *question);
  }
  if (context.said.is_command && (context.said.verb == Verb::skip || context.said.verb == Verb::enough)) {
    const auto how = context.said.verb == Verb::skip ? Closing::skipped : Closing::enough;
    return carry_out(context, record, {planner::CloseTopic{wanted ? wanted->asked : asked, how}}, true);
  }
  const auto given = given_in(context, asked);
  if (given.words.empty()) return finish(context, refuse(lacks(row_of(Verb::answer), "the answer itself")));
  if (const auto how = closing_in(given.words, given.asked.topic)) {
    return carry_out(context, record, {planner::CloseTopic{given.asked, *how}}, true);
  }
  switch (given.asked.topic) {
    case Topic::announcement:
    case Topic::audience:
    case Topic::not_done_unless:
      return describe(context, record, given.asked.topic, given.words, given.asked != asked);
    case Topic::metrics: {
      const bool is_checked = given.words.front().mention || given.words.front().at_name || lower_text(given.words).starts_with("checked");
      if (!is_checked) return run(as_command(context, {"kpi", "add"}, given.words), record);
      const bool has_word = !given.words.front().mention && !given.words.front().at_name;
      return run(as_command(context, {"checked"}, has_word ? std::vector<Word>(given.words.begin() + 1, given.words.end()) : given.words),
                 record);
    }
    case Topic::reading:
    case Topic::standup:
      break;  // answered above
    case Topic::due:
      return run(as_command(context, {"goal", "by"}, given.words), record);
    case Topic::milestones:
      return run(as_command(context, {"milestone"}, given.words), record);
    case Topic::steps:
      return run(as_command(context, {"before", planner::text(given.asked.about.value_or(planner::Ref{}))}, given.words), record);
    case Topic::owner:
      return run(as_command(context, {"owner", planner::text(given.asked.about.value_or(planner::Ref{}))}, given.words), record);
    case Topic::cadence: {
      const bool has_every = lower_text(given.words).starts_with("every") || given.words.size() == 1;
      const auto commit =
          as_command(context, has_every ? std::vector<std::string>{"commit"} : std::vector<std::string>{"commit", "every"}, given.words);
      if (!commit.said.every_days)
        return finish(context, refuse(lacks(row_of(Verb::commit), "how often: every week, every 2 weeks, every month")));
      return run(commit, record);
    }
  }
  return finish(context, refuse(unknown_verb(context.said, nullptr, "")));
}

}  // namespace backwalk::talk

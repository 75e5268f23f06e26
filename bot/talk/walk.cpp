// Answers to the walk: free text for the question that was asked in this place, and the buttons below it. Every reply is an edit.
#include <algorithm>
#include <array>

#include "bot/base/zones.hpp"
#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/words.hpp"
#include "planner/versions.hpp"

namespace backwalk::talk {
namespace {

using planner::Asked;
using planner::Closing;
using planner::Topic;

constexpr std::array<std::pair<std::string_view, Topic>, 6> topic_names{{{"announcement:", Topic::announcement},
                                                                         {"audience:", Topic::audience},
                                                                         {"unless:", Topic::not_done_unless},
                                                                         {"benefit:", Topic::benefit},
                                                                         {"evidence:", Topic::evidence},
                                                                         {"experience:", Topic::experience}}};

std::optional<Topic> topic_named(const Word& word) {
  if (word.is_quoted || word.mention) return std::nullopt;
  const auto found = std::find_if(topic_names.begin(), topic_names.end(), [&](const auto& name) { return name.first == word.text; });
  return found == topic_names.end() ? std::nullopt : std::optional(found->second);
}

/// "announcement: ... audience: ...", as a form says it: what each topic is described by; empty where the answer does not begin like that.
std::vector<Given> named_in(const Given& given) {
  std::vector<Given> parts;
  if (given.words.size() < 2 || !topic_named(given.words.front())) return parts;
  for (const auto& word : given.words) {
    if (const auto topic = topic_named(word)) {
      parts.push_back({{*topic, {}}, {}});
    } else {
      parts.back().words.push_back(word);
    }
  }
  std::erase_if(parts, [](const Given& part) { return part.words.empty(); });
  return parts;
}

/// "milestone: ...", as the form of one says it, though something else may be asked by now.
bool is_named_milestone(const Given& given) {
  return given.words.size() > 1 && !given.words.front().is_quoted && given.words.front().text == "milestone:";
}

/// What is closed: enough of an action is enough of what is being walked back from.
planner::CloseTopic closing(const turn::Record& record, Asked asked, Closing how) {
  if (asked.topic == Topic::steps && how == Closing::enough) {
    asked.about = walking_from(record.plan).value_or(asked.about.value_or(planner::Ref{}));
  }
  return {asked, how};
}

turn::Answer run_once(const Context& context, const turn::Record& record) {
  auto wish = wish_of(context, record);
  if (auto* reply = std::get_if<Reply>(&wish)) return finish(context, std::move(*reply));
  if (auto reply = already_said(context, record, said_of(context))) return finish(context, std::move(*reply));
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
    return finish(context, refuse(reading_of_which(record.plan, asked, join(given.words, 0, given.words.size()))));
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

/// "yes", "n/a": no text of the end. Two words and more may be one.
bool is_no_text(const std::vector<Word>& words) { return words.size() < 3 && answers_another(lower_text(words)); }

turn::Answer describe(const Context& context, const turn::Record& record, Topic topic, const std::vector<Word>& words) {
  std::string text = join(words, 0, words.size());
  const auto* known = planner::described(record.plan.goal, topic);
  if (known != nullptr && *known) return finish(context, tell(replace_or_keep(record.plan, topic, text)));
  return carry_out(context, record, {planner::DescribeGoal{topic, std::move(text)}}, true);
}

/// What is said by name replaces what was there; what is there already is left out.
turn::Answer describe_named(const Context& context, const turn::Record& record, const std::vector<Given>& parts) {
  std::vector<planner::Command> wishes;
  for (const auto& part : parts) {
    auto text = join(part.words, 0, part.words.size());
    const auto* known = planner::described(record.plan.goal, part.asked.topic);
    if (known == nullptr || *known != text) wishes.emplace_back(planner::DescribeGoal{part.asked.topic, std::move(text)});
  }
  return carry_out(context, record, wishes, true);
}

/// The day alone: what else is said must not become the goal's title.
turn::Answer answer_due(const Context& context, const turn::Record& record, const Given& given) {
  auto words = without_politeness(given.words);
  // "it must be open on 12 june"
  while (words.size() > 1 &&
         is_one_of(lower_text({words.front()}), {"by",     "on",   "until", "it",   "it's", "is",  "must", "should", "will", "be",
                                                 "that's", "that", "the",   "goal", "date", "due", "done", "open",   "live", "ready"}))
    words.erase(words.begin());
  const auto goal = as_command(context, {"goal", "by"}, words);
  const bool is_for_its_own_words = goal.said.bad_date || goal.said.by_two;
  const bool is_day_alone = goal.said.by && goal.said.text.empty();
  if (!is_for_its_own_words && !is_day_alone) return finish(context, refuse(no_day(record.plan, join(given.words, 0, given.words.size()))));
  return run(goal, record);
}

}  // namespace

turn::Answer answer_question(const Context& context, const turn::Record& record, const turn::Question* question) {
  const auto wanted = next_question(record.plan);
  // The walk has arrived, and how often was skipped: it can still be said, before the commit.
  if (!wanted && !record.plan.is_committed && (question == nullptr || !question->is_open)) {
    const auto given = given_in(context, {Topic::cadence, {}});
    if (says_how_often(context, record.plan, given.words)) return answer_cadence(context, record, given);
  }
  if (question == nullptr && !wanted) return finish(context, refuse(nothing_is_asked(record.plan)));
  const Asked asked = question != nullptr ? question->asked : wanted->asked;
  if (question != nullptr && (asked.topic == Topic::reading || asked.topic == Topic::standup)) {
    return answer_rhythm(context, record, *question);
  }
  if (context.said.is_command && (context.said.verb == Verb::skip || context.said.verb == Verb::enough)) {
    const auto how = context.said.verb == Verb::skip ? Closing::skipped : Closing::enough;
    // "Enough" of milestones, said twice, is no yes to what is asked then.
    const auto ends = wanted ? wanted->asked.topic : asked.topic;
    if (how == Closing::enough && ends == Topic::certain) return finish(context, tell(what_is_missing(record.plan)));
    return carry_out(context, record, with_dates(context, record, {closing(record, wanted ? wanted->asked : asked, how)}), true);
  }
  const auto given = given_in(context, asked);
  if (given.words.empty()) return finish(context, refuse(lacks(row_of(Verb::answer), "the answer itself")));
  const bool is_asking = question == nullptr || question->is_open;
  if (is_asking && means_back(lower_text(given.words))) return finish(context, refuse(how_to_go_back(record.plan)));
  if (wants_to_leave(lower_text(given.words))) return finish(context, tell(walk_waits(record.plan)));
  if (asks_back(given.words, given.asked.topic)) return finish(context, tell(explained(record.plan, given.asked.topic)));
  // What [Answer] opens is what is asked now, though its message may be an older one.
  if (lower_text(given.words) == "form") return ask_in_form(context, record, !is_asking && wanted ? wanted->asked : asked);
  if (is_named_milestone(given))
    return answer_milestone(context, record, {{Topic::milestones, {}}, {given.words.begin() + 1, given.words.end()}});
  if (const auto parts = named_in(given); !parts.empty()) return describe_named(context, record, parts);
  if (const auto how = closing_in(given.words, given.asked.topic)) {
    return carry_out(context, record, with_dates(context, record, {closing(record, given.asked, *how)}), true);
  }
  switch (given.asked.topic) {
    case Topic::announcement:
      if (is_no_text(given.words)) return finish(context, refuse(names_nothing(record.plan, join(given.words, 0, given.words.size()))));
      return answer_announcement(context, record, given);
    case Topic::not_done_unless:
      if (is_measure_too(context, given.words)) return answer_metrics(context, record, given);
      [[fallthrough]];
    case Topic::audience:
    case Topic::benefit:
    case Topic::evidence:
    case Topic::experience:
      if (is_no_text(given.words)) return finish(context, refuse(names_nothing(record.plan, join(given.words, 0, given.words.size()))));
      return describe(context, record, given.asked.topic, given.words);
    case Topic::outcome:
      return answer_outcome(context, record, given);
    case Topic::metrics:
      return answer_metrics(context, record, given);
    case Topic::reading:
    case Topic::standup:
      break;  // answered above
    case Topic::due:
      return answer_due(context, record, given);
    case Topic::milestones:
      return answer_milestone(context, record, given);
    case Topic::certain:
      return answer_certain(context, record, given);
    case Topic::steps:
      return answer_step(context, record, given);
    case Topic::parked:
      return answer_parked(context, record, given);
    case Topic::owner:
      return run(as_command(context, {"owner", planner::text(given.asked.about.value_or(planner::Ref{}))}, given.words), record);
    case Topic::cadence:
      return answer_cadence(context, record, given);
    case Topic::acceptance:
      return answer_acceptance(context, record, given);
    case Topic::serves:
      return answer_serves(context, record, given);
  }
  return finish(context, refuse(unknown_verb(context.said, {})));
}

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

turn::Answer run(const Context& context, const turn::Record& record, std::vector<planner::Command> also) {
  const auto refused_at = [&](Reply reply, std::optional<std::string> field) {
    auto answer = finish(context, std::move(reply));
    if (context.form != nullptr) answer.wrong_field = field ? std::move(field) : field_at_fault(*context.form, context);
    return answer;
  };
  const auto unread = context.form != nullptr ? unread_value(*context.form, context.said) : std::nullopt;
  if (unread) return refused_at(refuse(not_readable(unread->value)), unread->field);
  auto wish = wish_of(context, record);
  if (auto* reply = std::get_if<Reply>(&wish)) return refused_at(std::move(*reply), std::nullopt);
  auto& wishes = std::get<0>(wish);
  wishes.insert(wishes.end(), also.begin(), also.end());
  return carry_out(context, record, with_dates(context, record, wishes), true);
}

}  // namespace backwalk::talk

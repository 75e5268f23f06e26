#include "planner/goal_lights.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

namespace backwalk::planner {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view verbs[] = {"add",       "analyse", "analyze",   "arrange",     "assemble", "buy",    "choose",  "clarify",
                                      "clean",     "code",    "collect",   "configure",   "create",   "decide", "define",  "deploy",
                                      "develop",   "discuss", "do",        "evaluate",    "explore",  "find",   "fix",     "gather",
                                      "implement", "install", "integrate", "investigate", "make",     "meet",   "migrate", "organise",
                                      "organize",  "prepare", "refactor",  "rewrite",     "send",     "setup",  "try",     "write"};
constexpr std::string_view verbs_or_nouns[] = {"book",      "build",    "call",      "change",   "design",  "document", "draft",
                                               "email",     "hire",     "interview", "move",     "order",   "plan",     "program",
                                               "prototype", "research", "review",    "schedule", "set",     "sketch",   "start",
                                               "study",     "test",     "train",     "update",   "upgrade", "work"};
constexpr std::string_view everyday_verbs[] = {
    "agree",   "announce", "apply", "approve", "ask",   "bring", "check",     "contact", "convince", "deliver",   "finalise", "finalize",
    "finish",  "get",      "give",  "invite",  "learn", "list",  "negotiate", "onboard", "pay",      "publish",   "put",      "read",
    "recruit", "reserve",  "run",   "sell",    "sign",  "speak", "take",      "talk",    "tell",     "translate", "visit",    "write"};
constexpr std::string_view states[] = {"am",    "are",   "available", "bought", "built", "can",   "chosen", "complete", "does",
                                       "done",  "exist", "exists",    "found",  "gone",  "had",   "has",    "have",     "held",
                                       "hired", "is",    "kept",      "known",  "left",  "live",  "made",   "met",      "open",
                                       "paid",  "ready", "runs",      "sent",   "shown", "sold",  "spent",  "taken",    "told",
                                       "true",  "was",   "were",      "won",    "work",  "works", "written"};
constexpr std::string_view duties[] = {"need", "needs", "have", "has", "must", "should", "want", "will", "shall", "gotta", "let's", "lets"};
constexpr std::string_view articles[] = {"a",    "an",   "the",   "my",   "our", "your", "their", "his", "her", "its",
                                         "this", "that", "these", "some", "all", "new",  "up",    "on",  "with"};
constexpr std::string_view time_words[] = {"day",       "days", "week",  "weeks",  "weekend", "month",  "months",
                                           "quarter",   "year", "years", "spring", "summer",  "autumn", "winter",
                                           "christmas", "hour", "hours", "minute", "minutes"};
constexpr std::string_view set_phrases[] = {"good", "sale", "free", "sure", "now", "ever", "real", "example", "instance", "once"};

bool stands_in(const auto& table, std::string_view word) { return std::find(std::begin(table), std::end(table), word) != std::end(table); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_in_word(char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

Words words_of(std::string_view text) {
  Words words;
  bool is_inside = false;
  for (const char c : text) {
    if (is_in_word(c) && !is_inside) words.emplace_back();
    is_inside = is_in_word(c);
    if (is_inside) words.back() += c;
  }
  return words;
}

std::string in_lower_case(std::string word) {
  std::transform(word.begin(), word.end(), word.begin(), lower);
  return word;
}

bool names_an_audience(std::string_view text) {
  auto words = words_of(text);
  std::transform(words.begin(), words.end(), words.begin(), in_lower_case);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "for") continue;
    const auto after = i + (stands_in(articles, words[i + 1]) && i + 2 < words.size() ? 2 : 1);
    const auto& whom = words[after];
    const bool is_figure = whom.front() >= '0' && whom.front() <= '9';
    if (!is_figure && !stands_in(articles, whom) && !stands_in(time_words, whom) && !stands_in(set_phrases, whom)) return true;
  }
  return false;
}

/// "we need to build an API", "must build an API": what is to be done, behind who has to; empty where nobody has to do anything.
Words behind_duty(const Words& words) {
  constexpr std::string_view people[] = {"we", "i", "they", "you", "somebody", "someone", "let"};
  std::size_t at = 0;
  if (at < words.size() && stands_in(people, in_lower_case(words[at]))) ++at;
  if (at == 1 && in_lower_case(words[0]) == "let" && words.size() > 2 && words[1] == "s") return {words.begin() + 2, words.end()};
  if (at >= words.size() || !stands_in(duties, in_lower_case(words[at]))) return {};
  ++at;
  const bool has_to = at < words.size() && in_lower_case(words[at]) == "to";
  if (has_to) ++at;
  const bool is_duty =
      has_to || stands_in(std::initializer_list<std::string_view>{"must", "should", "will", "shall"}, in_lower_case(words[at - 1]));
  if (!is_duty || at >= words.size()) return {};
  const auto verb = in_lower_case(words[at]);
  return verb == "be" || verb == "have" ? Words{} : Words{words.begin() + static_cast<std::ptrdiff_t>(at), words.end()};
}

}  // namespace

bool tells_state(std::string_view text) {
  const auto words = words_of(text);
  return words.size() > 1 && std::any_of(words.begin() + 1, words.end(), [](const std::string& word) {
           const auto plain = in_lower_case(word);
           return stands_in(states, plain) || (plain.size() > 4 && plain.ends_with("ed"));
         });
}

bool is_task_like(std::string_view text) {
  if (!task_word(text).empty()) return true;
  const auto words = words_of(text);
  if (!behind_duty(words).empty()) return true;
  if (words.size() < 2 || tells_state(text)) return false;
  const auto first = in_lower_case(words.front());
  return stands_in(verbs_or_nouns, first) || stands_in(everyday_verbs, first);
}

std::string task_word(std::string_view text) {
  const auto words = words_of(text);
  if (words.empty()) return {};
  const auto first = in_lower_case(words.front());
  const bool is_task =
      stands_in(verbs, first) || (stands_in(verbs_or_nouns, first) && words.size() > 1 && stands_in(articles, in_lower_case(words[1])));
  return is_task ? words.front() : std::string{};
}

std::string task_word_of_goal(const Plan& plan) { return task_word(plan.goal.announcement.value_or(plan.goal.title)); }

GoalLights goal_lights(const Plan& plan) {
  const auto& goal = plan.goal;
  GoalLights lights{.task_word = task_word_of_goal(plan)};
  const auto light = [&](Light which, bool is_on) {
    if (!is_on) lights.off.push_back(which);
  };
  light(Light::outcome, lights.task_word.empty());
  light(Light::number, !plan.kpis.empty() || plan.checker.has_value());
  light(Light::date, goal.due.has_value());
  light(Light::owner, plan.owner != PersonId{});
  light(Light::for_whom, goal.audience || names_an_audience(goal.announcement.value_or("")) || names_an_audience(goal.title));
  return lights;
}

}  // namespace backwalk::planner

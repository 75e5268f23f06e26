// What was said to a question, before it is about anything: the words that are the answer, and the short ones that end, skip or ask back.
#include <algorithm>
#include <sstream>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/walk.hpp"

namespace backwalk::talk {
namespace {

using planner::Asked;
using planner::Closing;
using planner::Topic;

bool is_of_list(Topic topic) { return topic == Topic::steps || topic == Topic::milestones; }

bool means_unknown(const std::string& text) {
  return is_one_of(text, {"skip", "skip it", "skip this", "i don't know", "i dont know", "i do not know", "don't know", "dont know",
                          "do not know", "dunno", "idk", "no idea", "no clue", "unknown", "not sure", "i'm not sure", "pass"});
}

bool means_none(const std::string& text) {
  return is_one_of(text, {"none", "no", "nope", "nothing", "n/a", "na", "-", "nothing else", "nothing more", "no one", "nil"});
}

bool means_enough(const std::string& text) {
  return is_one_of(text,
                   {"enough",          "that's enough", "thats enough",   "that is enough", "no more",     "that's all",   "thats all",
                    "that is all",     "that's it",     "thats it",       "that is it",     "that was it", "that was all", "no, that's all",
                    "no, that is all", "no that's all", "no that is all", "all done",       "no others",   "no other"});
}

bool can_start(const std::string& text) {
  return text.starts_with("nothing,") || is_one_of(text, {"nothing before it",
                                                          "nothing before",
                                                          "nothing before that",
                                                          "nothing before this",
                                                          "nothing comes before",
                                                          "nothing comes before that",
                                                          "nothing comes before it",
                                                          "nothing has to be done before",
                                                          "nothing is needed before",
                                                          "we can do that now",
                                                          "can start now",
                                                          "we can start now",
                                                          "start now",
                                                          "we can start today",
                                                          "can start today",
                                                          "we could start now",
                                                          "ready to start",
                                                          "it can start now",
                                                          "that can start now",
                                                          "i can start now",
                                                          "we can begin now",
                                                          "we can do it now"});
}

/// "ok thanks", "hello everybody".
bool is_polite_alone(const std::string& text) {
  std::istringstream words(text);
  std::string word;
  while (words >> word) {
    while (!word.empty() && (word.back() == ',' || word.back() == '!')) word.pop_back();
    if (!is_one_of(
            word, {"ok",   "okay", "thanks", "thank", "you",   "thx", "great", "cool",      "nice",     "yes",  "yep",   "sure",    "very",
                   "much", "many", "lol",    "haha",  "hello", "hi",  "hey",   "everybody", "everyone", "team", "folks", "perfect", "wow"}))
      return false;
  }
  return true;
}

}  // namespace

std::string lower_text(const std::vector<Word>& words) {
  std::string text = join(words, 0, words.size());
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(c < 128 ? std::tolower(c) : c); });
  while (!text.empty() && (text.back() == '.' || text.back() == '!')) text.pop_back();
  return text;
}

bool is_one_of(const std::string& text, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

std::vector<Word> without_lead(std::vector<Word> words) {
  for (;;) {
    const auto first = words.empty() ? std::string{} : parts::steering(words.front());
    const bool is_two = words.size() > 2 && is_one_of(first, {"before", "after"}) && parts::steering(words[1]) == "that";
    const bool is_one = words.size() > 1 && is_one_of(first, {"also", "and", "then", "please", "oh"});
    if (!is_two && !is_one) return words;
    words.erase(words.begin(), words.begin() + (is_two ? 2 : 1));
  }
}

std::optional<Closing> closing_in(const std::vector<Word>& words, Topic topic) {
  const auto text = lower_text(words);
  if (means_unknown(text)) return Closing::skipped;
  if (topic == Topic::not_done_unless && means_none(text)) return Closing::skipped;
  if (!is_of_list(topic)) return std::nullopt;
  if (means_enough(text)) return Closing::enough;
  if (topic == Topic::milestones) return means_none(text) ? std::optional(Closing::enough) : std::nullopt;
  return means_none(text) || can_start(text) ? std::optional(Closing::nothing_before) : std::nullopt;
}

Given given_in(const Context& context, Asked asked) {
  auto words = context.said.words;
  if (context.said.verb == Verb::answer && !words.empty()) {
    const bool has_key_first = words.size() > 1 && context.said.plan_key && words.front().text == *context.said.plan_key;
    words.erase(words.begin(), words.begin() + (has_key_first ? 2 : 1));
  }
  if (context.said.plan_key && words.size() >= 2 && words.back().text == *context.said.plan_key && words[words.size() - 2].text == "in") {
    words.resize(words.size() - 2);
  }
  if (words.empty()) return {asked, words};
  // "yes please": what the buttons say is no less said for being polite. Elsewhere thanks may be what it is about.
  auto plain = without_politeness(words);
  const auto text = lower_text(plain);
  const bool is_short = is_one_of(text, {"yes", "no", "none", "never", "keep it", "something is missing", "form", "back", "go back"}) ||
                        closing_in(plain, asked.topic);
  return {asked, is_short ? std::move(plain) : std::move(words)};
}

bool means_back(const std::string& text) {
  return is_one_of(text, {"back", "go back", "one back", "go one back", "previous", "previous question", "the question before"});
}

bool ends_a_question(const Utterance& said) {
  if (said.verb == Verb::skip || said.verb == Verb::enough) return true;
  const auto words = said.words.empty() ? said.words : std::vector<Word>(said.words.begin() + 1, said.words.end());
  const auto text = lower_text(words);
  return text.starts_with("nothing") || text.starts_with("enough") || text.starts_with("skip");
}

namespace {

/// "someone", "a lot of things": neither a state nor a step, nor who does it.
bool is_vague(const std::string& text) {
  return is_one_of(text, {"someone", "somebody", "anyone", "anybody", "everyone",  "everybody",  "nobody",   "me",     "i",
                          "we",      "us",       "they",   "them",    "it",        "that",       "this",     "things", "stuff",
                          "various", "anything", "a lot",  "lots",    "something", "everything", "the rest", "etc",    "and so on"});
}

}  // namespace

bool names_no_state(const std::vector<Word>& words) {
  const auto text = lower_text(words);
  return answers_another(text) || is_vague(text) || says_cadence(words) ||
         parts::read_refs(words, 0, parts::RefKinds::all).used == words.size();
}

bool answers_another(const std::string& text) {
  return is_polite_alone(text) || means_none(text) || means_enough(text) ||
         is_one_of(text, {"yes",
                          "y",
                          "n",
                          "ok",
                          "okay",
                          "sure",
                          "yep",
                          "keep it",
                          "keep",
                          "it stays",
                          "drop",
                          "drop it",
                          "later",
                          "not now",
                          "nothing before it",
                          "maybe",
                          "perhaps",
                          "something is missing",
                          "missing",
                          "good",
                          "fine",
                          "?",
                          "??",
                          "???",
                          "*",
                          "you're welcome"});
}

bool wants_to_leave(const std::string& text) {
  return is_one_of(text, {"stop", "quit", "exit", "pause", "bye", "goodbye", "abort", "stop it", "that's it for now", "enough for today",
                          "enough for now", "stop for today", "let's stop here", "i have to go", "continue later"});
}

bool asks_back(const std::vector<Word>& words, Topic topic) {
  const auto text = lower_text(words);
  // An announcement may be a question, a state or a step is none.
  const bool is_question = text.ends_with('?') && (is_of_list(topic) || topic == Topic::certain || topic == Topic::metrics ||
                                                   topic == Topic::parked || topic == Topic::cadence);
  if (is_one_of(text, {"what", "what?", "why?", "how?", "huh", "huh?", "what do you mean", "i don't understand", "i dont understand",
                       "i do not understand", "explain", "example", "for example?", "such as?", "like what", "like what?"}))
    return true;
  const auto first = parts::steering(words.front());
  return is_question && is_one_of(first, {"what",  "what's", "whats", "why", "how", "who",    "which", "when", "where", "can",
                                          "could", "do",     "does",  "is",  "are", "should", "must",  "may",  "will",  "would"});
}

bool says_cadence(const std::vector<Word>& words) {
  const auto cadence = words.empty() ? parts::CadenceParse{} : parts::read_cadence(words, 0);
  return cadence.days > 0 && cadence.used == words.size();
}

bool is_sentence(const std::vector<Word>& words) {
  return words.size() > 2 && std::any_of(words.begin() + 1, words.end() - 1, [](const Word& word) {
           return is_one_of(parts::steering(word),
                            {"is", "are", "was", "were", "has", "have", "can", "will", "does", "do", "isn't", "aren't"});
         });
}

}  // namespace backwalk::talk

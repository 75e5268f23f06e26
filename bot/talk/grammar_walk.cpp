// What begins a plan the short way, says when a milestone is done, and shows a plan to somebody.
#include <algorithm>

#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {

void take_done_when(Utterance& utterance, std::vector<Word>& rest) {
  for (std::size_t at = rest.size(); at-- > 1;) {
    if (at + 2 >= rest.size() || steering(rest[at]) != "done" || steering(rest[at + 1]) != "when") continue;
    utterance.done_when = join(rest, at + 2, rest.size());
    rest.resize(at);
    return;
  }
}

void take_lite(Utterance& utterance, const std::vector<Word>& rest) {
  if (rest.size() == 1 && steering(rest[0]) == "off") {
    utterance.part = Part::off;
    utterance.is_command = true;
    return;
  }
  utterance.text = join(rest, 0, rest.size());
  utterance.is_command = rest.empty() || utterance.by || utterance.by_two || utterance.bad_date;
}

void take_invite(Utterance& utterance, std::vector<Word> rest) {
  const auto is_end = [](const Word& word) {
    const std::string name = steering(word);
    return name == "stop" || name == "off" || name == "end" || name == "remove";
  };
  const bool is_stop = steering(utterance.words.front()) == "uninvite" || std::any_of(rest.begin(), rest.end(), is_end);
  std::erase_if(rest, is_end);
  if (is_stop) utterance.part = Part::off;
  if (!rest.empty()) {
    if (auto someone = read_someone(rest.front())) {
      utterance.people = {std::move(*someone)};
      rest.erase(rest.begin());
    }
  }
  utterance.text = join(rest, 0, rest.size());
  utterance.is_command = rest.empty();
}

}  // namespace backwalk::talk::parts

// The numbers that the walk is told, or who checks where there is none.
#include <cctype>

#include "bot/talk/figures.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {
namespace {

/// "visitors from 100 to 300 and time to find": the name holds another measure.
bool tells_a_way(const std::string& text) {
  std::vector<std::string> all;
  for (const auto& word : words_of({chat::Piece{text}})) all.push_back(word.text);
  for (std::size_t i = 0; i + 2 < all.size(); ++i) {
    if (read_figure(all, i).figure && lower_text(words_of({chat::Piece{all[i + 1]}})) == "to" && read_figure(all, i + 2).figure)
      return true;
  }
  return false;
}

}  // namespace

bool is_measure_too(const Context& context, const std::vector<Word>& words) {
  const auto rest = without_lead(words);
  if (rest.size() == words.size()) return false;
  const auto said = as_command(context, {"kpi", "add"}, rest).said;
  return !said.text.empty() && said.from && said.value && !tells_a_way(said.text);
}

turn::Answer answer_metrics(const Context& context, const turn::Record& record, const Given& given) {
  const bool is_checked = given.words.front().mention || given.words.front().at_name || lower_text(given.words).starts_with("checked");
  if (is_checked) {
    const bool has_word = !given.words.front().mention && !given.words.front().at_name;
    return run(as_command(context, {"checked"}, has_word ? std::vector<Word>(given.words.begin() + 1, given.words.end()) : given.words),
               record);
  }
  // "longest run 3km, want 10": a target in other words.
  auto words = without_lead(given.words);
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const auto text = lower_text({words[i]});
    const bool has_figure = !words[i + 1].text.empty() && std::isdigit(static_cast<unsigned char>(words[i + 1].text.front())) != 0;
    if (!has_figure || !is_one_of(text, {"want", "wanted", "target", "towards"})) continue;
    words[i].text = "to";
    while (words[i - 1].text.ends_with(",")) words[i - 1].text.pop_back();
    break;
  }
  const auto added = as_command(context, {"kpi", "add"}, words);
  const auto& said = added.said;
  const bool is_for_its_own_words = said.bad_number || said.other_from || said.other_value || said.bad_date || said.by_two;
  const bool is_measure = !said.text.empty() && said.from && said.value;
  if (is_measure && tells_a_way(said.text)) return finish(context, refuse(one_measure_at_a_time(record.plan)));
  if (!is_measure && !is_for_its_own_words) {
    return finish(context, refuse(no_measure(record.plan, join(given.words, 0, given.words.size()))));
  }
  return run(added, record);
}

}  // namespace backwalk::talk

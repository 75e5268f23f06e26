// The numbers that the walk is told, or who checks where there is none.
#include <algorithm>
#include <cctype>
#include <optional>

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

bool is_arrow(const std::string& text) { return is_one_of(text, {"\xE2\x86\x92", "->", "=>", "-->", "==>", ">"}); }

bool begins_with_digit(const Word& word) {
  return !word.is_quoted && !word.text.empty() && std::isdigit(static_cast<unsigned char>(word.text.front())) != 0;
}

/// "orders a week: 3 -> 40" and "3 to 40 orders" as "orders a week 3 to 40" and "orders from 3 to 40".
std::vector<Word> measure_words(const std::vector<Word>& said) {
  std::vector<Word> words;
  for (const auto& word : said) {
    const auto at = word.is_quoted ? std::string::npos : std::min(word.text.find("->"), word.text.find("\xE2\x86\x92"));
    const bool is_glued = at != std::string::npos && at > 0 && word.text.size() > at + 3;
    if (is_glued) {
      for (const auto& part : {word.text.substr(0, at), std::string("to"), word.text.substr(at + (word.text[at] == '-' ? 2 : 3))})
        words.push_back(words_of({chat::Piece{part}}).front());
      continue;
    }
    words.push_back(word);
    if (!word.is_quoted && is_arrow(word.text)) words.back().text = "to";
  }
  // "longest run 3km, want 10": a target in other words.
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (!begins_with_digit(words[i + 1])) continue;
    if (is_one_of(lower_text({words[i]}), {"want", "wanted", "target", "towards", "until", "goal", "then"})) words[i].text = "to";
    while (words[i - 1].text.size() > 1 && words[i - 1].text.ends_with(',') && words[i].text == "to") words[i - 1].text.pop_back();
    while (words[i].text.size() > 1 && !begins_with_digit(words[i]) && (words[i].text.ends_with(':') || words[i].text.ends_with(',')))
      words[i].text.pop_back();
  }
  if (words.size() > 2 && words[0].text.ends_with(':') && begins_with_digit(words[1])) words[0].text.pop_back();
  // The name behind the numbers belongs in front of them.
  const std::size_t first = !words.empty() && lower_text({words.front()}) == "from" ? 1 : 0;
  const bool is_turned = words.size() > first + 3 && begins_with_digit(words[first]) && lower_text({words[first + 1]}) == "to" &&
                         begins_with_digit(words[first + 2]) && !is_one_of(lower_text({words[first + 3]}), {"by", "owner"});
  if (!is_turned) return words;
  auto ends = std::find_if(words.begin() + static_cast<std::ptrdiff_t>(first) + 3, words.end(), [](const Word& word) {
    return is_one_of(lower_text({word}), {"by", "owner"}) || word.mention || word.at_name;
  });
  std::vector<Word> turned(words.begin() + static_cast<std::ptrdiff_t>(first) + 3, ends);
  turned.push_back(words_of({chat::Piece{std::string("from")}}).front());
  turned.insert(turned.end(), words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(first) + 3);
  turned.insert(turned.end(), ends, words.end());
  return turned;
}

/// Who checks, where that is said: "@legal", "checked by legal", "I check it". The words behind it come after `used`.
struct CheckerSaid {
  std::optional<Word> who{};
  std::size_t used = 0;
};

CheckerSaid checker_in(const std::vector<Word>& words) {
  const auto text = lower_text(words);
  if (is_one_of(text, {"me", "i", "i do", "i check", "i check it", "i check that", "i will check", "i will check it", "i'll check",
                       "i'll check it", "yes or no, i check", "yes/no, i check it", "i decide", "myself"}))
    return {words_of({chat::Piece{std::string("me")}}).front(), words.size()};
  const bool has_mark = words.front().mention || words.front().at_name;
  if (has_mark) {
    const bool has_verb = words.size() > 1 && is_one_of(lower_text({words[1]}), {"checks", "decides", "says"});
    const bool has_it = has_verb && words.size() > 2 && is_one_of(lower_text({words[2]}), {"it", "that", "so"});
    return {words.front(), has_it ? 3U : has_verb ? 2U : 1U};
  }
  if (!text.starts_with("checked")) return {};
  const std::size_t at = words.size() > 1 && lower_text({words[1]}) == "by" ? 2 : 1;
  if (at >= words.size()) return {};
  auto who = words[at];
  std::string name = lower_text({who});
  while (!name.empty() && (name.back() == ',' || name.back() == ';')) name.pop_back();
  const bool is_plain = !who.mention && !who.at_name && name != "me";
  if (is_plain) {
    who.text = "@" + name;
    who.at_name = name;
  }
  return {std::move(who), at + 1};
}

bool is_yes_or_no(const std::string& text) {
  return is_one_of(text, {"yes/no", "yes or no", "simply yes or no", "it is yes or no", "it's yes or no", "yes", "no", "y/n", "none",
                          "no number", "there is none", "there is no number", "no metric", "n/a"});
}

}  // namespace

bool is_measure_too(const Context& context, const std::vector<Word>& words) {
  const auto rest = without_lead(words);
  if (rest.size() == words.size()) return false;
  const auto said = as_command(context, {"kpi", "add"}, measure_words(rest)).said;
  return !said.text.empty() && said.from && said.value && !tells_a_way(said.text);
}

turn::Answer answer_metrics(const Context& context, const turn::Record& record, const Given& given) {
  const auto& plan = record.plan;
  if (is_yes_or_no(lower_text(given.words))) return finish(context, refuse(who_checks(plan)));
  if (const auto checker = checker_in(given.words); checker.who) {
    std::vector<Word> rest(given.words.begin() + static_cast<std::ptrdiff_t>(checker.used), given.words.end());
    rest = without_lead(std::move(rest));
    const auto checked = as_command(context, {"checked", "by"}, {*checker.who});
    if (rest.empty()) return run(checked, record);
    // "checked by @legal and orders 3 to 40": both.
    const auto measure = as_command(context, {"kpi", "add"}, measure_words(rest));
    if (measure.said.text.empty() || !measure.said.from || !measure.said.value) {
      return finish(context, refuse(no_measure(plan, join(rest, 0, rest.size()))));
    }
    auto wish = wish_of(measure, record);
    if (auto* reply = std::get_if<Reply>(&wish)) return finish(context, std::move(*reply));
    return run(checked, record, std::get<0>(wish));
  }
  const auto words = measure_words(without_lead(given.words));
  const auto added = as_command(context, {"kpi", "add"}, words);
  const auto& said = added.said;
  const bool is_for_its_own_words = said.bad_number || said.other_from || said.other_value || said.bad_date || said.by_two;
  const bool is_measure = !said.text.empty() && said.from && said.value;
  if (is_measure && tells_a_way(said.text)) return finish(context, refuse(one_measure_at_a_time(plan)));
  if (!is_measure && !is_for_its_own_words) {
    return finish(context, refuse(no_measure(plan, join(given.words, 0, given.words.size()))));
  }
  return run(added, record);
}

}  // namespace backwalk::talk

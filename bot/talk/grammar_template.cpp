// Sentences about templates and the press release, and their canonical form.
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "bot/base/zones.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/template.hpp"

namespace backwalk::talk::parts {
namespace {

constexpr std::array<std::pair<std::string_view, planner::Topic>, 8> prfaq_topics{{
    {"announcement", planner::Topic::announcement},
    {"audience", planner::Topic::audience},
    {"unless", planner::Topic::not_done_unless},
    {"benefit", planner::Topic::benefit},
    {"evidence", planner::Topic::evidence},
    {"experience", planner::Topic::experience},
    {"headline", planner::Topic::announcement},
    {"customer", planner::Topic::audience},
}};

/// "from 14 sep" at the end says when sprints begin.
void take_sprints(Utterance& utterance, std::vector<Word>& rest, const Calendarium& calendarium) {
  for (std::size_t at = rest.size(); at-- > 1;) {
    if (steering(rest[at]) != "from" || at + 1 >= rest.size()) continue;
    const DateParse date = read_date(open_texts(rest, at + 1), calendarium);
    const auto* moment = std::get_if<Moment>(&date.reading);
    if (moment == nullptr || at + 1 + date.used != rest.size()) continue;
    utterance.sprints_from = moment->date;
    rest.resize(at);
    return;
  }
}

}  // namespace

void take_template(Utterance& utterance, std::vector<Word> rest, const Calendarium& calendarium) {
  const std::string first = rest.empty() ? "list" : steering(rest[0]);
  if (first == "list" && !utterance.by) {
    utterance.text = join(rest, std::min<std::size_t>(1, rest.size()), rest.size());
    utterance.is_command = utterance.text.empty();
    return;
  }
  if (first == "save" && !utterance.by) {
    utterance.part = Part::add;
    utterance.text = join(rest, 1, rest.size());
    utterance.is_command = rest.size() <= 2;
    return;
  }
  for (std::size_t at = 1; at + 1 < rest.size(); ++at) {
    if (steering(rest[at]) != "every" || utterance.every_days || std::isdigit(static_cast<unsigned char>(rest[at + 1].text[0])) == 0)
      continue;
    utterance.bad_every = "a sprint is so many days or weeks long";
    utterance.every_text = join(rest, at, rest.size());
    rest.resize(at);
  }
  if (utterance.every_days) take_sprints(utterance, rest, calendarium);
  const bool is_plan = find_template(first) == nullptr && is_key(rest.empty() ? "" : rest[0].text);
  utterance.template_name = is_plan ? rest[0].text : first;
  utterance.text = join(rest, 1, rest.size());
  const bool is_kept = first.find('-') != std::string::npos;  // no answer begins with "template beta-launch … by 18 dec"
  utterance.is_command = find_template(first) != nullptr || ((is_plan || is_kept) && utterance.by);
}

void take_prfaq(Utterance& utterance, const std::vector<Word>& rest) {
  utterance.is_command = true;  // no sentence begins with this word by chance
  const std::string first = rest.empty() ? std::string{} : steering(rest[0]);
  const auto topic = std::find_if(prfaq_topics.begin(), prfaq_topics.end(), [&](const auto& known) { return known.first == first; });
  if (topic != prfaq_topics.end()) {
    utterance.topic = topic->second;
    utterance.text = join(rest, 1, rest.size());
    return;
  }
  if (first == "export" && rest.size() == 1) {
    utterance.part = Part::exported;
  } else {
    utterance.text = join(rest, 0, rest.size());
  }
}

std::string template_words(const Utterance& said, const std::string& text) {
  if (said.part == Part::add) return "save" + (text.empty() ? "" : " " + text);
  if (said.template_name.empty()) return "list" + (text.empty() ? "" : " " + text);
  return said.template_name + (text.empty() ? "" : " " + text) + (said.sprints_from ? " from " + zones::iso(*said.sprints_from) : "") +
         (said.bad_every ? " " + said.every_text : "");
}

std::string prfaq_words(const Utterance& said, const std::string& text) {
  if (said.part == Part::exported) return "export";
  const auto topic = std::find_if(prfaq_topics.begin(), prfaq_topics.end(), [&](const auto& known) { return said.topic == known.second; });
  return topic == prfaq_topics.end() ? text : std::string(topic->first) + (text.empty() ? "" : " " + text);
}

}  // namespace backwalk::talk::parts

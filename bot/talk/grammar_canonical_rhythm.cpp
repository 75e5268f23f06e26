// The canonical form of what belongs to KPIs, risks and the rhythm: the words between the verb and the modifiers that all verbs share.
#include "bot/base/zones.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk::parts {

std::string written(const Someone& someone) {
  if (someone.is_me) return "me";
  std::string name = someone.name.empty() ? someone.mention.value_or("") : someone.name;
  for (char& c : name) c = c == ' ' ? '_' : c;
  return "@" + name;
}

namespace {

std::string refs_words(const std::vector<planner::Ref>& refs) {
  std::string text;
  for (const auto ref : refs) text += (text.empty() ? "" : " ") + planner::text(ref);
  return text;
}

std::string word_of(planner::Nudge nudge) {
  switch (nudge) {
    case planner::Nudge::everything:
      return "all";
    case planner::Nudge::standup:
      return "standup";
    case planner::Nudge::checkin:
      return "checkin";
    case planner::Nudge::brief:
      return "brief";
    case planner::Nudge::item:
      break;
  }
  return "";
}

std::string signed_figure(const Figure& figure) {
  const std::string text = write_figure(figure.value, figure.unit);
  return figure.is_relative && figure.value >= 0 ? "+" + text : text;
}

class Words {
 public:
  Words& add(const std::string& word) {
    if (!word.empty()) text_ += (text_.empty() ? "" : " ") + word;
    return *this;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_{};
};

std::string kpi_words(const Utterance& said, const std::string& text) {
  Words words;
  if (said.refs.empty()) {
    if (said.part != Part::add) return "";
    words.add("add").add(text);
    if (said.from) words.add("from " + write_figure(said.from->value, said.from->unit));
    if (said.value) words.add("to " + write_figure(said.value->value, said.value->unit));
    if (said.bad_number) words.add(said.number_text);
    return words.take();
  }
  words.add(refs_words(said.refs));
  if (said.part == Part::same) words.add("same");
  if (said.part == Part::add) words.add("to");
  if (said.value) words.add(signed_figure(*said.value));
  if (said.bad_number) words.add(said.number_text);
  return words.take();
}

std::string standup_words(const Utterance& said, const std::string& text) {
  Words words;
  if (said.slot) words.add(zones::iso(*said.slot));
  if (said.part == Part::on_it) words.add("on " + (said.refs.empty() ? "it" : refs_words(said.refs)));
  if (said.part == Part::something_else) words.add("else");
  if (said.part == Part::blocked) words.add("blocked").add(refs_words(said.refs));
  if (said.part == Part::skip) words.add("skip");
  if (said.part == Part::off) words.add("off");
  if (said.every) words.add(write_every(*said.every));
  if (said.bad_every) words.add(said.every_text);
  for (std::size_t i = 0; i < said.people.size(); ++i) words.add((i == 0 ? "for " : "") + parts::written(said.people[i]));
  words.add(text);
  if (said.report_at) words.add("report at " + say_time(*said.report_at));
  return words.take();
}

std::string brief_words(const Utterance& said, const std::string& text) {
  Words words;
  if (said.slot) words.add(zones::iso(*said.slot));
  if (said.part == Part::send) words.add("send");
  if (said.part == Part::skip) words.add("skip");
  if (said.part == Part::edit) words.add("edit");
  if (said.part == Part::note) words.add("note");
  if (said.part == Part::off) words.add("off");
  if (said.every) words.add(write_every(*said.every));
  if (said.bad_every) words.add(said.every_text);
  if (said.channel) words.add("in #" + said.channel_name);
  return words.add(text).take();
}

std::string reminded(const Utterance& said, const std::string& text) {
  Words words;
  if (said.part == Part::off) words.add("off");
  if (said.part == Part::on) words.add("on");
  words.add(refs_words(said.refs));
  if (said.nudge) words.add(word_of(*said.nudge));
  return words.add(text).take();
}

}  // namespace

std::optional<std::string> canonical_rest(const Utterance& said, const std::string& text) {
  switch (said.verb) {
    case Verb::kpi:
      return kpi_words(said, text);
    case Verb::standup:
      return standup_words(said, text);
    case Verb::brief:
      return brief_words(said, text);
    case Verb::checkin: {
      Words words;
      if (said.part == Part::off) words.add("off");
      if (said.every) words.add(write_every(*said.every));
      if (said.bad_every) words.add(said.every_text);
      return words.add(text).take();
    }
    case Verb::remind:
    case Verb::snooze:
    case Verb::skip:
      return reminded(said, text);
    case Verb::report:
      return said.status ? say_status(*said.status) : text;
    case Verb::risk:
      return text + (said.watch ? " watch " + *said.watch : "");
    case Verb::block: {
      Words words;
      return words.add(refs_words(said.refs)).add(text).take();
    }
    case Verb::checked: {
      Words words;
      return words.add(said.checker ? "by " + parts::written(*said.checker) : "").add(text).take();
    }
    case Verb::settings:
      return (said.part == Part::add ? "zone " : "") + text;
    case Verb::away:
      return said.away_from ? "from " + zones::iso(*said.away_from) : text;
    case Verb::merge:
      return refs_words(said.refs) + (text.empty() ? "" : (said.part == Part::note ? " as " : " ") + text);
    case Verb::from_template:
      return template_words(said, text);
    case Verb::prfaq:
      return prfaq_words(said, text);
    default:
      return std::nullopt;
  }
}

}  // namespace backwalk::talk::parts

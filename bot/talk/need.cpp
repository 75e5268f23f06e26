#include <algorithm>
#include <cctype>
#include <variant>

#include "bot/talk/form.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/normalise.hpp"
#include "bot/talk/spans_parts.hpp"
#include "bot/talk/talk.hpp"
#include "bot/talk/template.hpp"

namespace backwalk::talk {
namespace {

/// Whether the sentence may name what was shown before; its verb may stand behind a plan's key.
bool weighs(const std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size() && i < 3; ++i) {
    const auto* command = find_command(words[i].text);
    const bool is_what_if = words[i].text == "if" || words[i].text == "If";
    if (command == nullptr && !is_what_if) continue;
    if (is_what_if || command->verb == Verb::whatif || command->verb == Verb::apply || command->verb == Verb::compare ||
        command->verb == Verb::option || command->verb == Verb::who)
      return true;
  }
  return false;
}

/// Who may be meant by a plain name in a step or an answer, wherever it stands: "2 days by bo", "print bags 2d bo, launch page 3d cy".
std::vector<std::string> names_without_mark(const std::vector<Word>& words) {
  constexpr std::size_t most = 24;
  std::vector<std::string> names;
  for (std::size_t i = words.size() > most ? words.size() - most : 1; i < words.size(); ++i) {
    const auto name = parts::steering(words[i]);
    if (!name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0) names.push_back(name);
  }
  return names;
}

turn::Need need_of(const chat::Envelope& envelope, const std::vector<chat::Piece>& pieces) {
  turn::Need need;
  need.place = envelope.place;
  need.speaker = envelope.speaker;
  need.speaker_name = envelope.speaker_name;
  need.speaker_zone = envelope.speaker_zone;
  for (const auto& piece : pieces) {
    if (const auto* mention = std::get_if<chat::UserMention>(&piece)) need.mentions.push_back(*mention);
    if (const auto* channel = std::get_if<chat::ChannelMention>(&piece)) need.channels.push_back(*channel);
  }
  const auto words = words_of(pieces);
  for (const auto& word : words) {
    if (word.at_name) need.names.push_back(*word.at_name);
    if (is_key(word.text)) need.keys.push_back(word.text.substr(0, word.text.find('/')));
  }
  const auto* command = words.empty() ? nullptr : find_command(words.front().text);
  const bool may_name = command == nullptr || command->verb == Verb::answer || command->verb == Verb::checked ||
                        command->verb == Verb::action || command->verb == Verb::before || command->verb == Verb::owner;
  if (may_name) {
    for (auto& name : names_without_mark(words)) need.names.push_back(std::move(name));
  }
  const auto says_all = [&] { return parse(words, Calendarium{}).is_all; };
  need.whole_workspace = command != nullptr && (command->verb == Verb::list || command->verb == Verb::mine ||
                                                (command->verb == Verb::next && words.size() > 1 && says_all()));
  // Who has time is told by all plans; a button names the plan first.
  const auto verb_at = words.size() > 1 && is_key(words.front().text) ? 1U : 0U;
  const auto* named = words.empty() ? nullptr : find_command(words[verb_at].text);
  if (named != nullptr && named->verb == Verb::who) need.whole_workspace = true;
  // What a split began goes with it, wherever that is undone from.
  const bool is_elsewhere = !need.keys.empty() || envelope.place.is_direct();
  if (named != nullptr && named->verb == Verb::undo && is_elsewhere) need.whole_workspace = true;
  // A template may be a plan of this workspace, by a name that it was given.
  const bool is_template = command != nullptr && command->verb == Verb::from_template;
  if (is_template && (words.size() < 2 || (find_template(words[1].text) == nullptr && words[1].text != "save")))
    need.whole_workspace = true;
  need.tells_log = command != nullptr && command->verb == Verb::history;
  need.weighs = weighs(words);
  // Free text may be an answer, which writes.
  need.writes = !words.empty() && (command == nullptr || command->writes);
  need.starts = need.writes && (command == nullptr || command->verb == Verb::start || command->verb == Verb::from_template ||
                                command->verb == Verb::lite || command->verb == Verb::split);
  return need;
}

}  // namespace

turn::Need need(const chat::Inbound& inbound) {
  struct Visitor {
    turn::Need operator()(const chat::Challenge&) const { return {}; }
    turn::Need operator()(const chat::Ignored&) const { return {}; }
    turn::Need operator()(const chat::Installed& installed) const {
      turn::Need need;
      need.place = installed.envelope.place;
      need.place.thread.reset();
      return need;
    }
    turn::Need operator()(const chat::Said& said) const { return need_of(said.envelope, said.pieces); }
    turn::Need operator()(const chat::Pressed& pressed) const { return need_of(pressed.envelope, {chat::Piece{pressed.say}}); }
    turn::Need operator()(const chat::Submitted& submitted) const { return need_of(submitted.envelope, pieces_of(submitted)); }
    turn::Need operator()(const chat::Confirmed&) const { return {}; }
  };
  return std::visit(Visitor{}, inbound);
}

}  // namespace backwalk::talk

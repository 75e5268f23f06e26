// What is left of a sentence once its modifiers are taken out: references, text, and whether the whole parses.
#include <algorithm>
#include <array>

#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk::parts {
namespace {

std::string text_of(const std::vector<Word>& words, std::size_t from = 0) { return join(words, from, words.size()); }

bool has_date(const Utterance& utterance) { return utterance.by || utterance.by_two || utterance.bad_date; }

/// "milestone M2 by 9 oct": a milestone or action named first.
void take_titled(Utterance& utterance, std::vector<Word> rest) {
  const bool may_name = utterance.verb == Verb::milestone || utterance.verb == Verb::action;
  const auto ref = may_name && !rest.empty() && !rest[0].is_quoted && !rest[0].mention ? read_ref(rest[0].text) : std::nullopt;
  const bool is_named = ref && ref->kind != planner::Kind::goal;
  if (is_named) utterance.refs = {*ref};
  if (utterance.verb == Verb::milestone) take_done_when(utterance, rest);
  utterance.text = text_of(rest, is_named ? 1 : 0);
  utterance.is_command = utterance.verb == Verb::start || is_named || !utterance.text.empty() || (!may_name && has_date(utterance));
}

void take_before(Utterance& utterance, const std::vector<Word>& rest) {
  const std::size_t at = !rest.empty() && steering(rest[0]) == "the" ? 1 : 0;
  const auto ref = at < rest.size() && !rest[at].is_quoted && !rest[at].mention ? read_ref(rest[at].text) : std::nullopt;
  if (ref) utterance.refs = {*ref};
  utterance.text = text_of(rest, ref ? at + 1 : 0);
  utterance.is_command = ref && !utterance.text.empty();
}

/// References first, or else words that are to name one item.
void take_refs(Utterance& utterance, const std::vector<Word>& rest) {
  const RefsParse parse = read_refs(rest, 0, RefKinds::all);
  utterance.refs = parse.refs;
  utterance.text = text_of(rest, parse.used);
  utterance.is_command = !utterance.refs.empty() || !utterance.text.empty();
}

/// `link A1 before A5` is `link A5 after A1`.
void take_link(Utterance& utterance, const std::vector<Word>& rest) {
  take_refs(utterance, rest);
  if (utterance.before && utterance.after.empty() && !utterance.refs.empty()) {
    utterance.after = utterance.refs;
    utterance.refs = {*utterance.before};
    utterance.before.reset();
  }
  const bool has_one_object = utterance.refs.empty() != utterance.text.empty();
  utterance.is_command = has_one_object && (!utterance.after.empty() || utterance.before);
}

/// The last person named is the owner; references or words, in any place, are what they own.
void take_owner(Utterance& utterance, std::vector<Word> rest) {
  for (std::size_t i = rest.size(); i-- > 0;) {
    const bool is_edge = i == 0 || i + 1 == rest.size();
    auto someone = read_someone(rest[i]);
    if (!someone || (someone->is_me && !is_edge)) continue;
    utterance.owner = std::move(someone);
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  const auto is_filler = [](const Word& word) {
    const std::string name = steering(word);
    return name == "for" || name == "of" || name == "is" || name == "to" || name == "=" || (name.empty() && word.text == ",");
  };
  while (!rest.empty() && is_filler(rest.front())) rest.erase(rest.begin());
  while (!rest.empty() && is_filler(rest.back())) rest.pop_back();
  take_refs(utterance, rest);
  // "owner A4 bob": behind references alone one more word is a name.
  if (!utterance.owner && !utterance.refs.empty() && rest.size() > 1 && rest.back().text == utterance.text && !rest.back().is_quoted) {
    utterance.owner = Someone{false, {}, rest.back().text};
    utterance.text.clear();
  }
  utterance.is_command = utterance.owner && (utterance.refs.empty() != utterance.text.empty());
}

void take_restore(Utterance& utterance, std::vector<Word> rest) {
  if (rest.size() > 1 && steering(rest.back()) == "now") {
    utterance.part = Part::now;
    rest.pop_back();
  }
  utterance.text = text_of(rest);
  std::string digits;
  for (const Word& word : rest) {
    const std::string name = steering(word);
    if (name != "to" && name != "version") digits = digits.empty() ? name : "x";
  }
  if (!digits.empty() && digits[0] == 'v') digits.erase(0, 1);
  if (digits.empty() || digits.size() > 6 || digits.find_first_not_of("0123456789") != std::string::npos) return;
  utterance.number = std::stoi(digits);
  utterance.text.clear();
  utterance.is_command = true;
}

/// Verbs that take nothing: with words behind it that mean nothing to it, it is a sentence that begins with such a word.
void take_nothing(Utterance& utterance, const std::vector<Word>& rest) {
  utterance.text = text_of(rest);
  const bool may_point = utterance.verb == Verb::skip || utterance.verb == Verb::undo;
  const std::string only = rest.size() == 1 ? steering(rest[0]) : std::string{};
  if (may_point && (only == "this" || only == "it" || only == "that")) utterance.text.clear();
  utterance.is_command = utterance.text.empty();
}

/// "timeline dark", "fever svg", "pace K1 dark": how it is drawn, in any order, behind all else.
void take_drawing(Utterance& utterance, std::vector<Word>& rest) {
  for (; !rest.empty(); rest.pop_back()) {
    const std::string name = steering(rest.back());
    if (name != "dark" && name != "svg") return;
    (name == "dark" ? utterance.is_dark : utterance.is_svg) = true;
  }
}

/// "next", "next @dev".
void take_next(Utterance& utterance, const std::vector<Word>& rest) {
  take_nothing(utterance, rest);
  if (rest.size() != 1) return;
  utterance.owner = read_someone(rest[0]);
  if (!utterance.owner) return;
  utterance.text.clear();
  utterance.is_command = true;
}

/// "accept", "accept A1 A4"; with other words it is a sentence.
void take_accept(Utterance& utterance, const std::vector<Word>& rest) {
  take_refs(utterance, rest);
  const bool is_mine = rest.size() == 1 && (steering(rest[0]) == "mine" || steering(rest[0]) == "all");
  if (is_mine) utterance.text.clear();
  utterance.is_command = utterance.text.empty();
}

/// The question in this place, or: "skip standup", "skip K1", "skip brief".
void take_skip(Utterance& utterance, const std::vector<Word>& rest) {
  take_nothing(utterance, rest);
  if (rest.size() != 1) return;
  const auto ref = read_ref(steering(rest[0]));
  if (ref && ref->kind == planner::Kind::kpi) utterance.refs = {*ref};
  utterance.nudge = read_nudge(steering(rest[0]));
  if (utterance.refs.empty() && !utterance.nudge) return;
  utterance.text.clear();
  utterance.is_command = true;
}

/// "commit", "commit checked by @legal".
void take_commit(Utterance& utterance, const std::vector<Word>& rest) {
  if (rest.size() > 1 && steering(rest[0]) == "checked") {
    take_checked(utterance, {rest.begin() + 1, rest.end()});
    return;
  }
  take_nothing(utterance, rest);
}

}  // namespace

void take_objects(Utterance& utterance, std::vector<Word>& rest, const Calendarium& calendarium) {
  switch (utterance.verb) {
    case Verb::start:
    case Verb::goal:
    case Verb::milestone:
    case Verb::action:
      return take_titled(utterance, rest);
    case Verb::before:
      return take_before(utterance, rest);
    case Verb::link:
      return take_link(utterance, rest);
    case Verb::owner:
      return take_owner(utterance, rest);
    case Verb::started:
    case Verb::done:
    case Verb::drop:
    case Verb::take:
      return take_refs(utterance, rest);
    case Verb::happened:
      return take_happened(utterance, rest);
    case Verb::unlink:
      return take_unlink(utterance, rest);
    case Verb::needs:
      return take_needs(utterance, rest);
    case Verb::split:
      return take_split(utterance, rest);
    case Verb::merge:
      return take_merge(utterance, rest);
    case Verb::gain:
      return take_gain(utterance, rest, calendarium);
    case Verb::mitigate:
      return take_mitigate(utterance, rest);
    case Verb::flexible:
      return take_flexible(utterance, rest);
    case Verb::slip:
      return take_slip(utterance, rest, calendarium);
    case Verb::pace:
      take_drawing(utterance, rest);
      return take_one(utterance, rest);
    case Verb::history:
      return take_one(utterance, rest);
    case Verb::help:
      utterance.text = text_of(rest);
      // "help kpi add" is about kpi
      utterance.is_command = rest.size() <= 1 || (rest.size() == 2 && find_command(steering(rest.front())) != nullptr);
      return;
    case Verb::learn:
      utterance.text = text_of(rest);
      utterance.is_command = rest.size() <= 1;
      return;
    case Verb::next:
      return take_next(utterance, rest);
    case Verb::restore:
      return take_restore(utterance, rest);
    case Verb::kpi:
      return take_kpi(utterance, rest);
    case Verb::risk:
      return take_risk(utterance, rest);
    case Verb::block:
      return take_block(utterance, rest);
    case Verb::unblock:
      return take_refs(utterance, rest);
    case Verb::checked:
      return take_checked(utterance, rest);
    case Verb::report:
      return take_report(utterance, rest);
    case Verb::checkin:
      return take_checkin(utterance, rest);
    case Verb::standup:
      return take_standup(utterance, rest, calendarium);
    case Verb::brief:
      return take_brief(utterance, rest, calendarium);
    case Verb::away:
      return take_away(utterance, rest, calendarium);
    case Verb::snooze:
      return take_snooze(utterance, rest, calendarium);
    case Verb::remind:
      return take_remind(utterance, rest);
    case Verb::settings:
      return take_settings(utterance, rest);
    case Verb::skip:
      return take_skip(utterance, rest);
    case Verb::commit:
      return take_commit(utterance, rest);
    case Verb::chance:
    case Verb::why:
    case Verb::whatif:
    case Verb::apply:
    case Verb::move:
    case Verb::diff:
    case Verb::compare:
    case Verb::option:
    case Verb::who:
      return take_decision(utterance, rest, calendarium);
    case Verb::bare:
    case Verb::answer:
    case Verb::retrace:
    case Verb::list:
    case Verb::status:
    case Verb::back:
    case Verb::reopen:
    case Verb::enough:
    case Verb::replan:
    case Verb::check:
    case Verb::cancel:
    case Verb::mine:
    case Verb::plan:
    case Verb::walk:
      return take_nothing(utterance, rest);
    case Verb::undo:
      take_nothing(utterance, rest);
      utterance.is_command =
          utterance.is_command || utterance.text.find_first_not_of("0123456789") == std::string::npos;  // as its button says it
      return;
    case Verb::timeline:
    case Verb::fever:
      take_drawing(utterance, rest);
      return take_nothing(utterance, rest);
    case Verb::accept:
      return take_accept(utterance, rest);
    case Verb::close:
    case Verb::simplify:
      return take_now(utterance, rest);
    case Verb::from_template:
      return take_template(utterance, rest, calendarium);
    case Verb::prfaq:
      return take_prfaq(utterance, rest);
    case Verb::invite:
      return take_invite(utterance, rest);
    case Verb::lite:
      return take_lite(utterance, rest);
  }
}

}  // namespace backwalk::talk::parts

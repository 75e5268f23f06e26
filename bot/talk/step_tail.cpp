#include "bot/talk/step_tail.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "bot/talk/dates.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/whom.hpp"

namespace backwalk::talk {
namespace {

Word plain_word(std::string text) {
  Word word;
  word.text = std::move(text);
  return word;
}

bool is_dash_or_comma(const Word& word) {
  return !word.is_quoted && (word.text == "-" || word.text == "*" || word.text == "\xE2\x80\xA2" || word.text == ",");
}

Word at_named(const std::string& text) {
  std::string name = text;
  while (!name.empty() && std::string_view{".,;:!?)"}.find(name.back()) != std::string_view::npos) name.pop_back();
  Word result = plain_word("@" + name);
  result.at_name = name;
  return result;
}

bool begins_with_letter(const Word& word) {
  if (word.is_quoted || word.mention || word.text.empty()) return false;
  const auto first = static_cast<unsigned char>(word.text.front());
  return first >= 128 || std::isalpha(first) != 0;
}

/// "Jürgen", "TÜV": as names are written. What is not ASCII is taken for a letter.
bool is_capital(const Word& word) { return begins_with_letter(word) && std::islower(static_cast<unsigned char>(word.text.front())) == 0; }

/// "2 days max", "2 days packing"
bool is_no_name(const std::string& name) {
  const auto plain = parts::bare(name);
  return plain.ends_with("ing") ||
         is_one_of(plain, {"max",      "min",        "total",      "later",   "only",  "each", "long",   "more",     "maximum", "minimum",
                           "effort",   "work",       "tops",       "roughly", "left",  "ago",  "before", "earlier",  "latest",  "needed",
                           "required", "off",        "altogether", "away",    "early", "late", "or",     "at",       "now",     "today",
                           "first",    "everything", "it",         "them",    "him",   "her",  "us",     "tomorrow", "again"});
}

/// "it takes 2 days"
bool takes_length(const Word& word) { return is_one_of(parts::steering(word), {"takes", "take", "taking", "needs"}); }

/// "the shop owner", "our new owner": somebody it is about.
bool tells_of_owner(const std::vector<Word>& words, std::size_t owner) {
  if (owner == 0) return false;
  return is_one_of(parts::steering(words[owner - 1]),
                   {"the", "a",    "an",  "our",  "new",  "old",   "next", "this", "that",    "their",   "his",      "her",
                    "my",  "your", "its", "shop", "home", "house", "land", "flat", "product", "process", "business", "site"});
}

/// "write to @kim", "lunch with @kim": who stands behind it is no owner.
bool is_preposition(const Word& word) {
  return is_one_of(parts::steering(word),
                   {"to", "with", "of", "from", "about", "between", "via", "at", "on", "for", "without", "like", "than"});
}

}  // namespace

bool leads_length(const Word& word) {
  constexpr std::array<std::string_view, 9> all{"for", "about", "around", "roughly", "approximately", "approx", "circa", "ca", "maybe"};
  return stands_among(all, word) || takes_length(word);
}

StepTail::StepTail(const Context& context, std::vector<Word> words, Names names)
    : context_(context), words_(std::move(words)), names_(names) {
  while (take_filler() || take_doer() || take_date() || take_owner() || take_length() || take_place()) {
  }
}

std::vector<Word> StepTail::in_order() const {
  auto all = words_;
  for (const auto* found : {&length_, &places_, &owner_, &date_}) all.insert(all.end(), found->begin(), found->end());
  return all;
}

bool StepTail::take_filler() {
  if (words_.empty()) return false;
  auto& last = words_.back();
  if (words_.size() > 1 && is_dash_or_comma(last)) {
    words_.pop_back();
    return true;
  }
  const bool has_some = has_length() || has_owner() || !date_.empty();
  if (has_some && !last.is_quoted && !last.mention && last.text.size() > 1 &&
      std::string_view{",;:"}.find(last.text.back()) != std::string_view::npos) {
    last.text.pop_back();
    return true;
  }
  // "fix findings and it takes 2 days"
  constexpr std::array<std::string_view, 6> joints{"it", "will", "that", "would", "should", "done"};
  if (has_length() && words_.size() > 2 && was_led_ && stands_among(joints, last)) {
    words_.pop_back();
    return true;
  }
  return false;
}

/// "..., bob does it", "@bo will do that"
bool StepTail::take_doer() {
  if (has_owner() || words_.size() < 4) return false;
  const auto from_end = [&](std::size_t i) { return parts::steering(words_[words_.size() - i]); };
  if (!is_one_of(from_end(1), {"it", "that", "this"})) return false;
  const std::size_t verb = is_one_of(from_end(2), {"does", "do", "takes"})         ? 2
                           : is_one_of(from_end(2), {"on"}) && from_end(3) == "is" ? 3
                                                                                   : 0;
  if (verb == 0) return false;
  const std::size_t who = verb + (from_end(verb + 1) == "will" || from_end(verb + 1) == "can" ? 2 : 1);
  if (who + 1 >= words_.size()) return false;
  const auto& word = words_[words_.size() - who];
  const auto someone = parts::read_someone(word);
  const auto name = parts::bare(word.text);
  const auto& boundary = words_[words_.size() - who - 1];
  if (!boundary.text.ends_with(',') && !is_one_of(boundary.text, {"-", "and"})) return false;  // "see what bob does that"
  const bool is_known = !someone && begins_with_letter(word) && !people_meant(context_, Someone{false, {}, name}).empty();
  if (!someone && !is_known) return false;
  owner_ = {plain_word("owner"), someone ? word : at_named(name)};
  words_.resize(words_.size() - who);
  while (words_.size() > 1 && is_one_of(parts::steering(words_.back()), {"and"})) words_.pop_back();
  return true;
}

std::size_t StepTail::long_name() const {
  constexpr std::size_t most = 3;
  for (std::size_t count = 2; count <= most && count + 1 < words_.size(); ++count) {
    const auto first = words_.end() - static_cast<std::ptrdiff_t>(count);
    if (!std::all_of(first, words_.end(), is_capital)) return 0;
    const auto owner = words_.size() - count - 1;
    if (parts::steering(words_[owner]) == "owner") return tells_of_owner(words_, owner) ? 0 : count;
  }
  return 0;
}

bool StepTail::take_owner() {
  if (has_owner() || words_.size() < 2) return false;
  if (const auto count = long_name(); count > 0) {
    owner_ = {plain_word("owner"), at_named(join(words_, words_.size() - count, words_.size()))};
    words_.resize(words_.size() - count - 1);
    return true;
  }
  const auto& last = words_.back();
  const auto& before = words_[words_.size() - 2];
  constexpr std::array<std::string_view, 2> leads{"owner", "by"};
  const bool is_led = stands_among(leads, before);
  const auto someone = parts::read_someone(last);
  const bool is_marked = someone && !someone->is_me;
  // "write to me" and "stand by me" are no owner, "3d me" and "3d by me" are one.
  const bool is_by_me = is_led && (has_length() || parts::steering(before) != "by" || ends_length(words_.size() - 2));
  const bool is_me = someone && someone->is_me && (is_by_me || ends_length(words_.size() - 1) || before.text.ends_with(','));
  if (is_marked && !is_led && is_preposition(before)) return false;
  if (!is_marked && !is_me && !is_name(last, is_led, before)) return false;
  owner_ = {plain_word("owner"), someone ? last : at_named(last.text)};
  words_.resize(words_.size() - (is_led && words_.size() > 2 ? 2 : 1));
  take_other_owners();
  return true;
}

/// "@bob, @kim and @eva": all of them stand behind "owner", so that it can be told that one owns a step.
void StepTail::take_other_owners() {
  while (words_.size() > 2) {
    const bool is_joined = is_one_of(words_.back().text, {"and", "&", "+", ",", "/"});
    const auto other = words_[words_.size() - (is_joined ? 2 : 1)];
    const auto someone = parts::read_someone(other);
    const auto name = at_named(other.text);
    const bool is_known = !someone && begins_with_letter(other) && !people_meant(context_, Someone{false, {}, *name.at_name}).empty();
    if ((!someone && !is_known) || (!is_joined && !other.text.ends_with(','))) return;
    owner_.insert(owner_.begin() + 1, {someone ? other : name, plain_word("and")});
    words_.resize(words_.size() - (is_joined ? 2 : 1));
  }
}

/// A plain word that is somebody's name. In an answer it is meant as one behind "owner", known or not.
bool StepTail::is_name(const Word& word, bool is_led, const Word& before) const {
  const auto name = at_named(word.text).at_name.value_or("");
  if (word.is_quoted || word.mention || name.empty() || std::isalpha(static_cast<unsigned char>(name.front())) == 0) return false;
  const bool is_behind_length = ends_length(words_.size() - 1);
  const bool has_some_length = has_length() || is_behind_length || ends_length(words_.size() - 2);
  const auto is_known = [&] { return !people_meant(context_, Someone{false, {}, name}).empty(); };
  if (parts::steering(before) == "owner") {
    return !is_no_name(name) && !tells_of_owner(words_, words_.size() - 2) && (names_ == Names::any || has_some_length || is_known());
  }
  // "2 days cy", "2 days by cy", "2 days - cy": nothing else stands there, so that a name nobody has is told.
  const std::size_t end = words_.size() - (is_led || before.text == "-" ? 2 : 1);
  if (names_ == Names::any && !is_no_name(name) && ends_length(end)) return true;
  const bool may_be_mark = names_ == Names::any || has_some_length;
  return is_known() && (is_behind_length || (may_be_mark && (is_led || before.text.ends_with(',') || before.text == "-")));
}

std::optional<std::size_t> StepTail::length_before(std::size_t end) const {
  for (std::size_t at = end >= 6 ? end - 6 : 0; at < end; ++at) {
    auto texts = parts::open_texts(words_, at);
    texts.resize(std::min(texts.size(), end - at));
    if (texts.size() != end - at || texts.front().empty()) continue;
    if (texts.front().front() == '~') texts.front().erase(0, 1);
    while (texts.back().size() > 1 && (texts.back().ends_with(',') || texts.back().ends_with(';'))) texts.back().pop_back();
    const auto span = read_span(texts);
    const bool is_article = texts.front() == "a" || texts.front() == "an";
    const bool is_led = at > 0 && leads_length(words_[at - 1]);
    if (span.used != texts.size() || std::holds_alternative<NoSpan>(span.reading) || (is_article && !is_led)) continue;
    if (at > 0 && parts::owns_length(parts::steering(words_[at - 1]))) return std::nullopt;
    return at;
  }
  return std::nullopt;
}

bool StepTail::take_length() {
  if (has_length()) return false;
  const auto at = length_before(words_.size());
  if (!at) return false;
  length_ = {plain_word("for")};
  for (std::size_t i = *at; i < words_.size(); ++i) {
    auto word = words_[i];
    if (word.text.starts_with('~')) word.text.erase(0, 1);
    while (word.text.size() > 1 && (word.text.ends_with(',') || word.text.ends_with(';'))) word.text.pop_back();
    length_.push_back(std::move(word));
  }
  words_.resize(*at);
  was_led_ = false;
  while (words_.size() > 1 && leads_length(words_.back())) {
    was_led_ = was_led_ || takes_length(words_.back());
    words_.pop_back();
  }
  return true;
}

bool StepTail::take_date() {
  if (!date_.empty()) return false;
  for (std::size_t at = words_.size() - std::min<std::size_t>(words_.size(), 6); at + 1 < words_.size(); ++at) {
    if (parts::steering(words_[at]) != "by") continue;
    const auto date = read_date(parts::open_texts(words_, at + 1), context_.calendarium);
    if (date.used == 0 || at + 1 + date.used != words_.size()) continue;
    date_.assign(words_.begin() + static_cast<std::ptrdiff_t>(at), words_.end());
    words_.resize(at);
    return true;
  }
  return false;
}

/// "before M2", "after A1 and A3": a command says it behind the length.
bool StepTail::take_place() {
  constexpr std::size_t most = 8;
  constexpr std::array<std::string_view, 2> leads{"before", "after"};
  for (std::size_t at = words_.size() - std::min(words_.size(), most); at + 1 < words_.size(); ++at) {
    if (!stands_among(leads, words_[at]) || at == 0) continue;
    const auto refs = parts::read_refs(words_, at + 1);
    if (refs.used == 0 || at + 1 + refs.used != words_.size()) continue;
    has_successor_ = has_successor_ || parts::steering(words_[at]) == "before";
    places_.insert(places_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(at), words_.end());
    words_.resize(at);
    return true;
  }
  return false;
}

}  // namespace backwalk::talk

#include "bot/talk/spoken.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <optional>
#include <string_view>

#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spans_parts.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/whom.hpp"

namespace backwalk::talk {
namespace {

using Phrase = std::vector<Word>;

Word plain_word(std::string text) {
  Word word;
  word.text = std::move(text);
  return word;
}

bool is_dash(const Word& word) {
  return !word.is_quoted && (word.text == "-" || word.text == "*" || word.text == "\xE2\x80\xA2" || word.text == ",");
}

template <std::size_t N>
bool stands_among(const std::array<std::string_view, N>& all, const Word& word) {
  const auto name = parts::steering(word);
  return !name.empty() && std::find(all.begin(), all.end(), name) != all.end();
}

bool leads_length(const Word& word) {
  constexpr std::array<std::string_view, 12> all{"for",   "about", "around", "roughly", "approximately", "approx",
                                                 "circa", "ca",    "takes",  "taking",  "needs",         "maybe"};
  return stands_among(all, word);
}

/// What a length behind it belongs to: "in 2 weeks" is no length of work.
bool owns_length(const Word& word) {
  constexpr std::array<std::string_view, 9> all{"in", "within", "every", "by", "than", "under", "after", "before", "until"};
  return stands_among(all, word);
}

/// The tail of a step, from its end on.
class StepTail {
 public:
  StepTail(const Context& context, Phrase words) : context_(context), words_(std::move(words)) {
    while (take_filler() || take_owner() || take_length() || take_date()) {
    }
  }

  bool has_length() const { return !length_.empty(); }
  bool has_owner() const { return !owner_.empty(); }
  /// How many words are left to be its title.
  std::size_t title() const { return words_.size(); }

  Phrase in_order() const {
    auto all = words_;
    for (const auto* found : {&length_, &owner_, &date_}) all.insert(all.end(), found->begin(), found->end());
    return all;
  }

 private:
  bool take_filler() {
    if (words_.empty()) return false;
    auto& last = words_.back();
    if (words_.size() > 1 && is_dash(last)) {
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

  bool take_owner() {
    if (has_owner() || words_.size() < 2) return false;
    const auto& last = words_.back();
    const auto& before = words_[words_.size() - 2];
    constexpr std::array<std::string_view, 3> leads{"owner", "by", "who:"};
    const bool is_led = stands_among(leads, before);
    const auto someone = parts::read_someone(last);
    const bool is_marked = someone && !someone->is_me;
    // "write to me" and "stand by me" are no owner, "3d me" and "3d by me" are one.
    const bool is_by_me = is_led && (has_length() || parts::steering(before) != "by" || ends_length(words_.size() - 2));
    const bool is_me = someone && someone->is_me && (is_by_me || ends_length(words_.size() - 1) || before.text.ends_with(','));
    if (!is_marked && !is_me && !is_name(last, is_led, before)) return false;
    Word owner = last;
    if (!someone) owner = named(last);
    owner_ = {plain_word("owner"), std::move(owner)};
    words_.resize(words_.size() - (is_led && words_.size() > 2 ? 2 : 1));
    return true;
  }

  /// A plain word that is somebody's name. Behind "owner" it is meant as one, known or not.
  bool is_name(const Word& word, bool is_led, const Word& before) const {
    const auto name = named(word).at_name.value_or("");
    if (word.is_quoted || word.mention || name.empty() || std::isalpha(static_cast<unsigned char>(name.front())) == 0) return false;
    if (parts::steering(before) == "owner") return true;
    // "2 days cy", "2 days by cy", "2 days - cy": nothing else stands there, so that a name nobody has is told.
    const std::size_t end = words_.size() - (is_led || before.text == "-" ? 2 : 1);
    if (!is_no_name(name) && ends_length(end)) return true;
    const bool is_known = !people_meant(context_, Someone{false, {}, name}).empty();
    return is_known && (is_led || before.text.ends_with(',') || before.text == "-" || ends_length(words_.size() - 1));
  }

  /// "2 days max", "2 days packing"
  static bool is_no_name(const std::string& name) {
    const auto plain = parts::bare(name);
    return plain.ends_with("ing") ||
           is_one_of(plain, {"max",    "min",      "total", "later",   "only",       "each", "long", "more",   "maximum", "minimum",
                             "effort", "work",     "tops",  "roughly", "altogether", "left", "ago",  "before", "earlier", "latest",
                             "needed", "required", "off",   "away",    "early",      "late", "or",   "at",     "now"});
  }

  static Word named(const Word& word) {
    std::string name = word.text;
    while (!name.empty() && std::string_view{".,;:!?)"}.find(name.back()) != std::string_view::npos) name.pop_back();
    Word result = plain_word("@" + name);
    result.at_name = name;
    return result;
  }

  /// Where a length begins that ends before `end`; none when none does.
  std::optional<std::size_t> length_before(std::size_t end) const {
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
      if (at > 0 && owns_length(words_[at - 1])) return std::nullopt;
      return at;
    }
    return std::nullopt;
  }
  bool ends_length(std::size_t end) const { return length_before(end).has_value(); }

  bool take_length() {
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
      words_.pop_back();
      was_led_ = true;
    }
    return true;
  }

  bool take_date() {
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

  const Context& context_;
  Phrase words_;
  Phrase length_{};
  Phrase owner_{};
  Phrase date_{};
  bool was_led_ = false;
};

/// "(2 days, bo)" at the end: where all that stands in the brackets is read, they are no part of a title.
StepTail read_tail_of(const Context& context, const Phrase& words) {
  const auto opens = std::find_if(words.rbegin(), words.rend(), [](const Word& word) { return word.text.starts_with('('); });
  const bool is_closed = !words.empty() && !words.back().is_quoted && words.back().text.ends_with(')');
  const auto first = opens == words.rend() ? 0 : static_cast<std::size_t>(std::distance(opens, words.rend())) - 1;
  if (is_closed && first > 0) {
    auto plain = words;
    plain[first].text.erase(0, 1);
    plain.back().text.pop_back();
    for (auto* word : {&plain[first], &plain.back()}) {
      if (!word->mention && word->text.starts_with('@')) word->at_name = word->text.substr(1);
    }
    StepTail tail(context, std::move(plain));
    if (tail.title() <= first) return tail;
  }
  return {context, words};
}

bool is_bullet(const Word& word) { return is_dash(word) && word.text != ","; }

/// What a length at the beginning may stand before without a mark: "two weeks of tests", "2 days packing boxes".
bool is_done_for_so_long(const Word& word) {
  return stands_among(std::array<std::string_view, 2>{"of", "for"}, word) ||
         (word.text.size() > 5 && !word.is_quoted && word.text.ends_with("ing"));
}

/// "2 days: pack boxes", "2d - pack boxes", "about 2 days packing boxes" with its length behind it.
Phrase with_length_behind(const Context& context, const Phrase& words) {
  std::size_t first = 0;
  while (first < words.size() && leads_length(words[first])) ++first;
  const auto texts = parts::open_texts(words, first);
  const auto length = read_span(texts).used;
  std::size_t next = first + length;
  if (length == 0 || next >= words.size()) return words;
  const bool has_colon = texts[length - 1].ends_with(':');
  const bool has_dash = words[next].text == "-";
  const bool is_plain = !has_colon && !has_dash && is_done_for_so_long(words[next]) && !read_tail_of(context, words).has_length();
  if (!has_colon && !has_dash && !is_plain) return words;
  if (has_dash || (is_plain && !words[next].text.ends_with("ing"))) ++next;
  if (next == words.size()) return words;
  Phrase turned(words.begin() + static_cast<std::ptrdiff_t>(next), words.end());
  for (std::size_t i = first; i < first + length; ++i) turned.push_back(words[i]);
  if (has_colon) turned.back().text.pop_back();
  return turned;
}

}  // namespace

Phrase step_words(const Context& context, Phrase words) {
  while (words.size() > 1 && is_bullet(words.front())) words.erase(words.begin());
  words = with_length_behind(context, words);
  return read_tail_of(context, words).in_order();
}

bool lacks_title(const Context& context, const Phrase& words) { return read_tail_of(context, words).title() == 0; }

bool tells_length(const Context& context, const Phrase& words) {
  const auto tail = read_tail_of(context, with_length_behind(context, words));
  return tail.has_length() && tail.title() > 0;
}

}  // namespace backwalk::talk

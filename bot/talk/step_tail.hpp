// The tail of a step as people say it: how long it takes, who does it, by when and where it belongs. Private to talk.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "bot/talk/context.hpp"
#include "bot/talk/spans_parts.hpp"
#include "bot/talk/spoken.hpp"

namespace backwalk::talk {

/// What stands at the end of a step, read from its end on; the rest is its title.
class StepTail {
 public:
  StepTail(const Context& context, std::vector<Word> words, Names names);

  bool has_length() const { return !length_.empty(); }
  bool has_owner() const { return !owner_.empty(); }
  /// Whether it says what it comes before.
  bool has_successor() const { return has_successor_; }
  /// How many words are left to be its title.
  std::size_t title() const { return words_.size(); }
  /// What stood behind the tail belongs to the title.
  void add_to_title(const std::vector<Word>& words) { words_.insert(words_.end(), words.begin(), words.end()); }
  /// The title and then each part as a command says it.
  std::vector<Word> in_order() const;

 private:
  bool take_filler();
  bool take_owner();
  void take_other_owners();
  bool take_doer();
  bool take_length();
  bool take_date();
  bool take_place();
  bool is_name(const Word& word, bool is_led, const Word& before) const;
  /// How many words from the end are a name of several words behind "owner"; 0 where none is.
  std::size_t long_name() const;
  /// Where a length begins that ends before `end`; none when none does.
  std::optional<std::size_t> length_before(std::size_t end) const;
  bool ends_length(std::size_t end) const { return length_before(end).has_value(); }

  const Context& context_;
  std::vector<Word> words_;
  Names names_;
  std::vector<Word> length_{};
  std::vector<Word> owner_{};
  std::vector<Word> date_{};
  std::vector<Word> places_{};
  bool was_led_ = false;
  bool has_successor_ = false;
};

/// "about", "takes": what may stand before a length of work.
bool leads_length(const Word& word);

template <std::size_t N>
bool stands_among(const std::array<std::string_view, N>& all, const Word& word) {
  const auto name = word.is_quoted || word.mention ? std::string{} : parts::bare(word.text);
  return !name.empty() && std::find(all.begin(), all.end(), name) != all.end();
}

}  // namespace backwalk::talk

#include "bot/talk/normalise.hpp"

#include <algorithm>
#include <cctype>

#include "bot/talk/normalise_parts.hpp"

namespace backwalk::talk {
namespace {

constexpr std::size_t kMostCharacters = 4000;
const std::string kMarker = [] {
  std::string marker;
  parts::append(marker, parts::kMention);
  return marker;
}();

std::string mention_text(const chat::UserMention& mention) {
  return normalise("@" + (normalise(mention.name).empty() ? mention.user : mention.name));
}
std::string mention_text(const chat::ChannelMention& mention) {
  return normalise("#" + (normalise(mention.name).empty() ? mention.channel : mention.name));
}

/// Keyboard characters alone, none of which can begin markup: nearly all that is typed. No step but the last changes such a text.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '<' && c != '>' && c != '&' && c != '@'; });
}

/// All pieces in one line, mentions as markers.
struct Lined {
  std::string text{};
  std::vector<const chat::Piece*> mentions{};
  bool is_cut = false;
};

Lined lined(const std::vector<chat::Piece>& pieces) {
  Lined line;
  std::size_t left = kMostCharacters;
  for (const chat::Piece& piece : pieces) {
    if (!std::holds_alternative<std::string>(piece)) {
      if (left == 0) {
        line.is_cut = true;
        continue;
      }
      --left;
      line.text += kMarker;
      line.mentions.push_back(&piece);
      continue;
    }
    const auto& text = std::get<std::string>(piece);
    if (text.size() <= left && is_plain(text)) {
      left -= text.size();
      line.text += text;
      continue;
    }
    bool cut = false;
    const std::u32string characters = parts::decode(text, left, &cut);
    left -= characters.size();
    line.is_cut = line.is_cut || cut;
    line.text += parts::without_markup(parts::plain_characters(characters));
  }
  line.text = parts::collapsed(line.text);
  return line;
}

bool ends_word(std::string_view text, std::size_t at) { return at >= text.size() || text[at] == ' '; }

/// Where the closing quote of the stretch opened at `open` stands; npos when the quote is an ordinary character.
std::size_t closing_mark(std::string_view text, std::size_t open) {
  const char quote = text[open];
  if (ends_word(text, open + 1)) return std::string_view::npos;
  for (std::size_t at = open + 1; (at = text.find(quote, at)) != std::string_view::npos; ++at) {
    const std::size_t after = std::min(text.find_first_not_of(".,;:!?)", at + 1), text.size());
    const bool closes = text[at - 1] != ' ' && at > open + 1 && ends_word(text, after);
    if (closes) return quote == '\'' && at < open + 3 ? std::string_view::npos : at;  // rock 'n' roll
    if (quote == '"') return std::string_view::npos;                                  // 5" and 7" pipes
  }
  return std::string_view::npos;
}

std::optional<std::string> at_name_of(std::string_view text) {
  if (text.size() < 2 || text.front() != '@') return {};
  const auto is_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '.' || c == '-';
  };
  const auto end = std::find_if_not(text.begin() + 1, text.end(), is_name);
  std::string name(text.begin() + 1, end);
  while (!name.empty() && (name.back() == '.' || name.back() == '-')) name.pop_back();
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.begin()));
  const bool is_clean = rest.find_first_not_of(".,;:!?)'\"") == std::string_view::npos || rest == "'s";
  return name.empty() || !is_clean ? std::nullopt : std::optional{name};
}

/// The words of one line; state of the walk over it.
class Splitter {
 public:
  explicit Splitter(const Lined& line) : line_(line) {}

  std::vector<Word> split() {
    const std::string_view text = line_.text;
    words_.reserve(1 + static_cast<std::size_t>(std::ranges::count(text, ' ')));
    std::size_t at = 0;
    while (at < text.size()) {
      if (text[at] == ' ') {
        ++at;
        continue;
      }
      const std::size_t close = text[at] == '"' || text[at] == '\'' ? closing_mark(text, at) : std::string_view::npos;
      if (close != std::string_view::npos) {
        ++groups_;
        const std::size_t end = std::min(text.find(' ', close), text.size());
        add_words(std::string{text.substr(at + 1, close - at - 1)} + std::string{text.substr(close + 1, end - close - 1)}, groups_);
        at = end;
      } else {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        add_word(text.substr(at, end - at), 0);
        at = end;
      }
    }
    return std::move(words_);
  }

 private:
  void add_words(const std::string& text, std::size_t group) {
    const std::string_view view = text;
    for (std::size_t at = 0; at < view.size();) {
      const std::size_t end = std::min(view.find(' ', at), view.size());
      if (end > at) add_word(view.substr(at, end - at), group);
      at = end + 1;
    }
  }

  /// A mention keeps what is glued to it in its text; two mentions glued together are two words.
  void add_word(std::string_view text, std::size_t group) {
    const std::size_t first = text.find(kMarker);
    if (first == std::string_view::npos) {
      Word word{std::string{text}, group > 0, {}, {}, {}, group};
      if (group == 0) word.at_name = at_name_of(text);
      words_.push_back(std::move(word));
      return;
    }
    const std::size_t second = std::min(text.find(kMarker, first + kMarker.size()), text.size());
    const chat::Piece& piece = *line_.mentions.at(next_mention_++);
    const std::string glued{text.substr(first + kMarker.size(), second - first - kMarker.size())};
    Word word{std::string{text.substr(0, first)}, group > 0, {}, {}, {}, group};
    if (const auto* user = std::get_if<chat::UserMention>(&piece)) {
      word.text += mention_text(*user) + glued;
      word.mention = user->user;
    } else if (const auto* channel = std::get_if<chat::ChannelMention>(&piece)) {
      word.text += mention_text(*channel) + glued;
      word.channel = channel->channel;
    }
    words_.push_back(std::move(word));
    if (second < text.size()) add_word(text.substr(second), group);
  }

  const Lined& line_;
  std::vector<Word> words_{};
  std::size_t groups_ = 0;
  std::size_t next_mention_ = 0;
};

}  // namespace

std::string normalise(std::string_view text, bool* cut) {
  return parts::collapsed(parts::without_markup(parts::plain_characters(parts::decode(text, kMostCharacters, cut))));
}

std::vector<Word> words_of(const std::vector<chat::Piece>& pieces, bool* cut) {
  const Lined line = lined(pieces);
  if (cut != nullptr) *cut = line.is_cut;
  return Splitter{line}.split();
}

std::string join(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  last = std::min(last, words.size());
  std::string out;
  const auto mark = [&](std::size_t group) {
    const bool has_double =
        std::any_of(words.begin(), words.end(), [&](const Word& w) { return w.group == group && w.text.find('"') != std::string::npos; });
    return has_double ? '\'' : '"';
  };
  for (std::size_t i = first; i < last; ++i) {
    const std::size_t group = words[i].group;
    const bool is_shown = group > 0 && group != words[first].group;
    if (i > first) out += ' ';
    if (is_shown && words[i - 1].group != group) out += mark(group);
    out += words[i].text;
    if (is_shown && (i + 1 == last || words[i + 1].group != group)) out += mark(group);
  }
  return out;
}

}  // namespace backwalk::talk

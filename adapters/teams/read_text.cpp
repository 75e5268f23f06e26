// What people write in Teams (PROTOCOLS 2.5): text with "<at>Name</at>" for mentions, whose entities say who is meant, and some HTML.
#include <algorithm>
#include <array>
#include <utility>

#include "adapters/chat/utf8.hpp"
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;
using chat::Piece;

struct Named {
  std::string text{};  ///< as it stands in the message
  std::string id{};
  std::string name{};
};

std::vector<Named> mentions_of(const Json& activity) {
  std::vector<Named> found;
  const Json* entities = chat::find(activity, {"entities"});
  if (entities == nullptr || !entities->is_array()) return found;
  for (const Json& entity : *entities) {
    if (chat::text_at(entity, {"type"}) != "mention") continue;
    auto id = chat::text_at(entity, {"mentioned", "id"});
    if (!id) continue;
    std::string name = chat::text_at(entity, {"mentioned", "name"}).value_or("");
    std::string text = chat::text_at(entity, {"text"}).value_or("<at>" + name + "</at>");
    found.push_back({std::move(text), *std::move(id), std::move(name)});
  }
  return found;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small;
}

/// The length of the tag that `text` begins with, 0 when it is none: "<br/>", "</p>", "<at id='1'>".
std::size_t tag_length(std::string_view text) {
  const bool closes = text.starts_with("</");
  const std::size_t name = closes ? 2 : 1;
  if (text.size() <= name || !is_ascii_letter(text[name])) return 0;
  const std::size_t end = text.find_first_of("<>", 1);
  return end == std::string_view::npos || text[end] != '>' ? 0 : end + 1;
}

std::string_view tag_name(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
}

/// Tags that people's words come wrapped in. Whatever else stands between angle brackets was typed.
bool is_known_tag(std::string_view tag) {
  constexpr std::array<std::string_view, 22> known{"a",  "at", "b",  "blockquote", "br", "code", "div", "em",   "h1",     "h2", "h3",
                                                   "hr", "i",  "li", "ol",         "p",  "pre",  "s",   "span", "strong", "u",  "ul"};
  const std::string name = lower(tag_name(tag));
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool breaks_line(std::string_view tag) {
  constexpr std::array<std::string_view, 6> breaking{"br", "div", "p", "li", "h1", "hr"};
  const std::string name = lower(tag_name(tag));
  return std::find(breaking.begin(), breaking.end(), name) != breaking.end();
}

/// The character that an escape stands for and its length; none when it is no escape.
std::optional<std::pair<std::string_view, std::size_t>> unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> escapes{
      {{"&nbsp;", " "}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"}}};
  for (const auto& [escape, plain] : escapes) {
    if (text.starts_with(escape)) return std::pair{plain, escape.size()};
  }
  return std::nullopt;
}

void add_words(std::vector<Piece>& pieces, std::string_view words) {
  auto* before = pieces.empty() ? nullptr : std::get_if<std::string>(&pieces.back());
  if (before == nullptr) {
    pieces.emplace_back(std::string(words));
  } else {
    *before += words;
  }
}

bool is_blank(const Piece& piece) {
  const auto* words = std::get_if<std::string>(&piece);
  return words != nullptr && words->find_first_not_of(" \t\r\n") == std::string::npos;
}

void trim(std::vector<Piece>& pieces, bool after_bot) {
  while (!pieces.empty() && is_blank(pieces.front())) pieces.erase(pieces.begin());
  while (!pieces.empty() && is_blank(pieces.back())) pieces.pop_back();
  if (pieces.empty()) return;
  if (auto* words = std::get_if<std::string>(&pieces.front()))
    words->erase(0, words->find_first_not_of(after_bot ? " \t\r\n:," : " \t\r\n"));
  if (auto* words = std::get_if<std::string>(&pieces.back())) words->erase(words->find_last_not_of(" \t\r\n") + 1);
  if (is_blank(pieces.front())) pieces.erase(pieces.begin());
}

}  // namespace

std::vector<Piece> pieces(const Json& activity) {
  const std::string text = chat::string_at(activity, {"text"}).value_or("");
  const std::vector<Named> mentions = mentions_of(activity);
  const std::string bot = chat::text_at(activity, {"recipient", "id"}).value_or("");
  const std::string bot_tag = "<at>" + chat::text_at(activity, {"recipient", "name"}).value_or("\n") + "</at>";
  std::vector<Piece> found;
  bool after_bot = false;
  for (std::string_view rest = text; !rest.empty();) {
    const auto* mention = rest.front() != '<' ? nullptr : [&]() -> const Named* {
      const auto here = std::find_if(mentions.begin(), mentions.end(), [&](const Named& one) { return rest.starts_with(one.text); });
      return here == mentions.end() ? nullptr : &*here;
    }();
    if (mention != nullptr && mention->id != bot) {
      const bool is_channel = mention->id.starts_with("19:");
      if (is_channel) found.emplace_back(chat::ChannelMention{.channel = mention->id, .name = mention->name});
      if (!is_channel) found.emplace_back(chat::UserMention{.user = mention->id, .name = mention->name});
      rest.remove_prefix(mention->text.size());
    } else if (mention != nullptr || rest.starts_with(bot_tag)) {
      after_bot = after_bot || std::all_of(found.begin(), found.end(), is_blank);
      rest.remove_prefix(mention != nullptr ? mention->text.size() : bot_tag.size());
    } else if (const std::size_t tag = rest.front() == '<' ? tag_length(rest) : 0; tag > 0 && is_known_tag(rest.substr(0, tag))) {
      if (breaks_line(rest.substr(0, tag))) add_words(found, " ");
      rest.remove_prefix(tag);
    } else if (const auto escape = rest.front() == '&' ? unescaped(rest) : std::nullopt) {
      add_words(found, escape->first);
      rest.remove_prefix(escape->second);
    } else if (rest.starts_with("\xC2\xA0")) {
      add_words(found, " ");
      rest.remove_prefix(2);
    } else {
      add_words(found, rest.substr(0, 1));
      rest.remove_prefix(1);
    }
  }
  trim(found, after_bot);
  return found;
}

}  // namespace backwalk::teams

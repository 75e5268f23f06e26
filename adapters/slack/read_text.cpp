// Slack's mrkdwn in what people say (PROTOCOLS 1.9): "<...>" is markup, "&amp;" an escape, all else is what was typed.
#include <algorithm>
#include <array>
#include <utility>

#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::ChannelMention;
using chat::Piece;
using chat::UserMention;

std::string unescape(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 3> escapes{{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}}};
  std::string plain;
  while (!text.empty()) {
    const auto* escape = std::find_if(escapes.begin(), escapes.end(), [&](const auto& e) { return text.starts_with(e.first); });
    plain += escape == escapes.end() ? text.front() : escape->second;
    text.remove_prefix(escape == escapes.end() ? 1 : escape->first.size());
  }
  return plain;
}

bool is_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::string_view without_at(std::string_view name) {
  if (name.starts_with('@')) name.remove_prefix(1);
  return name;
}

/// "<!here>", "<!subteam^S1|@crew>", "<!date^1^{date}|fallback>": words that call nobody.
std::string special(std::string_view word, std::string_view label) {
  if (word == "channel" || word == "here" || word == "everyone") return std::string(word);
  if (!label.empty()) return unescape(without_at(label));
  return std::string(word.substr(0, word.find('^')));
}

/// What stands between the brackets, as a piece; none when it is no markup of Slack's.
std::optional<Piece> markup(std::string_view inside) {
  const std::size_t bar = inside.find('|');
  const std::string_view target = inside.substr(0, bar);
  const std::string_view label = bar == std::string_view::npos ? std::string_view{} : inside.substr(bar + 1);
  if (target.starts_with('@') && is_id(target.substr(1))) {
    return UserMention{.user = std::string(target.substr(1)), .name = unescape(without_at(label))};
  }
  if (target.starts_with('#') && is_id(target.substr(1))) {
    return ChannelMention{.channel = std::string(target.substr(1)), .name = unescape(label)};
  }
  if (target.starts_with('!') && target.size() > 1) return special(target.substr(1), label);
  if (target.find(':') == std::string_view::npos || target.find(' ') != std::string_view::npos) return std::nullopt;
  if (!label.empty()) return unescape(label);
  return unescape(target.starts_with("mailto:") ? target.substr(7) : target);
}

void append(std::vector<Piece>& pieces, Piece next) {
  auto* words = std::get_if<std::string>(&next);
  if (words == nullptr) {
    pieces.push_back(std::move(next));
  } else if (!words->empty()) {
    auto* before = pieces.empty() ? nullptr : std::get_if<std::string>(&pieces.back());
    if (before == nullptr) {
      pieces.push_back(std::move(next));
    } else {
      *before += *words;
    }
  }
}

void trim_left(std::string& text, std::string_view what) { text.erase(0, text.find_first_not_of(what)); }

}  // namespace

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> result;
  while (!text.empty()) {
    const std::size_t open = text.find('<');
    append(result, unescape(text.substr(0, open)));
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const std::size_t close = text.find_first_of("<>", 1);
    std::optional<Piece> piece;
    if (close != std::string_view::npos && text[close] == '>') piece = markup(text.substr(1, close - 1));
    text.remove_prefix(piece ? close + 1 : 1);
    append(result, piece ? *std::move(piece) : Piece{std::string("<")});
  }
  return result;
}

std::vector<Piece> without_bot(std::vector<Piece> pieces, const std::set<std::string>& bots, Unnamed unnamed) {
  const auto is_bot = [&](const Piece& piece) {
    const auto* mention = std::get_if<UserMention>(&piece);
    return mention != nullptr && bots.contains(mention->user);
  };
  const bool first_is_bot = unnamed == Unnamed::first_mention && std::none_of(pieces.begin(), pieces.end(), is_bot);
  std::vector<Piece> result;
  bool dropped = false;  // a mention has just gone: the blanks around it become one
  bool at_start = true;
  for (auto& piece : pieces) {
    const bool first_mention = first_is_bot && at_start && !dropped && std::holds_alternative<UserMention>(piece);
    if (is_bot(piece) || first_mention) {
      dropped = true;
      continue;
    }
    if (auto* words = std::get_if<std::string>(&piece)) {
      if (at_start) {
        if (dropped) trim_left(*words, " :,");
        trim_left(*words, " ");
        if (words->empty()) continue;
      } else if (dropped) {
        const auto* before = result.empty() ? nullptr : std::get_if<std::string>(&result.back());
        if (before != nullptr && before->ends_with(' ')) trim_left(*words, " ");
      }
    }
    append(result, std::move(piece));
    at_start = dropped = false;
  }
  return result;
}

}  // namespace backwalk::slack

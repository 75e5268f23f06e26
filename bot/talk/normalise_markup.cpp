// Markup that a platform adapter may have left becomes its visible text: never a mention, never a call to everybody.
#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "bot/talk/normalise_parts.hpp"

namespace backwalk::talk::parts {
namespace {

constexpr std::array<std::string_view, 4> kEverybody{"channel", "here", "everyone", "all"};

bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

bool begins_with(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && std::equal(with.begin(), with.end(), text.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

std::string_view without_at(std::string_view text) {
  while (!text.empty() && text.front() == '@') text.remove_prefix(1);
  return text;
}

/// What `<inside>` shows; none when it is no markup.
std::optional<std::string> shown(std::string_view inside) {
  const std::size_t bar = inside.find('|');
  const std::optional<std::string_view> label = bar == std::string_view::npos ? std::nullopt : std::optional{inside.substr(bar + 1)};
  const std::string_view target = inside.substr(0, bar);
  if (inside.empty()) return {};
  if (inside.front() == '!') return std::string{without_at(label && !label->empty() ? *label : target.substr(1))};
  if (inside.front() == '@' && inside.size() > 1) return std::string{without_at(label && !label->empty() ? *label : target.substr(1))};
  if (inside.front() == '#' && inside.size() > 1) return "#" + std::string{label && !label->empty() ? *label : target.substr(1)};
  const bool is_link =
      begins_with(target, "http://") || begins_with(target, "https://") || begins_with(target, "mailto:") || begins_with(target, "tel:");
  if (is_link) return std::string{label && !label->empty() ? *label : target};
  if (begins_with(inside, "at>") || inside == "at" || inside == "/at" || begins_with(inside, "at ")) return std::string{};
  return {};
}

/// One pass with a stack of open brackets: what a token shows is looked at again as part of the one around it.
std::string without_tokens(std::string_view text) {
  std::string out;
  std::vector<std::size_t> open;
  for (const char c : text) {
    out.push_back(c);
    if (c == '<') open.push_back(out.size() - 1);
    if (c != '>' || open.empty()) continue;
    const std::size_t at = open.back();
    open.pop_back();
    if (const auto show = shown(std::string_view{out}.substr(at + 1, out.size() - at - 2))) {
      out.resize(at);
      out += *show;
    }
  }
  return out;
}

std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> escapes{{{"&amp;", "&"},
                                                                                  {"&lt;", "<"},
                                                                                  {"&gt;", ">"},
                                                                                  {"&quot;", "\""},
                                                                                  {"&#39;", "'"},
                                                                                  {"&#x27;", "'"},
                                                                                  {"&apos;", "'"},
                                                                                  {"&nbsp;", " "},
                                                                                  {"&#160;", " "}}};
  std::string out;
  while (!text.empty()) {
    const auto escape = std::find_if(escapes.begin(), escapes.end(), [&](const auto& e) { return begins_with(text, e.first); });
    if (escape == escapes.end()) {
      out.push_back(text.front());
      text.remove_prefix(1);
    } else {
      out += escape->second;
      text.remove_prefix(escape->first.size());
    }
  }
  return out;
}

/// Whether a broadcast word stands here: "here", "Here.", not "here's-a-name" nor "all-hands".
bool is_everybody(std::string_view text) {
  return std::any_of(kEverybody.begin(), kEverybody.end(), [&](std::string_view name) {
    if (!begins_with(text, name)) return false;
    const std::string_view rest = text.substr(name.size());
    if (rest.empty() || (rest.front() != '-' && rest.front() != '_' && rest.front() != '.'))
      return rest.empty() || !is_letter_or_digit(rest[0]);
    const std::size_t next = rest.find_first_not_of("-_.");
    return next == std::string_view::npos || !is_letter_or_digit(rest[next]);
  });
}

std::string without_broadcasts(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '@' && (out.empty() || !is_letter_or_digit(out.back())) && is_everybody(without_at(text.substr(i)))) continue;
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace

std::string without_markup(std::string_view text) { return without_broadcasts(without_tokens(unescaped(without_tokens(text)))); }

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out.push_back(c);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace backwalk::talk::parts

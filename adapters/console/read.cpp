// What was typed: who, where, when, and the mentions in it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "adapters/chat/utf8.hpp"
#include "adapters/console/console.hpp"
#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

using chat::Json;

constexpr std::string_view kWhere = "console request: ";

bool is_letter_beyond_ascii(char32_t code) {
  constexpr char32_t symbols_first = 0x2000, symbols_last = 0x2BFF;    // dashes, quotes, arrows, signs
  constexpr char32_t cjk_first = 0x3000, cjk_last = 0x3004;            // ideographic space and stops
  constexpr char32_t brackets_first = 0x3008, brackets_last = 0x3020;  // 「」 and their kind
  constexpr char32_t emoji_first = 0x1F000, emoji_last = 0x1FAFF;
  const auto within = [code](char32_t first, char32_t last) { return code >= first && code <= last; };
  if (within(0x80, 0xBF)) return code == 0xAA || code == 0xB5 || code == 0xBA;
  return code >= 0xC0 && code != 0xD7 && code != 0xF7 && code != 0xFFFD && !within(symbols_first, symbols_last) &&
         !within(cjk_first, cjk_last) && !within(brackets_first, brackets_last) && !within(0xFE10, 0xFE6F) && !within(0xFF00, 0xFF0F) &&
         !within(0xFF1A, 0xFF20) && !within(emoji_first, emoji_last);
}

bool is_name_character(char32_t code) {
  if (code >= 0x80) return is_letter_beyond_ascii(code);
  const char c = static_cast<char>(code);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/// The name that `text` starts with; a full stop or dash at its end belongs to the sentence.
std::string_view leading_name(std::string_view text) {
  std::string_view rest = text;
  std::size_t length = 0;
  while (!rest.empty() && is_name_character(chat::take_code_point(rest))) length = text.size() - rest.size();
  while (length > 0 && (text[length - 1] == '.' || text[length - 1] == '-')) --length;
  return text.substr(0, length);
}

bool is_broadcast(std::string_view name) {
  constexpr std::array<std::string_view, 4> broadcasts{"channel", "here", "everyone", "all"};
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::find(broadcasts.begin(), broadcasts.end(), small) != broadcasts.end();
}

/// The plain words of a broadcast token like "<!here>" or "<!subteam^S1|@crew>" that `text` starts with, and its length; none if it does
/// not.
std::optional<std::pair<std::string, std::size_t>> leading_token(std::string_view text) {
  const std::size_t end = text.find('>');
  if (!text.starts_with("<!") || end == std::string_view::npos) return std::nullopt;
  std::string_view words = text.substr(2, end - 2);
  if (const std::size_t bar = words.find('|'); bar != std::string_view::npos) words.remove_prefix(bar + 1);
  if (words.starts_with('@')) words.remove_prefix(1);
  if (words.find('<') != std::string_view::npos) return std::nullopt;
  return std::pair{std::string(words), end + 1};
}

chat::HttpRequest post(Json body, const std::optional<std::string>& channel, const std::optional<std::string>& zone) {
  if (channel) body["channel"] = *channel;
  if (zone) body["zone"] = *zone;
  return {.method = "POST", .url = "/console/say", .headers = {{"Content-Type", "application/json"}}, .body = chat::dump(body)};
}

}  // namespace

std::vector<chat::Piece> pieces(std::string_view text) {
  std::vector<chat::Piece> result;
  std::string words;
  const auto flush = [&] {
    if (!words.empty()) result.emplace_back(std::exchange(words, {}));
  };
  bool word_start = true;
  while (!text.empty()) {
    if (const auto token = leading_token(text)) {
      words += token->first;
      text.remove_prefix(token->second);
      word_start = false;
      continue;
    }
    if (word_start && text.front() == '@') {
      const std::string_view name = leading_name(text.substr(1));
      if (!name.empty()) {
        if (is_broadcast(name)) {
          words += name;
        } else {
          flush();
          result.emplace_back(chat::UserMention{.user = std::string(name), .name = std::string(name)});
        }
        text.remove_prefix(name.size() + 1);
        word_start = false;
        continue;
      }
    }
    if (word_start && text.front() == '#') {
      const std::string_view name = leading_name(text.substr(1));
      if (!name.empty()) {
        flush();
        result.emplace_back(chat::ChannelMention{.channel = std::string(name), .name = std::string(name)});
        text.remove_prefix(name.size() + 1);
        word_start = false;
        continue;
      }
    }
    const std::string_view before = text;
    const char32_t code = chat::take_code_point(text);
    word_start = !is_name_character(code) && code != '@';
    words += before.substr(0, before.size() - text.size());
  }
  flush();
  return result;
}

Result<chat::Inbound> read(const chat::HttpRequest& request) {
  const auto json = chat::parse_object(request.body, "console request");
  if (!json) return json.error();
  auto user = chat::required(*json, {"user"}, kWhere);
  if (!user) return user.error();
  const auto id = chat::required(*json, {"id"}, kWhere);
  if (!id) return id.error();
  const Json* at = chat::find(*json, {"at"});
  if (at == nullptr || !at->is_number_integer()) return Error{Cause::unreadable, std::string(kWhere) + "at is missing or not a number"};

  const auto channel = chat::text_at(*json, {"channel"});
  const auto trigger = chat::text_at(*json, {"trigger"});
  chat::Envelope envelope{.place = {.platform = "console", .workspace = "local", .channel = channel.value_or(""), .user = {}, .thread = {}},
                          .speaker = {.platform = "console", .workspace = "local", .user = *user},
                          .speaker_name = *user,
                          .keys = {"console:" + *id},
                          .at = Instant{std::chrono::milliseconds{at->get<std::int64_t>()}},
                          .answers_inline = !trigger,
                          .trigger = trigger,
                          .speaker_zone = chat::text_at(*json, {"zone"})};
  if (!channel) envelope.place.user = *user;
  if (channel) envelope.place.thread = chat::text_at(*json, {"thread"});
  if (const Json* form = chat::find(*json, {"form"})) return read_form(std::move(envelope), *form);
  const auto text = chat::string_at(*json, {"text"});
  if (!text) return Error{Cause::unreadable, std::string(kWhere) + "text is missing or not a text"};
  if (chat::is_true_at(*json, {"pressed"})) return chat::Inbound{chat::Pressed{std::move(envelope), *text, std::nullopt}};
  return chat::Inbound{chat::Said{std::move(envelope), pieces(*text)}};
}

chat::HttpRequest utterance(const std::string& user, const std::optional<std::string>& channel, const std::optional<std::string>& zone,
                            const std::string& text, Instant at, const std::string& id) {
  return post({{"user", user}, {"text", text}, {"at", at.time_since_epoch().count()}, {"id", id}}, channel, zone);
}

chat::HttpRequest submission(const std::string& user, const std::optional<std::string>& channel, const std::optional<std::string>& zone,
                             const chat::Form& form, const Entries& entries, Instant at, const std::string& id) {
  Json body{{"user", user}, {"at", at.time_since_epoch().count()}, {"id", id}, {"form", written(form, entries)}};
  return post(std::move(body), channel, zone);
}

}  // namespace backwalk::console

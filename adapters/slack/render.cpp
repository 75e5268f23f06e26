// A message as Block Kit. Words stand in rich text and plain text, where nothing that a user wrote is markup, a mention or a link; only the
// top-level text is mrkdwn and escaped. Lengths are UTF-16 units, the larger of the two ways to count characters (PROTOCOLS 1.8).
#include <algorithm>

#include "adapters/chat/json_text.hpp"
#include "adapters/chat/utf8.hpp"
#include "adapters/slack/blocks.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

constexpr std::size_t kFallback = 4000;  // chat.update refuses more

bool is_quiet(const chat::Line& line) {
  return !line.empty() && std::all_of(line.begin(), line.end(), [](const chat::Span& span) {
    const auto* run = std::get_if<chat::Run>(&span);
    return run != nullptr && run->style == chat::Style::quiet;
  });
}

std::string blocks_of(const chat::Message& message, const std::optional<std::string>& file) {
  Blocks blocks(file);
  // A sentence alone needs no headline's weight.
  if (!message.headline.empty()) blocks.line(message.headline, message.blocks.empty() ? chat::Style::plain : chat::Style::strong);
  for (const auto& block : message.blocks) {
    std::visit(Match{[&](const chat::Text& text) {
                       // Never first: chat.update cannot replace rich text by other blocks alone (block_mismatch).
                       if (is_quiet(text.line) && !message.headline.empty()) return blocks.context(chat::plain(text.line));
                       blocks.line(text.line);
                     },
                     [&](const chat::Facts& facts) {
                       for (const auto& [name, value] : facts.facts) blocks.line({chat::strong(name + ": "), chat::plain_run(value)});
                     },
                     [&](const chat::Rows& rows) { blocks.rows(rows); },
                     [&](const chat::Progress& progress) { blocks.context(chat::plain({.headline = {}, .blocks = {progress}})); },
                     [&](const chat::Buttons& row) { blocks.buttons(row); }, [&](const chat::Rule&) { blocks.rule(); },
                     [&](const chat::Picture& picture) { blocks.picture(picture); },
                     [&](const chat::Form& form) {
                       // Pressed, it has what opens a form; whoever likes typing more reads what.
                       blocks.context("Say: " + chat::typed_equivalent(form));
                       blocks.buttons({{{"Fill in", form.say, chat::Weight::primary}}});
                     }},
               block);
  }
  return blocks.finish();
}

const chat::Said* command_of(const chat::Inbound& inbound) {
  const auto* said = std::get_if<chat::Said>(&inbound);
  return said != nullptr && said->envelope.answers_inline ? said : nullptr;
}

}  // namespace

Json plain_text(std::string_view text, std::size_t limit) {
  return chat::object("type", "plain_text", "text", chat::cut(text, limit), "emoji", false);
}

bool is_slack_user(std::string_view id) {
  return id.size() > 1 && (id[0] == 'U' || id[0] == 'W') &&
         std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::string escape(std::string_view text, std::size_t limit) {
  constexpr std::string_view ellipsis = "…";
  const bool is_plain = std::none_of(text.begin(), text.end(), [](char c) { return c == '&' || c == '<' || c == '>'; });
  if (text.size() <= limit && is_plain) return std::string(text);
  std::string escaped;
  std::size_t units = 0;
  std::size_t fits = 0;  // bytes that leave room for the ellipsis
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t code = chat::take_code_point(text);
    const std::string_view bytes = before.substr(0, before.size() - text.size());
    const std::string_view safe = code == '&' ? "&amp;" : code == '<' ? "&lt;" : code == '>' ? "&gt;" : bytes;
    units += chat::utf16_length(safe);
    if (units > limit) return escaped.substr(0, fits) + std::string(ellipsis);
    escaped += safe;
    if (units < limit) fits = escaped.size();
  }
  return escaped;
}

std::string rendered(const chat::Message& message, const std::optional<std::string>& file) {
  const std::string text = chat::plain(message);
  const std::string blocks = blocks_of(message, file);
  std::string body;
  body.reserve(text.size() + blocks.size() + 512);
  body += '{';
  chat::append_members(body, "text", text.empty() ? "…" : escape(text, kFallback), "blocks", chat::Raw{"["});
  body += blocks;
  body += ']';
  return body;
}

Json render(const chat::Message& message) { return Json::parse(rendered(message) + "}", nullptr, false); }

chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) {
  if (const auto* challenge = std::get_if<chat::Challenge>(&inbound)) return chat::respond_with(200, "text/plain", challenge->answer);
  if (const auto* submitted = std::get_if<chat::Submitted>(&inbound)) return respond_to_form(*submitted, immediate);
  if (command_of(inbound) == nullptr || !immediate.now) return {};
  std::string body = rendered(*immediate.now);
  chat::append_members(body, "response_type", "ephemeral");
  return chat::respond_with(200, "application/json; charset=utf-8", std::move(body) + "}");
}

}  // namespace backwalk::slack

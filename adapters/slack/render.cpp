// A message as Block Kit. Words stand in rich text and plain text, where nothing that a user wrote is markup, a mention or a link; only the
// top-level text is mrkdwn and escaped. Lengths are UTF-16 units, the larger of the two ways to count characters (PROTOCOLS 1.8).
#include <algorithm>
#include <utility>

#include "adapters/chat/json_text.hpp"
#include "adapters/chat/utf8.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

constexpr std::size_t kBlocks = 50;
constexpr std::size_t kText = 3000;      // one text, and our bound for one rich text block
constexpr std::size_t kAllText = 12000;  // msg_blocks_too_long comes somewhere above
constexpr std::size_t kFallback = 4000;  // chat.update refuses more
constexpr std::size_t kButtonsInBlock = 25;
constexpr std::size_t kLabel = 75;
constexpr std::size_t kValue = 2000;

/// `element` after the others of a list.
void add(std::string& list, std::string_view element) {
  if (!list.empty()) list += ',';
  list += element;
}

void add_text(std::string& list, std::string_view text, chat::Style style) {
  switch (style) {
    case chat::Style::plain:
      return chat::append_object(list, "type", "text", "text", text);
    case chat::Style::strong:
      return chat::append_object(list, "type", "text", "text", text, "style", chat::Raw{R"({"bold":true})"});
    case chat::Style::quiet:
      return chat::append_object(list, "type", "text", "text", text, "style", chat::Raw{R"({"italic":true})"});
    case chat::Style::code:
      return chat::append_object(list, "type", "text", "text", text, "style", chat::Raw{R"({"code":true})"});
  }
}

std::string plain_text_object(std::string_view text, std::size_t limit) {
  std::string object;
  chat::append_object(object, "type", "plain_text", "text", chat::cut(text, limit), "emoji", false);
  return object;
}

bool is_quiet(const chat::Line& line) {
  return !line.empty() && std::all_of(line.begin(), line.end(), [](const chat::Span& span) {
    const auto* run = std::get_if<chat::Run>(&span);
    return run != nullptr && run->style == chat::Style::quiet;
  });
}

/// Collects blocks in order; lines that follow each other share one rich text block.
class Blocks {
 public:
  explicit Blocks(std::optional<std::string> file) : file_(std::move(file)) {}

  void line(const chat::Line& spans, chat::Style emphasis = chat::Style::plain) {
    const std::size_t units = chat::utf16_length(chat::plain(spans));
    if (units == 0 || room() == 0) return;
    open(std::min(kText, units + 1));
    if (!section_.empty()) word("\n", chat::Style::plain);
    for (const auto& span : spans) {
      const auto* mention = std::get_if<chat::Mention>(&span);
      if (mention != nullptr && is_slack_user(mention->user)) {
        if (room() > 0) chat::append_object(section_, "type", "user", "user_id", mention->user);
        count(mention->user.size());
        continue;
      }
      const auto* run = std::get_if<chat::Run>(&span);
      const auto style = run == nullptr || run->style == chat::Style::plain ? emphasis : run->style;
      word(chat::plain(chat::Line{span}), style);
    }
  }

  void rows(const chat::Rows& rows) {
    std::string text = chat::plain(chat::Message{.headline = {}, .blocks = {rows}});
    while (!text.empty()) {
      open(chat::utf16_length(text.substr(0, text.find('\n'))) + 1);
      std::string page;
      while (!text.empty()) {
        const std::string row = chat::cut(text.substr(0, text.find('\n')), kText - 1);
        const std::size_t units = chat::utf16_length(row) + 1;
        if (!page.empty() && in_block_ + units > kText) break;
        page += (page.empty() ? "" : "\n") + row;
        in_block_ += units;
        const std::size_t end = text.find('\n');
        text.erase(0, end == std::string::npos ? end : end + 1);
      }
      close_section();
      const std::size_t left = room();
      if (left == 0) return;
      page = chat::cut(page, left);
      all_ += chat::utf16_length(page);
      if (page.empty()) return;
      std::string words;
      add_text(words, page, chat::Style::plain);
      add(rich_, with_elements("rich_text_preformatted", words));
    }
  }

  void context(const std::string& text) {
    if (text.empty() || room() == 0) return;
    close();
    const std::string element = plain_text_object(text, std::min(kText, room()));
    all_ += chat::utf16_length(text);
    blocks_.push_back({with_elements("context", element)});
  }

  void buttons(const chat::Buttons& row) {
    close();
    std::string elements;
    std::size_t number = 0;
    for (const auto& button : row.buttons) {
      const std::string label = chat::clean(button.label.empty() ? button.say : button.label);
      // A command that is cut is another command: rather no button.
      if (label.empty() || chat::utf16_length(button.say) > kValue) continue;
      if (number == kButtonsInBlock) {
        actions(std::exchange(elements, {}));
        number = 0;
      }
      std::string element = "{";
      chat::append_members(element, "type", "button", "text", chat::Raw{plain_text_object(label, kLabel)}, "action_id",
                           "say:" + std::to_string(blocks_.size()) + ":" + std::to_string(number));
      if (!button.say.empty()) chat::append_members(element, "value", button.say);
      if (button.weight == chat::Weight::primary) chat::append_members(element, "style", "primary");
      if (button.weight == chat::Weight::danger) chat::append_members(element, "style", "danger");
      add(elements, element += '}');
      ++number;
    }
    actions(elements);
  }

  /// The first one as Slack keeps it, others as they can be fetched; where neither can be, the words stand in its place.
  void picture(const chat::Picture& picture) {
    const auto file = std::exchange(file_, std::nullopt);
    if (!file && !chat::is_public(picture)) return context(picture.alt);
    close();
    blocks_.push_back({image(picture, file)});
  }

  void rule() {
    close();
    blocks_.push_back({R"({"type":"divider"})"});
  }

  /// All of them, as the elements of a list; too many lose from the end what is no button, for the buttons are the way on.
  std::string finish() {
    close();
    while (blocks_.size() > kBlocks) {
      auto last = std::find_if(blocks_.rbegin(), blocks_.rend(), [](const Block& block) { return !block.is_buttons; });
      if (last == blocks_.rend()) last = blocks_.rbegin();
      blocks_.erase(std::next(last).base());
    }
    std::string list;
    list.reserve(all_ + 256 * blocks_.size());
    for (const Block& block : blocks_) add(list, block.json);
    return list;
  }

 private:
  struct Block {
    std::string json{};
    bool is_buttons = false;
  };

  std::size_t room() const { return kAllText - std::min(kAllText, all_); }

  void count(std::size_t units) {
    in_block_ += units;
    all_ += units;
  }

  void open(std::size_t units) {
    if (in_block_ + units > kText) close();
  }

  void word(const std::string& text, chat::Style style) {
    const std::string fits = chat::cut(text, std::min(kText - std::min(kText, in_block_), room()));
    if (fits.empty()) return;
    count(chat::utf16_length(fits));
    add_text(section_, fits, style);
  }

  void actions(const std::string& elements) {
    if (!elements.empty()) blocks_.push_back({with_elements("actions", elements), true});
  }

  void close_section() {
    if (!section_.empty()) add(rich_, with_elements("rich_text_section", section_));
    section_.clear();
  }

  void close() {
    close_section();
    if (!rich_.empty()) blocks_.push_back({with_elements("rich_text", rich_)});
    rich_.clear();
    in_block_ = 0;
  }

  std::optional<std::string> file_{};  // of the first picture, until that has come
  std::vector<Block> blocks_{};
  std::string rich_{};     // elements of the rich text block under way
  std::string section_{};  // elements of its section under way
  std::size_t in_block_ = 0;
  std::size_t all_ = 0;
};

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

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

std::string_view style_members(chat::Style style) {
  switch (style) {
    case chat::Style::plain:
      return "";
    case chat::Style::strong:
      return R"(,"style":{"bold":true})";
    case chat::Style::quiet:
      return R"(,"style":{"italic":true})";
    case chat::Style::code:
      return R"(,"style":{"code":true})";
  }
  return "";
}

void append_text(std::string& json, std::string_view text, chat::Style style) {
  json += '{';
  chat::append_members(json, "type", "text", "text", text);
  json += style_members(style);
  json += '}';
}

void append_user(std::string& json, std::string_view user) {
  json += '{';
  chat::append_members(json, "type", "user", "user_id", user);
  json += '}';
}

void append_plain_text(std::string& json, std::string_view text, std::size_t limit) {
  json += '{';
  chat::append_members(json, "type", "plain_text", "text", chat::cut(text, limit), "emoji", false);
  json += '}';
}

bool is_quiet(const chat::Line& line) {
  return !line.empty() && std::all_of(line.begin(), line.end(), [](const chat::Span& span) {
    const auto* run = std::get_if<chat::Run>(&span);
    return run != nullptr && run->style == chat::Style::quiet;
  });
}

/// Writes blocks in order, as the elements of a list; lines that follow each other share one rich text block.
class Blocks {
 public:
  explicit Blocks(std::optional<std::string> file) : file_(std::move(file)) { list_.reserve(2048); }

  void line(const chat::Line& spans, chat::Style emphasis = chat::Style::plain) {
    std::vector<std::string> words;
    std::size_t units = 0;
    for (const auto& span : spans) units += chat::utf16_length(words.emplace_back(chat::plain(span)));
    if (units == 0 || room() == 0) return;
    open(std::min(kText, units + 1));
    if (is_section_) word("\n", chat::Style::plain);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const auto* mention = std::get_if<chat::Mention>(&spans[i]);
      if (mention != nullptr && is_slack_user(mention->user)) {
        if (room() > 0) append_user(in_section(), mention->user);
        count(mention->user.size());
        continue;
      }
      const auto* run = std::get_if<chat::Run>(&spans[i]);
      word(words[i], run == nullptr || run->style == chat::Style::plain ? emphasis : run->style);
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
      append_text(in_rich() += R"({"type":"rich_text_preformatted","elements":[)", page, chat::Style::plain);
      list_ += "]}";
    }
  }

  void context(const std::string& text) {
    if (text.empty() || room() == 0) return;
    append_plain_text(block() += R"({"type":"context","elements":[)", text, std::min(kText, room()));
    list_ += "]}";
    all_ += chat::utf16_length(text);
  }

  void buttons(const chat::Buttons& row) {
    close();
    std::size_t number = 0;
    for (const auto& button : row.buttons) {
      const std::string label = chat::clean(button.label.empty() ? button.say : button.label);
      // A command that is cut is another command: rather no button.
      if (label.empty() || chat::utf16_length(button.say) > kValue) continue;
      if (number == kButtonsInBlock) {
        list_ += "]}";
        number = 0;
      }
      if (number == 0) {
        block(true) += R"({"type":"actions","elements":[)";
      } else {
        list_ += ',';
      }
      append_button(button, label, "say:" + std::to_string(blocks_.size() - 1) + ":" + std::to_string(number));
      ++number;
    }
    if (number > 0) list_ += "]}";
  }

  /// The first one as Slack keeps it, others as they can be fetched; where neither can be, the words stand in its place.
  void picture(const chat::Picture& picture) {
    const auto file = std::exchange(file_, std::nullopt);
    if (!file && !chat::is_public(picture)) return context(picture.alt);
    block() += image(picture, file);
  }

  void rule() { block() += R"({"type":"divider"})"; }

  /// All of them, as the elements of a list; too many lose from the end what is no button, for the buttons are the way on.
  std::string finish() {
    close();
    if (blocks_.size() <= kBlocks) return std::move(list_);
    std::size_t end = list_.size();
    for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
      block->size = end - block->begin;
      end = block->begin - 1;  // the comma
    }
    while (blocks_.size() > kBlocks) {
      auto last = std::find_if(blocks_.rbegin(), blocks_.rend(), [](const Block& block) { return !block.is_buttons; });
      if (last == blocks_.rend()) last = blocks_.rbegin();
      blocks_.erase(std::next(last).base());
    }
    std::string list;
    for (const Block& block : blocks_) {
      if (!list.empty()) list += ',';
      list.append(list_, block.begin, block.size);
    }
    return list;
  }

 private:
  struct Block {
    std::size_t begin = 0;  ///< in `list_`
    bool is_buttons = false;
    std::size_t size = 0;
  };

  std::size_t room() const { return kAllText - std::min(kAllText, all_); }

  void count(std::size_t units) {
    in_block_ += units;
    all_ += units;
  }

  void open(std::size_t units) {
    if (in_block_ + units > kText) close();
  }

  void word(std::string_view text, chat::Style style) {
    const std::size_t limit = std::min(kText - std::min(kText, in_block_), room());
    if (text.size() <= limit) return fitting_word(text, style);  // never more units than bytes
    fitting_word(chat::cut(text, limit), style);
  }

  void fitting_word(std::string_view text, chat::Style style) {
    if (text.empty()) return;
    count(chat::utf16_length(text));
    append_text(in_section(), text, style);
  }

  void append_button(const chat::Button& button, std::string_view label, const std::string& id) {
    list_ += '{';
    chat::append_members(list_, "type", "button");
    append_plain_text(list_ += R"(,"text":)", label, kLabel);
    chat::append_members(list_, "action_id", id);
    if (!button.say.empty()) chat::append_members(list_, "value", button.say);
    if (button.weight == chat::Weight::primary) chat::append_members(list_, "style", "primary");
    if (button.weight == chat::Weight::danger) chat::append_members(list_, "style", "danger");
    list_ += '}';
  }

  /// A block of its own begins; its JSON is to be put in.
  std::string& block(bool is_buttons = false) {
    close();
    return begin(is_buttons);
  }

  std::string& begin(bool is_buttons) {
    if (!list_.empty()) list_ += ',';
    blocks_.push_back({list_.size(), is_buttons});
    return list_;
  }

  /// An element of the rich text block under way is to be put in.
  std::string& in_rich() {
    close_section();
    if (is_rich_) return list_ += ',';
    begin(false) += R"({"type":"rich_text","elements":[)";
    is_rich_ = true;
    return list_;
  }

  /// An element of the section under way is to be put in.
  std::string& in_section() {
    if (is_section_) return list_ += ',';
    in_rich() += R"({"type":"rich_text_section","elements":[)";
    is_section_ = true;
    return list_;
  }

  void close_section() {
    if (std::exchange(is_section_, false)) list_ += "]}";
  }

  void close() {
    close_section();
    if (std::exchange(is_rich_, false)) list_ += "]}";
    in_block_ = 0;
  }

  std::optional<std::string> file_{};  // of the first picture, until that has come
  std::string list_{};
  std::vector<Block> blocks_{};
  bool is_rich_ = false;     // a rich text block is under way
  bool is_section_ = false;  // and a section of it
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

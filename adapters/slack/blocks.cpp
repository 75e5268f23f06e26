// Words stand in rich text and plain text, where nothing that a user wrote is markup, a mention or a link. Lengths are UTF-16 units, the
// larger of the two ways to count characters (PROTOCOLS 1.8).
#include "adapters/slack/blocks.hpp"

#include <algorithm>
#include <utility>

#include "adapters/chat/json_text.hpp"
#include "adapters/chat/utf8.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kBlocks = 50;
constexpr std::size_t kText = 3000;      // one text, and our bound for one rich text block
constexpr std::size_t kAllText = 12000;  // msg_blocks_too_long comes somewhere above
constexpr std::size_t kButtonsInBlock = 25;
constexpr std::size_t kLabel = 75;
constexpr std::size_t kValue = 2000;
constexpr std::size_t kAlternative = 2000;  // characters of an image's words

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

/// An image block: the file of this id, else the picture's address. REQUIRES: there is a file, or Slack can fetch it.
std::string image(const chat::Picture& picture, const std::optional<std::string>& file) {
  std::string object = "{", kept = "{";
  chat::append_members(object, "type", "image", "alt_text", chat::cut(picture.alt, kAlternative));
  if (!file) chat::append_members(object, "image_url", picture.address);
  if (file) chat::append_members(kept, "id", *file);
  if (file) chat::append_members(object, "slack_file", chat::Raw{kept += '}'});
  return object += '}';
}

}  // namespace

Blocks::Blocks(std::optional<std::string> file) : file_(std::move(file)) { list_.reserve(2048); }

void Blocks::line(const chat::Line& spans, chat::Style emphasis) {
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

void Blocks::rows(const chat::Rows& rows) {
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
    append_text(in_rich() += R"({"type":"rich_text_preformatted","elements":[)"sv, page, chat::Style::plain);
    list_ += "]}"sv;
  }
}

void Blocks::context(const std::string& text) {
  if (text.empty() || room() == 0) return;
  append_plain_text(block() += R"({"type":"context","elements":[)"sv, text, std::min(kText, room()));
  list_ += "]}"sv;
  all_ += chat::utf16_length(text);
}

void Blocks::buttons(const chat::Buttons& row) {
  close();
  std::size_t number = 0;
  for (const auto& button : row.buttons) {
    const std::string label = chat::clean(button.label.empty() ? button.say : button.label);
    // A command that is cut is another command: rather no button.
    if (label.empty() || chat::utf16_length(button.say) > kValue) continue;
    if (number == kButtonsInBlock) {
      list_ += "]}"sv;
      number = 0;
    }
    if (number == 0) {
      block(true) += R"({"type":"actions","elements":[)"sv;
    } else {
      list_ += ',';
    }
    append_button(button, label, "say:" + std::to_string(blocks_.size() - 1) + ":" + std::to_string(number));
    ++number;
  }
  if (number > 0) list_ += "]}"sv;
}

/// The first one as Slack keeps it, others as they can be fetched; where neither can be, the words stand in its place.
void Blocks::picture(const chat::Picture& picture) {
  const auto file = std::exchange(file_, std::nullopt);
  if (!file && !chat::is_public(picture)) return context(picture.alt);
  block() += image(picture, file);
}

void Blocks::rule() { block() += R"({"type":"divider"})"sv; }

/// All of them, as the elements of a list; too many lose from the end what is no button, for the buttons are the way on.
std::string Blocks::finish() {
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

std::size_t Blocks::room() const { return kAllText - std::min(kAllText, all_); }

void Blocks::count(std::size_t units) {
  in_block_ += units;
  all_ += units;
}

void Blocks::open(std::size_t units) {
  if (in_block_ + units > kText) close();
}

void Blocks::word(std::string_view text, chat::Style style) {
  const std::size_t limit = std::min(kText - std::min(kText, in_block_), room());
  if (text.size() <= limit) return fitting_word(text, style);  // never more units than bytes
  fitting_word(chat::cut(text, limit), style);
}

void Blocks::fitting_word(std::string_view text, chat::Style style) {
  if (text.empty()) return;
  count(chat::utf16_length(text));
  append_text(in_section(), text, style);
}

void Blocks::append_button(const chat::Button& button, std::string_view label, const std::string& id) {
  list_ += '{';
  chat::append_members(list_, "type", "button");
  append_plain_text(list_ += R"(,"text":)"sv, label, kLabel);
  chat::append_members(list_, "action_id", id);
  if (!button.say.empty()) chat::append_members(list_, "value", button.say);
  if (button.weight == chat::Weight::primary) chat::append_members(list_, "style", "primary");
  if (button.weight == chat::Weight::danger) chat::append_members(list_, "style", "danger");
  list_ += '}';
}

std::string& Blocks::block(bool is_buttons) {
  close();
  return begin(is_buttons);
}

std::string& Blocks::begin(bool is_buttons) {
  if (!list_.empty()) list_ += ',';
  blocks_.push_back({list_.size(), is_buttons});
  return list_;
}

std::string& Blocks::in_rich() {
  close_section();
  if (is_rich_) return list_ += ',';
  begin(false) += R"({"type":"rich_text","elements":[)"sv;
  is_rich_ = true;
  return list_;
}

std::string& Blocks::in_section() {
  if (is_section_) return list_ += ',';
  in_rich() += R"({"type":"rich_text_section","elements":[)"sv;
  is_section_ = true;
  return list_;
}

void Blocks::close_section() {
  if (std::exchange(is_section_, false)) list_ += "]}"sv;
}

void Blocks::close() {
  close_section();
  if (std::exchange(is_rich_, false)) list_ += "]}"sv;
  in_block_ = 0;
}

}  // namespace backwalk::slack

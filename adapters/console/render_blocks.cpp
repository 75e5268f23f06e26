// A message in its parts: what the page of the playground shows as cards, tables and buttons.
#include "adapters/chat/utf8.hpp"
#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

using chat::Json;

std::string word_for(chat::Style style) {
  switch (style) {
    case chat::Style::plain:
      return "plain";
    case chat::Style::strong:
      return "strong";
    case chat::Style::quiet:
      return "quiet";
    case chat::Style::code:
      return "code";
  }
  return {};
}

std::string word_for(chat::Weight weight) {
  switch (weight) {
    case chat::Weight::normal:
      return "normal";
    case chat::Weight::primary:
      return "primary";
    case chat::Weight::danger:
      return "danger";
  }
  return {};
}

Json spans_of(const chat::Line& line) {
  Json spans = Json::array();
  for (const auto& span : line) {
    spans.push_back(
        std::visit(Match{[](const chat::Run& run) { return chat::object("text", chat::clean(run.text), "style", word_for(run.style)); },
                         [](const chat::Mention& mention) {
                           const std::string& shown = mention.name.empty() ? mention.user : mention.name;
                           return chat::object("mention", mention.user, "text", chat::clean(shown));
                         }},
                   span));
  }
  return spans;
}

Json facts_of(const chat::Facts& facts) {
  Json pairs = Json::array();
  for (const auto& [name, value] : facts.facts) pairs.push_back(chat::list(chat::clean(name), chat::clean(value)));
  return pairs;
}

Json rows_of(const chat::Rows& rows) {
  Json lines = Json::array();
  for (const auto& row : rows.rows) {
    Json cells = Json::array();
    for (const auto& cell : row) cells.push_back(chat::clean(cell));
    lines.push_back(std::move(cells));
  }
  return lines;
}

Json choices_of(const chat::Buttons& buttons) {
  Json list = Json::array();
  for (const auto& button : buttons.buttons)
    list.push_back(chat::object("label", chat::clean(button.label), "say", button.say, "weight", word_for(button.weight)));
  return list;
}

Json json_of(const chat::Block& block) {
  return std::visit(Match{[](const chat::Text& text) { return chat::object("kind", "text", "line", spans_of(text.line)); },
                          [](const chat::Facts& facts) { return chat::object("kind", "facts", "facts", facts_of(facts)); },
                          [](const chat::Rows& rows) { return chat::object("kind", "rows", "rows", rows_of(rows)); },
                          [](const chat::Progress& progress) {
                            return chat::object("kind", "progress", "step", progress.step, "of", progress.of, "label",
                                                chat::clean(progress.label));
                          },
                          [](const chat::Buttons& buttons) { return chat::object("kind", "buttons", "buttons", choices_of(buttons)); },
                          [](const chat::Rule&) { return chat::object("kind", "rule"); },
                          [](const chat::Form& form) { return chat::object("kind", "form", "form", render(form)); },
                          [](const chat::Picture& picture) {
                            return chat::object("kind", "picture", "address", picture.address, "dark", picture.dark, "alt",
                                                picture.words.empty() ? picture.alt : picture.words);
                          }},
                    block);
}

}  // namespace

Json parts_of(const chat::Message& message) {
  Json blocks = Json::array();
  for (const auto& block : message.blocks) blocks.push_back(json_of(block));
  return chat::object("headline", spans_of(message.headline), "blocks", std::move(blocks));
}

}  // namespace backwalk::console

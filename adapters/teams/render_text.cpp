// Text of a card. It stands in text runs, where nothing that a user wrote is markup; only a line with a mention needs a text block, which
// is Markdown and therefore escaped.
#include <algorithm>

#include "adapters/chat/utf8.hpp"
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::size_t kRun = 4000;  // UTF-16 units
constexpr std::size_t kFallback = 2000;
const std::string no_break_space = "\u00A0";  // an empty cell is left out when drawn, and the row shifts to the left

bool has_mention(const chat::Line& line) {
  return std::any_of(line.begin(), line.end(), [](const chat::Span& span) { return std::holds_alternative<chat::Mention>(span); });
}

std::string name_of(const chat::Mention& mention) { return chat::clean(mention.name.empty() ? mention.user : mention.name); }

/// A mention's words may hold nothing that ends them.
std::string mention_text(const chat::Mention& mention) {
  std::string name = name_of(mention);
  std::erase_if(name, [](char c) { return c == '<' || c == '>'; });
  return "<at>" + (name.empty() ? std::string("somebody") : name) + "</at>";
}

std::string marked(const chat::Run& run) {
  const std::string text = escape_markdown(chat::cut(chat::clean(run.text), kRun));
  // Markdown takes stars for strong only where they touch a word.
  const bool is_word = !text.empty() && text.front() != ' ' && text.back() != ' ';
  return run.style == chat::Style::strong && is_word ? "**" + text + "**" : text;
}

Json block_with_mentions(const chat::Line& line, Json& mentions) {
  std::string text;
  for (const auto& span : line) {
    text += std::visit(
        Match{[](const chat::Run& run) { return marked(run); },
              [&](const chat::Mention& mention) {
                const std::string named = mention_text(mention);
                Json entity{{"type", "mention"}, {"text", named}, {"mentioned", {{"id", mention.user}, {"name", name_of(mention)}}}};
                if (std::find(mentions.begin(), mentions.end(), entity) == mentions.end()) mentions.push_back(std::move(entity));
                return named;
              }},
        span);
  }
  return {{"type", "TextBlock"}, {"text", text}, {"wrap", true}};
}

/// Columns share the card's width by their longest text; each has its own margins, and a short one must not break "1+3".
std::size_t width_of(const std::vector<std::vector<std::string>>& rows, std::size_t column) {
  constexpr std::size_t margins = 3;
  std::size_t widest = 4;
  for (const auto& row : rows) widest = std::max(widest, column < row.size() ? chat::display_width(chat::clean(row[column])) : 0);
  return std::min<std::size_t>(widest, 60) + margins;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*_{}[]()<>#~|!&";
  std::string escaped;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  const bool begins_a_list = !text.empty() && (text.front() == '-' || text.front() == '+');
  return begins_a_list ? "\\" + escaped : escaped;
}

Json text_run(std::string_view text, chat::Style style) {
  Json run{{"type", "TextRun"}, {"text", chat::cut(text, kRun)}};
  if (style == chat::Style::strong) run["weight"] = "Bolder";
  if (style == chat::Style::quiet) run["isSubtle"] = true;
  if (style == chat::Style::code) run["fontType"] = "Monospace";
  return run;
}

Json text_line(const chat::Line& line, chat::Style all, Json& mentions) {
  if (has_mention(line)) return block_with_mentions(line, mentions);
  Json runs = Json::array();
  for (const auto& span : line) {
    const auto& run = std::get<chat::Run>(span);
    const std::string text = chat::clean(run.text);
    if (!text.empty()) runs.push_back(text_run(text, all == chat::Style::plain ? run.style : all));
  }
  if (runs.empty()) return nullptr;
  return {{"type", "RichTextBlock"}, {"inlines", std::move(runs)}};
}

Json rows(const chat::Rows& rows) {
  if (rows.rows.empty() || rows.rows.front().empty()) return nullptr;
  Json columns = Json::array();
  for (std::size_t i = 0; i < rows.rows.front().size(); ++i) columns.push_back({{"width", width_of(rows.rows, i)}});
  Json lines = Json::array();
  for (const auto& row : rows.rows) {
    Json cells = Json::array();
    for (const auto& text : row) {
      const std::string shown = chat::clean(text);
      Json cell{{"type", "RichTextBlock"},
                {"inlines", Json::array({text_run(shown.empty() ? no_break_space : shown, chat::Style::plain)})}};
      cells.push_back({{"type", "TableCell"}, {"items", Json::array({std::move(cell)})}});
    }
    lines.push_back({{"type", "TableRow"}, {"cells", std::move(cells)}});
  }
  return {{"type", "Table"},          {"columns", std::move(columns)},
          {"rows", std::move(lines)}, {"firstRowAsHeaders", false},
          {"showGridLines", false},   {"spacing", "Small"}};
}

Json whole_card(Json elements, Json mentions, const std::string& fallback) {
  Json card{{"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
            {"type", "AdaptiveCard"},
            {"version", "1.5"},
            {"fallbackText", chat::cut(fallback.empty() ? "…" : fallback, kFallback)},
            {"body", std::move(elements)},
            {"msteams", {{"width", "full"}}}};
  if (!mentions.empty()) card["msteams"]["entities"] = std::move(mentions);
  return card;
}

}  // namespace backwalk::teams

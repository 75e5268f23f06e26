#include "adapters/chat/message.hpp"

#include <algorithm>
#include <cstddef>

#include "adapters/chat/utf8.hpp"

namespace backwalk::chat {
namespace {

template <class... Visitors>
struct Match : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Match(Visitors...) -> Match<Visitors...>;  // clang 16 cannot deduce aggregates

std::string aligned(const Rows& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows.rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(clean(row[i])));
  }
  std::string text;
  for (const auto& row : rows.rows) {
    if (&row != &rows.rows.front()) text += '\n';
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = clean(row[i]);
      text += cell;
      if (i + 1 < row.size()) text.append(widths[i] - display_width(cell) + 2, ' ');
    }
  }
  return text;
}

std::string labels(const Buttons& buttons) {
  std::string text;
  for (const auto& button : buttons.buttons) {
    if (!text.empty()) text += ' ';
    text += "[" + clean(button.label) + "]";
  }
  return text;
}

std::string lines(const Facts& facts) {
  std::string text;
  for (const auto& [name, value] : facts.facts) {
    if (!text.empty()) text += '\n';
    text += clean(name) + ": " + clean(value);
  }
  return text;
}

std::string words(const Progress& progress) {
  const std::string label = clean(progress.label);
  return "Step " + std::to_string(progress.step) + " of " + std::to_string(progress.of) + (label.empty() ? "" : " · " + label);
}

std::string labels(const Form& form) {
  std::string text;
  for (const auto& field : form.fields) {
    if (!text.empty()) text += " · ";
    text += clean(field.label);
    if (!field.is_required) text += " (optional)";
  }
  return text;
}

std::string words(const Form& form) {
  const std::string asked = labels(form);
  return asked + (asked.empty() ? "" : "\n") + "Say: " + typed_equivalent(form);
}

/// A field's words and what stands for its value, as one would type them: "by DATE", "owner @PERSON"; a checked box is its words alone.
std::string typed(const Field& field) {
  const std::string words = clean(field.say);
  if (std::holds_alternative<CheckInput>(field.input)) return words;
  std::string label = clean(field.label);
  for (char& c : label) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (std::holds_alternative<PersonInput>(field.input)) label.insert(0, "@");
  return words.empty() ? label : words + " " + label;
}

/// Line by line: `clean` would make one of them.
std::string picture_words(const Picture& picture) {
  std::string text;
  for (std::string_view rest = picture.alt; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    text += (text.empty() ? "" : "\n") + clean(line);
  }
  return text;
}

std::string words(const Block& block) {
  return std::visit(Match{[](const Text& text) { return plain(text.line); }, [](const Facts& facts) { return lines(facts); },
                          [](const Rows& rows) { return aligned(rows); }, [](const Progress& progress) { return words(progress); },
                          [](const Buttons& buttons) { return labels(buttons); }, [](const Rule&) { return std::string("---"); },
                          [](const Form& form) { return words(form); }, [](const Picture& picture) { return picture_words(picture); }},
                    block);
}

/// Adds the lines of `text`, each without its trailing spaces; nothing for an empty text.
void add(std::string& whole, std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (!whole.empty()) whole += '\n';
    whole += line.substr(0, line.find_last_not_of(' ') + 1);
  }
}

}  // namespace

Run plain_run(std::string text) { return {std::move(text), Style::plain}; }
Run strong(std::string text) { return {std::move(text), Style::strong}; }
Run quiet(std::string text) { return {std::move(text), Style::quiet}; }
Run code(std::string text) { return {std::move(text), Style::code}; }

Message say(std::string sentence) { return {.headline = {plain_run(std::move(sentence))}, .blocks = {}}; }

std::string plain(const Span& span) {
  return std::visit(Match{[](const Run& run) { return clean(run.text); },
                          [](const Mention& mention) { return clean(mention.name.empty() ? mention.user : mention.name); }},
                    span);
}

std::string plain(const Line& line) {
  if (line.size() == 1) return plain(line.front());
  std::string text;
  for (const auto& span : line) text += plain(span);
  return text;
}

std::string plain(const Message& message) {
  std::string whole;
  add(whole, plain(message.headline));
  for (const auto& block : message.blocks) add(whole, words(block));
  return whole;
}

std::vector<Button> buttons_of(const Message& message) {
  std::vector<Button> all;
  for (const auto& block : message.blocks) {
    if (const auto* row = std::get_if<Buttons>(&block)) all.insert(all.end(), row->buttons.begin(), row->buttons.end());
  }
  return all;
}

const Form* form_of(const Message& message) {
  for (const auto& block : message.blocks) {
    if (const auto* form = std::get_if<Form>(&block)) return form;
  }
  return nullptr;
}

const Picture* picture_of(const Message& message) {
  for (const auto& block : message.blocks) {
    if (const auto* picture = std::get_if<Picture>(&block)) return picture;
  }
  return nullptr;
}

bool is_public(const Picture& picture) { return picture.address.starts_with("https://") && picture.address.ends_with(".png"); }

bool is_portable(const Picture& picture) { return picture.file.ends_with(".png"); }

std::string typed_equivalent(const Form& form) {
  std::string text = clean(form.say);
  for (const auto& field : form.fields) text += field.is_required ? " " + typed(field) : " [" + typed(field) + "]";
  return text;
}

}  // namespace backwalk::chat

#include "bot/cli/fill_in.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace backwalk::cli {
namespace {

using What = Typed::What;

template <class... Visitors>
struct Match : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Match(Visitors...) -> Match<Visitors...>;  // clang 16 cannot deduce aggregates

std::string trimmed(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string::npos ? std::string() : line.substr(first, line.find_last_not_of(" \t") + 1 - first);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string initial_of(const chat::Field& field) {
  return std::visit(
      Match{[](const chat::TextInput& input) { return input.initial; }, [](const chat::NumberInput& input) { return input.initial; },
            [](const chat::DateInput& input) { return input.initial; }, [](const chat::PersonInput& input) { return input.initial; },
            [](const chat::SelectInput& input) { return input.initial; },
            [](const chat::CheckInput& input) { return std::string(input.initial ? "y" : "n"); }},
      field.input);
}

/// The option by its number in the list, its label or what it says.
std::optional<std::string> chosen(const chat::SelectInput& select, const std::string& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  if (is_number && number >= 1 && number <= select.options.size()) return select.options[number - 1].say;
  for (const auto& option : select.options) {
    if (lower(option.say) == lower(text) || lower(option.label) == lower(text)) return option.say;
  }
  return std::nullopt;
}

Typed read_select(const chat::SelectInput& select, const std::string& text) {
  auto say = chosen(select, text);
  if (say) return {What::taken, *std::move(say)};
  return {What::not_understood,
          "There is no " + text + " in the list: type a number from 1 to " + std::to_string(select.options.size()) + "."};
}

Typed read_check(const std::string& text) {
  const std::string word = lower(text);
  if (word == "y" || word == "yes") return {What::taken, ""};
  if (word == "n" || word == "no") return {What::left_empty, ""};
  return {What::not_understood, "Type y or n."};
}

/// A name is a mention here, with its @ or without; "me" is a word of the grammar.
Typed read_person(const std::string& text) {
  const bool is_said = text.starts_with('@') || lower(text) == "me";
  return {What::taken, is_said ? text : "@" + text};
}

std::string what_enter_does(const chat::Field& field) {
  if (std::holds_alternative<chat::CheckInput>(field.input)) return " (y/n) [" + initial_of(field) + "]";
  const std::string initial = initial_of(field);
  if (!initial.empty()) return " [" + initial + "]";
  return field.is_required ? "" : " (Enter leaves it out)";
}

}  // namespace

Typed read_entry(const chat::Field& field, const std::string& line) {
  std::string text = trimmed(line);
  if (text.empty()) text = initial_of(field);
  if (text.empty() && !field.is_required) return {What::left_empty, ""};
  if (text.empty()) return {What::not_understood, "This one is needed; cancel leaves the form."};
  return std::visit(Match{[&](const chat::TextInput&) {
                            return Typed{What::taken, text};
                          },
                          [&](const chat::NumberInput&) {
                            return Typed{What::taken, text};
                          },
                          [&](const chat::DateInput&) {
                            return Typed{What::taken, text};
                          },
                          [&](const chat::PersonInput&) { return read_person(text); },
                          [&](const chat::SelectInput& select) { return read_select(select, text); },
                          [&](const chat::CheckInput&) { return read_check(text); }},
                    field.input);
}

std::string question_of(const chat::Field& field) {
  std::string text = field.label + (field.hint.empty() ? "" : " - " + field.hint) + what_enter_does(field);
  if (const auto* select = std::get_if<chat::SelectInput>(&field.input)) {
    for (std::size_t i = 0; i < select->options.size(); ++i) text += "\n  " + std::to_string(i + 1) + "  " + select->options[i].label;
    text += "\n";
  }
  return text + "? ";
}

Awaitable<bool> ask_field(const chat::Field* field, console::Entries* entries, Lines* lines, std::ostream* out) {
  for (;;) {
    *out << question_of(*field) << std::flush;
    const std::optional<std::string> line = co_await lines->next();
    if (!line || lower(trimmed(*line)) == "cancel") co_return false;
    Typed typed = read_entry(*field, *line);
    if (typed.what == What::not_understood) {
      *out << typed.text << '\n';
      continue;
    }
    std::erase_if(*entries, [field](const auto& entry) { return entry.first == field->name; });
    if (typed.what == What::taken) entries->emplace_back(field->name, std::move(typed.text));
    co_return true;
  }
}

Awaitable<bool> ask_all(const chat::Form* form, console::Entries* entries, Lines* lines, std::ostream* out) {
  for (const chat::Field& field : form->fields) {
    const bool goes_on = co_await ask_field(&field, entries, lines, out);
    if (!goes_on) co_return false;
  }
  co_return true;
}

}  // namespace backwalk::cli

// What comes back from our cards: a button's command, or a form with what was filled in. The data were ours and are believed only as far as
// their shape goes.
#include <algorithm>

#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::size_t kLongestSay = 4000;

bool is_empty(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

std::string text_of(const chat::Field& field) {
  return std::visit(
      Match{[](const chat::TextInput& input) { return input.initial; }, [](const chat::NumberInput& input) { return input.initial; },
            [](const chat::DateInput& input) { return input.initial; }, [](const chat::PersonInput& input) { return input.initial; },
            [](const chat::SelectInput& input) { return input.initial; },
            [](const chat::CheckInput& input) { return std::string(input.initial ? "yes" : ""); }},
      field.input);
}

/// "@ben" however it was typed: a person is named as in a sentence.
std::string at_name(std::string text) {
  text.erase(0, text.find_first_not_of(" @"));
  return text == "me" ? text : "@" + text;
}

std::optional<chat::Filled> filled_of(const chat::Field& field) {
  const std::string text = text_of(field);
  if (is_empty(text)) return std::nullopt;
  chat::Filled filled{.name = field.name, .say = field.say, .is_text = std::holds_alternative<chat::TextInput>(field.input), .value = {}};
  if (std::holds_alternative<chat::CheckInput>(field.input)) return filled;
  filled.value.emplace_back(std::holds_alternative<chat::PersonInput>(field.input) ? at_name(text) : text);
  return filled;
}

chat::Submitted submitted_of(chat::Envelope envelope, chat::Message shown) {
  const chat::Form& form = *chat::form_of(shown);
  chat::Submitted submitted{.envelope = std::move(envelope), .say = form.say, .values = {}, .fields = {}, .shown = {}};
  for (const chat::Field& field : form.fields) {
    submitted.fields.push_back(field.name);
    if (auto filled = filled_of(field)) submitted.values.push_back(*std::move(filled));
  }
  submitted.shown = std::move(shown);
  return submitted;
}

/// In quotes, so that nothing in it is a modifier.
std::string quoted(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  return '"' + text + '"';
}

}  // namespace

std::optional<chat::Inbound> read_card(chat::Envelope envelope, const Json& values, std::optional<std::string> message) {
  if (auto shown = form_of_data(values)) return submitted_of(std::move(envelope), *std::move(shown));
  auto say = chat::string_at(values, {"say"});
  if (!say || say->size() > kLongestSay) return std::nullopt;
  return chat::Pressed{std::move(envelope), *std::move(say), std::move(message)};
}

std::optional<chat::Inbound> read_card_message(chat::Envelope envelope, const Json& values, std::optional<std::string> message) {
  auto inbound = read_card(std::move(envelope), values, std::move(message));
  auto* submitted = inbound ? std::get_if<chat::Submitted>(&*inbound) : nullptr;
  if (submitted == nullptr) return inbound;
  chat::Said said{std::move(submitted->envelope), {submitted->say}};
  for (const chat::Filled& value : submitted->values) {
    std::string words = " " + value.say;
    for (const chat::Piece& piece : value.value) {
      const auto& text = std::get<std::string>(piece);
      words += " " + (value.is_text ? quoted(text) : text);
    }
    std::get<std::string>(said.pieces.front()) += words;
  }
  return said;
}

}  // namespace backwalk::teams

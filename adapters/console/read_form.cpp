// A form that was filled in at the terminal.
#include <algorithm>

#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

using chat::Json;

Error unreadable(const std::string& what) { return {Cause::unreadable, "console request: form." + what}; }

Result<chat::Filled> filled_of(const Json& value) {
  auto name = chat::required(value, {"name"}, "console request: form.values");
  if (!name) return name.error();
  const auto text = chat::string_at(value, {"text"});
  if (!text) return unreadable("values.text is missing or not a text");
  chat::Filled filled{
      .name = *std::move(name), .say = chat::string_at(value, {"say"}).value_or(""), .is_text = chat::is_true_at(value, {"is_text"})};
  if (!text->empty()) filled.value = filled.is_text ? std::vector<chat::Piece>{*text} : pieces(*text);
  return filled;
}

}  // namespace

Result<chat::Inbound> read_form(chat::Envelope envelope, const Json& form) {
  if (!form.is_object()) return unreadable("is no object");
  auto say = chat::required(form, {"say"}, "console request: form");
  if (!say) return say.error();
  const Json* values = chat::find(form, {"values"});
  const Json* fields = chat::find(form, {"fields"});
  if (values == nullptr || !values->is_array()) return unreadable("values are missing or no list");
  if (fields == nullptr || !fields->is_array()) return unreadable("fields are missing or no list");
  chat::Submitted submitted{.envelope = std::move(envelope), .say = *std::move(say)};
  for (const Json& value : *values) {
    auto filled = filled_of(value);
    if (!filled) return filled.error();
    submitted.values.push_back(*std::move(filled));
  }
  for (const Json& field : *fields) {
    if (!field.is_string()) return unreadable("fields hold something else than names");
    submitted.fields.push_back(field.get<std::string>());
  }
  return chat::Inbound{std::move(submitted)};
}

Json written(const chat::Form& form, const Entries& entries) {
  Json fields = Json::array();
  Json values = Json::array();
  for (const auto& field : form.fields) {
    fields.push_back(field.name);
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const auto& one) { return one.first == field.name; });
    if (entry == entries.end()) continue;
    const bool is_text = std::holds_alternative<chat::TextInput>(field.input);
    values.push_back({{"name", field.name}, {"say", field.say}, {"is_text", is_text}, {"text", entry->second}});
  }
  return {{"say", form.say}, {"fields", std::move(fields)}, {"values", std::move(values)}};
}

}  // namespace backwalk::console

// A form as a part of the answer's JSON, and back: the terminal asks its fields one by one.
#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

using chat::Json;
using Input = decltype(chat::Field::input);

Json options_of(const chat::SelectInput& select) {
  Json options = Json::array();
  for (const auto& option : select.options) options.push_back({{"label", option.label}, {"say", option.say}});
  return options;
}

Json input_json(const Input& input) {
  return std::visit(Match{[](const chat::TextInput& text) {
                            return Json{{"kind", "text"}, {"initial", text.initial}, {"is_long", text.is_long}};
                          },
                          [](const chat::NumberInput& number) {
                            return Json{{"kind", "number"}, {"initial", number.initial}};
                          },
                          [](const chat::DateInput& date) {
                            return Json{{"kind", "date"}, {"initial", date.initial}};
                          },
                          [](const chat::PersonInput& person) {
                            return Json{{"kind", "person"}, {"initial", person.initial}};
                          },
                          [](const chat::SelectInput& select) {
                            return Json{{"kind", "select"}, {"initial", select.initial}, {"options", options_of(select)}};
                          },
                          [](const chat::CheckInput& check) {
                            return Json{{"kind", "check"}, {"checked", check.initial}};
                          }},
                    input);
}

chat::SelectInput select_of(const Json& json, std::string initial) {
  chat::SelectInput select{.options = {}, .initial = std::move(initial)};
  const Json* options = chat::find(json, {"options"});
  if (options == nullptr || !options->is_array()) return select;
  for (const Json& option : *options)
    select.options.push_back({chat::string_at(option, {"label"}).value_or(""), chat::string_at(option, {"say"}).value_or("")});
  return select;
}

std::optional<Input> input_of(const Json& json) {
  const std::string kind = chat::string_at(json, {"kind"}).value_or("");
  std::string initial = chat::string_at(json, {"initial"}).value_or("");
  if (kind == "text") return chat::TextInput{std::move(initial), chat::is_true_at(json, {"is_long"})};
  if (kind == "number") return chat::NumberInput{std::move(initial)};
  if (kind == "date") return chat::DateInput{std::move(initial)};
  if (kind == "person") return chat::PersonInput{std::move(initial)};
  if (kind == "select") return select_of(json, std::move(initial));
  if (kind == "check") return chat::CheckInput{chat::is_true_at(json, {"checked"})};
  return std::nullopt;
}

std::optional<chat::Field> field_of(const Json& json) {
  auto name = chat::text_at(json, {"name"});
  auto input = input_of(json);
  if (!name || !input) return std::nullopt;
  return chat::Field{.name = *std::move(name),
                     .label = chat::string_at(json, {"label"}).value_or(""),
                     .hint = chat::string_at(json, {"hint"}).value_or(""),
                     .say = chat::string_at(json, {"say"}).value_or(""),
                     .is_required = chat::is_true_at(json, {"is_required"}),
                     .input = *std::move(input)};
}

std::optional<chat::Form> form_of(const Json& json) {
  auto say = chat::text_at(json, {"say"});
  const Json* fields = chat::find(json, {"fields"});
  if (!say || fields == nullptr || !fields->is_array()) return std::nullopt;
  chat::Form form{.say = *std::move(say), .submit = chat::string_at(json, {"submit"}).value_or(""), .fields = {}};
  for (const Json& one : *fields) {
    auto field = field_of(one);
    if (!field) return std::nullopt;
    form.fields.push_back(*std::move(field));
  }
  return form;
}

}  // namespace

Json render(const chat::Form& form) {
  Json fields = Json::array();
  for (const auto& field : form.fields) {
    Json json = input_json(field.input);
    json.update(
        {{"name", field.name}, {"label", field.label}, {"hint", field.hint}, {"say", field.say}, {"is_required", field.is_required}});
    fields.push_back(std::move(json));
  }
  return {{"say", form.say}, {"submit", form.submit}, {"fields", std::move(fields)}};
}

Asked asked_in(std::string_view body) {
  Asked asked;
  const auto json = chat::parse_object(body, "the answer");
  if (!json) return asked;
  asked.wrong_field = chat::text_at(*json, {"wrong_field"});
  if (const Json* form = chat::find(*json, {"form"})) asked.form = form_of(*form);
  return asked;
}

}  // namespace backwalk::console

// Forms: inputs in a card, or in the card of a dialog. What the form means goes out with its button and comes back with what was filled in,
// so that it can be shown again with an error.
#include <algorithm>

#include "adapters/chat/utf8.hpp"
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

using chat::Json;

constexpr std::size_t kMostFields = 20;
constexpr std::size_t kMostOptions = 100;
constexpr std::size_t kListed = 12;  // more options than these are found by typing
constexpr std::size_t kFormTitle = 80;
constexpr std::string_view kYes = "yes";

bool is_date(std::string_view text) {
  const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  constexpr std::size_t digits[] = {0, 1, 2, 3, 5, 6, 8, 9};
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && std::all_of(std::begin(digits), std::end(digits), is_digit);
}

Json written(const std::string& initial) {
  Json input{{"type", "Input.Text"}};
  if (!initial.empty()) input["value"] = initial;
  return input;
}

Json choices(const chat::SelectInput& select) {
  Json input{{"type", "Input.ChoiceSet"}, {"style", select.options.size() > kListed ? "filtered" : "compact"}, {"choices", Json::array()}};
  for (const auto& option : select.options) {
    if (input["choices"].size() == kMostOptions) break;
    input["choices"].push_back({{"title", chat::clean(option.label.empty() ? option.say : option.label)}, {"value", option.say}});
    if (option.say == select.initial) input["value"] = option.say;
  }
  return input;
}

Json input_of(const chat::Field& field) {
  return std::visit(
      Match{[](const chat::TextInput& text) {
              Json input = written(text.initial);
              if (text.is_long) input["isMultiline"] = true;
              return input;
            },
            [](const chat::NumberInput& number) { return written(number.initial); },  // people write "3.5%", "1,200" and "12k"
            [](const chat::DateInput& date) {
              Json input{{"type", "Input.Date"}};
              if (is_date(date.initial)) input["value"] = date.initial;
              return input;
            },
            [](const chat::PersonInput& person) {
              Json input = written(person.initial);
              input["placeholder"] = "@name";
              return input;
            },
            [](const chat::SelectInput& select) { return choices(select); },
            [&](const chat::CheckInput& check) {
              return Json{{"type", "Input.Toggle"},
                          {"title", chat::clean(field.label)},
                          {"value", check.initial ? kYes : "no"},
                          {"valueOn", kYes},
                          {"valueOff", "no"}};
            }},
      field.input);
}

Json data_of(const chat::Field& field) {
  Json data{{"name", field.name}, {"label", field.label}, {"hint", field.hint}, {"say", field.say}, {"needed", field.is_required}};
  std::visit(Match{[&](const chat::TextInput& text) { data["kind"] = text.is_long ? "long" : "text"; },
                   [&](const chat::NumberInput&) { data["kind"] = "number"; }, [&](const chat::DateInput&) { data["kind"] = "date"; },
                   [&](const chat::PersonInput&) { data["kind"] = "person"; },
                   [&](const chat::SelectInput& select) {
                     data["kind"] = "select";
                     data["options"] = Json::array();
                     for (const auto& option : select.options) data["options"].push_back({option.label, option.say});
                   },
                   [&](const chat::CheckInput&) { data["kind"] = "check"; }},
             field.input);
  return data;
}

Json data_of(const chat::Message& message, const chat::Form& form) {
  Json fields = Json::array();
  for (const auto& field : form.fields) fields.push_back(data_of(field));
  return {{"say", form.say}, {"form", {{"title", chat::plain(message.headline)}, {"submit", form.submit}, {"fields", std::move(fields)}}}};
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// What the input of that name holds.
std::string value_in(const Json& data, const std::string& name) { return chat::string_at(data, {std::string(kInput) + name}).value_or(""); }

chat::SelectInput select_of(const Json& json, std::string initial) {
  chat::SelectInput select{.options = {}, .initial = std::move(initial)};
  const Json* options = chat::find(json, {"options"});
  if (options == nullptr || !options->is_array()) return select;
  for (const Json& option : *options) {
    const bool is_pair = option.is_array() && option.size() == 2 && option[0].is_string() && option[1].is_string();
    if (is_pair && select.options.size() < kMostOptions)
      select.options.push_back({option[0].get<std::string>(), option[1].get<std::string>()});
  }
  return select;
}

std::optional<chat::Field> field_of(const Json& json, const Json& data) {
  auto name = chat::text_at(json, {"name"});
  if (!name || !is_name(*name)) return std::nullopt;
  const std::string value = value_in(data, *name);
  chat::Field field{.name = *std::move(name),
                    .label = chat::string_at(json, {"label"}).value_or(""),
                    .hint = chat::string_at(json, {"hint"}).value_or(""),
                    .say = chat::string_at(json, {"say"}).value_or(""),
                    .is_required = chat::is_true_at(json, {"needed"}),
                    .input = {}};
  const std::string kind = chat::text_at(json, {"kind"}).value_or("");
  if (kind == "text" || kind == "long") field.input = chat::TextInput{value, kind == "long"};
  if (kind == "number") field.input = chat::NumberInput{value};
  if (kind == "date") field.input = chat::DateInput{value};
  if (kind == "person") field.input = chat::PersonInput{value};
  if (kind == "select") field.input = select_of(json, value);
  if (kind == "check") field.input = chat::CheckInput{value == kYes};
  return field;
}

std::string words_or(const std::string& text, std::string_view otherwise) {
  std::string words = chat::cut(chat::clean(text), kFormTitle);
  return words.empty() ? std::string(otherwise) : words;
}

}  // namespace

void add_inputs(Json& elements, const chat::Form& form, const std::optional<Problem>& problem) {
  for (const auto& field : form.fields) {
    const std::string label = words_or(field.label, field.name);
    const std::string hint = chat::clean(field.hint);
    const bool is_box = std::holds_alternative<chat::CheckInput>(field.input);
    Json input = input_of(field);
    input["id"] = std::string(kInput) + field.name;
    if (!is_box) {
      input["label"] = label;
      if (!hint.empty() && !input.contains("placeholder") && input["type"] != "Input.Date") input["placeholder"] = hint;
      if (field.is_required) {
        input["isRequired"] = true;
        input["errorMessage"] = label + " is needed.";
      }
    }
    elements.push_back(std::move(input));
    if (problem && problem->field == field.name) {
      elements.push_back(
          {{"type", "TextBlock"}, {"text", escape_markdown(problem->text)}, {"color", "Attention"}, {"wrap", true}, {"spacing", "Small"}});
    }
  }
}

Json submit_action(const chat::Message& message, const chat::Form& form, Way way) {
  const std::string title = words_or(form.submit, "Save");
  const Json data = data_of(message, form);
  Json submit{{"type", "Action.Submit"}, {"title", title}, {"data", data}};
  if (way == Way::dialog_open || way == Way::dialog_sent) return submit;
  return {{"type", "Action.Execute"},     {"title", title}, {"verb", "send"}, {"data", data}, {"style", "positive"},
          {"fallback", std::move(submit)}};
}

Json form_card(const chat::Message& message, Way way, const std::optional<Problem>& problem) {
  Json elements = Json::array();
  Json mentions = Json::array();
  const chat::Form nothing;
  const chat::Form* form = chat::form_of(message);
  if (form == nullptr) form = &nothing;
  if (way == Way::action) {
    if (Json title = text_line(message.headline, chat::Style::strong, mentions); !title.is_null()) elements.push_back(std::move(title));
  }
  const bool has_place = problem && std::any_of(form->fields.begin(), form->fields.end(),
                                                [&](const chat::Field& field) { return field.name == problem->field; });
  if (problem && !has_place)
    elements.push_back({{"type", "TextBlock"}, {"text", escape_markdown(problem->text)}, {"color", "Attention"}, {"wrap", true}});
  add_inputs(elements, *form, problem);
  elements.push_back({{"type", "ActionSet"}, {"actions", Json::array({submit_action(message, *form, way)})}});
  return whole_card(std::move(elements), std::move(mentions), chat::plain(message));
}

Json sent_card(const chat::Message& shown) {
  chat::Message told{.headline = shown.headline, .blocks = {}};
  chat::Facts facts;
  const chat::Form* form = chat::form_of(shown);
  for (const auto& field : form == nullptr ? std::vector<chat::Field>{} : form->fields) {
    const Json input = input_of(field);
    const std::string value = chat::string_at(input, {"value"}).value_or("");
    if (!value.empty()) facts.facts.emplace_back(field.label, value);
  }
  told.blocks = {std::move(facts), chat::Text{{chat::quiet("Sent.")}}};
  return card(told, Forms::dialog);
}

std::optional<chat::Message> form_of_data(const Json& data) {
  const Json* json = chat::find(data, {"form"});
  const auto say = chat::text_at(data, {"say"});
  const Json* fields = json == nullptr ? nullptr : chat::find(*json, {"fields"});
  if (!say || fields == nullptr || !fields->is_array() || fields->empty() || fields->size() > kMostFields) return std::nullopt;
  chat::Form form{.say = *say, .submit = chat::string_at(*json, {"submit"}).value_or(""), .fields = {}};
  for (const Json& one : *fields) {
    auto field = field_of(one, data);
    if (!field) return std::nullopt;
    form.fields.push_back(*std::move(field));
  }
  chat::Message message{.headline = {chat::plain_run(chat::string_at(*json, {"title"}).value_or(""))}, .blocks = {}};
  message.blocks.emplace_back(std::move(form));
  return message;
}

}  // namespace backwalk::teams

// Forms as modals (PROTOCOLS 1.4, 1.8): the view that opens, and what a sent one is answered with. Each field is an input block whose
// block_id is the field's name, so that an error finds it.
#include <algorithm>
#include <utility>

#include "adapters/chat/utf8.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

constexpr std::size_t kTitle = 24;  // also of the buttons
constexpr std::size_t kFieldLabel = 2000;
constexpr std::size_t kMostOptions = 100;
constexpr std::size_t kOption = 75;
constexpr std::size_t kInitial = 3000;
constexpr std::size_t kProblem = 300;  // ours: one line below the field

bool is_date(std::string_view text) {
  const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  constexpr std::size_t digits[] = {0, 1, 2, 3, 5, 6, 8, 9};
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && std::all_of(std::begin(digits), std::end(digits), is_digit);
}

Json written(const std::string& initial, bool is_long) {
  Json element{{"type", "plain_text_input"}, {"multiline", is_long}};
  if (!initial.empty()) element["initial_value"] = chat::cut(initial, kInitial);
  return element;
}

Json option_of(const chat::Option& option) {
  return {{"text", plain_text(chat::clean(option.label.empty() ? option.say : option.label), kOption)}, {"value", option.say}};
}

Json chosen(const chat::SelectInput& input) {
  Json element{{"type", "static_select"}, {"options", Json::array()}};
  for (const auto& option : input.options) {
    // A value that is cut is another value: rather no option.
    const bool fits = !option.say.empty() && chat::utf16_length(option.say) <= kOption && element["options"].size() < kMostOptions;
    if (!fits) continue;
    element["options"].push_back(option_of(option));
    if (option.say == input.initial) element["initial_option"] = element["options"].back();
  }
  return element;
}

Json checked(const chat::CheckInput& input) {
  const Json options = Json::array({{{"text", plain_text("Yes", kOption)}, {"value", "yes"}}});
  Json element{{"type", "checkboxes"}, {"options", options}};
  if (input.initial) element["initial_options"] = options;
  return element;
}

/// A number is a text here: Slack's number_input takes digits and a point only, and people write "3.5%", "1,200" and "12k".
Json element_of(const chat::Field& field) {
  Json element = std::visit(
      Match{[](const chat::TextInput& input) { return written(input.initial, input.is_long); },
            [](const chat::NumberInput& input) { return written(input.initial, false); },
            [](const chat::DateInput& input) {
              Json picker{{"type", "datepicker"}};
              if (is_date(input.initial)) picker["initial_date"] = input.initial;
              return picker;
            },
            [](const chat::PersonInput& input) {
              Json picker{{"type", "users_select"}};
              if (is_slack_user(input.initial)) picker["initial_user"] = input.initial;
              return picker;
            },
            [](const chat::SelectInput& input) { return chosen(input); }, [](const chat::CheckInput& input) { return checked(input); }},
      field.input);
  element["action_id"] = "value";
  return element;
}

Json block_of(const chat::Field& field) {
  const std::string label = chat::clean(field.label);
  const std::string hint = chat::clean(field.hint);
  // A box that must be checked could never say no.
  const bool is_needed = field.is_required && !std::holds_alternative<chat::CheckInput>(field.input);
  Json block{{"type", "input"},
             {"block_id", field.name},
             {"label", plain_text(label.empty() ? field.name : label, kFieldLabel)},
             {"optional", !is_needed},
             {"element", element_of(field)}};
  if (!hint.empty()) block["hint"] = plain_text(hint, kFieldLabel);
  return block;
}

/// What comes back with the form: its command, where it was asked for, and each field's words, in their order.
std::string metadata_of(const chat::Form& form, const chat::Place& place) {
  Json fields = Json::array();
  for (const auto& field : form.fields) fields.push_back({field.name, field.say, std::holds_alternative<chat::TextInput>(field.input)});
  Json where{{"channel", place.channel}};
  if (place.user) where["user"] = *place.user;
  if (place.thread) where["thread"] = *place.thread;
  return chat::dump({{"say", form.say}, {"place", std::move(where)}, {"fields", std::move(fields)}});
}

std::string words_or(const std::string& text, std::string_view otherwise) {
  std::string clean = chat::clean(text);
  return clean.empty() ? std::string(otherwise) : clean;
}

Json modal(std::string_view title, std::string_view close, Json blocks) {
  return {{"type", "modal"}, {"title", plain_text(title, kTitle)}, {"close", plain_text(close, kTitle)}, {"blocks", std::move(blocks)}};
}

/// What was done, to be read and closed. A button in it would have no message to stand on.
Json told(const chat::Message& message) {
  Json rendered = render(message);
  Json blocks = Json::array();
  for (Json& block : rendered["blocks"]) {
    if (block["type"] != "actions") blocks.push_back(std::move(block));
  }
  return modal("Backwalk", "Close", std::move(blocks));
}

chat::HttpResponse answer(const Json& body) { return chat::respond_with(200, "application/json; charset=utf-8", chat::dump(body)); }

/// The field that the error is shown at; none where the form has none, for Slack takes an error for its own blocks only.
std::optional<std::string> field_shown(const chat::Submitted& submitted, const std::string& wanted) {
  const auto found = std::find(submitted.fields.begin(), submitted.fields.end(), wanted);
  if (found != submitted.fields.end()) return *found;
  if (submitted.fields.empty()) return std::nullopt;
  return submitted.fields.front();
}

}  // namespace

Json render_form(const chat::Outgoing& outgoing) {
  const chat::Form* form = chat::form_of(outgoing.message);
  const chat::Form nothing;
  if (form == nullptr) form = &nothing;  // Slack refuses a modal without blocks: nothing opens
  Json blocks = Json::array();
  for (const auto& field : form->fields) blocks.push_back(block_of(field));
  Json view = modal(words_or(chat::plain(outgoing.message.headline), "Backwalk"), "Cancel", std::move(blocks));
  view["submit"] = plain_text(words_or(form->submit, "Save"), kTitle);
  view["callback_id"] = kFormCallback;
  view["private_metadata"] = metadata_of(*form, outgoing.place);
  return view;
}

chat::HttpResponse respond_to_form(const chat::Submitted& submitted, const Immediate& immediate) {
  if (!immediate.now) return answer({{"response_action", "clear"}});
  if (immediate.wrong_field) {
    if (const auto field = field_shown(submitted, *immediate.wrong_field)) {
      const std::string problem = chat::cut(words_or(chat::plain(immediate.now->headline), "That cannot be taken."), kProblem);
      return answer({{"response_action", "errors"}, {"errors", {{*field, problem}}}});
    }
  }
  return answer({{"response_action", "update"}, {"view", told(*immediate.now)}});
}

}  // namespace backwalk::slack

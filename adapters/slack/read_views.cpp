// Forms that were sent (PROTOCOLS 1.4). What its private metadata says comes from us and is still believed only as far as its shape goes.
#include <algorithm>
#include <array>

#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

using chat::Json;

constexpr std::size_t kMostFields = 100;  // Slack's most blocks of a view

Error unreadable(const std::string& what) { return {Cause::unreadable, "payload.view." + what}; }

struct Asked {
  std::string name{};
  std::string say{};
  bool is_text = false;
};
struct Metadata {
  std::string say{};
  chat::Place place{};
  std::vector<Asked> fields{};
};

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 255 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

bool is_conversation(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// Where it was asked for. A direct message is the sender's own.
Result<chat::Place> place_of(const Json& metadata, const std::string& user) {
  chat::Place place{
      .platform = "slack", .workspace = {}, .channel = {}, .user = {}, .thread = chat::text_at(metadata, {"place", "thread"})};
  place.channel = chat::string_at(metadata, {"place", "channel"}).value_or("");
  place.user = chat::text_at(metadata, {"place", "user"});
  if (!is_conversation(place.channel)) return unreadable("private_metadata: no such channel");
  if (place.thread && !instant_of(*place.thread)) return unreadable("private_metadata: no such thread");
  if (place.user && *place.user != user) return unreadable("private_metadata: somebody else's direct message");
  if (place.channel.empty() && !place.user) return unreadable("private_metadata: no place");
  return place;
}

Result<std::vector<Asked>> fields_of(const Json& metadata) {
  const Json* list = chat::find(metadata, {"fields"});
  if (list == nullptr || !list->is_array() || list->empty() || list->size() > kMostFields)
    return unreadable("private_metadata: fields are missing or no list");
  std::vector<Asked> fields;
  for (const Json& one : *list) {
    const bool is_field = one.is_array() && one.size() == 3 && one[0].is_string() && one[1].is_string() && one[2].is_boolean();
    if (!is_field || !is_name(one[0].get_ref<const std::string&>())) return unreadable("private_metadata: a field is none");
    fields.push_back({one[0].get<std::string>(), one[1].get<std::string>(), one[2].get<bool>()});
  }
  return fields;
}

Result<Metadata> read_metadata(const Json& view, const std::string& user) {
  const auto text = chat::required(view, {"private_metadata"}, "payload.view");
  if (!text) return text.error();
  const auto json = chat::parse_object(*text, "payload.view.private_metadata");
  if (!json) return json.error();
  auto say = chat::required(*json, {"say"}, "payload.view.private_metadata");
  if (!say) return say.error();
  auto place = place_of(*json, user);
  if (!place) return place.error();
  auto fields = fields_of(*json);
  if (!fields) return fields.error();
  return Metadata{*std::move(say), *std::move(place), *std::move(fields)};
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

/// What the element holds; none when it was left empty.
std::optional<std::vector<chat::Piece>> value_of(const Json& element) {
  using Pieces = std::vector<chat::Piece>;
  const std::string type = chat::text_at(element, {"type"}).value_or("");
  if (type == "checkboxes") {
    const Json* chosen = chat::find(element, {"selected_options", "0"});
    return chosen == nullptr ? std::nullopt : std::optional(Pieces{});
  }
  if (type == "users_select") {
    const auto user = chat::text_at(element, {"selected_user"});
    if (!user || !is_slack_user(*user)) return std::nullopt;
    return Pieces{chat::UserMention{.user = *user, .name = {}}};
  }
  std::optional<std::string> text;
  if (type == "plain_text_input") text = chat::text_at(element, {"value"});
  if (type == "datepicker") text = chat::text_at(element, {"selected_date"});
  if (type == "static_select") text = chat::text_at(element, {"selected_option", "value"});
  if (!text || is_blank(*text)) return std::nullopt;
  return Pieces{*std::move(text)};
}

/// The view and its state: two clicks on the same form have one effect, and a form that was refused can be sent again.
Result<std::string> key_of(const Json& view) {
  const auto id = chat::required(view, {"id"}, "payload.view");
  if (!id) return id.error();
  const auto hash = chat::required(view, {"hash"}, "payload.view");
  if (!hash) return hash.error();
  return "slack:view:" + *id + ":" + *hash;
}

}  // namespace

Result<chat::Inbound> read_submission(const Json& json, Instant wall) {
  if (chat::string_at(json, {"view", "callback_id"}) != kFormCallback) return chat::Inbound{chat::Ignored{"a form that is not ours"}};
  const Json& view = *chat::find(json, {"view"});
  const auto user = chat::required(json, {"user", "id"}, "payload");
  if (!user) return user.error();
  auto workspace = workspace_of(json);
  if (!workspace) return workspace.error();
  auto key = key_of(view);
  if (!key) return key.error();
  auto metadata = read_metadata(view, *user);
  if (!metadata) return metadata.error();
  const Json* state = chat::find(view, {"state", "values"});
  if (state == nullptr || !state->is_object()) return unreadable("state.values is missing or not an object");

  chat::Submitted submitted;
  submitted.envelope = {.place = std::move(metadata->place),
                        .speaker = {.platform = "slack", .workspace = *workspace, .user = *user},
                        .speaker_name = chat::text_at(json, {"user", "name"}).value_or(""),
                        .keys = {*std::move(key)},
                        .at = wall,
                        .answers_inline = false,
                        .speaker_zone = {},
                        .can_pin = true};
  submitted.envelope.place.workspace = *std::move(workspace);
  submitted.say = std::move(metadata->say);
  for (auto& field : metadata->fields) {
    submitted.fields.push_back(field.name);
    const Json* element = chat::find(*state, {field.name, "value"});
    auto value = element == nullptr ? std::nullopt : value_of(*element);
    if (value) submitted.values.push_back({std::move(field.name), std::move(field.say), field.is_text, *std::move(value)});
  }
  return chat::Inbound{std::move(submitted)};
}

}  // namespace backwalk::slack

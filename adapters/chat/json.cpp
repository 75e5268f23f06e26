#include "adapters/chat/json.hpp"

namespace backwalk::chat {

Result<Json> parse_object(std::string_view text, std::string_view what) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return Error{Cause::unreadable, std::string(what) + " is not JSON"};
  if (!json.is_object()) return Error{Cause::unreadable, std::string(what) + " is not a JSON object"};
  return Result<Json>(boost::system::in_place_value, std::move(json));
}

const Json* find(const Json& json, Path path) {
  const Json* here = &json;
  for (const std::string_view step : path) {
    if (here->is_array() && step == "0" && !here->empty()) {
      here = &here->front();
      continue;
    }
    if (!here->is_object()) return nullptr;
    const auto member = here->find(step);
    if (member == here->end()) return nullptr;
    here = &*member;
  }
  return here;
}

std::optional<std::string> string_at(const Json& json, Path path) {
  const Json* value = find(json, path);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return value->get<std::string>();
}

std::optional<std::string> text_at(const Json& json, Path path) {
  auto value = string_at(json, path);
  if (value && value->empty()) return std::nullopt;
  return value;
}

bool is_true_at(const Json& json, Path path) {
  const Json* value = find(json, path);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

Result<std::string> required(const Json& json, Path path, std::string_view where) {
  if (auto value = text_at(json, path)) return *std::move(value);
  std::string missing(where);
  for (const std::string_view step : path) missing += (missing.empty() ? "" : ".") + std::string(step);
  return Error{Cause::unreadable, missing + " is missing or not a text"};
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace backwalk::chat

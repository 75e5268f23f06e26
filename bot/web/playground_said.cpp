#include "bot/web/playground_said.hpp"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "bot/base/zones.hpp"

namespace backwalk::web {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestName = 80;          ///< of a person or a channel, in bytes
constexpr std::size_t kLongestBody = 256 * 1024;  ///< the room keeps what is said
constexpr int kDeepest = 8;  ///< what is nested deeper in a form is left out: writing it again would take a stack frame a level

Error not_read(std::string what) { return {Cause::unreadable, std::move(what)}; }

std::optional<std::string> words_at(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty()) return std::nullopt;
  return found->get<std::string>();
}

/// A name as one mentions it: without spaces and control characters.
bool is_name(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7F') return false;
  }
  return !text.empty() && text.size() <= kLongestName;
}

}  // namespace

Result<Utterance> read_utterance(const std::string& body) {
  if (body.size() > kLongestBody) return not_read("that is too long; say it in parts");
  const auto keep = [](int depth, json::parse_event_t, const json&) { return depth <= kDeepest; };
  const json given = json::parse(body, keep, false);
  if (!given.is_object()) return not_read(R"(expected {"as": "anna", "channel": "launch", "text": "status"})");
  Utterance utterance;
  utterance.as = words_at(given, "as").value_or("");
  utterance.channel = words_at(given, "channel");
  if (!is_name(utterance.as)) return not_read("as is missing or no name, like anna");
  if (utterance.channel && !is_name(*utterance.channel)) return not_read("channel is no name, like launch");
  utterance.thread = words_at(given, "thread");
  utterance.zone = words_at(given, "zone");
  if (utterance.zone && !zones::exists(*utterance.zone)) return not_read("there is no such zone; Europe/Berlin is one");
  utterance.trigger = words_at(given, "trigger");
  utterance.pressed = words_at(given, "pressed");
  utterance.is_quiet = given.value("quiet", json()) == json(true);
  const auto form = given.find("form");
  const auto text = given.find("text");
  if (form != given.end() && form->is_object()) {
    utterance.form = form->dump(-1, ' ', false, json::error_handler_t::replace);
  } else if (text != given.end() && text->is_string()) {
    utterance.text = text->get<std::string>();
  } else {
    return not_read("text is missing or not a text");
  }
  return utterance;
}

chat::HttpRequest console_request(const Utterance& utterance, Instant at, const std::string& id) {
  json body{{"user", utterance.as}, {"at", at.time_since_epoch().count()}, {"id", id}};
  if (utterance.channel) body["channel"] = *utterance.channel;
  if (utterance.thread) body["thread"] = *utterance.thread;
  if (utterance.zone) body["zone"] = *utterance.zone;
  if (utterance.trigger) body["trigger"] = *utterance.trigger;
  if (utterance.pressed) body["pressed"] = true;
  if (utterance.form) {
    body["form"] = json::parse(*utterance.form, nullptr, false);
  } else {
    body["text"] = utterance.text;
  }
  return {.method = "POST",
          .url = "/console/say",
          .headers = {{"Content-Type", "application/json"}},
          .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

}  // namespace backwalk::web

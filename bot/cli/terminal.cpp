#include "bot/cli/terminal.hpp"

#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "bot/base/zones.hpp"

namespace backwalk::cli {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::string text_at(const json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json part(const json& message, const char* name) {
  const auto found = message.find(name);
  return found == message.end() ? json() : *found;
}

std::string receiver(const json& to) {
  const std::string user = text_at(to, "user");
  return user.empty() ? "#" + text_at(to, "channel") : "@" + user;
}

ordered_json line_of(const json& message, const std::string& at, const std::string& key) {
  ordered_json line;
  line["at"] = at;
  line["to"] = part(message, "to");
  line["visible"] = part(message, "visible");
  line["kind"] = part(message, "kind");
  line["key"] = key;
  line["text"] = part(message, "text");
  line["buttons"] = part(message, "buttons");
  if (const json picture = part(message, "picture"); picture.is_object()) line["picture"] = picture;
  return line;
}

/// "#launch, in a thread", "#launch, only you see this", "@anna".
std::string where(const json& message) {
  std::string words = receiver(part(message, "to"));
  if (text_at(message, "kind") == "thread") words += ", in a thread";
  if (text_at(message, "kind") == "edit") words += ", instead of what stood there";
  if (text_at(message, "visible") == "ephemeral") words += ", only you see this";
  return words;
}

bool is_elsewhere(const json& message) { return text_at(message, "visible") == "channel" || text_at(message, "kind") == "edit"; }

std::string body_of(const json& message) {
  std::string text = text_at(message, "text") + "\n";
  if (const std::string file = text_at(part(message, "picture"), "file"); !file.empty()) text += "  picture: " + file + "\n";
  for (const json& button : part(message, "buttons"))
    text += "  [" + text_at(button, "label") + "] -> type: " + text_at(button, "say") + "\n";
  return text;
}

/// Whether each line of `text` is one of `whole`.
bool is_part_of(const std::string& whole, const std::string& text) {
  std::istringstream lines(text);
  const std::string all = "\n" + whole + "\n";
  for (std::string line; std::getline(lines, line);) {
    if (all.find("\n" + line + "\n") == std::string::npos) return false;
  }
  return true;
}

/// "2026-09-08 09:00" of an RFC 3339 time.
std::string minute_of(const std::string& at) { return at.substr(0, 10) + " " + at.substr(11, 5); }

}  // namespace

Terminal::Terminal(std::ostream& out, Form form, const Clock& clock, std::string zone)
    : out_(out), form_(form), clock_(clock), zone_(std::move(zone)) {}

void Terminal::print(const std::string& body, const std::optional<std::string>& key) {
  const json message = json::parse(body, nullptr, false);
  if (!message.is_object()) return;
  const std::string at = zones::rfc3339(clock_.now(), zone_);
  switch (form_) {
    case Form::json:
      out_ << line_of(message, at, key.value_or(text_at(message, "key"))).dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
      break;
    case Form::told:
      out_ << "== " << minute_of(at) << "  " << where(message) << '\n' << body_of(message) << '\n';
      break;
    case Form::talk:
      if (only_adds(body)) break;
      if (is_elsewhere(message)) out_ << "-- " << where(message) << '\n';
      out_ << body_of(message) << '\n';
      break;
  }
  out_.flush();
}

// What was answered stands right below the question here: to print the question again for that would only be in the way.
bool Terminal::only_adds(const std::string& body) {
  const json message = json::parse(body, nullptr, false);
  const bool is_edit = text_at(message, "kind") == "edit";
  std::string& known = shown_[text_at(message, is_edit ? "edits" : "key")];
  const std::string text = text_at(message, "text");
  const bool is_more = is_edit && is_part_of(known, text.substr(0, text.rfind('\n')));
  known = text;
  return is_more;
}

// The answer rides in a response and has no key of its own; what the platform put there names the utterance, anew each time.
void Terminal::show_answer(const std::string& body) {
  if (!body.empty()) print(body, "now");
}

Awaitable<Result<chat::HttpResponse>> Terminal::call(chat::HttpRequest request, std::chrono::milliseconds) {
  if (request.url != "console:") co_return Error{Cause::not_sent, "the terminal takes messages of the console only"};
  print(request.body, std::nullopt);
  const json message = json::parse(request.body, nullptr, false);
  const json ids{{"message", text_at(message, "key")}, {"channel", receiver(message.is_object() ? part(message, "to") : json())}};
  co_return chat::respond_with(200, "application/json", ids.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace backwalk::cli

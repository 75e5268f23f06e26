// A message as one line of JSON, in the form of ARCHITECTURE §7.
#include <cstdio>

#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

using chat::Json;

std::string word(Visible visible) {
  switch (visible) {
    case Visible::channel:
      return "channel";
    case Visible::ephemeral:
      return "ephemeral";
    case Visible::dm:
      return "dm";
  }
  return {};
}

std::string word(Kind kind) {
  switch (kind) {
    case Kind::post:
      return "post";
    case Kind::edit:
      return "edit";
    case Kind::thread:
      return "thread";
  }
  return {};
}

/// RFC 3339 in UTC. Whoever prints the line may put the local time in its place.
std::string rfc3339(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at) - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

/// Its pictures in all of their words: here is room for them.
chat::Message in_full(chat::Message message) {
  for (auto& block : message.blocks) {
    auto* picture = std::get_if<chat::Picture>(&block);
    if (picture != nullptr && !picture->words.empty()) picture->alt = picture->words;
  }
  return message;
}

}  // namespace

Json render(const chat::Message& message, const chat::Place& place, Visible visible, Kind kind, const std::string& key) {
  Json buttons = Json::array();
  for (const auto& button : chat::buttons_of(message)) buttons.push_back({{"label", button.label}, {"say", button.say}});
  Json to = place.is_direct() ? Json{{"user", *place.user}} : Json{{"channel", place.channel}};
  const chat::Picture* picture = chat::picture_of(message);
  std::string text = picture != nullptr ? chat::plain(in_full(message)) : chat::plain(message);
  Json line{{"at", nullptr}, {"to", std::move(to)},     {"visible", word(visible)},      {"kind", word(kind)},
            {"key", key},    {"text", std::move(text)}, {"buttons", std::move(buttons)}, {"parts", parts_of(message)}};
  if (picture != nullptr) line["picture"] = {{"alt", picture->alt}, {"file", picture->file}, {"address", picture->address}};
  return line;
}

chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) {
  const chat::Envelope* envelope = chat::envelope_of(inbound);
  if (envelope == nullptr || !immediate.now) return {};
  const Visible visible = envelope->place.is_direct() ? Visible::dm : Visible::ephemeral;
  Json line = render(*immediate.now, envelope->place, visible, Kind::post, envelope->keys.empty() ? std::string() : envelope->keys.front());
  line["at"] = rfc3339(envelope->at);
  if (const chat::Form* form = chat::form_of(*immediate.now)) line["form"] = render(*form);
  if (envelope->place.thread) line["thread"] = *envelope->place.thread;
  if (immediate.wrong_field) line["wrong_field"] = *immediate.wrong_field;
  return chat::respond_with(200, "application/json", chat::dump(line));
}

}  // namespace backwalk::console

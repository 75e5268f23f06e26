// Calls go to the address "console:"; whoever holds the terminal prints the body and answers with the ids.
#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

Kind kind_of(const chat::Outgoing& outgoing) {
  if (outgoing.delivery == chat::Delivery::edit) return Kind::edit;
  return outgoing.place.thread || outgoing.in_thread_of ? Kind::thread : Kind::post;
}

Visible visible_of(const chat::Outgoing& outgoing) {
  if (outgoing.place.is_direct()) return Visible::dm;
  return outgoing.delivery == chat::Delivery::ephemeral ? Visible::ephemeral : Visible::channel;
}

}  // namespace

chat::HttpRequest send(const chat::Resolved& resolved) {
  const chat::Outgoing& outgoing = resolved.outgoing;
  chat::Json line = render(outgoing.message, outgoing.place, visible_of(outgoing), kind_of(outgoing), outgoing.key);
  if (outgoing.delivery == chat::Delivery::edit && outgoing.edits) line["edits"] = *outgoing.edits;
  const auto& thread = outgoing.place.thread ? outgoing.place.thread : outgoing.in_thread_of;
  if (thread) line["thread"] = *thread;
  if (outgoing.delivery == chat::Delivery::form && outgoing.trigger) line["opens"] = *outgoing.trigger;
  if (outgoing.only_for) line["only_for"] = outgoing.only_for->user;
  return {.method = "POST", .url = "console:", .headers = {{"Content-Type", "application/json"}}, .body = chat::dump(line)};
}

chat::Receipt receipt(const chat::HttpResponse& response) {
  if (response.status != 200) return chat::Unknown{"the terminal answered " + std::to_string(response.status)};
  const auto json = chat::parse_object(response.body, "the terminal's answer");
  if (!json) return chat::Unknown{json.error().what};
  const auto message = chat::text_at(*json, {"message"});
  if (!message) return chat::Unknown{"the terminal's answer names no message"};
  return chat::Sent{{.message = *message, .channel = chat::text_at(*json, {"channel"}).value_or("")}};
}

}  // namespace backwalk::console

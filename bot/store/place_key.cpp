#include "bot/store/store.hpp"

namespace backwalk::store {
namespace {

/// '/' separates the parts.
void append_escaped(std::string& key, const std::string& part) {
  if (part.find_first_of("%/") == std::string::npos) {
    key += part;
    return;
  }
  for (const char c : part) {
    if (c == '%') {
      key += "%25";
    } else if (c == '/') {
      key += "%2F";
    } else {
      key += c;
    }
  }
}

}  // namespace

std::string place_key(const chat::Place& place) {
  std::string key = workspace_key(place);
  key += place.user ? "/@" : "/#";
  append_escaped(key, place.user ? *place.user : place.channel);
  return key;
}

std::string workspace_key(const chat::Place& place) {
  std::string key;
  key.reserve(48);
  append_escaped(key, place.platform);
  key += '/';
  append_escaped(key, place.workspace);
  return key;
}

std::string queue_key(const chat::Outgoing& outgoing) {
  std::string key = place_key(outgoing.place);
  if (outgoing.delivery == chat::Delivery::form) append_escaped(key += "/form/", outgoing.key);
  return key;
}

}  // namespace backwalk::store

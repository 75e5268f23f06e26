#include "bot/store/store.hpp"

namespace backwalk::store {
namespace {

/// '/' separates the parts.
std::string escaped(const std::string& part) {
  std::string text;
  for (const char c : part) {
    if (c == '%') {
      text += "%25";
    } else if (c == '/') {
      text += "%2F";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::string place_key(const chat::Place& place) {
  const std::string where = place.user ? '@' + escaped(*place.user) : '#' + escaped(place.channel);
  return workspace_key(place) + '/' + where;
}

std::string workspace_key(const chat::Place& place) { return escaped(place.platform) + '/' + escaped(place.workspace); }

std::string queue_key(const chat::Outgoing& outgoing) {
  const std::string place = place_key(outgoing.place);
  return outgoing.delivery == chat::Delivery::form ? place + "/form/" + escaped(outgoing.key) : place;
}

}  // namespace backwalk::store

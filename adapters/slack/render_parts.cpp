// Pieces of blocks.
#include "adapters/chat/json_text.hpp"
#include "adapters/chat/utf8.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

constexpr std::size_t kAlternative = 2000;  // characters of an image's words

}  // namespace

std::string with_elements(std::string_view type, std::string_view elements) {
  std::string object;
  object.reserve(elements.size() + 64);
  object += R"({"type":")";
  object += type;
  object += R"(","elements":[)";
  object += elements;
  object += "]}";
  return object;
}

std::string image(const chat::Picture& picture, const std::optional<std::string>& file) {
  std::string object = "{", kept = "{";
  chat::append_members(object, "type", "image", "alt_text", chat::cut(picture.alt, kAlternative));
  if (!file) chat::append_members(object, "image_url", picture.address);
  if (file) chat::append_members(kept, "id", *file);
  if (file) chat::append_members(object, "slack_file", chat::Raw{kept += '}'});
  return object += '}';
}

}  // namespace backwalk::slack

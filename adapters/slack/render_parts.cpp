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

std::string image(const chat::Picture& picture) {
  std::string object;
  chat::append_object(object, "type", "image", "image_url", picture.address, "alt_text", chat::cut(picture.alt, kAlternative));
  return object;
}

}  // namespace backwalk::slack

// Reading JSON that others wrote: nothing throws, every type is checked before it is read, what is missing is named by its path. For the
// .cpp files of the adapters only.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/chat/result.hpp"

namespace backwalk::chat {

using Json = nlohmann::json;
using Path = std::initializer_list<std::string_view>;

/// The object in `text`; Cause::unreadable when it is no JSON or no object. `what` names the thing in the error.
Result<Json> parse_object(std::string_view text, std::string_view what);

/// The value at `path`, walking through objects; none when a step is missing or no object. A step "0" takes the first of a list.
const Json* find(const Json& json, Path path);

/// The string at `path`; none when it is absent or something else. `text_at` also takes an empty one for absent.
std::optional<std::string> string_at(const Json& json, Path path);
std::optional<std::string> text_at(const Json& json, Path path);
bool is_true_at(const Json& json, Path path);

/// The string at `path`; Cause::unreadable with `where` and the path when it is absent, empty or something else.
Result<std::string> required(const Json& json, Path path, std::string_view where);

/// An object of names and their values in turn: object("type", "text", "text", words). A braced list would make a list of lists first and
/// copy it.
template <class... Members>
Json object(Members&&... members) {
  Json json = Json::object();
  const auto put = [&json](auto&& self, const char* name, auto&& value, auto&&... rest) {
    json[name] = std::forward<decltype(value)>(value);
    if constexpr (sizeof...(rest) > 0) self(self, std::forward<decltype(rest)>(rest)...);
  };
  if constexpr (sizeof...(members) > 0) put(put, std::forward<Members>(members)...);
  return json;
}
/// A list of them.
template <class... Elements>
Json list(Elements&&... elements) {
  Json json = Json::array();
  (json.push_back(std::forward<Elements>(elements)), ...);
  return json;
}

/// Compact, never throws: bytes that are not UTF-8 become U+FFFD.
std::string dump(const Json& json);

}  // namespace backwalk::chat

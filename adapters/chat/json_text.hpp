// JSON written straight away as text, for what is made so often that a tree of it first would cost the most.
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>

namespace backwalk::chat {

/// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD.
void append_quoted(std::string& json, std::string_view text);

/// What is JSON already.
struct Raw {
  std::string_view json{};
};

template <class Value>
void append_value(std::string& json, const Value& value) {
  if constexpr (std::is_same_v<Value, bool>) {
    json += value ? std::string_view("true") : std::string_view("false");
  } else if constexpr (std::is_same_v<Value, Raw>) {
    json += value.json;
  } else if constexpr (std::is_array_v<Value>) {
    append_quoted(json, {value, std::size(value) - 1});  // a literal
  } else {
    append_quoted(json, value);
  }
}

/// Names and their values in turn, into an object that begins with `{` and is not closed yet. Names are plain ASCII.
template <class Value, class... More>
void append_members(std::string& json, std::string_view name, const Value& value, const More&... more) {
  if (json.back() != '{') json += ',';
  json += '"';
  json += name;
  json += std::string_view("\":");
  append_value(json, value);
  if constexpr (sizeof...(more) > 0) append_members(json, more...);
}

/// The same as an element of the list whose elements are in `list`, without its brackets.
template <class... Members>
void append_object(std::string& list, const Members&... members) {
  list += list.empty() ? "{" : ",{";
  append_members(list, members...);
  list += '}';
}

}  // namespace backwalk::chat

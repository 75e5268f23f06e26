#include "config/document.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>

#include "config/settings.hpp"

namespace backwalk::config {
namespace {

using nlohmann::json;

/// Listens to the parser for the two things that the finished document no longer tells: where it broke, and keys that came twice.
class Listener : public nlohmann::json_sax<json> {
 public:
  std::optional<std::size_t> broken_at{};  ///< characters read until then
  std::vector<std::string> doubled{};

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool start_object(std::size_t) override {
    keys_.emplace_back();
    return true;
  }
  bool end_object() override {
    keys_.pop_back();
    return true;
  }
  bool key(string_t& name) override {
    if (!keys_.back().insert(name).second) doubled.push_back(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    broken_at = position;
    return false;
  }

 private:
  std::vector<std::set<std::string>> keys_{};
};

std::string place(std::string_view text, std::size_t position) {
  const auto before = text.substr(0, std::min(position == 0 ? 0 : position - 1, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return "the file, line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// A key from a file, as it may be shown in a terminal.
std::string printable(std::string_view key) {
  std::string shown(key.substr(0, 60));
  std::replace_if(
      shown.begin(), shown.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  return shown;
}

bool is_known(std::string_view group, std::string_view key) {
  const auto keys = keys_of(group);
  if (std::find(keys.begin(), keys.end(), key) != keys.end()) return true;
  if (group.empty() || !key.ends_with("_file")) return false;
  const auto path = std::string(group) + "." + std::string(key.substr(0, key.size() - std::string_view("_file").size()));
  const auto all = settings();
  return std::any_of(all.begin(), all.end(), [&](const Setting& setting) { return setting.path == path && setting.shown == Shown::never; });
}

void look_through(const json& object, std::string_view group, std::vector<Problem>& problems) {
  for (const auto& [key, value] : object.items()) {
    const auto path = group.empty() ? printable(key) : std::string(group) + "." + printable(key);
    if (!is_known(group, key)) {
      problems.push_back({path, unknown_key(group, key)});
    } else if (group.empty() && !keys_of(key).empty()) {
      if (value.is_object()) {
        look_through(value, key, problems);
      } else {
        problems.push_back({path, "must be a group of settings: {…}"});
      }
    }
  }
}

}  // namespace

nlohmann::json read_document(const std::string& text, std::vector<Problem>& problems) {
  Listener listener;
  json::sax_parse(text, &listener, json::input_format_t::json, true, true);
  if (listener.broken_at) {
    problems.push_back({place(text, *listener.broken_at), "this is not JSON (comments are allowed, a comma before } or ] is not)"});
    return json::object();
  }
  auto document = json::parse(text, nullptr, false, true);
  if (!document.is_object()) {
    problems.push_back({"the file", "must hold one object: {…}"});
    return json::object();
  }
  for (const std::string& key : listener.doubled) problems.push_back({printable(key), "is given twice"});
  look_through(document, "", problems);
  return document;
}

}  // namespace backwalk::config

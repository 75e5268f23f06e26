#include "config/given.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "config/settings.hpp"

namespace backwalk::config {
namespace {

using nlohmann::json;

/// What one of the two sources says about a setting: the value itself, the name of a file that holds it, or both, which is one too many.
struct Said {
  std::optional<json> value{};
  std::optional<json> file{};
  std::string name{};       ///< "file" or the variable
  std::string file_name{};  ///< the key or variable that names the secret's file
};

std::optional<json> in_document(const json& document, const std::string& path) {
  const auto dot = path.find('.');
  const json* group = &document;
  if (dot != std::string::npos) {
    const auto found = document.find(path.substr(0, dot));
    if (found == document.end() || !found->is_object()) return std::nullopt;
    group = &*found;
  }
  const auto found = group->find(dot == std::string::npos ? path : path.substr(dot + 1));
  return found == group->end() ? std::nullopt : std::optional<json>(*found);
}

std::optional<json> in_environment(const Lookup& environment, const std::string& variable) {
  auto value = environment(variable);
  return value && !value->empty() ? std::optional<json>(*std::move(value)) : std::nullopt;
}

Said said_in_environment(const Setting& setting, const Lookup& environment) {
  const std::string variable(setting.variable);
  Said said{in_environment(environment, variable), std::nullopt, variable, variable + "_FILE"};
  if (setting.shown == Shown::never) said.file = in_environment(environment, said.file_name);
  return said;
}

Said said_in_document(const Setting& setting, const json& document) {
  const std::string path(setting.path);
  Said said{in_document(document, path), std::nullopt, "file", path + "_file"};
  if (setting.shown == Shown::never) said.file = in_document(document, said.file_name);
  return said;
}

std::optional<Given> from_file(const Setting& setting, const Said& said, const Lookup& read_file, std::vector<Problem>& problems) {
  const auto complain = [&](std::string what) {
    problems.push_back({full_name(setting.path), said.file_name + " " + std::move(what)});
    return std::nullopt;
  };
  if (!said.file->is_string()) return complain("must be the name of a file");
  auto content = read_file(said.file->get<std::string>());
  if (!content) return complain("names a file that cannot be read");
  while (!content->empty() && (content->back() == '\n' || content->back() == '\r')) content->pop_back();
  if (content->empty()) return complain("names a file that is empty");
  return Given{*std::move(content), said.file_name};
}

std::optional<Given> given_to(const Setting& setting, const Said& said, const Lookup& read_file, std::vector<Problem>& problems) {
  if (setting.effect == Effect::later) {
    problems.push_back({full_name(setting.path), "has no effect in this version; take it out"});
    return std::nullopt;
  }
  if (said.value && said.file) {
    problems.push_back({full_name(setting.path), "is given twice: directly and by " + said.file_name});
    return std::nullopt;
  }
  if (said.file) return from_file(setting, said, read_file, problems);
  return Given{*said.value, said.name};
}

}  // namespace

AllGiven gather(const json& document, const Lookup& environment, const Lookup& read_file, std::vector<Problem>& problems) {
  AllGiven all;
  for (const Setting& setting : settings()) {
    for (const Said& said : {said_in_environment(setting, environment), said_in_document(setting, document)}) {
      if (!said.value && !said.file) continue;
      if (auto given = given_to(setting, said, read_file, problems)) all.emplace(setting.path, *std::move(given));
      break;  // the environment wins
    }
  }
  return all;
}

std::optional<std::string> text_of(const AllGiven& given, std::string_view path, std::vector<Problem>& problems) {
  const auto found = given.find(path);
  if (found == given.end()) return std::nullopt;
  if (found->second.value.is_string() && !found->second.value.get_ref<const std::string&>().empty()) return found->second.value;
  problems.push_back({full_name(path), "must be text in quotes, and not empty"});
  return std::nullopt;
}

std::optional<bool> switch_of(const AllGiven& given, std::string_view path, std::vector<Problem>& problems) {
  const auto found = given.find(path);
  if (found == given.end()) return std::nullopt;
  const json& value = found->second.value;
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_string() && found->second.origin != "file") {
    auto word = value.get<std::string>();
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (word == "1" || word == "true" || word == "yes" || word == "on") return true;
    if (word == "0" || word == "false" || word == "no" || word == "off") return false;
  }
  problems.push_back({full_name(path), "must be true or false (in the environment also 1 or 0, yes or no, on or off)"});
  return std::nullopt;
}

std::optional<int> number_of(const AllGiven& given, std::string_view path, int least, int most, std::vector<Problem>& problems) {
  const auto found = given.find(path);
  if (found == given.end()) return std::nullopt;
  const json& value = found->second.value;
  const bool is_said = value.is_number_integer() || (value.is_string() && found->second.origin != "file");
  const std::string digits = value.is_string() ? value.get<std::string>() : value.dump();
  int number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (is_said && failed == std::errc{} && end == digits.data() + digits.size() && number >= least && number <= most) return number;
  problems.push_back({full_name(path), "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most)});
  return std::nullopt;
}

}  // namespace backwalk::config

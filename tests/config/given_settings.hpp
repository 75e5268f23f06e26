// The configuration's tests speak of settings, variables and files by name; nothing is read from the machine.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace backwalk::config {

using Texts = std::map<std::string, std::string>;

inline Lookup lookup(Texts texts) {
  return [texts = std::move(texts)](const std::string& name) -> std::optional<std::string> {
    const auto found = texts.find(name);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  };
}

inline Loaded load_from(const std::optional<std::string>& file, Texts environment = {}, Texts files = {}) {
  return load(file, lookup(std::move(environment)), lookup(std::move(files)));
}

/// "path: what" of every problem.
inline std::vector<std::string> problems_of(const Loaded& loaded) {
  std::vector<std::string> texts;
  if (const auto* problems = std::get_if<std::vector<Problem>>(&loaded)) {
    for (const Problem& problem : *problems) texts.push_back(problem.path + ": " + problem.what);
  }
  return texts;
}

inline Config good(const Loaded& loaded) {
  EXPECT_EQ(problems_of(loaded), std::vector<std::string>{});
  const auto* config = std::get_if<Config>(&loaded);
  return config == nullptr ? Config{} : *config;
}

}  // namespace backwalk::config

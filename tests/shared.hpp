// The data that is not of this tree: recorded payloads and the like. Tests that read it cannot run in a clone without it, and say so.
#pragma once

#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "tests/setting.hpp"

namespace backwalk::shared {

/// A folder of it ("fixtures/slack"), from BACKWALK_SHARED or else beside the sources; none where it is not there, which has then been
/// said.
inline std::optional<std::filesystem::path> folder(const std::string& name) {
  const char* set = test_setting("BACKWALK_SHARED");
  const auto place = std::filesystem::path(set != nullptr ? set : std::string(BACKWALK_SOURCE_DIR) + "/../shared") / name;
  if (std::filesystem::is_directory(place)) return place;
  std::cout << "skipped: no shared data\n";
  return std::nullopt;
}

}  // namespace backwalk::shared

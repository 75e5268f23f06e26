// Reading JSON with a path at hand: every look checks the type first, and the first thing that is wrong is kept. For project_file.cpp only.
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "planner/calendar.hpp"

namespace backwalk::cli {

using Json = nlohmann::json;

/// A value and where it stands. A null value stands for what could not be read; looks into it stay silent.
struct Spot {
  const Json* value = nullptr;
  std::string path{};
};

class Look {
 public:
  const std::optional<std::string>& problem() const { return problem_; }
  void fail(const Spot& spot, const std::string& what);

  Spot member(const Spot& spot, const std::string& key);                          ///< must be there
  std::optional<Spot> optional_member(const Spot& spot, const std::string& key);  ///< null counts as absent
  std::vector<Spot> elements(const Spot& spot);
  std::vector<std::pair<std::string, Spot>> members(const Spot& spot);

  std::string text(const Spot& spot);
  double number(const Spot& spot);
  planner::Date date(const Spot& spot);            ///< YYYY-MM-DD
  planner::LocalTime instant(const Spot& spot);    ///< YYYY-MM-DDTHH:MM
  planner::Minutes time_of_day(const Spot& spot);  ///< HH:MM, up to 24:00

 private:
  bool is(const Spot& spot, bool is_right, const char* wanted);
  std::optional<std::string> problem_;
};

}  // namespace backwalk::cli

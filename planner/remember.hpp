// A small memory of forecasts, so that the same question about the same plan is computed once.
#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <utility>

#include "planner/forecast.hpp"

namespace backwalk::planner {

/// A plan is known by its id in the store (keys are unique in their space only) and by how many edits it has folded, so two what-ifs of one
/// plan look alike: do not ask for them here.
class Remembered {
 public:
  explicit Remembered(std::size_t most = 32) : most_{most} {}

  /// As forecast(plan, today, sampling, absences); the one asked for longest ago is forgotten.
  std::optional<Forecast> forecast(PlanId id, const Plan& plan, Date today, const Sampling& sampling = {}, const Absences& absences = {});
  std::size_t size() const { return known_.size(); }

 private:
  struct Question {
    PlanId id{};
    std::int64_t seq = 0;
    Date today{};
    Sampling sampling{};
    Absences absences{};
    bool operator==(const Question&) const = default;
  };
  std::size_t most_;
  std::list<std::pair<Question, std::optional<Forecast>>> known_{};  // the last one asked for first
};

}  // namespace backwalk::planner

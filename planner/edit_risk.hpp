// Facts about risks; edit.hpp says what holds for all facts.
#pragma once

#include <optional>
#include <string>

#include "planner/plan.hpp"

namespace backwalk::planner {

struct RiskAdded {
  int number = 0;
  std::string words{};
  std::optional<PersonId> owner{};
  std::optional<std::string> watch{};
  std::optional<Ref> about{};
  LocalTime at{};
  bool operator==(const RiskAdded&) const = default;
};
/// Closed at this time; none: open again.
struct RiskClosed {
  int number = 0;
  std::optional<LocalTime> at{};
  bool operator==(const RiskClosed&) const = default;
};
/// How likely the risk is and what it then costs; neither: it is weighed no more.
struct RiskWeighed {
  int number = 0;
  std::optional<double> probability{};
  std::optional<Estimate> delay{};
  bool operator==(const RiskWeighed&) const = default;
};
/// It has occurred; none: it has not.
struct RiskHappened {
  int number = 0;
  std::optional<LocalTime> at{};
  bool operator==(const RiskHappened&) const = default;
};
/// The action that is to make the risk less likely, or cheaper; none: there is none any more.
struct RiskMitigated {
  int number = 0;
  std::optional<int> action{};
  bool operator==(const RiskMitigated&) const = default;
};

}  // namespace backwalk::planner

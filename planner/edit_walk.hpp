// Facts of the walk: what was said of steps and milestones beside their titles, what was set aside, who may look on. A part of edit.hpp.
#pragma once

#include <optional>
#include <string>

#include "planner/plan.hpp"

namespace backwalk::planner {

/// Who owns the action said that they do it; none: nobody did.
struct ActionAccepted {
  int number = 0;
  std::optional<PersonId> by{};
  bool operator==(const ActionAccepted&) const = default;
};
/// An answer was set aside, or is no longer.
struct Parked {
  std::string words{};
  bool is_parked = true;
  bool operator==(const Parked&) const = default;
};
/// Somebody else may see a private plan and answer in it, or no longer.
struct GuestSet {
  PersonId person{};
  bool is_guest = true;
  bool operator==(const GuestSet&) const = default;
};
/// Plans can be begun from this one by this name; none: by its key alone.
struct TemplateNamed {
  std::optional<std::string> name{};
  bool operator==(const TemplateNamed&) const = default;
};
/// The definition of done of a milestone; none: its title says it.
struct DoneWhenSet {
  int number = 0;
  std::optional<std::string> words{};
  bool operator==(const DoneWhenSet&) const = default;
};
/// What of the goal a milestone serves; none: nobody said it. `is_late`: it came after the commit, and so is asked.
struct ServesSet {
  int number = 0;
  std::optional<std::string> words{};
  bool is_late = true;
  bool operator==(const ServesSet&) const = default;
};
/// The walk is the short one, or the whole one again.
struct LiteSet {
  bool is_lite = true;
  bool operator==(const LiteSet&) const = default;
};

}  // namespace backwalk::planner

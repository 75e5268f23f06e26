// Time as a distance from left to right.
#pragma once

#include <string>
#include <vector>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"
#include "planner/calendar.hpp"

namespace backwalk::picture {

class Axis {
 public:
  /// REQUIRES: from < to, left < right.
  Axis(planner::LocalTime from, planner::LocalTime to, double left, double right);
  /// Where the instant is; what lies outside stands at the end that it is beyond.
  double x(planner::LocalTime t) const;
  double left() const { return left_; }
  double right() const { return right_; }

  struct Tick {
    planner::LocalTime at{};
    std::string words{};
  };
  /// Days, Mondays, months or years, as close as there is room for their words.
  std::vector<Tick> ticks() const;
  /// Grey over the dates that nobody works, where they are wide enough to be seen; and the lines of the ticks.
  void draw_ground(Scene& scene, double top, double bottom, const planner::WorkingTime& time) const;
  /// The words of the ticks, in a line from `top`; those that would touch each other or stand outside are left out.
  void draw_words(Scene& scene, double top, const Measure& measure) const;

 private:
  planner::LocalTime from_, to_;
  double left_, right_;
};

}  // namespace backwalk::picture

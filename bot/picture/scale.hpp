// Values as a height, with words at the left. Private to picture.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"

namespace backwalk::picture {

/// Values from `low` at `bottom` to `high` at `top` of the picture.
class Scale {
 public:
  /// Takes in all of the values (finite, at least one) and some room around them.
  Scale(const std::vector<double>& values, double top, double bottom);
  /// What lies outside stands at the end that it is beyond.
  double y(double value) const;
  /// Round values: 4 to 8 of them.
  std::vector<double> ticks() const;
  /// Lines from `left` to `right`, and their words before them.
  void draw(Scene& scene, const Measure& measure, double left, double right, const std::function<std::string(double)>& say) const;

 private:
  double low_, high_, top_, bottom_;
};

}  // namespace backwalk::picture

#include "bot/picture/scale.hpp"

#include <algorithm>
#include <cmath>

#include "bot/picture/layout.hpp"

namespace backwalk::picture {

Scale::Scale(const std::vector<double>& values, double top, double bottom)
    : low_(*std::min_element(values.begin(), values.end())),
      high_(*std::max_element(values.begin(), values.end())),
      top_(top),
      bottom_(bottom) {
  // Halves first: the difference of two huge values may be no number any more.
  const double half = std::max(high_ / 2 - low_ / 2, std::max(std::abs(high_), 1.0) * 1e-9);
  low_ -= half * 0.12;
  high_ += half * 0.12;
}

double Scale::y(double value) const {
  const double share = (value / 2 - low_ / 2) / (high_ / 2 - low_ / 2);
  return bottom_ - std::clamp(share, 0.0, 1.0) * (bottom_ - top_);
}

std::vector<double> Scale::ticks() const {
  const double rough = (high_ / 2 - low_ / 2) / 2.5;  // a fifth of all
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double step = power * (rough / power >= 5 ? 5 : rough / power >= 2 ? 2 : 1);
  std::vector<double> ticks;
  if (!std::isfinite(step) || step <= 0) return ticks;
  for (double count = std::ceil(low_ / step); count * step <= high_ && ticks.size() < 12; ++count) ticks.push_back(count * step);
  return ticks;
}

void Scale::draw(Scene& scene, const Measure& measure, double left, double right, const std::function<std::string(double)>& say) const {
  for (const double value : ticks()) {
    const double at = y(value);
    scene.parts.emplace_back(Stroke{{{left, at}, {right, at}}, Role::grid, 1});
    const std::string words = say(value);
    const double width = std::min(left - margin - 6, measure.width(words, detail_face) + 1);
    const double height = line_height(detail_face.size);
    scene.parts.emplace_back(Label{words, {left - 6 - width, at - height / 2, width, height}, detail_face, Role::quiet, Side::right});
  }
}

}  // namespace backwalk::picture

#include "planner/draw.hpp"

#include <algorithm>
#include <cmath>

namespace backwalk::planner {
namespace {

constexpr double outlived = 0.95;  // of a distribution: beyond it nothing is known any more
constexpr double anew = 0.1;

float minutes(Minutes work) { return static_cast<float>(work.count()); }

Triangle triangle(const Range& range) {
  const auto best = static_cast<double>(range.best.count()), likely = static_cast<double>(range.likely.count()),
             worst = static_cast<double>(range.worst.count());
  return {.best = static_cast<float>(best),
          .worst = static_cast<float>(worst),
          .cut = static_cast<float>((likely - best) / (worst - best)),
          .rising = static_cast<float>((worst - best) * (likely - best)),
          .falling = static_cast<float>((worst - best) * (worst - likely))};
}

/// Which share of the distribution lies at or below `worked` minutes.
double share_below(const Work& work, const Spread& spread, Minutes worked) {
  const auto x = static_cast<double>(worked.count());
  if (!work.range) return share_below(spread, x / static_cast<double>(work.likely.count()));
  const auto best = static_cast<double>(work.range->best.count()), likely = static_cast<double>(work.range->likely.count()),
             worst = static_cast<double>(work.range->worst.count());
  if (x <= best) return 0;
  if (x >= worst) return 1;
  if (x < likely) return (x - best) * (x - best) / ((worst - best) * (likely - best));
  return 1 - (worst - x) * (worst - x) / ((worst - best) * (worst - likely));
}

Minutes part(Minutes work, double share) { return Minutes{std::llround(static_cast<double>(work.count()) * share)}; }

Work part(const Work& work, double share) {
  Work result{.likely = std::max(Minutes{1}, part(work.likely, share))};
  if (work.range) result.range = Range{part(work.range->best, share), part(work.range->likely, share), part(work.range->worst, share)};
  return result;
}

}  // namespace

Draw drawn(std::uint64_t id, const Work& work, const Spread& spread) {
  Draw draw{.id = id};
  if (!work.range) {
    if (work.likely == Minutes{0}) return draw;
    draw.kind = Draw::Kind::table;
    draw.minutes = minutes(work.likely);
    draw.best = static_cast<float>(static_cast<double>(work.likely.count()) * std::min(spread.best, 1.0));
    return draw;
  }
  draw.best = minutes(work.range->best);
  draw.minutes = minutes(work.range->likely);
  draw.kind = work.range->best == work.range->worst ? Draw::Kind::certain : Draw::Kind::triangle;
  if (draw.kind == Draw::Kind::triangle) draw.triangle = triangle(*work.range);
  return draw;
}

Draw remaining(std::uint64_t id, const Work& work, const Spread& spread, Minutes worked) {
  auto draw = drawn(id, work, spread);
  if (draw.kind == Draw::Kind::nothing) return draw;
  const auto is_certain = draw.kind == Draw::Kind::certain;
  const auto from = !is_certain ? share_below(work, spread, worked) : worked >= work.likely ? 1 : 0;
  if (from > outlived) return drawn(id, part(work, anew), spread);
  draw.from = static_cast<float>(from);
  draw.worked = minutes(worked);
  draw.best = std::max(draw.best - draw.worked, 0.0F);
  if (is_certain) draw.minutes = draw.best;
  return draw;
}

}  // namespace backwalk::planner

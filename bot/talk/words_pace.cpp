// One number's pace and where it is heading, in words: the figures of its picture (bot/picture/kpi.cpp).
#include <algorithm>
#include <cmath>

#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/pace.hpp"
#include "planner/projection.hpp"

namespace backwalk::talk {
namespace {

using planner::Kpi;

/// As exact as a projection is: three digits, whole numbers with all of theirs.
std::string say_foreseen(const Kpi& kpi, double value) {
  constexpr int most_decimals = 9;
  const double size = std::abs(value);
  const int before_point = size > 0 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 1;
  return say_figure(value, kpi.unit, std::clamp(3 - before_point, 0, most_decimals));
}

}  // namespace

std::string say_projected(const View& view, const Kpi& kpi) {
  if (const auto foreseen = planner::projection(view.plan, kpi)) {
    const bool has_trend = foreseen->method != planner::Method::level;
    return "Projected: " + say_foreseen(kpi, foreseen->expected) + " on " + say_date(foreseen->due, view.today) + " (" +
           say_foreseen(kpi, foreseen->low) + " to " + say_foreseen(kpi, foreseen->high) + " with 80 %" +
           (has_trend ? "" : "; a trend counts from " + std::to_string(planner::fewest_for_trend) + " readings on") + ")";
  }
  if (kpi.readings.size() >= planner::fewest_values) return "";
  const auto count = kpi.readings.size();
  return "Projected: from " + std::to_string(planner::fewest_values) + " readings on; there " +
         (count == 0   ? "is none yet"
          : count == 1 ? "is one"
                       : "are " + std::to_string(count));
}

chat::Message pace_told(const View& view, const Kpi& kpi) {
  const planner::Ref ref{planner::Kind::kpi, kpi.number};
  const auto pace = planner::pace(view.plan, kpi, view.today);
  const auto due = planner::due_of(view.plan, kpi);
  chat::Message result{{chat::strong(named(view.plan, ref))}, {}};
  std::string now = "Now " + say_value(kpi, pace.last) + " of " + say_value(kpi, kpi.target);
  now += kpi.readings.empty() ? ", and nobody has read it yet" : ", read " + say_date(pace.on, view.today);
  if (pace.line && !pace.is_reached && !kpi.readings.empty())
    now += "; the line was at " + say_value(kpi, std::round(*pace.line * 10) / 10);
  result.blocks.push_back(line(now + "."));
  if (pace.is_reached) {
    result.blocks.push_back(line("The target is reached."));
    return result;
  }
  if (pace.required_per_week && due) {
    result.blocks.push_back(line("Needed: " + say_figure(std::abs(*pace.required_per_week), kpi.unit, 1) + " a week to reach " +
                                 say_value(kpi, kpi.target) + " by " + say_moment(*due, view.today) + "."));
  }
  const auto projected = say_projected(view, kpi);
  if (pace.recent_per_week) {
    const double doing = *pace.recent_per_week * (planner::is_lower_better(kpi) ? -1 : 1);
    result.blocks.push_back(
        line("Doing: " + say_figure(doing, kpi.unit, 1) + " a week." + (projected.empty() ? "" : " " + projected + ".")));
  } else if (!projected.empty()) {
    result.blocks.push_back(quiet_line(projected + ". For example: kpi " + planner::text(ref) + " 49"));
  }
  return result;
}

}  // namespace backwalk::talk

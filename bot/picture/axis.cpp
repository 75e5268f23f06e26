#include "bot/picture/axis.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

#include "bot/picture/words.hpp"

namespace backwalk::picture {
namespace {

using planner::Date;
using planner::date_of;
using planner::LocalTime;
using std::chrono::days;

constexpr double closest_ticks = 50;
constexpr double narrowest_grey = 1.5;
constexpr Face tick_face{12, false};

struct Step {
  enum class Unit { day, month } unit{};
  int count = 0;
  double days = 0;  ///< about
};
constexpr Step steps[] = {{Step::Unit::day, 1, 1},         {Step::Unit::day, 2, 2},          {Step::Unit::day, 7, 7},
                          {Step::Unit::day, 14, 14},       {Step::Unit::month, 1, 30},       {Step::Unit::month, 2, 60},
                          {Step::Unit::month, 3, 91},      {Step::Unit::month, 6, 182},      {Step::Unit::month, 12, 365},
                          {Step::Unit::month, 24, 730},    {Step::Unit::month, 60, 1826},    {Step::Unit::month, 120, 3652},
                          {Step::Unit::month, 600, 18262}, {Step::Unit::month, 1200, 36525}, {Step::Unit::month, 12000, 365250}};

Date month_start(int months) {
  const auto year = std::chrono::year{months / 12};
  return Date{year / std::chrono::month{static_cast<unsigned>(months % 12 + 1)} / 1};
}
int months_of(Date date) {
  const std::chrono::year_month_day parts{date};
  return static_cast<int>(parts.year()) * 12 + static_cast<int>(static_cast<unsigned>(parts.month())) - 1;
}

}  // namespace

Axis::Axis(LocalTime from, LocalTime to, double left, double right) : from_(from), to_(to), left_(left), right_(right) {}

double Axis::x(LocalTime t) const {
  const double share = static_cast<double>((t - from_).count()) / static_cast<double>((to_ - from_).count());
  return left_ + std::clamp(share, 0.0, 1.0) * (right_ - left_);
}

std::vector<Axis::Tick> Axis::ticks() const {
  const double day = (right_ - left_) * 1440 / static_cast<double>((to_ - from_).count());
  const auto found =
      std::find_if(std::begin(steps), std::end(steps) - 1, [&](const Step& each) { return each.days * day >= closest_ticks; });
  const Step step = *found;
  std::vector<Tick> ticks;
  if (step.unit == Step::Unit::day) {
    const auto monday = planner::monday_of(date_of(from_));
    for (Date date = step.count >= 7 ? monday : date_of(from_); date <= date_of(to_); date += days{step.count}) {
      if (date >= date_of(from_)) ticks.push_back({LocalTime{date}, say_short_day(date)});
    }
    return ticks;
  }
  const int first = months_of(date_of(from_)) / step.count * step.count, last = months_of(date_of(to_));
  for (int month = first; month <= last; month += step.count) {
    const Date date = month_start(month);
    if (date < date_of(from_)) continue;
    const std::string year = std::to_string(static_cast<int>(std::chrono::year_month_day{date}.year()));
    ticks.push_back({LocalTime{date}, step.count >= 12 || month % 12 == 0 ? year : say_month(date)});
  }
  return ticks;
}

void Axis::draw_ground(Scene& scene, double top, double bottom, const planner::WorkingTime& time) const {
  const double day = (right_ - left_) * 1440 / static_cast<double>((to_ - from_).count());
  const bool shows_weeks = day * 4 >= narrowest_grey;  // else not even a long holiday can be seen
  std::optional<Date> closed_from;
  const Date end = date_of(to_) + days{1};
  for (Date date = date_of(from_); shows_weeks && date <= end; date += days{1}) {
    const bool is_closed = date < end && !time.is_working_day(date);
    if (is_closed && !closed_from) closed_from = date;
    if (is_closed || !closed_from) continue;
    const double from = x(LocalTime{*closed_from}), to = x(LocalTime{date});
    if (to - from >= narrowest_grey) scene.parts.emplace_back(Box{{from, top, to - from, bottom - top}, Role::closed});
    closed_from.reset();
  }
  for (const auto& tick : ticks()) {
    scene.parts.emplace_back(Stroke{{{x(tick.at), top}, {x(tick.at), bottom}}, Role::grid, 1});
  }
}

void Axis::draw_words(Scene& scene, double top, const Measure& measure) const {
  constexpr double gap = 6;
  double free_from = left_ - 10;
  for (const auto& tick : ticks()) {
    const double width = measure.width(tick.words, tick_face) + 1;
    const double at = x(tick.at) - width / 2;
    if (at < free_from || at + width > right_ + 12) continue;
    scene.parts.emplace_back(Label{tick.words, {at, top, width, line_height(tick_face.size)}, tick_face, Role::quiet, Side::centre});
    free_from = at + width + gap;
  }
}

}  // namespace backwalk::picture

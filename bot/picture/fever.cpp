#include "bot/picture/fever.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "bot/picture/layout.hpp"
#include "bot/picture/scale.hpp"
#include "bot/picture/words.hpp"

namespace backwalk::picture {
namespace {

constexpr double fever_left = 70, fever_height = 300, most_used = 1.25;
constexpr double fine_at_first = 0.15, fine_at_last = 0.75, act_at_first = 0.35, act_at_last = 0.95;

double between(double first, double last, double done) { return first + (last - first) * done; }

std::string share(double value) { return std::to_string(std::lround(value * 100)) + " %"; }

std::string words_of(Zone zone) {
  switch (zone) {
    case Zone::fine:
      return "fine";
    case Zone::watch:
      return "watch";
    case Zone::act:
      return "act";
  }
  return {};
}

}  // namespace

std::vector<Stand> stands_of(const std::vector<At>& past, const planner::Absences& absences) {
  std::vector<Stand> stands;
  double buffer = 0, way = 0;
  for (const auto& [on, plan] : past) {
    const auto walk = planner::timeline(*plan, on, absences);
    const auto* goal = walk ? walk->find({}) : nullptr;
    if (goal == nullptr) continue;
    const planner::WorkingTime time(plan->calendar);
    const auto finish = std::max(goal->earliest_finish, walk->data_date);
    const auto room = static_cast<double>(time.work_before(walk->due) - time.work_before(finish));
    const auto left = goal->is_over ? 0.0 : static_cast<double>(time.work_before(finish) - time.work_before(walk->data_date));
    if (stands.empty() && (room <= 0 || left <= 0)) return {};
    if (stands.empty()) {
      buffer = room;
      way = left;
    }
    // What is over uses up no more.
    const double used = goal->is_over && !stands.empty() ? stands.back().used : 1 - room / buffer;
    stands.push_back({on, std::clamp(1 - left / way, 0.0, 1.0), std::clamp(used, 0.0, 2.0)});
  }
  return stands;
}

Zone zone_of(const Stand& stand) {
  if (stand.used <= between(fine_at_first, fine_at_last, stand.done)) return Zone::fine;
  return stand.used < between(act_at_first, act_at_last, stand.done) ? Zone::watch : Zone::act;
}

std::optional<Scene> fever_scene(const planner::Plan& plan, const std::vector<Stand>& stands, planner::Date today, const Measure& measure) {
  if (stands.empty()) return std::nullopt;
  const auto& now = stands.back();
  Scene scene;
  const std::string key = drawable(plan.key);
  scene.title = "Fever chart of " + key;
  const std::vector<std::string> facts{share(now.used) + " of the buffer used", share(now.done) + " of the way done",
                                       "so: " + words_of(zone_of(now))};
  const double top = put_head(scene, measure, joined({key, drawable(plan.goal.title)}), facts) + 20;
  const double bottom = top + fever_height, right = scene.width - margin - 14;
  const auto x = [&](double done) { return fever_left + std::clamp(done, 0.0, 1.0) * (right - fever_left); };
  const auto y = [&](double used) { return bottom - std::clamp(used, 0.0, most_used) / most_used * (bottom - top); };

  const auto zone = [&](double low_first, double low_last, double high_first, double high_last, Role role) {
    scene.parts.emplace_back(
        Shape{{{x(0), y(low_first)}, {x(1), y(low_last)}, {x(1), y(high_last)}, {x(0), y(high_first)}}, role, Look::solid, 0.3});
  };
  zone(0, 0, fine_at_first, fine_at_last, Role::safe);
  zone(fine_at_first, fine_at_last, act_at_first, act_at_last, Role::watch);
  zone(act_at_first, act_at_last, most_used, most_used, Role::late);
  for (const auto& [first, last] : {std::pair{fine_at_first, fine_at_last}, std::pair{act_at_first, act_at_last}}) {
    scene.parts.emplace_back(Stroke{{{x(0), y(first)}, {x(1), y(last)}}, Role::quiet, 1.2, true});
  }
  const double line = line_height(detail_face.size);
  const auto label = [&](const std::string& words, double left, double at, Face face, Role role, Side side, double width) {
    scene.parts.emplace_back(Label{words, {left, at, width, line_height(face.size)}, face, role, side});
  };
  const double below = bottom + 6;  // the words of the other axis reach down to there
  for (const double each : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    scene.parts.emplace_back(Stroke{{{x(each), top}, {x(each), bottom}}, Role::grid, 1});
    scene.parts.emplace_back(Stroke{{{x(0), y(each)}, {x(1), y(each)}}, Role::grid, 1});
    label(share(each), x(each) - 25, below, detail_face, Role::quiet, Side::centre, 50);
    label(share(each), margin, y(each) - line / 2, detail_face, Role::quiet, Side::right, fever_left - margin - 6);
  }
  scene.parts.emplace_back(Stroke{{{x(0), y(1)}, {x(1), y(1)}}, Role::ink, 1.6});
  const Face zone_face{13, true};
  label("act", x(0) + 10, y(1.12), zone_face, Role::ink, Side::left, 60);
  label("watch", x(1) - 62, y(0.90), zone_face, Role::ink, Side::right, 56);
  label("fine", x(1) - 62, y(0.22), zone_face, Role::ink, Side::right, 56);
  label("buffer used", margin, top - line - 4, detail_face, Role::quiet, Side::left, 120);
  label("way done", right - 100, below + line, detail_face, Role::quiet, Side::right, 100);

  Stroke course{{}, Role::ink, 2};
  for (const auto& stand : stands) course.points.push_back({x(stand.done), y(stand.used)});
  scene.parts.emplace_back(course);
  for (const auto& [left, at] : course.points) scene.parts.emplace_back(Box{{left - 3, at - 3, 6, 6}, Role::ink, Look::solid, 3});
  scene.parts.emplace_back(diamond(course.points.back(), 8, Role::chain));
  scene.height = put_key(scene, measure,
                         {{{diamond({13, 8}, 7, Role::chain)}, "today"},
                          {{Stroke{{{1, 8}, {25, 8}}, Role::ink, 2}, Box{{10, 5, 6, 6}, Role::ink, Look::solid, 3}},
                           "each week since " + say_day(stands.front().on, today)}},
                         bottom + 2 * line + 14) +
                 8;
  std::vector<std::string> lines{scene.title + ", today " + say_date(today) + ": " + facts[0] + ", " + facts[1] + ", " + facts[2] + "."};
  for (const auto& stand : stands) {
    lines.push_back(say_day(stand.on, today) + ": " + share(stand.used) + " of the buffer, " + share(stand.done) + " of the way, " +
                    words_of(zone_of(stand)));
  }
  tell(scene, lines);
  return scene;
}

}  // namespace backwalk::picture

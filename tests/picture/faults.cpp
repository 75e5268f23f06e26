#include "tests/picture/faults.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>

#include "bot/picture/fever.hpp"
#include "bot/picture/kpi.hpp"
#include "tests/picture/plans.hpp"

namespace backwalk::picture::testing {
namespace {

struct Extremes {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  void add(Point point) {
    left = std::min(left, point.x), right = std::max(right, point.x);
    top = std::min(top, point.y), bottom = std::max(bottom, point.y);
  }
  void operator()(const Box& box) { add({box.at.x, box.at.y}), add({box.at.right(), box.at.bottom()}); }
  void operator()(const Label& label) { add({label.at.x, label.at.y}), add({label.at.right(), label.at.bottom()}); }
  void operator()(const Stroke& stroke) {
    for (const auto& point : stroke.points) add(point);
  }
  void operator()(const Shape& shape) {
    for (const auto& point : shape.corners) add(point);
  }
};

Extremes extremes_of(const Part& part) {
  Extremes all;
  std::visit(all, part);
  return all;
}

bool overlap(const Frame& a, const Frame& b) {
  constexpr double touch = 3;  // lines of text stand closer than their boxes
  return a.x < b.right() - 0.5 && b.x < a.right() - 0.5 && a.y < b.bottom() - touch && b.y < a.bottom() - touch;
}

/// Where the chart ends: the goal's line runs down to there.
double foot_of(const Scene& scene) {
  double foot = 0;
  for (const auto& part : scene.parts) {
    const auto* stroke = std::get_if<Stroke>(&part);
    const bool is_today = stroke != nullptr && stroke->role == Role::today && stroke->is_dashed;
    if (is_today && stroke->points.back().y - stroke->points.front().y > 20) foot = stroke->points.back().y;
  }
  return foot;
}

}  // namespace

std::vector<Label> labels_of(const Scene& scene) {
  std::vector<Label> labels;
  for (const auto& part : scene.parts) {
    if (const auto* label = std::get_if<Label>(&part)) labels.push_back(*label);
  }
  return labels;
}

std::string faults_of(const Scene& scene) {
  std::string faults;
  Extremes all;
  for (const auto& part : scene.parts) std::visit(all, part);
  if (all.left < 0 || all.top < 0 || all.right > scene.width || all.bottom > scene.height) faults += "something is outside the frame; ";
  if (scene.height > 2'600) faults += "too high; ";
  const auto labels = labels_of(scene);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (overlap(labels[i].at, labels[j].at)) faults += "\"" + labels[i].text + "\" over \"" + labels[j].text + "\"; ";
    }
  }
  if (scene.alt.empty() || scene.alt.size() > 2'000) faults += "no words, or too many; ";
  if (scene.words.size() > longest_words) faults += "too many words; ";
  return faults;
}

std::string signs_without_key(const Scene& scene) {
  const std::set<Role> grounds{Role::ground, Role::band, Role::grid, Role::ink, Role::quiet};
  const std::array<std::string, 4> kinds{"box", "stroke", "shape", "label"};
  const double foot = foot_of(scene);
  std::set<std::pair<std::size_t, Role>> drawn, told;
  for (const auto& part : scene.parts) {
    const Role role = std::visit([](const auto& one) { return one.role; }, part);
    if (std::holds_alternative<Label>(part) || grounds.contains(role)) continue;
    (extremes_of(part).top > foot ? told : drawn).emplace(part.index(), role);
  }
  std::string missing = foot > 0 ? "" : "no line of today; ";
  for (const auto& [kind, role] : drawn) {
    if (!told.contains({kind, role})) missing += kinds.at(kind) + " of role " + std::to_string(static_cast<int>(role)) + "; ";
  }
  return missing;
}

std::string faults_of_course(unsigned number, const Measure& measure) {
  std::mt19937 draw(number);
  const auto below = [&](int most) { return static_cast<int>(draw() % static_cast<unsigned>(most)); };
  const auto sample = random_sample(number);
  auto plan = sample.plan;
  const std::array<const char*, 6> units{"", "%", "€", "ms", "orders a week", "<b>"};
  for (int i = below(3); i >= 0; --i) {
    auto kpi = waitlist(static_cast<std::size_t>(below(70)));
    kpi.number = i + 1;
    kpi.name = plan.goal.title;
    kpi.unit = units.at(static_cast<std::size_t>(below(6)));
    const double scale = std::pow(10.0, below(14) - 4);
    kpi.baseline = scale * (below(200) - 100);
    kpi.target = scale * (below(400) - 200);
    for (auto& reading : kpi.readings) reading.value = scale * (below(300) - 100);
    plan.kpis.push_back(kpi);
  }
  std::vector<const planner::Kpi*> kpis;
  for (const auto& kpi : plan.kpis) kpis.push_back(&kpi);
  std::string faults;
  if (const auto course = kpi_scene(plan, kpis, sample.today, measure)) faults += faults_of(*course);
  std::vector<Stand> stands;
  for (int week = below(27); week >= 0; --week) {
    stands.push_back({sample.today - std::chrono::days{7 * week}, below(101) / 100.0, below(201) / 100.0});
  }
  return faults + faults_of(*fever_scene(plan, stands, sample.today, measure));
}

}  // namespace backwalk::picture::testing

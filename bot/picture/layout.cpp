#include "bot/picture/layout.hpp"

#include <algorithm>
#include <cmath>

namespace backwalk::picture {
namespace {

constexpr double sign_width = 26, sign_height = 16;

}  // namespace

double put(Scene& scene, const Measure& measure, const std::string& text, Point at, double most, Face face, Role role) {
  if (text.empty() || most <= 0) return at.x;
  const double width = std::min(most, std::ceil(measure.width(text, face)) + 1);
  scene.parts.emplace_back(Label{text, {at.x, at.y, width, line_height(face.size)}, face, role});
  return at.x + width;
}

double put_head(Scene& scene, const Measure& measure, const std::string& title, const std::vector<std::string>& facts) {
  constexpr double gap = 14;
  const double right = scene.width - margin;
  double y = 12;
  put(scene, measure, title, {margin, y}, right - margin, title_face, Role::ink);
  y += line_height(title_face.size) + 2;
  double x = margin;
  for (const auto& fact : facts) {
    if (fact.empty()) continue;
    if (x > margin && x + measure.width(fact, lead_face) + 1 > right) {
      x = margin;
      y += line_height(lead_face.size);
    }
    x = put(scene, measure, fact, {x, y}, right - x, lead_face, Role::quiet) + gap;
  }
  return y + line_height(lead_face.size) + 6;
}

double put_key(Scene& scene, const Measure& measure, const std::vector<Meaning>& meanings, double top) {
  constexpr double gap = 16, line = 22;
  const double right = scene.width - margin;
  double x = margin, y = top;
  for (const auto& meaning : meanings) {
    const double width = sign_width + 6 + measure.width(meaning.words, detail_face) + 1;
    if (x > margin && x + width > right) {
      x = margin;
      y += line;
    }
    for (const auto& part : meaning.sign) scene.parts.push_back(moved(part, x, y + (line_height(detail_face.size) - sign_height) / 2));
    x = put(scene, measure, meaning.words, {x + sign_width + 6, y}, right - x - sign_width - 6, detail_face, Role::quiet) + gap;
  }
  return y + line;
}

Part moved(Part part, double x, double y) {
  struct Mover {
    double x, y;
    void operator()(Box& box) const { shift(box.at); }
    void operator()(Stroke& stroke) const { shift(stroke.points); }
    void operator()(Shape& shape) const { shift(shape.corners); }
    void operator()(Label& label) const { shift(label.at); }
    void shift(Frame& at) const {
      at.x += x;
      at.y += y;
    }
    void shift(std::vector<Point>& points) const {
      for (auto& point : points) point = {point.x + x, point.y + y};
    }
  };
  std::visit(Mover{x, y}, part);
  return part;
}

Shape diamond(Point centre, double size, Role role, Look look) {
  const auto [x, y] = centre;
  return {{{x, y - size}, {x + size, y}, {x, y + size}, {x - size, y}}, role, look, 1};
}

Shape triangle_down(Point tip, double size, Role role) {
  return {{{tip.x, tip.y}, {tip.x - size * 0.7, tip.y - size}, {tip.x + size * 0.7, tip.y - size}}, role, Look::solid, 1};
}

Stroke check_mark(Point centre, double size, Role role) {
  const auto [x, y] = centre;
  return {{{x - size * 0.6, y}, {x - size * 0.15, y + size * 0.45}, {x + size * 0.65, y - size * 0.55}}, role, 2, false};
}

std::vector<Part> flag(Point foot, double height, Role role) {
  const auto [x, y] = foot;
  const double left = x - height * 0.85;
  return {
      Stroke{{{x, y}, {x, y - height}}, role, 2, false},
      Shape{
          {{x, y - height}, {left, y - height}, {left + height * 0.22, y - height * 0.75}, {left, y - height * 0.5}, {x, y - height * 0.5}},
          role,
          Look::solid,
          1}};
}

}  // namespace backwalk::picture

// What all pictures have: margins, a head, a key at the foot. Private to picture.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bot/picture/measure.hpp"
#include "bot/picture/scene.hpp"

namespace backwalk::picture {

constexpr double margin = 16;
constexpr Face title_face{19, true}, lead_face{14, false}, name_face{14, false}, detail_face{12, false};

/// A label at `x`, as wide as its text but at most `most`; returns where it ends.
double put(Scene& scene, const Measure& measure, const std::string& text, Point at, double most, Face face, Role role);
/// The title and, below it, what follows, in as many lines as it takes; returns where the next thing may begin.
double put_head(Scene& scene, const Measure& measure, const std::string& title, const std::vector<std::string>& facts);

/// A sign, drawn inside a frame of 26 x 16, and what it means.
struct Meaning {
  std::vector<Part> sign{};  ///< in a frame that begins at 0, 0
  std::string words{};
};
/// All of them, as many to a line as fit; returns where they end.
double put_key(Scene& scene, const Measure& measure, const std::vector<Meaning>& meanings, double top);
/// The part somewhere else.
Part moved(Part part, double x, double y);

Shape diamond(Point centre, double size, Role role, Look look = Look::solid);
Shape triangle_down(Point tip, double size, Role role);
Stroke check_mark(Point centre, double size, Role role);
/// A pole from `foot` upwards with a pennant to the left.
std::vector<Part> flag(Point foot, double height, Role role);

}  // namespace backwalk::picture

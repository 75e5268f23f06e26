// What a picture consists of before anybody paints it. A scene is plain data in units of a picture 600 wide (a phone's width), y downwards,
// later parts above earlier ones; colours are named by what they mean, so that one scene serves light and dark, PNG and SVG, and a test can
// look at every label's box.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace backwalk::picture {

struct Point {
  double x = 0;
  double y = 0;
};
struct Frame {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
};

/// What a colour means; colours.hpp says which it is.
enum class Role { ground, band, closed, grid, ink, quiet, chain, work, work_fill, room, done, late, safe, watch, before, milestone, today };

/// `hatched` is striped in its colour and outlined: lateness is told by shape too.
enum class Look { solid, hollow, hatched };

struct Box {
  Frame at{};
  Role role = Role::ink;
  Look look = Look::solid;
  double radius = 0;
};
struct Stroke {
  std::vector<Point> points{};
  Role role = Role::ink;
  double width = 1;
  bool is_dashed = false;
};
/// A closed outline: diamonds, triangles, flags, bands of uncertainty.
struct Shape {
  std::vector<Point> corners{};
  Role role = Role::ink;
  Look look = Look::solid;
  double opacity = 1;
};

enum class Side { left, centre, right };
struct Face {
  double size = 14;
  bool is_bold = false;
};
/// One line of text inside its box: cut with "…" where it is too long, and nothing of it outside.
struct Label {
  std::string text{};
  Frame at{};
  Face face{};
  Role role = Role::ink;
  Side side = Side::left;
};

using Part = std::variant<Box, Stroke, Shape, Label>;

struct Scene {
  double width = 600;
  double height = 0;
  std::vector<Part> parts{};
  std::string title{};  ///< one line
  std::string alt{};    ///< the same in words, a line a fact; at most `longest_alt` bytes
  std::string words{};  ///< all of the lines where `alt` has no room for them, at most `longest_words` bytes; else empty
};
constexpr std::size_t longest_alt = 1'900, longest_words = 20'000;

/// Gives it these lines: what matters most first, for what does not fit is left out and its lines are counted.
void tell(Scene& scene, const std::vector<std::string>& lines);

}  // namespace backwalk::picture

// How wide text is: Pango's answer, so that what is laid out is what gets painted.
#pragma once

#include <memory>
#include <string>

#include "bot/picture/scene.hpp"

namespace backwalk::picture {

/// For one thread. Fonts are found once; a width takes some 20 microseconds.
class Measure {
 public:
  Measure();
  ~Measure();
  Measure(Measure&&) noexcept;
  /// Of the line uncut.
  double width(const std::string& text, Face face) const;

 private:
  struct Fonts;
  std::unique_ptr<Fonts> fonts_;
};

/// A line of this size is so high.
constexpr double line_height(double size) { return size * 1.4; }

}  // namespace backwalk::picture

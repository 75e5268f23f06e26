// A scene as bytes. Both kinds come from the same painter.
#pragma once

#include <string>

#include "bot/picture/colours.hpp"
#include "bot/picture/scene.hpp"

namespace backwalk::picture {

/// `scale` pixels a unit. Empty where there is no memory for it. Throws nothing.
std::string png(const Scene& scene, Ground ground, double scale = 1.5);
/// Text as outlines, so that it looks the same everywhere; the title and the words stand in it for readers of screens, escaped.
std::string svg(const Scene& scene, Ground ground);

}  // namespace backwalk::picture

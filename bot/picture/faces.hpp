// Pango as measuring and painting share it. Private to picture: the one header that lets Pango in.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "bot/picture/scene.hpp"

namespace backwalk::picture {

struct Unreference {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unreference>;

/// Not hinted, so that a text is as wide at every scale.
Held<PangoContext> text_context();
/// One line in this face: reads the direction of the text from itself, and stands at the left all the same.
void set_text(PangoLayout* layout, const std::string& text, Face face);

}  // namespace backwalk::picture

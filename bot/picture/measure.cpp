#include "bot/picture/measure.hpp"

#include "bot/picture/faces.hpp"

namespace backwalk::picture {

Held<PangoContext> text_context() {
  Held<PangoContext> context{pango_font_map_create_context(pango_cairo_font_map_get_default())};
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

void set_text(PangoLayout* layout, const std::string& text, Face face) {
  PangoFontDescription* font = pango_font_description_from_string("Noto Sans,Noto Sans CJK JP");
  pango_font_description_set_absolute_size(font, face.size * PANGO_SCALE);
  pango_font_description_set_weight(font, face.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
}

struct Measure::Fonts {
  Held<PangoContext> context = text_context();
  Held<PangoLayout> layout{pango_layout_new(context.get())};
};

Measure::Measure() : fonts_(std::make_unique<Fonts>()) {}
Measure::~Measure() = default;
Measure::Measure(Measure&&) noexcept = default;

double Measure::width(const std::string& text, Face face) const {
  set_text(fonts_->layout.get(), text, face);
  int width = 0;
  pango_layout_get_size(fonts_->layout.get(), &width, nullptr);
  return static_cast<double>(width) / PANGO_SCALE;
}

}  // namespace backwalk::picture

#include "bot/picture/paint.hpp"

#include <cairo-svg.h>

#include <algorithm>
#include <cmath>

#include "bot/picture/faces.hpp"
#include "bot/picture/png.hpp"

namespace backwalk::picture {
namespace {

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, Release>;

class Painter {
 public:
  Painter(cairo_surface_t* surface, Ground ground, double scale) : cairo_(cairo_create(surface)), ground_(ground) {
    cairo_scale(cairo_.get(), scale, scale);
    pango_cairo_update_context(cairo_.get(), context_.get());
  }

  void paint(const Scene& scene) {
    use(Role::ground);
    cairo_paint(cairo_.get());
    for (const auto& part : scene.parts) std::visit([this](const auto& one) { draw(one); }, part);
  }

 private:
  cairo_t* to() const { return cairo_.get(); }

  void use(Role role, double opacity = 1) {
    const auto [red, green, blue] = colour(role, ground_);
    cairo_set_source_rgba(to(), red, green, blue, opacity);
  }

  void trace(const std::vector<Point>& points) {
    cairo_new_path(to());
    for (const auto& [x, y] : points) cairo_line_to(to(), x, y);
  }

  void trace(const Frame& at, double radius) {
    const double r = std::min({radius, at.width / 2, at.height / 2});
    cairo_new_path(to());
    if (r <= 0) return cairo_rectangle(to(), at.x, at.y, at.width, at.height);
    const double quarter = std::acos(0.0);
    cairo_arc(to(), at.right() - r, at.y + r, r, -quarter, 0);
    cairo_arc(to(), at.right() - r, at.bottom() - r, r, 0, quarter);
    cairo_arc(to(), at.x + r, at.bottom() - r, r, quarter, 2 * quarter);
    cairo_arc(to(), at.x + r, at.y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(to());
  }

  /// Stripes inside the path, which is used up.
  void hatch() {
    double left = 0, top = 0, right = 0, bottom = 0;
    cairo_path_extents(to(), &left, &top, &right, &bottom);
    cairo_save(to());
    cairo_clip(to());
    cairo_set_line_width(to(), 2.2);
    const double height = bottom - top;
    for (double x = left - height; x < right; x += 5) {
      cairo_move_to(to(), x, bottom);
      cairo_line_to(to(), x + height, top);
    }
    cairo_stroke(to());
    cairo_restore(to());
  }

  /// The path, filled as it shall look.
  template <class Again>
  void fill(Role role, Look look, double opacity, Again&& trace_again) {
    if (look == Look::solid) {
      use(role, opacity);
      return cairo_fill(to());
    }
    use(look == Look::hollow && role == Role::work ? Role::work_fill : Role::ground, opacity);
    cairo_fill_preserve(to());
    use(role, opacity);
    if (look == Look::hatched) {
      hatch();
      trace_again();
    }
    cairo_set_line_width(to(), 1.4);
    cairo_stroke(to());
  }

  void draw(const Box& box) {
    trace(box.at, box.radius);
    fill(box.role, box.look, 1, [&] { trace(box.at, box.radius); });
  }
  void draw(const Shape& shape) {
    const auto again = [&] {
      trace(shape.corners);
      cairo_close_path(to());
    };
    again();
    fill(shape.role, shape.look, shape.opacity, again);
  }
  void draw(const Stroke& stroke) {
    trace(stroke.points);
    use(stroke.role);
    cairo_set_line_width(to(), stroke.width);
    cairo_set_line_join(to(), CAIRO_LINE_JOIN_ROUND);
    const double dashes[] = {4, 3};
    cairo_set_dash(to(), dashes, stroke.is_dashed ? 2 : 0, 0);
    cairo_stroke(to());
    cairo_set_dash(to(), nullptr, 0, 0);
  }
  void draw(const Label& label) {
    if (label.text.empty() || label.at.width <= 0) return;
    set_text(layout_.get(), label.text, label.face);
    pango_layout_set_width(layout_.get(), static_cast<int>(std::ceil(label.at.width * PANGO_SCALE)) + 1);
    pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_END);
    PangoRectangle extents{};
    pango_layout_get_extents(layout_.get(), nullptr, &extents);
    const double width = static_cast<double>(extents.width) / PANGO_SCALE;
    const double room = std::max(0.0, label.at.width - width);
    const double left = label.at.x + (label.side == Side::left ? 0 : label.side == Side::centre ? room / 2 : room);
    // The letters' line stands where it would for Latin ones, whatever height the script at hand takes.
    const double line = label.at.y + (label.at.height + label.face.size * 0.72) / 2;
    const double baseline = static_cast<double>(pango_layout_get_baseline(layout_.get())) / PANGO_SCALE;
    cairo_save(to());
    cairo_rectangle(to(), label.at.x - 1, label.at.y - 2, label.at.width + 2, label.at.height + 4);
    cairo_clip(to());
    cairo_new_path(to());
    cairo_move_to(to(), left - static_cast<double>(extents.x) / PANGO_SCALE, line - baseline);
    use(label.role);
    pango_cairo_show_layout(to(), layout_.get());
    cairo_restore(to());
  }

  std::unique_ptr<cairo_t, Release> cairo_;
  Ground ground_;
  Held<PangoContext> context_ = text_context();
  Held<PangoLayout> layout_{pango_layout_new(context_.get())};
};

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '&':
        result += "&amp;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

cairo_status_t append_bytes(void* to, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string png(const Scene& scene, Ground ground, double scale) {
  const int width = static_cast<int>(std::lround(scene.width * scale)), height = static_cast<int>(std::lround(scene.height * scale));
  const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)};
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
  Painter(surface.get(), ground, scale).paint(scene);
  cairo_surface_flush(surface.get());
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  return packed({cairo_image_surface_get_data(surface.get()), static_cast<std::size_t>(width), static_cast<std::size_t>(height), stride},
                colours(ground));
}

std::string svg(const Scene& scene, Ground ground) {
  std::string text;
  {
    const Surface surface{cairo_svg_surface_create_for_stream(append_bytes, &text, scene.width, scene.height)};
    Painter(surface.get(), ground, 1).paint(scene);
    cairo_surface_finish(surface.get());
  }
  const auto root = text.find("<svg");
  const auto end = root == std::string::npos ? root : text.find('>', root);
  if (end == std::string::npos) return {};
  text.insert(end + 1,
              "\n<title>" + escaped(scene.title) + "</title>\n<desc>" + escaped(scene.words.empty() ? scene.alt : scene.words) + "</desc>");
  text.insert(end, " role=\"img\"");
  return text;
}

}  // namespace backwalk::picture

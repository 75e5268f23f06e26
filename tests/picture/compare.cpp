#include "tests/picture/compare.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

namespace backwalk::picture::testing {
namespace {

constexpr int block = 8;
constexpr int line_of_key = 24;
constexpr double far_off = 32, most_mean = 2.55, most_share = 0.002;

struct Reading {
  const std::string& bytes;
  std::size_t at = 0;
};
cairo_status_t read(void* from, unsigned char* data, unsigned int length) {
  auto& reading = *static_cast<Reading*>(from);
  if (reading.at + length > reading.bytes.size()) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, reading.bytes.data() + reading.at, length);
  reading.at += length;
  return CAIRO_STATUS_SUCCESS;
}

struct Small {
  int width = 0, height = 0;  // of the picture
  int columns = 0, rows = 0;  // of blocks
  std::vector<std::array<double, 3>> means{};
};

std::optional<Small> smaller(const std::string& png) {
  Reading reading{png};
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface{
      cairo_image_surface_create_from_png_stream(read, &reading), cairo_surface_destroy};
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return std::nullopt;
  Small small{cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get())};
  small.columns = small.width / block;
  small.rows = small.height / block;
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int row = 0; row < small.rows; ++row) {
    for (int column = 0; column < small.columns; ++column) {
      std::array<double, 3> sum{};
      for (int i = 0; i < block * block; ++i) {
        const unsigned char* pixel = data + (row * block + i / block) * stride + (column * block + i % block) * 4;
        for (std::size_t channel = 0; channel < 3; ++channel) sum[channel] += pixel[channel];
      }
      for (double& each : sum) each /= block * block;
      small.means.push_back(sum);
    }
  }
  return small;
}

/// Whether the block of `one` is brighter than all around its place in `other`, or darker than all, by more than that.
bool is_far(const Small& one, const Small& other, int column, int row) {
  const auto at = [](const Small& small, int x, int y) {
    return small.means[static_cast<std::size_t>(y) * static_cast<std::size_t>(small.columns) + static_cast<std::size_t>(x)];
  };
  for (std::size_t channel = 0; channel < 3; ++channel) {
    double low = 255, high = 0;
    for (int y = std::max(0, row - 1); y <= std::min(other.rows - 1, row + 1); ++y) {
      for (int x = std::max(0, column - 1); x <= std::min(other.columns - 1, column + 1); ++x) {
        low = std::min(low, at(other, x, y)[channel]);
        high = std::max(high, at(other, x, y)[channel]);
      }
    }
    const double value = at(one, column, row)[channel];
    if (value < low - far_off || value > high + far_off) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> difference(const std::string& png, const std::string& other_png) {
  const auto one = smaller(png), other = smaller(other_png);
  if (!one || !other) return "one of them is no PNG";
  if (one->width != other->width || std::abs(one->height - other->height) > line_of_key) {
    return std::to_string(one->width) + " x " + std::to_string(one->height) + " is not " + std::to_string(other->width) + " x " +
           std::to_string(other->height);
  }
  const int rows = std::min(one->rows, other->rows), count = rows * one->columns;
  double sum = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    for (std::size_t channel = 0; channel < 3; ++channel) sum += std::abs(one->means[i][channel] - other->means[i][channel]) / 3;
  }
  int far = 0;
  std::string where;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < one->columns; ++column) {
      if (!is_far(*one, *other, column, row) && !is_far(*other, *one, column, row)) continue;
      ++far;
      if (where.empty()) where = ", first at " + std::to_string(column * block) + ", " + std::to_string(row * block);
    }
  }
  const double mean = sum / count;
  if (mean <= most_mean && far <= most_share * count) return std::nullopt;
  return "mean difference " + std::to_string(mean) + " of 255, " + std::to_string(far) + " of " + std::to_string(count) + " blocks differ" +
         where;
}

}  // namespace backwalk::picture::testing

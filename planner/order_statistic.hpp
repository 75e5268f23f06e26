// The k-th of many samples. For forecast only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "planner/lanes.hpp"

namespace backwalk::planner {

/// One row of values for each of several items, 128 samples a block. Nothing is in them before it is written.
class Rows {
 public:
  Rows() = default;
  Rows(std::size_t rows, std::size_t blocks) : all_{new Ints[rows * blocks]}, blocks_{blocks} {}
  std::span<Ints> operator[](std::size_t row) { return {all_.get() + row * blocks_, blocks_}; }
  std::span<const Ints> operator[](std::size_t row) const { return {all_.get() + row * blocks_, blocks_}; }

 private:
  std::unique_ptr<Ints[]> all_{};
  std::size_t blocks_ = 0;
};

/// The value that exactly `rank` of the first `count` values precede in ascending order. REQUIRES: 0 <= rank < count.
std::int32_t order_statistic(std::span<const Ints> row, int count, int rank, const Lanes& operations);

}  // namespace backwalk::planner

// One file on a disk that may lose power: what is safely on it, and what was written since and only lies in memory. Pure.
#pragma once

#include <cstdint>
#include <random>
#include <variant>
#include <vector>

namespace backwalk::power {

using Bytes = std::vector<std::uint8_t>;

struct Written {
  std::int64_t at = 0;
  Bytes bytes{};
};
struct Cut {
  std::int64_t size = 0;
};

/// How a power cut treats what was not synced: each sector of each write is kept, dropped or torn, each truncation kept or dropped.
struct Luck {
  double kept = 0.5;
  double torn = 0.1;
  std::int64_t sector = 512;  ///< bytes
};

class Image {
 public:
  Image() = default;
  explicit Image(Bytes safe) : safe_(std::move(safe)) {}

  void write(std::int64_t at, Bytes bytes) { waiting_.emplace_back(Written{at, std::move(bytes)}); }
  void truncate(std::int64_t size) { waiting_.emplace_back(Cut{size}); }
  void sync();
  std::size_t waiting() const { return waiting_.size(); }

  /// What is on the disk after a power cut now.
  Bytes survivor(const Luck& luck, std::mt19937_64& dice) const;

 private:
  Bytes safe_{};
  std::vector<std::variant<Written, Cut>> waiting_{};
};

/// A random Luck: from "nothing of it" to "all but a little".
Luck any_luck(std::mt19937_64& dice);

}  // namespace backwalk::power

#include "tests/power/image.hpp"

#include <algorithm>

namespace backwalk::power {
namespace {

bool chance(double of, std::mt19937_64& dice) { return std::uniform_real_distribution<double>(0, 1)(dice) < of; }

void put(Bytes& file, std::int64_t at, const std::uint8_t* from, std::int64_t size) {
  const auto end = static_cast<std::size_t>(at + size);
  if (file.size() < end) file.resize(end);
  std::copy_n(from, size, file.begin() + at);
}

/// One sector's part of a write. What is torn is new up to some byte; the rest is old, or rubbish.
void put_sector(Bytes& file, std::int64_t at, const std::uint8_t* from, std::int64_t size, const Luck& luck, std::mt19937_64& dice) {
  if (chance(luck.kept, dice)) {
    put(file, at, from, size);
  } else if (chance(luck.torn, dice)) {
    const auto whole = std::uniform_int_distribution<std::int64_t>(0, size)(dice);
    put(file, at, from, whole);
    if (!chance(0.5, dice)) return;
    Bytes rubbish(static_cast<std::size_t>(size - whole));
    for (auto& byte : rubbish) byte = static_cast<std::uint8_t>(dice());
    put(file, at + whole, rubbish.data(), size - whole);
  }
}

}  // namespace

void Image::sync() {
  for (const auto& change : waiting_) {
    if (const auto* written = std::get_if<Written>(&change)) {
      put(safe_, written->at, written->bytes.data(), static_cast<std::int64_t>(written->bytes.size()));
    } else {
      safe_.resize(static_cast<std::size_t>(std::get<Cut>(change).size));
    }
  }
  waiting_.clear();
}

Bytes Image::survivor(const Luck& luck, std::mt19937_64& dice) const {
  Bytes file = safe_;
  for (const auto& change : waiting_) {
    if (const auto* cut = std::get_if<Cut>(&change)) {
      if (chance(luck.kept, dice)) file.resize(static_cast<std::size_t>(cut->size));
      continue;
    }
    const auto& written = std::get<Written>(change);
    const std::int64_t end = written.at + static_cast<std::int64_t>(written.bytes.size());
    for (std::int64_t at = written.at; at < end;) {
      const std::int64_t next = std::min(end, (at / luck.sector + 1) * luck.sector);
      put_sector(file, at, written.bytes.data() + (at - written.at), next - at, luck, dice);
      at = next;
    }
  }
  return file;
}

Luck any_luck(std::mt19937_64& dice) {
  constexpr double odds[] = {0.0, 0.1, 0.5, 0.9, 0.99};
  Luck luck;
  luck.kept = odds[dice() % std::size(odds)];
  luck.torn = odds[dice() % std::size(odds)];
  luck.sector = dice() % 2 == 0 ? 512 : 4096;
  return luck;
}

}  // namespace backwalk::power

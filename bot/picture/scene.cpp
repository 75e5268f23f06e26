#include "bot/picture/scene.hpp"

namespace backwalk::picture {

std::string alt_of(const std::vector<std::string>& lines) {
  constexpr std::size_t for_the_rest = 24;
  std::string alt;
  std::size_t told = 0;
  for (const auto& line : lines) {
    if (alt.size() + line.size() + for_the_rest > longest_alt) break;
    alt += (alt.empty() ? "" : "\n") + line;
    ++told;
  }
  if (told < lines.size()) alt += "\nand " + std::to_string(lines.size() - told) + " more lines";
  return alt;
}

}  // namespace backwalk::picture

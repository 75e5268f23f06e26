#include "bot/picture/scene.hpp"

namespace backwalk::picture {

namespace {

/// At most so many bytes of it, whole characters.
std::string_view shortened(std::string_view line, std::size_t most) {
  if (line.size() <= most) return line;
  while (most > 0 && (static_cast<unsigned char>(line[most]) & 0xC0U) == 0x80U) --most;
  return line.substr(0, most);
}

}  // namespace

std::string alt_of(const std::vector<std::string>& lines) {
  constexpr std::size_t for_the_rest = 24;
  std::string alt;
  std::size_t told = 0;
  for (const auto& line : lines) {
    if (alt.size() + line.size() + for_the_rest > longest_alt && !alt.empty()) break;
    alt += alt.empty() ? "" : "\n";
    alt += shortened(line, longest_alt - for_the_rest);
    ++told;
  }
  if (told < lines.size()) alt += "\nand " + std::to_string(lines.size() - told) + " more lines";
  return alt;
}

}  // namespace backwalk::picture

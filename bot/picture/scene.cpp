#include "bot/picture/scene.hpp"

namespace backwalk::picture {

namespace {

/// At most so many bytes of it, whole characters.
std::string_view shortened(std::string_view line, std::size_t most) {
  if (line.size() <= most) return line;
  while (most > 0 && (static_cast<unsigned char>(line[most]) & 0xC0U) == 0x80U) --most;
  return line.substr(0, most);
}

/// The lines as far as they fit, and how many more there are.
std::string joined_up_to(std::size_t most, const std::vector<std::string>& lines) {
  constexpr std::size_t for_the_rest = 24;
  std::string text;
  std::size_t told = 0;
  for (const auto& line : lines) {
    if (text.size() + line.size() + for_the_rest > most && !text.empty()) break;
    text += text.empty() ? "" : "\n";
    text += shortened(line, most - for_the_rest);
    ++told;
  }
  if (told < lines.size()) text += "\nand " + std::to_string(lines.size() - told) + " more lines";
  return text;
}

}  // namespace

void tell(Scene& scene, const std::vector<std::string>& lines) {
  scene.alt = joined_up_to(longest_alt, lines);
  scene.words = joined_up_to(longest_words, lines);
  if (scene.words == scene.alt) scene.words.clear();
}

}  // namespace backwalk::picture

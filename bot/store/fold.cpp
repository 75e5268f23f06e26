#include "bot/store/fold.hpp"

#include "adapters/chat/utf8.hpp"

namespace backwalk::store {
namespace {

char32_t lower(char32_t letter) {
  const auto in = [letter](char32_t first, char32_t last) { return letter >= first && letter <= last; };
  if (in('A', 'Z')) return letter + 32;
  if (in(0xC0, 0xDE) && letter != 0xD7) return letter + 32;                           // Latin-1
  if ((in(0x100, 0x137) || in(0x14A, 0x177)) && letter != 0x130) return letter | 1U;  // Latin Extended-A: pairs, the small one is odd
  if ((in(0x139, 0x148) || in(0x179, 0x17E)) && letter % 2 == 1) return letter + 1;   // and there it is even
  if (in(0x391, 0x3AB) && letter != 0x3A2) return letter + 32;                        // Greek
  if (in(0x410, 0x42F)) return letter + 32;                                           // Cyrillic
  if (in(0x400, 0x40F)) return letter + 80;
  return letter;
}

void append(std::string& text, char32_t letter) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80U | ((letter >> shift) & 0x3FU)); };
  if (letter < 0x80) {
    text += static_cast<char>(letter);
  } else if (letter < 0x800) {
    text += static_cast<char>(0xC0U | (letter >> 6));
    tail(0);
  } else if (letter < 0x10000) {
    text += static_cast<char>(0xE0U | (letter >> 12));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (letter >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace

std::string fold(std::string_view name) {
  std::string folded;
  while (!name.empty()) append(folded, lower(chat::take_code_point(name)));
  return folded;
}

}  // namespace backwalk::store

#include "bot/talk/form.hpp"

namespace backwalk::talk {

std::vector<chat::Piece> pieces_of(const chat::Submitted& submitted) {
  std::vector<chat::Piece> pieces{submitted.say};
  for (const auto& value : submitted.values) {
    pieces.emplace_back(" " + value.say + (value.is_text ? " \"" : " "));
    pieces.insert(pieces.end(), value.value.begin(), value.value.end());
    if (value.is_text) pieces.emplace_back(std::string("\""));
  }
  return pieces;
}

}  // namespace backwalk::talk

#include "bot/talk/form.hpp"

#include "bot/talk/reply.hpp"

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

turn::Answer open_form(const Context& context, chat::Message form) { return finish(context, tell(std::move(form))); }

}  // namespace backwalk::talk

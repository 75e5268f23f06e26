// Forms: how one is opened for whoever asked, and how a filled one becomes the command that it stands for. Private to talk.
#pragma once

#include <vector>

#include "bot/talk/context.hpp"

namespace backwalk::talk {

/// The command that a filled form stands for: its `say`, then each value behind its field's words; texts in quotes.
std::vector<chat::Piece> pieces_of(const chat::Submitted& submitted);
turn::Answer open_form(const Context& context, chat::Message form);

}  // namespace backwalk::talk

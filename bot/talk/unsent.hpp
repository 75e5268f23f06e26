// What is told of messages that were held up or could not be delivered. Pure.
#pragma once

#include <vector>

#include "bot/turn/turn.hpp"

namespace backwalk::talk {

/// Messages to one person that could not be delivered for a long time, as one.
chat::Message digest(const std::vector<chat::Message>& messages);

/// What must be loaded for `tell_unsent`.
turn::Need need_of_unsent(const chat::Outgoing& unsent);
/// A form: whoever asked for it is told what to type instead. A post in a channel: the plan's owner is told by a direct message, once for
/// each channel. Nothing for all else.
turn::Answer tell_unsent(const turn::State& state, const chat::Outgoing& unsent);

}  // namespace backwalk::talk

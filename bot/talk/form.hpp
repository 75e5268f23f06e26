// Forms: how one is opened for whoever asked, how a filled one becomes the command that it stands for, and to which of its fields a refusal
// belongs. Private to talk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/chat/inbound.hpp"
#include "bot/talk/context.hpp"
#include "bot/talk/normalise.hpp"

namespace backwalk::talk {

/// All that a filled form holds, in order and unquoted: for finding out whom and what must be known to answer it.
std::vector<chat::Piece> pieces_of(const chat::Submitted& submitted);
/// The words of the command that a filled form stands for: its `say`, then each value behind its field's words. A text is one quoted
/// stretch, whatever quotes it holds itself, so nothing in it is a modifier. `cut`: there were more than 4,000 characters.
std::vector<Word> words_of(const chat::Submitted& submitted, bool* cut = nullptr);

/// Shows `form` (a message with a Form block) to the speaker. With a trigger it opens before them, now or never: an Outgoing that expires
/// after 2.5 s. Without one, or for a form that was sent with something missing, it is told as any answer is; what to type stands in it.
turn::Answer open_form(const Context& context, chat::Message form);

/// The name of the field that a refusal belongs to: the one whose date or duration could not be read, else the first one. REQUIRES: the
/// form has a field or a value, else the name is empty.
std::string field_at_fault(const chat::Submitted& submitted, const Utterance& said);
/// The same, where it is known who is who and what day it is: also the field with an unknown person or a date that has passed.
std::string field_at_fault(const chat::Submitted& submitted, const Context& context);

/// A value that its field's words did not lead anywhere: "by soonish" would become a part of the title.
struct Unread {
  std::string field{};
  std::string value{};
};
std::optional<Unread> unread_value(const chat::Submitted& submitted, const Utterance& said);

/// The form of the bare `start`, with what was understood filled in; a private plan can have one owner only, so none is asked for.
chat::Message start_form(const Utterance& said, bool is_private);

}  // namespace backwalk::talk

// A form at the terminal: its fields are asked one by one.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "adapters/console/console.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/cli/lines.hpp"

namespace backwalk::cli {

/// What was typed at a field's question.
struct Typed {
  enum class What { taken, left_empty, not_understood };
  What what{};
  std::string text{};  ///< taken: what goes into the command; not_understood: why
};
/// Reads one line as this field's value: Enter takes the initial value, an option goes by its number or its words, a box by y and n. Pure.
Typed read_entry(const chat::Field& field, const std::string& line);
/// The question: label, hint and what Enter does, then the numbered options; ends with "? ".
std::string question_of(const chat::Field& field);

/// Asks the field until its value can be taken, and puts it into `entries`. False when "cancel" was typed or the input ended.
Awaitable<bool> ask_field(const chat::Field* field, console::Entries* entries, Lines* lines, std::ostream* out);
/// Asks all fields of the form in order; the same.
Awaitable<bool> ask_all(const chat::Form* form, console::Entries* entries, Lines* lines, std::ostream* out);

}  // namespace backwalk::cli

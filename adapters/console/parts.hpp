// The pieces of the console platform, for its own .cpp files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/chat/json.hpp"
#include "adapters/console/console.hpp"
#include "adapters/platform.hpp"

namespace backwalk::console {

/// A visitor of all these.
template <class... Visitors>
struct Match : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Match(Visitors...) -> Match<Visitors...>;  // clang 16 cannot deduce aggregates

Verdict verify();

Result<chat::Inbound> read(const chat::HttpRequest& request);
/// `@anna` at the start of a word is a mention; "@everyone", "<!channel>" and their kind are plain words.
std::vector<chat::Piece> pieces(std::string_view text);

// read_form.cpp
Result<chat::Inbound> read_form(chat::Envelope envelope, const chat::Json& form);
/// A filled form as `read_form` takes it.
chat::Json written(const chat::Form& form, const Entries& entries);

// render_form.cpp
/// A form for whoever asks its fields at the terminal; `asked_in` reads it back.
chat::Json render(const chat::Form& form);

/// How a message looks to the one who reads the line (ARCHITECTURE §7).
enum class Visible { channel, ephemeral, dm };
enum class Kind { post, edit, thread };

/// One message as ARCHITECTURE §7 writes it.
chat::Json render(const chat::Message& message, const chat::Place& place, Visible visible, Kind kind, const std::string& key);
chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate);

// render_blocks.cpp
/// The message in its parts, for a page that shows more than text: {"headline": [spans], "blocks": [{"kind", ...}]}. A span is {"text",
/// "style"} or {"mention", "text"}.
chat::Json parts_of(const chat::Message& message);

chat::HttpRequest send(const chat::Resolved& resolved);
chat::Receipt receipt(const chat::HttpResponse& response);

}  // namespace backwalk::console

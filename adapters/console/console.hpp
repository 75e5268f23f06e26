// The terminal as a platform: the whole product runs, demos and is tested with no vendor account, no network and a clock that can be set.
// Its calls go to the address "console:" and are printed by whoever holds the terminal (cli), one JSON line a message (ARCHITECTURE §7).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/platform.hpp"

namespace backwalk::console {

/// The zones (IANA) of people, by name, which are known before they say anything: those of the playground.
using Zones = std::map<std::string, std::string>;
std::unique_ptr<Platform> make_console(Zones zones = {});

/// What a terminal posts to "/console/say": who speaks, where (no channel: a direct message), and what. `zone` is the speaker's.
chat::HttpRequest utterance(const std::string& user, const std::optional<std::string>& channel, const std::optional<std::string>& zone,
                            const std::string& text, Instant at, const std::string& id);

/// A form as somebody filled it in at a terminal: the text of each field by its name; a field that was left empty, or a box that was left
/// unchecked, is not there. A checked box has an empty text.
using Entries = std::vector<std::pair<std::string, std::string>>;
/// What a terminal posts instead when a form is sent; the rest is as for `utterance`.
chat::HttpRequest submission(const std::string& user, const std::optional<std::string>& channel, const std::optional<std::string>& zone,
                             const chat::Form& form, const Entries& entries, Instant at, const std::string& id);

/// What an answer of `respond` asks the terminal for, besides the line to print.
struct Asked {
  std::optional<chat::Form> form{};          ///< to be filled in
  std::optional<std::string> wrong_field{};  ///< what was sent is refused because of this field
};
Asked asked_in(std::string_view body);

}  // namespace backwalk::console

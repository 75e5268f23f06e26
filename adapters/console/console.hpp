// The terminal as a platform: the whole product runs, demos and is tested with no vendor account, no network and a clock that can be set.
// Its calls go to the address "console:" and are printed by whoever holds the terminal (cli), one JSON line a message (ARCHITECTURE §7).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/platform.hpp"

namespace backwalk::console {

std::unique_ptr<Platform> make_console();

/// What a terminal posts to "/console/say": who speaks, where (no channel: a direct message), and what. `zone` is the speaker's.
chat::HttpRequest utterance(const std::string& user, const std::optional<std::string>& channel, const std::optional<std::string>& zone,
                            const std::string& text, Instant at, const std::string& id);

}  // namespace backwalk::console

// The conversation of `backwalk chat`: what is typed is said on the console platform, and its answers are printed.
#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>

#include "bot/base/awaitable.hpp"
#include "bot/base/clock.hpp"
#include "bot/cli/lines.hpp"
#include "bot/cli/terminal.hpp"
#include "bot/store/store.hpp"
#include "bot/webhook.hpp"

namespace backwalk::cli {

struct Talk {
  Webhook& webhook;
  store::Store& store;
  Terminal& terminal;
  const Clock& clock;
  std::ostream& out;
  std::string as{};
  std::optional<std::string> in{};
  std::string zone{};
  bool prompts = false;                                 ///< a person is at the terminal
  std::function<void(const std::string& line)> said{};  ///< sees each line before it is said; optional
};

/// Until the input ends, `exit` or `quit` is typed, or it is cancelled. The next line is taken when everything that the last one caused has
/// been printed, by the outbox that runs beside. `talk` and `lines` outlive it.
Awaitable<void> converse(Talk* talk, Lines* lines);

}  // namespace backwalk::cli

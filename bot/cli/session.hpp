// The product on the console platform, in this process and without a network: what `say` and `tick` are fronts of.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "adapters/platform.hpp"
#include "bot/beat.hpp"
#include "bot/cli/clocks.hpp"
#include "bot/cli/terminal.hpp"
#include "bot/deliver/deliver.hpp"
#include "bot/webhook.hpp"

namespace backwalk::cli {

struct Session {
  /// All references outlive it.
  Session(store::Store& store, const Clock& clock, talk::House house, Terminal& shown_in);

  boost::asio::io_context context{1};  ///< outlives the timers of those below
  std::unique_ptr<Platform> console;
  Terminal& terminal;
  Webhook webhook;
  Beat beat;
  deliver::Drain drain;
};

/// Opens the store that the options or the configuration name; without a value one sentence was written to `err`.
std::unique_ptr<store::Store> open_store(const std::string& address, std::ostream& err);

/// Never the same twice: what an utterance is recognised by when it is delivered again. It is no part of the log.
std::string fresh_id();

}  // namespace backwalk::cli

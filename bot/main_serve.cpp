#include "bot/main_serve.hpp"

#include <unistd.h>

#include <csignal>
#include <iostream>

#include "bot/base/log.hpp"
#include "bot/cli/converse.hpp"
#include "bot/cli/session.hpp"
#include "bot/cli/settings.hpp"
#include "bot/main_service.hpp"
#include "generated/version.hpp"

namespace backwalk {
namespace {

log::Level level_of(const std::string& name) {
  if (name == "debug") return log::Level::debug;
  if (name == "warning") return log::Level::warning;
  if (name == "error") return log::Level::error;
  return log::Level::info;
}

bool is_listening(Service& service, const std::string& address) {
  const auto listening = service.listen(address);
  if (!listening) std::cerr << "backwalk: " << listening.error().what << '\n';
  return listening.has_value();
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address.starts_with("localhost:") || address.starts_with("[::1]:");
}

/// An address without the password that it may hold.
std::string shown(const std::string& store) {
  const auto scheme = store.find("://");
  const auto at = store.rfind('@');
  return scheme == std::string::npos || at == std::string::npos ? store : store.substr(0, scheme + 3) + store.substr(at + 1);
}

std::string where_to_try(const Service& service) {
  return "In a browser: " + service.address() + "/try - try first: add the sample plan there, then move the clock to its next message.\n";
}

}  // namespace

int serve(const cli::ServeOptions& options) {
  const auto config = cli::load_settings(options.config, std::cerr);
  if (!config) return 1;
  log::start(level_of(config->log_level));
  auto store = cli::open_store(config->store, std::cerr);
  if (!store) return 1;
  cli::ShiftedClock clock;
  Service service(*config, std::move(store), clock, nullptr);
  if (!is_listening(service, config->listen)) return 1;
  std::signal(SIGPIPE, SIG_IGN);  // a reader of the log that is gone is no reason to end
  log::write_aside();
  std::cout << "Backwalk " << version << " listening on " << service.address() << " (store " << shown(config->store)
            << "; platforms: " << service.platforms() << ")" << std::endl;
  if (config->demo) std::cout << where_to_try(service) << std::endl;
  service.run();
  log::finish();
  return 0;
}

int chat_here(const cli::ChatOptions& options) {
  auto config = cli::load_settings(options.config, std::cerr);
  if (!config) return 1;
  config->demo = is_loopback(config->listen);
  log::start(log::Level::warning);  // the terminal is for the conversation
  config->store = options.store.value_or(config->store);
  auto store = cli::open_store(config->store, std::cerr);
  if (!store) return 1;
  cli::ShiftedClock clock;
  const std::string zone = options.zone ? *options.zone : cli::system_zone();
  cli::Terminal terminal(std::cout, cli::Form::talk, clock, zone);
  Service service(*config, std::move(store), clock, &terminal);
  if (!is_listening(service, config->listen)) return 1;

  const std::string speaker = options.as.value_or(cli::login_name());
  const bool has_person = isatty(STDIN_FILENO) != 0;
  std::cout << "Backwalk " << version << " at " << service.address() << ". You are @" << speaker
            << (options.in ? " in #" + *options.in : std::string()) << "; type help, or exit to leave.\n"
            << (config->demo ? where_to_try(service) : std::string()) << std::endl;
  cli::Talk talk{.webhook = service.webhook(),
                 .store = service.store(),
                 .terminal = terminal,
                 .clock = clock,
                 .out = std::cout,
                 .as = speaker,
                 .in = options.in,
                 .zone = zone,
                 .prompts = has_person,
                 .said = [&](const std::string& line) { service.room().said({.as = speaker, .channel = options.in, .text = line}); }};
  cli::Lines lines(service.context().get_executor(), STDIN_FILENO);
  service.beside("conversation", [&]() -> Awaitable<void> {
    co_await cli::converse(&talk, &lines);
    service.ask_to_stop();
  });
  service.run();
  return 0;
}

}  // namespace backwalk

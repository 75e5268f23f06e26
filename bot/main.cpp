// Reads the command line and runs what it asks for.
#include <exception>
#include <iostream>
#include <variant>

#include "bot/base/log.hpp"
#include "bot/cli/operate.hpp"
#include "bot/cli/options.hpp"
#include "bot/cli/plan_forecast.hpp"
#include "bot/cli/plan_level.hpp"
#include "bot/cli/plan_schedule.hpp"
#include "bot/cli/say.hpp"
#include "bot/cli/settings.hpp"
#include "bot/cli/tick.hpp"
#include "bot/cli/when.hpp"
#include "bot/main_serve.hpp"

namespace backwalk {
namespace {

struct Run {
  int operator()(const cli::ServeOptions& options) const { return serve(options); }
  int operator()(const cli::ChatOptions& options) const { return chat_here(options); }
  int operator()(const cli::SayOptions& options) const { return cli::say(options, std::cout, std::cerr); }
  int operator()(const cli::TickOptions& options) const { return cli::tick(options, std::cout, std::cerr); }
  int operator()(const cli::WhenOptions& options) const {
    return cli::when(options.text, options.now, options.zone ? *options.zone : cli::system_zone(), std::cout, std::cerr);
  }
  int operator()(const cli::LevelOptions& options) const { return cli::plan_level(options.file, options.now, std::cout, std::cerr); }
  int operator()(const cli::ForecastOptions& options) const { return cli::plan_forecast(options, std::cout, std::cerr); }
  int operator()(const cli::ScheduleOptions& options) const { return cli::plan_schedule(options.file, options.now, std::cout, std::cerr); }
  int operator()(const cli::CheckOptions& options) const { return cli::check(options, std::cout, std::cerr); }
  int operator()(const cli::MigrateOptions& options) const { return cli::migrate(options, std::cout, std::cerr); }
  int operator()(const cli::ManifestOptions& options) const { return cli::manifest(options, std::cout, std::cerr); }
  int operator()(const cli::CommandsOptions& options) const { return cli::commands(options, std::cout); }
};

}  // namespace
}  // namespace backwalk

int main(int argc, char** argv) {
  using namespace backwalk;
  log::start(log::Level::error);
  try {
    const auto parsed = cli::parse_options(argc, argv);
    if (const auto* done = std::get_if<cli::Done>(&parsed)) return done->exit_status;
    return std::visit(Run{}, std::get<cli::Options>(parsed));
  } catch (const std::exception& error) {
    log::error("bug", {{"what", error.what()}});
    log::finish();
    std::cerr << "backwalk: stopped by an error of its own; the line above is for a bug report\n";
    return 1;
  }
}

#include "bot/cli/operate.hpp"

#include <chrono>
#include <string>
#include <utility>

#include "adapters/slack/slack.hpp"
#include "adapters/teams/teams.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/zones.hpp"
#include "bot/cli/run.hpp"
#include "bot/cli/settings.hpp"
#include "bot/store/await.hpp"
#include "bot/store/store.hpp"
#include "bot/talk/commands_page.hpp"

namespace backwalk::cli {
namespace {

Awaitable<int> is_ready(store::Store* store, std::string* why) {
  const auto ready = co_await store::ready(*store);
  if (!ready) *why = ready.error().what;
  co_return ready&&* ready ? 0 : 1;
}

/// The store answers; why not, else.
std::optional<std::string> store_problem(const std::string& address) {
  auto store = store::open(address, store::Holding::shared);
  if (!store) return store.error().what;
  std::string why = "it cannot be written";
  const int status = run([&] { return is_ready(store->get(), &why); });
  (*store)->close();
  return status == 0 ? std::nullopt : std::optional<std::string>(why);
}

/// What stands in it can be read, and is what was written; why not, else. Counts what it looked at.
std::optional<std::string> integrity_problem(const std::string& address, std::string& counts) {
  const auto examined = store::examine(address);
  if (!examined) return examined.error().what;
  counts = std::to_string(examined->plans) + " plans, " + std::to_string(examined->edits) + " edits";
  if (examined->problems.empty()) return std::nullopt;
  std::string all;
  for (const std::string& problem : examined->problems) all += (all.empty() ? "" : "; ") + problem;
  return all;
}

/// Summer time in Berlin is in the zone database, also far ahead.
std::optional<std::string> zones_problem() {
  using namespace std::chrono;
  const std::string berlin = "Europe/Berlin";
  if (!zones::exists(berlin)) return "there is no time zone database (install tzdata)";
  const Instant summer_2050 = sys_days{year{2050} / July / 1};
  if (zones::offset_at(summer_2050, berlin) != hours{2}) return "the time zone database does not know summer time in 2050";
  return std::nullopt;
}

std::optional<std::string> clock_problem() {
  using namespace std::chrono;
  const Instant written = sys_days{year{2026} / January / 1};
  if (SystemClock{}.wall() < written) return "the system clock stands before this program was written";
  return std::nullopt;
}

bool tell(std::ostream& out, const std::string& what, const std::optional<std::string>& problem) {
  out << (problem ? "bad   " : "good  ") << what << (problem ? ": " + *problem : "") << '\n';
  return !problem;
}

/// What keeps Slack from reaching us, which may be meant so.
void note_slack(const config::Config& config, std::ostream& out) {
  if (!config.slack) {
    out << "note  Slack is not connected: SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET) are not set\n";
  } else if (config.slack->app_token && config.slack->signing_secrets.empty()) {
    out << "note  Slack is reached over Socket Mode; nothing is served under /slack/\n";
  } else if (!config.slack->app_token && !config.public_url) {
    out << "note  BACKWALK_PUBLIC_URL is not set: Slack must be told the address by hand\n";
  }
}

}  // namespace

int check(const CheckOptions& options, std::ostream& out, std::ostream& err) {
  const auto config = load_settings(options.config, err);
  if (config) out << config::describe(*config) << '\n';
  bool is_good = tell(out, "settings", config ? std::nullopt : std::optional<std::string>("see above"));
  if (config || options.store) {
    const std::string address = options.store ? *options.store : config->store;
    const bool is_store_good = tell(out, "store " + address, store_problem(address));
    is_good &= is_store_good;
    if (is_store_good) {
      std::string counts;
      const auto problem = integrity_problem(address, counts);
      is_good &= tell(out, "what is in it (" + counts + ")", problem);
    }
  }
  is_good &= tell(out, "time zones", zones_problem());
  is_good &= tell(out, "clock", clock_problem());
  if (config) note_slack(*config, out);
  return is_good ? 0 : 1;
}

int migrate(const MigrateOptions& options, std::ostream& out, std::ostream& err) {
  const auto config = load_settings(std::nullopt, err);
  if (!config) return 1;
  const auto migrated = store::migrate(options.store.value_or(config->store));
  if (!migrated) {
    err << "backwalk: " << migrated.error().what << '\n';
    return 1;
  }
  out << "schema " << migrated->from << " -> " << migrated->to << '\n';
  return 0;
}

int manifest(const ManifestOptions& options, std::ostream& out, std::ostream& err) {
  std::optional<std::string> address = options.public_url;
  bool looks_up = options.look_up;
  if (!address && !options.socket) {
    const auto config = load_settings(std::nullopt, err);
    if (!config) return 1;
    address = config->public_url;
    looks_up = looks_up || (config->slack && config->slack->look_up);
  }
  if (address && !address->starts_with("https://")) {
    err << "backwalk: Slack needs an https address of this service, like https://bot.example.org; without one there is --socket\n";
    return 1;
  }
  while (address && address->ends_with('/')) address->pop_back();
  out << slack::manifest(address, talk::usage_hint(), "/backwalk", looks_up ? slack::History::read : slack::History::unread) << '\n';
  return 0;
}

int commands(const CommandsOptions& options, std::ostream& out) {
  out << (options.teams ? teams::command_lists(talk::menu()) : options.slack ? talk::usage_hint() + "\n" : talk::commands_page());
  return 0;
}

}  // namespace backwalk::cli

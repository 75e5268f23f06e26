#include "bot/cli/options.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "bot/base/zones.hpp"
#include "generated/version.hpp"

namespace backwalk::cli {
namespace {

constexpr const char* kDataDate =
    "The data date, in place of the file's project.start: the first opening of that day in the project's zone";
constexpr const char* kNow = "What time it is, RFC 3339, e.g. 2026-09-08T09:00:00+02:00";
constexpr const char* kStore = "A path or a BACKWALK_STORE value; created and migrated";
constexpr const char* kText = "What is said, in quotes; after -- if it begins with a dash";

CLI::Option* add_instant(CLI::App* command, const std::string& name, std::function<void(Instant)> set, const std::string& help) {
  const auto read = [set = std::move(set)](const std::string& text) {
    const auto instant = zones::parse_rfc3339(text);
    if (!instant) throw CLI::ValidationError("--now", "\"" + text + "\" is not an RFC 3339 time such as 2026-09-08T09:00:00+02:00");
    set(*instant);
  };
  return command->add_option_function<std::string>(name, read, help)->type_name("T");
}

std::string zone_problem(std::string& zone) { return zones::exists(zone) ? "" : "no such time zone: \"" + zone + "\""; }

void add_zone(CLI::App* command, std::optional<std::string>* zone, const std::string& help) {
  command->add_option("--zone", *zone, help)->type_name("Z")->check(CLI::Validator(zone_problem, "IANA name"));
}

/// Names are what a person types after @ or #: a leading sign is dropped, nothing else.
void add_name(CLI::App* command, const std::string& name, std::optional<std::string>* value, const std::string& help, char sign) {
  const auto read = [value, name, sign](const std::string& text) {
    const std::string bare = text.starts_with(sign) ? text.substr(1) : text;
    if (bare.empty()) throw CLI::ValidationError(name, "a name is needed");
    *value = bare;
  };
  command->add_option_function<std::string>(name, read, help)->type_name("NAME");
}

/// What is said; without quotes it is all the words that are left.
void add_text(CLI::App* command, std::string* text) {
  command->add_option("text", *text, kText)->type_name("TEXT");
  command->allow_extras();
}
void take_words_left(const CLI::App& command, std::string& text) {
  bool are_words = false;  // whatever they look like
  for (const std::string& word : command.remaining()) {
    if (!are_words && word.starts_with('-') && word != "-" && word != "--") throw CLI::ExtrasError({word});
    if (are_words || word != "--") text += (text.empty() ? "" : " ") + word;
    are_words = are_words || word == "--";
  }
}

/// Everything that is parsed into; one field a subcommand.
struct Slots {
  ServeOptions serve{};
  ChatOptions chat{};
  SayOptions say{};
  TickOptions tick{};
  WhenOptions when{};
  ScheduleOptions schedule{};
  ForecastOptions forecast{};
  LevelOptions level{};
  CheckOptions check{};
  MigrateOptions migrate{};
  ManifestOptions manifest{};
  CommandsOptions commands{};
  Options chosen{};
};

void add_service(CLI::App& app, Slots& slots) {
  CLI::App* serve = app.add_subcommand("serve", "The service: answers chat platforms over HTTP and reminds");
  serve->add_option("--config", slots.serve.config, "The configuration file; defaults and the environment suffice")->type_name("F");
  serve->callback([&slots] { slots.chosen = slots.serve; });

  CLI::App* chat = app.add_subcommand("chat", "The service in this process and a conversation in this terminal; reminders arrive in it");
  chat->add_option("--config", slots.chat.config, "The configuration file; defaults and the environment suffice")->type_name("F");
  chat->add_option("--store", slots.chat.store, kStore)->type_name("S");
  add_zone(chat, &slots.chat.zone, "Your time zone; the system's if left out");
  add_name(chat, "--as", &slots.chat.as, "Who speaks; your login name if left out", '@');
  add_name(chat, "--in", &slots.chat.in, "The channel; a direct message if left out", '#');
  chat->callback([&slots] { slots.chosen = slots.chat; });
}

void add_console(CLI::App& app, Slots& slots) {
  CLI::App* say = app.add_subcommand("say", "One utterance on the console; prints every message that it causes");
  say->add_option("--store", slots.say.store, kStore)->type_name("S");
  add_instant(
      say, "--now", [&slots](Instant now) { slots.say.now = now; }, kNow);
  add_zone(say, &slots.say.zone, "The speaker's time zone; the system's if left out");
  add_name(say, "--as", &slots.say.as, "Who speaks; your login name if left out", '@');
  add_name(say, "--in", &slots.say.in, "The channel; a direct message if left out", '#');
  say->add_flag("--json", slots.say.json, "One JSON message a line");
  add_text(say, &slots.say.text);
  say->callback([&slots, say] {
    take_words_left(*say, slots.say.text);
    slots.chosen = slots.say;
  });

  CLI::App* tick = app.add_subcommand("tick", "Everything of the console that falls due up to a time, in order");
  tick->add_option("--store", slots.tick.store, kStore)->type_name("S");
  add_instant(
      tick, "--now", [&slots](Instant now) { slots.tick.now = now; }, kNow)
      ->required();
  tick->add_flag("--json", slots.tick.json, "One JSON message a line");
  tick->add_flag("--after-downtime", slots.tick.after_downtime, "As if the service had not run until then: what is late comes folded");
  tick->callback([&slots] { slots.chosen = slots.tick; });
}

void add_tools(CLI::App& app, Slots& slots) {
  CLI::App* when = app.add_subcommand("when", "How a date, time, duration or range is understood, as JSON");
  when->add_option("--now", slots.when.now, kNow)->type_name("T");
  add_zone(when, &slots.when.zone, "The speaker's time zone; the system's if left out");
  when->add_option("text", slots.when.text, kText)->type_name("TEXT")->required();
  when->callback([&slots] { slots.chosen = slots.when; });

  CLI::App* plan = app.add_subcommand("plan", "The planner on a project file")->require_subcommand(1);
  CLI::App* schedule = plan->add_subcommand("schedule", "The backward walk of a project file (bwp-neutral/1), as JSON");
  schedule->add_option("file", slots.schedule.file, "The project file")->type_name("FILE")->required();
  add_instant(
      schedule, "--now", [&slots](Instant now) { slots.schedule.now = now; }, kDataDate);
  schedule->callback([&slots] { slots.chosen = slots.schedule; });

  CLI::App* forecast = plan->add_subcommand("forecast", "How likely the goal date of a project file (bwp-neutral/1) is, as JSON");
  forecast->add_option("file", slots.forecast.file, "The project file")->type_name("FILE")->required();
  forecast->add_option("--seed", slots.forecast.seed, "The same seed gives the same forecast; 1 if left out")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  forecast->add_option("--samples", slots.forecast.samples, "1 to 1000000; 10000 if left out")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000));
  forecast->add_option("--level", slots.forecast.level, "Of safe starts, above 0 to 1; 0.85 if left out")
      ->type_name("SHARE")
      ->check(CLI::Range(0.000001, 1.0) & CLI::Validator(
                                              [](const std::string& said) {
                                                return said.find_first_of("nN") == std::string::npos ? "" : "must be a number above 0 to 1";
                                              },
                                              ""));
  add_instant(
      forecast, "--now", [&slots](Instant now) { slots.forecast.now = now; }, kDataDate);
  forecast->add_flag("--plain-vectors", slots.forecast.plain_vectors, "Without AVX2; the forecast is the same");
  forecast->callback([&slots] { slots.chosen = slots.forecast; });
  CLI::App* level = plan->add_subcommand("level", "The levelled schedule of a project file (bwp-neutral/1, PSPLIB .sm), as JSON");
  level->add_option("file", slots.level.file, "The project file")->type_name("FILE")->required();
  add_instant(
      level, "--now", [&slots](Instant now) { slots.level.now = now; }, kDataDate);
  level->callback([&slots] { slots.chosen = slots.level; });

  CLI::App* check = app.add_subcommand("check", "The doctor: settings, store, time zones");
  check->add_option("--config", slots.check.config, "The configuration file")->type_name("F");
  check->add_option("--store", slots.check.store, kStore)->type_name("S");
  check->callback([&slots] { slots.chosen = slots.check; });

  CLI::App* migrate = app.add_subcommand("migrate", "Brings the store's schema up to this program's");
  migrate->add_option("--store", slots.migrate.store, kStore)->type_name("S");
  migrate->callback([&slots] { slots.chosen = slots.migrate; });

  CLI::App* slack = app.add_subcommand("slack", "For connecting Slack")->require_subcommand(1);
  CLI::App* manifest = slack->add_subcommand("manifest", "Writes the app manifest: for the public address, or without one for Socket Mode");
  auto* address =
      manifest->add_option("--public-url", slots.manifest.public_url, "https address of this service; BACKWALK_PUBLIC_URL if left out")
          ->type_name("U");
  manifest->add_flag("--socket", slots.manifest.socket, "For Socket Mode, although there is a public address")->excludes(address);
  manifest->add_flag("--look-up", slots.manifest.look_up, "With the scopes that SLACK_LOOK_UP needs");
  manifest->callback([&slots] { slots.chosen = slots.manifest; });

  CLI::App* commands = app.add_subcommand("commands", "All that can be said, as Markdown (deploy/COMMANDS.md)");
  auto* teams = commands->add_flag("--teams", slots.commands.teams, "The menu of Teams: commandLists of its manifest, as JSON");
  commands->add_flag("--slack", slots.commands.slack, "The usage hint of Slack's command")->excludes(teams);
  commands->callback([&slots] { slots.chosen = slots.commands; });
}

}  // namespace

std::variant<Options, Done> parse_options(int argc, const char* const* argv) {
  CLI::App app{"Backwalk plans backward from a goal, in chat.", "backwalk"};
  app.set_version_flag("--version", std::string("backwalk ") + version);
  app.require_subcommand(1);
  Slots slots;
  add_service(app, slots);
  add_console(app, slots);
  add_tools(app, slots);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    return Done{app.exit(stop) == 0 ? 0 : 2};
  }
  return slots.chosen;
}

}  // namespace backwalk::cli

#include <fstream>
#include <sstream>

#include "tests/config/given_settings.hpp"

namespace backwalk::config {
namespace {

std::string example_file() {
  std::ifstream file(BACKWALK_SOURCE_DIR "/config/backwalk.example.json");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Load, NeedsNoFileAndNoEnvironment) {
  const auto config = good(load_from(std::nullopt));
  EXPECT_EQ(config.listen, "127.0.0.1:8080");
  EXPECT_EQ(config.store, "sqlite:var/backwalk.db");
  EXPECT_EQ(config.zone, "UTC");
  EXPECT_EQ(config.log_level, "info");
  EXPECT_FALSE(config.public_url);
  EXPECT_FALSE(config.demo);
  EXPECT_FALSE(config.slack);
  EXPECT_EQ(config.calendar.days[0], (std::vector<std::pair<int, int>>{{540, 1020}}));
  EXPECT_TRUE(config.calendar.days[5].empty());
  EXPECT_EQ(config.calendar.minutes_per_day, 480);
}

TEST(Load, ReadsTheExampleWhichHoldsTheDefaults) {
  const auto from_example = good(load_from(example_file()));
  const auto from_nothing = good(load_from(std::nullopt));
  EXPECT_EQ(from_example.listen, from_nothing.listen);
  EXPECT_EQ(from_example.store, from_nothing.store);
  EXPECT_EQ(from_example.demo, from_nothing.demo);
  EXPECT_EQ(from_example.zone, from_nothing.zone);
  EXPECT_EQ(from_example.log_level, from_nothing.log_level);
  EXPECT_EQ(from_example.calendar.days, from_nothing.calendar.days);
  EXPECT_EQ(from_example.calendar.holidays, from_nothing.calendar.holidays);
  EXPECT_EQ(from_example.calendar.minutes_per_day, from_nothing.calendar.minutes_per_day);
}

TEST(Load, ReadsTheExampleWithItsCommentedSettingsTakenIn) {
  auto text = example_file();
  for (const std::string mark : {"// \"", "//   \"", "// }"}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.replace(at, 2, "  ");
  }
  const auto config = good(load_from(text, {},
                                     {{"/run/secrets/slack_signing_secret", "abc\n"},
                                      {"/run/secrets/slack_bot_token", "xoxb-1\r\n"},
                                      {"/run/secrets/slack_app_token", "xapp-1"},
                                      {"/run/secrets/teams_app_secret", "s\n"}}));
  EXPECT_EQ(config.public_url, "https://backwalk.example.org");
  ASSERT_TRUE(config.tls);
  EXPECT_EQ(config.tls->certificate, "/etc/backwalk/certificate.pem");
  EXPECT_EQ(config.tls->key, "/etc/backwalk/key.pem");
  ASSERT_TRUE(config.slack);
  EXPECT_EQ(config.slack->signing_secrets, std::vector<std::string>{"abc"});
  EXPECT_EQ(config.slack->bot_token, "xoxb-1");
  EXPECT_EQ(config.slack->app_token, "xapp-1");
  ASSERT_TRUE(config.teams);
  EXPECT_EQ(config.teams->app_secret, "s");
  EXPECT_FALSE(config.teams->allow_unauthenticated);
  EXPECT_EQ(config.teams->login_url, Teams{}.login_url);
  EXPECT_EQ(config.calendar.holidays.size(), 55U);
}

TEST(Load, LetsTheEnvironmentWinOverTheFile) {
  const auto config = good(load_from(R"({"listen": "127.0.0.1:1", "zone": "Europe/Berlin", "demo": true})",
                                     {{"BACKWALK_LISTEN", "[::1]:2"}, {"BACKWALK_DEMO", "off"}}));
  EXPECT_EQ(config.listen, "[::1]:2");
  EXPECT_EQ(config.zone, "Europe/Berlin");
  EXPECT_FALSE(config.demo);
}

TEST(Load, TakesCertificateAndKeyTogether) {
  EXPECT_FALSE(good(load_from(std::nullopt)).tls);
  const auto both = good(load_from(std::nullopt, {{"BACKWALK_TLS_CERTIFICATE", "c.pem"}, {"BACKWALK_TLS_KEY", "k.pem"}}));
  ASSERT_TRUE(both.tls);
  EXPECT_EQ(both.tls->certificate, "c.pem");
  EXPECT_EQ(problems_of(load_from(std::nullopt, {{"BACKWALK_TLS_KEY", "k.pem"}})),
            std::vector<std::string>{"tls.certificate (BACKWALK_TLS_CERTIFICATE): is needed beside tls.key"});
  EXPECT_EQ(problems_of(load_from(R"({"tls": {"certificate": "c.pem"}})")),
            std::vector<std::string>{"tls.key (BACKWALK_TLS_KEY): is needed beside tls.certificate"});
}

TEST(Load, TakesAnEmptyVariableAsNotGiven) {
  const auto config = good(load_from(std::nullopt, {{"BACKWALK_PUBLIC_URL", ""}, {"SLACK_BOT_TOKEN", ""}, {"SLACK_APP_TOKEN", ""}}));
  EXPECT_FALSE(config.public_url);
  EXPECT_FALSE(config.slack);
}

TEST(Load, TakesTrailingSlashesFromThePublicAddress) {
  EXPECT_EQ(good(load_from(std::nullopt, {{"BACKWALK_PUBLIC_URL", "https://a.example/bot//"}})).public_url, "https://a.example/bot");
}

TEST(Load, ReadsAWeekDayByDay) {
  const auto config = good(load_from(R"({"calendar": {"fri": [["08:00", "12:00"], ["12:30", "24:00"]], "mon": [],
      "holidays": ["2028-02-29", "2026-12-25", "2026-12-25"], "minutes_per_day": 450}})"));
  EXPECT_TRUE(config.calendar.days[0].empty());
  EXPECT_EQ(config.calendar.days[1], (std::vector<std::pair<int, int>>{{540, 1020}}));
  EXPECT_EQ(config.calendar.days[4], (std::vector<std::pair<int, int>>{{480, 720}, {750, 1440}}));
  EXPECT_EQ(config.calendar.holidays, (std::vector<std::string>{"2026-12-25", "2028-02-29"}));
  EXPECT_EQ(config.calendar.minutes_per_day, 450);
}

TEST(Load, ReadsSlackFromTheEnvironmentAlone) {
  const auto config = good(load_from(
      std::nullopt, {{"SLACK_SIGNING_SECRET", "new, old"}, {"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_API_URL", "http://127.0.0.1:9/api"}}));
  ASSERT_TRUE(config.slack);
  EXPECT_EQ(config.slack->signing_secrets, (std::vector<std::string>{"new", "old"}));
  EXPECT_EQ(config.slack->bot_token, "xoxb-1");
  EXPECT_EQ(config.slack->api_url, "http://127.0.0.1:9/api/");
}

TEST(Load, LetsASecretFileOfTheEnvironmentWinOverTheFilesSecret) {
  const auto config = good(load_from(R"({"slack": {"signing_secret": "s", "bot_token": "xoxb-file"}})",
                                     {{"SLACK_BOT_TOKEN_FILE", "/run/token"}}, {{"/run/token", "xoxb-secret\n"}}));
  ASSERT_TRUE(config.slack);
  EXPECT_EQ(config.slack->bot_token, "xoxb-secret");
  EXPECT_EQ(config.origins.at("slack.bot_token"), "SLACK_BOT_TOKEN_FILE");
}

TEST(Load, WithAnAppTokenTheSigningSecretIsNotNeeded) {
  const auto config =
      good(load_from(std::nullopt, {{"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_APP_TOKEN_FILE", "/run/app"}}, {{"/run/app", "xapp-1\n"}}));
  ASSERT_TRUE(config.slack);
  EXPECT_EQ(config.slack->app_token, "xapp-1");
  EXPECT_TRUE(config.slack->signing_secrets.empty());
  EXPECT_EQ(config.slack->connections, 1);
  const auto both = good(load_from(R"({"slack": {"connections": 3, "signing_secret": "s"}})",
                                   {{"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_APP_TOKEN", "xapp-geheim"}}));
  EXPECT_EQ(both.slack->connections, 3);
  EXPECT_EQ(both.slack->signing_secrets.size(), 1U);
  const auto text = describe(both);
  EXPECT_NE(text.find("slack.app_token = set (SLACK_APP_TOKEN)\nslack.connections = 3 (file)\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("geheim"), std::string::npos);
}

TEST(Describe, TellsEverySettingAndItsOriginButNoSecret) {
  const auto config = good(load_from(R"({"zone": "Europe/Berlin", "calendar": {"sat": [["10:00", "14:00"]]}})",
                                     {{"SLACK_SIGNING_SECRET", "geheim"}, {"SLACK_BOT_TOKEN", "xoxb-geheim"}, {"BACKWALK_LOG", "debug"}}));
  const auto text = describe(config);
  EXPECT_EQ(text.find("geheim"), std::string::npos);
  for (const std::string line :
       {"listen = 127.0.0.1:8080 (default)\n", "zone = Europe/Berlin (file)\n", "log_level = debug (BACKWALK_LOG)\n",
        "calendar.sat = 10:00-14:00 (file)\n", "calendar.sun = closed (file)\n", "public_url = not set (default)\n",
        "slack.bot_token = set (SLACK_BOT_TOKEN)\n", "slack.api_url = https://slack.com/api/ (default)\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line;
  }
}

TEST(Load, HolidaysComeFromCountriesAndCalendarFiles) {
  const std::map<std::string, std::string> files{{"party.ics",
                                                  "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260612\r\nEND:VEVENT\r\n"
                                                  "END:VCALENDAR\r\n"}};
  const auto config = good(load_from({}, {{"BACKWALK_HOLIDAYS", "DE, party.ics, 2026-12-24"}}, files));
  EXPECT_EQ(config.calendar.holidays.size(), 54U + 2U);
  for (const auto* date : {"2026-06-12", "2026-10-03", "2026-12-24"}) {
    EXPECT_EQ(std::count(config.calendar.holidays.begin(), config.calendar.holidays.end(), date), 1) << date;
  }
}

TEST(Load, HolidaysComeFromTheEnvironmentToo) {
  const auto config = good(load_from(R"({"calendar": {"holidays": ["2026-01-01"]}})", {{"BACKWALK_HOLIDAYS", "2026-12-25, 2026-10-26"}}));
  EXPECT_EQ(config.calendar.holidays, (std::vector<std::string>{"2026-10-26", "2026-12-25"}));
  const auto problems = problems_of(load_from(std::nullopt, {{"BACKWALK_HOLIDAYS", "25 dec"}}));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_TRUE(problems.front().starts_with("calendar.holidays[0]")) << problems.front();
}

}  // namespace
}  // namespace backwalk::config

#include "tests/config/given_settings.hpp"

namespace backwalk::config {
namespace {

struct Case {
  std::string name;
  std::optional<std::string> file;
  Texts environment;
  std::string path;  ///< of the one problem
  std::string part;  ///< of its sentence
};

const std::vector<Case> cases{
    {"misspelt", R"({"lisen": "127.0.0.1:1"})", {}, "lisen", "did you mean \"listen\"?"},
    {"in capitals", R"({"Listen": "127.0.0.1:1"})", {}, "Listen", "did you mean \"listen\"?"},
    {"in the wrong place", R"({"bot_token": "xoxb-1"})", {}, "bot_token", "did you mean \"slack.bot_token\"?"},
    {"by its variable", R"({"BACKWALK_ZONE": "UTC"})", {}, "BACKWALK_ZONE", "did you mean \"zone\"?"},
    {"misspelt in a group", R"({"calendar": {"monday": []}})", {}, "calendar.monday", "did you mean \"mon\"?"},
    {"like nothing", R"({"quorum": 3})", {}, "quorum", "there is no such setting"},
    {"a file of what is no secret", R"({"slack": {"api_url_file": "x"}})", {}, "slack.api_url_file", "no such setting"},
    {"a group that is none", R"({"slack": true})", {}, "slack", "must be a group"},
    {"broken text", "{\n  \"zone\": oops\n}", {}, "the file, line 2, column 11", "not JSON"},
    {"a list", "[]", {}, "the file", "one object"},
    {"an empty file", "", {}, "the file, line 1, column 1", "not JSON"},
    {"twice", R"({"zone": "UTC", "zone": "Europe/Berlin"})", {}, "zone", "given twice"},
    {"a number for text", R"({"store": 3})", {}, "store (BACKWALK_STORE)", "must be text"},
    {"nothing for text", R"({"zone": ""})", {}, "zone (BACKWALK_ZONE)", "not empty"},
    {"a word for a switch", R"({"demo": "yes"})", {}, "demo (BACKWALK_DEMO)", "true or false"},
    {"a strange switch", {}, {{"BACKWALK_DEMO", "maybe"}}, "demo (BACKWALK_DEMO)", "true or false"},
    {"no port", {}, {{"BACKWALK_LISTEN", "127.0.0.1"}}, "listen (BACKWALK_LISTEN)", "host:port"},
    {"a port too high", {}, {{"BACKWALK_LISTEN", "127.0.0.1:65536"}}, "listen (BACKWALK_LISTEN)", "host:port"},
    {"no host", {}, {{"BACKWALK_LISTEN", ":8080"}}, "listen (BACKWALK_LISTEN)", "host:port"},
    {"demo for everybody", {}, {{"BACKWALK_LISTEN", "0.0.0.0:8080"}, {"BACKWALK_DEMO", "1"}}, "demo (BACKWALK_DEMO)", "loopback"},
    {"demo on a name like 127",
     {},
     {{"BACKWALK_LISTEN", "127.example.org:80"}, {"BACKWALK_DEMO", "1"}},
     "demo (BACKWALK_DEMO)",
     "loopback"},
    {"a bare path", {}, {{"BACKWALK_STORE", "var/x.db"}}, "store (BACKWALK_STORE)", "sqlite:PATH"},
    {"a store without a path", {}, {{"BACKWALK_STORE", "sqlite:"}}, "store (BACKWALK_STORE)", "sqlite:PATH"},
    {"PostgreSQL", {}, {{"BACKWALK_STORE", "postgresql://u:p@h/d"}}, "store (BACKWALK_STORE)", "no effect in this version"},
    {"plain http", {}, {{"BACKWALK_PUBLIC_URL", "http://bot.example"}}, "public_url (BACKWALK_PUBLIC_URL)", "https://"},
    {"http on a name like localhost",
     {},
     {{"BACKWALK_PUBLIC_URL", "http://localhost.evil.example"}},
     "public_url (BACKWALK_PUBLIC_URL)",
     "https"},
    {"no scheme", {}, {{"BACKWALK_PUBLIC_URL", "bot.example"}}, "public_url (BACKWALK_PUBLIC_URL)", "https://"},
    {"no name", {}, {{"BACKWALK_PUBLIC_URL", "https:///x"}}, "public_url (BACKWALK_PUBLIC_URL)", "host"},
    {"a query", {}, {{"BACKWALK_PUBLIC_URL", "https://bot.example/?a=b"}}, "public_url (BACKWALK_PUBLIC_URL)", "plain address"},
    {"a zone with dots", {}, {{"BACKWALK_ZONE", "../../etc/passwd"}}, "zone (BACKWALK_ZONE)", "time zone"},
    {"a level that is none", {}, {{"BACKWALK_LOG", "loud"}}, "log_level (BACKWALK_LOG)", "debug, info"},
    {"an app token alone", {}, {{"SLACK_APP_TOKEN", "xapp-1"}}, "slack.bot_token (SLACK_BOT_TOKEN)", "needed"},
    {"another token for the app's",
     {},
     {{"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_APP_TOKEN", "xoxb-1"}},
     "slack.app_token (SLACK_APP_TOKEN)",
     "is a bot token"},
    {"no token for the app's",
     {},
     {{"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_APP_TOKEN", "1"}},
     "slack.app_token (SLACK_APP_TOKEN)",
     "begins with xapp-"},
    {"no connection",
     {},
     {{"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_APP_TOKEN", "xapp-1"}, {"SLACK_CONNECTIONS", "0"}},
     "slack.connections (SLACK_CONNECTIONS)",
     "from 1 to 10"},
    {"eleven connections",
     R"({"slack": {"bot_token": "xoxb-1", "app_token": "xapp-1", "connections": 11}})",
     {},
     "slack.connections (SLACK_CONNECTIONS)",
     "from 1 to 10"},
    {"connections in words",
     R"({"slack": {"bot_token": "xoxb-1", "app_token": "xapp-1", "connections": "2"}})",
     {},
     "slack.connections (SLACK_CONNECTIONS)",
     "whole number"},
    {"connections without a token",
     {},
     {{"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_SIGNING_SECRET", "s"}, {"SLACK_CONNECTIONS", "2"}},
     "slack.app_token (SLACK_APP_TOKEN)",
     "needed"},
    {"an installation", {}, {{"SLACK_CLIENT_SECRET_FILE", "/x"}}, "slack.client_secret (SLACK_CLIENT_SECRET)", "no effect"},
    {"an id that is none",
     R"({"teams": {"app_id": "a", "app_secret": "s", "tenant_id": "example.org"}})",
     {},
     "teams.app_id (TEAMS_APP_ID)",
     "must be the id"},
    {"Teams without its secret",
     R"({"teams": {"app_id": "608cacfd-1cea-40c9-b678-4b93e69bb72b", "tenant_id": "example.org"}})",
     {},
     "teams.app_secret (TEAMS_APP_SECRET)",
     "needed"},
    {"Teams for everybody",
     {},
     {{"TEAMS_ALLOW_UNAUTHENTICATED", "1"}, {"BACKWALK_LISTEN", "0.0.0.0:8080"}},
     "teams.allow_unauthenticated (TEAMS_ALLOW_UNAUTHENTICATED)",
     "loopback"},
    {"a login without https",
     {},
     {{"TEAMS_ALLOW_UNAUTHENTICATED", "1"}, {"TEAMS_LOGIN_URL", "http://login.example.org"}},
     "teams.login_url (TEAMS_LOGIN_URL)",
     "https"},
    {"a token without a secret", {}, {{"SLACK_BOT_TOKEN", "xoxb-1"}}, "slack.signing_secret (SLACK_SIGNING_SECRET)", "needed"},
    {"a secret without a token", {}, {{"SLACK_SIGNING_SECRET", "s"}}, "slack.bot_token (SLACK_BOT_TOKEN)", "needed"},
    {"the wrong token",
     {},
     {{"SLACK_SIGNING_SECRET", "s"}, {"SLACK_BOT_TOKEN", "xapp-1"}},
     "slack.bot_token (SLACK_BOT_TOKEN)",
     "app-level"},
    {"a token with a line end",
     {},
     {{"SLACK_SIGNING_SECRET", "s"}, {"SLACK_BOT_TOKEN", "xoxb-1\nx"}},
     "slack.bot_token (SLACK_BOT_TOKEN)",
     "line end"},
    {"a comma too many",
     {},
     {{"SLACK_SIGNING_SECRET", "s,"}, {"SLACK_BOT_TOKEN", "xoxb-1"}},
     "slack.signing_secret (SLACK_SIGNING_SECRET)",
     "comma"},
    {"a secret and its file",
     {},
     {{"SLACK_SIGNING_SECRET", "s"}, {"SLACK_BOT_TOKEN", "xoxb-1"}, {"SLACK_BOT_TOKEN_FILE", "/x"}},
     "slack.bot_token (SLACK_BOT_TOKEN)",
     "twice"},
    {"a file that is not there",
     {},
     {{"SLACK_SIGNING_SECRET", "s"}, {"SLACK_BOT_TOKEN_FILE", "/nowhere"}},
     "slack.bot_token (SLACK_BOT_TOKEN)",
     "SLACK_BOT_TOKEN_FILE names a file that cannot be read"},
    {"a file that is empty",
     R"({"slack": {"signing_secret": "s", "bot_token_file": "/empty"}})",
     {},
     "slack.bot_token (SLACK_BOT_TOKEN)",
     "slack.bot_token_file names a file that is empty"},
    {"a day that is text", R"({"calendar": {"mon": "09:00"}})", {}, "calendar.mon", "list of shifts"},
    {"a shift backwards", R"({"calendar": {"mon": [["17:00", "09:00"]]}})", {}, "calendar.mon[0]", "two times"},
    {"a time that is none", R"({"calendar": {"mon": [["9:00", "17:00"]]}})", {}, "calendar.mon[0]", "two times"},
    {"a time after midnight", R"({"calendar": {"mon": [["09:00", "24:01"]]}})", {}, "calendar.mon[0]", "two times"},
    {"shifts that overlap",
     R"({"calendar": {"mon": [["09:00", "12:00"], ["11:00", "17:00"]]}})",
     {},
     "calendar.mon[1]",
     "before the shift"},
    {"a date that does not exist", R"({"calendar": {"holidays": ["2026-12-25", "2026-02-29"]}})", {}, "calendar.holidays[1]", "exists"},
    {"a country that is not there", R"({"calendar": {"holidays": ["XX"]}})", {}, "calendar.holidays[0]", "here are CN, DE"},
    {"a calendar file that is not there", R"({"calendar": {"holidays": ["/nowhere.ics"]}})", {}, "calendar.holidays[0]", "cannot be read"},
    {"a date in words", R"({"calendar": {"holidays": ["25 December"]}})", {}, "calendar.holidays[0]", "exists"},
    {"a day of no minutes", R"({"calendar": {"minutes_per_day": 0}})", {}, "calendar.minutes_per_day", "1 to 1440"},
    {"a day of minutes and a half", R"({"calendar": {"minutes_per_day": 7.5}})", {}, "calendar.minutes_per_day", "whole number"},
    {"a week of rest", R"({"calendar": {"mon": [], "tue": [], "wed": [], "thu": [], "fri": []}})", {}, "calendar", "no working time"},
};

TEST(Problems, AreToldWithTheirPath) {
  for (const Case& bad : cases) {
    SCOPED_TRACE(bad.name);
    const auto loaded = load_from(bad.file, bad.environment, {{"/empty", "\n"}});
    const auto* problems = std::get_if<std::vector<Problem>>(&loaded);
    ASSERT_NE(problems, nullptr);
    ASSERT_EQ(problems_of(loaded).size(), 1U) << testing::PrintToString(problems_of(loaded));
    EXPECT_EQ(problems->front().path, bad.path);
    EXPECT_NE(problems->front().what.find(bad.part), std::string::npos) << problems->front().what;
  }
}

TEST(Problems, AreToldAllAtOnce) {
  const auto loaded = load_from(R"({"lisen": "x", "zone": 3, "calendar": {"mon": [1]}, "slack": {"bot_token": "xapp-1"}})",
                                {{"BACKWALK_LISTEN", "x"}, {"TEAMS_APP_ID", "a"}});
  std::vector<std::string> paths;
  for (const Problem& problem : std::get<std::vector<Problem>>(loaded)) paths.push_back(problem.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"lisen", "listen (BACKWALK_LISTEN)", "zone (BACKWALK_ZONE)", "calendar.mon[0]",
                                             "slack.signing_secret (SLACK_SIGNING_SECRET)", "slack.bot_token (SLACK_BOT_TOKEN)",
                                             "teams.app_secret (TEAMS_APP_SECRET)", "teams.tenant_id (TEAMS_TENANT_ID)",
                                             "teams.app_id (TEAMS_APP_ID)"}));
}

TEST(Problems, NeverShowAValue) {
  const std::string secret = "Geheim-123";
  const std::vector<std::string> names{"SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN",     "SLACK_CLIENT_SECRET",
                                       "TEAMS_APP_SECRET",     "BACKWALK_STORE",  "BACKWALK_LISTEN",     "BACKWALK_ZONE",
                                       "BACKWALK_LOG",         "BACKWALK_DEMO",   "BACKWALK_PUBLIC_URL", "SLACK_API_URL",
                                       "SLACK_BOT_TOKEN_FILE"};
  for (const std::string& shape :
       {secret, " " + secret + "\n", "xapp-" + secret, "postgresql://u:" + secret + "@h/d", "https://u:" + secret + "@h"}) {
    Texts environment;
    for (const std::string& name : names) environment[name] = shape;
    for (const std::string& text : problems_of(load_from("{\"slack\": {\"bot_token\": " + secret, environment))) {
      EXPECT_EQ(text.find(secret), std::string::npos) << text;
    }
  }
}

TEST(Problems, ShowNoControlCharacters) {
  for (const std::string& text : problems_of(load_from("{\"\\u001b[2J\": 1}"))) EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace backwalk::config

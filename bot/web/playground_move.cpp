#include "bot/web/playground_move.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

#include "bot/base/zones.hpp"

namespace backwalk::web {
namespace {

std::optional<Move::Step> step_of(const std::string& word) {
  if (word == "day") return Move::Step::day;
  if (word == "monday") return Move::Step::monday;
  if (word == "message") return Move::Step::message;
  return std::nullopt;
}

std::string given_word(const nlohmann::json& given, const char* name) {
  const auto found = given.is_object() ? given.find(name) : given.end();
  return found != given.end() && found->is_string() ? found->get<std::string>() : std::string();
}

zones::LocalTime next_monday(zones::LocalTime now) {
  const zones::Date today = zones::date_of(now);
  const std::chrono::days ahead = std::chrono::Monday - std::chrono::weekday{today};
  const zones::LocalTime this_monday = today + ahead + std::chrono::hours{9};
  return this_monday > now ? this_monday : this_monday + std::chrono::weeks{1};
}

}  // namespace

Result<Move> read_move(const std::string& body) {
  const auto given = nlohmann::json::parse(body, nullptr, false);
  const auto step = step_of(given_word(given, "step"));
  if (!step) return Error{Cause::unreadable, R"(expected {"step": "day", "zone": "Europe/Berlin"}; a step is day, monday or message)"};
  const std::string zone = given_word(given, "zone");
  if (!zones::exists(zone)) return Error{Cause::unreadable, "zone is missing or unknown; Europe/Berlin is one"};
  return Move{*step, zone};
}

std::optional<Instant> target_of(const Move& move, Instant now) {
  const zones::LocalTime local = zones::to_local(now, move.zone);
  switch (move.step) {
    case Move::Step::day:
      return zones::to_instant(local + std::chrono::days{1}, move.zone);
    case Move::Step::monday:
      return zones::to_instant(next_monday(local), move.zone);
    case Move::Step::message:
      break;
  }
  return std::nullopt;
}

}  // namespace backwalk::web

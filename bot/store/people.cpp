#include "bot/store/people.hpp"

#include <algorithm>

#include "bot/store/fold.hpp"

namespace backwalk::store {
namespace {

void add_door(Sql& sql, const chat::Door& door) {
  sql.run(
      "insert into doors (platform, workspace, user_id, name, folded_name, folded_user) values (:row_platform, :row_workspace, :row_user, "
      "'', '', "
      ":folded) "
      "on conflict do nothing",
      door.platform, door.workspace, door.user, fold(door.user));
}

void rename(Sql& sql, const chat::Door& door, const std::string& name) {
  sql.run(
      "update doors set name = :name, folded_name = :folded where platform = :row_platform and workspace = :row_workspace and user_id = "
      ":row_user",
      name, fold(name), door.platform, door.workspace, door.user);
}

std::optional<std::int64_t> person_of(Sql& sql, const chat::Door& door) {
  const auto found = sql.row<std::optional<std::int64_t>>(
      "select person from doors where platform = :row_platform and workspace = :row_workspace and user_id = :row_user", door.platform,
      door.workspace, door.user);
  return found ? std::get<0>(*found) : std::nullopt;
}

}  // namespace

std::int64_t last_number(Sql& sql, const std::string& counter) {
  const auto found = sql.row<std::int64_t>("select value from counters where name = :row", counter);
  return found ? std::get<0>(*found) : 0;
}

std::int64_t take_number(Sql& sql, const std::string& counter) {
  sql.run("update counters set value = value + 1 where name = :row", counter);
  return last_number(sql, counter);
}

void set_number(Sql& sql, const std::string& counter, std::int64_t value) {
  sql.run("update counters set value = :value where name = :row", value, counter);
}

void save_profile(Sql& sql, const chat::Profile& profile, Instant wall) {
  const chat::Door& door = profile.door;
  add_door(sql, door);
  if (!profile.name.empty()) rename(sql, door, profile.name);
  sql.run(
      "update doors set zone = coalesce(:zone, zone), profile_at = :at where platform = :row_platform and workspace = "
      ":row_workspace and user_id = :row_user",
      profile.zone, wall, door.platform, door.workspace, door.user);
  const auto person = person_of(sql, door);
  if (!person) return;
  if (!profile.name.empty()) sql.run("update people set name = :name where id = :row", profile.name, *person);
  if (profile.zone) sql.run("update people set zone = :zone where id = :row", *profile.zone, *person);
}

namespace {

struct AtDoor {
  std::optional<std::int64_t> person{};
  std::string name{};
  std::optional<std::string> zone{};
  bool has_profile = false;
};

/// None: nobody has come through it. Good until the next statement.
const std::optional<AtDoor>& look_at_door(Sql& sql, const chat::Door& door) {
  using Rows = std::vector<std::tuple<std::optional<std::int64_t>, std::string, std::optional<std::string>, std::optional<std::int64_t>>>;
  const auto make = [](Rows rows) -> std::optional<AtDoor> {
    if (rows.empty()) return std::nullopt;
    auto& [person, name, zone, profile_at] = rows.front();
    return AtDoor{person, std::move(name), std::move(zone), profile_at.has_value()};
  };
  return sql.made<std::optional<AtDoor>, std::optional<std::int64_t>, std::string, std::optional<std::string>, std::optional<std::int64_t>>(
      "select person, name, zone, profile_at from doors where platform = :row_platform and workspace = :row_workspace and user_id = "
      ":row_user",
      make, door.platform, door.workspace, door.user);
}

}  // namespace

bool has_taken_part(Sql& sql, const chat::Door& door) {
  const auto& found = look_at_door(sql, door);
  return found && found->person;
}

Known person_at(Sql& sql, const chat::Door& door, const std::string& hint) {
  const auto& known = look_at_door(sql, door);
  if (known && known->person && (hint.empty() || hint == known->name)) return {turn::PersonId{*known->person}, !known->has_profile};
  if (!known) add_door(sql, door);
  AtDoor found = look_at_door(sql, door).value();
  const bool is_stranger = !found.has_profile;
  const bool is_renamed = !hint.empty() && hint != found.name && (is_stranger || found.name.empty());  // a profile knows better than a hint
  if (is_renamed) {
    rename(sql, door, hint);
    found.name = hint;
    if (found.person) sql.run("update people set name = :name where id = :row", hint, *found.person);
  }
  if (found.person) return {turn::PersonId{*found.person}, is_stranger};
  const std::int64_t person = take_number(sql, "person");
  sql.run("insert into people (id, name, zone) values (:row, :name, :zone)", person, found.name, found.zone);
  sql.run("update doors set person = :person where platform = :row_platform and workspace = :row_workspace and user_id = :row_user", person,
          door.platform, door.workspace, door.user);
  return {turn::PersonId{person}, is_stranger};
}

std::optional<turn::Person> find_person(Sql& sql, turn::PersonId id) {
  using Text = std::optional<std::string>;
  using Day = std::optional<std::int64_t>;
  using Rows = std::vector<std::tuple<std::string, Text, Day, Day, Text, Text, Text>>;
  const auto make = [id](Rows rows) {
    std::optional<turn::Person> person;
    for (auto& [name, zone, from, until, platform, workspace, user] : rows) {
      if (!person) person = turn::Person{id, std::move(name), std::move(zone), {}, {}};
      if (from && until) person->away = turn::Absence{planner::Date{std::chrono::days{*from}}, planner::Date{std::chrono::days{*until}}};
      if (platform) person->doors.push_back({std::move(*platform), std::move(*workspace), std::move(*user)});
    }
    if (person) std::ranges::sort(person->doors);
    return person;
  };
  // A door gets its person together with that person's row.
  return sql.made<std::optional<turn::Person>, std::string, Text, Day, Day, Text, Text, Text>(
      "select p.name, p.zone, p.away_from, p.away_until, d.platform, d.workspace, d.user_id from people p left join doors d on d.person = "
      "p.id where p.id = :row",
      make, id);
}

void save_absence(Sql& sql, const turn::Absent& absent, Instant at) {
  const auto days = [](planner::Date date) { return std::optional<std::int64_t>(date.time_since_epoch().count()); };
  const auto from = absent.away ? days(absent.away->from) : std::nullopt;
  const auto until = absent.away ? days(absent.away->until) : std::nullopt;
  sql.run("update people set away_from = :from, away_until = :until where id = :row", from, until, absent.person);
  // What waited for them, or would be sent to them: every plan of their workspaces is looked at again.
  sql.run(
      "update looks set at = :at where (at is null or at > :now) and plan in (select p.id from plans p join doors d on d.platform = "
      "p.platform "
      "and d.workspace = p.workspace where d.person = :person)",
      at, at, absent.person);
}

std::optional<turn::Channel> find_channel(Sql& sql, turn::ChannelId id) {
  auto found = sql.row<std::string, std::string, std::string, std::string>(
      "select platform, workspace, channel, name from channels where id = :id", id.value);
  if (!found) return std::nullopt;
  auto& [platform, workspace, channel, name] = *found;
  return turn::Channel{id, {std::move(platform), std::move(workspace), std::move(channel), {}, {}}, std::move(name)};
}

std::optional<turn::ChannelId> channel_at(Sql& sql, const chat::Place& workspace, const chat::ChannelMention& mention, bool may_add) {
  const auto look = [&] {
    return sql.row<std::int64_t>("select id from channels where platform = :platform and workspace = :workspace and channel = :channel",
                                 workspace.platform, workspace.workspace, mention.channel);
  };
  auto found = look();
  if (!found && may_add) {
    sql.run("insert into channels (id, platform, workspace, channel, name) values (:id, :platform, :workspace, :channel, :name)",
            take_number(sql, "channel"), workspace.platform, workspace.workspace, mention.channel, mention.name);
    found = look();
  }
  if (!found) return std::nullopt;
  return turn::ChannelId{std::get<0>(*found)};
}

std::vector<turn::PersonId> people_called(Sql& sql, const chat::Place& place, const std::string& name) {
  const std::string folded = fold(name.starts_with('@') ? name.substr(1) : name);
  if (folded.empty()) return {};
  std::vector<turn::PersonId> people;
  for (const auto& [user] : sql.rows<std::string>("select user_id from doors where platform = :platform and workspace = :workspace and "
                                                  "(folded_name = :name or folded_user = :user) order by user_id",
                                                  place.platform, place.workspace, folded, folded)) {
    people.push_back(person_at(sql, {place.platform, place.workspace, user}, "").id);
  }
  return people;
}

}  // namespace backwalk::store

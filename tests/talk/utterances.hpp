// Utterances shown as one line, so that a table can say what is expected.
#pragma once

#include <cstdio>
#include <string>

#include "bot/talk/grammar.hpp"

namespace backwalk::talk {

/// Tue 8 Sep 2026, 09:00; the goal is Fri 30 Oct.
inline Calendarium tuesday() {
  using namespace std::chrono;
  return {Date{year{2026} / September / 8}, Minutes{540}, Date{year{2026} / October / 30}};
}

inline Utterance said(const std::string& text) { return parse(words_of({chat::Piece{text}}), tuesday()); }

inline std::string shown(const Moment& moment) {
  const std::chrono::year_month_day d{moment.date};
  char out[64];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                static_cast<unsigned>(d.day()));
  return out + (moment.time ? "T" + std::to_string(moment.time->count()) : std::string{});
}

inline std::string shown(const Amount& amount) {
  const char* units[] = {"min", "h", "d", "w", "cd", "cw", "mo"};
  const std::string milli = amount.milli % 1000 == 0 ? "" : "." + std::to_string(1000 + amount.milli % 1000).substr(1);
  return std::to_string(amount.milli / 1000) + milli + units[static_cast<std::size_t>(amount.unit)];
}

inline std::string shown(const Span& span) {
  std::string out = span.best ? shown(*span.best) : "";
  if (span.likely) out += (out.empty() ? "" : "/") + shown(*span.likely);
  return out + (span.worst ? (span.likely ? "/" : "-") + shown(*span.worst) : "");
}

inline std::string shown(const std::vector<planner::Ref>& refs) {
  std::string out;
  for (const planner::Ref ref : refs) out += (out.empty() ? "" : ",") + planner::text(ref);
  return out;
}

/// "milestone [20 customers] by=2026-10-23 owner=@legal"; "?" in front when it does not parse whole. Only what is there is shown.
inline std::string shown(const Utterance& u) {
  std::string out = u.is_command ? "" : "?";
  std::string verb = "bare";
  for (const CommandRow& row : commands()) {
    if (row.verb == u.verb) verb = std::string{row.name};
  }
  out += verb;
  const auto add = [&out](const std::string& name, const std::string& value) { out += " " + name + (value.empty() ? "" : "=" + value); };
  if (!u.refs.empty()) out += " " + shown(u.refs);
  if (!u.text.empty()) out += " [" + u.text + "]";
  if (u.plan_key) add("in", *u.plan_key);
  if (u.away_from) add("from", shown(Moment{*u.away_from, {}, {}}));
  if (u.verb == Verb::away && u.part == Part::on) add("on", "");
  if (u.by) add(u.to_date ? "to" : "by", shown(*u.by));
  if (u.by_two) add("two", shown(Moment{u.by_two->first, {}}) + "|" + shown(Moment{u.by_two->second, {}}));
  if (u.bad_date) add("bad_date", u.by_text.value_or(""));
  if (u.duration) add("for", shown(*u.duration));
  if (u.is_left) add("left", "");
  if (u.bad_duration) add("bad_duration", u.duration_text.value_or(""));
  if (u.owner) add("owner", u.owner->is_me ? "me" : "@" + u.owner->name);
  if (!u.after.empty()) add("after", shown(u.after));
  if (u.before) add("before", planner::text(*u.before));
  if (u.lead) add("lead", shown(*u.lead));
  if (u.mitigation) add("mitigate", planner::text(*u.mitigation));
  for (const SaidPart& part : u.parts) add("part", part.title + (part.duration ? ":" + shown(*part.duration) : ""));
  if (u.part == Part::now) add("now", "");
  if (u.part == Part::pull) add("pull", "");
  if (u.part == Part::buffer) add("buffer", "");
  if (u.verb == Verb::flexible && u.part == Part::off) add("off", "");
  if (u.every_days) add("every", std::to_string(*u.every_days));
  if (u.number) add("number", std::to_string(*u.number));
  for (const int number : u.numbers) add("number", std::to_string(number));
  if (u.is_sure) add("anyway", "");
  if (u.is_together) add("together", "");
  if (u.is_all) add("all", "");
  if (u.is_share) add("share", "");
  if (u.is_quiet) add("quiet", "");
  if (u.is_preview) add("preview", "");
  if (u.is_again) add("again", "");
  if (u.because) add("because", *u.because);
  return out;
}

}  // namespace backwalk::talk

// The canonical form: what "same again" compares and history shows. It is read back to see whether the text needs quotes.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>

#include "bot/talk/dates_parts.hpp"
#include "bot/talk/grammar_parts.hpp"

namespace backwalk::talk {
namespace {

/// "T-1w", "T-10d", "T+3d"
std::string from_goal(int days_before) {
  const auto days = std::abs(days_before);
  const auto is_weeks = days > 0 && days % 7 == 0;
  return (days_before < 0 ? "T+" : "T-") + std::to_string(is_weeks ? days / 7 : days) + (is_weeks ? "w" : "d");
}

/// A date that moves with the goal is written as it is kept; the day that it is now would tell the history less.
std::string written(const Moment& moment, bool moves_with_goal) {
  std::array<char, 48> out{};
  std::string text;
  if (moves_with_goal && moment.before_goal) {
    text = from_goal(*moment.before_goal);
  } else {
    const auto date = parts::civil(moment.date);
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    text = out.data();
  }
  if (!moment.time) return text;
  const auto minutes = static_cast<unsigned>(moment.time->count());
  std::snprintf(out.data(), out.size(), "%02u:%02u", minutes / 60 % 100, minutes % 60);
  return text + (moves_with_goal && moment.before_goal ? " " : "T") + out.data();
}

std::string written(const Amount& amount) {
  constexpr std::array<std::string_view, 7> units{"min", "h", "d", "w", "cd", "cw", "mo"};
  std::string out = std::to_string(amount.milli / 1000);
  if (amount.milli % 1000 != 0) {
    std::string decimals = std::to_string(1000 + amount.milli % 1000).substr(1);
    while (decimals.back() == '0') decimals.pop_back();
    if (decimals.size() == 3) decimals += '0';  // three digits behind a point could be thousands
    out += "." + decimals;
  }
  return out + std::string{units.at(static_cast<std::size_t>(amount.unit))};
}

std::string written(const Span& span) {
  if (span.best && span.likely && span.worst) return written(*span.best) + "/" + written(*span.likely) + "/" + written(*span.worst);
  if (span.best && span.worst) return written(*span.best) + "-" + written(*span.worst);
  return span.likely ? written(*span.likely) : std::string{};
}

std::string quoted(const std::string& text) {
  const char quote = text.find('"') == std::string::npos ? '"' : '\'';
  return quote + text + quote;
}

/// A part's title may hold what would end it, or be read as its duration.
std::string part_of_title(const std::string& title) {
  const bool is_plain =
      std::all_of(title.begin(), title.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == ' '; });
  return is_plain && (" " + title + " ").find(" and ") == std::string::npos ? title : quoted(title);
}

/// Everything but the text, which is put in as given. The reason is quoted, so that `again` can be added behind it.
std::string build(const Utterance& said, const std::string& text) {
  std::string out;
  const auto add = [&out](const std::string& word) {
    if (!word.empty()) out += (out.empty() ? "" : " ") + word;
  };
  const auto add_refs = [&](const std::vector<planner::Ref>& refs) {
    for (const planner::Ref ref : refs) add(planner::text(ref));
  };
  // What stands before the verb cannot be taken for the text, but a key that is a verb's name ("GOAL") must stand behind.
  const bool is_key_in_front = said.plan_key && find_command(*said.plan_key) == nullptr;
  if (is_key_in_front) add(*said.plan_key);
  if (said.is_preview) add("preview");
  for (const CommandRow& row : commands()) {
    if (row.verb == said.verb) add(std::string{row.name});
  }
  const bool is_slip = said.verb == Verb::slip || said.verb == Verb::gain || said.verb == Verb::happened;
  const bool is_owner = said.verb == Verb::owner || said.verb == Verb::next || said.verb == Verb::who;
  const bool has_until = said.verb == Verb::away || said.verb == Verb::snooze;
  if (const auto rest = parts::canonical_rest(said, text)) {
    add(*rest);
  } else {
    add_refs(said.refs);
    add(text);
  }
  for (std::size_t i = 0; i < said.parts.size(); ++i) {
    add((i == 0 ? "into " : "and ") + part_of_title(said.parts[i].title) +
        (said.parts[i].duration ? " " + written(*said.parts[i].duration) : ""));
  }
  if (said.number && said.verb != Verb::apply) add("v" + std::to_string(*said.number));
  std::string numbers;
  for (const int number : said.numbers) numbers += (numbers.empty() ? "" : "+") + std::to_string(number);
  add(numbers);
  if (said.number && said.verb == Verb::apply) add("seen " + std::to_string(*said.number));
  if (is_owner && said.owner) add(parts::written(*said.owner));
  if (said.verb == Verb::invite && !said.people.empty()) add(parts::written(said.people.front()));
  if (said.verb == Verb::invite && said.part == Part::off) add("stop");
  if (said.verb == Verb::who && said.part != Part::plain) add(said.part == Part::on ? "yes" : "no");
  if (said.part == Part::now) add("now");
  if (said.part == Part::off && (said.verb == Verb::flexible || said.verb == Verb::lite || said.verb == Verb::split)) add("off");
  if (said.done_when) add("done when " + *said.done_when);
  if (said.is_all) add("all");
  if (!said.after.empty()) add("after");
  add_refs(said.after);
  if (said.before) add("before " + planner::text(*said.before));
  const std::string span = said.duration ? written(*said.duration) : said.bad_duration ? said.duration_text.value_or("") : std::string{};
  if (!span.empty()) add((is_slip ? "" : has_until ? "until " : "for ") + span + (said.is_left ? " left" : ""));
  if (said.part == Part::pull) add("pull");
  if (said.part == Part::buffer) add("buffer");
  const std::string lead = said.lead ? written(*said.lead) : said.lead_text.value_or("");
  if (!lead.empty()) add("lead " + lead);
  if (said.mitigation) add("mitigate " + planner::text(*said.mitigation));
  const bool keeps_anchor = said.verb == Verb::milestone || said.verb == Verb::kpi;
  const std::string date = said.by ? written(*said.by, keeps_anchor) : said.by_text.value_or("");
  const bool is_that_day = said.verb == Verb::away && said.part == Part::on;
  if (!date.empty()) add((said.to_date ? "to " : is_that_day ? "on " : has_until ? "until " : "by ") + date);
  if (!is_owner && said.owner) add("owner " + parts::written(*said.owner));
  if (said.verb == Verb::commit && said.checker) add("checked by " + parts::written(*said.checker));
  if (said.every_days) add("every " + std::to_string(*said.every_days) + "d");
  if (said.plan_key && !is_key_in_front) add("in " + *said.plan_key);
  if (said.is_share) add("share");
  if (said.is_quiet) add("quiet");
  if (said.is_sure) add("anyway");
  if (said.is_together) add("together");
  if (said.because) add("because " + quoted(*said.because));
  return out;
}

}  // namespace

std::string dated(const std::string& said, const std::optional<Moment>& date, const std::string& typed) {
  if (!date || date->before_goal || typed.empty()) return said;
  const auto at = (" " + said + " ").rfind(" " + typed + " ");
  if (at == std::string::npos) return said;
  return said.substr(0, at) + written(*date, false) + said.substr(at + typed.size());
}

std::string canonical(const Utterance& utterance) {
  if (utterance.verb == Verb::bare) return utterance.text;
  if (utterance.verb == Verb::answer || utterance.text.empty()) return build(utterance, utterance.text);
  Calendarium then;
  if (utterance.by && utterance.by->before_goal) then.goal = utterance.by->date + std::chrono::days{*utterance.by->before_goal};
  for (const std::string& text : {utterance.text, "\"" + utterance.text + "\"", "'" + utterance.text + "'"}) {
    std::string out = build(utterance, text);
    const Utterance back = parse(words_of({chat::Piece{out}}), then);
    if (back.text == utterance.text && !back.is_again && build(back, text) == out) return out;
  }
  return build(utterance, utterance.text);
}

}  // namespace backwalk::talk

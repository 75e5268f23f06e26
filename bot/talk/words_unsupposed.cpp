// Why a change cannot be supposed, a what-if taken up, or a list used.
#include <charconv>
#include <sstream>

#include "bot/base/zones.hpp"
#include "bot/talk/words_decide.hpp"

namespace backwalk::talk {
namespace {

using chat::Button;
using chat::Buttons;
using chat::Weight;

const char* const whatif_example = "For example: whatif A5 6d and A4 8d left";

std::string kind_of(const turn::Scenario& scenario) {
  return scenario.what == turn::Scenario::What::whatif ? "That what-if" : "That list of ways";
}

/// "2026-11-09" and "2026-11-09T13:00", as the words of a way keep a moment.
std::optional<planner::Moment> iso_moment(const std::string& word) {
  const bool has_time = word.size() == 16 && word[10] == 'T' && word[13] == ':';
  if ((word.size() != 10 && !has_time) || word[4] != '-' || word[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t size) {
    int value = -1;
    const auto* end = word.data() + from + size;
    return std::from_chars(word.data() + from, end, value).ptr == end ? value : -1;
  };
  const std::chrono::year_month_day date{std::chrono::year{number(0, 4)}, std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (!date.ok()) return std::nullopt;
  planner::Moment moment{planner::Date{date}, {}, {}};
  if (has_time) moment.time = planner::Minutes{number(11, 2) * 60 + number(14, 2)};
  return moment;
}

}  // namespace

std::string version_of(const planner::Plan& plan, int version) { return plan.is_committed ? "v" + std::to_string(version) : "the draft"; }

std::string moment_said(const planner::Plan& plan, Instant at) {
  const auto local = zones::to_local(at, zones::exists(plan.zone) ? plan.zone : "UTC");
  const auto date = zones::date_of(local);
  return say_moment({date, local - planner::LocalTime{date}, {}}, date);
}

std::string say_way(const turn::Way& way, planner::Date today) {
  if (way.words.size() > 200) return quoted(way.words);
  std::istringstream words(way.words);
  std::string text, word;
  while (words >> word) {
    const auto moment = iso_moment(word);
    text += (text.empty() ? "" : " ") + (moment ? say_moment(*moment, today) : word);
  }
  return text;
}

chat::Message left_alone(bool has_no_plan) {
  if (has_no_plan) return message("Then nothing is begun here, and I say nothing until I am asked. start begins whenever you like.");
  return message("Left as it is; nothing was changed.");
}

chat::Message change_not_understood(const std::string& said) {
  return message("I did not understand " + quoted(said) + " as a change, so nothing was looked at.", {quiet_line(whatif_example)});
}
chat::Message change_refused(const std::string& said, const std::string& why) {
  const bool is_sentence = !why.empty() && (why.back() == '.' || why.back() == '?');
  return message("In " + quoted(said) + ": " + why + (is_sentence ? "" : "."), {quiet_line(whatif_example)});
}
chat::Message which_date_supposed(const TwoDates& dates, const Utterance& said, const std::string& typed, const planner::Plan& plan,
                                  planner::Date today) {
  Buttons buttons;
  for (const auto date : {dates.first, dates.second}) {
    const planner::Moment moment{date, dates.time, {}};
    Utterance chosen = said;
    chosen.text = dated(said.text, moment, typed);
    chosen.plan_key.reset();
    buttons.buttons.push_back({say_moment(moment, today), in_plan(plan, canonical(chosen)), Weight::normal});
  }
  return message(quoted(typed) + " can be read in two ways. Which day is meant?", {buttons});
}
chat::Message nothing_supposed(const std::string& said) {
  return message("With " + quoted(said) + " the plan is as it is already.", {quiet_line(whatif_example)});
}
chat::Message no_whatif(const planner::Plan& plan) {
  return message("You have looked at no what-if of " + plan.key + " in the last 24 hours, so there is nothing to apply.",
                 {quiet_line(whatif_example)});
}
chat::Message nothing_listed(const planner::Plan& plan) {
  return message("No ways back are listed for you in " + plan.key + ", so a number names nothing.",
                 {Buttons{{{"Show ways back", in_plan(plan, "replan"), Weight::primary}}}});
}
chat::Message not_listed(const planner::Plan& plan, int number, const turn::Scenario& scenario) {
  std::string names;
  for (const auto& way : scenario.ways) names += (names.empty() ? "" : ", ") + way.name;
  return message("The list for " + plan.key + " has no " + std::to_string(number) + "; it has " + names + ".",
                 {Buttons{{{"Show ways back", in_plan(plan, "replan"), Weight::primary}}}});
}
chat::Message not_both(const turn::Way& a, const turn::Way& b) {
  return message(a.name + " (" + a.words + ") and " + b.name + " (" + b.words + ") change the same thing, so they cannot go together.",
                 {quiet_line("For example: apply " + a.name)});
}
chat::Message said_twice(const planner::Plan& plan, planner::Ref item, const std::string& first, const std::string& second) {
  return message(quoted(first) + " and " + quoted(second) + " say two things of " + named(plan, item) + ", and only one can be.",
                 {quiet_line("For example: compare " + first + " or " + second)});
}
chat::Message scenario_expired(const planner::Plan& plan, const turn::Scenario& scenario) {
  return message(kind_of(scenario) + " for " + plan.key + " is from " + moment_said(plan, scenario.at) +
                     " and has expired after 24 hours; nothing was changed.",
                 {Buttons{{{"Show ways back", in_plan(plan, "replan"), Weight::normal}}}});
}
chat::Message scenario_overtaken(const planner::Plan& plan, const turn::Scenario& scenario, const std::string& said) {
  auto result = message(kind_of(scenario) + " was made for " + version_of(plan, scenario.version) + " of " + plan.key + ", and then came " +
                        quoted(said) + "; nothing was changed.");
  const bool is_whatif =
      scenario.what == turn::Scenario::What::whatif && !scenario.ways.empty() && scenario.ways.front().words.size() <= longest_in_button;
  const Button again = is_whatif ? Button{"Look again", in_plan(plan, "whatif " + scenario.ways.front().words), Weight::primary}
                                 : Button{"Show ways back", in_plan(plan, "replan"), Weight::primary};
  result.blocks.emplace_back(Buttons{{again}});
  return result;
}

}  // namespace backwalk::talk

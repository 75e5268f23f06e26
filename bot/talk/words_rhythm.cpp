// What was set or answered in the rhythm, and what is refused there.
#include <algorithm>

#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using chat::Buttons;
using chat::Weight;
using planner::Ref;

/// Each with the zone whose clock they are asked by.
std::string names_of(const View& view, const std::vector<turn::PersonId>& people) {
  std::string text;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (i > 0) text += i + 1 == people.size() ? " and " : ", ";
    text += name_of(view.state, people[i]) + " (" + turn::zone_of(view.plan, view.state.people, people[i]) + ")";
  }
  return text;
}

std::string what_of(const View& view, const planner::NudgeOf& nudge) {
  switch (nudge.nudge) {
    case planner::Nudge::everything:
      return "anything in " + view.plan.key;
    case planner::Nudge::item:
      return named(view.plan, nudge.item.value_or(Ref{}));
    case planner::Nudge::standup:
      return "the standup of " + view.plan.key;
    case planner::Nudge::checkin:
      return "the check-ins of " + view.plan.key;
    case planner::Nudge::brief:
      break;
  }
  return "the brief of " + view.plan.key;
}

chat::Message off(const std::string& what) { return message(what + " is off. Questions that are still open need no answer."); }

}  // namespace

chat::Message checkin_set(const View& view) {
  const auto& cadence = view.plan.rhythm.checkin;
  if (!cadence) return off("The check-in of " + view.plan.key);
  auto result = message("Check-in " + say_cadence(*cadence) + ", in the zone of whoever is asked.");
  std::vector<turn::PersonId> people;
  for (const auto& kpi : view.plan.kpis) {
    const auto person = planner::asked_about(view.plan, kpi);
    if (std::ranges::find(people, person) == people.end()) people.push_back(person);
  }
  if (!people.empty()) result.blocks.push_back(line("Asked: " + names_of(view, people) + ", by direct message."));
  if (people.empty()) result.blocks.push_back(quiet_line("There is no KPI yet. For example: kpi add EU waitlist from 40 to 100 by 30 oct"));
  return result;
}

chat::Message standup_set(const View& view) {
  const auto& standup = view.plan.rhythm.standup;
  if (!standup) return off("The standup of " + view.plan.key);
  auto result = message("Standup " + say_cadence(standup->cadence) + ", in everybody's own zone; report here at " +
                        say_time(standup->report_at) + " " + view.plan.zone + ".");
  result.blocks.push_back(
      line("Asked: " + (standup->people.empty() ? "whoever owns an unfinished action" : names_of(view, standup->people)) +
           ". Days off, holidays and absences are left out."));
  return result;
}

chat::Message brief_set(const View& view) {
  const auto& brief = view.plan.rhythm.brief;
  if (!brief) return off("The brief of " + view.plan.key);
  return message("Brief " + say_cadence(brief->cadence) + " " + view.plan.zone + " " + say_channel(view.state, brief->channel) + ".",
                 {line(name_of(view.state, view.plan.owner) + " sees the draft at 15:00 on the working day before.")});
}

chat::Message no_brief_on(const View& view, std::optional<planner::Date> date) {
  return message("No brief of " + view.plan.key + " goes out on " + (date ? say_date(*date, view.today) : "the days to come") + ".",
                 {quiet_line("For example: brief skip, for the next one")});
}

chat::Message nothing_asked_about(Ref ref) {
  return message("Nothing is asked about " + planner::text(ref) + " of you right now.",
                 {quiet_line("For example: kpi " + planner::text(ref) + " 49")});
}

chat::Message snoozed_into_past(const planner::Moment& until, planner::Date today) {
  return message("I understood " + say_moment(until, today) + ", which has passed.",
                 {quiet_line("For example: snooze A6 until thu 14:00")});
}

chat::Message put_off(const View& view, Ref ref, planner::Date until) {
  return message("the reminder of " + named(view.plan, ref) + " is put off until " + say_date(until, view.today) +
                 "; it is on the chain that decides the date.");
}

chat::Message waved_aside(const planner::Plan& plan, const planner::Asked& asked) {
  return message("Skipped " + (asked.about ? named(plan, *asked.about) : "the standup") + " this time.");
}

chat::Message standup_answered(const View& view, const planner::StandupAnswer& answer) {
  const std::string when = "Noted for " + say_date(answer.date, view.today) + ": ";
  const std::string about = answer.about ? named(view.plan, *answer.about) : "";
  switch (answer.doing) {
    case planner::Doing::on_it:
      return message(when + (about.empty() ? "on it" : "on " + about) + (answer.words.empty() ? "." : ": " + quoted(answer.words) + "."));
    case planner::Doing::something_else:
      return message(when + quoted(answer.words) + ".");
    case planner::Doing::blocked:
      return message(when + (about.empty() ? "" : about + " ") + "blocked: " + quoted(answer.words) + ".");
    case planner::Doing::skipped:
      break;
  }
  return message("Skipped for " + say_date(answer.date, view.today) + ".");
}

chat::Message brief_drafted(const View& view, const planner::BriefDraft& draft) {
  const std::string when = say_date(draft.date, view.today);
  if (draft.is_skipped) return message("The brief of " + when + " does not go out. The one after it does.");
  const std::string channel = say_channel(view.state, view.plan.rhythm.brief ? view.plan.rhythm.brief->channel : std::nullopt);
  auto result = message("The brief of " + when + " goes out " + channel + ".");
  if (draft.note) result.blocks.push_back(line("With your sentence: " + quoted(*draft.note)));
  return result;
}

chat::Message nudge_changed(const View& view, const planner::NudgeOf& nudge, bool is_muted) {
  if (is_muted) return message("You are not reminded of " + what_of(view, nudge) + " any more.");
  const bool is_all_off = view.plan.rhythm.muted.contains({nudge.person, planner::Nudge::everything, {}});
  if (is_all_off) {
    return message(
        "You are reminded of " + what_of(view, nudge) + " again once everything is on: all reminders of " + view.plan.key + " are off.",
        {Buttons{{{"All on", in_plan(view.plan, "remind on"), Weight::normal}}}});
  }
  return message("You are reminded of " + what_of(view, nudge) + " again.");
}

chat::Message nudge_snoozed(const View& view, const planner::NudgeOf& nudge, planner::Moment until) {
  const planner::WorkingTime time(view.plan.calendar);
  if (!until.time && !time.is_working_day(until.date)) until.date = time.working_day_after(until.date);
  if (!until.time) until.time = turn::morning;
  const auto what = nudge.nudge == planner::Nudge::everything ? view.plan.key : what_of(view, nudge);
  return message("Nothing about " + what + " before " + say_moment(until, view.today) + " " +
                 turn::zone_of(view.plan, view.state.people, nudge.person) + ".");
}

chat::Message zone_set(const View& view) { return message(view.plan.key + " counts its days in " + view.plan.zone + "."); }

chat::Message closed_or_reopened(const View& view) {
  if (!view.plan.closed_at) return message(view.plan.key + " is open again.");
  return message(view.plan.key + " is closed: " + quoted(view.plan.goal.title) + ". Nobody is asked or reminded any more.",
                 {quiet_line("reopen takes it up again.")});
}

chat::Message rhythm_shown(const View& view, Verb verb) {
  const auto& rhythm = view.plan.rhythm;
  if (verb == Verb::checkin && rhythm.checkin) return checkin_set(view);
  if (verb == Verb::standup && rhythm.standup) return standup_set(view);
  if (verb == Verb::checkin) return message(view.plan.key + " has no check-in yet.", {quiet_line("For example: checkin weekly mon 9:00")});
  return message(view.plan.key + " has no standup yet.", {quiet_line("For example: standup mon wed fri at 9:30 for @dev @legal")});
}

chat::Message away_until(planner::Date until, planner::Date today) {
  return message("You are away until " + say_date(until, today) + ": no questions before that morning, and nobody is told why.",
                 {Buttons{{{"Back", "back", Weight::normal}}}});
}

std::string say_days(planner::Date from, planner::Date until, planner::Date today) {
  const planner::Date last = until - std::chrono::days{1};
  return last <= from ? say_date(from, today) : say_date(from, today) + " to " + say_date(last, today);
}

chat::Message away_days(planner::Date from, planner::Date until, planner::Date today) {
  return message("You are away " + say_days(from, until, today) + ": no questions to you then, and nobody is told why.",
                 {Buttons{{{"Back", "back", Weight::normal}}}});
}

chat::Message is_back(bool was_away) {
  return was_away ? message("Welcome back. Questions reach you again.")
                  : message("You were not away. Questions reach you as before.", {quiet_line("For example: next, away until mon")});
}

chat::Message other_unit(const planner::Plan& plan, int number, const std::string& typed) {
  const auto& kpi = *planner::find_kpi(plan, number);
  const std::string unit = kpi.unit.empty() ? "plain numbers" : kpi.unit;
  return message(named(plan, {planner::Kind::kpi, number}) + " is counted in " + unit + ", and " + quoted(typed) + " is not.",
                 {quiet_line("For example: kpi K" + std::to_string(number) + " " + say_figure(kpi.target, kpi.unit))});
}

chat::Message bad_number(const Utterance& said) {
  return message("I read " + quoted(said.number_text) + " as a number: " + said.bad_number.value_or("it is none") + ".",
                 {quiet_line(said.refs.empty() ? "For example: kpi add EU waitlist from 40 to 100 by 30 oct"
                                               : "For example: kpi " + planner::text(said.refs.front()) + " 49, or kpi " +
                                                     planner::text(said.refs.front()) + " +9")});
}

chat::Message which_number(const Utterance& said, const planner::Plan& plan) {
  Utterance first = said;
  first.other_from.reset();
  first.other_value.reset();
  first.plan_key = plan.key;
  Utterance second = first;
  if (said.other_from) second.from = said.other_from;
  if (said.other_value) second.value = said.other_value;
  const auto shown = [&](const Utterance& one) {
    const auto number = [](const std::optional<Figure>& figure) {
      return figure ? say_figure(figure->value, figure->unit, 6) : std::string{};
    };
    return (one.from ? number(one.from) + " to " : "") + number(one.value);
  };
  return message(quoted(said.number_text) + " can be read in two ways. Which number is meant?",
                 {Buttons{{{shown(first), canonical(first), Weight::normal}, {shown(second), canonical(second), Weight::normal}}}});
}

chat::Message bad_every(const Utterance& said) {
  const std::string example = said.verb == Verb::standup         ? "standup mon wed fri at 9:30 for @dev @legal"
                              : said.verb == Verb::brief         ? "brief every fri at 10:00 in #exec"
                              : said.verb == Verb::commit        ? "commit every 2w"
                              : said.verb == Verb::from_template ? "template project Billing by 18 dec every 3w"
                                                                 : "checkin weekly mon 9:00";
  return message("I read " + quoted(said.every_text) + " as how often: " + said.bad_every.value_or("it is none") + ".",
                 {quiet_line("For example: " + example)});
}

chat::Message report_on_another_day(Minutes said, const planner::Moment& there, const planner::Plan& plan) {
  return message(say_time(said) + " where you are is " + say_moment(there, there.date) + " in " + plan.zone +
                     ", where the report is posted: that is another day than the standup's.",
                 {quiet_line("For example: standup mon wed fri at 9:30 report at 11:00")});
}

chat::Message unknown_zone(const std::string& zone) {
  return message("I know no time zone " + quoted(zone) + ".", {quiet_line("For example: settings zone Europe/Berlin")});
}

}  // namespace backwalk::talk

// Sentences about KPIs, risks, check-ins, standups, briefs and reminders, and the plan's card. Private to talk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/talk/figures.hpp"
#include "bot/talk/words.hpp"
#include "bot/turn/agenda.hpp"

namespace backwalk::talk {

// --- words_remind.cpp: what could not be sent
chat::Message form_not_opened(const chat::Form* form);
chat::Message undelivered(const std::vector<chat::Message>& messages);

// --- words_measure.cpp
std::string say_status(planner::Status status);
/// "reported on track · computed at risk (R3 blocks A4) · chance 89 %", the chance where the view knows it.
std::string say_health(const View& view);
std::string say_value(const planner::Kpi& kpi, double value);
/// "K1 EU waitlist 64 of 100, needs 9 a week, doing 8.3".
std::string say_kpi(const View& view, const planner::Kpi& kpi);
std::string say_rate(const View& view, const planner::Kpi& kpi);
std::string say_risk(const View& view, const planner::Risk& risk);
/// The open risk that blocks something, else the oldest open one.
const planner::Risk* top_risk(const planner::Plan& plan);
chat::Message kpi_added(const View& view, int number);
chat::Message kpi_read(const View& view, int number);
chat::Message kpi_changed(const View& view, int number);
chat::Message kpis_listed(const View& view);
chat::Message checker_set(const View& view, turn::PersonId checker);
chat::Message risk_added(const View& view, int number);
chat::Message risks_closed(const View& before, const View& after);
chat::Message risks_listed(const View& view);
chat::Message status_reported(const View& view);

// --- words_pace.cpp
/// "Projected: 76 on Fri 30 Oct (70 to 82 with 80 %)", or that it takes more readings; empty where there is nothing to project to.
std::string say_projected(const View& view, const planner::Kpi& kpi);

// --- words_rhythm.cpp
chat::Message checkin_set(const View& view);
chat::Message standup_set(const View& view);
chat::Message brief_set(const View& view);
/// No occurrence on that date; none: in the days to come.
chat::Message no_brief_on(const View& view, std::optional<planner::Date> date);
/// `skip K1` where nothing is asked about it.
chat::Message nothing_asked_about(planner::Ref ref);
/// `until` and `today` in the speaker's zone.
chat::Message snoozed_into_past(const planner::Moment& until, planner::Date today);
/// In the thread: a reminder of work that decides the date comes later.
chat::Message put_off(const View& view, planner::Ref ref, planner::Date until);
/// A check-in or a standup that is left out once.
chat::Message waved_aside(const planner::Plan& plan, const planner::Asked& asked);
chat::Message standup_answered(const View& view, const planner::StandupAnswer& answer);
chat::Message brief_drafted(const View& view, const planner::BriefDraft& draft);
chat::Message nudge_changed(const View& view, const planner::NudgeOf& nudge, bool is_muted);
/// `until` is where that person lives; without a time its morning.
chat::Message nudge_snoozed(const View& view, const planner::NudgeOf& nudge, planner::Moment until);
chat::Message zone_set(const View& view);
chat::Message closed_or_reopened(const View& view);
chat::Message rhythm_shown(const View& view, Verb verb);
chat::Message away_until(planner::Date until, planner::Date today);
/// "Fri 11 Sep", "Mon 21 Sep to Fri 25 Sep"; `until` does not belong to it any more.
std::string say_days(planner::Date from, planner::Date until, planner::Date today);
chat::Message away_days(planner::Date from, planner::Date until, planner::Date today);
chat::Message is_back(bool was_away);
chat::Message bad_number(const Utterance& said);
/// A per cent where the number is none, or the other way round; `typed` is what was said.
chat::Message other_unit(const planner::Plan& plan, int number, const std::string& typed);
chat::Message bad_every(const Utterance& said);
/// "1.234": asked with a button for each reading. REQUIRES: the utterance has another reading of a number.
chat::Message which_number(const Utterance& said, const planner::Plan& plan);
/// The report is posted on the standup's date in the plan's zone.
chat::Message report_on_another_day(Minutes said, const planner::Moment& there, const planner::Plan& plan);
chat::Message unknown_zone(const std::string& zone);
/// The forms behind "kpi K1", "block A4", "standup ... else", "brief ... edit", "kpi add".
chat::Message kpi_form(const planner::Plan& plan, const planner::Kpi& kpi);
chat::Message new_kpi_form(const planner::Plan& plan);
chat::Message block_form(const planner::Plan& plan, const std::string& say, planner::Ref about);
chat::Message doing_form(const planner::Plan& plan, const std::string& say);
chat::Message brief_form(const View& view, const std::string& say, planner::Date date);

// --- words_remind.cpp
/// One reminder, for whom it is meant.
chat::Message reminded(const turn::Record& record, const View& view, const turn::Reminder& reminder);

// --- words_brief.cpp
/// "in #exec", or "here" where the plan lives.
std::string say_channel(const turn::State& state, std::optional<turn::ChannelId> channel);
chat::Message checkin_question(const View& view, const planner::Kpi& kpi);
chat::Message standup_question(const View& view, turn::PersonId person, planner::Date date);
chat::Message standup_report(const View& view, planner::Date date);
/// `record`: for what changed since the last brief; `date`: the occurrence's, none for one that is looked at now.
chat::Message brief_of(const turn::Record& record, const View& view, std::optional<planner::Date> date);

// --- words_card.cpp
/// The plan in at most twelve lines: what the message says whose thread is the plan's.
chat::Message card(const View& view);
/// The card as it is `after`; none where it says what it said `before`.
std::optional<chat::Message> changed_card(const View& before, const View& after);

}  // namespace backwalk::talk

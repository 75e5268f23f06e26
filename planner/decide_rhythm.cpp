// Wishes about the rhythm: when people are asked, what they say, what they do not want to hear of; and the end of a plan.
#include <algorithm>

#include "planner/decide_parts.hpp"

namespace backwalk::planner {
namespace {

constexpr Minutes a_day{1440};

bool is_time_of_day(Minutes time) { return Minutes{0} <= time && time < a_day; }

/// Whether the standup asks this person, or would take an answer of theirs: where nobody is named, the plan's owner may speak too.
bool is_asked(const Plan& plan, PersonId person) {
  const auto asked = asked_at_standup(plan);
  return std::ranges::find(asked, person) != asked.end() || (plan.rhythm.standup->people.empty() && person == plan.owner);
}

/// The standup of the date is one that takes place, and not in the future; east of the plan it is tomorrow already.
bool is_standup_date(const std::optional<Standup>& standup, Date date, Date today) {
  return standup && date <= today + std::chrono::days{1} && falls_on(standup->cadence, date);
}

bool is_posted(const Plan& plan, Date date) { return plan.rhythm.last_brief && plan.rhythm.last_brief->date >= date; }

/// A thing of one kind that is there once, or not at all.
template <class Fact, class T>
Result<Facts> set_or_nothing(const std::optional<T>& known, std::optional<T> wished) {
  if (known == wished) return Refusal{.why = Why::nothing_to_change};
  return Facts{Fact{std::move(wished)}};
}

/// An item makes sense only where the nudge is about one.
NudgeOf tidied(NudgeOf nudge) {
  if (nudge.nudge != Nudge::item) nudge.item.reset();
  return nudge;
}

Objection check_nudge(const Plan& plan, const NudgeOf& nudge) {
  if (nudge.nudge != Nudge::item) return {};
  return nudge.item ? check_items(plan, {*nudge.item}) : Refusal{.why = Why::no_such_item};
}

}  // namespace

Objection check_cadence(const Calendar& calendar, const Cadence& cadence) {
  const auto& [weekdays, every_weeks, at, from] = cadence;
  const auto is_increasing = std::adjacent_find(weekdays.begin(), weekdays.end(), std::greater_equal<>{}) == weekdays.end();
  const auto is_sound = !weekdays.empty() && is_increasing && weekdays.front() >= 0 && weekdays.back() <= 6 && every_weeks >= 1 &&
                        every_weeks <= 52 && is_time_of_day(at);
  const auto is_worked = [&](int weekday) { return !calendar.week.at(static_cast<std::size_t>(weekday)).empty(); };
  if (is_sound && std::any_of(weekdays.begin(), weekdays.end(), is_worked)) return {};
  return Refusal{.why = Why::never_fires};
}

Result<Facts> facts_for(const Plan& plan, const SetCheckin& wish, Date) {
  if (auto objection = wish.cadence ? check_cadence(plan.calendar, *wish.cadence) : Objection{}) return *objection;
  return set_or_nothing<CheckinSet>(plan.rhythm.checkin, wish.cadence);
}

Result<Facts> facts_for(const Plan& plan, const SetStandup& wish, Date) {
  auto standup = wish.standup;
  if (standup) {
    if (auto objection = check_cadence(plan.calendar, standup->cadence)) return *objection;
    if (!is_time_of_day(standup->report_at)) return Refusal{.why = Why::never_fires};
    auto& people = standup->people;
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
  }
  return set_or_nothing<StandupSet>(plan.rhythm.standup, std::move(standup));
}

Result<Facts> facts_for(const Plan& plan, const SetBrief& wish, Date) {
  if (auto objection = wish.brief ? check_cadence(plan.calendar, wish.brief->cadence) : Objection{}) return *objection;
  return set_or_nothing<BriefSet>(plan.rhythm.brief, wish.brief);
}

Result<Facts> facts_for(const Plan& plan, const AnswerStandup& wish, Date today) {
  const auto& [person, date, doing, about, words, at] = wish.answer;
  const auto& standup = plan.rhythm.standup;
  if (!is_standup_date(standup, date, today) || today - date > answers_are_kept || !is_asked(plan, person)) {
    return Refusal{.why = Why::not_asked, .about_date = date};
  }
  if (auto objection = first_of(about ? check_items(plan, {*about}) : Objection{}, check_words(words))) return *objection;
  const auto says_so = [&](const StandupAnswer& known) {
    return known.person == person && known.date == date && known.doing == doing && known.about == about && known.words == words;
  };
  if (std::any_of(plan.rhythm.answers.begin(), plan.rhythm.answers.end(), says_so)) return Refusal{.why = Why::nothing_to_change};
  return Facts{StandupAnswered{.person = person, .date = date, .doing = doing, .about = about, .words = words, .at = at}};
}

Result<Facts> facts_for(const Plan& plan, const ReportStandup& wish, Date today) {
  if (!is_standup_date(plan.rhythm.standup, wish.date, today)) return Refusal{.why = Why::not_asked, .about_date = wish.date};
  if (plan.rhythm.reported_standup >= wish.date) return Refusal{.why = Why::nothing_to_change, .about_date = wish.date};
  return Facts{StandupReported{wish.date}};
}

Result<Facts> facts_for(const Plan& plan, const DraftBrief& wish, Date) {
  const auto& draft = wish.draft;
  if (is_posted(plan, draft.date)) return Refusal{.why = Why::already_posted, .about_date = draft.date};
  if (auto objection = draft.note ? check_words(*draft.note) : Objection{}) return *objection;
  return set_or_nothing<BriefDrafted>(plan.rhythm.draft, std::optional{draft});
}

Result<Facts> facts_for(const Plan& plan, const PostBrief& wish, Date) {
  if (is_posted(plan, wish.date)) return Refusal{.why = Why::already_posted, .about_date = wish.date};
  return Facts{BriefPosted{wish.date, wish.computed}};
}

Result<Facts> facts_for(const Plan& plan, const MuteNudge& wish, Date) {
  const auto nudge = tidied(wish.nudge);
  if (plan.rhythm.muted.contains(nudge) == wish.is_muted) return Refusal{.why = Why::nothing_to_change};
  if (auto objection = wish.is_muted ? check_nudge(plan, nudge) : Objection{}) return *objection;
  return Facts{NudgeMuted{nudge, wish.is_muted}};
}

Result<Facts> facts_for(const Plan& plan, const SnoozeNudge& wish, Date today) {
  const auto nudge = tidied(wish.nudge);
  if (auto objection = check_nudge(plan, nudge)) return *objection;
  const auto first = wish.at ? today - std::chrono::days{1} : today + std::chrono::days{1};
  if (wish.until < first) return Refusal{.why = Why::date_in_past, .about_date = wish.until};
  const auto known = plan.rhythm.snoozed.find(nudge);
  const Moment until{wish.until, wish.at, {}};
  if (known != plan.rhythm.snoozed.end() && known->second == until) return Refusal{.why = Why::nothing_to_change};
  return Facts{NudgeSnoozed{nudge, wish.until, wish.at}};
}

Result<Facts> facts_for(const Plan& plan, const SetZone& wish, Date) {
  if (wish.zone.empty() || wish.zone == plan.zone) return Refusal{.why = Why::nothing_to_change};
  return Facts{ZoneSet{wish.zone}};
}

Result<Facts> facts_for(const Plan&, const ClosePlan& wish, Date) { return Facts{PlanClosed{wish.at}}; }

Result<Facts> facts_for(const Plan& plan, const ReopenPlan&, Date) {
  if (!plan.closed_at) return Refusal{.why = Why::not_closed};
  return Facts{PlanClosed{}};
}

}  // namespace backwalk::planner

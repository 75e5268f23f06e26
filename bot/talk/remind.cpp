// What the clock brings: direct messages, posts, and the card.
#include <algorithm>

#include "bot/base/zones.hpp"
#include "bot/talk/reply.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/decide.hpp"
#include "planner/evolve.hpp"
#include "planner/health.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

/// The fact that goes with a post.
std::optional<planner::Command> fact_of(const View& view, const turn::Reminder& reminder) {
  if (const auto* report = std::get_if<turn::StandupReport>(&reminder.about)) return planner::ReportStandup{report->date};
  if (const auto* brief = std::get_if<turn::BriefNow>(&reminder.about)) {
    return planner::PostBrief{brief->date, planner::health(view.plan, view.walk, view.today).status};
  }
  return std::nullopt;
}

chat::Place place_of(const turn::Record& record, const turn::State& state, const turn::Reminder& reminder) {
  const auto& brief = record.plan.rhythm.brief;
  const bool is_elsewhere = std::holds_alternative<turn::BriefNow>(reminder.about) && brief && brief->channel;
  const auto channel = is_elsewhere ? state.channels.find(*brief->channel) : state.channels.end();
  return channel == state.channels.end() ? home_of(record) : channel->second.place;
}

bool is_silent(const planner::Plan& plan, const turn::Reminder& reminder) {
  const auto* report = std::get_if<turn::StandupReport>(&reminder.about);
  return report != nullptr && std::ranges::none_of(plan.rhythm.answers, [&](const auto& answer) { return answer.date == report->date; });
}

}  // namespace

std::optional<planner::Asked> asks(const turn::Reminder& reminder) {
  if (const auto* checkin = std::get_if<turn::CheckIn>(&reminder.about)) {
    return planner::Asked{planner::Topic::reading, Ref{Kind::kpi, checkin->kpi}};
  }
  if (std::holds_alternative<turn::StandupQuestion>(reminder.about)) return planner::Asked{planner::Topic::standup, {}};
  return std::nullopt;
}

Published publish(const turn::Record& record, const turn::State& state, const turn::Reminder& reminder, Instant now) {
  Published result;
  const auto today = zones::date_of(zones::to_local(now, record.plan.zone));
  const auto view = on_card(record.id, view_of(record, state, today));
  if (!is_silent(record.plan, reminder)) {
    chat::Outgoing outgoing;
    outgoing.key = reminder.key;
    outgoing.place = place_of(record, state, reminder);
    outgoing.message = reminded(record, view, reminder);
    outgoing.repeat = chat::Repeat::at_least_once;
    result.later.push_back(std::move(outgoing));
  }
  if (const auto fact = fact_of(view, reminder)) {
    const auto edits = planner::decide(record.plan, *fact, today);
    if (edits)
      result.changes.push_back(
          {record.id, *edits, std::holds_alternative<turn::BriefNow>(reminder.about) ? "brief posted" : "standup reported"});
  }
  return result;
}

std::optional<chat::Outgoing> card_after(const turn::Record& record, const turn::State& state, Instant before, Instant now,
                                         const turn::CardChance* renewed) {
  const auto date_at = [&](Instant at) { return zones::date_of(zones::to_local(at, record.plan.zone)); };
  if (home_of(record).is_direct()) return std::nullopt;
  const auto shown_before = on_card(record.id, view_of(record, state, date_at(before)));
  if (date_at(before) == date_at(now) && renewed == nullptr) return std::nullopt;
  auto after = on_card(record.id, view_of(record, state, date_at(now)));
  if (renewed != nullptr) {
    after.chance = renewed->chance;
    after.forecast = renewed->starts.get();
  }
  auto shown = changed_card(shown_before, after);
  if (!shown) return std::nullopt;
  chat::Outgoing edit;
  edit.key = root_key(record.id) + "/" + std::to_string(now.time_since_epoch().count());
  edit.place = home_of(record);
  edit.message = *std::move(shown);
  edit.delivery = chat::Delivery::edit;
  edit.edits = root_key(record.id);
  return edit;
}

}  // namespace backwalk::talk

#include "bot/talk/act_next.hpp"

#include <algorithm>

#include "bot/talk/act_doing.hpp"
#include "bot/turn/absences.hpp"

namespace backwalk::talk {
namespace {

constexpr std::size_t most_next = 10;
/// So many plans have a forecast for one answer. What is ready now has as much room as there is until its latest start, so the others come
/// later unless ten have less room and yet a better chance.
constexpr std::size_t most_weighed = 10;

/// Null: it is not known now, or not worth its time.
const planner::Forecast* forecast_for(const Context& context, const turn::Record& record, planner::Date today) {
  if (record.plan.actions.size() > turn::most_foreseen) return nullptr;
  auto& kept = record.foreseen;
  auto absences = turn::absences_of(context.state.people);
  if (kept.forecast && kept.today == today && kept.absences == absences) return kept.forecast.get();
  const auto* known = foretold(context, record, {}, turn::Wanted::What::drivers);
  if (known == nullptr || !known->forecast) return nullptr;
  kept = {today, std::move(absences), std::make_shared<const planner::Forecast>(*known->forecast), nullptr};
  return kept.forecast.get();
}

using AdviceList = std::shared_ptr<const std::vector<planner::Advice>>;

/// Null where nothing is next for them.
AdviceList advice_for(const Advised& of, std::optional<turn::PersonId> owner) {
  auto list = planner::advice(of.record->plan, *of.view.walk, of.forecast, owner);
  return list.empty() ? nullptr : std::make_shared<const std::vector<planner::Advice>>(std::move(list));
}

/// That of everybody is kept with the forecast that it goes by: it is asked for more often than anything else.
AdviceList advice_for_all(const Advised& of) {
  auto& kept = of.record->foreseen;
  if (of.forecast == nullptr || of.forecast != kept.forecast.get()) return advice_for(of, std::nullopt);
  if (!kept.advice) kept.advice = advice_for(of, std::nullopt);
  return kept.advice;
}

/// Whether there is more than one action that could be started.
bool has_choice(const View& view) {
  if (!view.walk) return false;
  const auto ready = planner::next_actions(view.plan, *view.walk, std::nullopt);
  return std::count_if(ready.begin(), ready.end(), [](const planner::NextAction& action) { return !action.is_started; }) > 1;
}

}  // namespace

View with_first(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits, View view, SafeStart wanted) {
  if (view.plan.closed_at || view.plan.actions.size() > turn::most_foreseen) return view;
  if (wanted == SafeStart::if_it_chooses && !has_choice(view)) return view;
  if (edits.empty()) {
    view.forecast = forecast_for(context, record, view.today);
    return view;
  }
  const auto* known = foretold(context, record, edits, turn::Wanted::What::drivers);
  view.forecast = known != nullptr && known->forecast ? &*known->forecast : nullptr;
  return view;
}

chat::Message next_in(const Context& context, const turn::Record& record, const View& view, turn::PersonId whose) {
  Advised advised{&record, view, nullptr, {}};
  NextFor next{context.said.is_all, true, whose == context.me ? "" : name_of(context.state, whose)};
  const bool is_any = view.walk && (record.foreseen.advice || planner::has_next(record.plan, *view.walk));
  if (!is_any) return next_told(advised, next);
  advised.forecast = forecast_for(context, record, view.today);
  if (!next.is_all) advised.advice = advice_for(advised, whose);
  next.is_theirs = next.is_all || advised.advice;
  if (!advised.advice) advised.advice = advice_for_all(advised);
  return next_told(advised, next);
}

Weighing weigh_next(const Context& context, const std::vector<const turn::Record*>& plans, std::optional<turn::PersonId> owner) {
  struct Soonest {
    planner::LocalTime start{};
    const turn::Record* record = nullptr;
  };
  Weighing weighing;
  std::vector<Soonest> soonest;
  const auto absences = turn::absences_of(context.state.people);
  for (const auto* record : plans) {
    if (record->plan.closed_at || !may_be_told_here(context, record->plan)) continue;
    ++weighing.looked_at;
    const auto view = view_of(*record, context.state, plan_today(context, record->plan), absences);
    const auto start = view.walk ? planner::soonest_start(record->plan, *view.walk, owner) : std::nullopt;
    if (start) soonest.push_back({*start, record});
  }
  const auto count = std::min(soonest.size(), most_weighed);
  const auto is_sooner = [](const Soonest& a, const Soonest& b) {
    return std::pair(a.start, a.record->id) < std::pair(b.start, b.record->id);
  };
  std::partial_sort(soonest.begin(), soonest.begin() + static_cast<std::ptrdiff_t>(count), soonest.end(), is_sooner);
  soonest.resize(count);
  for (const auto& [start, record] : soonest) {
    Advised advised{record, view_of(*record, context.state, plan_today(context, record->plan), absences), nullptr, {}};
    advised.forecast = forecast_for(context, *record, advised.view.today);
    advised.advice = owner ? advice_for(advised, owner) : advice_for_all(advised);
    weighing.advised.push_back(std::move(advised));
  }
  return weighing;
}

std::vector<NextOf> in_order(const Weighing& weighing) {
  std::vector<NextOf> list;
  for (const auto& advised : weighing.advised) {
    if (!advised.advice) continue;
    for (const auto& advice : *advised.advice) list.push_back({&advised, &advice});
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const NextOf& a, const NextOf& b) { return planner::is_more_urgent(*a.advice, *b.advice); });
  return list;
}

turn::Answer next_of_all(const Context& context, const std::vector<const turn::Record*>& plans) {
  const auto weighing = weigh_next(context, plans, std::nullopt);
  auto list = in_order(weighing);
  if (list.size() > most_next) list.resize(most_next);
  const auto own = std::find_if(list.begin(), list.end(), [](const NextOf& each) { return each.of->view.plan.is_private; });
  return tell_or_share(context, next_listed(list, weighing.looked_at, weighing.advised.size()),
                       own == list.end() ? nullptr : &own->of->view.plan);
}

}  // namespace backwalk::talk

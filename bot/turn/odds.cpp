#include "bot/turn/odds.hpp"

#include <algorithm>
#include <utility>

#include "planner/evolve.hpp"

namespace backwalk::turn {
namespace {

constexpr std::size_t most_looked_at = 200;

/// Of a plan that is not late but unlikely, those of the same plan a day too late: what makes it shorter makes it likelier.
std::vector<planner::WayBack> ways_of(const planner::Plan& plan, const Wanted& asked, const planner::Sampling& sampling) {
  const auto line = planner::timeline(plan, asked.today, asked.absences);
  if (!line) return {};
  auto pressed = plan;
  if (line->schedule.is_feasible) {
    const planner::WorkingTime time{plan.calendar};
    const auto finish = line->find(planner::Ref{})->earliest_finish;
    const auto due = time.closing(time.work_before(finish) - plan.calendar.minutes_per_day.count());
    const auto date = planner::date_of(due);
    pressed.goal.due = planner::Moment{date, due - planner::LocalTime{date}, {}};
  }
  // Dropping anything of the chain always helps: the first two of that, and eight of those that keep the work.
  auto ways = planner::ways_back(pressed, asked.today, asked.absences, {}, most_looked_at);
  std::size_t drops = 0, others = 0;
  std::erase_if(ways, [&](const planner::WayBack& way) {
    if (way.what == planner::WayBack::What::move_dates) return true;
    return way.what == planner::WayBack::What::drop ? ++drops > 2 : ++others > 8;
  });
  for (auto& way : ways) {
    const auto told = planner::forecast(planner::replay(way.edits, plan), asked.today, sampling, asked.absences);
    if (told) way.chance = told->goal.chance;
  }
  std::ranges::stable_sort(ways, [](const auto& a, const auto& b) { return a.chance > b.chance; });
  return ways;
}

planner::Depth depth_of(Wanted::What what) {
  if (what == Wanted::What::drivers) return planner::Depth::drivers;
  const bool asks_starts = what == Wanted::What::picture || what == Wanted::What::starts;
  return asks_starts ? planner::Depth::safe_starts : planner::Depth::chance;
}

bool draws_same(const Drawing* a, const Drawing* b) {
  return a == b ||
         (a != nullptr && b != nullptr && a->what == b->what && a->kpis == b->kpis && a->ground == b->ground && a->form == b->form);
}

}  // namespace

bool is_same(const Wanted& a, const Wanted& b) {
  return a.id == b.id && a.plan->seq == b.plan->seq && a.today == b.today && a.what == b.what && a.edits == b.edits &&
         a.absences == b.absences && draws_same(a.drawing.get(), b.drawing.get());
}

const Known* find(const Odds& odds, const Wanted& wanted) {
  const auto found = std::ranges::find_if(odds.known, [&](const Known& known) { return is_same(known.wanted, wanted); });
  return found == odds.known.end() ? nullptr : &*found;
}

planner::Sampling sampling_for(const planner::Plan& plan, planner::Depth depth) {
  constexpr int budget = 200'000;  // actions x samples
  const auto actions = std::max(1, static_cast<int>(plan.actions.size()));
  return {.samples = std::clamp(budget / actions, 1'000, 5'000), .depth = depth};
}

planner::Forecast starts_of(const planner::Forecast& forecast, const planner::Plan& plan) {
  constexpr std::size_t most_kept = 100;
  planner::Forecast starts{.sampling = forecast.sampling, .goal = {}, .items = {}, .drivers = {}};
  starts.sampling.depth = planner::Depth::safe_starts;
  starts.goal.chance = forecast.goal.chance;
  for (const auto& item : forecast.items) {
    const auto* action = item.ref.kind == planner::Kind::action ? planner::find_action(plan, item.ref.number) : nullptr;
    if (action != nullptr && !action->finished) starts.items.push_back({item.ref, item.safe_start, item.criticality, {}});
  }
  if (starts.items.size() <= most_kept) return starts;
  const auto starts_at = [](const planner::ItemForecast& item) { return item.safe_start.value_or(planner::LocalTime::min()); };
  std::ranges::stable_sort(starts.items, {}, starts_at);
  starts.items.resize(most_kept);
  std::ranges::sort(starts.items, {}, &planner::ItemForecast::ref);
  return starts;
}

Known work_out(Wanted wanted, planner::Remembered& memory) {
  Known known{std::move(wanted), {}, {}, {}};
  const auto& asked = known.wanted;
  const auto depth = depth_of(asked.what);
  const auto sampling = sampling_for(*asked.plan, depth);
  if (asked.edits.empty()) {
    known.forecast = memory.forecast(asked.id, *asked.plan, asked.today, sampling, asked.absences);
    if (asked.what == Wanted::What::ways_back) known.ways = ways_of(*asked.plan, asked, sampling);
    return known;
  }
  const auto plan = planner::replay(asked.edits, *asked.plan);
  known.forecast = planner::forecast(plan, asked.today, sampling, asked.absences);
  if (asked.what == Wanted::What::ways_back) known.ways = ways_of(plan, asked, sampling);
  return known;
}

}  // namespace backwalk::turn

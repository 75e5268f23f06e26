#include "planner/ways_back.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "planner/decide.hpp"
#include "planner/evolve.hpp"

namespace backwalk::planner {
namespace {

constexpr std::size_t most_actions_tried = 25;

/// By how many minutes of work each date is missed: the goal's and those that items have themselves.
std::vector<std::pair<Ref, std::int64_t>> missed_dates(const Timeline& line) {
  std::vector<std::pair<Ref, std::int64_t>> result;
  for (std::size_t i = 0; i < line.refs.size(); ++i) {
    const auto& node = line.network.nodes[i];
    const auto& slot = line.schedule.slots[i];
    const auto by = line.refs[i] == Ref{} ? std::optional{line.due} : node.finish_by;
    if (slot.is_finished || !by || slot.earliest_finish <= *by) continue;
    const auto& time = line.network.calendars[static_cast<std::size_t>(node.calendar)];
    const auto late = time.work_before(slot.earliest_finish) - time.work_before(*by);
    result.emplace_back(line.refs[i], std::max<std::int64_t>(late, 1));  // late by closed time only
  }
  return result;
}
std::int64_t worst_of(const std::vector<std::pair<Ref, std::int64_t>>& missed) {
  std::int64_t worst = 0;
  for (const auto& [ref, minutes] : missed) worst = std::max(worst, minutes);
  return worst;
}

Ref ref_of(const Action& action) { return {Kind::action, action.number}; }

/// The unfinished work of an action, in minutes: of one that has begun what is left from the data date on.
Minutes work_left(const Plan& plan, const Timeline& timeline, const Action& action) {
  if (!action.started) return duration_of(plan, action);
  const auto at = std::find(timeline.refs.begin(), timeline.refs.end(), ref_of(action)) - timeline.refs.begin();
  const auto& node = timeline.network.nodes[static_cast<std::size_t>(at)];
  const auto& time = timeline.network.calendars[static_cast<std::size_t>(node.calendar)];
  const auto& slot = timeline.schedule.slots[static_cast<std::size_t>(at)];
  return Minutes{time.work_before(slot.earliest_finish) - time.work_before(timeline.data_date)};
}

/// The facts by which only so much work is left of the action.
std::vector<Edit> facts_leaving(const Timeline& timeline, const Action& action, Minutes left) {
  if (action.started) return {ActionRemains{action.number, Remaining{left, timeline.data_date}}};
  auto estimate = action.estimate.value_or(Estimate{});
  estimate.likely = left;
  if (estimate.best) estimate.best = std::min(*estimate.best, left);
  return {ActionEstimated{action.number, estimate}};
}

std::vector<Edit> facts_of_second_person(const Plan& plan, const Timeline& timeline, const Action& action) {
  const auto left = work_left(plan, timeline, action), day = plan.calendar.minutes_per_day;
  if (left < 2 * day) return {};
  return facts_leaving(timeline, action, left / 2 + day / 2);
}

class Search {
 public:
  Search(const Plan& plan, Date today, const Absences& absences, const Timeline& timeline, Lateness late)
      : plan_{plan},
        today_{today},
        absences_{absences},
        timeline_{timeline},
        late_{std::move(late)},
        missed_{missed_dates(timeline)},
        worst_{worst_of(missed_)} {}

  std::vector<WayBack> run() {
    move_dates();
    for (const auto* action : longest_of_chain()) {
      drop(*action);
      shorten(*action);
      add_person(*action);
    }
    for (std::size_t i = 0; i + 1 < late_.chain.size(); ++i) overlap(late_.chain[i], late_.chain[i + 1]);
    return std::move(found_);
  }

 private:
  Minutes left_of(const Action& action) const { return work_left(plan_, timeline_, action); }

  std::vector<const Action*> longest_of_chain() const {
    std::vector<const Action*> actions;
    for (const auto ref : late_.chain) {
      const auto* action = ref.kind == Kind::action ? find_action(plan_, ref.number) : nullptr;
      if (action && !action->finished) actions.push_back(action);
    }
    std::stable_sort(actions.begin(), actions.end(), [&](auto* a, auto* b) { return left_of(*a) > left_of(*b); });
    actions.resize(std::min(actions.size(), most_actions_tried));
    return actions;
  }

  void consider(WayBack way) {
    const auto changed = replay(way.edits, plan_);
    const auto line = timeline(changed, today_, absences_);
    way.still_late = line ? worst_of(missed_dates(*line)) : 0;
    way.gained = worst_ - way.still_late;
    if (way.gained > 0) found_.push_back(std::move(way));
  }

  Edit moved(Ref end) const {
    const auto& slot = *timeline_.find(end);
    const Moment finish{date_of(slot.earliest_finish - Minutes{1}), {}};
    if (end.kind == Kind::goal) return GoalMoved{finish};
    if (end.kind == Kind::milestone) return MilestoneMoved{end.number, finish};
    const auto date = date_of(slot.earliest_start);
    return ActionConstrained{end.number, Constraint{Constraint::Kind::fixed_on, {date, slot.earliest_start - LocalTime{date}}}};
  }

  void move_dates() {
    WayBack way{.what = WayBack::What::move_dates, .about = late_.chain.back()};
    for (const auto& [end, minutes] : missed_) way.edits.push_back(moved(end));
    std::stable_partition(way.edits.begin(), way.edits.end(), [](const Edit& edit) { return std::holds_alternative<GoalMoved>(edit); });
    consider(std::move(way));
  }

  void drop(const Action& action) {
    if (action.started) return;
    if (auto facts = decide(plan_, Drop{ref_of(action)}, today_)) {
      consider({.what = WayBack::What::drop, .about = ref_of(action), .edits = std::move(*facts)});
    }
  }

  std::vector<Edit> leaving(const Action& action, Minutes left) const { return facts_leaving(timeline_, action, left); }

  void shorten(const Action& action) {
    const auto left = left_of(action);
    const auto best = action.started || !action.estimate ? std::nullopt : action.estimate->best;
    const auto shorter = best && *best < left ? *best : left - left / 5;
    if (shorter >= left || shorter <= Minutes{0}) return;
    consider({.what = WayBack::What::shorten, .about = ref_of(action), .edits = leaving(action, shorter)});
  }

  void add_person(const Action& action) {
    auto edits = facts_of_second_person(plan_, timeline_, action);
    if (!edits.empty()) consider({.what = WayBack::What::add_person, .about = ref_of(action), .edits = std::move(edits)});
  }

  void overlap(Ref before, Ref after) {
    const auto link = std::find_if(plan_.links.begin(), plan_.links.end(),
                                   [&](const Link& known) { return known.before == before && known.after == after; });
    if (link == plan_.links.end() || link->lag != Lag{} || before.kind != Kind::action || after.kind != Kind::action) return;
    const auto half = duration_of(plan_, *find_action(plan_, before.number)) / 2;
    // What begins earlier must not be done before what it overlaps, or the goal would not wait for that.
    if (half == Minutes{0} || duration_of(plan_, *find_action(plan_, after.number)) < half) return;
    consider({.what = WayBack::What::overlap,
              .about = before,
              .with = after,
              .edits = {Linked{{.before = before, .after = after, .lag = {Lag::Kind::working, -half}}}}});
  }

  const Plan& plan_;
  Date today_;
  const Absences& absences_;
  const Timeline& timeline_;
  Lateness late_;
  std::vector<std::pair<Ref, std::int64_t>> missed_;
  std::int64_t worst_ = 0;
  std::vector<WayBack> found_{};
};

}  // namespace

std::vector<Edit> second_person(const Plan& plan, int action, Date today, const Absences& absences) {
  const auto* known = find_action(plan, action);
  const auto line = timeline(plan, today, absences);
  if (!known || known->finished || !line) return {};
  return facts_of_second_person(plan, *line, *known);
}

std::vector<WayBack> ways_back(const Plan& plan, Date today, const Absences& absences, const Chance& chance, std::size_t most) {
  const auto line = timeline(plan, today, absences);
  auto late = line ? lateness(plan, *line) : std::nullopt;
  if (!late) return {};
  auto ways = Search{plan, today, absences, *line, std::move(*late)}.run();
  std::stable_sort(ways.begin(), ways.end(), [](const WayBack& a, const WayBack& b) {
    return std::tuple{a.still_late > 0, -a.gained, a.what, a.about} < std::tuple{b.still_late > 0, -b.gained, b.what, b.about};
  });
  ways.resize(std::min(ways.size(), most));
  if (!chance) return ways;
  for (auto& way : ways) way.chance = chance(replay(way.edits, plan));
  std::stable_sort(ways.begin(), ways.end(), [](const WayBack& a, const WayBack& b) { return a.chance > b.chance; });
  return ways;
}

}  // namespace backwalk::planner

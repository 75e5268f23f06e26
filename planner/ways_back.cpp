#include "planner/ways_back.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "planner/decide.hpp"
#include "planner/evolve.hpp"
#include "planner/network.hpp"

namespace backwalk::planner {
namespace {

constexpr std::size_t most_actions_tried = 25;

std::int64_t worst_of(const std::vector<MissedDate>& missed) {
  std::int64_t worst = 0;
  for (const auto& date : missed) worst = std::max(worst, date.minutes);
  return worst;
}

Ref item_of(const Action& action) { return {Kind::action, action.number}; }

Minutes work_left(const Timeline& timeline, const Action& action) {
  const auto at = *index_of(timeline.refs, item_of(action));
  return left_of(timeline.network.nodes[at], timeline.schedule.slots[at], timeline.network);
}

/// The estimate with another likely value, and its range as much shorter or longer: to half days from one day on, as people say it.
Estimate scaled_to(const Estimate& estimate, Minutes likely, Minutes day) {
  const auto share = [&](Minutes work) {
    const auto whole = estimate.likely.count();
    const auto exact = std::max(Minutes{1}, Minutes{(work.count() * likely.count() + whole / 2) / whole});
    const auto half = day / 2;
    return exact < day || half == Minutes{0} ? exact : (exact + half / 2) / half * half;
  };
  Estimate result{.likely = likely};
  if (estimate.best) result.best = std::min(share(*estimate.best), likely);  // rounded, they may pass it
  if (estimate.worst) result.worst = std::max(share(*estimate.worst), likely);
  return result;
}

/// The facts by which only so much work is left of the action. Only what was said of the rest itself is said anew: of everything else the
/// estimate changes, so that a range stays one.
std::vector<Edit> facts_leaving(const Plan& plan, const Timeline& timeline, const Action& action, Minutes left) {
  if (action.started && action.remaining) return {ActionRemains{action.number, Remaining{left, timeline.data_date}}};
  const auto known = action.estimate.value_or(Estimate{.likely = duration_of(plan, action)});
  return {
      ActionEstimated{action.number, scaled_to(known, known.likely - work_left(timeline, action) + left, plan.calendar.minutes_per_day)}};
}

Minutes left_with_two(Minutes left, Minutes day) { return left / 2 + day / 2; }

std::vector<Edit> facts_of_second_person(const Plan& plan, const Timeline& timeline, const Action& action) {
  const auto left = work_left(timeline, action), day = plan.calendar.minutes_per_day;
  if (left < 2 * day) return {};
  return facts_leaving(plan, timeline, action, left_with_two(left, day));
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
      overlap(item_of(*action));
    }
    return std::move(found_);
  }

 private:
  Minutes left_of(const Action& action) const { return work_left(timeline_, action); }

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
    Moment finish{date_of(slot.earliest_finish - Minutes{1}), {}};
    if (instant_of(finish, timeline_.network.calendars.front()) < slot.earliest_finish) {  // somebody works later than the team
      finish = {date_of(slot.earliest_finish), slot.earliest_finish - LocalTime{date_of(slot.earliest_finish)}};
    }
    if (end.kind == Kind::goal) return GoalMoved{finish};
    if (end.kind == Kind::milestone) return MilestoneMoved{end.number, anchored(finish, find_milestone(plan_, end.number)->due)};
    const auto date = date_of(slot.earliest_start);
    const Moment start{date, slot.earliest_start - LocalTime{date}};
    return ActionConstrained{end.number,
                             Constraint{Constraint::Kind::fixed_on, anchored(start, find_action(plan_, end.number)->constraint->at)}};
  }

  /// The moment, so many days before the goal as it will be then, where what it replaces was told like that.
  Moment anchored(Moment moment, const std::optional<Moment>& was) const {
    const auto is_goal = [](const MissedDate& missed) { return missed.about.kind == Kind::goal; };
    if (!was || !was->before_goal) return moment;
    const auto goal = std::any_of(missed_.begin(), missed_.end(), is_goal) ? std::get<GoalMoved>(moved(Ref{})).due : plan_.goal.due;
    if (goal && goal->date >= moment.date) moment.before_goal = static_cast<int>((goal->date - moment.date).count());
    return moment;
  }

  void move_dates() {
    WayBack way{.what = WayBack::What::move_dates, .about = late_.chain.back()};
    for (const auto& missed : missed_) way.edits.push_back(moved(missed.about));
    std::stable_partition(way.edits.begin(), way.edits.end(), [](const Edit& edit) { return std::holds_alternative<GoalMoved>(edit); });
    consider(std::move(way));
  }

  void drop(const Action& action) {
    if (action.started) return;
    if (auto facts = decide(plan_, Drop{item_of(action)}, today_)) {
      consider({.what = WayBack::What::drop, .about = item_of(action), .edits = std::move(*facts)});
    }
  }

  std::vector<Edit> leaving(const Action& action, Minutes left) const { return facts_leaving(plan_, timeline_, action, left); }

  void shorten(const Action& action) {
    const auto left = left_of(action);
    const auto best = action.started || !action.estimate ? std::nullopt : action.estimate->best;
    const auto shorter = best && *best < left ? *best : left - left / 5;
    if (shorter >= left || shorter <= Minutes{0}) return;
    consider({.what = WayBack::What::shorten, .about = item_of(action), .edits = leaving(action, shorter), .left = shorter});
  }

  void add_person(const Action& action) {
    auto edits = facts_of_second_person(plan_, timeline_, action);
    if (edits.empty()) return;
    const auto left = left_with_two(left_of(action), plan_.calendar.minutes_per_day);
    consider({.what = WayBack::What::add_person, .about = item_of(action), .edits = std::move(edits), .left = left});
  }

  /// With what follows it in the chain.
  void overlap(Ref before) {
    const auto after = std::next(std::find(late_.chain.begin(), late_.chain.end(), before));
    if (after == late_.chain.end() || after->kind != Kind::action || find_action(plan_, after->number)->started) return;
    const auto link = std::lower_bound(plan_.links.begin(), plan_.links.end(), Link{.before = before, .after = *after});
    const auto half = duration_of(plan_, *find_action(plan_, before.number)) / 2;
    if (link == plan_.links.end() || *link != Link{.before = before, .after = *after} || half == Minutes{0}) return;
    // What begins earlier must not be done before what it overlaps, or the goal would not wait for that.
    if (duration_of(plan_, *find_action(plan_, after->number)) < half) return;
    consider({.what = WayBack::What::overlap,
              .about = before,
              .with = *after,
              .edits = {Linked{{.before = before, .after = *after, .lag = {Lag::Kind::working, -half}}}}});
  }

  const Plan& plan_;
  Date today_;
  const Absences& absences_;
  const Timeline& timeline_;
  Lateness late_;
  std::vector<MissedDate> missed_;
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

#include <algorithm>
#include <set>

#include "bot/picture/timeline.hpp"
#include "bot/picture/timeline_groups.hpp"
#include "bot/picture/words.hpp"

namespace backwalk::picture {
namespace {

using planner::Action;
using planner::date_of;
using planner::Kind;
using planner::Ref;
using planner::Slot;

constexpr std::size_t most_lines = 56;  // where all actions have a line, milestones too

class Rows {
 public:
  explicit Rows(const Shown& shown) : shown_(shown), plan_(shown.plan) {
    for (const Ref ref : shown.walk.longest_chain()) chain_.insert(ref);
  }

  std::vector<Row> make() {
    auto groups = groups_of(plan_, shown_.walk);
    const std::size_t most = most_rows - 1;  // one is the goal's
    const std::size_t hidden = leave_out(groups, most);
    const bool is_whole = plan_.actions.size() <= most_rows && plan_.actions.size() + groups.size() <= most_lines;
    if (!is_whole) choose(groups, most_rows > groups.size() ? most_rows - groups.size() : 0);
    for (const auto& group : groups) add(group, is_whole);
    if (hidden > 0) rest(hidden);
    return std::move(rows_);
  }

 private:
  const Slot& slot(Ref ref) const {
    static const Slot none;
    const auto* found = shown_.walk.find(ref);
    return found != nullptr ? *found : none;
  }
  std::string day(planner::LocalTime start) const { return say_day(date_of(start), shown_.today); }
  std::string end_day(planner::LocalTime end) const { return say_day(last_day(end), shown_.today); }
  std::string late_by(const Slot& slot) const { return say_work(-slot.total_float, plan_.calendar) + " late"; }
  bool is_late(const Action& action) const { return !action.finished && slot({Kind::action, action.number}).total_float < 0; }

  /// Takes out the milestones for which there is no line, reached ones first; how many.
  static std::size_t leave_out(std::vector<Group>& groups, std::size_t most) {
    std::size_t hidden = 0;
    for (const bool takes_reached : {true, false}) {
      for (std::size_t i = 0; groups.size() > most && i + 1 < groups.size();) {
        // Of those to come the nearest are what one wants to see.
        const std::size_t index = takes_reached ? i : groups.size() - 2;
        if (takes_reached && !groups[index].milestone->reached) {
          ++i;
          continue;
        }
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(index));
        ++hidden;
      }
    }
    return hidden;
  }

  /// Which actions get a line where not all do: the longest chain, what is late, what is under way, then what must start first.
  void choose(const std::vector<Group>& groups, std::size_t most) {
    std::vector<std::tuple<int, planner::LocalTime, int>> order;
    for (const auto& group : groups) {
      for (const auto* action : group.actions) {
        const Ref ref{Kind::action, action->number};
        const int rank = action->finished ? 4 : chain_.contains(ref) ? 0 : is_late(*action) ? 1 : action->started ? 2 : 3;
        order.emplace_back(rank, slot(ref).latest_start, action->number);
      }
    }
    std::sort(order.begin(), order.end());
    if (order.size() > most) order.resize(most);
    for (const auto& [rank, start, number] : order) chosen_.insert(number);
  }

  void add(const Group& group, bool is_whole) {
    Row heading = group.milestone != nullptr ? milestone_row(*group.milestone) : goal_row();
    if (!is_whole && !group.actions.empty()) sum_up(heading, group);
    for (const auto* action : group.actions) {
      if (is_whole || chosen_.contains(action->number)) rows_.push_back(action_row(*action));
    }
    rows_.push_back(std::move(heading));  // below what it takes, as the goal is
  }

  void rest(std::size_t hidden) {
    Row row{.what = Row::What::rest};
    row.title = "and " + say_count(hidden, "more milestone", "more milestones");
    row.alt = row.title;
    rows_.insert(rows_.end() - 1, row);
  }

  Row milestone_row(const planner::Milestone& milestone) const {
    Row row{.what = Row::What::milestone, .ref = {Kind::milestone, milestone.number}, .title = drawable(milestone.title)};
    const auto& its = slot(row.ref);
    row.now = milestone.reached || its.is_over ? Row::Now::done : Row::Now::waiting;
    row.is_chain = chain_.contains(row.ref);
    row.is_late = row.now == Row::Now::waiting && its.total_float < 0;
    row.at = milestone.reached ? *milestone.reached : row.now == Row::Now::done ? its.earliest_finish : its.latest_finish;
    row.detail = (row.now == Row::Now::done ? "reached " : "by ") + end_day(row.at) + (row.is_late ? " · " + late_by(its) : "");
    compare_with_baseline(row);
    row.alt = planner::text(row.ref) + " " + row.title + ": " + row.detail + was_for(row);
    return row;
  }

  Row goal_row() const {
    Row row{.what = Row::What::goal, .title = drawable(plan_.goal.title)};
    const auto& its = slot({});
    row.at = shown_.walk.due;
    row.now = its.is_over && !plan_.actions.empty() ? Row::Now::done : Row::Now::waiting;
    row.is_late = !shown_.walk.schedule.is_feasible && row.now == Row::Now::waiting;
    row.detail = "goal · due " + end_day(row.at) +
                 (row.is_late ? " · " + say_work(shown_.walk.schedule.late_minutes, plan_.calendar) + " late" : "");
    compare_with_baseline(row);
    row.alt = "Goal " + row.title + ": due " + say_date(last_day(row.at)) + was_for(row);
    return row;
  }

  Row action_row(const Action& action) const {
    Row row{.what = Row::What::action, .ref = {Kind::action, action.number}, .title = drawable(action.title), .has_bar = true};
    const auto& its = slot(row.ref);
    row.now = action.finished ? Row::Now::done : action.started ? Row::Now::under_way : Row::Now::waiting;
    row.is_chain = chain_.contains(row.ref);
    row.is_late = is_late(action);
    row.at = its.latest_finish;
    std::string state;
    if (action.finished) {
      row.to = *action.finished;
      row.from = std::min(row.to, action.started.value_or(its.earliest_start));
      row.room_from = row.room_to = row.to;
      state = "done " + end_day(row.to);
    } else if (row.is_late || action.started) {
      row.from = action.started.value_or(its.earliest_start);
      row.to = its.earliest_finish;
      row.room_from = row.to;
      row.room_to = row.is_late ? row.to : its.latest_finish;
      state = (action.started && !row.is_late ? "under way, ends " : "ends ") + end_day(row.to);
      if (row.is_late) state = late_by(its) + ", " + state;
    } else {
      row.from = its.latest_start;
      row.to = its.latest_finish;
      row.room_from = its.earliest_start;
      row.room_to = row.to;
      if (const auto* told = shown_.forecast != nullptr ? shown_.forecast->find(row.ref) : nullptr) row.safe = told->safe_start;
      if (row.safe && *row.safe > row.from) row.safe.reset();  // a date on the way is nearer than what the goal asks for
      state = row.safe ? "safe start " + day(*row.safe) : "start by " + day(row.from);
    }
    compare_with_baseline(row, action);
    const auto owner = who(action.owner);
    row.detail = joined({state, isolated(owner)});
    row.alt = planner::text(row.ref) + " " + row.title + " (" + owner + "): " + state;
    if (row.safe) row.alt += ", start by " + day(row.from) + ", end by " + end_day(row.to);
    row.alt += was_for(row);
    return row;
  }

  std::string who(std::optional<planner::PersonId> owner) const {
    if (!owner) return "nobody yet";
    const auto name = shown_.names.find(*owner);
    const auto known = name == shown_.names.end() ? std::string() : drawable(name->second);
    return known.empty() ? "somebody" : known;
  }

  const Slot* committed(Ref ref) const { return shown_.baseline != nullptr ? shown_.baseline->find(ref) : nullptr; }

  void compare_with_baseline(Row& row) const {
    const auto* then = committed(row.ref);
    const bool was_early = row.now == Row::Now::done && then != nullptr && row.at < then->latest_finish;
    if (then != nullptr && !was_early && last_day(then->latest_finish) != last_day(row.at))
      row.before = Row::Span{then->latest_finish, then->latest_finish};
  }

  void compare_with_baseline(Row& row, const Action& action) const {
    const auto* then = committed(row.ref);
    if (then == nullptr) return;
    const Row::Span at_latest{then->latest_start, then->latest_finish};
    if (last_day(row.to) > last_day(at_latest.to)) {
      row.before = at_latest;
    } else if (row.now == Row::Now::waiting && !row.is_late) {
      if (last_day(row.to) != last_day(at_latest.to) || date_of(row.from) != date_of(at_latest.from)) row.before = at_latest;
    } else if (action.started || row.is_late) {
      const auto& network = shown_.walk.network;
      const auto& time = network.calendars.at(static_cast<std::size_t>(node_of(shown_.walk, slot(row.ref)).calendar));
      const auto work = node_of(*shown_.baseline, *then).duration;
      const Row::Span as_long{row.from, time.closing(time.work_before(row.from) + work.count())};
      if (last_day(as_long.to) != last_day(row.to)) row.before = as_long;
    }
  }
  static const planner::Node& node_of(const planner::Timeline& walk, const Slot& slot) {
    return walk.network.nodes.at(static_cast<std::size_t>(&slot - walk.schedule.slots.data()));
  }

  /// What the baseline says of it, behind what is now.
  std::string was_for(const Row& row) const {
    if (!row.before) return {};
    const auto& [from, to] = *row.before;
    if (row.what == Row::What::action && from == row.from) return ", as committed until " + end_day(to);
    const auto now = row.what == Row::What::action ? row.to : row.at;
    return last_day(now) != last_day(to) ? ", committed for " + end_day(to) : ", committed to start by " + day(from);
  }

  void sum_up(Row& heading, const Group& group) const {
    std::size_t done = 0, late = 0;
    bool is_first = true;
    for (const auto* action : group.actions) {
      const auto row = action_row(*action);
      if (row.now == Row::Now::done) ++done;
      if (row.is_late) ++late;
      if (row.now == Row::Now::done && done + 1 <= group.actions.size() && heading.now != Row::Now::done) continue;
      heading.from = is_first ? row.from : std::min(heading.from, row.from);
      heading.to = is_first ? row.to : std::max(heading.to, row.to);
      heading.room_from = is_first ? std::min(row.room_from, row.from) : std::min({heading.room_from, row.room_from, row.from});
      heading.room_to = std::max({heading.to, row.room_to, is_first ? row.room_to : heading.room_to});
      is_first = false;
    }
    heading.has_bar = !is_first;
    const std::string counted = say_count(group.actions.size(), "action", "actions") +
                                (done > 0 ? ", " + std::to_string(done) + " done" : "") +
                                (late > 0 ? ", " + std::to_string(late) + " late" : "");
    const auto date = heading.detail.substr(0, heading.detail.find(" · "));  // how late each is stands with each
    heading.detail = group.milestone != nullptr ? joined({date, counted}) : joined({heading.detail, counted});
    heading.alt += "; " + counted;
  }

  const Shown& shown_;
  const planner::Plan& plan_;
  std::set<Ref> chain_{};
  std::set<int> chosen_{};
  std::vector<Row> rows_{};
};

}  // namespace

std::vector<Row> rows_of(const Shown& shown) { return Rows(shown).make(); }

}  // namespace backwalk::picture

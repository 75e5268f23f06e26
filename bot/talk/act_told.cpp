// Who is told of what has changed (PRODUCT §6.5): done, started and a slip within its room are a line in the thread; what breaks the room
// mentions those whose dates move by it, and nobody else.
#include <algorithm>
#include <limits>

#include "bot/talk/act_doing.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

/// The least room of anything that is not done; negative: something is late by it.
std::int64_t least_room(const View& view) {
  auto least = std::numeric_limits<std::int64_t>::max();
  if (!view.walk) return least;
  for (const auto& slot : view.walk->schedule.slots) {
    if (!slot.is_finished) least = std::min(least, slot.total_float);
  }
  return least;
}

/// Whether a wish is of those that break the room of others, and does, or moves them by what it is.
struct IsTold {
  const View& before;
  const View& after;

  bool breaks_room() const { return least_room(after) < std::min<std::int64_t>(0, least_room(before)); }
  bool operator()(const planner::Slip&) const { return after.walk && !after.walk->schedule.is_feasible; }
  bool operator()(const planner::StartAction&) const { return breaks_room(); }
  bool operator()(const planner::Finish&) const { return breaks_room(); }
  bool operator()(const planner::HappenRisk&) const { return true; }
  bool operator()(const planner::Apply&) const { return true; }
  bool operator()(const planner::Gain& wish) const { return !wish.is_buffer; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

/// "Dates move for @dev, @legal."
std::optional<chat::Text> mention_of_moved(const Context& context, const turn::Record& record, const View& before, const View& after) {
  std::vector<chat::Mention> moved;
  for (const auto owner : moved_owners(context, before, after)) {
    const auto known = context.state.people.find(owner);
    if (known == context.state.people.end()) continue;
    for (const auto& door : known->second.doors) {
      if (door.platform != record.platform || door.workspace != record.workspace) continue;
      moved.push_back(chat::Mention{door.user, name_of(context.state, owner)});
      break;
    }
  }
  if (moved.empty()) return std::nullopt;
  return dates_move_for(moved);
}

/// Whether those whose dates moved by it were told. What is kept of it is how it was said.
bool was_told(const turn::Entry& entry, const View& without, const View& with) {
  const auto* row = find_command(entry.said.substr(0, entry.said.find(' ')));
  if (row == nullptr) return false;
  switch (row->verb) {
    case Verb::apply:
    case Verb::happened:
      return true;
    case Verb::gain:
      return entry.said.find(" buffer") == std::string::npos;
    case Verb::slip:
    case Verb::move:
      return with.walk && !with.walk->schedule.is_feasible;
    case Verb::started:
    case Verb::done:
      return IsTold{without, with}.breaks_room();
    default:
      return false;
  }
}

}  // namespace

std::vector<turn::PersonId> moved_owners(const Context& context, const View& before, const View& after) {
  std::vector<turn::PersonId> owners;
  if (!before.walk || !after.walk) return owners;
  for (const auto& action : after.plan.actions) {
    const Ref ref{Kind::action, action.number};
    const auto* was = before.walk->find(ref);
    const auto* is = after.walk->find(ref);
    if (action.finished || !action.owner || *action.owner == context.me || was == nullptr || is == nullptr) continue;
    if (was->earliest_finish == is->earliest_finish) continue;
    if (std::find(owners.begin(), owners.end(), *action.owner) == owners.end()) owners.push_back(*action.owner);
  }
  return owners;
}

std::optional<chat::Text> mention_moved(const Context& context, const turn::Record& record, const planner::Command& wish,
                                        const View& before, const View& after) {
  if (!std::visit(IsTold{before, after}, wish)) return std::nullopt;
  return mention_of_moved(context, record, before, after);
}

std::optional<chat::Text> mention_moved_back(const Context& context, const turn::Record& record, const turn::Entry& entry,
                                             const View& before, const View& after) {
  if (!was_told(entry, after, before)) return std::nullopt;
  return mention_of_moved(context, record, before, after);
}

std::vector<chat::Block> early_finish(const planner::Command& wish, const View& before, const View& after) {
  const auto* finish = std::get_if<planner::Finish>(&wish);
  const bool is_action = finish != nullptr && finish->item.kind == Kind::action && after.plan.is_committed;
  if (!is_action || !before.walk || !after.walk) return {};
  const auto* was = before.walk->find(finish->item);
  const auto* is = after.walk->find(finish->item);
  if (was == nullptr || is == nullptr) return {};
  const planner::WorkingTime time{after.plan.calendar};
  const auto per_day = after.plan.calendar.minutes_per_day.count();
  const auto days = (time.work_before(was->earliest_finish) - time.work_before(is->earliest_finish)) / per_day;
  std::vector<Ref> sooner;
  for (const auto& action : after.plan.actions) {
    const Ref ref{Kind::action, action.number};
    const auto* then = before.walk->find(ref);
    const auto* now = after.walk->find(ref);
    if (ref == finish->item || action.started || action.finished || then == nullptr || now == nullptr) continue;
    if (now->earliest_start < then->earliest_start) sooner.push_back(ref);
  }
  if (days < 1 || sooner.empty()) return {};
  if (sooner.size() > 3) sooner.resize(3);
  return pull_or_buffer(after, finish->item, days, sooner);
}

}  // namespace backwalk::talk

// Wishes that give the same work another shape: unlink, split, merge, simplify, and what may give way.
#include <algorithm>
#include <map>
#include <set>

#include "planner/decide_parts.hpp"
#include "planner/evolve.hpp"
#include "planner/links.hpp"

namespace backwalk::planner {
namespace {

constexpr std::size_t most_parts = 10;

/// Its `index`-th of `count` shares; what does not divide goes to the first.
Minutes part_of_work(Minutes whole, std::size_t count, std::size_t index) {
  const auto each = whole / static_cast<Minutes::rep>(count);
  return index == 0 ? whole - each * static_cast<Minutes::rep>(count - 1) : each;
}

/// The `index`-th share of what is left of the action, its range in proportion. The first part has what is done of it as well.
Estimate share_of(const Estimate& known, const Effort& effort, std::size_t count, std::size_t index) {
  const auto done = index == 0 ? effort.whole - effort.left : Minutes{0};
  const auto share = [&](Minutes estimated) {
    return done + part_of_work(estimated * effort.left.count() / known.likely.count(), count, index);
  };
  Estimate mine{.likely = done + part_of_work(effort.left, count, index)};
  if (known.best) mine.best = std::min(share(*known.best), mine.likely);  // each is rounded for itself
  if (known.worst) mine.worst = std::max(share(*known.worst), mine.likely);
  return mine;
}

/// How long each part takes: as told, else a share of what the action takes. Nobody said anything: nothing.
std::vector<std::optional<Estimate>> estimates_of(const Action& action, Effort effort, const std::vector<SplitPart>& parts) {
  if (effort.left <= Minutes{0}) effort.left = effort.whole;  // overdue: nobody knows what is left
  const auto is_told = std::any_of(parts.begin(), parts.end(), [](const SplitPart& part) { return part.estimate.has_value(); });
  std::vector<std::optional<Estimate>> result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_told || !action.estimate) {
      result.push_back(parts[i].estimate);
      continue;
    }
    result.push_back(share_of(*action.estimate, effort, parts.size(), i));
  }
  return result;
}

/// What follows the action now follows `last`.
void hand_over_successors(const Plan& plan, Ref action, Ref last, Facts& facts) {
  for (const auto& link : plan.links) {
    if (link.before != action) continue;
    facts.push_back(Unlinked{link});
    facts.push_back(Linked{{.before = last, .after = link.after, .lag = link.lag}});
  }
}

/// The work of all, one after the other; none where nobody said anything about any.
std::optional<Estimate> estimate_together(const Plan& plan, const std::vector<const Action*>& actions, Date today,
                                          const Absences& absences) {
  const auto has_estimate = [](const Action* action) { return action->estimate.has_value(); };
  const auto has_range = [](const Action* action) { return action->estimate && (action->estimate->best || action->estimate->worst); };
  if (std::none_of(actions.begin(), actions.end(), has_estimate)) return {};
  Minutes likely{0}, best{0}, worst{0};
  for (const auto* action : actions) {
    const auto each = effort_of(plan, *action, today, absences).whole;
    const auto known = action->estimate.value_or(Estimate{.likely = each});
    likely += each;
    best += std::min(each, known.best.value_or(each));
    worst += std::max(each, known.worst.value_or(each));
  }
  Estimate together{.likely = likely};
  if (std::any_of(actions.begin(), actions.end(), has_range)) {
    together.best = best;
    together.worst = worst;
  }
  return together;
}

std::string title_together(const std::vector<const Action*>& actions) {
  std::string title;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (i > 0) title += i + 1 == actions.size() ? " and " : ", ";
    title += actions[i]->title;
  }
  return title;
}

/// A date, an open risk or a risk that it is to mitigate: it would be lost with the action.
bool has_its_own(const Plan& plan, const Action& action) {
  const Ref ref{Kind::action, action.number};
  return action.constraint || std::any_of(plan.risks.begin(), plan.risks.end(), [&](const Risk& risk) {
           return !risk.closed && (risk.about == ref || risk.mitigation == action.number);
         });
}

/// Elapsed minutes as long as the lag: of working time by the days of the team's calendar, which is near enough to tell which of two is
/// longer.
std::int64_t wait_of(const Plan& plan, const Lag& lag) {
  return lag.kind == Lag::Kind::working ? lag.length.count() * 1440 / plan.calendar.minutes_per_day.count() : lag.length.count();
}

/// The links of the others become links of `kept`, of two the one that waits longer; those among them go.
void take_over_links(const Plan& plan, Ref kept, const std::set<Ref>& all, Facts& facts) {
  std::map<std::pair<Ref, Ref>, Link> known;
  for (const auto& link : plan.links) {
    const bool is_inner = all.contains(link.before) && all.contains(link.after);
    if (!is_inner && (link.before == kept || link.after == kept)) known.insert({{link.before, link.after}, link});
  }
  for (const auto& link : plan.links) {
    const bool is_from = all.contains(link.before), is_to = all.contains(link.after);
    if (!is_from && !is_to) continue;
    const bool is_inner = is_from && is_to;
    if (!is_inner && (link.before == kept || link.after == kept)) continue;
    facts.push_back(Unlinked{link});
    const Link taken{.before = is_from ? kept : link.before, .after = is_to ? kept : link.after, .lag = link.lag};
    if (is_inner) continue;
    const auto [had, is_new] = known.insert({{taken.before, taken.after}, taken});
    if (!is_new && wait_of(plan, had->second.lag) >= wait_of(plan, taken.lag)) continue;
    if (!is_new) facts.push_back(Unlinked{had->second});
    facts.push_back(Linked{taken});
    had->second = taken;
  }
}

bool is_unfinished(const Plan& plan, Ref ref) {
  if (ref.kind == Kind::milestone) return !find_milestone(plan, ref.number)->reached;
  return !find_action(plan, ref.number)->finished;
}

std::vector<Ref> predecessors(const Plan& plan, Ref ref) {
  std::vector<Ref> before;
  for (const auto& link : plan.links) {
    if (link.after == ref) before.push_back(link.before);
  }
  return before;
}

/// Whether the milestone tells nothing that its neighbours do not: it is reached as all before it is, or stands for one action and no date.
bool is_idle(const Plan& plan, const Milestone& milestone) {
  const Ref ref{Kind::milestone, milestone.number};
  const auto waits = [&](const Link& link) { return (link.before == ref || link.after == ref) && link.lag != Lag{}; };
  const auto hangs = [&](const Risk& risk) { return risk.about == ref && !risk.closed; };
  if (std::any_of(plan.links.begin(), plan.links.end(), waits) || std::any_of(plan.risks.begin(), plan.risks.end(), hangs)) return false;
  const auto before = predecessors(plan, ref);
  if (milestone.reached) return std::none_of(before.begin(), before.end(), [&](Ref each) { return is_unfinished(plan, each); });
  if (milestone.due || before.size() != 1 || before.front().kind != Kind::action) return false;
  const auto earlier = predecessors(plan, before.front());
  return std::none_of(earlier.begin(), earlier.end(), [](Ref each) { return each.kind == Kind::action; });
}

/// Links without a lag between two items that other links join too.
std::vector<Link> implied_links(Plan plan) {
  std::vector<Link> implied;
  const auto links = plan.links;
  // What overlaps may be done before what it follows, so a way over it implies nothing.
  std::erase_if(plan.links, [](const Link& link) { return link.lag.length < Minutes{0}; });
  for (const auto& link : links) {
    if (link.lag.kind != Lag::Kind::none) continue;
    std::erase(plan.links, link);
    if (!way(plan, link.before, link.after).empty()) {
      implied.push_back(link);
    } else {
      plan.links.insert(std::upper_bound(plan.links.begin(), plan.links.end(), link), link);
    }
  }
  return implied;
}

}  // namespace

Result<Facts> facts_for(const Plan& plan, const Unlink& wish, Date) {
  auto named = wish.after;
  named.insert(named.begin(), wish.item);
  if (auto objection = check_linked(plan, named)) return *objection;
  Facts facts;
  for (const auto after : std::set<Ref>(wish.after.begin(), wish.after.end())) {
    const auto link = std::find_if(plan.links.begin(), plan.links.end(),
                                   [&](const Link& each) { return each.before == after && each.after == wish.item; });
    if (link == plan.links.end()) return Refusal{.why = Why::not_linked, .about = {wish.item, after}};
    facts.push_back(Unlinked{*link});
  }
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const SplitAction& wish, Date today, const Absences& absences) {
  const auto found = open_action(plan, wish.number);
  if (!found) return found.error();
  if (wish.parts.size() < 2) return Refusal{.why = Why::nothing_to_change};
  if (wish.parts.size() > most_parts || plan.actions.size() + wish.parts.size() > most_actions + 1) {
    return Refusal{.why = Why::too_many, .about_number = most_actions};
  }
  const auto& action = **found;
  const auto estimates = estimates_of(action, effort_of(plan, action, today, absences), wish.parts);
  for (std::size_t i = 0; i < wish.parts.size(); ++i) {
    if (auto objection = first_of(check_title(wish.parts[i].title), check_estimate(plan.calendar, estimates[i]))) return *objection;
  }
  Facts facts;
  const Ref first{Kind::action, wish.number};
  if (wish.parts[0].title != action.title) facts.push_back(Retitled{first, wish.parts[0].title});
  if (estimates[0] != action.estimate || action.remaining) facts.push_back(ActionEstimated{wish.number, estimates[0]});
  for (std::size_t i = 1; i < wish.parts.size(); ++i) {
    const int number = plan.last_action + static_cast<int>(i);
    facts.push_back(ActionAdded{number, wish.parts[i].title, estimates[i], action.owner});
    if (action.is_flexible) facts.push_back(FlexibleSet{{Kind::action, number}, true});
  }
  const Ref last{Kind::action, plan.last_action + static_cast<int>(wish.parts.size()) - 1};
  hand_over_successors(plan, first, last, facts);
  auto before = first;
  for (int number = plan.last_action + 1; number <= last.number; ++number) {
    const Ref after{Kind::action, number};
    facts.push_back(Linked{{.before = before, .after = after}});
    before = after;
  }
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const MergeActions& wish, Date today, const Absences& absences) {
  std::vector<const Action*> actions;
  std::set<Ref> all;
  for (const auto number : wish.numbers) {
    const auto found = open_action(plan, number);
    if (!found) return found.error();
    if (all.insert({Kind::action, number}).second) actions.push_back(*found);
  }
  if (actions.size() < 2) return Refusal{.why = Why::nothing_to_change};
  for (const auto* action : actions) {
    if (action != actions.front() && has_its_own(plan, *action))
      return Refusal{.why = Why::has_its_own, .about = {{Kind::action, action->number}}};
  }
  const auto title = wish.title.value_or(title_together(actions));
  const auto estimate = estimate_together(plan, actions, today, absences);
  if (auto objection = first_of(check_title(title), check_estimate(plan.calendar, estimate))) return *objection;
  const auto& kept = *actions.front();
  const Ref ref{Kind::action, kept.number};
  Facts facts;
  if (title != kept.title) facts.push_back(Retitled{ref, title});
  if (estimate != kept.estimate) facts.push_back(ActionEstimated{kept.number, estimate});
  std::optional<LocalTime> started;
  for (const auto* action : actions) {
    if (action->started && (!started || *action->started < *started)) started = action->started;
  }
  if (started && started != kept.started) facts.push_back(ActionStarted{kept.number, started});
  const auto owned = std::find_if(actions.begin(), actions.end(), [](const Action* action) { return action->owner.has_value(); });
  if (!kept.owner && owned != actions.end()) facts.push_back(OwnerSet{ref, (*owned)->owner});
  take_over_links(plan, ref, all, facts);
  for (const auto* action : actions) {
    if (action->number != kept.number) facts.push_back(Dropped{{Kind::action, action->number}});
  }
  if (auto cycle = cycle_in(replay(facts, plan)); !cycle.empty()) return Refusal{.why = Why::cycle, .about = std::move(cycle)};
  return facts;
}

Result<Facts> facts_for(const Plan& plan, const SetFlexible& wish, Date) {
  if (auto objection = check_linked(plan, wish.items)) return *objection;
  Facts facts;
  for (const auto item : std::set<Ref>(wish.items.begin(), wish.items.end())) {
    if (item == Ref{}) return Refusal{.why = Why::not_an_action, .about = {item}};
    const bool is_flexible =
        item.kind == Kind::action ? find_action(plan, item.number)->is_flexible : find_milestone(plan, item.number)->is_flexible;
    if (is_flexible != wish.is_flexible) facts.push_back(FlexibleSet{item, wish.is_flexible});
  }
  return facts_or_nothing(std::move(facts));
}

Result<Facts> facts_for(const Plan& plan, const Simplify&, Date today) {
  Facts facts;
  auto simple = plan;
  const auto take = [&](const Facts& more) {
    facts.insert(facts.end(), more.begin(), more.end());
    simple = replay(more, std::move(simple));
  };
  for (bool is_changed = true; is_changed;) {  // one that is gone may leave another one idle
    is_changed = false;
    for (const auto& milestone : plan.milestones) {
      const auto* left = find_milestone(simple, milestone.number);
      if (left == nullptr || !is_idle(simple, *left)) continue;
      const auto more = facts_for(simple, Drop{{Kind::milestone, milestone.number}}, today);
      if (!more) continue;
      take(*more);
      is_changed = true;
    }
  }
  for (const auto& link : implied_links(simple)) take({Unlinked{link}});
  return facts_or_nothing(std::move(facts));
}

}  // namespace backwalk::planner

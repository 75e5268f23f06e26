#include <algorithm>
#include <set>

#include "planner/decide_parts.hpp"
#include "planner/links.hpp"

namespace backwalk::planner {

Result<Facts> facts_for(const Plan& plan, const LinkAfter& wish, Date) {
  auto named = wish.after;
  named.insert(named.begin(), wish.item);
  if (auto objection = check_linked(plan, named)) return *objection;
  if (wish.after.empty()) return Refusal{.why = Why::nothing_to_change};
  if (auto objection = wish.lag.length == Minutes{0} ? Objection{} : check_work(plan.calendar, wish.lag.length)) return *objection;
  if (wish.item == Ref{}) return Refusal{.why = Why::already_linked, .about = std::move(named)};  // everything precedes the goal

  Facts facts;
  for (const auto after : std::set<Ref>(wish.after.begin(), wish.after.end())) {
    auto cycle = after == Ref{} ? std::vector<Ref>{wish.item, after} : way(plan, wish.item, after);
    if (!cycle.empty()) {
      cycle.push_back(wish.item);
      return Refusal{.why = Why::cycle, .about = std::move(cycle)};
    }
    const Link link{.before = after, .after = wish.item, .lag = wish.lag};
    const auto is_new = !is_linked(plan, after, wish.item) || (wish.lag != Lag{} && !std::ranges::count(plan.links, link));
    if (is_new) facts.push_back(Linked{link});
  }
  if (facts.empty()) return Refusal{.why = Why::already_linked, .about = std::move(named)};
  return facts;
}

// What the dropped item waited for is now what its successors wait for.
Result<Facts> facts_for(const Plan& plan, const Drop& wish, Date) {
  if (auto objection = check_items(plan, {wish.item})) return *objection;
  if (wish.item == Ref{}) return Refusal{.why = Why::not_an_action, .about = {wish.item}};
  Facts facts;
  std::vector<Ref> before, after;
  for (const auto& link : plan.links) {
    if (link.before != wish.item && link.after != wish.item) continue;
    facts.push_back(Unlinked{link});
    if (link.after == wish.item) before.push_back(link.before);
    if (link.before == wish.item) after.push_back(link.after);
  }
  for (const auto from : before) {
    for (const auto to : after) {
      if (!is_linked(plan, from, to)) facts.push_back(Linked{{.before = from, .after = to}});
    }
  }
  facts.push_back(Dropped{wish.item});
  return facts;
}

}  // namespace backwalk::planner

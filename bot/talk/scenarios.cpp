// What was shown of how a plan could go: whether it still holds, and by which name.
#include <algorithm>
#include <set>

#include "bot/talk/weigh.hpp"
#include "bot/talk/words_decide.hpp"
#include "planner/evolve.hpp"
#include "planner/fields.hpp"
#include "planner/signals.hpp"

namespace backwalk::talk {
namespace {

using turn::Scenario;

constexpr std::chrono::hours holds_for{24};

/// Whether it says something of the work that a forecast counts with, also where it is taken back.
bool counts(const planner::Edit& edit) {
  return planner::deed_of(edit) || std::holds_alternative<planner::ActionRemains>(edit) ||
         std::holds_alternative<planner::ActionStarted>(edit) || std::holds_alternative<planner::ActionFinished>(edit) ||
         std::holds_alternative<planner::MilestoneReached>(edit) || std::holds_alternative<planner::RiskClosed>(edit) ||
         std::holds_alternative<planner::PlanClosed>(edit) || std::holds_alternative<planner::ZoneSet>(edit);
}

/// The first command since then that changed work or dates. What was only read, said or asked since does not matter.
std::optional<std::string> changed_since(const turn::Record& record, std::int64_t seq) {
  std::optional<std::string> first;
  for (auto entry = record.log.rbegin(); entry != record.log.rend(); ++entry) {
    std::int64_t at = entry->first_seq;
    if (std::any_of(entry->edits.begin(), entry->edits.end(), [&](const auto& edit) { return at++ > seq && counts(edit); }))
      first = entry->said;
    if (entry->first_seq <= seq) break;
  }
  return first;
}

/// Why it does not hold any more; none when it does.
std::optional<Reply> gone(const Context& context, const turn::Record& record, const Scenario& scenario) {
  if (context.now - scenario.at >= holds_for) return refuse(scenario_expired(record.plan, scenario));
  if (const auto said = changed_since(record, scenario.seq)) return refuse(scenario_overtaken(record.plan, scenario, *said));
  return std::nullopt;
}

const turn::Way* way_called(const Scenario& scenario, int number) {
  const auto found =
      std::find_if(scenario.ways.begin(), scenario.ways.end(), [&](const turn::Way& way) { return way.name == std::to_string(number); });
  return found == scenario.ways.end() ? nullptr : &*found;
}

std::set<planner::Field> fields_changed(const planner::Plan& plan, const std::vector<planner::Edit>& edits) {
  std::set<planner::Field> result;
  for (const auto& [field, value] : planner::difference(planner::fields_of(plan), planner::fields_of(planner::replay(edits, plan))))
    result.insert(field);
  return result;
}

bool touch_the_same(const planner::Plan& plan, const turn::Way& a, const turn::Way& b) {
  const auto first = fields_changed(plan, a.edits);
  const auto second = fields_changed(plan, b.edits);
  return std::any_of(first.begin(), first.end(), [&](const planner::Field& field) { return second.contains(field); });
}

}  // namespace

bool can_go_together(const planner::Plan& plan, const turn::Way& a, const turn::Way& b) { return !touch_the_same(plan, a, b); }

const Scenario* seen_last(const Context& context, const turn::Record& record, Scenario::What what) {
  const auto wanted = context.said.verb == Verb::apply ? context.said.number : std::nullopt;  // a button names what stands above it
  const Scenario* last = nullptr;
  for (const auto& scenario : context.state.scenarios) {
    const bool is_named = !wanted || name_of_scenario(scenario) == *wanted;
    if (scenario.plan == record.id && scenario.what == what && is_named && (last == nullptr || scenario.at >= last->at)) last = &scenario;
  }
  return last;
}

Scenario kept(const Context& context, const turn::Record& record, Scenario::What what, std::vector<turn::Way> ways,
              const std::vector<planner::Edit>& more) {
  Scenario scenario;
  scenario.plan = record.id;
  scenario.what = what;
  scenario.seen_by = context.me;
  scenario.seq = record.plan.seq + static_cast<std::int64_t>(more.size());
  scenario.version = more.empty() ? record.plan.version : planner::replay(more, record.plan).version;
  scenario.at = context.now;
  scenario.ways = std::move(ways);
  return scenario;
}

Supposed listed_ways(const Context& context, const turn::Record& record, const std::vector<int>& numbers) {
  const auto* scenario = seen_last(context, record, Scenario::What::ways);
  if (scenario == nullptr) return refuse(nothing_listed(record.plan));
  if (auto reply = gone(context, record, *scenario)) return *reply;
  turn::Way together;
  std::vector<const turn::Way*> taken;
  for (const int number : numbers) {
    const auto* found = way_called(*scenario, number);
    if (found == nullptr) return refuse(not_listed(record.plan, number, *scenario));
    if (std::find(taken.begin(), taken.end(), found) != taken.end()) continue;
    for (const auto* other : taken) {
      if (touch_the_same(record.plan, *other, *found)) return refuse(not_both(*other, *found));
    }
    taken.push_back(found);
    together.name += (together.name.empty() ? "" : "+") + found->name;
    together.words += (together.words.empty() ? "" : " and ") + found->words;
    together.edits.insert(together.edits.end(), found->edits.begin(), found->edits.end());
    if (taken.size() == 1) together.chance = found->chance;
  }
  if (taken.size() > 1) together.chance.reset();
  return together;
}

std::optional<std::string> words_named(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  if (!said.text.empty()) return said.text;
  const auto* scenario = seen_last(context, record, said.numbers.empty() ? Scenario::What::whatif : Scenario::What::ways);
  if (scenario == nullptr || scenario->ways.empty()) return std::nullopt;
  if (said.numbers.empty()) return scenario->ways.front().words;
  std::string words;
  std::set<int> taken;
  for (const int number : said.numbers) {
    const auto* way = way_called(*scenario, number);
    if (way == nullptr) return std::nullopt;
    if (taken.insert(number).second) words += (words.empty() ? "" : " and ") + way->words;
  }
  return words;
}

Supposed last_whatif(const Context& context, const turn::Record& record) {
  const auto* scenario = seen_last(context, record, Scenario::What::whatif);
  if (scenario == nullptr || scenario->ways.empty()) return refuse(no_whatif(record.plan));
  if (auto reply = gone(context, record, *scenario)) return *reply;
  return scenario->ways.front();
}

}  // namespace backwalk::talk

// whatif, option, compare: looked at, kept for the speaker, and nothing done.
#include <algorithm>

#include "bot/talk/act_decide.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/words_decide.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using turn::Scenario;
using turn::Way;

/// The last list, if all of it still counts; its single ways can be named.
const Scenario* list_that_holds(const Context& context, const turn::Record& record) {
  const auto* list = seen_last(context, record, Scenario::What::ways);
  if (list == nullptr || list->ways.empty()) return nullptr;
  const int first = std::atoi(list->ways.front().name.c_str());
  return std::holds_alternative<Way>(listed_ways(context, record, {first})) ? list : nullptr;
}

/// "1+2 stays best: 89 %.", where other ways of the list were tried.
std::optional<std::string> say_best(const Scenario* list, const Way& way, std::optional<double> chance) {
  if (list == nullptr || !chance) return std::nullopt;
  const bool is_listed = way.name.find_first_not_of("0123456789+") == std::string::npos;
  const auto worth = [](const Way& way) { return way.words.starts_with("without ") ? -1 : way.chance.value_or(-1); };
  const auto best = std::max_element(list->ways.begin(), list->ways.end(), [&](const Way& a, const Way& b) { return worth(a) < worth(b); });
  if (!is_listed || !best->chance || best->name == way.name) return std::nullopt;
  if (*best->chance <= *chance) return way.name + " is the best so far.";
  return best->name + " stays best: " + say_chance(*best->chance) + ".";
}

/// The parts between "or"; one alone where there is none.
std::vector<std::string> alternatives(const std::string& text) {
  std::vector<std::string> result(1);
  for (const auto& word : words_of({chat::Piece{text}})) {
    const bool is_or = parts::steering(word) == "or" || parts::steering(word) == "vs";
    if (is_or && !result.back().empty()) {
      result.emplace_back();
    } else if (!is_or) {
      result.back() += (result.back().empty() ? "" : " ") + join({word}, 0, 1);
    }
  }
  if (result.back().empty()) result.pop_back();
  return result;
}

}  // namespace

turn::Answer look_whatif(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  if (said.text.empty()) return open_form(context, whatif_form(record.plan));
  auto supposed = suppose(context, record, said.text);
  if (auto* reply = std::get_if<Reply>(&supposed)) return finish(context, std::move(*reply));
  auto& way = std::get<Way>(supposed);
  const auto today = plan_today(context, record.plan);
  const auto changed = planner::replay(way.edits, record.plan);
  const auto now = view_of(record.plan, context.state, today);
  const auto then = view_of(changed, context.state, today);
  const auto chance = chance_of(context, record, way.edits);
  way.chance = chance;
  auto scenario = kept(context, record, Scenario::What::whatif, {way});
  const bool shares = is_shared(context, record);
  if (shares) scenario.seen_by.reset();
  const auto best = say_best(list_that_holds(context, record), way, chance);
  auto shown = whatif_shown({now, then, chance_of(context, record, {}), chance}, way, scenario, context.me, shares, best);
  return show_look(context, record, std::move(shown), {std::move(scenario)});
}

turn::Answer look_option(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  if (said.text.empty() && list_that_holds(context, record) == nullptr) {
    return finish(context, refuse(lacks(row_of(Verb::option), "a change to keep; your list has none yet")));
  }
  if (said.text.empty()) return look_compare(context, record);
  const auto milestone = said.refs.empty() ? std::nullopt : std::optional(said.refs.front());
  if (milestone && !planner::exists(record.plan, *milestone)) {
    return finish(context,
                  refuse(refusal({planner::Why::no_such_item, {*milestone}, {}, {}}, record.plan, plan_today(context, record.plan), said)));
  }
  auto supposed = suppose(context, record, said.text);
  if (auto* reply = std::get_if<Reply>(&supposed)) return finish(context, std::move(*reply));
  auto& way = std::get<Way>(supposed);
  const auto* list = list_that_holds(context, record);
  auto ways = list == nullptr ? std::vector<Way>{} : list->ways;
  int last = 0;
  for (const auto& known : ways) {
    if (known.name.find('+') == std::string::npos) last = std::max(last, std::atoi(known.name.c_str()));
  }
  constexpr int most = 9;
  if (last >= most) return finish(context, refuse(list_is_full(record.plan, most)));
  way.name = std::to_string(last + 1);
  way.chance = chance_of(context, record, way.edits);
  ways.push_back(way);
  auto scenario = kept(context, record, Scenario::What::ways, std::move(ways));
  if (is_shared(context, record)) scenario.seen_by.reset();
  const auto view = view_of(record.plan, context.state, plan_today(context, record.plan));
  auto told = option_kept(view, way, scenario, milestone);
  return show_look(context, record, std::move(told), {std::move(scenario)});
}

turn::Answer look_compare(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  const auto milestone = said.refs.empty() ? planner::Ref{} : said.refs.front();
  const auto today = plan_today(context, plan);
  const bool is_item = milestone.kind == planner::Kind::goal || milestone.kind == planner::Kind::milestone;
  if (!is_item || !planner::exists(plan, milestone)) {
    return finish(context, refuse(lacks(row_of(Verb::compare), "a milestone of " + plan.key + " or the goal to compare for")));
  }
  std::vector<Way> ways;
  if (said.text.empty()) {
    const auto* list = list_that_holds(context, record);
    if (list == nullptr)
      return finish(context, refuse(lacks(row_of(Verb::compare), "changes with “or” between them, or a list to compare")));
    ways = list->ways;
  } else {
    for (const auto& text : alternatives(said.text)) {
      auto supposed = suppose(context, record, text);
      if (auto* reply = std::get_if<Reply>(&supposed)) return finish(context, std::move(*reply));
      ways.push_back(std::get<Way>(std::move(supposed)));
    }
  }
  constexpr std::size_t most = 8;
  if (ways.size() > most) ways.resize(most);
  std::vector<planner::Plan> plans;
  plans.reserve(ways.size());
  std::vector<planner::Route> routes;
  const auto* as_it_is = foretold(context, record, {}, turn::Wanted::What::chance);
  routes.push_back({"as it is", &plan, as_it_is != nullptr && as_it_is->forecast ? &*as_it_is->forecast : nullptr});
  for (const auto& way : ways) {
    plans.push_back(planner::replay(way.edits, plan));
    const auto* known = foretold(context, record, way.edits, turn::Wanted::What::chance);
    const bool is_named = way.name != way.words && way.name.find_first_not_of("0123456789+") == std::string::npos;
    routes.push_back({(is_named ? "O" + way.name + "  " : "") + say_way(way, today), &plans.back(),
                      known != nullptr && known->forecast ? &*known->forecast : nullptr});
  }
  const auto view = view_of(plan, context.state, today);
  return show_look(context, record,
                   routes_compared(view, planner::options(routes, milestone, today), milestone, is_shared(context, record)));
}

}  // namespace backwalk::talk

// diff and check: what has changed, and what to mend.
#include <algorithm>
#include <memory>

#include "bot/base/zones.hpp"
#include "bot/talk/act_decide.hpp"
#include "bot/talk/words_decide.hpp"
#include "bot/turn/absences.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

/// The plan as it was in a version, the present one included; null for one that was never seen.
const planner::Plan* in_version(const planner::Plan& plan, int version) {
  if (plan.is_committed && version == plan.version) return &plan;
  const auto found = version > 0 ? plan.versions.find(version) : plan.versions.end();
  return found == plan.versions.end() ? nullptr : found->second.get();
}

/// The plan as it was at a local time; none when it had not begun.
std::optional<planner::Plan> as_of(const turn::Record& record, planner::LocalTime at) {
  std::vector<planner::Edit> edits;
  for (const auto& entry : record.log) {
    if (zones::to_local(entry.at, record.plan.zone) >= at) break;
    edits.insert(edits.end(), entry.edits.begin(), entry.edits.end());
  }
  return edits.empty() ? std::nullopt : std::optional(planner::replay(edits));
}

planner::Past past_of(const turn::Record& record) {
  planner::Past past;
  for (const auto& entry : record.log) {
    const auto date = zones::date_of(zones::to_local(entry.at, record.plan.zone));
    if (!past.begun) past.begun = date;
    if (entry.said.starts_with("template ")) {  // one choice, however much it brings
      past.deeds.push_back({date, planner::Deed::planned});
      continue;
    }
    for (const auto& edit : entry.edits) {
      if (const auto deed = planner::deed_of(edit)) past.deeds.push_back({date, *deed});
    }
  }
  return past;
}

/// The last but one of the days on which the plan was to be walked again; none before there were two.
std::optional<planner::Date> last_review_but_one(const turn::Record& record, planner::Date today) {
  const int every = record.plan.review_every_days.value_or(0);
  if (!record.plan.is_committed || every <= 0) return std::nullopt;
  for (const auto& entry : record.log) {
    const auto is_commit = [](const planner::Edit& edit) {
      const auto* fact = std::get_if<planner::Committed>(&edit);  // else it only agrees on how often
      return fact != nullptr && fact->committed;
    };
    if (std::none_of(entry.edits.begin(), entry.edits.end(), is_commit)) continue;
    const auto committed = zones::date_of(zones::to_local(entry.at, record.plan.zone));
    const auto reviews = (today - committed).count() / every;
    return reviews < 2 ? std::nullopt : std::optional(committed + std::chrono::days{(reviews - 1) * every});
  }
  return std::nullopt;
}

/// What the chance was at the end of that day; none where it is not known now (it is asked for).
std::optional<double> chance_on(const Context& context, const turn::Record& record, planner::Date date) {
  auto then = as_of(record, planner::LocalTime{date + std::chrono::days{1}});
  if (!then || !then->goal.due || context.odds == nullptr) return std::nullopt;
  turn::Wanted wanted{record.id,
                      std::make_shared<const planner::Plan>(std::move(*then)),
                      {},
                      date,
                      turn::absences_of(context.state.people),
                      turn::Wanted::What::chance};
  const auto* known = turn::find(*context.odds, wanted);
  if (known != nullptr) return known->forecast ? known->forecast->goal.chance : std::nullopt;
  if (context.wants != nullptr) context.wants->push_back(std::move(wanted));
  return std::nullopt;
}

/// Reviews of a plan that nobody has changed since the last but one: without one there is nothing to compare.
std::vector<planner::Reviewed> reviews_of(const Context& context, const turn::Record& record, const planner::Past& past,
                                          std::optional<double> chance, planner::Date today) {
  const auto since = last_review_but_one(record, today);
  if (!since || !chance) return {};
  const auto is_later = [&](const planner::Done& done) { return done.deed == planner::Deed::planned && done.on > *since; };
  if (std::any_of(past.deeds.begin(), past.deeds.end(), is_later)) return {};
  const auto before = chance_on(context, record, *since);
  if (!before) return {};
  return {{*since, *before}, {*since + std::chrono::days{*record.plan.review_every_days}, *chance}};
}

turn::Answer since(const Context& context, const turn::Record& record, const View& view, planner::Moment moment) {
  const std::string from = say_moment(moment, view.today);
  const auto at = planner::LocalTime{moment.date} + moment.time.value_or(planner::Minutes{0});
  const auto before = as_of(record, at);
  if (!before) return finish(context, refuse(not_begun(record.plan, from)));
  return show_look(context, record, differences(view, *before, planner::changes(*before, record.plan, view.today), from, "now"));
}

}  // namespace

turn::Answer look_diff(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  const auto view = view_of(plan, context.state, plan_today(context, plan));
  if (said.bad_date) return finish(context, refuse(bad_date(said, row_of(said.verb))));
  if (said.by_two) return finish(context, refuse(which_date_since(*said.by_two, said, plan, view.today)));
  if (said.by) return since(context, record, view, *on_plan_clock(context, plan, said.by));
  if (!said.text.empty()) return finish(context, refuse(lacks(row_of(said.verb), "two versions, or “since” and a date")));
  int from = plan.version - 1, to = plan.version;
  if (!said.numbers.empty()) from = said.numbers.front();
  if (said.numbers.size() > 1) to = said.numbers[1];
  const bool has_none = said.numbers.empty() && in_version(plan, from) == nullptr;
  if (has_none) return since(context, record, view, {view.today - std::chrono::days{7}, {}, {}});
  for (const int version : {from, to}) {
    if (in_version(plan, version) == nullptr) return finish(context, refuse(no_such_version(plan, version)));
  }
  const auto& before = *in_version(plan, from);
  const auto& after = *in_version(plan, to);
  const auto then = view_of(after, context.state, view.today);
  const auto changes = planner::changes(before, after, view.today);
  return show_look(context, record, differences(then, before, changes, "v" + std::to_string(from), "v" + std::to_string(to)));
}

turn::Answer look_check(const Context& context, const turn::Record& record) {
  const auto& plan = record.plan;
  const auto view = view_of(plan, context.state, plan_today(context, plan));
  planner::Foreseen foreseen;
  const auto* known = foretold(context, record, {}, turn::Wanted::What::drivers);
  if (known != nullptr && known->forecast) {
    foreseen.chance = known->forecast->goal.chance;
    for (const auto& item : known->forecast->items) {
      const auto date = item.safe_start ? std::optional(planner::date_of(*item.safe_start)) : std::nullopt;
      if (date && (!foreseen.first_start || *date < *foreseen.first_start)) foreseen.first_start = date;
    }
  }
  auto past = past_of(record);
  past.reviews = reviews_of(context, record, past, foreseen.chance, view.today);
  const auto signals = planner::signals(plan, view.walk, past, foreseen, view.today);
  const auto points = planner::assess(plan, view.walk, planner::baseline(plan), view.today);
  return show_look(context, record, checked_over(view, signals, planner::goal_lights(plan), points));
}

}  // namespace backwalk::talk

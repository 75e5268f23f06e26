// The verbs that look over several plans.
#include <algorithm>
#include <set>

#include "bot/talk/act_doing.hpp"
#include "bot/talk/act_next.hpp"
#include "bot/talk/words_doing.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

constexpr std::size_t most_mine = 20;

/// Those without a date come last.
bool is_sooner(const Due& a, const Due& b) {
  if (a.when.has_value() != b.when.has_value()) return a.when.has_value();
  return a.when < b.when;
}

/// The soonest come first; ties stay in the order of the plans.
void keep_soonest(std::vector<Due>& dues, std::size_t most) {
  std::stable_sort(dues.begin(), dues.end(), is_sooner);
  if (dues.size() > most) dues.resize(most);
}

bool owns_something(const planner::Plan& plan, turn::PersonId me) {
  const auto is_open_action = [&](const auto& action) { return action.owner == me && !action.finished; };
  const auto is_open_milestone = [&](const auto& milestone) { return milestone.owner == me && !milestone.reached; };
  return std::any_of(plan.actions.begin(), plan.actions.end(), is_open_action) ||
         std::any_of(plan.milestones.begin(), plan.milestones.end(), is_open_milestone) ||
         std::any_of(plan.kpis.begin(), plan.kpis.end(), [&](const auto& kpi) { return kpi.owner == me; }) ||
         std::any_of(plan.risks.begin(), plan.risks.end(), [&](const auto& risk) { return risk.owner == me && !risk.closed; });
}

void add_mine(const Context& context, const turn::Record& record, std::vector<Due>& dues) {
  const auto& plan = record.plan;
  const auto view = view_of(record, context.state, plan_today(context, plan));
  const auto slot_of = [&](Ref ref) { return view.walk ? view.walk->find(ref) : nullptr; };
  using When = std::optional<planner::LocalTime>;
  for (const auto& action : plan.actions) {
    if (action.owner != context.me || action.finished) continue;
    const Ref ref{Kind::action, action.number};
    const auto* slot = slot_of(ref);
    const When when = slot == nullptr ? When{} : action.started ? slot->latest_finish : slot->latest_start;
    dues.push_back({&record, ref, when, action.started ? "finish by" : "start by"});
  }
  for (const auto& milestone : plan.milestones) {
    if (milestone.owner != context.me || milestone.reached) continue;
    const Ref ref{Kind::milestone, milestone.number};
    const auto* slot = slot_of(ref);
    dues.push_back({&record, ref, slot == nullptr ? When{} : slot->latest_finish, "true by"});
  }
  const planner::WorkingTime time{plan.calendar};
  for (const auto& kpi : plan.kpis) {
    if (kpi.owner != context.me) continue;
    const auto due = planner::due_of(plan, kpi);
    dues.push_back({&record, {Kind::kpi, kpi.number}, due ? When{time.end_of(due->date)} : When{}, "target by"});
  }
  for (const auto& risk : plan.risks) {
    if (risk.owner == context.me && !risk.closed) dues.push_back({&record, {Kind::risk, risk.number}, {}, ""});
  }
}

}  // namespace

turn::Answer tell_or_share(const Context& context, chat::Message shown, const planner::Plan* own) {
  if (!context.said.is_share || context.envelope.place.is_direct()) return finish(context, tell(std::move(shown)));
  if (own != nullptr) return finish(context, refuse(private_plan(own->key)));
  Reply reply;
  reply.post = std::move(shown);
  if (context.envelope.answers_inline) reply.told = shared_here();
  return finish(context, std::move(reply));
}

turn::Answer list_plans(const Context& context) {
  std::vector<turn::RecordPtr> plans;
  std::copy_if(context.state.plans.begin(), context.state.plans.end(), std::back_inserter(plans),
               [&](const auto& record) { return may_be_told_here(context, record->plan); });
  const auto own = std::find_if(plans.begin(), plans.end(), [](const auto& record) { return record->plan.is_private; });
  return tell_or_share(context, plans_listed(plans, context.state, context.calendarium.today),
                       own == plans.end() ? nullptr : &(*own)->plan);
}

turn::Answer mine(const Context& context) {
  std::vector<Due> dues;
  std::vector<const turn::Record*> plans;
  for (const auto& record : context.state.plans) {
    if (record->plan.closed_at || !owns_something(record->plan, context.me) || !may_be_told_here(context, record->plan)) continue;
    plans.push_back(record.get());
    add_mine(context, *record, dues);
  }
  const auto count = dues.size();
  keep_soonest(dues, most_mine);
  auto shown = mine_listed(dues, count, plans.size(), context.calendarium.today);
  const auto weighing = weigh_next(context, plans, context.me);
  if (const auto list = in_order(weighing); !list.empty()) shown.blocks.emplace_back(first_of_mine(list.front()));
  return finish(context, tell(std::move(shown)));
}

turn::Answer help_for(const Context& context) {
  const auto& words = context.said.words;
  const auto* row = words.size() > 1 ? find_command(words[1].text) : nullptr;
  return finish(context, tell(row != nullptr ? help(*row) : help()));
}

turn::Answer learn(const Context& context) {
  const auto& words = context.said.words;
  std::string topic = words.size() > 1 ? join(words, 1, words.size()) : "";
  std::transform(topic.begin(), topic.end(), topic.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  auto lesson = learned(topic);
  return finish(context, lesson ? tell(std::move(*lesson)) : refuse(no_such_lesson(topic)));
}

}  // namespace backwalk::talk

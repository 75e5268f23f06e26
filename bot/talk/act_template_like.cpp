// A plan as the template of another one.
#include <algorithm>
#include <map>

#include "bot/talk/act_template.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

/// As long before the new goal as it was before the old one.
std::optional<Moment> moved_with(const planner::Goal& from, const planner::Goal& to, std::optional<Moment> due) {
  if (!due) return due;
  const auto was = planner::settled(*due, from);
  const auto before = (from.due->date - was.date).count();
  return Moment{to.due->date - std::chrono::days{before}, was.time, static_cast<int>(before)};
}

}  // namespace

std::vector<planner::Command> wishes_like(const planner::Plan& model, const planner::Goal& goal, std::optional<turn::PersonId> owner,
                                          planner::LocalTime now) {
  std::vector<planner::Command> wishes;
  std::map<Ref, Ref> as;  // the new plan counts from one
  std::vector<Ref> flexible;
  const auto name = [&](Kind kind, int number, std::size_t place, bool is_flexible) {
    as[{kind, number}] = {kind, static_cast<int>(place) + 1};
    if (is_flexible) flexible.push_back(as[{kind, number}]);
  };
  for (std::size_t i = 0; i < model.milestones.size(); ++i) {
    const auto& each = model.milestones[i];
    wishes.emplace_back(planner::AddMilestone{each.title, moved_with(model.goal, goal, each.due), {}, each.done_when});
    name(Kind::milestone, each.number, i, each.is_flexible);
  }
  for (std::size_t i = 0; i < model.actions.size(); ++i) {
    const auto& each = model.actions[i];
    wishes.emplace_back(planner::AddAction{each.title, each.estimate, owner, {}, {}});
    name(Kind::action, each.number, i, each.is_flexible);
  }
  for (const auto& link : model.links) {
    const auto lag = link.lag.length < planner::Minutes{0} ? planner::Lag{} : link.lag;
    wishes.emplace_back(planner::LinkAfter{as.at(link.after), {as.at(link.before)}, lag});
  }
  if (!flexible.empty()) wishes.emplace_back(planner::SetFlexible{flexible, true});
  int risks = 0;
  for (const auto& risk : model.risks) {
    if (risk.about) continue;  // what blocked an action then
    wishes.emplace_back(planner::AddRisk{risk.words, {}, risk.watch, {}, now});
    ++risks;
    if (risk.probability || risk.delay) wishes.emplace_back(planner::WeighRisk{risks, risk.probability, risk.delay});
  }
  return wishes;
}

}  // namespace backwalk::talk

#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/whom.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;

Reply no_such(const Context& context, const planner::Plan& plan, planner::Ref ref) {
  return refuse(refusal({planner::Why::no_such_item, {ref}, {}, {}}, plan, plan_today(context, plan), context.said));
}

Wish add_kpi(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  if (said.bad_number) return refuse(bad_number(said));
  if (said.other_from || said.other_value) return refuse(which_number(said, plan));
  if (said.text.empty()) return refuse(lacks(row_of(said.verb), "a name, and from where to where it shall go"));
  if (!said.from || !said.value) return refuse(lacks(row_of(said.verb), "two numbers: today's value and the target"));
  const std::string unit = said.value->unit.empty() ? said.from->unit : said.value->unit;
  return just(planner::AddKpi{said.text, said.from->value, said.value->value, unit, on_plan_clock(context, plan, said.by), owner,
                              plan_now(context, plan)});
}

Wish kpi(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  if (said.refs.empty()) return add_kpi(context, plan, owner);
  const auto ref = said.refs.front();
  if (planner::find_kpi(plan, ref.number) == nullptr) return no_such(context, plan, ref);
  if (said.bad_number) return refuse(bad_number(said));
  if (said.other_from || said.other_value) return refuse(which_number(said, plan));
  const auto& unit = planner::find_kpi(plan, ref.number)->unit;
  const bool is_other = said.value && (said.value->unit == "%" || unit == "%") && !said.value->unit.empty() && said.value->unit != unit;
  if (is_other) return refuse(other_unit(plan, ref.number, said.number_text));
  const bool is_change = said.part == Part::add || ((said.by || owner) && !said.value && said.part != Part::same);
  if (is_change) {
    const auto target = said.value ? std::optional(said.value->value) : std::nullopt;
    return just(planner::ChangeKpi{ref.number, target, on_plan_clock(context, plan, said.by), owner});
  }
  planner::ReadKpi wish{ref.number, planner::ReadSame{}, said.because, plan_now(context, plan)};
  if (said.value && said.value->is_relative) wish.reading = planner::ReadMore{said.value->value};
  if (said.value && !said.value->is_relative) wish.reading = planner::ReadTo{said.value->value};
  return just(wish);
}

Wish risk(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  const planner::AddRisk wish{said.text, owner, said.watch, {}, plan_now(context, plan)};
  if (!said.mitigation) return just(wish);
  if (!planner::exists(plan, *said.mitigation)) return no_such(context, plan, *said.mitigation);
  if (said.mitigation->kind != Kind::action) {
    return refuse(refusal({planner::Why::not_an_action, {*said.mitigation}, {}, {}}, plan, plan_today(context, plan), said));
  }
  return std::vector<planner::Command>{wish, planner::MitigateRisk{plan.last_risk + 1, said.mitigation->number}};
}

Wish block(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  if (said.refs.empty()) return refuse(lacks(row_of(said.verb), "an action, like A4, and what stops it"));
  const auto ref = said.refs.front();
  if (!planner::exists(plan, ref)) return no_such(context, plan, ref);
  if (ref.kind != Kind::action) {
    return refuse(refusal({planner::Why::not_an_action, {ref}, {}, {}}, plan, plan_today(context, plan), said));
  }
  return just(planner::AddRisk{said.text, owner, {}, ref, plan_now(context, plan)});
}

Wish unblock(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  auto refs = said.refs;
  if (refs.empty()) refs = items_like(plan, said.text);
  if (refs.size() != 1) return refuse(lacks(row_of(said.verb), "one action or risk, like A4 or R1"));
  if (!planner::exists(plan, refs.front())) return no_such(context, plan, refs.front());
  return just(planner::CloseRisk{refs.front(), plan_now(context, plan)});
}

Wish checked(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  const auto& row = row_of(said.verb);
  if (!said.checker) return refuse(lacks(row, "a person: checked by @name"));
  const auto checker = person(context, *said.checker);
  if (!checker) return refuse_person(context, *said.checker);
  if (plan.is_private && *checker != plan.owner) return refuse(private_plan(plan.key));
  return just(planner::SetChecker{*checker});
}

}  // namespace

std::optional<Wish> measure_wish(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  switch (said.verb) {
    case Verb::kpi:
      return kpi(context, plan, owner);
    case Verb::risk:
      return risk(context, plan, owner);
    case Verb::block:
      return block(context, plan, owner);
    case Verb::unblock:
      return unblock(context, plan);
    case Verb::checked:
      return checked(context, plan);
    case Verb::report:
      if (!said.status) return refuse(lacks(row_of(said.verb), "one of: on track, at risk, off track"));
      return just(planner::ReportStatus{*said.status, said.because});
    default:
      return std::nullopt;
  }
}

}  // namespace backwalk::talk

// What takes much back or away tells that before it does; its button says all that was said.
#include "bot/talk/act_doing.hpp"
#include "bot/talk/words_doing.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {

Wish restore_wish(const Context& context, const turn::Record& record) {
  const planner::Restore wish{*context.said.number};
  const auto facts = facts_of(context, record.plan, wish);
  if (!facts || context.said.part == Part::now || context.said.is_preview || context.said.is_again) return just(wish);
  const auto today = plan_today(context, record.plan);
  Utterance sure = context.said;
  sure.plan_key.reset();
  sure.part = Part::now;
  const auto restored = planner::replay(*facts, record.plan);
  return tell(restore_asked(view_of(record.plan, context.state, today), view_of(restored, context.state, today), wish.version,
                            in_plan(record.plan, canonical(sure))));
}

Reply ask_before_delete(const Context& context, const planner::Plan& plan, const std::vector<planner::Ref>& items) {
  Utterance drop = context.said;
  drop.plan_key.reset();
  drop.refs = items;
  drop.text.clear();
  return tell(delete_asked(plan, items, in_plan(plan, canonical(drop))));
}

}  // namespace backwalk::talk

#include "bot/talk/act_template.hpp"

namespace backwalk::talk {

turn::Answer prfaq(const Context& context, const turn::Record& record) {
  const auto view = with_first(context, record, {}, view_of(record, context.state, plan_today(context, record.plan)));
  const auto chance = chance_of(context, record, {});
  const bool is_export = context.said.part == Part::exported;
  auto page = is_export ? prfaq_exported(view, chance) : prfaq_told(view, chance);
  if (is_export || home_of(record).is_direct()) return finish(context, tell(std::move(page)));
  // It is reviewed where the plan is talked about.
  Reply reply;
  reply.line = std::move(page);
  if (context.envelope.answers_inline || context.envelope.place.is_direct()) reply.told = prfaq_in_thread(record.plan);
  return finish(context, record, std::move(reply));
}

Wish prfaq_wish(const Context& context) {
  const auto& said = context.said;
  if (!said.topic) return refuse(not_all_understood(said.text, "prfaq"));
  if (said.text.empty()) return refuse(lacks(row_of(said.verb), "the words themselves"));
  return just(planner::DescribeGoal{*said.topic, said.text});
}

}  // namespace backwalk::talk

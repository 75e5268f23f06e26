// What is found by its words, and what was gained once the work is done.
#include <cctype>
#include <sstream>

#include "bot/talk/act_doing.hpp"
#include "bot/talk/words_doing.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

bool has_words(std::string title, std::string_view text) {
  const auto lower = [](std::string words) {
    for (char& c : words) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return words;
  };
  title = " " + lower(std::move(title));
  std::istringstream words(lower(std::string(text)));
  std::string word;
  bool any = false;
  for (; words >> word; any = true) {
    if (title.find(" " + word) == std::string::npos) return false;
  }
  return any;
}

}  // namespace

std::vector<Ref> kpis_like(const planner::Plan& plan, std::string_view text) {
  std::vector<Ref> found;
  for (const auto& kpi : plan.kpis) {
    if (has_words(kpi.name, text)) found.push_back({Kind::kpi, kpi.number});
  }
  return found;
}

std::vector<Ref> risks_like(const planner::Plan& plan, std::string_view text) {
  std::vector<Ref> found;
  for (const auto& risk : plan.risks) {
    if (!risk.closed && has_words(risk.words, text)) found.push_back({Kind::risk, risk.number});
  }
  return found;
}

std::optional<turn::Answer> pulled_forward(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  if (said.verb != Verb::gain || said.part != Part::pull || said.refs.size() != 1 || said.refs.front().kind != Kind::action) return {};
  const auto* action = planner::find_action(plan, said.refs.front().number);
  const auto work = said.duration && said.duration->likely ? work_of(*said.duration->likely, plan.calendar) : std::nullopt;
  if (action == nullptr || !action->finished || !work) return {};
  const auto today = plan_today(context, plan);
  const auto kept = facts_of(context, plan, planner::Gain{action->number, *work, true});
  if (!kept) return {};
  const auto buffered = planner::replay(*kept, plan);
  const auto before = view_of(buffered, context.state, today);
  const auto after = view_of(plan, context.state, today);
  Reply reply;
  reply.told = gained(before, after, planner::Gain{action->number, *work, false});
  if (!said.is_quiet && !said.is_preview) {
    reply.mention = mention_moved(context, record, planner::Gain{action->number, *work, false}, before, after);
    if (reply.mention) reply.line = by(name_of(context.state, context.me), *reply.told);
  }
  return finish(context, record, std::move(reply));
}

}  // namespace backwalk::talk

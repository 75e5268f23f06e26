#include "bot/talk/act_doing.hpp"

#include <algorithm>

#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;
using planner::Why;

/// The items meant, or the reply that refuses.
using Meant = std::variant<std::vector<Ref>, Reply>;

Reply refused(const Context& context, const planner::Plan& plan, Why why, std::vector<Ref> about) {
  return refuse(refusal({why, std::move(about), {}, {}}, plan, plan_today(context, plan), context.said));
}

/// References, or words that match the title of one.
Meant meant(const Context& context, const planner::Plan& plan, const std::string& what,
            std::vector<Ref> (*like)(const planner::Plan&, std::string_view), std::optional<Kind> kind = {}) {
  const auto& said = context.said;
  const auto& row = row_of(said.verb);
  if (said.refs.empty() && said.text.empty()) return refuse(lacks(row, what));
  if (said.refs.empty()) {
    auto found = like(plan, said.text);
    if (kind) std::erase_if(found, [&](Ref ref) { return ref.kind != *kind; });
    if (found.empty()) return refuse(no_item_like(said.text, plan, row));
    if (found.size() > 1) return refuse(which_item(found, plan, said));
    return found;
  }
  for (const auto ref : said.refs) {
    if (!planner::exists(plan, ref)) return refused(context, plan, Why::no_such_item, {ref});
  }
  return said.refs;
}

/// All of them are of this kind, or the reply that says which is not.
Meant meant_of(const Context& context, const planner::Plan& plan, Kind kind, const std::string& what,
               std::vector<Ref> (*like)(const planner::Plan&, std::string_view)) {
  auto found = meant(context, plan, what, like, kind);
  const auto* refs = std::get_if<std::vector<Ref>>(&found);
  if (refs == nullptr) return found;
  const auto wrong = std::find_if(refs->begin(), refs->end(), [&](Ref ref) { return ref.kind != kind; });
  if (wrong == refs->end()) return found;
  return refuse(lacks(row_of(context.said.verb), what + "; " + planner::text(*wrong) + " is none"));
}

Wish unlink_wish(const Context& context, const planner::Plan& plan) {
  auto items = meant(context, plan, "two items: what waits, and after what", items_like);
  if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
  const auto& refs = std::get<0>(items);
  const auto& after = context.said.after;
  if (!after.empty()) return just(planner::Unlink{refs.front(), after});
  if (refs.size() != 2) return refuse(lacks(row_of(context.said.verb), "two items: what waits, and after what"));
  const auto joins = [&](const planner::Link& link) { return link.before == refs[1] && link.after == refs[0]; };
  const bool is_second_first = std::any_of(plan.links.begin(), plan.links.end(), joins);
  return just(is_second_first ? planner::Unlink{refs[0], {refs[1]}} : planner::Unlink{refs[1], {refs[0]}});
}

/// Work of one number, or the reply that refuses.
std::variant<planner::Estimate, Reply> work_said(const Context& context, const planner::Plan& plan, const std::optional<Span>& span,
                                                 const std::optional<std::string>& typed, const std::optional<std::string>& bad) {
  const auto estimate = span ? estimate_of(*span, plan.calendar) : std::nullopt;
  if (estimate && !bad) return *estimate;
  Utterance shown = context.said;
  shown.duration_text = typed;
  shown.bad_duration = bad.value_or(how_work_is_counted);
  return refuse(bad_duration(shown, row_of(context.said.verb)));
}

/// What is booked takes its lead time; it is whose work needs it.
Wish needs_wish(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  const auto& row = row_of(said.verb);
  if (said.refs.empty()) return refuse(lacks(row, "the action that needs it, like A6"));
  const auto ref = said.refs.front();
  if (!planner::exists(plan, ref)) return refused(context, plan, Why::no_such_item, {ref});
  if (ref.kind != Kind::action) return refused(context, plan, Why::not_an_action, {ref});
  if (planner::find_action(plan, ref.number)->finished) return refused(context, plan, Why::already_finished, {ref});
  if (said.text.empty()) return refuse(lacks(row, "what is needed: a designer, a room, a budget"));
  if (!said.lead && !said.bad_lead) return refuse(lacks(row, "how long before the work it must be booked: lead 10d"));
  auto lead = work_said(context, plan, said.lead, said.lead_text, said.bad_lead);
  if (auto* reply = std::get_if<Reply>(&lead)) return std::move(*reply);
  std::string title = "Book " + said.text;
  if (said.duration) {
    auto length = work_said(context, plan, said.duration, said.duration_text, said.bad_duration);
    if (auto* reply = std::get_if<Reply>(&length)) return std::move(*reply);
    title += " for " + say_work(std::get<0>(length).likely, plan.calendar);
  }
  if (!owner) owner = planner::find_action(plan, ref.number)->owner;
  return just(planner::AddAction{title, std::get<0>(lead), owner, {ref}, {}});
}

Wish split_wish(const Context& context, const planner::Plan& plan) {
  auto items = meant_of(context, plan, Kind::action, "one action, like A4", items_like);
  if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
  const auto& refs = std::get<0>(items);
  if (refs.size() != 1 || context.said.parts.size() < 2) return refuse(lacks(row_of(Verb::split), "one action and two parts or more"));
  planner::SplitAction wish{refs.front().number, {}};
  for (const auto& part : context.said.parts) {
    planner::SplitPart taken{part.title, {}};
    if (part.duration) {
      auto length = work_said(context, plan, part.duration, part.title, {});
      if (auto* reply = std::get_if<Reply>(&length)) return std::move(*reply);
      taken.estimate = std::get<0>(length);
    }
    wish.parts.push_back(std::move(taken));
  }
  return just(wish);
}

Wish merge_wish(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  const bool has_title = said.part == Part::note;
  if (!has_title && !said.text.empty() && !said.refs.empty()) {
    Utterance understood = said;
    understood.text.clear();
    return refuse(not_all_understood(said.text, canonical(understood)));
  }
  auto items = meant_of(context, plan, Kind::action, "two actions or more, like A4 A5", items_like);
  if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
  const auto& refs = std::get<0>(items);
  if (refs.size() < 2) return refuse(lacks(row_of(Verb::merge), "two actions or more, like A4 A5"));
  planner::MergeActions wish;
  for (const auto ref : refs) wish.numbers.push_back(ref.number);
  if (has_title) wish.title = said.text;
  return just(wish);
}

Wish gain_wish(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  auto items = meant_of(context, plan, Kind::action, "an action, like A2, and how much: 2d", items_like);
  if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
  const auto ref = std::get<0>(items).front();
  const bool is_whole = said.duration && said.duration->likely && !said.duration->best && !said.is_left && !said.to_date;
  const auto work = is_whole ? work_of(*said.duration->likely, plan.calendar) : std::nullopt;
  if (!said.duration || !work) return refuse(lacks(row_of(Verb::gain), "how much less it takes, in working time: 2d"));
  const planner::Gain wish{ref.number, *work, said.part == Part::buffer};
  const auto& action = *planner::find_action(plan, ref.number);
  const bool is_done = action.finished.has_value();
  if (!is_done && *work >= planner::duration_of(plan, action)) {
    return refuse(gain_too_great(plan, action, *work));
  }
  if (said.part != Part::plain || said.is_preview || is_done) return just(wish);
  // Nobody said yet how it is to be used.
  const auto today = plan_today(context, plan);
  const auto facts = facts_of(context, plan, wish);
  if (!facts) return refuse(refusal(facts.error(), plan, today, said));
  const auto sooner = planner::replay(*facts, plan);
  const auto before = view_of(plan, context.state, today);
  return tell(gain_how(before, view_of(sooner, context.state, today), wish, said_of(context)));
}

Wish happened_wish(const Context& context, const planner::Plan& plan) {
  auto items = meant_of(context, plan, Kind::risk, "a risk, like R2", risks_like);
  if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
  const auto& refs = std::get<0>(items);
  const auto& said = context.said;
  std::optional<planner::Minutes> cost;
  if (said.duration) {
    auto length = work_said(context, plan, said.duration, said.duration_text, said.bad_duration);
    if (auto* reply = std::get_if<Reply>(&length)) return std::move(*reply);
    cost = std::get<0>(length).likely;
    const auto about = planner::find_risk(plan, refs.front().number)->about;
    const auto* action = about ? planner::find_action(plan, about->number) : nullptr;
    if (action == nullptr || action->finished) {
      return refuse(lacks(row_of(Verb::happened), "a risk that blocks something to say what it costs; else say: slip A4 3d"));
    }
  }
  std::vector<planner::Command> wishes;
  for (const auto ref : refs) wishes.emplace_back(planner::HappenRisk{ref.number, plan_now(context, plan), cost});
  return wishes;
}

/// An action that is there, or a new one: before what the risk is about, where nothing else was said.
Wish mitigate_wish(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  const auto& row = row_of(Verb::mitigate);
  if (said.refs.empty() || said.refs.front().kind != Kind::risk) return refuse(lacks(row, "a risk, like R2, and what is done about it"));
  for (const auto ref : said.refs) {
    if (!planner::exists(plan, ref)) return refused(context, plan, Why::no_such_item, {ref});
  }
  const int risk = said.refs.front().number;
  if (said.refs.size() == 2) {
    if (said.refs[1].kind != Kind::action) return refused(context, plan, Why::not_an_action, {said.refs[1]});
    return just(planner::MitigateRisk{risk, said.refs[1].number});
  }
  if (said.text.empty()) return refuse(lacks(row, "what is done about it: an action, or its title"));
  planner::AddAction action{said.text, {}, owner ? owner : planner::find_risk(plan, risk)->owner, {}, {}};
  if (said.duration) {
    auto length = work_said(context, plan, said.duration, said.duration_text, said.bad_duration);
    if (auto* reply = std::get_if<Reply>(&length)) return std::move(*reply);
    action.estimate = std::get<0>(length);
  }
  const auto about = planner::find_risk(plan, risk)->about;
  const auto* blocked = about && about->kind == Kind::action ? planner::find_action(plan, about->number) : nullptr;
  if (said.before) {
    action.before = {*said.before};
  } else if (blocked != nullptr && !blocked->started && !blocked->finished) {
    action.before = {*about};
  }
  return std::vector<planner::Command>{action, planner::MitigateRisk{risk, plan.last_action + 1}};
}

Wish simplify_wish(const Context& context, const turn::Record& record) {
  const auto& plan = record.plan;
  const auto today = plan_today(context, plan);
  const auto facts = facts_of(context, plan, planner::Simplify{});
  if (context.said.part == Part::now || context.said.is_preview || (!facts && facts.error().why != Why::nothing_to_change)) {
    return just(planner::Simplify{});
  }
  const auto simple = facts ? planner::replay(*facts, plan) : plan;
  return tell(simplify_asked(view_of(plan, context.state, today), view_of(simple, context.state, today)));
}

}  // namespace

std::optional<Wish> doing_wish(const Context& context, const turn::Record& record, std::optional<turn::PersonId> owner) {
  const auto& plan = record.plan;
  switch (context.said.verb) {
    case Verb::unlink:
      return unlink_wish(context, plan);
    case Verb::needs:
      return needs_wish(context, plan, owner);
    case Verb::split:
      return split_wish(context, plan);
    case Verb::merge:
      return merge_wish(context, plan);
    case Verb::take: {
      auto items = meant(context, plan, "an item, like A4", items_like);
      if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
      return just(planner::SetOwner{std::get<0>(items), context.me});
    }
    case Verb::gain:
      return gain_wish(context, record);
    case Verb::happened:
      return happened_wish(context, plan);
    case Verb::mitigate:
      return mitigate_wish(context, plan, owner);
    case Verb::flexible: {
      auto items = meant(context, plan, "an action or a milestone, like A6", items_like);
      if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
      return just(planner::SetFlexible{std::get<0>(items), context.said.part != Part::off});
    }
    case Verb::simplify:
      return simplify_wish(context, record);
    case Verb::close:
      if (!context.said.text.empty()) return refuse(not_all_understood(context.said.text, in_plan(plan, "close")));
      if (context.said.part == Part::now || plan.closed_at) return std::nullopt;
      return tell(close_asked(view_of(plan, context.state, plan_today(context, plan))));
    default:
      return std::nullopt;
  }
}

std::optional<Reply> doing_view(const Context& context, const View& view) {
  const auto& said = context.said;
  if (said.verb == Verb::plan) return tell(plan_told(view));
  if (said.verb == Verb::settings)
    return said.part == Part::plain && said.text.empty() ? std::optional(tell(settings_shown(view))) : std::nullopt;
  if (said.verb != Verb::pace) return std::nullopt;
  if (said.refs.empty() && said.text.empty()) {
    return tell(view.plan.kpis.size() == 1 ? pace_told(view, view.plan.kpis.front()) : kpis_listed(view));
  }
  auto items = meant_of(context, view.plan, Kind::kpi, "a KPI, like K1", kpis_like);
  if (auto* reply = std::get_if<Reply>(&items)) return std::move(*reply);
  return tell(pace_told(view, *planner::find_kpi(view.plan, std::get<0>(items).front().number)));
}

}  // namespace backwalk::talk

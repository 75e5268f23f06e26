#include <algorithm>

#include "bot/talk/act_decide.hpp"
#include "bot/talk/act_doing.hpp"
#include "bot/talk/act_rhythm.hpp"
#include "bot/talk/act_template.hpp"
#include "bot/talk/grammar_parts.hpp"
#include "bot/talk/spans_parts.hpp"
#include "bot/talk/walk.hpp"
#include "bot/talk/whom.hpp"
#include "bot/talk/words_doing.hpp"
#include "bot/talk/words_rhythm.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

/// A value or the reply that refuses.
template <class T>
using Or = std::variant<T, Reply>;

Or<std::optional<turn::PersonId>> owner_of_utterance(const Context& context) {
  const auto& said = context.said;
  if (!said.owner) return std::optional<turn::PersonId>{};
  const auto found = person(context, *said.owner);
  if (!found) return refuse_person(context, *said.owner);
  return found;
}

Or<std::optional<planner::Estimate>> estimate_of_utterance(const Context& context, const planner::Plan& plan) {
  const auto& said = context.said;
  if (!said.duration) return std::optional<planner::Estimate>{};
  const auto estimate = estimate_of(*said.duration, plan.calendar);
  if (estimate) return estimate;
  Utterance shown = said;
  shown.bad_duration = how_work_is_counted;
  return refuse(bad_duration(shown, row_of(said.verb)));
}

/// The items that are meant: references, or words that match one title.
Or<std::vector<Ref>> items_meant(const Context& context, const planner::Plan& plan, const std::string& what) {
  const auto& said = context.said;
  if (!said.refs.empty()) return said.refs;
  const auto& row = row_of(said.verb);
  if (said.text.empty()) return refuse(lacks(row, what));
  const auto found = items_like(plan, said.text);
  if (found.empty()) return refuse(no_item_like(said.text, plan, row));
  if (found.size() > 1) return refuse(which_item(found, plan, said));
  return found;
}

Wish wish_goal(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  if (said.text.empty() && !said.by) return tell(goal_changed(view_of(record, context.state, plan_today(context, record.plan)), false));
  planner::ChangeGoal wish;
  if (!said.text.empty()) wish.title = said.text;
  wish.due = on_plan_clock(context, record.plan, said.by);
  if (auto reply = ask_before_goal_move(context, record, wish)) return *reply;
  return just(wish);
}

Wish wish_milestone(const Context& context, const planner::Plan& plan, std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  const std::optional<std::string> title = said.text.empty() ? std::nullopt : std::optional(said.text);
  const auto due = on_plan_clock(context, plan, said.by);
  if (!said.refs.empty() && said.refs.front().kind == Kind::milestone) {
    if (!title && !said.by && !owner && !said.done_when)
      return refuse(lacks(row_of(said.verb), "what shall change: a title, a date, an owner, or what it is done when"));
    return just(planner::ChangeMilestone{said.refs.front().number, title, due, owner, said.done_when});
  }
  if (!title) return refuse(lacks(row_of(said.verb), "a state that must be true on the way"));
  return just(planner::AddMilestone{*title, due, owner, said.done_when});
}

Wish wish_action(const Context& context, const planner::Plan& plan, std::optional<planner::Estimate> estimate,
                 std::optional<turn::PersonId> owner) {
  const auto& said = context.said;
  const std::optional<std::string> title = said.text.empty() ? std::nullopt : std::optional(said.text);
  const bool names_one = said.verb == Verb::action && !said.refs.empty();
  if (names_one) {
    if (said.refs.front().kind != Kind::action) return refuse(lacks(row_of(said.verb), "an action, like A3"));
    if (!title && !estimate && !owner)
      return refuse(lacks(row_of(said.verb), "what shall change: a title, how long it takes, or an owner"));
    return just(planner::ChangeAction{said.refs.front().number, title, estimate, owner});
  }
  planner::AddAction wish;
  if (said.verb == Verb::before) {
    if (said.refs.empty()) return refuse(lacks(row_of(said.verb), "what it comes before: M1, A4 or goal"));
    wish.before = said.refs;
  } else if (said.before) {
    wish.before = {*said.before};
  }
  if (!title) return refuse(lacks(row_of(said.verb), "what must be done"));
  wish.title = *title;
  wish.estimate = estimate;
  // In a private plan there is nobody else who could do it.
  wish.owner = !owner && plan.is_private ? std::optional(plan.owner) : owner;
  wish.after = said.after;
  return just(wish);
}

Wish wish_link(const Context& context) {
  const auto& said = context.said;
  if (said.refs.empty() || (said.after.empty() && !said.before))
    return refuse(lacks(row_of(said.verb), "two items: what waits, and after what"));
  if (said.after.empty()) return just(planner::LinkAfter{*said.before, said.refs});
  return just(planner::LinkAfter{said.refs.front(), said.after});
}

Wish wish_commit(const Context& context) {
  const auto& said = context.said;
  if (said.text.starts_with("every ")) {
    Utterance shown = said;
    shown.every_text = said.text;
    shown.bad_every = "a review comes every so many days or weeks";
    return refuse(bad_every(shown));
  }
  if (!said.text.empty()) return refuse(not_all_understood(said.text, "commit"));
  planner::Commit wish{said.every_days, {}};
  if (said.checker) {
    wish.checker = person(context, *said.checker);
    if (!wish.checker) return refuse_person(context, *said.checker);
  }
  return just(wish);
}

Wish wish_guest(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  if (!plan.is_private) return refuse(open_to_all(plan));
  if (said.people.empty() && said.text.empty() && said.part != Part::off) return tell(guests_of(plan, context.state));
  if (said.people.empty()) return refuse(lacks(row_of(said.verb), "a person: @name"));
  if (!said.text.empty()) return refuse(not_all_understood(said.text, "invite " + parts::written(said.people.front())));
  const auto guest = person(context, said.people.front());
  if (!guest) return refuse_person(context, said.people.front());
  return just(planner::SetGuest{*guest, said.part != Part::off});
}

Wish asked_first(const Context& context, const turn::Record& record, const planner::Slip& slip) {
  if (auto reply = ask_before_slip(context, record, slip)) return *reply;
  return just(slip);
}

Wish wish_slip(const Context& context, const turn::Record& record, Ref item) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  if (item.kind != Kind::action) {
    return refuse(refusal({planner::Why::not_an_action, {item}, {}, {}}, plan, plan_today(context, plan), said));
  }
  const auto at = plan_now(context, plan);
  if (said.to_date && said.by) {
    return asked_first(context, record, {item.number, planner::SlipTo{*on_plan_clock(context, plan, said.by)}, at});
  }
  if (!said.duration) return refuse(lacks(row_of(said.verb), "how much: 3d more, 12d left, or to 15 oct"));
  const auto amount = said.duration->likely ? said.duration->likely : said.duration->worst;
  const auto work = amount ? work_of(*amount, plan.calendar) : std::nullopt;
  if (!work || said.duration->best) {
    Utterance shown = said;
    shown.bad_duration = "a slip is one number of working days, hours or weeks";
    return refuse(bad_duration(shown, row_of(said.verb)));
  }
  if (said.is_left) return asked_first(context, record, {item.number, planner::SlipLeft{*work}, at});
  return asked_first(context, record, {item.number, planner::SlipBy{*work}, at});
}

}  // namespace

const CommandRow& row_of(Verb verb) {
  const auto& rows = commands();
  return *std::find_if(rows.begin(), rows.end(), [&](const CommandRow& row) { return row.verb == verb; });
}

std::optional<Reply> malformed(const Context& context, const std::string& plan_key) {
  const auto& said = context.said;
  const auto& row = row_of(said.verb);
  if (said.bad_date) return refuse(bad_date(said, row));
  if (said.by_two) return refuse(which_date(*said.by_two, said, context.calendarium.today, plan_key));
  const bool takes_items_only = said.verb == Verb::started || said.verb == Verb::done || said.verb == Verb::drop ||
                                said.verb == Verb::slip || said.verb == Verb::owner || said.verb == Verb::link ||
                                said.verb == Verb::unlink || said.verb == Verb::take || said.verb == Verb::gain ||
                                said.verb == Verb::happened || said.verb == Verb::flexible;
  const bool takes_span = said.verb == Verb::slip || said.verb == Verb::gain;
  const bool has_span = said.duration || said.bad_duration || said.to_date;
  if (takes_span && !has_span && !said.refs.empty() && !said.text.empty()) {
    Utterance shown = said;
    shown.duration_text = said.text;
    shown.bad_duration = "it is none; write 3d, 4h or 2w";
    return refuse(bad_duration(shown, row));
  }
  if (takes_items_only && !said.refs.empty() && !said.text.empty()) {
    Utterance understood = said;
    understood.text.clear();
    return refuse(not_all_understood(said.text, canonical(understood)));
  }
  if (said.by && (said.verb == Verb::action || said.verb == Verb::before)) return refuse(no_date_of_its_own());
  if (said.bad_duration) return refuse(bad_duration(said, row));
  return std::nullopt;
}

Wish wish_of(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  const auto now = plan_now(context, plan);
  if (auto reply = malformed(context, plan.key)) return *reply;
  if (row_of(said.verb).who == Who::owner && context.me != plan.owner) {
    return refuse(owner_only(name_of(context.state, plan.owner), row_of(said.verb)));
  }
  auto owner = owner_of_utterance(context);
  if (auto* reply = std::get_if<Reply>(&owner)) return *reply;
  const auto whom = std::get<0>(owner);
  if (plan.is_private && whom && *whom != plan.owner) return refuse(private_plan(plan.key));

  if (said.verb == Verb::accept) return accept_wish(context, record);
  if (auto wish = doing_wish(context, record, whom)) return *wish;
  if (auto wish = measure_wish(context, plan, whom)) return *wish;
  if (auto wish = rhythm_wish(context, record)) return *wish;

  switch (said.verb) {
    case Verb::goal:
      return wish_goal(context, record);
    case Verb::milestone:
      return wish_milestone(context, plan, whom);
    case Verb::action:
    case Verb::before: {
      if (const auto others = owners_named(said); others.size() > 1) return refuse(one_owner_each(others));
      auto estimate = estimate_of_utterance(context, plan);
      if (auto* reply = std::get_if<Reply>(&estimate)) return *reply;
      return wish_action(context, plan, std::get<0>(estimate), whom);
    }
    case Verb::link:
      return wish_link(context);
    case Verb::commit:
      return wish_commit(context);
    case Verb::move:
      return wish_move(context, record);
    case Verb::prfaq:
      return prfaq_wish(context);
    case Verb::invite:
      return wish_guest(context, record);
    case Verb::lite:
      return just(planner::SetLite{said.part != Part::off});
    case Verb::from_template:
      return name_template(context, record);
    case Verb::restore:
      if (!said.number) return refuse(lacks(row_of(said.verb), "a version, like v1"));
      return restore_wish(context, record);
    default:
      break;
  }
  auto meant = items_meant(context, plan, said.verb == Verb::owner ? "an item and a person" : "an item, like A3");
  if (auto* reply = std::get_if<Reply>(&meant)) return *reply;
  const auto& items = std::get<0>(meant);
  for (const auto item : items) {
    if (!planner::exists(plan, item))
      return refuse(refusal({planner::Why::no_such_item, {item}, {}, {}}, plan, plan_today(context, plan), said));
  }
  if (said.verb == Verb::slip) return wish_slip(context, record, items.front());
  if (said.verb == Verb::owner) {
    if (!whom) return refuse(lacks(row_of(said.verb), "a person: @name or me"));
    return just(planner::SetOwner{items, *whom});
  }
  const bool is_sure = said.is_preview || said.is_again || context.is_supposed;
  if (said.verb == Verb::drop && parts::bare(said.first_word) == "delete" && !is_sure) return ask_before_delete(context, plan, items);
  std::vector<planner::Command> wishes;
  for (const auto item : items) {
    if (said.verb == Verb::done && item.kind == Kind::risk) {
      wishes.emplace_back(planner::CloseRisk{item, now});
      continue;
    }
    const bool is_wrong = said.verb == Verb::started ? item.kind != Kind::action : said.verb == Verb::done && item.kind == Kind::kpi;
    if (is_wrong) {
      return refuse(refusal({planner::Why::not_an_action, {item}, {}, {}}, plan, plan_today(context, plan), said));
    }
    if (said.verb == Verb::started) {
      wishes.emplace_back(planner::StartAction{item.number, now});
    } else if (said.verb == Verb::done) {
      wishes.emplace_back(planner::Finish{item, now});
    } else {
      wishes.emplace_back(planner::Drop{item});
    }
  }
  return wishes;
}

}  // namespace backwalk::talk

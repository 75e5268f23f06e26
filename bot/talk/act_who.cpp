// `who`: who could help with an action, and when; asking them, and their answer. Nothing of the plan changes by it.
#include <algorithm>
#include <map>
#include <tuple>

#include "bot/base/zones.hpp"
#include "bot/talk/act_decide.hpp"
#include "bot/talk/reply.hpp"
#include "bot/talk/whom.hpp"
#include "bot/talk/words_who.hpp"
#include "bot/turn/absences.hpp"
#include "planner/capacity.hpp"
#include "planner/decide.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;
using std::chrono::days;

constexpr int horizon = 90;  // days in which somebody is looked for
constexpr std::size_t most_helpers = 3;

/// What the owners have to do on each date, by the earliest dates of all plans that may be named here.
struct Busy {
  std::map<turn::PersonId, std::vector<planner::Load>> loads{};

  explicit Busy(const Context& context) {
    const auto absences = turn::absences_of(context.state.people);
    std::vector<View> views;
    for (const auto& each : context.state.plans) {
      if (each->plan.is_private || each->plan.closed_at) continue;
      views.push_back(view_of(*each, context.state, plan_today(context, each->plan), absences));
    }
    std::vector<planner::Scheduled> plans;
    for (const auto& view : views) {
      if (view.walk) plans.push_back({&view.plan, &*view.walk});
    }
    for (auto& load : planner::loads(plans, planner::Stretch::day, planner::Dates::earliest)) loads[load.person].push_back(std::move(load));
  }

  const planner::Load* on(turn::PersonId person, planner::Date date) const {
    const auto known = loads.find(person);
    if (known == loads.end()) return nullptr;
    const auto found = std::lower_bound(known->second.begin(), known->second.end(), date,
                                        [](const planner::Load& load, planner::Date day) { return load.from < day; });
    return found == known->second.end() || found->from != date || found->demanded == 0 ? nullptr : &*found;
  }
};

/// From when on so many working days in a row are free, and what stands before them.
std::optional<Helper> free_helper(const Context& context, const planner::Plan& plan, const Busy& busy, turn::PersonId person, int needed) {
  const planner::WorkingTime time{planner::calendar_of(plan, person)};
  const auto today = plan_today(context, plan);
  const auto& away = context.state.people.at(person).away;
  Helper helper{.person = person, .from = today};
  int free = 0;
  for (auto date = today; date < today + days{horizon}; date += days{1}) {
    if (!time.is_working_day(date)) continue;
    const auto* load = busy.on(person, date);
    const bool is_away = away && away->from <= date && date < away->until;
    if (load != nullptr || is_away) {
      helper.until_then = load != nullptr && !load->shares.empty() ? std::optional(load->shares.front()) : std::nullopt;
      free = 0;
      continue;
    }
    if (free == 0) helper.from = date;
    if (++free == needed) return helper;
  }
  return std::nullopt;
}

/// The item next to this action that the person has to do with: it comes before or after it, or leads to the same.
std::optional<Ref> known_neighbour(const planner::Plan& plan, Ref action, turn::PersonId person) {
  const auto is_theirs = [&](Ref ref) { return ref != action && planner::owner_of(plan, ref) == person; };
  for (const auto& link : plan.links) {
    if (link.after == action && is_theirs(link.before)) return link.before;
    if (link.before == action && is_theirs(link.after)) return link.after;
    if (link.before != action) continue;
    for (const auto& other : plan.links) {
      if (other.after == link.after && other.before.kind == Kind::action && is_theirs(other.before)) return other.before;
    }
  }
  return std::nullopt;
}

/// Through the plan's own door; null where there is none.
const chat::Door* door_to(const turn::Record& record, const turn::Person& person) {
  const auto found = std::find_if(person.doors.begin(), person.doors.end(),
                                  [&](const auto& door) { return door.platform == record.platform && door.workspace == record.workspace; });
  return found == person.doors.end() ? nullptr : &*found;
}

std::vector<Helper> helpers(const Context& context, const turn::Record& record, Ref action, int needed) {
  const Busy busy{context};
  const auto owner = planner::owner_of(record.plan, action);
  std::vector<Helper> found;
  for (const auto& [id, person] : context.state.people) {
    const auto* door = door_to(record, person);
    if (owner == id || id == context.me || door == nullptr) continue;
    auto helper = free_helper(context, record.plan, busy, id, needed);
    if (!helper) continue;
    helper->user = door->user;
    helper->knows = known_neighbour(record.plan, action, id);
    found.push_back(std::move(*helper));
  }
  std::sort(found.begin(), found.end(), [](const Helper& a, const Helper& b) {
    return std::tuple(a.from, !a.knows, a.person) < std::tuple(b.from, !b.knows, b.person);
  });
  if (found.size() > most_helpers) found.resize(most_helpers);
  return found;
}

/// The action of a way that was listed: "second person on A4".
std::optional<Ref> action_in(const turn::Way& way) {
  for (const auto& word : words_of({chat::Piece{way.words}})) {
    const auto ref = read_ref(word.text);
    if (ref && ref->kind == Kind::action) return ref;
  }
  return std::nullopt;
}

/// The unfinished action that is meant, or the reply that refuses.
std::variant<Ref, Reply> action_meant(const Context& context, const turn::Record& record) {
  const auto& said = context.said;
  const auto& plan = record.plan;
  auto refs = said.refs;
  if (!said.numbers.empty()) {
    const auto listed = listed_ways(context, record, said.numbers);
    if (const auto* reply = std::get_if<Reply>(&listed)) return *reply;
    if (const auto ref = action_in(std::get<turn::Way>(listed))) refs = {*ref};
  } else if (refs.empty() && !said.text.empty()) {
    refs = items_like(plan, said.text);
    if (refs.empty()) return refuse(no_item_like(said.text, plan, row_of(Verb::who)));
    if (refs.size() > 1) return refuse(which_item(refs, plan, row_of(Verb::who)));
  }
  if (refs.empty()) return refuse(lacks(row_of(Verb::who), "an action, like A4, or the number of a way that was listed"));
  const auto ref = refs.front();
  const auto* action = ref.kind == Kind::action ? planner::find_action(plan, ref.number) : nullptr;
  const auto why = ref.kind != Kind::action ? planner::Why::not_an_action
                   : action == nullptr      ? planner::Why::no_such_item
                                            : planner::Why::already_finished;
  if (action == nullptr || action->finished) {
    return refuse(refusal({why, {ref}, {}, {}}, plan, plan_today(context, plan), said));
  }
  return ref;
}

/// Somebody is asked, and answers, once a day: a second press does nothing more.
std::string asked_key(const Context& context, const turn::Record& record, Ref action, const std::string& what) {
  return root_key(record.id) + "/who/" + planner::text(action) + "/u" + std::to_string(context.me.value) + "/" + what + "/" +
         zones::iso(plan_today(context, record.plan));
}

std::optional<NotAsked> why_not_asked(const Context& context, const View& view, Ref action, turn::PersonId helper) {
  if (helper == context.me) return NotAsked::is_asking;
  if (planner::owner_of(view.plan, action) == helper) return NotAsked::has_it;
  const auto& away = view.state.people.at(helper).away;
  if (away && away->from <= view.today && view.today < away->until) return NotAsked::is_away;
  return std::nullopt;
}

turn::Answer ask_helper(const Context& context, const turn::Record& record, const View& view, Ref action, int needed) {
  const auto helper = person(context, *context.said.owner);
  if (!helper) return finish(context, refuse_person(context, *context.said.owner));
  if (record.plan.is_private) return finish(context, refuse(private_plan(record.plan.key)));
  const auto place = direct_message(record, context.state, *helper);
  if (!place) return finish(context, refuse_person(context, *context.said.owner));
  if (view.plan.closed_at)
    return finish(context, refuse(refusal({planner::Why::plan_closed, {}, {}, {}}, view.plan, view.today, context.said)));
  if (const auto why = why_not_asked(context, view, action, *helper))
    return finish(context, refuse(help_not_asked(view, action, *helper, *why)));
  const Busy busy{context};
  const auto found = free_helper(context, record.plan, busy, *helper, needed);
  auto answer = finish(context, tell(help_asked(view, action, *helper)));
  chat::Outgoing asked;
  asked.key = asked_key(context, record, action, "u" + std::to_string(helper->value));
  asked.place = *place;
  asked.message = help_wanted(view, action, context.me, found ? std::optional(found->from) : std::nullopt);
  answer.later.push_back(std::move(asked));
  return answer;
}

}  // namespace

turn::Answer look_who(const Context& context, const turn::Record& record) {
  const auto meant = action_meant(context, record);
  if (const auto* reply = std::get_if<Reply>(&meant)) return finish(context, *reply);
  const auto action = std::get<Ref>(meant);
  const auto today = plan_today(context, record.plan);
  const auto view = view_of(record, context.state, today);
  const auto& meant_action = *planner::find_action(record.plan, action.number);
  const bool is_left_told = meant_action.started && meant_action.remaining;
  const auto work = is_left_told ? meant_action.remaining->left : planner::duration_of(record.plan, meant_action);
  if (context.said.part == Part::on || context.said.part == Part::off) {
    const bool can = context.said.part == Part::on;
    auto words = help_answered(view, action, can);
    auto answer = finish(context, tell(words));
    chat::Outgoing line;
    line.key = asked_key(context, record, action, can ? "yes" : "no");
    line.place = home_of(record);
    line.in_thread_of = root_key(record.id);
    line.message = by(name_of(context.state, context.me), std::move(words));
    line.repeat = chat::Repeat::at_least_once;
    if (!line.place.is_direct()) answer.later.push_back(std::move(line));
    return answer;
  }
  const auto per_day = record.plan.calendar.minutes_per_day;
  const auto needed = static_cast<int>(std::clamp<std::int64_t>((work / 2 + per_day - planner::Minutes{1}) / per_day, 1, 20));
  if (context.said.owner) return ask_helper(context, record, view, action, needed);
  return show_look(context, record, who_told(view, action, work, helpers(context, record, action, needed)));
}

}  // namespace backwalk::talk

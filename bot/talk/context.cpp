#include "bot/talk/context.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <sstream>

#include "bot/base/zones.hpp"
#include "bot/talk/spans_parts.hpp"
#include "bot/talk/whom.hpp"
#include "bot/turn/absences.hpp"

namespace backwalk::talk {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

const turn::Person* find_person(const turn::State& state, turn::PersonId id) {
  const auto found = state.people.find(id);
  return found == state.people.end() ? nullptr : &found->second;
}

/// Whether a word of the title is this one, or begins with it from three letters on ("vend" for "vendor", but not "it" for "item").
bool has_word(const std::string& title, const std::string& wanted) {
  std::istringstream words(title);
  std::string word;
  while (words >> word) {
    while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.back())) != 0) word.pop_back();
    if (word == wanted || (wanted.size() >= 3 && word.starts_with(wanted))) return true;
  }
  return false;
}

bool holds_all_words(const std::string& title, const std::string& wanted) {
  std::istringstream words(wanted);
  std::string word;
  bool any = false;
  while (words >> word) {
    any = true;
    if (!has_word(title, word)) return false;
  }
  return any;
}

/// "anna" or "u3" of "RUN/anna": whose private plan it is.
bool is_whose(const turn::State& state, const planner::Plan& plan, std::string_view whose) {
  const auto name = lower(whose);
  return plan.is_private && (name == lower(name_of(state, plan.owner)) || name == "u" + std::to_string(plan.owner.value));
}

/// "T-2w", or the "T" of "T minus 2 weeks": only these mean another date once the goal's is known.
bool may_count_from_goal(const Word& word) {
  if (word.text.find_first_of("tT") == std::string::npos) return false;
  const std::string text = parts::bare(word.text);
  return text == "t" || text.starts_with("t-") || text.starts_with("t+");
}

/// Of several plans in one place the closed ones are meant by their key, by what only they can do, and where the last thing said was said
/// of one.
void leave_what_is_meant(const Utterance& said, std::vector<const turn::Record*>& plans) {
  const auto is_closed = [](const turn::Record* record) { return record->plan.closed_at.has_value(); };
  if (std::ranges::all_of(plans, is_closed)) return;
  if (said.verb == Verb::reopen || (said.verb == Verb::from_template && said.part == Part::add)) {
    if (std::ranges::any_of(plans, is_closed)) std::erase_if(plans, std::not_fn(is_closed));
    return;
  }
  const auto last_said = [](const turn::Record* record) { return record->log.empty() ? Instant{} : record->log.back().at; };
  const auto is_older = [&](const turn::Record* open, const turn::Record* closed) { return last_said(open) <= last_said(closed); };
  const auto is_last = [&](const turn::Record* closed) {
    return is_closed(closed) &&
           std::ranges::all_of(plans, [&](const turn::Record* open) { return is_closed(open) || is_older(open, closed); });
  };
  std::vector<const turn::Record*> last;
  if (said.verb == Verb::undo) std::ranges::copy_if(plans, std::back_inserter(last), is_last);
  std::erase_if(plans, [&](const turn::Record* record) { return is_closed(record) && std::ranges::find(last, record) == last.end(); });
}

/// "done A4" is said of the only one that has an A4.
void leave_who_has_it(const Utterance& said, std::vector<const turn::Record*>& plans) {
  auto refs = said.refs;
  refs.insert(refs.end(), said.after.begin(), said.after.end());
  if (said.before) refs.push_back(*said.before);
  if (!said.is_command || refs.empty()) return;
  const auto has_all = [&](const turn::Record* record) {
    return std::ranges::all_of(refs, [&](planner::Ref ref) { return has_been(record->plan, ref); });
  };
  if (std::ranges::count_if(plans, has_all) == 1) std::erase_if(plans, std::not_fn(has_all));
}

}  // namespace

Context context_of(const chat::Envelope& envelope, std::vector<Word> words, const turn::State& state, Instant now, const House& house) {
  Context context{envelope, state, now, house, state.speaker.value_or(turn::PersonId{}), house.zone, {}, {}};
  if (const auto* speaker = find_person(state, context.me); speaker != nullptr && speaker->zone && zones::exists(*speaker->zone)) {
    context.zone = *speaker->zone;
  }
  const auto local = zones::to_local(now, context.zone);
  context.calendarium.today = zones::date_of(local);
  context.calendarium.time_now = local - planner::LocalTime{context.calendarium.today};
  context.calendarium.zone = context.zone;
  context.said = parse(words, context.calendarium);
  context.heard = join(words, 0, words.size());
  context.heard_as = context.said.verb;
  return context;
}

void read_again_for(Context& context, const planner::Plan& plan) {
  if (!plan.goal.due) return;
  context.calendarium.goal = plan.goal.due->date;
  if (std::none_of(context.said.words.begin(), context.said.words.end(), may_count_from_goal)) return;
  const auto words = context.said.words;
  context.said = parse(words, context.calendarium);
}

bool may_be_told_here(const Context& context, const planner::Plan& plan) {
  return !plan.is_private || context.envelope.place.is_direct() || !context.envelope.answer_in;
}

WhichPlan which_plan(const Context& context) {
  const auto& state = context.state;
  if (context.said.plan_key) {
    const auto& said = *context.said.plan_key;
    const auto slash = said.find('/');
    // Of two plans with this key one is shared with me: my own goes first, unless the other's owner is named.
    const turn::Record* found = nullptr;
    for (const auto& record : state.plans) {
      const bool is_first = found == nullptr || (found->plan.is_private && found->plan.owner != context.me);
      const bool is_meant = slash == std::string::npos || is_whose(state, record->plan, std::string_view(said).substr(slash + 1));
      const bool is_it = record->plan.key == said.substr(0, slash) && is_meant;
      if (is_it && is_first && may_be_told_here(context, record->plan)) found = record.get();
    }
    if (found != nullptr) return found;
    return NoSuchKey{*context.said.plan_key};
  }
  const auto& place = context.envelope.place;
  if (state.here_in_thread > 0) {
    if (const auto* record = turn::find(state, state.here.front())) return record;
  }
  std::vector<const turn::Record*> here;
  for (const auto id : state.here) {
    const auto* record = turn::find(state, id);
    if (record != nullptr && std::find(here.begin(), here.end(), record) == here.end()) here.push_back(record);
  }
  if (!place.is_direct() && here.size() > 1) leave_what_is_meant(context.said, here);
  if (!place.is_direct() && here.size() > 1) leave_who_has_it(context.said, here);
  if (!place.is_direct() && here.size() == 1) return here.front();
  if (!place.is_direct() && here.size() > 1) return SeveralPlans{here};
  if (place.is_direct() && state.focus) {
    if (const auto* record = turn::find(state, *state.focus)) return record;
  }
  if (here.size() == 1) return here.front();
  if (const auto* question = place.is_direct() ? question_here(context) : nullptr) return turn::find(state, question->plan);
  return NoPlan{};
}

bool take_key_for_answer(Context& context) {
  auto& words = context.said.words;
  if (!context.said.plan_key) return false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].text != *context.said.plan_key || words[i].is_quoted || lower(words[i - 1].text) == "in") continue;
    words[i].is_quoted = true;
    const auto quoted = words;
    context.said = parse(quoted, context.calendarium);
    return true;
  }
  return false;
}

bool take_key_for_text(Context& context) {
  auto& words = context.said.words;
  const bool has_title = context.said.verb == Verb::milestone || context.said.verb == Verb::action || context.said.verb == Verb::before ||
                         context.said.verb == Verb::goal || context.said.verb == Verb::bare || context.said.verb == Verb::answer;
  const bool has_words = context.said.verb == Verb::history || context.said.verb == Verb::why || context.said.verb == Verb::pace;
  if ((!has_title && !has_words) || !context.said.plan_key) return false;
  for (std::size_t i = has_words ? 1 : 2; i < words.size(); ++i) {
    const bool is_led = lower(words[i - 1].text) == "in";
    if (words[i].text != *context.said.plan_key || is_led != has_title) continue;
    words[i].is_quoted = true;
    const auto quoted = words;
    context.said = parse(quoted, context.calendarium);
    if (has_title && context.said.is_command && context.said.verb != Verb::answer) context.key_in_title = quoted[i].text;
    return true;
  }
  return false;
}

std::optional<turn::PersonId> person(const Context& context, const Someone& someone) {
  const auto meant = people_meant(context, someone);
  return meant.size() == 1 ? std::optional(meant.front()) : std::nullopt;
}

std::string name_of(const turn::State& state, turn::PersonId id) {
  if (id == turn::PersonId{}) return "Backwalk";
  const auto* known = find_person(state, id);
  if (known == nullptr) return "somebody";
  if (!known->name.empty()) return known->name;
  return known->doors.empty() ? "somebody" : known->doors.front().user;
}

std::string name_of(const turn::State& state, std::optional<turn::PersonId> id) { return id ? name_of(state, *id) : "nobody yet"; }

namespace {

const turn::Known* wanted_of(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits,
                             turn::Wanted::What what, std::shared_ptr<const turn::Drawing> drawing) {
  const auto same = std::find_if(context.state.plans.begin(), context.state.plans.end(),
                                 [&](const turn::RecordPtr& known) { return known->id == record.id; });
  if (context.odds == nullptr || !record.plan.goal.due) return nullptr;
  turn::Wanted wanted{record.id,         {}, edits, plan_today(context, record.plan), turn::absences_of(context.state.people), what,
                      std::move(drawing)};
  if (same == context.state.plans.end()) {  // it begins in this turn, with these edits
    if (edits.empty()) return nullptr;
    wanted.plan = std::make_shared<const planner::Plan>();
  } else {
    wanted.plan = {*same, &(*same)->plan};
  }
  if (const auto* known = turn::find(*context.odds, wanted)) return known;
  if (context.wants != nullptr) context.wants->push_back(std::move(wanted));
  return nullptr;
}

}  // namespace

const turn::Known* foretold(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits,
                            turn::Wanted::What what) {
  return wanted_of(context, record, edits, what, nullptr);
}

const chat::Picture* drawn(const Context& context, const turn::Record& record, turn::Drawing drawing) {
  const auto shared = std::make_shared<const turn::Drawing>(std::move(drawing));
  const auto* known = wanted_of(context, record, {}, turn::Wanted::What::picture, shared);
  return known != nullptr && known->picture ? &*known->picture : nullptr;
}

std::optional<double> chance_of(const Context& context, const turn::Record& record, const std::vector<planner::Edit>& edits) {
  const auto* known = foretold(context, record, edits, turn::Wanted::What::chance);
  return known != nullptr && known->forecast ? known->forecast->goal.chance : std::nullopt;
}

planner::Date plan_today(const Context& context, const planner::Plan& plan) { return zones::date_of(plan_now(context, plan)); }
planner::Result<std::vector<planner::Edit>> facts_of(const Context& context, const planner::Plan& plan, const planner::Command& wish) {
  return planner::decide(plan, wish, plan_today(context, plan), turn::absences_of(context.state.people));
}

planner::LocalTime plan_now(const Context& context, const planner::Plan& plan) {
  if (plan.zone == context.zone) return planner::LocalTime{context.calendarium.today} + context.calendarium.time_now;
  return zones::to_local(context.now, zones::exists(plan.zone) ? plan.zone : context.house.zone);
}

std::optional<Moment> on_plan_clock(const Context& context, const planner::Plan& plan, std::optional<Moment> moment) {
  if (!moment || !moment->time || plan.zone == context.zone || !zones::exists(plan.zone)) return moment;
  const auto local = zones::to_local(zones::to_instant(planner::LocalTime{moment->date} + *moment->time, context.zone), plan.zone);
  const auto date = zones::date_of(local);
  if (moment->before_goal) *moment->before_goal -= static_cast<int>((date - moment->date).count());
  moment->date = date;
  moment->time = local - planner::LocalTime{date};
  return moment;
}

std::vector<planner::Ref> items_like(const planner::Plan& plan, std::string_view text) {
  const std::string wanted = lower(text);
  std::vector<planner::Ref> exact;
  std::vector<planner::Ref> like;
  const auto look_at = [&](planner::Ref ref, const std::string& title) {
    const std::string name = lower(title);
    if (name == wanted) exact.push_back(ref);
    if (holds_all_words(name, wanted)) like.push_back(ref);
  };
  for (const auto& milestone : plan.milestones) look_at({planner::Kind::milestone, milestone.number}, milestone.title);
  for (const auto& action : plan.actions) look_at({planner::Kind::action, action.number}, action.title);
  return exact.empty() ? like : exact;
}

bool has_been(const planner::Plan& plan, planner::Ref ref) {
  switch (ref.kind) {
    case planner::Kind::goal:
      return true;
    case planner::Kind::milestone:
      return ref.number <= plan.last_milestone;
    case planner::Kind::action:
      return ref.number <= plan.last_action;
    case planner::Kind::kpi:
      return ref.number <= plan.last_kpi;
    case planner::Kind::risk:
      break;
  }
  return ref.number <= plan.last_risk;
}

}  // namespace backwalk::talk

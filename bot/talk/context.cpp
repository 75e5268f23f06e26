#include "bot/talk/context.hpp"

#include <algorithm>
#include <cctype>
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

/// An answered question still takes an answer in its own thread or direct message, while the walk goes on: lists append, single values ask.
bool may_be_added_to(const Context& context, const turn::Question& question) {
  const auto& place = context.envelope.place;
  const auto topic = question.asked.topic;
  const bool is_once = topic == planner::Topic::cadence || topic == planner::Topic::due || topic == planner::Topic::reading ||
                       topic == planner::Topic::standup || topic == planner::Topic::outcome || topic == planner::Topic::certain ||
                       topic == planner::Topic::parked || topic == planner::Topic::acceptance;
  return (place.thread || place.is_direct()) && !is_once && !turn::find(context.state, question.plan)->plan.is_committed;
}

bool same_conversation(const chat::Place& question, const chat::Place& here) {
  if (question.platform != here.platform || question.workspace != here.workspace) return false;
  if (here.is_direct()) return question.user == here.user;
  return !question.is_direct() && question.channel == here.channel;
}

bool is_asked_here(const Context& context, const turn::Question& question) {
  const auto& place = context.envelope.place;
  if (turn::find(context.state, question.plan) == nullptr || question.asked_at > context.now) return false;
  return place.thread ? question.place.thread == place.thread : same_conversation(question.place, place);
}

/// The last open question here; without one, the last that still takes an answer.
const turn::Question* last_question(const Context& context, std::optional<turn::PlanId> plan) {
  const turn::Question* open = nullptr;
  const turn::Question* closed = nullptr;
  for (const auto& question : context.state.questions) {
    if ((plan && question.plan != *plan) || !is_asked_here(context, question)) continue;
    if (question.is_open) open = &question;
    if (!question.is_open && may_be_added_to(context, question)) closed = &question;
  }
  return open != nullptr ? open : closed;
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

/// "T-2w", or the "T" of "T minus 2 weeks": only these mean another date once the goal's is known.
bool may_count_from_goal(const Word& word) {
  const std::string text = parts::bare(word.text);
  return text == "t" || text.starts_with("t-") || text.starts_with("t+");
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
    // Of two plans with this key one is shared with me: my own goes first.
    const turn::Record* found = nullptr;
    for (const auto& record : state.plans) {
      const bool is_first = found == nullptr || (found->plan.is_private && found->plan.owner != context.me);
      if (record->plan.key == *context.said.plan_key && is_first && may_be_told_here(context, record->plan)) found = record.get();
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
  if (!place.is_direct() && here.size() == 1) return here.front();
  if (!place.is_direct() && here.size() > 1) return SeveralPlans{here};
  if (place.is_direct() && state.focus) {
    if (const auto* record = turn::find(state, *state.focus)) return record;
  }
  if (here.size() == 1) return here.front();
  if (const auto* question = place.is_direct() ? question_here(context) : nullptr) return turn::find(state, question->plan);
  return NoPlan{};
}

bool take_key_for_text(Context& context) {
  auto& words = context.said.words;
  const bool has_title = context.said.verb == Verb::milestone || context.said.verb == Verb::action || context.said.verb == Verb::before ||
                         context.said.verb == Verb::goal || context.said.verb == Verb::bare || context.said.verb == Verb::answer;
  if (!has_title || !context.said.plan_key) return false;
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i].text != *context.said.plan_key || lower(words[i - 1].text) != "in") continue;
    words[i].is_quoted = true;
    const auto quoted = words;
    context.said = parse(quoted, context.calendarium);
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
  if (context.odds == nullptr || same == context.state.plans.end() || !record.plan.goal.due) return nullptr;
  turn::Wanted wanted{record.id, {*same, &(*same)->plan}, edits, plan_today(context, record.plan), turn::absences_of(context.state.people),
                      what,      std::move(drawing)};
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

const turn::Question* question_here(const Context& context) { return last_question(context, std::nullopt); }

const turn::Question* question_here(const Context& context, turn::PlanId plan) { return last_question(context, plan); }

const turn::Question* question_gone(const Context& context) {
  if (!context.envelope.place.is_direct() || question_here(context) != nullptr) return nullptr;
  const turn::Question* gone = nullptr;
  for (const auto& question : context.state.questions) {
    const auto topic = question.asked.topic;
    const bool is_of_rhythm = topic == planner::Topic::reading || topic == planner::Topic::standup;
    if (is_of_rhythm && question.asked_of == context.me && is_asked_here(context, question)) gone = &question;
  }
  return gone;
}

std::vector<turn::PlanId> asking_here(const Context& context) {
  std::vector<turn::PlanId> plans;
  for (const auto& question : context.state.questions) {
    if (!question.is_open || !is_asked_here(context, question)) continue;
    if (std::find(plans.begin(), plans.end(), question.plan) == plans.end()) plans.push_back(question.plan);
  }
  return plans;
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

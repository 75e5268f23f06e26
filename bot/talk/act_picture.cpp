#include "bot/talk/act_picture.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "bot/base/zones.hpp"
#include "bot/talk/act_doing.hpp"
#include "bot/talk/words_picture.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

using turn::Drawing;

constexpr std::chrono::days week{7};
constexpr int most_weeks = 26;

std::map<planner::PersonId, std::string> people_of(const turn::State& state) {
  std::map<planner::PersonId, std::string> names;
  for (const auto& [id, person] : state.people) names[id] = name_of(state, id);
  return names;
}

/// The plan as it was committed, and as it stood at the end of each week since, half a year at most; oldest first.
std::vector<turn::Stood> weeks_of(const turn::Record& record, planner::Date today) {
  std::vector<turn::Stood> past;
  planner::Plan plan;
  auto entry = record.log.begin();
  if (entry == record.log.end()) return past;
  const auto date_of = [&](const turn::Entry& each) { return zones::date_of(zones::to_local(each.at, record.plan.zone)); };
  for (; entry != record.log.end() && !plan.is_committed; ++entry) {
    plan = planner::replay(entry->edits, std::move(plan));
    if (plan.is_committed) past.push_back({date_of(*entry), std::make_shared<const planner::Plan>(plan)});
  }
  if (past.empty()) return past;
  for (auto end = planner::monday_of(past.front().on) + week; end <= today; end += week) {
    for (; entry != record.log.end() && date_of(*entry) < end; ++entry) plan = planner::replay(entry->edits, std::move(plan));
    const bool is_shown = end + most_weeks * week > today;
    if (plan.is_committed && is_shown) past.push_back({end - std::chrono::days{1}, std::make_shared<const planner::Plan>(plan)});
  }
  return past;
}

/// The numbers of those that are drawn: the one that is meant; of all, the first three that have a date.
std::vector<int> kpis_meant(const Context& context, const planner::Plan& plan) {
  constexpr std::size_t most = 3;
  const auto& said = context.said;
  std::vector<int> numbers;
  if (!said.refs.empty() || !said.text.empty()) {
    const auto like = said.refs.empty() ? kpis_like(plan, said.text) : said.refs;
    if (like.size() == 1 || !said.refs.empty()) numbers.push_back(like.front().number);
    return numbers;
  }
  for (const auto& kpi : plan.kpis) {
    if (numbers.size() < most && planner::due_of(plan, kpi)) numbers.push_back(kpi.number);
  }
  return numbers;
}

/// As it was asked for.
Drawing drawing_of(const Context& context, Drawing::What what) {
  return {.what = what,
          .ground = context.said.is_dark ? Drawing::Ground::dark : Drawing::Ground::light,
          .form = context.said.is_svg ? Drawing::Form::svg : Drawing::Form::png};
}

}  // namespace

std::optional<chat::Message> picture_view(const Context& context, const turn::Record& record, const View& view) {
  if (context.said.verb != Verb::timeline && context.said.verb != Verb::fever) return std::nullopt;
  const auto what = context.said.verb == Verb::fever ? Drawing::What::fever : Drawing::What::timeline;
  auto wanted = drawing_of(context, what);
  wanted.names = people_of(context.state);
  if (what == Drawing::What::fever && !view.plan.is_committed) return no_buffer_yet(view.plan);
  if (what == Drawing::What::fever) wanted.past = weeks_of(record, view.today);
  const auto* picture = drawn(context, record, std::move(wanted));
  const bool is_known = picture != nullptr || context.wants == nullptr || context.wants->empty();
  if (picture == nullptr && what == Drawing::What::fever && is_known) return no_fever(view.plan);
  if (picture == nullptr) return retraced(view);
  return pictured(view.plan, what, *picture);
}

void add_kpi_picture(const Context& context, const turn::Record& record, chat::Message& shown) {
  auto numbers = context.said.verb == Verb::pace ? kpis_meant(context, record.plan) : std::vector<int>{};
  if (numbers.empty()) return;
  auto wanted = drawing_of(context, Drawing::What::kpi);
  wanted.kpis = std::move(numbers);
  const auto* picture = drawn(context, record, std::move(wanted));
  if (picture == nullptr) return;
  const auto is_way_on = [](const chat::Block& block) { return std::holds_alternative<chat::Buttons>(block); };
  auto more = way_to(*picture);
  more.insert(more.begin(), *picture);
  shown.blocks.insert(std::find_if(shown.blocks.begin(), shown.blocks.end(), is_way_on), more.begin(), more.end());
}

}  // namespace backwalk::talk

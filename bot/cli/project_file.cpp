#include "bot/cli/project_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

#include "bot/base/zones.hpp"
#include "bot/cli/plan_text.hpp"
#include "bot/cli/project_json.hpp"

namespace backwalk::cli {
namespace {

using planner::Lag;
using planner::Minutes;

constexpr std::array weekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr double longest_days = 10'000;
constexpr std::size_t most_tasks = 200'000;

class Reader {
 public:
  explicit Reader(const Json& document) : document_{&document, {}} {}

  boost::system::result<Project, std::string> read() {
    if (look_.text(look_.member(document_, "format")) != "bwp-neutral/1") look_.fail({.path = "format"}, "must be \"bwp-neutral/1\"");
    read_frame();
    read_calendars();
    const auto all = look_.member(document_, "tasks");
    if (all.value && all.value->size() > most_tasks) return std::string{"tasks: more than 200000 are more than one plan can hold"};
    const auto tasks = look_.elements(all);
    for (const auto& task : tasks) read_task(task);
    for (std::size_t i = 0; i < tasks.size(); ++i) read_links(tasks[i], static_cast<int>(i));
    const auto goal = look_.member(look_.member(document_, "goal"), "id");
    project_.network.goal = known(nodes_, goal, look_.text(goal), "task");
    if (!look_.problem()) refuse_cycle();
    if (look_.problem()) return *look_.problem();
    project_.calendar_ids = std::move(calendars_);
    return std::move(project_);
  }

 private:
  using Index = std::unordered_map<std::string, int>;

  int known(const Index& index, const Spot& spot, const std::string& id, const std::string& kind) {
    const auto found = index.find(id);
    if (found != index.end()) return found->second;
    look_.fail(spot, "no " + kind + " \"" + id + "\"");
    return 0;
  }

  std::string read_id(const Spot& spot, Index& index) {
    const auto id = look_.member(spot, "id");
    const auto said = look_.text(id);
    if (said.empty()) look_.fail(id, "must not be empty");
    if (!index.emplace(said, static_cast<int>(index.size())).second) look_.fail(id, "\"" + said + "\" is there twice");
    return said;
  }

  void read_frame() {
    project_.network.data_date = look_.instant(look_.member(look_.member(document_, "project"), "start"));
    project_.network.due = look_.instant(look_.member(look_.member(document_, "goal"), "due"));
    if (const auto zone = look_.optional_member(document_, "timezone")) project_.zone = look_.text(*zone);
    const auto day = look_.member(document_, "minutes_per_day");
    day_minutes_ = look_.number(day);
    if (day_minutes_ < 1 || day_minutes_ > 1440 || day_minutes_ != std::floor(day_minutes_)) {
      look_.fail(day, "must be a whole number from 1 to 1440");
    }
  }

  /// The default calendar comes first, as the network wants it.
  void read_calendars() {
    const auto default_id = look_.member(document_, "default_calendar");
    calendars_.emplace(look_.text(default_id), 0);
    std::vector<std::optional<planner::WorkingTime>> times(1);
    Index said;
    for (const auto& spot : look_.elements(look_.member(document_, "calendars"))) {
      const auto id = read_id(spot, said);
      const auto calendar = read_calendar(spot);
      if (look_.problem()) return;
      const auto [at, is_new] = calendars_.emplace(id, static_cast<int>(times.size()));
      if (is_new) times.emplace_back();
      times[static_cast<std::size_t>(at->second)].emplace(calendar);
      project_.calendars.resize(times.size());
      project_.calendars[static_cast<std::size_t>(at->second)] = calendar;
    }
    if (!times.front()) return look_.fail(default_id, "no calendar \"" + look_.text(default_id) + "\"");
    for (auto& time : times) project_.network.calendars.push_back(std::move(*time));
  }

  planner::Calendar read_calendar(const Spot& spot) {
    planner::Calendar calendar;
    const auto week = look_.member(spot, "week");
    for (const auto& [name, day] : look_.members(week)) {
      const auto found = std::find(weekdays.begin(), weekdays.end(), name);
      if (found == weekdays.end()) look_.fail(day, "is no day; days are mon to sun");
      if (look_.problem()) return calendar;
      auto& shifts = calendar.week[static_cast<std::size_t>(found - weekdays.begin())];
      for (const auto& shift : look_.elements(day)) {
        const auto ends = look_.elements(shift);
        if (ends.size() != 2) look_.fail(shift, "must be two times, like [\"09:00\", \"17:00\"]");
        if (look_.problem()) return calendar;
        shifts.push_back({look_.time_of_day(ends[0]), look_.time_of_day(ends[1])});
      }
      std::sort(shifts.begin(), shifts.end());
    }
    if (const auto holidays = look_.optional_member(spot, "holidays")) {
      for (const auto& date : look_.elements(*holidays)) calendar.holidays.insert(look_.date(date));
    }
    if (!planner::is_workable(calendar)) look_.fail(week, "needs working time, in shifts that do not overlap and end after they start");
    return calendar;
  }

  void read_task(const Spot& task) {
    project_.ids.push_back(read_id(task, nodes_));
    auto& node = project_.network.nodes.emplace_back();
    node.duration = days(look_.member(task, "duration_days"), day_minutes_);
    const auto calendar = look_.optional_member(task, "calendar");
    if (!calendar) return;
    const auto id = look_.text(*calendar);
    if (!id.empty()) node.calendar = known(calendars_, *calendar, id, "calendar");
  }

  void read_links(const Spot& task, int node) {
    std::map<std::string, Lag> lags;
    if (const auto said = look_.optional_member(task, "lags")) {
      for (const auto& [id, spot] : look_.members(*said)) {
        if (!spot.value->is_null()) lags[id] = read_lag(spot);
      }
    }
    for (const auto& spot : look_.elements(look_.member(task, "predecessors"))) {
      const auto id = look_.text(spot);
      const auto lag = lags.extract(id);
      project_.network.arrows.push_back({known(nodes_, spot, id, "task"), node, lag.empty() ? Lag{} : lag.mapped()});
    }
    if (!lags.empty()) look_.fail(look_.member(task, "lags"), "\"" + lags.begin()->first + "\" is no predecessor of this task");
  }

  Lag read_lag(const Spot& spot) {
    const auto kind = look_.member(spot, "kind");
    const auto said = look_.text(kind);
    if (said != "working" && said != "elapsed") look_.fail(kind, "must be \"working\" or \"elapsed\"");
    const auto is_working = said == "working";
    return {is_working ? Lag::Kind::working : Lag::Kind::elapsed, days(look_.member(spot, "days"), is_working ? day_minutes_ : 1440)};
  }

  /// A number of days as minutes: whole ones, not negative.
  Minutes days(const Spot& spot, double minutes_per_day) {
    const auto said = look_.number(spot);
    if (said < 0) look_.fail(spot, "must not be negative");
    if (said > longest_days) look_.fail(spot, "must be at most 10000 days");
    const auto minutes = said * minutes_per_day, whole = std::nearbyint(minutes);
    if (!look_.problem() && (std::abs(minutes - whole) >= 1e-6 || (said > 0 && whole == 0)))
      look_.fail(spot, "must be a whole number of minutes");
    return look_.problem() ? Minutes{} : Minutes{static_cast<std::int64_t>(whole)};
  }

  void refuse_cycle() {
    const auto cycle = planner::find_cycle(project_.ids.size(), project_.network.arrows);
    if (cycle.empty()) return;
    std::string names;
    for (const auto index : cycle) names += (names.empty() ? "" : " -> ") + project_.ids[static_cast<std::size_t>(index)];
    look_.fail({.path = "tasks"}, "these wait for each other: " + names);
  }

  Spot document_;
  Look look_;
  Project project_;
  Index calendars_, nodes_;
  double day_minutes_ = 0;
};

}  // namespace

boost::system::result<Project, std::string> read_project(std::string_view text) {
  const auto document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return say_not_json(text);
  return read_parsed_project(document);
}

boost::system::result<Project, std::string> read_parsed_project(const Json& document) { return Reader{document}.read(); }

std::optional<std::string> begin_on(Project& project, Instant now) {
  if (!zones::exists(project.zone)) return "no such time zone: \"" + project.zone + "\"";
  auto& network = project.network;
  network.data_date = network.calendars.front().first_opening(zones::date_of(zones::to_local(now, project.zone)));
  return std::nullopt;
}

}  // namespace backwalk::cli

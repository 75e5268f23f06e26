#include "bot/cli/project_team.hpp"

#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

#include "bot/cli/project_json.hpp"

namespace backwalk::cli {
namespace {

constexpr double largest_capacity = 1'000'000;

class TeamReader {
 public:
  TeamReader(const Json& document, Project project) : document_{&document, {}} { team_.project = std::move(project); }

  boost::system::result<TeamProject, std::string> read() {
    const auto owners = look_.optional_member(document_, "owners");
    if (owners) {
      for (const auto& owner : look_.elements(*owners)) read_owner(owner);
    }
    const auto tasks = look_.elements(look_.member(document_, "tasks"));
    team_.workload.demands.resize(tasks.size());
    for (std::size_t i = 0; i < tasks.size() && !look_.problem(); ++i) read_task(tasks[i], i, owners.has_value());
    if (look_.problem()) return *look_.problem();
    return std::move(team_);
  }

 private:
  void read_owner(const Spot& spot) {
    const auto id = look_.member(spot, "id");
    const auto said = look_.text(id);
    if (!owners_.emplace(said, static_cast<int>(owners_.size())).second) look_.fail(id, "\"" + said + "\" is there twice");
    planner::Resource owner;
    if (const auto capacity = look_.optional_member(spot, "capacity")) {
      const auto units = look_.number(*capacity);
      if (!(units >= 1 && units <= largest_capacity) || units != std::floor(units)) {
        look_.fail(*capacity, "must be a whole number from 1 to 1000000");
      } else {
        owner.capacity = static_cast<int>(units);
      }
    }
    if (const auto calendar = look_.optional_member(spot, "calendar")) {
      const auto& known = team_.project.calendar_ids;
      const auto name = look_.text(*calendar);
      if (const auto found = known.find(name); found != known.end()) {
        owner.calendar = found->second;
      } else {
        look_.fail(*calendar, "no calendar \"" + name + "\"");
      }
    }
    team_.workload.resources.push_back(owner);
  }

  void read_task(const Spot& task, std::size_t index, bool are_owners_told) {
    const auto owner = look_.optional_member(task, "owner");
    if (!owner) return;
    const auto name = look_.text(*owner);
    auto found = owners_.find(name);
    if (found == owners_.end()) {
      if (are_owners_told) return look_.fail(*owner, "no owner \"" + name + "\"");
      found = owners_.emplace(name, static_cast<int>(owners_.size())).first;
      team_.workload.resources.emplace_back();
    }
    team_.workload.demands[index].push_back({.resource = found->second});
    auto& node = team_.project.network.nodes[index];
    if (node.duration == planner::Minutes{0}) return;
    const auto hours = common_hours(node.calendar, team_.workload.resources[static_cast<std::size_t>(found->second)].calendar);
    if (!hours) return look_.fail(task, "its calendar and that of \"" + name + "\" have no working time in common");
    node.calendar = *hours;
  }

  /// The index of the hours that both calendars have; none when there are none.
  std::optional<int> common_hours(int task, int owner) {
    if (task == owner) return task;
    const auto [known, is_new] = common_.emplace(std::pair{task, owner}, std::nullopt);
    if (!is_new) return known->second;
    const auto& calendars = team_.project.calendars;
    const auto both = planner::common_hours(calendars[static_cast<std::size_t>(task)], calendars[static_cast<std::size_t>(owner)]);
    if (!planner::is_workable(both)) return {};
    auto& times = team_.project.network.calendars;
    known->second = static_cast<int>(times.size());
    times.emplace_back(both);
    return known->second;
  }

  Spot document_;
  Look look_;
  TeamProject team_;
  std::unordered_map<std::string, int> owners_;
  std::map<std::pair<int, int>, std::optional<int>> common_;
};

}  // namespace

boost::system::result<TeamProject, std::string> read_team(const nlohmann::json& document, Project project) {
  return TeamReader{document, std::move(project)}.read();
}

}  // namespace backwalk::cli

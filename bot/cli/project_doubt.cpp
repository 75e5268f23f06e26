#include "bot/cli/project_doubt.hpp"

#include <cmath>
#include <set>
#include <unordered_map>

#include "bot/cli/plan_text.hpp"
#include "bot/cli/project_json.hpp"

namespace backwalk::cli {
namespace {

using planner::Minutes;
using planner::Range;

constexpr double longest_estimate = 10'000;

class DoubtReader {
 public:
  DoubtReader(const Json& document, const Project& project) : document_{&document, {}}, project_{project} {
    for (std::size_t i = 0; i < project.ids.size(); ++i) nodes_.emplace(project.ids[i], static_cast<int>(i));
  }

  boost::system::result<ProjectDoubt, std::string> read() {
    day_minutes_ = look_.number(look_.member(document_, "minutes_per_day"));
    for (const auto& task : look_.elements(look_.member(document_, "tasks"))) read_task(task);
    if (const auto risks = look_.optional_member(document_, "risks")) {
      for (const auto& risk : look_.elements(*risks)) read_risk(risk);
    }
    if (const auto drivers = look_.optional_member(document_, "drivers")) {
      for (const auto& driver : look_.elements(*drivers)) read_driver(driver);
    }
    if (look_.problem()) return *look_.problem();
    return std::move(result_);
  }

 private:
  void read_task(const Spot& task) {
    const auto index = result_.doubt.ids.size();
    result_.doubt.ids.push_back(planner::stable_id("task " + project_.ids[index]));
    result_.doubt.ranges.emplace_back();
    const auto estimate = look_.optional_member(task, "estimate");
    if (!estimate) return;
    const auto range = read_range(*estimate);
    // A milestone of no work draws none; work that is said to take no time at all takes none.
    if (range.worst > Minutes{0} || project_.network.nodes[index].duration > Minutes{0}) result_.doubt.ranges.back() = range;
  }

  Range read_range(const Spot& spot) {
    const Range range{minutes(look_.member(spot, "o")), minutes(look_.member(spot, "m")), minutes(look_.member(spot, "p"))};
    if (range.best > range.likely || range.likely > range.worst) look_.fail(spot, "must have o <= m <= p");
    return range;
  }

  /// Days of work, to the nearest minute.
  Minutes minutes(const Spot& spot) {
    const auto days = look_.number(spot);
    if (!(days >= 0)) look_.fail(spot, "must not be negative");
    if (days > longest_estimate) look_.fail(spot, "must be at most 10000 days");
    return look_.problem() ? Minutes{} : Minutes{std::llround(days * day_minutes_)};
  }

  int node(const Spot& spot) {
    const auto id = look_.text(spot);
    const auto found = nodes_.find(id);
    if (found != nodes_.end()) return found->second;
    look_.fail(spot, "no task \"" + id + "\"");
    return 0;
  }

  std::string id_of(const Spot& spot, std::set<std::string>& known) {
    const auto id = look_.member(spot, "id");
    const auto said = look_.text(id);
    if (!known.insert(said).second) look_.fail(id, "\"" + said + "\" is there twice");
    return said;
  }

  double share(const Spot& spot) {
    const auto said = look_.number(spot);
    if (!(said >= 0 && said <= 1)) look_.fail(spot, "must be a number from 0 to 1");
    return said;
  }

  void read_risk(const Spot& spot) {
    const auto id = id_of(spot, risk_ids_);
    result_.risks.push_back(id);
    result_.doubt.risks.push_back({.id = planner::stable_id("risk " + id),
                                   .node = node(look_.member(spot, "task")),
                                   .probability = share(look_.member(spot, "probability")),
                                   .delay = read_range(look_.member(spot, "delay"))});
  }

  void read_driver(const Spot& spot) {
    planner::CommonFactor factor{.id = planner::stable_id("driver " + id_of(spot, driver_ids_))};
    std::set<int> known;
    for (const auto& task : look_.elements(look_.member(spot, "tasks"))) {
      factor.nodes.push_back(node(task));
      if (!known.insert(factor.nodes.back()).second) look_.fail(task, "is there twice");
    }
    factor.sigma = share(look_.member(spot, "spread"));
    result_.doubt.factors.push_back(std::move(factor));
  }

  Spot document_;
  const Project& project_;
  Look look_;
  ProjectDoubt result_;
  std::unordered_map<std::string, int> nodes_;
  std::set<std::string> risk_ids_, driver_ids_;
  double day_minutes_ = 0;
};

}  // namespace

boost::system::result<ProjectDoubt, std::string> read_doubt(std::string_view text, const Project& project) {
  const auto document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return say_not_json(text);
  return DoubtReader{document, project}.read();
}

}  // namespace backwalk::cli

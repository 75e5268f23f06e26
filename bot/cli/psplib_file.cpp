#include "bot/cli/psplib_file.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace backwalk::cli {
namespace {

using planner::Minutes;
using Numbers = std::vector<int>;

constexpr int most_jobs = 1'000'000;
constexpr int most_resources = 1'000;
constexpr int longest = 1'000'000;  // periods of a job, units of a resource

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The numbers of a line, and nothing else than numbers and blanks; none otherwise, or where one does not fit.
std::optional<Numbers> numbers_of(std::string_view line) {
  Numbers numbers;
  for (;;) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    if (line.empty()) return numbers;
    auto& number = numbers.emplace_back();
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (error != std::errc{}) return {};
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (!line.empty() && line.front() != ' ' && line.front() != '\t' && line.front() != '\r') return {};
  }
}

class PsplibReader {
 public:
  explicit PsplibReader(std::string_view text) : text_{text} {}

  boost::system::result<PsplibProject, std::string> read() {
    read_sizes();
    read_links();
    read_requests();
    read_capacities();
    if (problem_.empty()) finish();
    if (!problem_.empty()) return problem_;
    return std::move(project_);
  }

 private:
  void fail(const std::string& what) {
    if (problem_.empty()) problem_ = "line " + std::to_string(line_number_) + ": " + what;
  }

  bool next_line() {
    if (text_.empty() || !problem_.empty()) return false;
    const auto end = std::min(text_.find('\n'), text_.size());
    line_ = text_.substr(0, end);
    text_.remove_prefix(std::min(end + 1, text_.size()));
    ++line_number_;
    return true;
  }

  /// Skips to the line that begins with `heading`.
  void seek(std::string_view heading) {
    while (next_line()) {
      const auto begin = std::min(line_.find_first_not_of(" \t"), line_.size());
      if (line_.substr(begin).starts_with(heading)) return;
    }
    fail("the file ends before \"" + std::string{heading} + "\"");
  }

  /// The number after the colon of the line that begins with `heading`, as in "jobs (incl. supersource/sink ):  32".
  int seek_number(std::string_view heading, int least, int most) {
    seek(heading);
    const auto colon = line_.find(':');
    auto value = line_.substr(colon == std::string_view::npos ? line_.size() : colon + 1);
    value = value.substr(0, value.find_last_of("0123456789") + 1);  // the kind of resource follows
    const auto numbers = numbers_of(value);
    if (problem_.empty() && numbers && numbers->size() == 1 && numbers->front() >= least && numbers->front() <= most)
      return numbers->front();
    fail("after \"" + std::string{heading} + "\" and a colon there must be a number from " + std::to_string(least) + " to " +
         std::to_string(most));
    return least;
  }

  void read_sizes() {
    jobs_ = seek_number("jobs", 1, most_jobs);
    resources_ = seek_number("- renewable", 0, most_resources);
    if (seek_number("- nonrenewable", 0, most_resources) + seek_number("- doubly constrained", 0, most_resources) > 0) {
      fail("only renewable resources are read");
    }
  }

  /// The next line as numbers: the job's own first, at least `least` of them.
  Numbers read_job(int job, std::size_t least) {
    while (next_line()) {
      const auto numbers = numbers_of(line_);
      const auto is_dashes = line_.find_first_not_of("-\r") == std::string_view::npos;
      if (numbers ? numbers->empty() : is_dashes) continue;
      if (!numbers)
        fail("must be numbers, of job " + std::to_string(job));
      else if (numbers->front() != job)
        fail("must be of job " + std::to_string(job) + ", is of job " + std::to_string(numbers->front()));
      else if (numbers->size() < least)
        fail("job " + std::to_string(job) + " needs " + std::to_string(least) + " numbers");
      return problem_.empty() ? *numbers : Numbers{};
    }
    fail("the file ends before job " + std::to_string(job));
    return {};
  }

  void read_links() {
    seek("PRECEDENCE RELATIONS");
    next_line();  // the names of the columns
    for (int job = 1; job <= jobs_ && problem_.empty(); ++job) {
      const auto numbers = read_job(job, 3);
      if (!problem_.empty()) return;
      if (numbers[1] != 1) return fail("job " + std::to_string(job) + " has " + std::to_string(numbers[1]) + " modes; only one is read");
      if (numbers[2] < 0 || numbers.size() != 3 + at(numbers[2])) {
        return fail("job " + std::to_string(job) + " has another number of successors than it says");
      }
      for (std::size_t i = 3; i < numbers.size(); ++i) {
        if (numbers[i] < 1 || numbers[i] > jobs_) return fail("no job " + std::to_string(numbers[i]));
        project_.network.arrows.push_back({.from = job - 1, .to = numbers[i] - 1});
      }
    }
  }

  void read_requests() {
    seek("REQUESTS/DURATIONS");
    next_line();
    for (int job = 1; job <= jobs_ && problem_.empty(); ++job) {
      const auto numbers = read_job(job, 3 + at(resources_));
      if (!problem_.empty()) return;
      if (numbers.size() != 3 + at(resources_))
        return fail("job " + std::to_string(job) + " needs " + std::to_string(3 + resources_) + " numbers");
      if (std::any_of(numbers.begin() + 2, numbers.end(), [](int n) { return n < 0 || n > longest; })) {
        return fail("job " + std::to_string(job) + ": durations and requests go from 0 to " + std::to_string(longest));
      }
      project_.ids.push_back(std::to_string(job));
      project_.network.nodes.push_back({.duration = Minutes{numbers[2]}});
      auto& demands = project_.workload.demands.emplace_back();
      for (int r = 0; r < resources_; ++r) {
        if (const auto units = numbers[3 + at(r)]) demands.push_back({r, units});
      }
    }
  }

  void read_capacities() {
    seek("RESOURCEAVAILABILITIES");
    next_line();
    next_line();
    const auto numbers = numbers_of(line_);
    if (!numbers || numbers->size() != at(resources_))
      return fail("must be a number for each of " + std::to_string(resources_) + " resources");
    for (const auto capacity : *numbers) {
      if (capacity < 1 || capacity > longest) return fail("availabilities go from 1 to " + std::to_string(longest));
      project_.workload.resources.push_back({.capacity = capacity});
    }
    for (std::size_t job = 0; job < project_.workload.demands.size(); ++job) {
      for (const auto& demand : project_.workload.demands[job]) {
        const auto capacity = project_.workload.resources[at(demand.resource)].capacity;
        if (demand.units <= capacity) continue;
        return fail("job " + project_.ids[job] + " needs " + std::to_string(demand.units) + " of R" + std::to_string(demand.resource + 1) +
                    ", which has " + std::to_string(capacity));
      }
    }
  }

  void finish() {
    const auto cycle = planner::find_cycle(project_.ids.size(), project_.network.arrows);
    std::string names;
    for (const auto index : cycle) names += (names.empty() ? "" : " -> ") + project_.ids[at(index)];
    if (!cycle.empty()) {
      problem_ = "these jobs wait for each other: " + names;
      return;
    }
    planner::Calendar always;
    for (auto& day : always.week) day = {{Minutes{0}, Minutes{1440}}};
    auto& network = project_.network;
    network.calendars.emplace_back(always);
    network.goal = jobs_ - 1;
    network.due = network.data_date = planner::Date{std::chrono::year{2000} / 1 / 1};
    for (const auto& node : network.nodes) network.due += node.duration;
  }

  std::string_view text_;
  std::string_view line_{};
  int line_number_ = 0;
  std::string problem_{};
  int jobs_ = 0;
  int resources_ = 0;
  PsplibProject project_{};
};

}  // namespace

boost::system::result<PsplibProject, std::string> read_psplib(std::string_view text) { return PsplibReader{text}.read(); }

}  // namespace backwalk::cli

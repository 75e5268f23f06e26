// How long a full pass takes: latest and earliest dates, floats, critical and driving, of a project file. tests/bench/backward.md.
//
//   bench_backward FILE [REPEATS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "bot/cli/project_file.hpp"

using backwalk::planner::schedule;

int main(int count, char** words) {
  if (count < 2) return std::fputs("bench_backward FILE [REPEATS]\n", stderr), 2;
  std::ifstream input{words[1], std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{input}, {}};
  const auto reading = std::chrono::steady_clock::now();
  const auto project = backwalk::cli::read_project(text);
  const std::chrono::duration<double, std::milli> read = std::chrono::steady_clock::now() - reading;
  if (!project) return std::fprintf(stderr, "%s\n", project.error().c_str()), 1;

  std::vector<double> milliseconds;
  std::int64_t check = 0;
  for (int i = count > 2 ? std::atoi(words[2]) : 300; i > 0; --i) {
    const auto begun = std::chrono::steady_clock::now();
    const auto result = schedule(project->network);
    milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
    check += result.slots.front().total_float;
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  const auto& network = project->network;
  std::printf("%zu items, %zu links, %zu calendars: pass %.3f ms at best, %.3f median, %.3f p99; the file read in %.1f ms (%lld)\n",
              network.nodes.size(), network.arrows.size(), network.calendars.size(), milliseconds.front(),
              milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100], read.count(),
              static_cast<long long>(check));
}

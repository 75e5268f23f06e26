// How long a picture takes, from the plan to the bytes of its PNG: bench_picture [ROUNDS]. Prints the fastest and the median of the rounds,
// after one that finds the fonts. Figures and how they were taken: picture.md.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "bot/picture/paint.hpp"
#include "tests/picture/plans.hpp"

namespace {

using namespace backwalk::picture;
using std::chrono::steady_clock;

double milliseconds_since(steady_clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - begun).count();
}

template <class Task>
void measure_task(const char* name, int rounds, Task&& task) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto begun = steady_clock::now();
    task();
    times.push_back(milliseconds_since(begun));
  }
  std::sort(times.begin(), times.end());
  std::printf("%-28s fastest %6.1f ms, median %6.1f ms\n", name, times.front(), times[times.size() / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
  const auto begun = steady_clock::now();
  const Measure measure;
  std::size_t bytes = 0;
  const auto all = testing::samples();
  for (const auto& sample : all) bytes += png(sample.scene(measure), sample.ground).size();
  std::printf("the first of each, with finding the fonts: %.0f ms, %zu bytes\n", milliseconds_since(begun), bytes);
  for (const auto& sample : all) {
    if (sample.name != "actions_25" && sample.name != "actions_200" && sample.name != "dark") continue;
    const auto shown = testing::Prepared(sample);
    measure_task((sample.name + ", scene").c_str(), rounds, [&] { bytes += shown.scene(measure).parts.size(); });
    const auto scene = shown.scene(measure);
    measure_task((sample.name + ", PNG").c_str(), rounds, [&] { bytes += png(scene, sample.ground).size(); });
    measure_task((sample.name + ", both").c_str(), rounds, [&] { bytes += png(shown.scene(measure), sample.ground).size(); });
    measure_task((sample.name + ", SVG").c_str(), rounds, [&] { bytes += svg(scene, sample.ground).size(); });
  }
  return bytes == 0 ? 1 : 0;
}

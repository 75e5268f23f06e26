// How long a picture takes, from the plan to the bytes of its PNG: bench_picture [ROUNDS]. Prints the fastest and the median of the rounds,
// after one that finds the fonts, by the clock and in time of the processor, which others on the machine disturb less. Figures and how they
// were taken: picture.md.
#include <ctime>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "bot/picture/paint.hpp"
#include "tests/picture/plans.hpp"

namespace {

using namespace backwalk::picture;

double milliseconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

template <class Task>
void measure_task(const char* name, int rounds, Task&& task) {
  std::vector<double> times, worked;
  for (int i = 0; i < rounds; ++i) {
    const double begun = milliseconds_of(CLOCK_MONOTONIC), idle = milliseconds_of(CLOCK_THREAD_CPUTIME_ID);
    task();
    times.push_back(milliseconds_of(CLOCK_MONOTONIC) - begun);
    worked.push_back(milliseconds_of(CLOCK_THREAD_CPUTIME_ID) - idle);
  }
  std::sort(times.begin(), times.end());
  std::sort(worked.begin(), worked.end());
  const auto half = times.size() / 2;
  std::printf("%-20s by the clock: fastest %6.1f ms, median %6.1f ms; of the processor: fastest %6.1f ms, median %6.1f ms\n", name,
              times.front(), times[half], worked.front(), worked[half]);
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 20;
  const double begun = milliseconds_of(CLOCK_MONOTONIC);
  const Measure measure;
  std::size_t bytes = 0;
  const auto all = testing::samples();
  for (const auto& sample : all) bytes += png(sample.scene(measure), sample.ground).size();
  std::printf("the first of each, with finding the fonts: %.0f ms, %zu bytes\n", milliseconds_of(CLOCK_MONOTONIC) - begun, bytes);
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

// The timelines, fever charts and courses of random plans: fuzz_pictures [PLANS [FIRST]]. No label over another, nothing outside of the
// frame, a key for every sign. Ends with 1 where something is wrong, and says with which plan.
#include <cstdio>
#include <cstdlib>

#include "tests/picture/faults.hpp"
#include "tests/picture/plans.hpp"

int main(int argc, char** argv) {
  using namespace backwalk::picture;
  const auto number_in = [&](int place, unsigned without) {
    return argc > place ? static_cast<unsigned>(std::strtoul(argv[place], nullptr, 10)) : without;
  };
  const unsigned plans = number_in(1, 2'000), first = number_in(2, 0);
  const Measure measure;
  for (unsigned number = first; number < first + plans; ++number) {
    const auto scene = testing::random_sample(number).scene(measure);
    const auto faults = testing::faults_of(scene) + testing::signs_without_key(scene) + testing::faults_of_course(number, measure);
    if (faults.empty()) continue;
    std::printf("plan %u: %s\n", number, faults.c_str());
    return 1;
  }
  std::printf("%u plans, nothing wrong\n", plans);
  return 0;
}

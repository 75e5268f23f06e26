#include <algorithm>

#include "bot/push.hpp"

namespace backwalk {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr milliseconds first_wait = 1s;
constexpr milliseconds longest_wait = 30s;
constexpr milliseconds until_somebody_helps = 5min;
constexpr milliseconds steady = 10s;

milliseconds moved(milliseconds whole, int failures, std::size_t number) {
  const std::size_t share = (number * 7919 + static_cast<std::size_t>(failures) * 104729) % 401;  // 0 ... 400 per mille
  return whole * (800 + static_cast<long>(share)) / 1000;
}

}  // namespace

Retry next_try(const Fared& fared, int failures, std::size_t number) {
  const milliseconds asked = fared.asked_to_wait;
  if (fared.end == Fared::End::refused || fared.end == Fared::End::disabled) {
    return {failures + 1, std::max(asked, moved(until_somebody_helps, failures, number))};
  }
  if (fared.lived >= steady) return {0, asked};
  const milliseconds whole = std::min(longest_wait, first_wait * (1L << std::clamp(failures, 0, 10)));
  return {failures + 1, std::max(asked, moved(whole, failures, number))};
}

}  // namespace backwalk

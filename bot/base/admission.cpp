#include "bot/base/admission.hpp"

#include <algorithm>

namespace backwalk {
namespace {

constexpr std::size_t kCrowd = 16;  // with fewer in front of it a request's time says nothing about how many fit into a second
constexpr long kMemory = 32;        // the last so many weigh most

}  // namespace

bool Admission::has_room() const {
  if (present_ < rules_.always) return true;
  return present_ < rules_.most && expected() <= rules_.longest_wait;
}

void Admission::left(Time took, std::size_t ahead) {
  present_ -= std::min<std::size_t>(present_, 1);
  if (ahead < kCrowd) return;
  const Time share = took / static_cast<long>(ahead + 1);
  each_ += (share - each_) / kMemory;
}

}  // namespace backwalk

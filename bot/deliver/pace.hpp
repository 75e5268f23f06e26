// Whom to leave alone for how long: places that were just sent to, workspaces that asked for it. Values in steady time, for the rates are
// the platforms' own and no product clock moves them. Internal to deliver.
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/deliver/deliver.hpp"

namespace backwalk::deliver {

class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit Pace(Gaps gaps) : gaps_(std::move(gaps)) {}

  void sent_to(const chat::Place& place, Time now) {
    const auto gap = gaps_.find(place.platform);
    if (gap != gaps_.end() && gap->second.count() > 0) places_[store::place_key(place)] = now + gap->second;
  }
  void pause_workspace(const chat::Place& place, Time until) {
    Time& end = workspaces_[{place.platform, place.workspace}];
    end = std::max(end, until);
  }
  /// Until when the place's workspace is paused; none when it is not.
  std::optional<Time> paused_until(const chat::Place& place, Time now) const {
    const auto found = workspaces_.find({place.platform, place.workspace});
    if (found == workspaces_.end() || found->second <= now) return std::nullopt;
    return found->second;
  }
  /// Keys of the places that rest now. What is over is forgotten.
  std::vector<std::string> resting(Time now) {
    std::erase_if(places_, [now](const auto& one) { return one.second <= now; });
    std::erase_if(workspaces_, [now](const auto& one) { return one.second <= now; });
    std::vector<std::string> keys;
    for (const auto& [key, until] : places_) keys.push_back(key);
    return keys;
  }
  /// When the first place has rested; none when none rests.
  std::optional<Time> first_rested() const {
    std::optional<Time> first;
    for (const auto& [key, until] : places_) first = first ? std::min(*first, until) : until;
    return first;
  }

 private:
  Gaps gaps_;
  std::map<std::string, Time> places_{};
  std::map<std::pair<std::string, std::string>, Time> workspaces_{};
};

}  // namespace backwalk::deliver

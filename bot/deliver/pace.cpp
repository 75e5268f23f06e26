#include "bot/deliver/pace.hpp"

#include <algorithm>

namespace backwalk::deliver {

using What = store::Allowance::What;

Pace::Name Pace::name_of(std::size_t limit, const chat::Outgoing& outgoing) const {
  const bool is_of_place = limits_[limit].over == Limit::Over::place;
  return {limit, is_of_place ? store::queue_key(outgoing) : store::workspace_key(outgoing.place)};
}

Pace::Time Pace::free_at(const Name& name, const Bucket& bucket) const {
  const Limit& limit = limits_[name.first];
  return bucket.full - (limit.burst - 1) * limit.interval;
}

void Pace::begin(const chat::Outgoing& outgoing, Time now) {
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    if (!fits(limits_[i], outgoing)) continue;
    Bucket& bucket = buckets_[name_of(i, outgoing)];
    bucket.full = std::max(bucket.full, now) + limits_[i].interval;
    bucket.place = outgoing.place;
  }
}

void Pace::answered(const chat::Outgoing& outgoing, Time now) {
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    if (!fits(limits_[i], outgoing) || limits_[i].over != Limit::Over::place || limits_[i].burst != 1) continue;
    Bucket& bucket = buckets_[name_of(i, outgoing)];
    bucket.full = std::max(bucket.full, now + limits_[i].interval);
    bucket.place = outgoing.place;
  }
}

void Pace::refused(const chat::Outgoing& outgoing, bool whole_workspace, Time until) {
  const auto named = std::find_if(limits_.begin(), limits_.end(), [&](const Limit& limit) { return fits(limit, outgoing); });
  const bool is_of_workspace = named != limits_.end() && named->over == Limit::Over::workspace;
  if (!whole_workspace && !is_of_workspace) return;
  const What what = whole_workspace ? What::everything : named->what;
  Time& end = pauses_[{outgoing.place.platform, outgoing.place.workspace, what}];
  end = std::max(end, until);
}

std::optional<Pace::Time> Pace::free_at(const chat::Outgoing& outgoing, Time now) const {
  if (outgoing.delivery == chat::Delivery::form) return std::nullopt;
  Time free = now;
  for (std::size_t i = 0; i < limits_.size(); ++i) {
    if (!fits(limits_[i], outgoing)) continue;
    const auto bucket = buckets_.find(name_of(i, outgoing));
    if (bucket != buckets_.end()) free = std::max(free, free_at(bucket->first, bucket->second));
  }
  const bool is_edit = outgoing.delivery == chat::Delivery::edit;
  for (const What what : {What::everything, is_edit ? What::edits : What::posts}) {
    const auto pause = pauses_.find({outgoing.place.platform, outgoing.place.workspace, what});
    if (pause != pauses_.end()) free = std::max(free, pause->second);
  }
  return free > now ? std::optional(free) : std::nullopt;
}

std::vector<std::string> Pace::resting_places(Time now) {
  std::erase_if(buckets_, [&](const auto& one) { return one.second.full <= now; });
  std::erase_if(pauses_, [&](const auto& one) { return one.second <= now; });
  std::vector<std::string> places;
  for (const auto& [name, bucket] : buckets_) {
    if (limits_[name.first].over == Limit::Over::place && free_at(name, bucket) > now) places.push_back(name.second);
  }
  return places;
}

std::vector<store::Allowance> Pace::allowances(Time now, std::size_t most) const {
  std::vector<store::Allowance> found;
  for (const auto& [name, bucket] : buckets_) {
    const Limit& limit = limits_[name.first];
    if (limit.over != Limit::Over::workspace) continue;
    const auto room = std::max<std::int64_t>(0, (now + limit.burst * limit.interval - bucket.full) / limit.interval);
    if (static_cast<std::size_t>(room) >= most) continue;
    found.push_back({bucket.place.platform, bucket.place.workspace, limit.what, static_cast<std::size_t>(room)});
  }
  for (const auto& [pause, until] : pauses_) {
    if (until > now) found.push_back({std::get<0>(pause), std::get<1>(pause), std::get<2>(pause), 0});
  }
  return found;
}

std::size_t Pace::most_of_new(std::size_t most) const {
  for (const Limit& limit : limits_) {
    if (limit.over == Limit::Over::workspace) most = std::min(most, static_cast<std::size_t>(limit.burst));
  }
  return most;
}

std::optional<Pace::Time> Pace::first_free(Time now) const {
  std::optional<Time> first;
  const auto note = [&](Time free) {
    if (free > now) first = first ? std::min(*first, free) : free;
  };
  for (const auto& [name, bucket] : buckets_) note(free_at(name, bucket));
  for (const auto& [pause, until] : pauses_) note(until);
  return first;
}

}  // namespace backwalk::deliver

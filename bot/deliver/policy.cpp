#include <algorithm>
#include <cstdint>

#include "bot/deliver/doubt.hpp"

namespace backwalk::deliver {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr milliseconds first_wait = 1s;
constexpr milliseconds longest_wait = 5min;

/// SplitMix64: even bits out of any two numbers.
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

}  // namespace

milliseconds backoff(const store::Row& row) {
  const int doublings = std::clamp(row.attempts, 0, 20);
  const milliseconds whole = std::min(longest_wait, first_wait * (1L << doublings));
  const auto share = mixed(static_cast<std::uint64_t>(row.id) * 64 + static_cast<std::uint64_t>(doublings)) % 401;  // 0 ... 400 per mille
  return whole * (800 + static_cast<long>(share)) / 1000;
}

namespace {

/// Again, unless that would be too late. A form is opened at once or not at all: whoever asked has moved on, and can ask again.
Next again(const store::Row& row, TryAgain wish, const std::string& why, Instant now) {
  if (row.resolved.outgoing.delivery == chat::Delivery::form) return GiveUp{store::Settled::parked, "a form is not tried again: " + why};
  if (now - row.created > longest_life) return GiveUp{store::Settled::expired, "older than a day; last: " + why};
  const auto& expires = row.resolved.outgoing.expires;
  if (expires && now + wish.after >= *expires) return GiveUp{store::Settled::expired, "not worth sending any more; last: " + why};
  return wish;
}

/// It may have arrived. Changing a message twice is like changing it once; posting it twice is not.
Next unknown(const store::Row& row, const std::string& why, Instant now, const Means& means) {
  const chat::Delivery delivery = row.resolved.outgoing.delivery;
  if (delivery == chat::Delivery::edit) return again(row, TryAgain{backoff(row)}, why, now);
  const bool has_chance = delivery != chat::Delivery::form && (means.can_look_up || may_repeat(row, means, now));
  if (!has_chance) return GiveUp{store::Settled::parked, "may have arrived: " + why};
  const bool is_told_soon = !means.can_look_up && means.confirms;
  return StayInDoubt{std::max(is_told_soon ? confirmation_comes : 0ms, backoff(row)), "may have arrived: " + why};
}

struct Judge {
  const store::Row& row;
  Instant now;
  const Means& means;

  Next operator()(const chat::Sent& sent) const { return SettleSent{sent.ids}; }
  Next operator()(const chat::RetryAfter& later) const {
    const milliseconds wait = std::max<milliseconds>(later.wait, first_wait);
    return again(row, TryAgain{wait, false, later.whole_workspace}, "refused for now", now);
  }
  Next operator()(const chat::Unknown& outcome) const { return unknown(row, outcome.why, now, means); }
  Next operator()(const chat::Gone& gone) const { return GiveUp{store::Settled::parked, "gone: " + gone.why}; }
  Next operator()(const chat::Denied& denied) const { return GiveUp{store::Settled::parked, "denied: " + denied.why}; }
};

}  // namespace

Next next_step(const store::Row& row, const Result<chat::Receipt>& result, Instant now, const Means& means) {
  if (result.has_value()) return std::visit(Judge{row, now, means}, *result);
  const Error& error = result.error();
  if (error.cause == Cause::not_sent || error.cause == Cause::busy) return again(row, TryAgain{backoff(row)}, error.what, now);
  if (error.cause == Cause::unknown) return unknown(row, error.what, now, means);
  return GiveUp{store::Settled::parked, error.what};
}

std::optional<GiveUp> before_sending(const store::Row& row, Instant now) {
  const auto& expires = row.resolved.outgoing.expires;
  if (!expires || now < *expires) return std::nullopt;
  return GiveUp{store::Settled::expired, "not worth sending any more"};
}

}  // namespace backwalk::deliver

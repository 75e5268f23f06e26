#include "bot/deliver/doubt.hpp"

#include <algorithm>
#include <exception>

#include "bot/base/log.hpp"

namespace backwalk::deliver {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

bool is_too_late(const store::Row& row, Instant now) {
  const auto& expires = row.resolved.outgoing.expires;
  return now - row.created > longest_life || (expires && now >= *expires);
}

/// How long ago its last sending began.
milliseconds age(const store::Row& row, Instant wall) { return wall - row.in_doubt_since.value_or(wall); }

/// Nobody can tell: its kind decides.
Step by_kind(const store::Row& row, const Means& means, Instant now, Instant wall, const std::string& why) {
  if (!may_repeat(row, means, now)) return GiveUp{store::Settled::parked, why};
  const milliseconds left = confirmation_comes - age(row, wall);
  if (means.confirms && left > 0ms) return StayInDoubt{left, "it may be confirmed yet"};
  return SendAgain{};
}

bool is_worth_asking_again(Cause cause) { return cause == Cause::not_sent || cause == Cause::unknown || cause == Cause::busy; }

}  // namespace

Means means_of(const Platform& platform, const store::Row& row) try {
  return {.can_look_up = platform.ask_sent(row.resolved, row.in_doubt_since.value_or(row.created)).has_value(),
          .confirms = platform.mark_of(row.resolved.outgoing.key).has_value(),
          .repeats_summaries = platform.repeats_summaries()};
} catch (const std::exception& error) {
  log::error("doubt failed", {{"key", row.resolved.outgoing.key}, {"why", error.what()}});
  return {};
}

bool may_repeat(const store::Row& row, const Means& means, Instant now) {
  const bool is_summary = row.resolved.outgoing.repeat == chat::Repeat::at_least_once;
  return is_summary && means.repeats_summaries && row.repeats < most_repeats && !is_too_late(row, now);
}

Step about_doubt(const store::Row& row, const Means& means, Instant now, Instant wall) {
  const chat::Delivery delivery = row.resolved.outgoing.delivery;
  if (delivery == chat::Delivery::form) return GiveUp{store::Settled::parked, "a form is not tried again: it may have opened"};
  if (delivery == chat::Delivery::edit) {
    if (is_too_late(row, now)) return GiveUp{store::Settled::expired, "not worth sending any more"};
    return SendAgain{true};  // changing a message twice is like changing it once
  }
  if (means.can_look_up) return LookUp{};
  return by_kind(row, means, now, wall, "may have arrived");
}

Step after_look_up(const store::Row& row, const Looked& looked, const Means& means, Instant now, Instant wall) {
  if (looked.found.has_error()) {
    const Error& error = looked.found.error();
    if (!is_worth_asking_again(error.cause)) return by_kind(row, means, now, wall, "may have arrived: " + error.what);
    if (now - row.created > longest_life) return GiveUp{store::Settled::parked, "may have arrived; a day of look-ups: " + error.what};
    return StayInDoubt{std::max(looked.wait, backoff(row)), error.what};
  }
  if (const auto& ids = *looked.found) return SettleSent{*ids};
  if (age(row, wall) < has_arrived_by) return StayInDoubt{has_arrived_by - age(row, wall), "not there yet"};
  if (is_too_late(row, now)) return GiveUp{store::Settled::expired, "it has not arrived, and is not worth sending any more"};
  return SendAgain{true};
}

}  // namespace backwalk::deliver

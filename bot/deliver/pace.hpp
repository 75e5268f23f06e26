// Whom to leave alone for how long: what was just sent to, what is sent to as fast as it may be, what asked for it. Values in steady time,
// for the rates are the platforms' own and no product clock moves them. Internal to deliver.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "bot/deliver/limits.hpp"

namespace backwalk::deliver {

class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit Pace(Limits limits) : limits_(std::move(limits)) {}

  /// A sending begins and counts.
  void begin(const chat::Outgoing& outgoing, Time now);
  /// It was answered: where one at a time may come, the next may an interval later.
  void answered(const chat::Outgoing& outgoing, Time now);
  /// It was refused until then: what the refusal names rests, `whole_workspace` everything. A place rests by itself, for its row waits.
  void refused(const chat::Outgoing& outgoing, bool whole_workspace, Time until);

  /// When it may be sent; none for at once.
  std::optional<Time> free_at(const chat::Outgoing& outgoing, Time now) const;
  /// Queues of the places that rest now. What is over is forgotten.
  std::vector<std::string> resting_places(Time now);
  /// How many may be sent where that is less than `most`.
  std::vector<store::Allowance> allowances(Time now, std::size_t most) const;
  /// How many rows may be taken of a workspace that nothing was sent to yet: the smallest burst, at most `most`.
  std::size_t most_of_new(std::size_t most) const;
  /// When the first of all that rests has rested; none when nothing rests.
  std::optional<Time> first_free(Time now) const;

 private:
  /// A line of the table, and the place or workspace.
  using Name = std::pair<std::size_t, std::string>;
  /// Full again at `full`: one more fits into it each interval before that.
  struct Bucket {
    Time full{};
    chat::Place place{};
  };
  using Pause = std::tuple<std::string, std::string, store::Allowance::What>;  ///< platform, workspace

  Name name_of(std::size_t limit, const chat::Outgoing& outgoing) const;
  Time free_at(const Name& name, const Bucket& bucket) const;

  Limits limits_;
  std::map<Name, Bucket> buckets_{};
  std::map<Pause, Time> pauses_{};
};

}  // namespace backwalk::deliver

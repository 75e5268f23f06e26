#include "planner/doubt.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "planner/index.hpp"
#include "planner/sampler.hpp"

namespace backwalk::planner {
namespace {

constexpr std::size_t tries = 24, tries_at_once = 8;  // of what may drive the chance
constexpr std::size_t shown = 3;

/// Wilson, E. B. (1927): the score interval, 95 %.
void set_interval(Odds& odds, double samples) {
  constexpr double z = 1.959963984540054;
  const double p = *odds.chance, middle = (p + z * z / (2 * samples)) / (1 + z * z / samples);
  const double half = z / (1 + z * z / samples) * std::sqrt(p * (1 - p) / samples + z * z / (4 * samples * samples));
  odds.low = std::max(0.0, middle - half);
  odds.high = std::min(1.0, middle + half);
}

/// How many of so many samples are a share of them, at least.
int least_count(double share, int samples) { return std::clamp(static_cast<int>(std::ceil(share * samples - 1e-9)), 1, samples); }

int count_by(std::span<const Ints> finishes, int samples, std::int32_t due) {
  int count = 0;
  for (int i = 0; i < samples; ++i) count += finishes[at(i / lanes)].at[i % lanes] <= due ? 1 : 0;
  return count;
}

class Forecaster {
 public:
  Forecaster(const Network& network, const Doubt& doubt, const Sampling& sampling, Vectors vectors, std::size_t held)
      : network_{network},
        doubt_{doubt},
        sampling_{sampling},
        blocks_held_{held / lanes},
        lanes_{vectors == Vectors::plain ? plain_lanes() : fastest_lanes()},
        model_{sampled(network, doubt)} {}

  std::optional<NetworkForecast> run() {
    result_.nodes.resize(network_.nodes.size());
    due_ = latest_in_time(network_.due);
    const auto goal = model_.item_of[at(network_.goal)];
    if (std::abs(due_) >= furthest) return {};
    for (std::size_t i = 0; i < model_.settled.size(); ++i) {
      if (const auto& when = model_.settled[i]) settle(static_cast<int>(i), *when);
    }
    if (goal < 0) return std::move(result_);
    order_.goal = goal;
    order_.due = due_;
    walk();
    if (sampling_.depth == Depth::drivers) find_drivers();
    return std::move(result_);
  }

 private:
  /// The latest time that is not after the instant. What has not begun before the data date is not done before it.
  std::int32_t latest_in_time(LocalTime limit) const {
    const auto time = time_at(network_, model_, limit);
    return limit < network_.data_date ? std::min(time, -1) : time;
  }

  std::optional<LocalTime> bound_of(int node) const {
    return node == network_.goal ? std::optional{network_.due} : network_.nodes[at(node)].finish_by;
  }

  void settle(int node, LocalTime when) {
    Odds odds{.p50 = when, .p80 = when, .p90 = when};
    if (const auto bound = bound_of(node)) odds.chance = odds.low = odds.high = when <= *bound ? 1 : 0;
    if (node == network_.goal) result_.goal = odds;
    if (!network_.nodes[at(node)].finished) result_.nodes[at(node)].odds = odds;
  }

  Odds odds(int node, std::span<const Ints> finishes) const {
    const auto time_by_share = [&](double share) {
      return order_statistic(finishes, sampling_.samples, least_count(share, sampling_.samples) - 1, lanes_);
    };
    const auto by_share = [&](double share) { return finish_at(network_, model_, time_by_share(share)); };
    Odds result{.p50 = by_share(0.5), .p80 = by_share(0.8), .p90 = by_share(0.9)};
    result.is_cut_off = time_by_share(0.9) >= model_.reach;
    if (const auto bound = bound_of(node)) {
      result.chance = static_cast<double>(count_by(finishes, sampling_.samples, latest_in_time(*bound))) / sampling_.samples;
      set_interval(result, sampling_.samples);
    }
    return result;
  }

  /// The items whose finishes are asked for: the goal first.
  std::vector<int> targets() const {
    std::vector<int> result{order_.goal};
    for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
      const auto& node = network_.nodes[i];
      const auto is_milestone = node.duration == Minutes{0} && !doubt_.ranges[i];
      if (is_milestone && model_.item_of[i] >= 0 && model_.item_of[i] != order_.goal) result.push_back(model_.item_of[i]);
    }
    return result;
  }

  std::vector<int> startable() const {
    std::vector<int> result;
    for (std::size_t i = 0; sampling_.depth != Depth::chance && i < model_.items.size(); ++i) {
      if (model_.items[i].is_startable) result.push_back(static_cast<int>(i));
    }
    return result;
  }

  /// Samples, and again for more milestones and latest starts where these would not fit into memory at once: the samples are the same every
  /// time.
  void walk() {
    const auto every_target = targets(), every_wanted = startable();
    const auto blocks = at((sampling_.samples + lanes - 1) / lanes), group = std::max<std::size_t>(1, blocks_held_ / blocks);
    const auto part = [&](const std::vector<int>& all, std::size_t from) {
      const auto begin = std::min(from, all.size()), end = std::min(from + group, all.size());
      return std::vector<int>(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end));
    };
    for (std::size_t done = 0; done < std::max(every_target.size(), every_wanted.size()); done += group) {
      order_.targets = part(every_target, done);
      order_.wanted = part(every_wanted, done);
      order_.is_walked_back = !order_.wanted.empty() || (done == 0 && sampling_.depth != Depth::chance);
      auto tally = planner::run(doubt_, model_, sampling_, order_, lanes_);
      for (std::size_t k = 0; k < order_.targets.size(); ++k) set_odds(order_.targets[k], std::as_const(tally.finishes)[k]);
      for (std::size_t k = 0; k < order_.wanted.size(); ++k) set_safe_start(order_.wanted[k], std::as_const(tally.limits)[k]);
      if (done == 0) set_criticality(std::move(tally));
    }
  }

  void set_odds(int item, std::span<const Ints> finishes) {
    if (item == order_.goal) {
      result_.goal = odds(network_.goal, finishes);
      in_time_ = count_by(finishes, sampling_.samples, due_);
    } else if (const auto node = model_.items[at(item)].node; node >= 0) {
      result_.nodes[at(node)].odds = odds(node, finishes);
    }
  }

  void set_criticality(Tally tally) {
    for (std::size_t i = 0; order_.is_walked_back && i < model_.items.size(); ++i) {
      const auto node = model_.items[i].node;
      if (node >= 0) result_.nodes[at(node)].criticality = static_cast<double>(tally.tight[i]) / sampling_.samples;
    }
    hopeful_ = std::move(tally.hopeful);
    hopeful_events_ = std::move(tally.hopeful_events);
  }

  void set_safe_start(int item, std::span<const Ints> limits) {
    const auto allowed = least_count(sampling_.level, sampling_.samples);
    const auto latest = order_statistic(limits, sampling_.samples, sampling_.samples - allowed, lanes_);
    if (latest != never) result_.nodes[at(model_.items[at(item)].node)].safe_start = start_at(network_, model_, latest);
  }

  struct Candidate {
    int hopeful = 0;
    Luck luck{};
  };

  /// By how many late samples each mends at most, most first, so that few have to be tried.
  std::vector<Candidate> candidates() const {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < model_.items.size(); ++i) {
      const auto item = static_cast<int>(i);
      if (hopeful_[i] > 0) all.push_back({hopeful_[i], {item, -1}});
      for (std::size_t k = 0; k < hopeful_events_[i].size(); ++k) {
        if (hopeful_events_[i][k] > 0) all.push_back({hopeful_events_[i][k], {item, static_cast<int>(k)}});
      }
    }
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.hopeful > b.hopeful; });
    return all;
  }

  /// A few at a time on the same draws, until none that is left can move the chance more than what is found.
  void find_drivers() {
    Order order{.goal = order_.goal, .due = due_};
    const auto all = candidates();
    for (std::size_t from = 0; from < std::min(all.size(), tries); from += tries_at_once) {
      const auto& drivers = result_.drivers;
      if (drivers.size() == shown && in_time_ + all[from].hopeful <= std::lround(drivers.back().chance * sampling_.samples)) break;
      order.lucks.clear();
      for (auto k = from; k < std::min({all.size(), tries, from + tries_at_once}); ++k) order.lucks.push_back(all[k].luck);
      const auto then = planner::run(doubt_, model_, sampling_, order, lanes_).in_time;
      for (std::size_t k = 0; k < then.size(); ++k) {
        if (then[k] > in_time_) add_driver(order.lucks[k], static_cast<double>(then[k]) / sampling_.samples);
      }
    }
  }

  void add_driver(const Luck& luck, double chance) {
    const auto& item = model_.items[at(luck.item)];
    const auto is_risk = luck.event >= 0;
    const Moved moved{is_risk, is_risk ? item.events[at(luck.event)].risk : item.node, chance};
    auto& drivers = result_.drivers;
    const auto place = std::find_if(drivers.begin(), drivers.end(), [&](const Moved& other) { return other.chance < chance; });
    drivers.insert(place, moved);
    if (drivers.size() > shown) drivers.pop_back();
  }

  const Network& network_;
  const Doubt& doubt_;
  const Sampling& sampling_;
  const std::size_t blocks_held_;
  const Lanes& lanes_;
  Sampled model_;
  std::int32_t due_ = 0;
  Order order_;
  int in_time_ = 0;  // samples in which the goal is
  std::vector<int> hopeful_;
  std::vector<std::vector<int>> hopeful_events_;
  NetworkForecast result_;
};

}  // namespace

std::optional<NetworkForecast> forecast(const Network& network, const Doubt& doubt, const Sampling& sampling, Vectors vectors,
                                        std::size_t held) {
  return Forecaster{network, doubt, sampling, vectors, held}.run();
}

std::uint64_t stable_id(std::string_view name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : name) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return hash;
}

}  // namespace backwalk::planner

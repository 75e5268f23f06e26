#include "planner/doubt.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "planner/index.hpp"
#include "planner/sampler.hpp"

namespace backwalk::planner {
namespace {

constexpr std::size_t rows_at_once = 16'000'000 / lanes;  // blocks of latest starts that are held: 64 MB
constexpr std::size_t tries = 24;                         // of what may drive the chance
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
  Forecaster(const Network& network, const Doubt& doubt, const Sampling& sampling, Vectors vectors)
      : network_{network},
        doubt_{doubt},
        sampling_{sampling},
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
    order_.targets = {goal};
    for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
      const auto& node = network_.nodes[i];
      const auto is_milestone = node.duration == Minutes{0} && !doubt_.ranges[i] && model_.item_of[i] >= 0 && model_.item_of[i] != goal;
      if (is_milestone) order_.targets.push_back(model_.item_of[i]);
    }
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
    const auto by_share = [&](double share) {
      return finish_at(network_, model_, order_statistic(finishes, sampling_.samples, least_count(share, sampling_.samples) - 1));
    };
    Odds result{.p50 = by_share(0.5), .p80 = by_share(0.8), .p90 = by_share(0.9)};
    if (const auto bound = bound_of(node)) {
      result.chance = static_cast<double>(count_by(finishes, sampling_.samples, latest_in_time(*bound))) / sampling_.samples;
      set_interval(result, sampling_.samples);
    }
    return result;
  }

  /// Samples, and again for more latest starts where these would not fit into memory at once: the samples are the same every time.
  void walk() {
    order_.is_walked_back = sampling_.depth != Depth::chance;
    std::vector<int> startable;
    for (std::size_t i = 0; order_.is_walked_back && i < model_.items.size(); ++i) {
      if (model_.items[i].is_startable) startable.push_back(static_cast<int>(i));
    }
    const auto blocks = at((sampling_.samples + lanes - 1) / lanes), group = std::max<std::size_t>(1, rows_at_once / blocks);
    for (std::size_t done = 0; done == 0 || done < startable.size(); done += group) {
      const auto from = startable.begin() + static_cast<std::ptrdiff_t>(done);
      order_.wanted.assign(from, from + static_cast<std::ptrdiff_t>(std::min(group, startable.size() - done)));
      tally_ = planner::run(doubt_, model_, sampling_, order_, lanes_);
      for (std::size_t k = 0; k < order_.wanted.size(); ++k) set_safe_start(order_.wanted[k], std::as_const(tally_.limits)[k]);
    }
    set_odds();
  }

  void set_odds() {
    result_.goal = odds(network_.goal, std::as_const(tally_.finishes)[0]);
    for (std::size_t k = 1; k < order_.targets.size(); ++k) {
      const auto node = model_.items[at(order_.targets[k])].node;
      if (node >= 0) result_.nodes[at(node)].odds = odds(node, std::as_const(tally_.finishes)[k]);
    }
    for (std::size_t i = 0; order_.is_walked_back && i < model_.items.size(); ++i) {
      const auto node = model_.items[i].node;
      if (node >= 0) result_.nodes[at(node)].criticality = static_cast<double>(tally_.tight[i]) / sampling_.samples;
    }
  }

  void set_safe_start(int item, std::span<const Ints> limits) {
    const auto allowed = least_count(sampling_.level, sampling_.samples);
    const auto latest = order_statistic(limits, sampling_.samples, sampling_.samples - allowed);
    if (latest != never) result_.nodes[at(model_.items[at(item)].node)].safe_start = start_at(network_, model_, latest);
  }

  struct Candidate {
    int hopeful = 0;
    Luck luck{};
  };

  /// By how many late samples each might mend, most first, so that few have to be tried: an upper bound where one calendar counts all.
  std::vector<Candidate> candidates() const {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < model_.items.size(); ++i) {
      const auto item = static_cast<int>(i);
      if (tally_.hopeful[i] > 0) all.push_back({tally_.hopeful[i], {item, -1}});
      for (std::size_t k = 0; k < tally_.hopeful_events[i].size(); ++k) {
        if (tally_.hopeful_events[i][k] > 0) all.push_back({tally_.hopeful_events[i][k], {item, static_cast<int>(k)}});
      }
    }
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.hopeful > b.hopeful; });
    return all;
  }

  void find_drivers() {
    const auto now = count_by(std::as_const(tally_.finishes)[0], sampling_.samples, due_);
    auto sampling = sampling_;
    sampling.depth = Depth::chance;
    Order order{.targets = {order_.targets.front()}, .due = due_};
    const auto all = candidates();
    for (std::size_t k = 0; k < std::min(all.size(), tries); ++k) {
      const auto& drivers = result_.drivers;
      if (drivers.size() == shown && now + all[k].hopeful <= std::lround(drivers.back().chance * sampling_.samples)) break;
      order.luck = all[k].luck;
      const auto tally = planner::run(doubt_, model_, sampling, order, lanes_);
      const auto then = count_by(tally.finishes[0], sampling_.samples, due_);
      if (then > now) add_driver(order.luck, static_cast<double>(then) / sampling_.samples);
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
  const Lanes& lanes_;
  Sampled model_;
  std::int32_t due_ = 0;
  Order order_;
  Tally tally_;
  NetworkForecast result_;
};

}  // namespace

std::optional<NetworkForecast> forecast(const Network& network, const Doubt& doubt, const Sampling& sampling, Vectors vectors) {
  return Forecaster{network, doubt, sampling, vectors}.run();
}

std::uint64_t stable_id(std::string_view name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : name) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return hash;
}

}  // namespace backwalk::planner

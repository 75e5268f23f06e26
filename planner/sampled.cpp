#include "planner/sampled.hpp"

#include <algorithm>

#include "planner/draw.hpp"
#include "planner/index.hpp"
#include "planner/lognormal.hpp"
#include "planner/network.hpp"
#include "planner/settled.hpp"

namespace backwalk::planner {
namespace {

/// The nodes, each after those that it waits for.
std::vector<int> ordered(const Network& network) {
  std::vector<std::vector<int>> next(network.nodes.size());
  std::vector<int> waits(network.nodes.size()), order;
  for (const auto& arrow : network.arrows) {
    next[at(arrow.from)].push_back(arrow.to);
    ++waits[at(arrow.to)];
  }
  for (std::size_t i = 0; i < waits.size(); ++i) {
    if (waits[i] == 0) order.push_back(static_cast<int>(i));
  }
  for (std::size_t done = 0; done < order.size(); ++done) {
    for (const auto to : next[at(order[done])]) {
      if (--waits[at(to)] == 0) order.push_back(to);
    }
  }
  return order;
}

/// A link between items, before they are sorted by their ends.
struct Joint {
  int from = 0;
  int to = 0;
  Lag lag{};
};

class Builder {
 public:
  Builder(const Network& network, const Doubt& doubt) : network_{network}, doubt_{doubt} {
    model_.item_of.assign(network.nodes.size(), -1);
    model_.settled.resize(network.nodes.size());
    worker_.assign(network.nodes.size(), -1);
    incoming_.resize(network.nodes.size());
    is_at_risk_.resize(network.nodes.size());
    for (const auto& risk : doubt.risks) is_at_risk_[at(risk.node)] = is_at_risk_[at(risk.node)] || risk.probability > 0;
    for (const auto& arrow : network.arrows) incoming_[at(arrow.to)].push_back(&arrow);
  }

  Sampled build() {
    for (const auto i : ordered(network_)) place(i);
    for (std::size_t k = 0; k < doubt_.risks.size(); ++k) place_risk(static_cast<int>(k));
    for (std::size_t k = 0; k < doubt_.factors.size(); ++k) place_factor(static_cast<int>(k));
    model_.calendar = common_calendar();
    for (std::size_t i = 0; i < model_.items.size(); ++i) model_.items[i].floor = time_at(network_, model_, floors_[i]);
    model_.before = sorted([](const Joint& joint) { return joint.to; }, [](const Joint& joint) { return joint.from; });
    model_.after = sorted([](const Joint& joint) { return joint.from; }, [](const Joint& joint) { return joint.to; });
    if (!model_.calendar) add_tables();
    return std::move(model_);
  }

 private:
  const Node& node(int i) const { return network_.nodes[at(i)]; }
  Work work(int i) const { return {.likely = node(i).duration, .range = doubt_.ranges[at(i)]}; }

  /// What was said to be left, less what has been worked since; a tenth of the whole when that is used up.
  Minutes left_of(int i, Minutes worked) const {
    const auto left = node(i).duration - worked;
    return left > Minutes{0} ? left : node(i).duration / 10;
  }

  /// What was told to be left is as uncertain as the whole was: a range goes along in proportion.
  Work told_left(int i, Minutes worked) const {
    Work result{.likely = left_of(i, worked)};
    const auto& whole = doubt_.ranges[at(i)];
    if (!whole || whole->likely <= Minutes{0}) return result;
    const auto share = [&](Minutes part) { return part * result.likely.count() / whole->likely.count(); };
    result.range = Range{std::min(share(whole->best), result.likely), result.likely, std::max(share(whole->worst), result.likely)};
    return result;
  }

  int add(Item item, LocalTime floor) {
    if (item.node >= 0) worker_[at(item.node)] = static_cast<int>(model_.items.size());
    model_.items.push_back(std::move(item));
    floors_.push_back(floor);
    return static_cast<int>(model_.items.size()) - 1;
  }

  void join(int item, const std::vector<const Arrow*>& waits) {
    for (const auto* arrow : waits) joints_.push_back({model_.item_of[at(arrow->from)], item, arrow->lag});
  }

  void place(int i) {
    std::vector<const Arrow*> waits;
    std::optional<LocalTime> released;  // by what is settled
    for (const auto* arrow : incoming_[at(i)]) {
      const auto& settled = model_.settled[at(arrow->from)];
      if (!settled) {
        waits.push_back(arrow);
      } else if (!has_begun(node(i))) {
        const auto limit = after_lag(network_.calendars.front(), *settled, arrow->lag);
        released = std::max(limit, released.value_or(limit));
      }
    }
    if (has_begun(node(i))) return place_begun(i, waits);
    const auto draw = drawn(doubt_.ids[at(i)], work(i), doubt_.spread);
    const auto is_work = draw.kind != Draw::Kind::nothing;
    if (!is_work && waits.empty() && released && settles_by_itself(node(i)) && !is_at_risk_[at(i)]) {
      model_.settled[at(i)] = released;
      return;
    }
    const auto allowed = std::max(network_.data_date, node(i).start_from.value_or(network_.data_date));
    const auto floor = std::max(allowed, released.value_or(allowed));
    const auto item = add({.node = i, .calendar = node(i).calendar, .is_startable = is_work, .draw = draw}, floor);
    join(item, waits);
    model_.item_of[at(i)] = item;
  }

  /// What has begun waits for nothing any more, but what follows it still waits for what it skipped.
  void place_begun(int i, const std::vector<const Arrow*>& waits) {
    const auto& finished = node(i).finished;
    if (finished && waits.empty()) {
      model_.settled[at(i)] = finished;
      return;
    }
    if (!finished) {
      const auto& time = network_.calendars[at(node(i).calendar)];
      const Minutes worked{std::max<std::int64_t>(0, time.work_before(network_.data_date) - time.work_before(*node(i).started))};
      const auto is_told = !doubt_.told.empty() && doubt_.told[at(i)];
      const auto draw = is_told ? drawn(doubt_.ids[at(i)], told_left(i, worked), doubt_.spread)
                                : remaining(doubt_.ids[at(i)], work(i), doubt_.spread, worked);
      model_.item_of[at(i)] = add({.node = i, .calendar = node(i).calendar, .draw = draw}, network_.data_date);
      if (waits.empty()) return;
    }
    const auto item = add({}, finished.value_or(network_.data_date));
    join(item, waits);
    if (!finished) joints_.push_back({model_.item_of[at(i)], item, {}});
    model_.item_of[at(i)] = item;
  }

  Item* item_that_works(int i) { return worker_[at(i)] < 0 ? nullptr : &model_.items[at(worker_[at(i)])]; }

  void place_risk(int k) {
    const auto& risk = doubt_.risks[at(k)];
    auto* item = item_that_works(risk.node);
    if (!item || risk.probability <= 0) return;
    item->events.push_back({.delay = drawn(risk.id, {.likely = risk.delay.likely, .range = risk.delay}, doubt_.spread),
                            .probability = static_cast<float>(risk.probability),
                            .risk = k});
  }

  void place_factor(int k) {
    for (const auto i : doubt_.factors[at(k)].nodes) {
      auto* item = item_that_works(i);
      if (item && doubt_.factors[at(k)].sigma > 0) item->factors.push_back(k);
    }
  }

  /// The one calendar that all work and all lags go by, if there is one.
  std::optional<int> common_calendar() const {
    std::optional<int> common;
    const auto goes_by = [&](int calendar) { return common.value_or(calendar) == calendar ? (common = calendar, true) : false; };
    for (const auto& item : model_.items) {
      const auto works = item.draw.kind != Draw::Kind::nothing || !item.events.empty();
      if (works && !goes_by(item.calendar)) return {};
    }
    for (const auto& joint : joints_) {
      if (joint.lag.length == Minutes{0}) continue;
      if (joint.lag.kind == Lag::Kind::elapsed || (joint.lag.kind == Lag::Kind::working && !goes_by(0))) return {};
    }
    return common.value_or(0);
  }

  template <class Mine, class Other>
  Waits sorted(Mine mine, Other other) const {
    Waits waits{std::vector<std::size_t>(model_.items.size() + 1), std::vector<Wait>(joints_.size())};
    for (const auto& joint : joints_) ++waits.first[at(mine(joint)) + 1];
    for (std::size_t i = 0; i < model_.items.size(); ++i) waits.first[i + 1] += waits.first[i];
    auto next = waits.first;
    for (const auto& joint : joints_) {
      const auto lag = joint.lag.kind == Lag::Kind::none ? 0 : std::clamp<std::int64_t>(joint.lag.length.count(), -furthest, furthest);
      waits.all[next[at(mine(joint))]++] = {
          .item = other(joint), .lag = static_cast<std::int32_t>(lag), .is_elapsed = joint.lag.kind == Lag::Kind::elapsed};
    }
    return waits;
  }

  /// The most that an item takes, minutes of work.
  double most(const Item& item) const {
    const auto largest = [&](const Draw& draw) {
      const double times = draw.kind == Draw::Kind::table ? static_cast<double>(doubt_.spread.factors.back()) : 1;
      return draw.kind == Draw::Kind::triangle ? static_cast<double>(draw.triangle.worst) : times * static_cast<double>(draw.minutes);
    };
    double sum = largest(item.draw);
    for (const auto& event : item.events) sum += largest(event.delay);
    for (const auto factor : item.factors) sum *= exponential(4.5 * doubt_.factors[at(factor)].sigma);
    return sum;
  }

  /// The longest time without work in the three years from the data date on, plain minutes: somebody's absence, that an average hides.
  double longest_closure(const WorkingTime& time) const {
    const auto from = network_.data_date;
    const auto end = date_of(from) + std::chrono::days{3 * 366};
    Minutes longest{0};
    LocalTime last = from;
    for (const auto& open : time.stretches(date_of(from), end)) {
      longest = std::max(longest, open.from - last);
      last = std::max(last, open.to);
    }
    return static_cast<double>(std::max(longest, LocalTime{end} - last).count());
  }

  /// As far as the longest path can reach with everything at its longest, and past the due date; at most 200 years past that.
  void add_tables() {
    constexpr double year = 365.25 * 1440;
    double thinnest = 1;  // how many plain minutes a minute of work takes at most: half more than over the first three years
    for (const auto& time : network_.calendars) {
      const auto worked = time.work_before(network_.data_date + Minutes{static_cast<int>(3 * year)}) - time.work_before(network_.data_date);
      thinnest = std::max(thinnest, 1.5 * 3 * year / std::max(1.0, static_cast<double>(worked)));
    }
    double furthest_finish = 0, closed = 0;
    for (const auto& time : network_.calendars) closed = std::max(closed, longest_closure(time));
    std::vector<double> finish(model_.items.size());
    for (std::size_t i = 0; i < finish.size(); ++i) {
      finish[i] = model_.items[i].floor;
      for (auto k = model_.before.first[i]; k < model_.before.first[i + 1]; ++k) {
        const auto& wait = model_.before.all[k];
        finish[i] = std::max(finish[i], finish[at(wait.item)] + wait.lag * (wait.is_elapsed ? 1 : thinnest));
      }
      finish[i] += thinnest * most(model_.items[i]);
      furthest_finish = std::max(furthest_finish, finish[i]);
    }
    const double due = std::max(0, time_at(network_, model_, network_.due));
    const auto length = std::min({std::max(furthest_finish, due) + closed + year, due + 200 * year, static_cast<double>(furthest)});
    model_.reach = static_cast<std::int32_t>(length - year / 2);  // the last interval ends somewhere before the tables do
    for (const auto& time : network_.calendars) model_.tables.emplace_back(time, network_.data_date, static_cast<std::int32_t>(length));
  }

  const Network& network_;
  const Doubt& doubt_;
  Sampled model_;
  std::vector<LocalTime> floors_;
  std::vector<bool> is_at_risk_;
  std::vector<int> worker_;  // of a node: the item that does its work; -1: none is left
  std::vector<std::vector<const Arrow*>> incoming_;
  std::vector<Joint> joints_;
};

}  // namespace

Sampled sampled(const Network& network, const Doubt& doubt) { return Builder{network, doubt}.build(); }

std::int32_t time_at(const Network& network, const Sampled& model, LocalTime t) {
  std::int64_t minutes = (t - network.data_date).count();
  if (model.calendar) {
    const auto& time = network.calendars[at(*model.calendar)];
    minutes = time.work_before(t) - time.work_before(network.data_date);
  }
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(minutes, -furthest, furthest));
}

LocalTime finish_at(const Network& network, const Sampled& model, std::int32_t time) {
  if (!model.calendar) return network.data_date + Minutes{time};
  if (time == 0) return network.data_date;
  const auto& calendar = network.calendars[at(*model.calendar)];
  return calendar.closing(calendar.work_before(network.data_date) + time);
}

LocalTime start_at(const Network& network, const Sampled& model, std::int32_t time) {
  if (!model.calendar) return network.data_date + Minutes{time};
  const auto& calendar = network.calendars[at(*model.calendar)];
  return calendar.opening(calendar.work_before(network.data_date) + time);
}

}  // namespace backwalk::planner

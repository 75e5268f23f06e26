#include "planner/sampler.hpp"

#include <algorithm>
#include <utility>

#include "planner/clocks.hpp"
#include "planner/index.hpp"
#include "planner/lognormal.hpp"

namespace backwalk::planner {
namespace {

constexpr Ints no_work{};  // added and taken away all the same: that keeps times from running off

// What a stream of draws is for.
enum Use : std::uint32_t { for_work, for_event, for_delay, for_factor };

template <class Value, class Lane>
void fill(Lane& lane, Value value) {
  std::fill(std::begin(lane.at), std::end(lane.at), value);
}

template <class Clock>
class Sampler {
 public:
  Sampler(const Doubt& doubt, const Sampled& model, const Sampling& sampling, const Order& order, const Lanes& operations, Clock clock)
      : doubt_{doubt}, model_{model}, sampling_{sampling}, order_{order}, do_{operations}, clock_{std::move(clock)} {}

  Tally run() {
    const auto items = model_.items.size(), blocks = static_cast<std::size_t>((sampling_.samples + lanes - 1) / lanes);
    const auto kept = order_.is_walked_back ? items : 1;
    finish_.resize(items);
    work_.resize(kept);
    start_.resize(Clock::is_linear ? 0 : kept);
    limit_.resize(!Clock::is_linear && order_.is_walked_back ? items : 0);
    factors_.resize(doubt_.factors.size());
    tally_.finishes = {order_.targets.size(), blocks};
    tally_.limits = {order_.wanted.size(), blocks};
    tally_.tight.resize(items);
    tally_.hopeful.resize(items);
    for (const auto& item : model_.items) {
      tally_.hopeful_events.emplace_back(item.events.size());
      delays_.emplace_back(order_.is_walked_back ? item.events.size() : 0);
    }
    for (std::size_t block = 0; block < blocks; ++block) {
      run_forward(static_cast<std::uint32_t>(block));
      for (std::size_t k = 0; k < order_.targets.size(); ++k) tally_.finishes[k][block] = finish_[at(order_.targets[k])];
      if (order_.is_walked_back) run_backward(block);
    }
    return std::move(tally_);
  }

 private:
  const Floats& uniform(std::uint64_t id, Use use, Floats& u) const {
    do_.uniform({.seed = sampling_.seed, .id = id, .use = use}, block_, u);
    return u;
  }

  void draw(const Draw& draw, Use use, Floats& x) {
    if (draw.kind == Draw::Kind::nothing || draw.kind == Draw::Kind::certain) return fill(x, draw.minutes);
    uniform(draw.id, use, u_);
    if (draw.from > 0) do_.squeeze(draw.from, u_);
    if (draw.kind == Draw::Kind::triangle) {
      do_.triangular(u_, draw.triangle, x);
    } else {
      do_.look_up(u_, doubt_.spread.factors.data(), draw.minutes, x);
    }
    if (draw.worked > 0) do_.less(draw.worked, x);
  }

  void draw_factors() {
    for (std::size_t k = 0; k < factors_.size(); ++k) {
      uniform(doubt_.factors[k].id, for_factor, u_);
      for (int i = 0; i < lanes; ++i) {
        factors_[k].at[i] = static_cast<float>(exponential(doubt_.factors[k].sigma * normal_quantile(static_cast<double>(u_.at[i]))));
      }
    }
  }

  void draw_work(std::size_t i, Ints& work) {
    const auto& item = model_.items[i];
    const bool is_lucky = at(order_.luck.item) == i;
    if (is_lucky && order_.luck.event < 0) {
      fill(x_, item.draw.best);
    } else {
      draw(item.draw, for_work, x_);
    }
    for (std::size_t k = 0; k < item.events.size(); ++k) {
      if (is_lucky && at(order_.luck.event) == k) continue;
      const auto& event = item.events[k];
      Floats occurs, delay;
      draw(event.delay, for_delay, delay);
      uniform(event.delay.id, for_event, occurs);
      do_.add_where(occurs, event.probability, delay, x_);
      if (!order_.is_walked_back) continue;
      Floats added{};
      do_.add_where(occurs, event.probability, delay, added);
      do_.round(added, delays_[i][k]);
    }
    for (const auto factor : item.factors) do_.scale(factors_[at(factor)], x_);
    do_.round(x_, work);
  }

  void run_forward(std::uint32_t block) {
    block_ = block;
    draw_factors();
    for (std::size_t i = 0; i < model_.items.size(); ++i) {
      const auto& item = model_.items[i];
      const auto slot = order_.is_walked_back ? i : 0;
      auto& start = finish_[i];
      fill(start, item.floor);
      for (auto k = model_.before.first[i]; k < model_.before.first[i + 1]; ++k) {
        const auto& wait = model_.before.all[k];
        clock_.later(finish_[at(wait.item)], wait, start);
      }
      clock_.open(item, start);
      if constexpr (!Clock::is_linear) start_[slot] = start;
      const bool has_work = item.draw.kind != Draw::Kind::nothing || !item.events.empty();
      if (has_work) draw_work(i, work_[slot]);
      clock_.add(item, has_work ? work_[slot] : no_work, finish_[i]);
    }
  }

  /// The latest finish that the goal, if it is finished `from` then, leaves an item. What leads nowhere is bound by the due date.
  void bound(std::size_t i, const Ints& from, Ints& latest) const {
    if (i == at(order_.targets.front())) {
      latest = from;
    } else {
      fill(latest, model_.after.first[i] == model_.after.first[i + 1] ? order_.due : furthest);
    }
    for (auto k = model_.after.first[i]; k < model_.after.first[i + 1]; ++k) {
      const auto& wait = model_.after.all[k];
      clock_.earlier(limit_of(wait.item), wait, latest);
    }
  }

  /// Where work is time, the latest start takes the place of the finish, which nobody asks for any more: half the memory, and that is half
  /// the time where a plan is large.
  Ints& limit_of(int i) { return Clock::is_linear ? finish_[at(i)] : limit_[at(i)]; }
  const Ints& limit_of(int i) const { return Clock::is_linear ? finish_[at(i)] : limit_[at(i)]; }

  void walk_back(const Ints& from, const Ints& slack, const Ints& shift, std::size_t block, bool is_counted) {
    auto wanted = order_.wanted.size();
    Ints latest, start;
    for (auto i = model_.items.size(); i-- > 0;) {
      const auto& item = model_.items[i];
      const bool has_work = item.draw.kind != Draw::Kind::nothing || !item.events.empty();
      bound(i, from, latest);
      clock_.subtract(item, has_work ? work_[i] : no_work, latest);
      if (is_counted) {
        start = Clock::is_linear ? finish_[i] : start_[i];
        if (Clock::is_linear && has_work) do_.subtract(work_[i], start);
        count(i, {&start, &latest, &slack, &shift});
      }
      if ((Clock::is_linear || !is_counted) && wanted > 0 && at(order_.wanted[wanted - 1]) == i) {
        do_.keep_where(slack, latest, tally_.limits[--wanted][block]);
      }
      limit_of(static_cast<int>(i)) = latest;
    }
  }

  void run_backward(std::size_t block) {
    Ints due, slack, shift;
    const Ints goal = finish_[at(order_.targets.front())];
    fill(due, order_.due);
    for (int i = 0; i < lanes; ++i) {
      const auto counts = static_cast<int>(block) * lanes + i < sampling_.samples;
      slack.at[i] = counts ? order_.due - goal.at[i] : never;
      shift.at[i] = !counts ? never : Clock::is_linear ? slack.at[i] : 0;
    }
    walk_back(due, slack, shift, block, Clock::is_linear);
    if constexpr (!Clock::is_linear) walk_back(goal, slack, shift, block, true);
  }

  void count(std::size_t i, const Room& room) {
    const auto& item = model_.items[i];
    if (item.node < 0) return;
    const auto tight = do_.count_tight(*room.start, *room.limit, *room.shift);
    tally_.tight[i] += tight;
    if (tight == 0 || sampling_.depth != Depth::drivers) return;
    // With factors, or where work is not time, every late sample in which the item is tight is hoped for. With several calendars an item
    // that is not tight may help too, and is missed (planner/README.md).
    const auto is_plain = Clock::is_linear && item.factors.empty();
    if (item.draw.kind == Draw::Kind::triangle || item.draw.kind == Draw::Kind::table) {
      tally_.hopeful[i] += do_.count_hopeful(room, work_[i], is_plain ? static_cast<std::int32_t>(item.draw.best) - 1 : never);
    }
    for (std::size_t k = 0; k < item.events.size(); ++k) {
      tally_.hopeful_events[i][k] += do_.count_hopeful(room, delays_[i][k], is_plain ? -1 : never);
    }
  }

  const Doubt& doubt_;
  const Sampled& model_;
  const Sampling& sampling_;
  const Order& order_;
  const Lanes& do_;
  Clock clock_;
  std::uint32_t block_ = 0;
  Floats u_, x_;
  std::vector<Ints> finish_, work_, start_, limit_;  // by item; work and start share one where nothing is walked back
  std::vector<Floats> factors_;
  std::vector<std::vector<Ints>> delays_;  // of each event of each item
  Tally tally_;
};

}  // namespace

Tally run(const Doubt& doubt, const Sampled& model, const Sampling& sampling, const Order& order, const Lanes& operations) {
  if (model.calendar) return Sampler<WorkClock>{doubt, model, sampling, order, operations, WorkClock{operations}}.run();
  return Sampler<PlainClock>{doubt, model, sampling, order, operations, PlainClock{model.tables}}.run();
}

}  // namespace backwalk::planner

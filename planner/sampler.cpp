#include "planner/sampler.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "planner/clocks.hpp"
#include "planner/index.hpp"
#include "planner/lognormal.hpp"

namespace backwalk::planner {
namespace {

// What a stream of draws is for.
enum Use : std::uint32_t { for_work, for_event, for_delay, for_factor };

constexpr Luck no_luck{};

template <class Clock>
class Sampler {
 public:
  Sampler(const Doubt& doubt, const Sampled& model, const Sampling& sampling, const Order& order, const Lanes& operations, Clock clock)
      : doubt_{doubt}, model_{model}, sampling_{sampling}, order_{order}, do_{operations}, clock_{std::move(clock)} {}

  Tally run() {
    const auto items = model_.items.size(), blocks = static_cast<std::size_t>((sampling_.samples + lanes - 1) / lanes);
    const auto is_work_kept = order_.is_walked_back || !order_.lucks.empty();
    finish_.resize(items);
    again_.resize(order_.lucks.empty() ? 0 : items);
    work_.resize(is_work_kept ? items : 1);
    begun_.resize(!Clock::is_linear && order_.is_walked_back ? items : 1);
    limit_.resize(!Clock::is_linear && order_.is_walked_back ? items : 0);
    on_.resize(limit_.size());
    factors_.resize(doubt_.factors.size());
    tally_.finishes = {order_.targets.size(), blocks};
    tally_.limits = {order_.wanted.size(), blocks};
    tally_.tight.resize(items);
    tally_.hopeful.resize(items);
    tally_.in_time.resize(order_.lucks.size());
    for (const auto& item : model_.items) {
      tally_.hopeful_events.emplace_back(item.events.size());
      delays_.emplace_back(order_.is_walked_back ? item.events.size() : 0);
    }
    for (std::size_t block = 0; block < blocks; ++block) {
      run_forward(static_cast<std::uint32_t>(block));
      for (std::size_t k = 0; k < order_.targets.size(); ++k) tally_.finishes[k][block] = finish_[at(order_.targets[k])];
      if (!order_.lucks.empty()) try_lucks(block);
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

  /// What nearly all items draw, in one step; false where more than that is to be done.
  bool draw_plain(const Item& item, Ints& work) const {
    const auto& draw = item.draw;
    const auto is_table = draw.kind == Draw::Kind::table;
    if (!is_drawn(item) || !item.events.empty() || !item.factors.empty() || draw.from > 0 || draw.worked > 0) return false;
    const Stream stream{.seed = sampling_.seed, .id = draw.id, .use = for_work};
    if (is_table) do_.looked_up_work(stream, block_, doubt_.spread.factors.data(), draw.minutes, work);
    if (!is_table) do_.triangular_work(stream, block_, draw.triangle, work);
    return true;
  }

  void draw_factors() {
    for (std::size_t k = 0; k < factors_.size(); ++k) {
      uniform(doubt_.factors[k].id, for_factor, u_);
      for (int i = 0; i < lanes; ++i) {
        factors_[k].at[i] = static_cast<float>(exponential(doubt_.factors[k].sigma * normal_quantile(static_cast<double>(u_.at[i]))));
      }
    }
  }

  /// `luck` is the item's own, or none.
  void draw_work(std::size_t i, const Luck& luck, Ints& work) {
    const auto& item = model_.items[i];
    if (luck.item >= 0 && luck.event < 0) {
      fill(x_, item.draw.best);
    } else {
      draw(item.draw, for_work, x_);
    }
    for (std::size_t k = 0; k < item.events.size(); ++k) {
      if (luck.event >= 0 && at(luck.event) == k) continue;
      const auto& event = item.events[k];
      Floats occurs, delay;
      draw(event.delay, for_delay, delay);
      uniform(event.delay.id, for_event, occurs);
      do_.add_where(occurs, event.probability, delay, x_);
      if (delays_[i].empty()) continue;
      Floats added{};
      do_.add_where(occurs, event.probability, delay, added);
      do_.round(added, delays_[i][k]);
    }
    for (const auto factor : item.factors) do_.scale(factors_[at(factor)], x_);
    do_.round(x_, work);
  }

  /// From the finishes of what it waits for to its own.
  template <class FinishOf>
  void place(std::size_t i, const Ints& work, FinishOf finish_of, Ints& begun, Ints& time) const {
    const auto& item = model_.items[i];
    fill(time, item.floor);
    for (auto k = model_.before.first[i]; k < model_.before.first[i + 1]; ++k) {
      const auto& wait = model_.before.all[k];
      clock_.later(finish_of(wait.item), wait, time);
    }
    clock_.begin(item, time, begun);
    clock_.finish(item, work, begun, time);
  }

  void run_forward(std::uint32_t block) {
    block_ = block;
    draw_factors();
    const auto finish_of = [&](int i) -> const Ints& { return finish_[at(i)]; };
    for (std::size_t i = 0; i < model_.items.size(); ++i) {
      auto& work = work_[work_.size() > 1 ? i : 0];
      const auto works = has_work(model_.items[i]);
      if (works && !draw_plain(model_.items[i], work)) draw_work(i, no_luck, work);
      if constexpr (Clock::is_linear) {
        do_.finish_after(model_.before.of(i, finish_.data()), model_.items[i].floor, works ? work : no_work, finish_[i]);
      } else {
        place(i, works ? work : no_work, finish_of, begun_[begun_.size() > 1 ? i : 0], finish_[i]);
      }
    }
  }

  bool counts(std::size_t block, int lane) const { return static_cast<int>(block) * lanes + lane < sampling_.samples; }

  int in_time(std::size_t block, const Ints& goal) const {
    int count = 0;
    for (int i = 0; i < lanes; ++i) count += counts(block, i) && goal.at[i] <= order_.due ? 1 : 0;
    return count;
  }

  /// Each luck on the draws that are there: only what its item moves is placed again, and nothing where no sample is late.
  void try_lucks(std::size_t block) {
    const auto counted = std::min(lanes, sampling_.samples - static_cast<int>(block) * lanes);
    const auto now = in_time(block, finish_[at(order_.goal)]);
    for (std::size_t k = 0; k < order_.lucks.size(); ++k) {
      tally_.in_time[k] += now == counted ? now : in_time(block, goal_with(order_.lucks[k]));
    }
  }

  const Ints& goal_with(const Luck& luck) {
    is_moved_.assign(model_.items.size(), false);
    const auto finish_of = [&](int i) -> const Ints& { return is_moved_[at(i)] ? again_[at(i)] : finish_[at(i)]; };
    Ints begun, work;
    for (auto i = at(luck.item); i <= at(order_.goal); ++i) {
      const auto before = model_.before.of(i, finish_.data());
      const auto is_lucky = i == at(luck.item);
      if (!is_lucky && std::none_of(before.begin, before.end, [&](const Wait& wait) { return is_moved_[at(wait.item)]; })) continue;
      if (is_lucky) draw_work(i, luck, work);
      place(i, is_lucky ? work : has_work(model_.items[i]) ? work_[i] : no_work, finish_of, begun, again_[i]);
      is_moved_[i] = std::memcmp(again_[i].at, finish_[i].at, sizeof again_[i].at) != 0;
    }
    return finish_of(order_.goal);
  }

  /// The latest finish that the due date leaves an item, but for what follows. What leads nowhere is bound by it, too.
  std::int32_t bound(std::size_t i) const {
    const auto is_last = i == at(order_.goal) || model_.after.first[i] == model_.after.first[i + 1];
    return is_last ? order_.due : furthest;
  }

  /// The row that the item's latest starts go to: of no use where nobody wants them.
  Ints& kept(std::size_t i, std::size_t block) {
    if (wanted_ == 0 || at(order_.wanted[wanted_ - 1]) != i) return unwanted_;
    return tally_.limits[--wanted_][block];
  }

  void run_backward(std::size_t block) {
    Ints slack;
    for (int i = 0; i < lanes; ++i) slack.at[i] = counts(block, i) ? order_.due - finish_[at(order_.goal)].at[i] : never;
    wanted_ = order_.wanted.size();
    if constexpr (Clock::is_linear) {
      for (auto i = model_.items.size(); i-- > 0;) go_back(i, slack, kept(i, block));
    } else {
      std::fill(on_.begin(), on_.end(), no_work);
      for (int i = 0; i < lanes; ++i) on_[at(order_.goal)].at[i] = counts(block, i) ? 1 : 0;
      for (auto i = model_.items.size(); i-- > 0;) go_back_by_calendar(i, slack, kept(i, block));
    }
  }

  void go_back_by_calendar(std::size_t i, const Ints& slack, Ints& kept) {
    auto& latest = limit_[i];
    Ints allowed;
    fill(latest, bound(i));
    for (auto k = model_.after.first[i]; k < model_.after.first[i + 1]; ++k) {
      const auto& wait = model_.after.all[k];
      clock_.earlier(limit_[at(wait.item)], wait, latest);
    }
    clock_.go_back(model_.items[i], has_work(model_.items[i]) ? work_[i] : no_work, latest, allowed);
    count_marked(i, allowed, slack);
    do_.keep_where(slack, latest, kept);
  }

  bool are_hopes_counted() const { return sampling_.depth == Depth::drivers; }
  /// With one calendar an item lies on a longest path where it has no more room to the date than the goal, and then a minute less of its
  /// work is at most a minute less until the goal; with a factor nobody has said how much less. Where work is time, the latest start takes
  /// the place of the finish, which nobody asks for any more: half the memory, and that is half the time where a plan is large.
  void go_back(std::size_t i, const Ints& slack, Ints& kept) {
    const auto& item = model_.items[i];
    const auto& work = has_work(item) ? work_[i] : no_work;
    Ints start;
    const auto tight = do_.start_before(model_.after.of(i, finish_.data()), bound(i), work, slack, finish_[i], start, kept);
    if (item.node < 0) return;
    tally_.tight[i] += tight;
    if (tight == 0 || !are_hopes_counted()) return;
    const Room room{&start, &finish_[i], &slack, &slack};
    if (is_drawn(item)) {
      const auto least = static_cast<std::int32_t>(item.draw.best) - 1;
      tally_.hopeful[i] += do_.count_hopeful(room, work, item.factors.empty() ? least : never);
    }
    for (std::size_t k = 0; k < item.events.size(); ++k) {
      tally_.hopeful_events[i][k] += do_.count_hopeful(room, delays_[i][k], item.factors.empty() ? -1 : never);
    }
  }

  /// With several calendars an item lies on a longest path where somebody on it waited for the item to finish: these are marked from the
  /// goal back. Less work of any other item moves nothing. And the date is met only if the item, begun when it was, ends with less work
  /// by the latest finish that the date leaves it.
  void count_marked(std::size_t i, const Ints& allowed, const Ints& slack) {
    const auto& item = model_.items[i];
    const auto& on = on_[i];
    const auto marked = do_.count(on);
    if (marked == 0) return;
    Ints threshold;
    clock_.threshold(item, begun_[i], threshold);
    for (auto k = model_.before.first[i]; k < model_.before.first[i + 1]; ++k) {
      const auto& wait = model_.before.all[k];
      clock_.mark(finish_[at(wait.item)], wait, threshold, on, on_[at(wait.item)]);
    }
    if (item.node < 0) return;
    tally_.tight[i] += marked;
    if (!are_hopes_counted()) return;
    const Chained chained{&on, &slack, &begun_[i], &allowed};
    const auto is_known = item.factors.empty() && has_work_of_its_own(item);  // else nobody has said how much less it takes
    Ints least;
    fill(least, is_known ? static_cast<std::int32_t>(item.draw.best) - 1 : never);
    if (is_drawn(item)) tally_.hopeful[i] += do_.count_mendable(chained, least);
    for (std::size_t k = 0; k < item.events.size(); ++k) {
      if (is_known) {
        fill(least, -1);
        do_.add(work_[i], least);
        do_.subtract(delays_[i][k], least);
      }
      tally_.hopeful_events[i][k] += do_.count_mendable(chained, least);
    }
  }

  static bool is_drawn(const Item& item) { return item.draw.kind == Draw::Kind::triangle || item.draw.kind == Draw::Kind::table; }

  const Doubt& doubt_;
  const Sampled& model_;
  const Sampling& sampling_;
  const Order& order_;
  const Lanes& do_;
  Clock clock_;
  std::uint32_t block_ = 0;
  Floats u_, x_;
  std::vector<Ints> finish_;  // by item, as the following; those that nobody asks for share one
  std::vector<Ints> work_;
  std::vector<Ints> begun_;  // clocks.hpp
  std::vector<Ints> limit_;  // the latest start; with one calendar it takes the place of the finish
  std::vector<Ints> on_;     // 1 where it lies on a longest path
  std::vector<Ints> again_;  // the finish with a luck, of those that have moved
  std::vector<bool> is_moved_;
  std::size_t wanted_ = 0;  // of the order's, those that the way back has not come to
  Ints unwanted_;
  std::vector<Floats> factors_;
  std::vector<std::vector<Ints>> delays_;  // of each event of each item
  Tally tally_;
};

}  // namespace

Tally run(const Doubt& doubt, const Sampled& model, const Sampling& sampling, const Order& order, const Lanes& operations) {
  if (model.calendar) return Sampler<WorkClock>{doubt, model, sampling, order, operations, WorkClock{operations}}.run();
  return Sampler<PlainClock>{doubt, model, sampling, order, operations, PlainClock{operations, model.tables}}.run();
}

}  // namespace backwalk::planner

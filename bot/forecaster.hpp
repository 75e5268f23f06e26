// Where forecasts are run: on a thread of their own, between the turn that wants them and the turn that tells them, so that neither the
// commit nor anybody else's request waits for them.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "adapters/chat/result.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/turn/odds.hpp"

namespace backwalk {

class Forecaster {
 public:
  using Known = std::shared_ptr<const turn::Odds>;
  /// `odds` and what is wanted beside them, for the next time that the turn is asked; final after `most_rounds` of them. The coroutine goes
  /// on where it was. Never fails.
  Awaitable<Known> add(Known odds, std::vector<turn::Wanted> wants, int most_rounds);
  /// Who draws the pictures that are wanted. Before the first of them.
  void draw_with(turn::Painter painter) { painter_ = std::move(painter); }

 private:
  /// All of them, in order, as one piece of work.
  Awaitable<Result<std::vector<turn::Known>>> work_out(std::vector<turn::Wanted> wants);

  planner::Remembered memory_{};      // touched by the one thread alone
  turn::Painter painter_{};           // likewise
  boost::asio::thread_pool pool_{1};  // joins before the memory goes
};

}  // namespace backwalk

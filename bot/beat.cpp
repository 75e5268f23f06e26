#include "bot/beat.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <mutex>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/beat_look.hpp"
#include "bot/forecaster.hpp"
#include "bot/store/await.hpp"

namespace backwalk {
namespace asio = boost::asio;
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestSleep{60'000};  // so that a clock that was set is noticed
constexpr milliseconds kAfterFailure{5'000};
constexpr milliseconds kGather{2'000};  // what is edited again and again is not looked at each time
constexpr int kLookRounds = 3;          // of forecasts for one look; a plan that changes all the while is looked at again

/// A look that is taken late, maybe for the first time, still covers everything from the moment for which it was meant.
turn::Answer late_look(turn::State state, const store::NextLook& meant, Instant at, const turn::Odds& odds) {
  if (!state.looked_at) state.looked_at = meant.at;
  return look(state, meant.plan, at, odds);
}

store::Turn turn_for(const store::NextLook& next, Instant at, Instant wall, std::shared_ptr<const turn::Odds> odds) {
  store::Turn turn;
  turn.need.plans = {next.plan};
  turn.need.writes = true;
  turn.at = at;
  turn.wall = wall;
  turn.answer = [next, at, odds = std::move(odds)](const turn::State& state) { return late_look(state, next, at, *odds); };
  return turn;
}

milliseconds sleep_until(const std::optional<store::NextLook>& next, Instant now) {
  if (!next) return kLongestSleep;
  return std::clamp(std::chrono::duration_cast<milliseconds>(next->at - now), milliseconds{0}, kLongestSleep);
}

}  // namespace

struct Beat::Shared : std::enable_shared_from_this<Beat::Shared> {
  store::Store& store;
  const Clock& clock;
  std::function<void()> sent;
  Forecaster forecaster{};

  std::mutex mutex{};
  bool is_nudged = false;
  bool is_edited = false;
  bool gathers = false;                         ///< sleeps on while plans are edited
  std::shared_ptr<asio::steady_timer> timer{};  ///< while `run` runs; touched on its executor only
  Instant pass = Instant::min();                ///< looks that are due until then belong to this pass
  bool has_looked = false;                      ///< in this pass

  Shared(store::Store& s, const Clock& c, std::function<void()> f) : store(s), clock(c), sent(std::move(f)) {}

  /// Whether a sleep is to end, or not to begin.
  bool take_nudge() {
    const std::lock_guard lock(mutex);
    const bool is_edit = !gathers && std::exchange(is_edited, false);
    return std::exchange(is_nudged, false) || is_edit;
  }
  void wake(bool Shared::*why) {
    const std::lock_guard lock(mutex);
    this->*why = true;
    if (timer && ends_sleep()) asio::post(timer->get_executor(), [self = shared_from_this(), woken = timer] { self->end(*woken); });
  }
  /// REQUIRES: the mutex is held.
  bool ends_sleep() const { return is_nudged || (is_edited && !gathers); }
  /// What was posted may come when another sleep has begun, which it is not to end.
  void end(asio::steady_timer& woken) {
    const std::lock_guard lock(mutex);
    if (ends_sleep()) woken.cancel();
  }
  void set_gathers(bool does) {
    const std::lock_guard lock(mutex);
    gathers = does;
  }
  Awaitable<void> sleep(milliseconds time) {
    if (take_nudge() || (co_await asio::this_coro::cancellation_state).cancelled() != asio::cancellation_type::none) co_return;
    timer->expires_after(time);
    boost::system::error_code woken;
    co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, woken));
    take_nudge();
  }
  /// Looks at `next` as of `at`.
  Awaitable<Result<store::Outcome>> look_at(store::NextLook next, Instant at) {
    Forecaster::Known odds = std::make_shared<turn::Odds>();
    store::Turn turn = turn_for(next, at, clock.wall(), odds);
    Result<store::Outcome> outcome = co_await store::transact(store, std::move(turn));
    while (outcome && !outcome->answer.wants.empty() && !odds->is_final) {
      auto wants = std::move(outcome->answer.wants);
      auto known = co_await forecaster.add(odds, std::move(wants), kLookRounds);
      odds = std::move(known);
      store::Turn again = turn_for(next, at, clock.wall(), odds);
      outcome = co_await store::transact(store, std::move(again));
    }
    if (outcome && !outcome->answer.later.empty()) {
      log::info("reminded", {{"plan", "p" + std::to_string(next.plan.value)}, {"messages", outcome->answer.later.size()}});
      if (sent) sent();
    }
    co_return outcome;
  }
  /// Until the next look is due. One that has come up during the pass waits a little: the plan is looked at once for many edits.
  Awaitable<void> rest(const std::optional<store::NextLook>& next) {
    const Instant now = clock.now();
    const bool is_again = has_looked && next && next->at <= now;
    const milliseconds time = is_again ? kGather : sleep_until(next, now);
    set_gathers(is_again);
    co_await sleep(time);
    set_gathers(false);
    has_looked = false;
    pass = clock.now();
  }
  /// A look of this pass, or the rest after it.
  Awaitable<Result<bool>> step() {
    const auto next = co_await store::next_look(store);
    if (!next) co_return next.error();
    if (!*next || (*next)->at > std::min(pass, clock.now())) {
      co_await rest(*next);
      co_return true;
    }
    has_looked = true;
    const auto outcome = co_await look_at(**next, clock.now());
    if (!outcome) co_return outcome.error();
    co_return true;
  }
};

Beat::Beat(store::Store& store, const Clock& clock, std::function<void()> sent)
    : shared_(std::make_shared<Shared>(store, clock, std::move(sent))) {}
Beat::~Beat() = default;

Awaitable<void> Beat::run() {
  const auto shared = shared_;
  co_await asio::this_coro::throw_if_cancelled(false);
  {
    auto timer = std::make_shared<asio::steady_timer>(co_await asio::this_coro::executor);
    const std::lock_guard lock(shared->mutex);
    shared->timer = std::move(timer);
  }
  while ((co_await asio::this_coro::cancellation_state).cancelled() == asio::cancellation_type::none) {
    const auto stepped = co_await shared->step();
    if (stepped) continue;
    log::error("beat_failed", {{"why", stepped.error().what}});
    co_await shared->sleep(kAfterFailure);
  }
  const std::lock_guard lock(shared->mutex);
  shared->timer.reset();
}

void Beat::nudge() { shared_->wake(&Shared::is_nudged); }
void Beat::edited() { shared_->wake(&Shared::is_edited); }

Awaitable<Result<std::optional<Instant>>> Beat::look_once(Instant until, Taken taken) {
  const auto shared = shared_;
  const auto next = co_await store::next_look(shared->store);
  if (!next) co_return next.error();
  if (!*next || (*next)->at > until) co_return std::optional<Instant>{};
  const Instant at = taken == Taken::in_time ? (*next)->at : until;
  const auto outcome = co_await shared->look_at(**next, at);
  if (!outcome) co_return outcome.error();
  co_return std::optional<Instant>{at};
}

}  // namespace backwalk

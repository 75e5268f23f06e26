#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <mutex>
#include <set>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/deliver/attempt.hpp"
#include "bot/deliver/doubts.hpp"
#include "bot/deliver/pace.hpp"
#include "bot/store/await.hpp"

namespace backwalk::deliver {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t most_at_once = 256;
constexpr std::size_t most_of_workspace = 64;  ///< one that answers slowly leaves room for the others
constexpr milliseconds breath = 10ms;          ///< between looks that found nothing: every commit calls for one
constexpr milliseconds shortest_nap = 200ms;   ///< when rows are due but none may go: their place rests, or they wait for another row
constexpr milliseconds longest_blocked_nap = 2s;
constexpr milliseconds longest_nap = 60s;
constexpr milliseconds longest_settle_wait = 5s;
constexpr int settle_tries_at_the_end = 6;  ///< about three seconds

/// How long to sleep when nothing more can be sent now. `blocked`: rounds in a row in which rows were due but none came.
milliseconds nap(std::optional<Instant> next, Instant now, std::optional<milliseconds> until_rested, int blocked) {
  const milliseconds floor = std::min(longest_blocked_nap, shortest_nap * (1 << std::min(blocked, 4)));
  milliseconds time = next ? std::clamp(*next - now, floor, longest_nap) : longest_nap;
  if (until_rested) time = std::min(time, std::max(*until_rested, milliseconds(1)));
  return time;
}

}  // namespace

struct Drain::Shared : std::enable_shared_from_this<Drain::Shared> {
  Shared(store::Store& rows, HttpCall& out, const Clock& time, const std::vector<const Platform*>& all, Limits limits, store::Fold join)
      : store(rows), calls(out), clock(time), pace(std::move(limits)), fold(std::move(join)), doubts(rows, out, time) {
    for (const Platform* platform : all) platforms.emplace(platform->name(), platform);
    for (const auto& [name, platform] : platforms) names.push_back(name);
  }

  store::Store& store;
  HttpCall& calls;
  const Clock& clock;
  std::map<std::string, const Platform*> platforms{};
  std::vector<std::string> names{};
  Pace pace;
  store::Fold fold;
  std::function<void(const chat::Outgoing&)> given_up{};
  Doubts doubts;
  Tokens tokens{};
  Uploads uploads{};
  std::map<std::string, chat::Place> busy{};  ///< queues with a row under way
  std::set<std::string> stuck{};              ///< queues whose row went out but could not be settled: never twice in this process
  bool is_ending = false;                     ///< nobody waits for long any more
  bool is_woken = false;
  bool is_hurried = false;  ///< there is room that there was not at the last look
  std::optional<asio::steady_timer> alarm{};
  std::optional<asio::steady_timer> breather{};
  std::mutex mutex{};  ///< guards `executor`
  std::optional<asio::any_io_executor> executor{};

  void nudge();
  void wake() {
    is_woken = true;
    if (alarm) alarm->cancel();
  }

  void hurry() {
    is_hurried = true;
    if (breather) breather->cancel();
    wake();
  }

  /// Commits that come one after another are looked after together; whoever has come back makes room and is not waited for.
  Awaitable<void> breathe() {
    boost::system::error_code ignored;
    breather->expires_after(breath);
    if (!std::exchange(is_hurried, false)) co_await breather->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    is_hurried = false;
  }

  /// Waits for a change, at most this long.
  Awaitable<void> sleep(milliseconds time) {
    boost::system::error_code ignored;
    alarm->expires_after(time);
    if (!std::exchange(is_woken, false)) co_await alarm->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    is_woken = false;
  }

  std::vector<std::string> left_alone() {
    std::vector<std::string> keys = pace.resting_places(steady_clock::now());
    for (const auto& [key, place] : busy) keys.push_back(key);
    keys.insert(keys.end(), stuck.begin(), stuck.end());
    return keys;
  }

  /// How much may be taken where that is not as much as there is room for.
  std::vector<store::Allowance> allowances(std::size_t room) const {
    auto found = pace.allowances(steady_clock::now(), room);
    std::map<std::pair<std::string, std::string>, std::size_t> under_way;
    for (const auto& [key, place] : busy) ++under_way[{place.platform, place.workspace}];
    for (const auto& [workspace, count] : under_way) {
      const std::size_t left = most_of_workspace - std::min(most_of_workspace, count);
      if (left < room) found.push_back({workspace.first, workspace.second, store::Allowance::What::everything, left});
    }
    return found;
  }

  /// Starts what may be sent now. Returns how many rows came, or the store's error.
  Awaitable<Result<std::size_t>> round() {
    if (busy.size() >= most_at_once) co_return std::size_t{0};
    auto keys = left_alone();
    const std::size_t room = std::min(pace.most_of_new(most_of_workspace), most_at_once - busy.size());
    store::Take wanted{clock.now(), clock.wall(), room, names, std::move(keys), allowances(room), fold};
    auto rows = co_await store::take(store, std::move(wanted));
    if (rows.has_error()) {
      log::warning("outbox cannot be read", {{"why", rows.error().what}});
      co_return rows.error();
    }
    const auto on = co_await asio::this_coro::executor;
    for (auto& row : *rows) start(on, std::move(row));
    co_return rows->size();
  }

  void start(const asio::any_io_executor& on, store::Row row) {
    const std::string key = store::queue_key(row.resolved.outgoing);
    if (!busy.emplace(key, row.resolved.outgoing.place).second) return;
    const bool is_sent = !row.in_doubt_since && !before_sending(row, clock.now());
    if (is_sent) pace.begin(row.resolved.outgoing, steady_clock::now());
    auto gone = [self = shared_from_this(), key](const std::exception_ptr& failure) {
      if (failure) self->stuck.insert(key);
      if (failure) log::error("delivery broke off", {{"place", key}});
      self->busy.erase(key);
      self->hurry();
    };
    asio::co_spawn(on, deliver(std::move(row)), std::move(gone));
  }

  Awaitable<void> deliver(store::Row row) {
    const auto begin = steady_clock::now();
    const auto& platform = *platforms.at(row.resolved.outgoing.place.platform);
    std::optional<Next> next = before_sending(row, clock.now());
    if (row.in_doubt_since) {
      next = co_await doubts.clear_up(platform, row);
      if (!next) pace.begin(row.resolved.outgoing, steady_clock::now());
    }
    if (!next) {
      const auto result = co_await attempt(calls, tokens, uploads, platform, row);
      next = is_unknown(result) ? doubts.begin(platform, row, result) : next_step(row, result, clock.now(), {});
      note(row, *next);
    }
    doubts.end(platform, row, *next);
    tell(row, *next, std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin));
    co_await settle_surely(row, *next);
    if (given_up && std::holds_alternative<GiveUp>(*next)) given_up(row.resolved.outgoing);
  }

  void note(const store::Row& row, const Next& next) {
    const auto now = steady_clock::now();
    const auto& outgoing = row.resolved.outgoing;
    if (outgoing.delivery == chat::Delivery::form) return;  // it is no message: what others may send is not its own
    pace.answered(outgoing, now);
    const auto* again = std::get_if<TryAgain>(&next);
    if (again != nullptr && !again->counts) pace.refused(outgoing, again->whole_workspace, now + again->after);
  }

  /// What has gone out must be written down, or it would go out again: tries until it succeeds; at the end of the program for a while.
  Awaitable<void> settle_surely(const store::Row& row, const Next& next) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (int tried = 1;; ++tried) {
      const auto settled = co_await settle(store, row, next, clock.now());
      if (settled.has_value()) co_return;
      log::warning("delivery not settled", {{"row", static_cast<long>(row.id)}, {"why", settled.error().what}});
      if (is_ending && tried >= settle_tries_at_the_end) break;
      timer.expires_after(std::min(longest_settle_wait, 50ms * (1 << std::min(tried, 10))));
      co_await timer.async_wait(asio::use_awaitable);
    }
    stuck.insert(store::queue_key(row.resolved.outgoing));
    log::error("delivery never settled", {{"row", static_cast<long>(row.id)}, {"key", row.resolved.outgoing.key}});
  }

  milliseconds time_to_next(std::optional<Instant> next, int blocked) const {
    const auto now = steady_clock::now();
    const auto rested = pace.first_free(now);
    const auto until_rested = rested ? std::optional(std::chrono::ceil<milliseconds>(*rested - now)) : std::nullopt;
    return nap(next, clock.now(), until_rested, blocked);
  }

  void begin(const asio::any_io_executor& on) {
    alarm.emplace(on);
    breather.emplace(on);
    const std::lock_guard lock(mutex);
    executor = on;
  }
  void end() {
    alarm.reset();  // its io_context may go before the drain does
    breather.reset();
    const std::lock_guard lock(mutex);
    executor.reset();
  }

  /// Waits for all that is under way.
  Awaitable<void> finish() {
    is_ending = true;
    while (!busy.empty()) co_await sleep(longest_nap);
    is_ending = false;
  }

  /// One step of `run`: sends what may be sent and sleeps until there may be more.
  Awaitable<void> step(int& blocked) {
    const auto started = co_await round();
    if (started.has_value() && *started > 0) {
      blocked = 0;
      if (busy.size() < most_at_once) co_return;
    }
    co_await breathe();
    const auto next = co_await store::next_send(store, names);
    const std::optional<Instant> when = next.has_value() ? *next : std::nullopt;
    const bool is_blocked = started.has_error() || (when && *when <= clock.now());
    const milliseconds time = time_to_next(started.has_error() ? clock.now() : when, blocked);
    blocked = is_blocked ? blocked + 1 : 0;
    const auto state = co_await asio::this_coro::cancellation_state;  // it may have come while the store was asked
    if (state.cancelled() == asio::cancellation_type::none) co_await sleep(time);
  }
};

Drain::Drain(store::Store& store, HttpCall& calls, const Clock& clock, std::vector<const Platform*> platforms, Limits limits,
             store::Fold fold)
    : shared_(std::make_shared<Shared>(store, calls, clock, platforms, std::move(limits), std::move(fold))) {}
Drain::~Drain() = default;

Awaitable<void> Drain::run() {
  const auto shared = shared_;
  const bool throws = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);  // cancelled means: start nothing new, settle what is under way
  shared->begin(co_await asio::this_coro::executor);
  int blocked = 0;
  for (auto state = co_await asio::this_coro::cancellation_state; state.cancelled() == asio::cancellation_type::none;) {
    co_await shared->step(blocked);
    state = co_await asio::this_coro::cancellation_state;
  }
  co_await shared->finish();
  shared->end();
  co_await asio::this_coro::throw_if_cancelled(throws);
}

Awaitable<void> Drain::drain_now() {
  const auto shared = shared_;
  shared->begin(co_await asio::this_coro::executor);
  shared->is_ending = true;
  for (bool goes_on = true; goes_on;) {
    const bool was_busy = !shared->busy.empty();  // what follows one that ends during the round may not be in the round
    const auto started = co_await shared->round();
    goes_on = started.has_value() && (*started > 0 || was_busy || !shared->busy.empty());
    if (goes_on && !shared->busy.empty()) co_await shared->sleep(longest_nap);
  }
  co_await shared->finish();
  shared->end();
}

void Drain::confirm(const chat::Confirmed& confirmed) {
  const auto row = shared_->doubts.confirm(confirmed);
  if (!row) return;
  log::info("delivery", {{"row", static_cast<long>(*row)}, {"result", "confirmed"}});
  auto settled = [shared = shared_, row = *row](const Result<bool>& done) {
    if (done.has_error()) log::warning("delivery not settled", {{"row", static_cast<long>(row)}, {"why", done.error().what}});
    shared->nudge();
  };
  shared_->store.settle_sent(*row, confirmed.ids, shared_->clock.now(), std::move(settled));
}

void Drain::on_given_up(std::function<void(const chat::Outgoing&)> told) { shared_->given_up = std::move(told); }

void Drain::read_pictures_with(std::function<std::optional<std::string>(const std::string&)> read) {
  shared_->uploads.read_with(std::move(read));
}

Tally Drain::tally() const { return shared_->doubts.tally(); }

void Drain::nudge() { shared_->nudge(); }

void Drain::Shared::nudge() {
  const std::lock_guard lock(mutex);
  if (!executor) return;  // `run` begins by looking
  asio::post(*executor, [shared = shared_from_this()] { shared->wake(); });
}

}  // namespace backwalk::deliver

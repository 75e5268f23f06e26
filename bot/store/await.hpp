// The store's calls for coroutines: each resumes on the coroutine's own executor and counts as outstanding work there meanwhile, so that
// `io_context::run` does not return before the store has answered. The store and the executor's context outlive the call: close the store
// before the context is destroyed.
#pragma once

#include <atomic>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "adapters/chat/result.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

/// Waits for one store call. `start` is given the completion to pass as `done`; it is called once, on the coroutine's executor. Itself no
/// coroutine: there is one of these in every request.
template <class T>
Awaitable<Result<T>> await(std::function<void(std::function<void(Result<T>)>)> start) {
  auto initiate = [start = std::move(start)](auto handler) mutable {
    using Work = boost::asio::executor_work_guard<decltype(boost::asio::get_associated_executor(handler))>;
    struct Waiting {
      Waiting(decltype(handler) next, Work outstanding) : resume(std::move(next)), work(std::move(outstanding)) {}
      decltype(handler) resume;
      Work work;
      std::atomic<bool> is_begun = false;
    };
    Work work(boost::asio::get_associated_executor(handler));
    auto waiting = std::make_shared<Waiting>(std::move(handler), std::move(work));
    start([waiting](Result<T> result) {
      auto resume = [waiting, result = std::move(result)]() mutable {
        waiting->work.reset();
        std::move(waiting->resume)(std::move(result));
      };
      const auto executor = waiting->work.get_executor();
      // Given back on the coroutine's own thread it goes on at once, but not before it waits.
      if (waiting->is_begun) return boost::asio::dispatch(executor, std::move(resume));
      boost::asio::post(executor, std::move(resume));
    });
    waiting->is_begun = true;
  };
  return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, void(Result<T>)>(std::move(initiate),
                                                                                             boost::asio::use_awaitable);
}

Awaitable<Result<Outcome>> transact(Store& store, Turn turn);
Awaitable<Result<std::vector<Row>>> take(Store& store, Take wanted);
Awaitable<Result<bool>> settle_sent(Store& store, std::int64_t row, chat::SentIds ids, Instant at);
Awaitable<Result<bool>> postpone(Store& store, std::int64_t row, Instant next, bool counts);
Awaitable<Result<bool>> stay_in_doubt(Store& store, std::int64_t row, Instant next);
Awaitable<Result<bool>> mark_repeat(Store& store, std::int64_t row, Instant wall);
Awaitable<Result<bool>> settle_unsent(Store& store, std::int64_t row, Settled how, std::string why, Instant at);
Awaitable<Result<std::optional<Instant>>> next_send(Store& store, std::vector<std::string> platforms);
Awaitable<Result<std::optional<NextLook>>> next_look(Store& store);
Awaitable<Result<Backlog>> backlog(Store& store);
Awaitable<Result<bool>> ready(Store& store);

}  // namespace backwalk::store

#include "bot/store/await.hpp"

namespace backwalk::store {
namespace {

template <class T>
using Start = std::function<void(Store::Done<T>)>;

}  // namespace

// None of these is a coroutine: what they capture is moved into `await` by value (the g++ 12 list in ARCHITECTURE §5).

Awaitable<Result<Outcome>> transact(Store& store, Turn turn) {
  Start<Outcome> start = [&store, turn = std::make_shared<Turn>(std::move(turn))](auto done) {
    store.transact(std::move(*turn), std::move(done));
  };
  return await<Outcome>(std::move(start));
}

Awaitable<Result<std::vector<Row>>> take(Store& store, Take wanted) {
  Start<std::vector<Row>> start = [&store, wanted = std::move(wanted)](auto done) mutable {
    store.take(std::move(wanted), std::move(done));
  };
  return await<std::vector<Row>>(std::move(start));
}

Awaitable<Result<bool>> settle_sent(Store& store, std::int64_t row, chat::SentIds ids, Instant at) {
  Start<bool> start = [&store, row, ids = std::move(ids), at](auto done) mutable {
    store.settle_sent(row, std::move(ids), at, std::move(done));
  };
  return await<bool>(std::move(start));
}

Awaitable<Result<bool>> postpone(Store& store, std::int64_t row, Instant next, bool counts) {
  Start<bool> start = [&store, row, next, counts](auto done) { store.postpone(row, next, counts, std::move(done)); };
  return await<bool>(std::move(start));
}

Awaitable<Result<bool>> stay_in_doubt(Store& store, std::int64_t row, Instant next) {
  Start<bool> start = [&store, row, next](auto done) { store.stay_in_doubt(row, next, std::move(done)); };
  return await<bool>(std::move(start));
}

Awaitable<Result<bool>> mark_repeat(Store& store, std::int64_t row, Instant wall) {
  Start<bool> start = [&store, row, wall](auto done) { store.mark_repeat(row, wall, std::move(done)); };
  return await<bool>(std::move(start));
}

Awaitable<Result<bool>> settle_unsent(Store& store, std::int64_t row, Settled how, std::string why, Instant at) {
  Start<bool> start = [&store, row, how, why = std::move(why), at](auto done) mutable {
    store.settle_unsent(row, how, std::move(why), at, std::move(done));
  };
  return await<bool>(std::move(start));
}

Awaitable<Result<std::optional<Instant>>> next_send(Store& store, std::vector<std::string> platforms) {
  Start<std::optional<Instant>> start = [&store, platforms = std::move(platforms)](auto done) mutable {
    store.next_send(std::move(platforms), std::move(done));
  };
  return await<std::optional<Instant>>(std::move(start));
}

Awaitable<Result<std::optional<NextLook>>> next_look(Store& store) {
  Start<std::optional<NextLook>> start = [&store](auto done) { store.next_look(std::move(done)); };
  return await<std::optional<NextLook>>(std::move(start));
}

Awaitable<Result<Backlog>> backlog(Store& store) {
  Start<Backlog> start = [&store](auto done) { store.backlog(std::move(done)); };
  return await<Backlog>(std::move(start));
}

Awaitable<Result<bool>> ready(Store& store) {
  Start<bool> start = [&store](auto done) { store.ready(std::move(done)); };
  return await<bool>(std::move(start));
}

}  // namespace backwalk::store

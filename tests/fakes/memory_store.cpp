#include "tests/fakes/memory_store.hpp"

#include <algorithm>

#include "tests/fakes/memory_store_world.hpp"

namespace backwalk::fakes {

using namespace std::chrono_literals;

struct MemoryStore::Inside {
  World world{};
  Turns turns{};
  std::optional<Error> error{};
};

namespace {

/// What was sent in one with others: nothing of it alone may be put in its place.
void let_be(World& world, const std::vector<std::string>& keys, Instant at) {
  const auto is_theirs = [&](const std::optional<std::string>& key) { return key && std::ranges::find(keys, *key) != keys.end(); };
  for (KnownQuestion& known : world.questions) {
    if (is_theirs(known.question.message_key)) known.question.shown.reset();
  }
  for (Leaving& leaving : world.outbox) {
    if (leaving.state != State::waiting || !leaving.is_edit() || !is_theirs(leaving.parent)) continue;
    leaving.state = State::expired;
    leaving.settled = at;
  }
}

}  // namespace

MemoryStore::MemoryStore() : inside_(std::make_unique<Inside>()) {}
MemoryStore::~MemoryStore() = default;

template <class T, class Work>
void MemoryStore::call(Work work, Done<T> done) {
  Result<T> result = [&]() -> Result<T> {
    const std::lock_guard lock(mutex_);
    if (inside_->error) return *inside_->error;
    return work(*inside_);
  }();
  done(std::move(result));
}

void MemoryStore::fail_with(std::optional<Error> error) {
  const std::lock_guard lock(mutex_);
  inside_->error = std::move(error);
}

void MemoryStore::close() { fail_with(Error{Cause::lost, "the store is closed"}); }
void MemoryStore::ready(Done<bool> done) {
  call<bool>([](Inside&) { return true; }, std::move(done));
}

void MemoryStore::transact(store::Turn turn, Done<store::Outcome> done) {
  call<store::Outcome>(
      [&](Inside& inside) -> Result<store::Outcome> {
        const auto is_seen = [&](const std::string& key) {
          const auto found = inside.world.seen.find(key);
          return found != inside.world.seen.end() && found->second >= turn.wall - 26h;
        };
        if (std::ranges::any_of(turn.keys, is_seen)) return store::Outcome{{}, true};
        World after = inside.world;
        try {
          const turn::State state = load(after, turn);
          store::Outcome outcome{turn.answer(state), false};
          if (turn::has_effect(outcome.answer)) {
            write(after, turn, state, outcome.answer);
            keep(after, turn.references);
            for (const std::string& key : turn.keys) after.seen[key] = turn.wall;
            prune(after, turn.at, turn.wall);
            inside.world = std::move(after);
          } else {
            for (const chat::Profile& profile : turn.profiles) tell(inside.world, profile);
            keep(inside.world, turn.references);
          }
          return outcome;
        } catch (const std::exception& problem) {
          return Error{Cause::invalid, std::string("the answer failed: ") + problem.what()};
        }
      },
      std::move(done));
}

void MemoryStore::take(store::Take wanted, Done<std::vector<store::Row>> done) {
  call<std::vector<store::Row>>([&](Inside& inside) { return take_rows(inside.world, inside.turns, wanted); }, std::move(done));
}

void MemoryStore::settle_sent(std::int64_t row, chat::SentIds ids, Instant at, Done<bool> done) {
  call<bool>(
      [&](Inside& inside) {
        const auto found = std::ranges::find(inside.world.outbox, row, &Leaving::id);
        if (found == inside.world.outbox.end()) return false;
        const std::string key = found->outgoing.key;
        for (Leaving& leaving : inside.world.outbox) {
          const bool is_in_it = leaving.folded_into == key && leaving.state == State::waiting;
          if (&leaving != &*found && !is_in_it) continue;
          leaving.state = State::sent;
          leaving.settled = at;
          inside.world.sent[leaving.outgoing.key] = {ids, at};
          if (is_in_it) let_be(inside.world, {key, leaving.outgoing.key}, at);
        }
        if (ids.reference) inside.world.references[place_key(found->outgoing.place)] = *ids.reference;
        return true;
      },
      std::move(done));
}

void MemoryStore::postpone(std::int64_t row, Instant next, bool counts, Done<bool> done) {
  call<bool>(
      [&](Inside& inside) {
        const auto found = std::ranges::find(inside.world.outbox, row, &Leaving::id);
        if (found == inside.world.outbox.end() || found->state != State::waiting) return false;
        found->next = next;
        found->attempts += counts ? 1 : 0;
        found->begun.reset();
        for (Leaving& leaving : inside.world.outbox) {
          if (leaving.folded_into == found->outgoing.key) leaving.folded_into.reset();
        }
        return true;
      },
      std::move(done));
}

void MemoryStore::stay_in_doubt(std::int64_t row, Instant next, Done<bool> done) {
  call<bool>(
      [&](Inside& inside) {
        const auto found = std::ranges::find(inside.world.outbox, row, &Leaving::id);
        if (found == inside.world.outbox.end() || found->state != State::waiting) return false;
        found->next = next;
        ++found->attempts;
        return true;
      },
      std::move(done));
}

void MemoryStore::mark_repeat(std::int64_t row, Instant wall, Done<bool> done) {
  call<bool>(
      [&](Inside& inside) {
        const auto found = std::ranges::find(inside.world.outbox, row, &Leaving::id);
        if (found == inside.world.outbox.end() || found->state != State::waiting) return false;
        found->begun = wall;
        ++found->repeats;
        return true;
      },
      std::move(done));
}

void MemoryStore::settle_unsent(std::int64_t row, store::Settled how, std::string, Instant at, Done<bool> done) {
  call<bool>(
      [&](Inside& inside) {
        const auto found = std::ranges::find(inside.world.outbox, row, &Leaving::id);
        if (found == inside.world.outbox.end() || found->state != State::waiting) return false;
        const std::string key = found->outgoing.key;
        for (Leaving& leaving : inside.world.outbox) {
          if (&leaving != &*found && (leaving.folded_into != key || leaving.state != State::waiting)) continue;
          leaving.state = how == store::Settled::expired ? State::expired : how == store::Settled::parked ? State::parked : State::sent;
          leaving.settled = at;
        }
        return true;
      },
      std::move(done));
}

void MemoryStore::next_send(std::vector<std::string> platforms, Done<std::optional<Instant>> done) {
  call<std::optional<Instant>>(
      [&](Inside& inside) {
        std::optional<Instant> earliest;
        for (const Leaving& leaving : inside.world.outbox) {
          if (leaving.state != State::waiting || !is_first(inside.world, leaving)) continue;
          if (std::ranges::find(platforms, leaving.outgoing.place.platform) == platforms.end()) continue;
          if (!earliest || leaving.next < *earliest) earliest = leaving.next;
        }
        return earliest;
      },
      std::move(done));
}

void MemoryStore::next_look(Done<std::optional<store::NextLook>> done) {
  call<std::optional<store::NextLook>>(
      [&](Inside& inside) {
        std::optional<store::NextLook> next;
        for (const auto& [plan, look] : inside.world.looks) {
          if (look.at && (!next || *look.at < next->at)) next = store::NextLook{plan, *look.at};
        }
        return next;
      },
      std::move(done));
}

void MemoryStore::backlog(Done<store::Backlog> done) {
  call<store::Backlog>(
      [](Inside& inside) {
        store::Backlog backlog;
        for (const Leaving& leaving : inside.world.outbox) {
          if (leaving.state != State::waiting) continue;
          ++backlog.waiting;
          backlog.oldest = std::min(backlog.oldest.value_or(leaving.created), leaving.created);
        }
        return backlog;
      },
      std::move(done));
}

}  // namespace backwalk::fakes

// A fixture with verbs for the contract that every store keeps: the tests read as a story and run on each implementation.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "bot/store/store.hpp"
#include "tests/fakes/memory_store.hpp"

namespace backwalk::store {

using namespace std::chrono_literals;

inline const Instant noon{std::chrono::sys_days(std::chrono::year(2026) / 9 / 8) + 12h};

/// The answer of one store call.
template <class T, class Call>
Result<T> wait_for(Call call) {
  auto promise = std::make_shared<std::promise<Result<T>>>();
  auto answer = promise->get_future();
  call([promise](Result<T> result) { promise->set_value(std::move(result)); });
  return answer.get();
}

/// A folder of its own that goes away. In memory where there is such a place: nobody pulls the plug here, so flushing a disk only costs
/// time.
struct Folder {
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    const auto parent = ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    std::string name = parent / "backwalk_store_XXXXXX";
    path = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name) const { return path / name; }
  std::filesystem::path path;
};

inline chat::Place channel(const std::string& name) { return {"console", "local", name, std::nullopt, std::nullopt}; }
inline chat::Place thread_of(const std::string& name, const std::string& thread) {
  return {"console", "local", name, std::nullopt, thread};
}
inline chat::Place direct(const std::string& user) { return {"console", "local", "", user, std::nullopt}; }
inline chat::Door door(const std::string& user) { return {"console", "local", user}; }

inline Turn turn_of(const std::string& user, const chat::Place& place) {
  Turn turn;
  turn.need.place = place;
  turn.need.speaker = door(user);
  turn.need.speaker_name = user;
  turn.at = noon;
  turn.wall = noon;
  turn.answer = [](const turn::State&) { return turn::Answer{}; };
  return turn;
}

inline chat::Outgoing post(const std::string& key, const chat::Place& place) {
  chat::Outgoing outgoing;
  outgoing.key = key;
  outgoing.place = place;
  outgoing.message = chat::say(key);
  return outgoing;
}
/// A write under a key: the first starts a plan in the channel, each later one gives its goal the key for a title; each posts there.
inline Turn titled(const std::string& key) {
  Turn turn = turn_of("dev", channel("eng"));
  turn.need.writes = true;
  turn.keys = {key};
  turn.answer = [key](const turn::State& state) {
    turn::Answer answer;
    if (state.here.empty()) {
      answer.changes.push_back({state.next_plan, {planner::PlanStarted{"ALPH", "Ship", {}, *state.speaker}}, "start"});
      answer.bindings = {{state.next_plan, channel("eng")}};
    } else {
      answer.changes.push_back({state.here[0], {planner::GoalRetitled{key}}, "goal"});
    }
    answer.later = {post(key, channel("eng"))};
    return answer;
  };
  return turn;
}
inline chat::Outgoing edit_of(const std::string& root, const std::string& key, const chat::Place& place) {
  chat::Outgoing outgoing = post(key, place);
  outgoing.delivery = chat::Delivery::edit;
  outgoing.edits = root;
  return outgoing;
}
inline chat::Outgoing in_thread(const std::string& root, const std::string& key, const chat::Place& place) {
  chat::Outgoing outgoing = post(key, place);
  outgoing.in_thread_of = root;
  return outgoing;
}

inline chat::Outgoing form_for(const std::string& key, const chat::Place& place) {
  chat::Outgoing outgoing = post(key, place);
  outgoing.delivery = chat::Delivery::form;
  outgoing.trigger = "trigger of " + key;
  outgoing.expires = noon + 2500ms;
  return outgoing;
}

class AnyStore : public ::testing::TestWithParam<std::string> {
 protected:
  AnyStore() {
    if (GetParam() == "memory") {
      store_ = std::make_unique<fakes::MemoryStore>();
    } else {
      store_ = open("sqlite:" + folder_.file("contract.db"), Holding::exclusive).value();
    }
  }

  Result<Outcome> transact(Turn turn) {
    return wait_for<Outcome>([&](auto done) { store_->transact(std::move(turn), std::move(done)); });
  }
  /// What a turn with this need would see.
  turn::State look(Turn turn) {
    turn::State seen;
    turn.answer = [&seen](const turn::State& state) {
      seen = state;
      return turn::Answer{};
    };
    EXPECT_TRUE(transact(std::move(turn)).has_value());
    return seen;
  }
  turn::State look(const std::string& user, const chat::Place& place) { return look(turn_of(user, place)); }

  Result<Outcome> answer(Turn turn, turn::Answer what) {
    turn.answer = [what = std::move(what)](const turn::State&) { return what; };
    return transact(std::move(turn));
  }

  turn::PlanId start(const std::string& user, const chat::Place& place, const std::string& key) {
    Turn turn = turn_of(user, place);
    turn::PlanId id;
    turn.answer = [&](const turn::State& state) {
      id = state.next_plan;
      turn::Answer answer;
      const planner::PlanStarted started{
          key, "Ship " + key, std::nullopt, *state.speaker, "UTC", planner::standard_calendar(), place.is_direct()};
      answer.changes.push_back({id, {started}, "start " + key});
      if (!place.is_direct()) answer.bindings.push_back({id, place});
      if (place.is_direct()) answer.focus = id;
      return answer;
    };
    EXPECT_TRUE(transact(std::move(turn)).has_value());
    return id;
  }

  Result<Outcome> change(const std::string& user, const chat::Place& place, turn::PlanId plan, std::vector<planner::Edit> edits) {
    turn::Answer answer;
    answer.changes.push_back({plan, std::move(edits), "change"});
    return this->answer(turn_of(user, place), std::move(answer));
  }

  void send(std::vector<chat::Outgoing> later, Instant at = noon) {
    Turn turn = turn_of("dev", channel("eng"));
    turn.at = at;
    turn::Answer answer;
    answer.later = std::move(later);
    EXPECT_TRUE(this->answer(std::move(turn), std::move(answer)).has_value());
  }

  std::vector<Row> take(Instant now = noon, std::size_t most = 10, std::vector<std::string> busy = {}) {
    auto rows = wait_for<std::vector<Row>>([&](auto done) {
      store_->take({now, now, most, {"console"}, std::move(busy)}, std::move(done));
    });
    EXPECT_TRUE(rows.has_value());
    return rows ? *rows : std::vector<Row>();
  }
  std::vector<std::string> keys_taken_with(std::vector<Allowance> allowances, Instant now = noon, std::size_t most = 10) {
    auto rows = wait_for<std::vector<Row>>([&](auto done) {
      store_->take({now, now, most, {"console"}, {}, std::move(allowances), {}}, std::move(done));
    });
    std::vector<std::string> keys;
    for (const Row& row : rows.value()) keys.push_back(row.resolved.outgoing.key);
    return keys;
  }
  /// Direct messages that have waited for long are joined to one.
  std::vector<Row> take_folded(Instant now) {
    const Fold fold = [](const std::vector<chat::Message>& messages) {
      chat::Message joined = chat::say(std::to_string(messages.size()));
      for (const chat::Message& message : messages) joined.blocks.emplace_back(chat::Text{message.headline});
      return joined;
    };
    return wait_for<std::vector<Row>>([&](auto done) { store_->take({now, now, 10, {"console"}, {}, {}, fold}, std::move(done)); }).value();
  }
  std::vector<std::string> keys_taken(Instant now = noon, std::size_t most = 10, std::vector<std::string> busy = {}) {
    std::vector<std::string> keys;
    for (const Row& row : take(now, most, std::move(busy))) keys.push_back(row.resolved.outgoing.key);
    return keys;
  }
  bool sent(const Row& row, const std::string& message) {
    return wait_for<bool>([&](auto done) { store_->settle_sent(row.id, {message, "C1"}, noon, std::move(done)); }).value();
  }
  bool unsent(const Row& row, Settled how) {
    return wait_for<bool>([&](auto done) { store_->settle_unsent(row.id, how, "gone", noon, std::move(done)); }).value();
  }
  bool postpone(const Row& row, Instant next, bool counts) {
    return wait_for<bool>([&](auto done) { store_->postpone(row.id, next, counts, std::move(done)); }).value();
  }
  bool stay_in_doubt(const Row& row, Instant next) {
    return wait_for<bool>([&](auto done) { store_->stay_in_doubt(row.id, next, std::move(done)); }).value();
  }
  bool mark_repeat(const Row& row, Instant wall) {
    return wait_for<bool>([&](auto done) { store_->mark_repeat(row.id, wall, std::move(done)); }).value();
  }
  std::optional<Instant> next_send() {
    return wait_for<std::optional<Instant>>([&](auto done) { store_->next_send({"console"}, std::move(done)); }).value();
  }
  std::optional<NextLook> next_look() {
    return wait_for<std::optional<NextLook>>([&](auto done) { store_->next_look(std::move(done)); }).value();
  }

  Folder folder_{};
  std::unique_ptr<Store> store_{};
};

using Keys = std::vector<std::string>;

inline std::string name_of(const ::testing::TestParamInfo<std::string>& info) { return info.param; }

}  // namespace backwalk::store

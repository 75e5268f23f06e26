// A Drain over the memory store on a loop that the test steps by hand.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

#include "bot/deliver/deliver.hpp"
#include "tests/fakes/fake_http.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/scripted_platform.hpp"

namespace backwalk::deliver {

using namespace std::chrono_literals;
using Keys = std::vector<std::string>;

class SetClock final : public Clock {
 public:
  Instant time{std::chrono::hours(500'000)};
  Instant wall() const override { return time; }
  Instant now() const override { return time; }
};

class Drained : public testing::Test {
 protected:
  explicit Drained(Limits all = {}, store::Fold join = {}) : limits(std::move(all)), fold(std::move(join)) {}

  chat::Outgoing to(const std::string& channel, const std::string& key, const std::string& platform = "slack") const {
    chat::Outgoing outgoing;
    outgoing.key = key;
    outgoing.place.platform = platform;
    outgoing.place.workspace = "T1";
    outgoing.place.channel = channel;
    return outgoing;
  }
  chat::Outgoing form(const std::string& channel, const std::string& key) const {
    chat::Outgoing outgoing = to(channel, key);
    outgoing.delivery = chat::Delivery::form;
    outgoing.trigger = "trigger";
    outgoing.expires = clock.time + 2500ms;
    return outgoing;
  }
  void post(std::vector<chat::Outgoing> later) {
    store::Turn turn;
    turn.at = turn.wall = clock.time;
    turn.need.place = later.front().place;
    turn.answer = [&later](const turn::State&) {
      turn::Answer answer;
      answer.later = later;
      return answer;
    };
    store.transact(turn, [](Result<store::Outcome> outcome) { EXPECT_TRUE(outcome); });
    drain.nudge();
  }
  /// Sends what can be sent now.
  void drain_now() {
    bool is_done = false;
    boost::asio::co_spawn(context, drain.drain_now(), [&is_done](const std::exception_ptr& failure) { is_done = !failure; });
    context.restart();
    context.run_for(60s);
    EXPECT_TRUE(is_done);
  }
  void start() {
    is_running = true;
    auto gone = [this](const std::exception_ptr& failure) {
      EXPECT_FALSE(failure);
      is_running = false;
    };
    boost::asio::co_spawn(context, drain.run(), boost::asio::bind_cancellation_slot(stop.slot(), gone));
  }
  /// Runs the loop until this holds.
  template <class Condition>
  void until(Condition holds) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    context.restart();
    while (!holds() && std::chrono::steady_clock::now() < end) context.run_one_for(10ms);
    EXPECT_TRUE(holds());
  }
  void stop_and_wait() {
    stop.emit(boost::asio::cancellation_type::terminal);
    until([this] { return !is_running; });
  }
  bool is_empty() {
    bool is_empty = false;
    store.next_send({"slack", "teams"}, [&is_empty](Result<std::optional<Instant>> next) { is_empty = !next.value().has_value(); });
    return is_empty;
  }
  /// Answers each key with these statuses in turn, then with 200.
  void script(std::map<std::string, std::vector<chat::HttpResponse>> answers) {
    http.answers = [answers = std::move(answers)](const chat::HttpRequest& request) mutable -> Result<chat::HttpResponse> {
      auto& mine = answers[request.body];
      if (mine.empty()) return chat::respond_with(200, "text/plain", "id of " + request.body);
      auto next = mine.front();
      mine.erase(mine.begin());
      if (next.status == 0) return Error{Cause::not_sent, "refused"};
      if (next.status == -1) return Error{Cause::unknown, "reset"};
      return next;
    };
  }
  static chat::HttpResponse status(int code, std::string body = "") { return chat::respond_with(code, "text/plain", std::move(body)); }

  Limits limits;
  store::Fold fold;
  boost::asio::io_context context{};
  SetClock clock{};
  fakes::MemoryStore store{};
  fakes::FakeHttp http{};
  fakes::ScriptedPlatform slack{"slack"}, teams{"teams"};
  boost::asio::cancellation_signal stop{};
  bool is_running = false;
  Drain drain{store, http, clock, {&slack, &teams}, limits, fold};
};

}  // namespace backwalk::deliver

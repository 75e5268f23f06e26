// What the conversation costs, without sockets, in processor time on one core, the least of many runs:
//  - `list`, `mine`, `next all` with many plans in the workspace: the answer alone, and with the store that loads what it needs;
//  - any verb on a plan of a thousand edits;
//  - what is weighed in a plan of 25 actions, with its forecasts: where the plan's own is not known yet, and where it is.
//
//   bench_talk [PLANS]     10,000 plans unless said; the limits are 50 ms and 5 ms (tests/bench/talk.md)
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

#include "bot/store/store.hpp"
#include "bot/talk/grammar.hpp"
#include "bot/talk/talk.hpp"

namespace backwalk {
namespace {

double processor_ms() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

struct Cost {
  double answer_ms = 1e9;  ///< `talk::answer` alone
  double turn_ms = 1e9;    ///< with need, store and commit
};

class Bench {
 public:
  Bench() : store_(store::open("memory:", store::Holding::exclusive).value()) {}

  turn::Answer say(const std::string& user, const std::string& room, const std::string& text, Cost* cost = nullptr, bool is_kept = true,
                   const turn::Odds& odds = {}) {
    chat::Envelope from;
    from.place = {"console", "local", room, std::nullopt, std::nullopt};
    from.speaker = {"console", "local", user};
    from.speaker_name = user;
    from.keys = {"bench:" + std::to_string(++said_)};
    from.at = Instant(std::chrono::sys_days(std::chrono::year(2026) / 9 / 7)) + std::chrono::hours(8);
    from.answers_inline = true;
    const chat::Inbound inbound = chat::Said{from, {chat::Piece{text}}};
    const double begun = processor_ms();
    store::Turn turn;
    turn.need = talk::need(inbound);
    turn.keys = from.keys;
    turn.at = from.at;
    turn.wall = from.at;
    turn::Answer given;
    turn.answer = [&](const turn::State& state) {
      const double from_here = processor_ms();
      given = talk::answer(inbound, state, from.at, {}, odds);
      if (cost != nullptr) cost->answer_ms = std::min(cost->answer_ms, processor_ms() - from_here);
      return is_kept ? given : turn::Answer{};
    };
    std::promise<Result<store::Outcome>> promise;
    auto answered = promise.get_future();
    store_->transact(std::move(turn), [&](Result<store::Outcome> outcome) { promise.set_value(std::move(outcome)); });
    const auto outcome = answered.get();
    if (!outcome) throw std::runtime_error(outcome.error().what);
    if (cost != nullptr) cost->turn_ms = std::min(cost->turn_ms, processor_ms() - begun);
    return given;
  }

  /// All of it, as the roads go: what the answer wants to know is worked out between two turns.
  double weigh(const std::string& user, const std::string& room, const std::string& text, planner::Remembered& memory) {
    const double begun = processor_ms();
    turn::Odds odds;
    auto answer = say(user, room, text, nullptr, false, odds);
    while (!answer.wants.empty() && !odds.is_final) {
      for (auto& wanted : answer.wants) odds.known.push_back(turn::work_out(std::move(wanted), memory));
      odds.is_final = ++odds.rounds >= 4;
      answer = say(user, room, text, nullptr, false, odds);
    }
    return processor_ms() - begun;
  }

  void must(const std::string& user, const std::string& room, const std::string& text) {
    turn::Odds none;
    none.is_final = true;
    if (say(user, room, text, nullptr, true, none).changes.empty()) throw std::runtime_error("refused: " + text);
  }

 private:
  std::unique_ptr<store::Store> store_;
  int said_ = 0;
};

void many_plans(int plans) {
  Bench bench;
  for (int plan = 0; plan < plans; ++plan) {
    const std::string room = "room" + std::to_string(plan);
    const std::string user = "u" + std::to_string(plan % 500);
    bench.must(user, room, "start Ship product " + std::to_string(plan) + " by 30 oct 2027");
    bench.must(user, room, "milestone half of it");
    for (const char* step : {"draw it", "build it", "test it"})
      bench.must(user, room, std::string("before M1 ") + step + " for 2d owner me");
    bench.must(user, room, "before goal tell everybody 1/2/4d after M1");
  }
  std::printf(
      "%d plans of 4 actions; the first of a day walks each plan and forecasts a few\n%-16s  first ms  answer ms  with the store ms\n",
      plans, "");
  for (const char* text : {"list", "mine", "next all", "list all", "next"}) {
    Cost cost;
    planner::Remembered memory;
    const std::string room = std::string(text) == "next" ? "room7" : "no plan here";
    const double first = bench.weigh("u7", room, text, memory);
    for (int round = 0; round < 5; ++round) bench.say("u7", room, text, &cost);
    std::printf("%-16s  %8.2f  %9.2f  %17.2f\n", text, first, cost.answer_ms, cost.turn_ms);
  }
}

void long_plan() {
  Bench bench;
  const std::string room = "room";
  bench.must("u1", room, "start Ship it by 30 oct 2030");
  for (int milestone = 0; milestone < 5; ++milestone) bench.must("u1", room, "milestone state " + std::to_string(milestone));
  for (int action = 0; action < 100; ++action) {
    const std::string after = action < 5 ? "" : " after A" + std::to_string(action - 4);
    bench.must("u1", room,
               "before M" + std::to_string(1 + action % 5) + " step " + std::to_string(action) + " for 1/2/4d" + after + " owner me");
  }
  bench.must("u1", room, "kpi add waitlist from 40 to 100");
  bench.must("u1", room, "risk it rains");
  bench.must("u1", room, "block A90 no keys");
  bench.must("u1", room, "commit every 2w");
  int edits = 0;
  for (int i = 0; edits < 700; ++i, ++edits)
    bench.must("u1", room, "slip A" + std::to_string(1 + i % 100) + " 1h because no " + std::to_string(i));
  std::printf("\na plan of about 1,000 edits and 100 actions\n%-40s  answer ms  with the store ms\n", "");
  std::vector<std::string> said{"slip A50 3d", "preview slip A50 3d", "undo", "history", "plan",         "mine", "step 5",
                                "done A99",    "simplify now",        "",     "learn",   "frobnicate A4"};
  for (const auto& row : talk::commands()) said.emplace_back(row.example);
  Cost worst{0, 0};
  for (const auto& text : said) {
    Cost cost;
    for (int round = 0; round < 5; ++round) bench.say("u1", room, text, &cost, false);
    worst = {std::max(worst.answer_ms, cost.answer_ms), std::max(worst.turn_ms, cost.turn_ms)};
    std::printf("%-40.40s  %9.3f  %17.3f\n", text.c_str(), cost.answer_ms, cost.turn_ms);
  }
  std::printf("%-40s  %9.3f  %17.3f\n", "the most", worst.answer_ms, worst.turn_ms);
}

void what_ifs() {
  Bench bench;
  const std::string room = "room";
  bench.must("u1", room, "start Ship it by 30 oct 2027");
  for (int milestone = 0; milestone < 5; ++milestone) bench.must("u1", room, "milestone state " + std::to_string(milestone));
  for (int action = 0; action < 25; ++action) {
    const std::string after = action < 5 ? "" : " after A" + std::to_string(action - 4);
    bench.must("u1", room,
               "before M" + std::to_string(1 + action % 5) + " step " + std::to_string(action) + " for 2/3/8d" + after + " owner me");
  }
  bench.must("u1", room, "commit checked by me");
  std::printf("\n25 actions, 5,000 samples: with the forecasts and the store\n%-40s  first ms  again ms\n", "");
  for (const char* text :
       {"status", "chance", "chance why", "check", "whatif A20 5d", "whatif A20 5d and A7 4d and without A3", "replan"}) {
    planner::Remembered memory;
    double first = 1e9, again = 1e9;
    for (int round = 0; round < 5; ++round) {
      planner::Remembered fresh;
      first = std::min(first, bench.weigh("u1", room, text, fresh));
      again = std::min(again, bench.weigh("u1", room, text, memory));
    }
    std::printf("%-40.40s  %8.2f  %8.2f\n", text, first, again);
  }
}

}  // namespace
}  // namespace backwalk

int main(int argc, char** argv) {
  try {
    backwalk::what_ifs();
    backwalk::long_plan();
    backwalk::many_plans(argc > 1 ? std::atoi(argv[1]) : 10'000);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_talk: %s\n", error.what());
    return 1;
  }
  return 0;
}

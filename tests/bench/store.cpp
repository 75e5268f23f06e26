// What a durable command costs in the store, without sockets: 200 plans of ten actions, people who slip them, batches of 1, 8 and 64
// commands at once. Prints commands a second, processor time a command, and the wait for a commit while the checkpointer works beside it.
//
//   bench_store FOLDER [COMMANDS]     the store is made in FOLDER, which must be on the disk that is asked about
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

#include "bot/store/store.hpp"
#include "bot/talk/talk.hpp"

namespace backwalk {
namespace {

using Steady = std::chrono::steady_clock;
using Answered = std::future<Result<store::Outcome>>;

constexpr int plans = 200;
constexpr int actions = 10;

class Bench {
 public:
  explicit Bench(const std::string& path) : store_(store::open(path, store::Holding::exclusive).value()) {}

  Answered say(int plan, const std::string& text) {
    chat::Envelope from;
    from.place = {"console", "local", "room" + std::to_string(plan), std::nullopt, std::nullopt};
    from.speaker = {"console", "local", "u" + std::to_string(plan % 20)};
    from.speaker_name = from.speaker.user;
    from.keys = {"bench:" + std::to_string(++said_)};
    from.at = Instant(std::chrono::sys_days(std::chrono::year(2026) / 9 / 7)) + std::chrono::hours(8);
    from.answers_inline = true;
    const chat::Inbound inbound = chat::Said{from, {chat::Piece{text}}};
    store::Turn turn;
    turn.need = talk::need(inbound);
    turn.keys = from.keys;
    turn.at = from.at;
    turn.wall = from.at;
    turn.answer = [inbound, at = from.at](const turn::State& state) { return talk::answer(inbound, state, at, {}); };
    auto promise = std::make_shared<std::promise<Result<store::Outcome>>>();
    auto answered = promise->get_future();
    store_->transact(std::move(turn), [promise](Result<store::Outcome> outcome) { promise->set_value(std::move(outcome)); });
    return answered;
  }

  void prepare() {
    for (int plan = 0; plan < plans; ++plan) {
      std::vector<Answered> waiting;
      waiting.push_back(say(plan, "start Ship product " + std::to_string(plan) + " by 30 oct 2027"));
      for (int action = 0; action < actions; ++action)
        waiting.push_back(say(plan, "before goal step " + std::to_string(action) + " for 2d"));
      for (auto& answered : waiting) expect(answered.get());
    }
  }

  /// One batch after the other; the waits in microseconds, sorted.
  std::vector<double> run(int commands, int batch) {
    std::vector<double> waits;
    for (int done = 0; done < commands; done += batch) {
      const auto begun = Steady::now();
      std::vector<Answered> waiting;
      for (int i = 0; i < batch; ++i) {
        const std::string action = "A" + std::to_string(1 + said_ % actions);
        waiting.push_back(say(said_ % plans, "slip " + action + " 1d because reason " + std::to_string(said_)));
      }
      for (auto& answered : waiting) expect(answered.get());
      waits.push_back(std::chrono::duration<double, std::micro>(Steady::now() - begun).count());
    }
    std::ranges::sort(waits);
    return waits;
  }

 private:
  static void expect(const Result<store::Outcome>& outcome) {
    if (!outcome) throw std::runtime_error(outcome.error().what);
    if (outcome->answer.changes.empty()) throw std::runtime_error("a command was refused: " + chat::plain(*outcome->answer.now));
  }
  std::unique_ptr<store::Store> store_;
  int said_ = 0;
};

double processor_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double percentile(const std::vector<double>& sorted, double part) {
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

void measure(const std::string& folder, int commands) {
  const std::string path = folder + "/bench.db";
  for (const char* ending : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + ending);
  Bench bench(path);
  bench.prepare();
  std::printf("batch  commands/s  CPU us/command  wait p50 us  p99 us  max us  database MiB  WAL MiB\n");
  const auto size = [](const std::string& file) { return static_cast<double>(std::filesystem::file_size(file)) / (1U << 20U); };
  for (const int batch : {1, 8, 64}) {
    const double used = processor_seconds();
    const auto begun = Steady::now();
    const auto waits = bench.run(commands, batch);
    const double took = std::chrono::duration<double>(Steady::now() - begun).count();
    const double cost = (processor_seconds() - used) * 1e6 / commands;
    std::printf("%5d  %10.0f  %14.0f  %11.0f  %6.0f  %6.0f  %12.1f  %7.1f\n", batch, commands / took, cost, percentile(waits, 0.5),
                percentile(waits, 0.99), waits.back(), size(path), size(path + "-wal"));
  }
}

}  // namespace
}  // namespace backwalk

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: bench_store FOLDER [COMMANDS]\n", stderr);
    return 2;
  }
  try {
    backwalk::measure(argv[1], argc > 2 ? std::atoi(argv[2]) : 6400);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_store: %s\n", error.what());
    return 1;
  }
  return 0;
}

// How fast messages leave: a storm that is due at one moment, over the real store, with a platform that answers at once, in this process.
//   outbound [--messages N] [--places N] [--store FILE] [--paced] [--api URL]
// With --api (http://127.0.0.1:9199/api/) over real connections, to a stand-in that listens there.
// One line of JSON: when the first left and the last was settled after the storm was due (ms), lateness, CPU per message.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <future>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "adapters/slack/slack.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/log.hpp"
#include "bot/deliver/deliver.hpp"
#include "bot/net/net.hpp"

namespace backwalk {
namespace {

using Time = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

double ms_between(Time from, Time to) { return std::chrono::duration<double, std::milli>(to - from).count(); }

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A Slack that takes everything at once: here, or where it listens.
class Sink final : public HttpCall {
 public:
  std::unique_ptr<HttpCall> over{};
  std::vector<Time> arrivals{};
  std::multiset<std::string> bodies{};
  Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, milliseconds within) override {
    arrivals.push_back(std::chrono::steady_clock::now());
    bodies.insert(request.body);
    if (over) co_return co_await over->call(std::move(request), within);
    co_return chat::respond_with(200, "application/json", R"({"ok":true,"channel":"C1","ts":"1790000000.000100"})");
  }
};

chat::Outgoing message_to(int number, int places) {
  chat::Outgoing outgoing;
  outgoing.key = "storm/" + std::to_string(number);
  outgoing.place = {.platform = "slack", .workspace = "T1", .channel = {}, .user = "U" + std::to_string(number % places), .thread = {}};
  outgoing.message = chat::say("Message " + std::to_string(number) + ": this action must start by Thursday at nine.");
  return outgoing;
}

void enqueue(store::Store& store, int messages, int places) {
  store::Turn turn;
  turn.at = turn.wall = SystemClock{}.wall();
  turn.answer = [&](const turn::State&) {
    turn::Answer answer;
    for (int number = 0; number < messages; ++number) answer.later.push_back(message_to(number, places));
    return answer;
  };
  std::promise<bool> done;
  store.transact(std::move(turn), [&](const Result<store::Outcome>& outcome) { done.set_value(outcome.has_value()); });
  if (!done.get_future().get()) throw std::runtime_error("the storm could not be stored");
}

int bench(int messages, int places, const std::string& path, bool is_paced, const std::string& api) {
  auto store = store::open("sqlite:" + path, store::Holding::exclusive).value();
  slack::Config config{.signing_secrets = {}, .bot_token = "xoxb-bench", .app_token = {}};
  if (!api.empty()) config.api_url = api;
  const auto slack = slack::make_slack(config);
  const SystemClock clock;
  boost::asio::io_context context;
  Sink sink;
  if (!api.empty()) sink.over = net::make_client(context);
  deliver::Drain drain(*store, sink, clock, {slack.get()}, is_paced ? deliver::usual_limits() : deliver::Limits{});
  enqueue(*store, messages, places);

  const double cpu = cpu_seconds();
  const Time due = std::chrono::steady_clock::now();
  Time drained{};
  boost::asio::cancellation_signal stop;
  boost::asio::co_spawn(context, drain.run(), boost::asio::bind_cancellation_slot(stop.slot(), [](const std::exception_ptr&) {}));
  for (bool is_empty = false; !is_empty;) {
    context.restart();
    context.run_for(milliseconds(5));
    if (sink.arrivals.size() < static_cast<std::size_t>(messages)) continue;
    std::promise<bool> empty;
    store->next_send({"slack"}, [&](const Result<std::optional<Instant>>& next) { empty.set_value(next && !*next); });
    is_empty = empty.get_future().get();
    drained = std::chrono::steady_clock::now();
  }
  const double used = cpu_seconds() - cpu;
  stop.emit(boost::asio::cancellation_type::terminal);
  context.restart();
  context.run_for(milliseconds(100));
  store->close();

  const auto late = [&](double share) { return ms_between(due, sink.arrivals[static_cast<std::size_t>(share * (messages - 1))]); };
  const auto unique = std::set<std::string>(sink.bodies.begin(), sink.bodies.end()).size();
  std::printf(
      "{\"messages\":%d,\"places\":%d,\"paced\":%s,\"first_ms\":%.1f,\"p50_ms\":%.0f,\"p99_ms\":%.0f,\"drained_ms\":%.0f,"
      "\"per_second\":%.0f,\"cpu_us_per_message\":%.1f,\"lost\":%zu,\"doubled\":%zu}\n",
      messages, places, is_paced ? "true" : "false", late(0), late(0.5), late(0.99), ms_between(due, drained),
      messages / ms_between(due, drained) * 1000, used * 1e6 / messages, static_cast<std::size_t>(messages) - unique,
      sink.bodies.size() - unique);
  return 0;
}

}  // namespace
}  // namespace backwalk

int main(int argc, char** argv) {
  int messages = 10'000;
  int places = 0;
  bool is_paced = false;
  std::string api;
  std::string path = (std::filesystem::temp_directory_path() / ("backwalk_outbound_" + std::to_string(getpid()) + ".db")).string();
  for (int i = 1; i < argc; ++i) {
    const std::string flag = argv[i];
    const bool has_value = i + 1 < argc;
    if (flag == "--paced") {
      is_paced = true;
    } else if (flag == "--messages" && has_value) {
      messages = std::stoi(argv[++i]);
    } else if (flag == "--places" && has_value) {
      places = std::stoi(argv[++i]);
    } else if (flag == "--api" && has_value) {
      api = argv[++i];
    } else if (flag == "--store" && has_value) {
      path = argv[++i];
    } else {
      std::cerr << "usage: outbound [--messages N] [--places N] [--store FILE] [--paced] [--api URL]\n";
      return 2;
    }
  }
  backwalk::log::start(backwalk::log::Level::warning);
  for (const char* end : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + end);
  return backwalk::bench(messages, places > 0 ? places : messages, path, is_paced, api);
}

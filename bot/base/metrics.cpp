#include "bot/base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "bot/base/log.hpp"

namespace backwalk::metrics {
namespace {

using prometheus::Counter;
using prometheus::Gauge;
using prometheus::Histogram;
using Buckets = Histogram::BucketBoundaries;
template <class Metric>
using Family = prometheus::Family<Metric>;

const Buckets kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
const Buckets kMembers{1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

double seconds(Time time) { return std::chrono::duration<double>(time).count(); }

struct All {
  prometheus::Registry registry{};

  Family<Counter>& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  Gauge& gauge(const char* name, const char* help) { return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({}); }
  Family<Histogram>& histograms(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
  }

  Family<Counter>& requests = counters("backwalk_requests_total", "Requests by route and status.");
  Family<Histogram>& latency = histograms("backwalk_request_seconds", "From a whole request to its answer, by route.");
  Family<Counter>& overload = counters("backwalk_refused_total", "Turned away because there was too much to do.");
  Counter& no_room = overload.Add({{"why", "connections"}});
  Counter& no_time = overload.Add({{"why", "work"}});
  Gauge& connections = gauge("backwalk_connections", "Open inbound connections.");
  Gauge& in_flight = gauge("backwalk_requests_in_flight", "Requests that are being worked on.");
  Family<Counter>& deliveries = counters("backwalk_deliveries_total", "Attempts to send, by platform and result.");
  Family<Gauge>& doubts =
      prometheus::BuildGauge()
          .Name("backwalk_doubtful_deliveries")
          .Help("Messages that may or may not have arrived: at most so many came twice (repeated) or are missing (parked).")
          .Register(registry);
  Gauge& waiting = gauge("backwalk_outbox_waiting", "Messages that wait to be sent; looked at every five seconds.");
  Gauge& oldest = gauge("backwalk_outbox_oldest_seconds", "For how long the first of them has been waiting.");
  Histogram& members = histograms("backwalk_commit_members", "How much shared one commit.").Add({}, kMembers);
  Histogram& commits = histograms("backwalk_commit_seconds", "A batch of the store, with its commit.").Add({}, kSeconds);
  Counter& failures = counters("backwalk_commit_failures_total", "Batches that the store could not commit.").Add({});
  Histogram& lag = histograms("backwalk_loop_lag_seconds", "How late the event loop was, looked at twice a second.").Add({}, kSeconds);
  Gauge& dropped = gauge("backwalk_log_dropped_lines", "Log lines that nobody took in time.");
  Gauge& memory = gauge("process_resident_memory_bytes", "Resident memory.");
  Gauge& processor = gauge("process_cpu_seconds_total", "Processor time.");

  /// The series of one route and status, found without a lock of the library's.
  struct Series {
    std::string route;
    int status;
    Counter* count;
    Histogram* time;
  };
  std::mutex mutex{};  ///< guards the two below
  std::vector<Series> by_route{};
  std::map<std::pair<std::string, std::string>, Counter*, std::less<>> by_result{};

  std::pair<Counter*, Histogram*> series_of(std::string_view route, int status) {
    const std::lock_guard lock(mutex);
    for (const Series& one : by_route) {
      if (one.status == status && one.route == route) return {one.count, one.time};
    }
    const std::string name(route);
    Counter& count = requests.Add({{"route", name}, {"status", std::to_string(status)}});
    Histogram& time = latency.Add({{"route", name}}, kSeconds);
    by_route.push_back({name, status, &count, &time});
    return {&count, &time};
  }
  Counter& counter_of(std::string_view platform, std::string_view result) {
    const std::lock_guard lock(mutex);
    Counter*& found = by_result[{std::string(platform), std::string(result)}];
    if (found == nullptr) found = &deliveries.Add({{"platform", std::string(platform)}, {"result", std::string(result)}});
    return *found;
  }
};

All& all() {
  static auto* made = new All();  // never destroyed: threads may count until the process ends
  return *made;
}

double resident_bytes() {
  long pages = 0;
  std::ifstream statm("/proc/self/statm");
  statm >> pages >> pages;
  return static_cast<double>(pages) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

void request(std::string_view route, int status, Time took) {
  const auto [count, time] = all().series_of(route, status);
  count->Increment();
  time->Observe(seconds(took));
}

void refused(Overload why) { (why == Overload::work ? all().no_time : all().no_room).Increment(); }
void connections(std::size_t open) { all().connections.Set(static_cast<double>(open)); }
void in_flight(std::size_t requests) { all().in_flight.Set(static_cast<double>(requests)); }
void delivery(std::string_view platform, std::string_view result) { all().counter_of(platform, result).Increment(); }

void doubts(std::string_view what, std::uint64_t messages) {
  all().doubts.Add({{"what", std::string(what)}}).Set(static_cast<double>(messages));
}

void outbox(std::size_t waiting, Time oldest) {
  all().waiting.Set(static_cast<double>(waiting));
  all().oldest.Set(std::max(0.0, seconds(oldest)));
}

void commit(std::size_t members, Time took) {
  all().members.Observe(static_cast<double>(members));
  all().commits.Observe(seconds(took));
}
void commit_failed() { all().failures.Increment(); }
void loop_lag(Time late) { all().lag.Observe(std::max(0.0, seconds(late))); }

std::string text() {
  all().memory.Set(resident_bytes());
  all().processor.Set(static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
  all().dropped.Set(static_cast<double>(log::dropped()));
  return prometheus::TextSerializer().prometheus::Serializer::Serialize(all().registry.Collect());
}

}  // namespace backwalk::metrics

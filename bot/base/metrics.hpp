// Metrics: what `GET /metrics` tells (Prometheus' text format). Compiled façade: prometheus-cpp stays in metrics.cpp. One set for the
// process; any thread may call. Names in labels come from fixed lists, never from a client: each combination is kept for ever.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace backwalk::metrics {

using Time = std::chrono::nanoseconds;

/// A request was answered. `route`: a path that the service knows, "other" for any other, "unread" when it could not be read.
void request(std::string_view route, int status, Time took);

/// Why somebody was turned away before any work was done for them.
enum class Overload { connections, work };
void refused(Overload why);

/// Connections that are open now, and requests that are being worked on.
void connections(std::size_t open);
void in_flight(std::size_t requests);

/// What became of an attempt to send: "sent", "again", "expired", "parked".
void delivery(std::string_view platform, std::string_view result);
/// Messages that may or may not have arrived, since the start, by what was found out: "unknown" (all of them), "found", "missing",
/// "repeated", "parked".
void doubts(std::string_view what, std::uint64_t messages);
/// Messages that wait to be sent, and for how long the first of them.
void outbox(std::size_t waiting, Time oldest);

/// A batch of the store was committed, or failed.
void commit(std::size_t members, Time took);
void commit_failed();

/// How much later than it wanted the event loop's thread came to something.
void loop_lag(Time late);

/// All of them, with the memory and processor time of the process and the log lines that were dropped.
std::string text();
inline constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace backwalk::metrics

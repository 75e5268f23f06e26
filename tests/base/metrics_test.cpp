// One set for the process: each test uses names of its own, or looks at a difference.
#include "bot/base/metrics.hpp"

#include <gtest/gtest.h>

namespace backwalk::metrics {
namespace {

using namespace std::chrono_literals;

/// The value at the end of the line that begins with this; none when there is no such line.
std::optional<double> value_of(const std::string& series) {
  const std::string all = "\n" + text();
  const auto found = all.find("\n" + series + " ");
  if (found == std::string::npos) return std::nullopt;
  return std::stod(all.substr(found + series.size() + 2));
}

TEST(Metrics, CountsRequestsByRouteAndStatusAndTheirTime) {
  request("/one", 200, 2ms);
  request("/one", 200, 20ms);
  request("/one", 503, 1us);
  EXPECT_EQ(value_of(R"(backwalk_requests_total{route="/one",status="200"})"), 2);
  EXPECT_EQ(value_of(R"(backwalk_requests_total{route="/one",status="503"})"), 1);
  EXPECT_EQ(value_of(R"(backwalk_request_seconds_count{route="/one"})"), 3);
  EXPECT_EQ(value_of(R"(backwalk_request_seconds_bucket{route="/one",le="0.0025"})"), 2);
  EXPECT_EQ(value_of(R"(backwalk_requests_total{route="/two",status="200"})"), std::nullopt);
}

TEST(Metrics, CountsDeliveriesCommitsAndRefusals) {
  const auto commits = value_of("backwalk_commit_members_count");
  const auto members = value_of("backwalk_commit_members_sum");
  const auto failures = value_of("backwalk_commit_failures_total");
  const auto refusals = value_of(R"(backwalk_refused_total{why="work"})");
  delivery("fake", "sent");
  delivery("fake", "sent");
  delivery("fake", "parked");
  commit(7, 3ms);
  commit_failed();
  refused(Overload::work);
  EXPECT_EQ(value_of(R"(backwalk_deliveries_total{platform="fake",result="sent"})"), 2);
  EXPECT_EQ(value_of(R"(backwalk_deliveries_total{platform="fake",result="parked"})"), 1);
  EXPECT_EQ(value_of("backwalk_commit_members_count"), commits.value_or(0) + 1);
  EXPECT_EQ(value_of("backwalk_commit_members_sum"), members.value_or(0) + 7);
  EXPECT_EQ(value_of("backwalk_commit_failures_total"), failures.value_or(0) + 1);
  EXPECT_EQ(value_of(R"(backwalk_refused_total{why="work"})"), refusals.value_or(0) + 1);
}

TEST(Metrics, TellsWhatThereIsNow) {
  connections(3);
  in_flight(2);
  outbox(12, 1500ms);
  EXPECT_EQ(value_of("backwalk_connections"), 3);
  EXPECT_EQ(value_of("backwalk_requests_in_flight"), 2);
  EXPECT_EQ(value_of("backwalk_outbox_waiting"), 12);
  EXPECT_EQ(value_of("backwalk_outbox_oldest_seconds"), 1.5);
  doubts("repeated", 3);
  doubts("parked", 1);
  doubts("parked", 0);
  EXPECT_EQ(value_of(R"(backwalk_doubtful_deliveries{what="repeated"})"), 3);
  EXPECT_EQ(value_of(R"(backwalk_doubtful_deliveries{what="parked"})"), 0);
  outbox(0, -1s);
  EXPECT_EQ(value_of("backwalk_outbox_oldest_seconds"), 0);
  EXPECT_GT(value_of("process_resident_memory_bytes").value_or(0), 1e6);
  EXPECT_EQ(value_of("backwalk_log_dropped_lines"), 0);
}

TEST(Metrics, SaysWhatEachIs) {
  request("/help", 200, 1ms);
  const std::string all = text();
  EXPECT_NE(all.find("# HELP backwalk_requests_total Requests by route and status.\n# TYPE backwalk_requests_total counter\n"),
            std::string::npos);
}

}  // namespace
}  // namespace backwalk::metrics

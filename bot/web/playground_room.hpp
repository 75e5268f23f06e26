// What has been said in the playground since the program began: the messages that the console platform sends and the utterances of the
// page. Whoever has the page open hears what came after the last that they saw, and then what comes, as server-sent events.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>

#include "adapters/chat/http.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/feed.hpp"
#include "bot/web/playground_said.hpp"

namespace backwalk::web {

/// What a page has seen: the last event of which run. A page that has just been opened has seen none.
struct Seen {
  std::string run{};
  std::uint64_t last = 0;
};
/// Of a query "run=…&after=…"; what is not there or no number counts as nothing seen.
Seen seen_in(const std::string& url);
/// The same of what a browser says when it asks again, "Last-Event-ID: RUN-LAST"; without that of the query.
Seen seen_by(const chat::HttpRequest& request);
/// Whether it asks for server-sent events.
bool wants_stream(const chat::HttpRequest& request);

/// One io_context thread.
class Room {
 public:
  /// `clock` outlives it.
  explicit Room(const Clock& clock);

  /// A call of the console platform: shows its message, and answers with the ids that the platform reads.
  chat::HttpResponse deliver(const std::string& body);
  /// Shows it, unless it is quiet or a form.
  void said(const Utterance& utterance);
  /// What rode in the answer to an utterance: one person sees it. Forms, and what is wrong with one, are the page's to show.
  void answered(const Utterance& utterance, const std::string& body);
  /// The clock was set.
  void wake();
  /// The program stops: nobody waits any more.
  void close();

  /// How many messages were delivered so far; a message that is edited was there before.
  std::uint64_t delivered() const { return delivered_; }
  /// {"run", "now", "last", "events": [...]}: what was not seen.
  std::string told(const Seen& seen) const;
  /// The same at once when there is something new, or when the clock was set; else after `patience`.
  Awaitable<std::string> since(Seen seen, std::chrono::milliseconds patience);
  /// Server-sent events, each with the JSON above as its data; 503 when too many listen already. It comes at least as often as `heartbeat`.
  Streamed listen(Seen seen);
  static constexpr std::chrono::milliseconds heartbeat{10'000};
  static constexpr std::size_t most_listeners = 32;

 private:
  class Listener;
  void add(const std::string& members);

  const Clock& clock_;
  std::string run_;  ///< names this run of the program
  std::uint64_t last_ = 0;
  std::uint64_t delivered_ = 0;
  bool is_closed_ = false;
  std::deque<std::string> events_{};  ///< the last some hundred, the newest has the number `last_`
  using Timers = std::set<boost::asio::steady_timer*>;
  std::shared_ptr<Timers> waiting_ = std::make_shared<Timers>();               ///< those that wait may outlive us, unasked
  std::shared_ptr<std::size_t> listeners_ = std::make_shared<std::size_t>(0);  ///< so may those that listen
};

}  // namespace backwalk::web

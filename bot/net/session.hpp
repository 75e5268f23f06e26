// One connection of the server: reads requests one after another, answers each before it reads the next, so that pipelined answers keep
// their order. Internal to net.
#pragma once

#include <array>
#include <boost/asio/cancellation_signal.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bot/net/net.hpp"
#include "bot/net/stream.hpp"
#include "bot/net/watchdog.hpp"
#include "bot/net/wire.hpp"

namespace backwalk::net {

/// What all sessions of a server share.
struct House {
  Limits limits{};
  Handler handler{};
  Streams streams{};  ///< asked first; may be empty
  bool is_stopping = false;
  std::array<char, 64 * 1024> scratch{};  ///< reads go through here, so that an idle connection holds next to no buffer
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Stream stream, std::shared_ptr<House> house);

  /// Until the connection ends. REQUIRES: the coroutine keeps the session and hears `cancel`.
  Awaitable<void> serve();
  /// Only to say that there is no room.
  Awaitable<void> turn_away();
  /// The server stops: ends when nothing runs, else after the answer.
  void wind_down();
  /// Ends it now, whatever runs.
  void abort();

  boost::asio::cancellation_signal cancel{};

 private:
  enum class Phase { idle, reading, handling, writing, streaming, lingering };

  Awaitable<bool> shake_hands();
  Awaitable<bool> next_request();
  Awaitable<bool> handle();
  Awaitable<void> stream();  ///< REQUIRES: `streamed_`
  bool is_gone();
  Awaitable<bool> write(std::string bytes);
  Awaitable<void> refuse(int status, std::string_view why);  ///< `why` is a literal
  Awaitable<void> linger();
  Awaitable<bool> ready_for(Step wanted);

  void enter(Phase phase, std::chrono::milliseconds deadline);
  void expired();
  void answer_late();
  bool receive(std::size_t count);
  void feed(std::string_view bytes);
  void follow(Stage before);
  chat::HttpRequest begin_handling();
  Step send(std::string_view& bytes);
  void tell(int status, std::string_view why) const;
  bool is_quiet();
  void close();

  std::shared_ptr<House> house_;
  Stream stream_;
  Watchdog watchdog_;
  Phase phase_ = Phase::idle;
  Step reading_ = Step::wants_read;        ///< what the next step of reading waits for
  std::array<char, 1024> first_{};         ///< of a plain connection: what it waits for is read at once; most requests have room here
  std::optional<RequestReader> reader_{};  ///< only while a request is being read
  std::string pending_{};                  ///< bytes that came and are not read yet
  std::string id_{};                       ///< of the request, in a log line
  std::string about_{};                    ///< its method and the first part of its path: the rest may be a token
  std::chrono::steady_clock::time_point begun_{};
  std::optional<Streamed> streamed_{};
  bool is_stream_ = false;  ///< from the answer's head on
  bool has_timed_out_ = false;
  bool has_ended_ = false;  ///< the client sends no more
  bool is_late_ = false;    ///< the handler missed its deadline and was answered for
};

}  // namespace backwalk::net

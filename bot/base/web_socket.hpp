// The port for a connection over which the other side talks whenever it likes. `net` implements it with sockets, tests with a fake.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "adapters/chat/result.hpp"
#include "bot/base/awaitable.hpp"

namespace backwalk {

/// One open WebSocket. Used on one io_context thread; at most one `read` at a time, `write` and `close` at any time. Nothing may be waiting
/// on it when it is destroyed.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  /// The next whole message; Cause::lost when there will be no other: closed by either side, broken off, silent for too long, too large.
  virtual Awaitable<Result<std::string>> read() = 0;
  /// In the order of asking. True once it is on its way or will be taken along by a write that is under way; Cause::lost.
  virtual Awaitable<Result<bool>> write(std::string text) = 0;
  /// Says goodbye and waits for the other side's, at most two seconds.
  virtual Awaitable<void> close() = 0;
  /// Ends it without a word; whatever waits on it goes on with an error.
  virtual void cut() = 0;
};

class WebSocketCall {
 public:
  virtual ~WebSocketCall() = default;
  /// Connects to a wss address (ws on this machine only). Cause::invalid for any other, not_allowed when the other side answers but does
  /// not agree to speak WebSocket, not_sent for everything else.
  virtual Awaitable<Result<std::unique_ptr<WebSocket>>> open(std::string url, std::chrono::milliseconds deadline) = 0;
};

}  // namespace backwalk

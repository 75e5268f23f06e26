// News that a client hears as they come: the port between who has them and who has the socket. A request that asks for some is answered
// with a head, and then bit by bit for as long as there is something and the client takes it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "adapters/chat/http.hpp"
#include "bot/base/awaitable.hpp"

namespace backwalk {

/// What one client hears. On the io_context thread; may be destroyed after who made it.
class Feed {
 public:
  virtual ~Feed() = default;
  /// The next bytes, after some seconds at most: a client that is gone is found out by what is sent to it. None at the end. What it
  /// returns after its coroutine was cancelled goes nowhere.
  virtual Awaitable<std::optional<std::string>> next() = 0;
};

struct Streamed {
  Streamed(chat::HttpResponse of, std::shared_ptr<Feed> from) : head(std::move(of)), feed(std::move(from)) {}
  chat::HttpResponse head;
  std::shared_ptr<Feed> feed;  ///< null: the head, with a body of its own, is all: a refusal
};
/// None: the request is answered at once, as most are.
using Streams = std::function<std::optional<Streamed>(const chat::HttpRequest&)>;

}  // namespace backwalk

// All sockets are behind this page: an HTTP/1.1 server, an HTTP(S) client and a WebSocket client on one io_context thread. Beast stays in
// the .cpp files.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/chat/http.hpp"
#include "adapters/chat/result.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/base/feed.hpp"
#include "bot/base/http_call.hpp"
#include "bot/base/web_socket.hpp"

namespace backwalk::net {

struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1024 * 1024;
  std::size_t connections = 16 * 1024;  ///< over this: 503 with Retry-After, closed; never more than the process may open files
  /// From the first byte of a request to the end of its header.
  std::chrono::milliseconds header_deadline{10'000};
  /// From the end of the header to the end of the body; also for writing an answer.
  std::chrono::milliseconds body_deadline{15'000};
  std::chrono::milliseconds handler_deadline{10'000};  ///< then 503
  std::chrono::milliseconds idle{75'000};              ///< between requests, and before the first
};

/// Answers one request. Never throws for expected things; what it throws becomes 500 and a logged line. The request has a header
/// X-Request-Id, which names it in the log. Where its coroutine was cancelled, the client has been answered: it says nothing more.
using Handler = std::function<Awaitable<chat::HttpResponse>(chat::HttpRequest)>;

/// A server that is listening. Refusals have proper statuses: 400 unreadable, 408 too slow, 413 body, 431 header, 503 full or late.
class Server {
 public:
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
  /// Stops accepting, lets running requests finish (at most `grace`), closes idle connections; resumes when all are gone.
  virtual Awaitable<void> stop(std::chrono::milliseconds grace) = 0;
  /// Reads certificate and key again; connections made from now on see the new ones. With an error nothing has changed.
  virtual Result<bool> renew_tls() = 0;
};

/// Where certificate (with its chain) and private key stand, both in PEM form.
struct TlsFiles {
  std::string certificate{};
  std::string key{};
};

/// Listens on "host:port" (port 0: any). Cause::busy when the port is taken (one clear sentence), invalid when the address makes no sense.
/// With `tls` it speaks https only (TLS 1.2 and newer); invalid, with one sentence, when the files cannot be used. Every request has one
/// line in the log: the handler's, or ours where we answered for it (unreadable, too slow, too large, too many, late, failed), or when a
/// stream has ended. `streams` sees each request first: what it wants to answer bit by bit goes to no handler. A client of a stream that
/// has not taken a piece within `body_deadline` is dropped; a server that stops ends its streams at once.
Result<std::unique_ptr<Server>> listen(boost::asio::io_context& context, const std::string& address, Limits limits, Handler handler,
                                       std::optional<TlsFiles> tls = std::nullopt, Streams streams = {});

/// Lets the process open as many files as it may; how many that are.
std::size_t raise_file_limit();

/// A client for http and https: certificate and host name checked against the system's store, connections reused, every step under the
/// call's deadline. Redirects are not followed. At most `connections_per_host` at once; a response body over 4 MiB is Cause::unknown.
std::unique_ptr<HttpCall> make_client(boost::asio::io_context& context, std::size_t connections_per_host = 32);

/// A client for wss (and ws on this machine): certificate and host name checked as above, pings answered. After half of `silence` without a
/// byte from the other side it is sent a ping, after all of it the connection is lost. A message over 4 MiB ends it too.
std::unique_ptr<WebSocketCall> make_web_socket_client(boost::asio::io_context& context,
                                                      std::chrono::milliseconds silence = std::chrono::seconds{60});

}  // namespace backwalk::net

// The WebSocket client: Beast's stream over a connection of ours, so that there is one way to connect and one to check certificates.
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <utility>

#include "bot/net/connection.hpp"
#include "bot/net/net.hpp"
#include "bot/net/watchdog.hpp"

namespace backwalk::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;

constexpr std::size_t longest_message = 4 * 1024 * 1024;
constexpr std::chrono::seconds goodbye{2};

/// What Beast asks of a stream, answered by either of a connection's sockets: it is compiled once for both.
class Wire {
 public:
  using executor_type = asio::any_io_executor;

  explicit Wire(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
  executor_type get_executor() { return connection_->socket().get_executor(); }
  void close() { connection_->close(); }

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& into, Handler&& handler) {
    if (auto* tls = connection_->tls())
      tls->async_read_some(into, std::forward<Handler>(handler));
    else
      connection_->socket().async_read_some(into, std::forward<Handler>(handler));
  }
  template <class Buffers, class Handler>
  void async_write_some(const Buffers& from, Handler&& handler) {
    if (auto* tls = connection_->tls())
      tls->async_write_some(from, std::forward<Handler>(handler));
    else
      connection_->socket().async_write_some(from, std::forward<Handler>(handler));
  }

 private:
  std::unique_ptr<Connection> connection_;
};

/// Found by Beast: what it does when time is up, and when both sides have said goodbye.
void beast_close_socket(Wire& wire) { wire.close(); }
template <class Handler>
void async_teardown(beast::role_type, Wire& wire, Handler&& handler) {
  wire.close();
  asio::post(wire.get_executor(), beast::bind_front_handler(std::forward<Handler>(handler), error_code{}));
}

using Stream = websocket::stream<Wire>;

class Socket final : public WebSocket {
 public:
  Socket(std::unique_ptr<Connection> connection, std::chrono::milliseconds silence)
      : stream_(std::move(connection)), watchdog_(stream_.get_executor()), written_(stream_.get_executor(), Never::max()) {
    websocket::stream_base::timeout limits{};
    limits.handshake_timeout = websocket::stream_base::none();  // the watchdog's affair
    limits.idle_timeout = silence;
    limits.keep_alive_pings = true;
    stream_.set_option(limits);
    stream_.read_message_max(longest_message);
    stream_.auto_fragment(false);  // an acknowledgement is one frame, whoever reads it
  }

  /// Asks the other side to speak WebSocket from now on.
  Awaitable<Result<bool>> agree(Url url, Until until) {
    watchdog_.set(std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()), [this] { cut(); });
    websocket::response_type response;
    error_code error;
    co_await stream_.async_handshake(response, url.host_header, url.target, asio::redirect_error(asio::use_awaitable, error));
    watchdog_.sleep();
    if (!error) co_return true;
    if (error == websocket::error::upgrade_declined)
      co_return Error{Cause::not_allowed, "it answered with status " + std::to_string(response.result_int())};
    if (error == websocket::condition::handshake_failed) co_return Error{Cause::not_allowed, error.message()};
    co_return Error{Cause::not_sent, std::chrono::steady_clock::now() >= until ? "no answer in time" : error.message()};
  }

  Awaitable<Result<std::string>> read() override {
    buffer_.clear();
    error_code error;
    co_await stream_.async_read(buffer_, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return Error{Cause::lost, why(error)};
    co_return beast::buffers_to_string(buffer_.data());
  }

  Awaitable<Result<bool>> write(std::string text) override {
    waiting_.push_back(std::move(text));
    if (is_writing_) co_return true;
    is_writing_ = true;
    error_code error;
    while (!waiting_.empty() && !error) {
      const std::string next = std::move(waiting_.front());
      waiting_.pop_front();
      co_await stream_.async_write(asio::buffer(next), asio::redirect_error(asio::use_awaitable, error));
    }
    waiting_.clear();
    is_writing_ = false;
    written_.cancel();
    if (error) co_return Error{Cause::lost, why(error)};
    co_return true;
  }

  Awaitable<void> close() override {
    watchdog_.set(goodbye, [this] { cut(); });
    error_code ignored;
    while (is_writing_) co_await written_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    co_await stream_.async_close(websocket::close_code::normal, asio::redirect_error(asio::use_awaitable, ignored));
    watchdog_.sleep();
    cut();
  }

  void cut() override { stream_.next_layer().close(); }

 private:
  using Never = std::chrono::steady_clock::time_point;

  std::string why(const error_code& error) const {
    if (error == websocket::error::closed) return "closed by the other side (" + std::to_string(stream_.reason().code) + ")";
    if (error == beast::error::timeout) return "nothing was heard for too long";
    return error.message();
  }

  Stream stream_;
  Watchdog watchdog_;
  asio::steady_timer written_;  ///< never runs out; cancelled when nothing waits to be written
  beast::flat_buffer buffer_{};
  std::deque<std::string> waiting_{};
  bool is_writing_ = false;
};

class Client final : public WebSocketCall {
 public:
  Client(asio::io_context& context, std::chrono::milliseconds silence) : context_(context), silence_(silence) {}

  Awaitable<Result<std::unique_ptr<WebSocket>>> open(std::string address, std::chrono::milliseconds deadline) override {
    const auto url = parse_web_socket_url(address);
    if (!url) co_return Error{Cause::invalid, "the address of a socket is no wss URL"};
    if (!trust_ && url->is_secure) trust_ = std::make_shared<asio::ssl::context>(system_trust());
    const Until until = std::chrono::steady_clock::now() + deadline;
    auto connection = std::make_unique<Connection>(context_.get_executor());
    const error_code error = co_await reach(connection.get(), *url, trust_, until);
    if (error) co_return Error{Cause::not_sent, named(*url, error.message())};
    auto socket = std::make_unique<Socket>(std::move(connection), silence_);
    const Result<bool> agreed = co_await socket->agree(*url, until);
    if (!agreed) co_return Error{agreed.error().cause, named(*url, agreed.error().what)};
    std::unique_ptr<WebSocket> made = std::move(socket);
    co_return std::move(made);
  }

 private:
  /// Names the other side, never the path or query: they are a ticket.
  static std::string named(const Url& url, const std::string& why) {
    return (url.is_secure ? "wss://" : "ws://") + url.host_header + ": " + why;
  }

  asio::io_context& context_;
  std::chrono::milliseconds silence_;
  std::shared_ptr<asio::ssl::context> trust_{};
};

}  // namespace

std::unique_ptr<WebSocketCall> make_web_socket_client(asio::io_context& context, std::chrono::milliseconds silence) {
  return std::make_unique<Client>(context, silence);
}

}  // namespace backwalk::net

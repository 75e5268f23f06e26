// A server on a loop of its own, and the handlers that tests give it.
#pragma once

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "bot/net/net.hpp"
#include "tests/net/loop.hpp"
#include "tests/net/raw_socket.hpp"

namespace backwalk::net {

/// Says what it was asked: "METHOD url|body".
inline Awaitable<chat::HttpResponse> echo(chat::HttpRequest request) {
  if (request.url == "/throw") throw std::runtime_error("a bug with a \n in it");
  co_return chat::respond_with(200, "text/plain", request.method + " " + request.url + "|" + request.body);
}

/// Does not answer before it is told to; knows whether it was stopped instead.
class Gate {
 public:
  explicit Gate(Loop& loop) : loop_(loop), opened_(loop.context, boost::asio::steady_timer::time_point::max()) {}

  Awaitable<chat::HttpResponse> pass(chat::HttpRequest request) {
    ++waiting_;
    has_entered.set_value();
    const Leaving leaving{*this};
    boost::system::error_code ignored;
    co_await opened_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    co_return chat::respond_with(200, "text/plain", "through " + request.url);
  }
  void open() {
    loop_.on_loop([this] { opened_.expires_at(boost::asio::steady_timer::time_point::min()); });
  }
  int waiting() {
    return loop_.on_loop([this] { return waiting_; });
  }
  /// Returns when every handler is gone; a test in which they stay runs into its time limit.
  void wait_until_left() {
    while (waiting() != 0) std::this_thread::yield();
  }
  std::promise<void> has_entered;

 private:
  struct Leaving {
    Gate& gate;
    ~Leaving() { --gate.waiting_; }
  };
  Loop& loop_;
  boost::asio::steady_timer opened_;
  int waiting_ = 0;
};

class Served {
 public:
  explicit Served(Limits limits = {}, Handler handler = echo, const std::string& address = "127.0.0.1:0",
                  std::optional<TlsFiles> tls = std::nullopt, Streams streams = {}) {
    server =
        loop.on_loop([&] { return listen(loop.context, address, limits, std::move(handler), std::move(tls), std::move(streams)).value(); });
  }
  ~Served() {
    loop.on_loop([this] { server.reset(); });
  }
  std::uint16_t port() const { return server->port(); }
  RawSocket connect() const { return RawSocket::to(port()); }
  void stop(std::chrono::milliseconds grace = std::chrono::seconds(5)) { loop.run(server->stop(grace)); }

  Loop loop;
  std::unique_ptr<Server> server;
};

/// Answers of a connection that gets these bytes and is then left alone, until the server closes it.
inline std::string conversation(const Served& served, std::string_view bytes) {
  RawSocket socket = served.connect();
  socket.send(bytes);
  return socket.receive_all();
}
inline std::string first_line(const std::string& text) { return text.substr(0, text.find("\r\n")); }

inline std::string get(std::string_view target, std::string_view more = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: t\r\n" + std::string(more) + "\r\n";
}
inline std::string post(std::string_view target, std::string_view body) {
  return "POST " + std::string(target) + " HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

}  // namespace backwalk::net

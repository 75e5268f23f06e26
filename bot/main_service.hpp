// The service put together: the one place, with main.cpp, that knows every concrete type. Part of main.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/beat.hpp"
#include "bot/cli/clocks.hpp"
#include "bot/cli/terminal.hpp"
#include "bot/deliver/deliver.hpp"
#include "bot/net/net.hpp"
#include "bot/net/task_group.hpp"
#include "bot/push.hpp"
#include "bot/web/playground_room.hpp"
#include "bot/web/routes.hpp"
#include "bot/web/shelf.hpp"
#include "bot/webhook.hpp"
#include "config/config.hpp"

namespace backwalk {

class Service {
 public:
  /// With a terminal, and in demo mode, the console is one of its platforms: what it sends is printed there, and shown in the playground.
  /// Whoever makes it has opened the store. The terminal and the clock outlive it.
  Service(const config::Config& config, std::unique_ptr<store::Store> store, cli::ShiftedClock& clock, cli::Terminal* terminal);
  ~Service();

  /// Listens; Cause::busy or invalid with one sentence.
  Result<bool> listen(const std::string& address);
  /// "http://127.0.0.1:8080" or "https://…", with the real port. REQUIRES: it listens.
  std::string address() const;
  std::string platforms() const;

  /// Works until SIGTERM, SIGINT or `ask_to_stop`; then stops accepting, finishes what runs, settles what is being sent, closes the store.
  void run();
  void ask_to_stop();
  /// Runs beside it, and is cancelled when it stops. Before `run`.
  void beside(std::string name, std::function<Awaitable<void>()> task);

  Webhook& webhook() { return *webhook_; }
  store::Store& store() { return *store_; }
  web::Room& room() { return room_; }
  boost::asio::io_context& context() { return context_; }

 private:
  /// The console's calls go to the playground and to the terminal, where there is one; all others over the network.
  class Calls;

  // main_answer.cpp
  Awaitable<chat::HttpResponse> answer(chat::HttpRequest request);
  Awaitable<chat::HttpResponse> page(web::Page page, chat::HttpRequest request);
  Awaitable<chat::HttpResponse> readiness();
  Awaitable<void> watch();
  void hear_hangups();

  // main_try.cpp: the playground
  Awaitable<chat::HttpResponse> try_it(web::Page page, chat::HttpRequest request);
  std::optional<Streamed> stream(const chat::HttpRequest& request);
  Awaitable<chat::HttpResponse> say(std::string body);
  Awaitable<chat::HttpResponse> move(std::string body);
  Awaitable<std::optional<Instant>> next_due();
  Awaitable<void> settle(std::chrono::steady_clock::time_point end);

  Awaitable<void> live();
  void set_clock(Instant now);

  boost::asio::io_context context_{1};
  bool is_demo_;
  cli::ShiftedClock& clock_;
  std::unique_ptr<store::Store> store_;
  web::Shelf shelf_;  ///< of pictures
  web::Room room_;
  std::unique_ptr<HttpCall> calls_;
  std::vector<std::unique_ptr<Platform>> platforms_;
  std::vector<std::string> paths_{};  ///< that platforms are served on
  std::unique_ptr<Webhook> webhook_;
  std::unique_ptr<WebSocketCall> sockets_;
  std::vector<std::unique_ptr<Push>> pushes_{};  ///< one for each platform with a socket
  int connections_ = 1;                          ///< of each
  std::unique_ptr<Beat> beat_;
  std::unique_ptr<deliver::Drain> drain_;
  net::TaskGroup tasks_;
  std::optional<net::TlsFiles> tls_;
  std::string host_{};
  std::unique_ptr<net::Server> server_;
  boost::asio::signal_set signals_;
  boost::asio::signal_set hangups_;  ///< SIGHUP: certificate and key are read again
  boost::asio::steady_timer stop_;   ///< runs out when somebody asks to stop
};

}  // namespace backwalk

#include <sys/resource.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <set>
#include <utility>
#include <vector>

#include "bot/base/log.hpp"
#include "bot/base/metrics.hpp"
#include "bot/net/address.hpp"
#include "bot/net/net.hpp"
#include "bot/net/session.hpp"
#include "bot/net/tls.hpp"

namespace backwalk::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds accept_pause{50};  ///< after the system ran out of descriptors or memory
constexpr std::size_t most_turned_away = 64;           ///< at once; more are closed without a word

/// The acceptor and its sessions. Lives as long as any of its coroutines.
class Desk : public std::enable_shared_from_this<Desk> {
 public:
  Desk(tcp::acceptor acceptor, Limits limits, Handler handler, Streams streams, std::optional<TlsFiles> files, TlsContext tls)
      : house_(std::make_shared<House>(House{limits, std::move(handler), std::move(streams)})),
        files_(std::move(files)),
        tls_(std::move(tls)),
        acceptor_(std::move(acceptor)),
        pause_(acceptor_.get_executor()),
        changed_(acceptor_.get_executor()) {}

  std::uint16_t port() const {
    error_code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }

  void open() {
    auto done = [self = shared_from_this()](const std::exception_ptr&) { self->changed(); };
    is_accepting_ = true;
    asio::co_spawn(acceptor_.get_executor(), accept(), std::move(done));
  }

  Awaitable<void> stop(std::chrono::milliseconds grace) {
    const auto self = shared_from_this();
    stop_accepting();
    for (const auto& session : present()) session->wind_down();
    error_code ignored;
    changed_.expires_after(grace);
    while (!is_empty() && changed_.expiry() > std::chrono::steady_clock::now()) {
      co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    abort_all();
    changed_.expires_at(asio::steady_timer::time_point::max());
    while (!is_empty()) co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }

  Result<bool> renew_tls() {
    if (!files_) return true;
    auto loaded = load_tls(*files_);
    if (!loaded) return loaded.error();
    tls_ = *std::move(loaded);
    return true;
  }

  void drop() {
    stop_accepting();
    abort_all();
  }

 private:
  Awaitable<void> accept() {
    bool is_troubled = false;
    while (!house_->is_stopping) {
      error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
      if (house_->is_stopping) break;
      if (!error) {
        is_troubled = false;
        admit(std::move(socket));
      } else if (!is_passing(error)) {
        if (!std::exchange(is_troubled, true)) log::error("cannot accept connections", {{"why", error.message()}});
        pause_.expires_after(accept_pause);
        co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, error));
      }
    }
    is_accepting_ = false;
  }

  /// The client's trouble, not ours: the next one may come at once.
  static bool is_passing(const error_code& error) {
    return error == asio::error::connection_aborted || error == asio::error::connection_reset || error == asio::error::interrupted;
  }

  void admit(tcp::socket socket) {
    const std::size_t most = house_->limits.connections;
    const bool has_room = sessions_.size() - turned_away_ < most;
    if (!has_room) metrics::refused(metrics::Overload::connections);
    if (!has_room && turned_away_ >= most_turned_away) return;
    const auto session = std::make_shared<Session>(Stream(std::move(socket), tls_), house_);
    sessions_.insert(session);
    metrics::connections(sessions_.size());
    if (!has_room) ++turned_away_;
    auto gone = [self = shared_from_this(), session, has_room](const std::exception_ptr&) {
      self->sessions_.erase(session);
      metrics::connections(self->sessions_.size());
      if (!has_room) --self->turned_away_;
      self->changed();
    };
    Awaitable<void> visit = has_room ? session->serve() : session->turn_away();
    asio::co_spawn(acceptor_.get_executor(), std::move(visit), asio::bind_cancellation_slot(session->cancel.slot(), std::move(gone)));
  }

  void stop_accepting() {
    house_->is_stopping = true;
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
  }
  void abort_all() {
    for (const auto& session : present()) session->abort();
  }
  std::vector<std::shared_ptr<Session>> present() const { return {sessions_.begin(), sessions_.end()}; }
  bool is_empty() const { return sessions_.empty() && !is_accepting_; }
  void changed() {
    if (is_empty()) changed_.cancel();
  }

  std::shared_ptr<House> house_;
  std::optional<TlsFiles> files_;
  TlsContext tls_;  ///< null: plain
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  asio::steady_timer changed_;  ///< cancelled when the last session is gone
  std::set<std::shared_ptr<Session>> sessions_{};
  std::size_t turned_away_ = 0;
  bool is_accepting_ = false;
};

class Listening final : public Server {
 public:
  explicit Listening(std::shared_ptr<Desk> desk) : desk_(std::move(desk)), port_(desk_->port()) {}
  ~Listening() override { desk_->drop(); }
  std::uint16_t port() const override { return port_; }
  Awaitable<void> stop(std::chrono::milliseconds grace) override { return desk_->stop(grace); }
  Result<bool> renew_tls() override { return desk_->renew_tls(); }

 private:
  std::shared_ptr<Desk> desk_;
  std::uint16_t port_;
};

Error why_not(const error_code& error, const HostPort& at) {
  const std::string where = "port " + std::to_string(at.port) + " on " + at.host;
  if (error == asio::error::address_in_use) return {Cause::busy, where + " is in use by another program"};
  if (error == asio::error::access_denied) return {Cause::not_allowed, where + " may not be opened by this user"};
  return {Cause::invalid, "cannot listen on " + where + ": " + error.message()};
}

error_code listen_at(tcp::acceptor& acceptor, const HostPort& at) {
  error_code error;
  tcp::resolver resolver(acceptor.get_executor());
  const std::string host = is_localhost(at.host) ? "127.0.0.1" : at.host;
  const auto found = resolver.resolve(host, std::to_string(at.port), tcp::resolver::passive | tcp::resolver::numeric_service, error);
  if (error) return error;
  const tcp::endpoint endpoint = *found.begin();
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
  return error;
}

}  // namespace

std::size_t raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::size_t>(limit.rlim_cur);
}

Result<std::unique_ptr<Server>> listen(asio::io_context& context, const std::string& address, Limits limits, Handler handler,
                                       std::optional<TlsFiles> tls, Streams streams) {
  const auto at = parse_host_port(address);
  if (!at) return Error{Cause::invalid, "\"" + address + "\" is no address to listen on; write host:port, for example 127.0.0.1:8080"};
  TlsContext shown;
  if (tls) {
    auto loaded = load_tls(*tls);
    if (!loaded) return loaded.error();
    shown = *std::move(loaded);
  }
  tcp::acceptor acceptor(context);
  if (const error_code error = listen_at(acceptor, *at)) return why_not(error, *at);
  auto desk = std::make_shared<Desk>(std::move(acceptor), limits, std::move(handler), std::move(streams), std::move(tls), std::move(shown));
  desk->open();
  return std::make_unique<Listening>(std::move(desk));
}

}  // namespace backwalk::net

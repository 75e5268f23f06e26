#include <boost/asio/ip/address.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "bot/net/connection.hpp"

namespace backwalk::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// getaddrinfo cannot be interrupted: when time is up we go on, and this stays until it returns.
struct LookUp {
  LookUp(const asio::any_io_executor& executor, Until until) : resolver(executor), over(executor, until) {}

  tcp::resolver resolver;
  asio::steady_timer over;
  std::vector<tcp::endpoint> found{};
  error_code error = asio::error::timed_out;
};

void start(const std::shared_ptr<LookUp>& look_up, const HostPort& at) {
  look_up->resolver.async_resolve(at.host, std::to_string(at.port), tcp::resolver::numeric_service,
                                  [look_up](const error_code& error, const tcp::resolver::results_type& results) {
                                    look_up->error = error;
                                    look_up->found.assign(results.begin(), results.end());
                                    look_up->over.cancel();
                                  });
}

}  // namespace

Awaitable<std::vector<tcp::endpoint>> resolve(HostPort at, Until until, error_code& error) {
  std::vector<tcp::endpoint> found;
  const auto literal = asio::ip::make_address(at.host, error);
  if (!error) {
    found.emplace_back(literal, at.port);
    co_return found;
  }
  if (is_localhost(at.host)) {
    error = {};
    found.emplace_back(asio::ip::address_v4::loopback(), at.port);
    found.emplace_back(asio::ip::address_v6::loopback(), at.port);
    co_return found;
  }
  const auto look_up = std::make_shared<LookUp>(co_await asio::this_coro::executor, until);
  start(look_up, at);
  error_code ignored;
  co_await look_up->over.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  error = look_up->error;
  found = look_up->found;
  co_return found;
}

}  // namespace backwalk::net

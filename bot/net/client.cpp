#include <array>
#include <boost/asio/this_coro.hpp>
#include <map>
#include <tuple>
#include <utility>

#include "bot/net/address.hpp"
#include "bot/net/net.hpp"
#include "bot/net/pool.hpp"
#include "bot/net/watchdog.hpp"
#include "bot/net/wire.hpp"

namespace backwalk::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t header_limit = 64 * 1024;
constexpr std::size_t body_limit = 4 * 1024 * 1024;

/// One call on its way. Its deadline closes the connection that it holds at that moment, so that whatever waits goes on with an error.
struct Journey {
  Journey(const asio::any_io_executor& executor, Url to, chat::HttpRequest what, Until end)
      : url(std::move(to)),
        request(std::move(what)),
        text(request_text(request, url.host_header, url.target)),
        until(end),
        watchdog(executor) {}
  ~Journey() { watchdog.sleep(); }
  Journey(const Journey&) = delete;
  Journey& operator=(const Journey&) = delete;

  Url url;
  chat::HttpRequest request;
  std::string text;  ///< the request's bytes; empty when it cannot be written down
  Until until;
  Watchdog watchdog;
  std::unique_ptr<Connection> connection{};
  bool is_reused = false;
  bool has_sent = false;    ///< something of it may have left this machine
  bool has_answer = false;  ///< something has come back
  std::string why{};        ///< what went wrong last

  /// Closes the connection at `when`, unless told otherwise until then.
  void limit(Until when) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(when - std::chrono::steady_clock::now());
    watchdog.set(left, [this] {
      if (connection) connection->close();
    });
  }
  bool is_over() const { return std::chrono::steady_clock::now() >= until; }
};

/// Names the other side, never the path: that may hold a token.
Error failed(const Journey& journey) {
  const std::string whom = (journey.url.is_secure ? "https://" : "http://") + journey.url.host_header;
  const std::string why = journey.is_over() ? "no answer in time" : journey.why;
  return {journey.has_sent ? Cause::unknown : Cause::not_sent, whom + ": " + why};
}

/// A connection that was closed while it was idle says nothing about the other side. Once more on a fresh one, if nothing of the request
/// can have been done: no byte was written, or doing it twice is like doing it once.
bool may_try_again(const Journey& journey) {
  const bool is_harmless = journey.request.method == "GET" || journey.request.method == "HEAD";
  return journey.is_reused && !journey.has_answer && !journey.is_over() && (!journey.has_sent || is_harmless);
}

/// Connects. False with `why`.
Awaitable<bool> connect(Journey& journey, std::shared_ptr<asio::ssl::context> trust) {
  journey.connection = std::make_unique<Connection>(co_await asio::this_coro::executor);
  const error_code error = co_await reach(journey.connection.get(), journey.url, std::move(trust), journey.until);
  journey.why = error.message();
  co_return !error;
}

/// Writes the request. An error is only noted: an answer may still have come.
Awaitable<void> write(Journey& journey) {
  for (std::string_view rest = journey.text; !rest.empty();) {
    journey.has_sent = journey.has_sent || journey.connection->is_secure();  // what TLS has put on the way cannot be told
    const Moved moved = co_await journey.connection->write(rest);
    journey.has_sent = journey.has_sent || moved.count > 0;
    rest.remove_prefix(moved.count);
    if (!moved.error) continue;
    journey.why = moved.error.message();
    co_return;
  }
  journey.why.clear();
}

/// Reads the answer; none with `why`. Keeps the connection for the next call where it may be kept.
Awaitable<std::optional<chat::HttpResponse>> read(Journey& journey, Pool& pool) {
  ResponseReader reader(journey.request.method == "HEAD", header_limit, body_limit);
  std::array<char, 8192> buffer;
  std::string pending;
  while (reader.stage() != Stage::done && reader.stage() != Stage::failed) {
    const Moved moved = co_await journey.connection->read(buffer);
    journey.has_answer = journey.has_answer || moved.count > 0;
    pending.append(buffer.data(), moved.count);
    pending.erase(0, reader.take(pending));
    if (!moved.error) continue;
    if (moved.error == asio::error::eof) reader.end();
    if (reader.stage() == Stage::done) break;
    journey.why = moved.error == asio::error::eof ? std::string(reader.failure()) : moved.error.message();
    co_return std::nullopt;
  }
  if (reader.stage() == Stage::failed) {
    journey.why = reader.failure();
    co_return std::nullopt;
  }
  const bool is_kept = reader.keep_alive() && pending.empty() && journey.why.empty();
  journey.watchdog.sleep();
  if (is_kept) pool.keep(std::move(journey.connection));
  co_return std::move(reader.response());
}

class Client final : public HttpCall {
 public:
  Client(asio::io_context& context, std::size_t connections_per_host) : context_(context), most_(connections_per_host) {}

  Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, std::chrono::milliseconds deadline) override {
    const auto url = parse_url(request.url);
    if (!url) co_return Error{Cause::not_sent, "the address of a call is no http or https URL"};
    const auto pool = pool_of(*url);
    const auto trust = trusted(*url);
    Journey journey(context_.get_executor(), *url, std::move(request), std::chrono::steady_clock::now() + deadline);
    if (journey.text.empty()) co_return Error{Cause::not_sent, "a header of a call cannot be written down"};
    const auto place = co_await pool->enter(journey.until);
    if (!place) co_return failed(journey);
    for (bool is_first = true;; is_first = false) {
      journey.connection = is_first ? pool->reuse() : nullptr;
      journey.is_reused = journey.connection != nullptr;
      const bool is_open = journey.is_reused || co_await connect(journey, trust);
      if (!is_open) co_return failed(journey);
      journey.limit(journey.until);
      co_await write(journey);
      auto response = co_await answer_to(journey, *pool);
      if (response) co_return std::move(*response);
      if (!may_try_again(journey)) co_return failed(journey);
    }
  }

 private:
  /// Nothing comes back where nothing was sent.
  static Awaitable<std::optional<chat::HttpResponse>> answer_to(Journey& journey, Pool& pool) {
    if (!journey.has_sent) co_return std::nullopt;
    co_return co_await read(journey, pool);
  }

  std::shared_ptr<Pool> pool_of(const Url& url) {
    auto& pool = pools_[{url.is_secure, url.at.host, url.at.port}];
    if (!pool) pool = std::make_shared<Pool>(context_.get_executor(), most_);
    return pool;
  }
  std::shared_ptr<asio::ssl::context> trusted(const Url& url) {
    if (!trust_ && url.is_secure) trust_ = std::make_shared<asio::ssl::context>(system_trust());
    return trust_;
  }

  asio::io_context& context_;
  std::size_t most_;
  std::map<std::tuple<bool, std::string, std::uint16_t>, std::shared_ptr<Pool>> pools_{};
  std::shared_ptr<asio::ssl::context> trust_{};  ///< made for the first https call: reading the system's store takes milliseconds
};

}  // namespace

std::unique_ptr<HttpCall> make_client(asio::io_context& context, std::size_t connections_per_host) {
  return std::make_unique<Client>(context, connections_per_host);
}

}  // namespace backwalk::net

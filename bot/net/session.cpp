#include "bot/net/session.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "bot/base/log.hpp"

namespace backwalk::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// How long a refused client is listened to, so that what it still sends does not make the kernel throw our answer away.
constexpr std::chrono::milliseconds linger_time{2'000};

std::string about(const chat::HttpRequest& request) {
  return request.method + " " + request.url.substr(0, std::min(request.url.find_first_of("/?", 1), request.url.size()));
}

}  // namespace

Session::Session(tcp::socket socket, std::shared_ptr<House> house)
    : house_(std::move(house)), socket_(std::move(socket)), watchdog_(socket_.get_executor()) {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(tcp::no_delay(true), ignored);
}

Awaitable<void> Session::serve() {
  for (bool goes_on = true; goes_on;) {
    goes_on = co_await next_request();
    if (goes_on) goes_on = co_await handle();
  }
  close();
}

Awaitable<void> Session::turn_away() {
  co_await refuse(503);
  close();
}

void Session::wind_down() {
  if (phase_ == Phase::idle && is_quiet()) close();
}

void Session::abort() {
  close();
  cancel.emit(asio::cancellation_type::terminal);
}

// Reading -----------------------------------------------------------------------------------------------------------------------------

Awaitable<bool> Session::next_request() {
  enter(Phase::idle, house_->limits.idle);
  if (!pending_.empty()) feed({});
  while (!reader_ || reader_->stage() != Stage::done) {
    if (reader_ && reader_->stage() == Stage::failed) {
      co_await refuse(reader_->refusal());
      co_return false;
    }
    if (house_->is_stopping && phase_ == Phase::idle && is_quiet()) co_return false;
    if (co_await readable() && receive()) continue;
    const bool has_begun = phase_ == Phase::reading;
    if (has_begun && has_timed_out_) co_await refuse(408);
    if (has_begun && has_ended_) co_await refuse(400);
    co_return false;
  }
  co_return true;
}

Awaitable<bool> Session::readable() {
  error_code error;
  co_await socket_.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
  co_return !error && !has_timed_out_;
}

/// Takes what has come. False at the end of the stream or of the connection.
bool Session::receive() {
  error_code error;
  const std::size_t count = socket_.read_some(asio::buffer(house_->scratch), error);
  if (error == asio::error::would_block) return true;
  has_ended_ = error == asio::error::eof;
  if (!error) feed({house_->scratch.data(), count});
  return !error;
}

void Session::feed(std::string_view bytes) {
  if (!reader_) reader_.emplace(house_->limits.header_bytes, house_->limits.body_bytes);
  const Stage before = reader_->stage();
  if (pending_.empty()) {
    pending_ = bytes.substr(reader_->take(bytes));
  } else {
    pending_ += bytes;
    pending_.erase(0, reader_->take(pending_));
  }
  follow(before);
}

/// Moves the deadline with the reader, and tells a client that waits for it to go on.
void Session::follow(Stage before) {
  const Stage stage = reader_->stage();
  if (stage == before) return;
  if (stage == Stage::header) enter(Phase::reading, house_->limits.header_deadline);
  if (stage != Stage::body) return;
  enter(Phase::reading, house_->limits.body_deadline);
  std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  if (pending_.empty() && reader_->expects_continue()) send(go_on);
}

bool Session::is_quiet() {
  error_code error;
  return pending_.empty() && socket_.available(error) == 0;
}

// Answering ---------------------------------------------------------------------------------------------------------------------------

Awaitable<bool> Session::handle() {
  const bool to_head = reader_->request().method == "HEAD";
  const bool is_old = reader_->is_http_1_0();
  const bool may_stay = reader_->keep_alive();
  co_await ask_handler();
  if (!response_) co_return false;  // aborted
  if (is_late_) {
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
    co_await linger();
    co_return false;
  }
  const bool stays = may_stay && !house_->is_stopping;
  const Framing kept = is_old ? Framing::keep_alive_1_0 : Framing::keep_alive;
  std::string text = response_text(*response_, stays ? kept : Framing::close, to_head);
  response_.reset();
  const bool is_written = co_await write(std::move(text));
  co_return is_written&& stays;
}

/// Fills `response_`, unless the connection was aborted meanwhile.
Awaitable<void> Session::ask_handler() {
  auto request = std::move(reader_->request());
  reader_.reset();
  about_ = about(request);
  enter(Phase::handling, house_->limits.handler_deadline);
  std::string failure;
  try {
    response_ = co_await house_->handler(std::move(request));
  } catch (const std::exception& error) {
    failure = error.what();
  } catch (...) {
    failure = "an unknown exception";
  }
  if (response_ || !socket_.is_open()) co_return;
  if (!is_late_) log::error("request failed", {{"request", about_}, {"why", failure}});
  response_ = refusal(500);
}

/// The client gets its answer now; the handler is asked to stop and what it still says is dropped.
void Session::answer_late() {
  is_late_ = true;
  log::warning("request late", {{"request", about_}, {"ms", static_cast<long>(house_->limits.handler_deadline.count())}});
  const std::string text = response_text(refusal(503), Framing::close, false);
  std::string_view bytes = text;
  send(bytes);
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  cancel.emit(asio::cancellation_type::terminal);
}

Awaitable<void> Session::refuse(int status) {
  log::debug("request refused", {{"status", status}});
  has_timed_out_ = false;
  std::string text = response_text(refusal(status), Framing::close, false);
  const bool is_written = co_await write(std::move(text));
  if (is_written) co_await linger();
}

Awaitable<bool> Session::write(std::string bytes) {
  std::string_view rest = bytes;
  for (Io io = send(rest); io != Io::done; io = send(rest)) {
    if (io == Io::failed) co_return false;
    if (phase_ != Phase::writing) enter(Phase::writing, house_->limits.body_deadline);
    error_code error;
    co_await socket_.async_wait(tcp::socket::wait_write, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
  }
  co_return true;
}

Session::Io Session::send(std::string_view& bytes) {
  while (!bytes.empty()) {
    error_code error;
    bytes.remove_prefix(socket_.write_some(asio::buffer(bytes.data(), bytes.size()), error));
    if (error == asio::error::would_block) return Io::blocked;
    if (error) return Io::failed;
  }
  return Io::done;
}

Awaitable<void> Session::linger() {
  enter(Phase::lingering, linger_time);
  error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  while (!has_ended_ && co_await readable()) {
    socket_.read_some(asio::buffer(house_->scratch), error);
    if (error && error != asio::error::would_block) break;
  }
}

// Deadlines ---------------------------------------------------------------------------------------------------------------------------

void Session::enter(Phase phase, std::chrono::milliseconds deadline) {
  phase_ = phase;
  watchdog_.set(deadline, [self = shared_from_this()] { self->expired(); });
}

void Session::expired() {
  if (phase_ == Phase::handling) return answer_late();
  has_timed_out_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Session::close() {
  watchdog_.sleep();
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace backwalk::net

#include "bot/net/session.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "bot/base/log.hpp"
#include "bot/base/metrics.hpp"
#include "bot/net/request_id.hpp"

namespace backwalk::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// How long a refused client is listened to, so that what it still sends does not make the kernel throw our answer away.
constexpr std::chrono::milliseconds linger_time{2'000};

std::string about(const chat::HttpRequest& request) {
  if (request.url.empty()) return "unread";
  return request.method + " " + request.url.substr(0, std::min(request.url.find_first_of("/?", 1), request.url.size()));
}

std::string_view why_unreadable(int status) {
  switch (status) {
    case 413:
      return "the body is too large";
    case 431:
      return "the header is too large";
    case 501:
    case 505:
      return "not spoken here";
    default:
      return "unreadable";
  }
}

}  // namespace

Session::Session(Stream stream, std::shared_ptr<House> house)
    : house_(std::move(house)), stream_(std::move(stream)), watchdog_(stream_.socket().get_executor()) {}

Awaitable<void> Session::serve() {
  bool goes_on = co_await shake_hands();
  while (goes_on) {
    goes_on = co_await next_request();
    if (goes_on) goes_on = co_await handle();
  }
  close();
}

Awaitable<void> Session::turn_away() {
  const bool is_ready = co_await shake_hands();
  if (is_ready) co_await refuse(503, "too many connections");
  close();
}

void Session::wind_down() {
  error_code ignored;
  if (phase_ == Phase::idle && is_quiet()) stream_.socket().cancel(ignored);  // what has been read already is still answered
  if (is_stream_) cancel.emit(asio::cancellation_type::terminal);
}

void Session::abort() {
  close();
  cancel.emit(asio::cancellation_type::terminal);
}

/// TLS's; at once where the connection is plain.
Awaitable<bool> Session::shake_hands() {
  if (stream_.is_secure()) enter(Phase::idle, house_->limits.header_deadline);
  Step step = stream_.shake_hands();
  while (step == Step::wants_read || step == Step::wants_write) {
    const bool is_ready = co_await ready_for(step);
    if (!is_ready) co_return false;
    step = stream_.shake_hands();
  }
  co_return step == Step::done;
}

// Reading -----------------------------------------------------------------------------------------------------------------------------

Awaitable<bool> Session::next_request() {
  enter(Phase::idle, house_->limits.idle);
  if (!pending_.empty()) feed({});
  while (!reader_ || reader_->stage() != Stage::done) {
    if (reader_ && reader_->stage() == Stage::failed) {
      co_await refuse(reader_->refusal(), why_unreadable(reader_->refusal()));
      co_return false;
    }
    if (house_->is_stopping && phase_ == Phase::idle && is_quiet()) co_return false;
    error_code error;
    std::size_t count = 0;
    if (stream_.is_secure()) {
      co_await stream_.socket().async_wait(wait_of(reading_), asio::redirect_error(asio::use_awaitable, error));
    } else {
      count = co_await stream_.socket().async_read_some(asio::buffer(first_), asio::redirect_error(asio::use_awaitable, error));
      has_ended_ = error == asio::error::eof;
    }
    if (!error && !has_timed_out_ && receive(count)) continue;
    const bool has_begun = phase_ == Phase::reading;
    if (has_begun && has_timed_out_) co_await refuse(408, "too slow");
    if (has_begun && has_ended_) co_await refuse(400, "it ended in the middle");
    co_return false;
  }
  co_return true;
}

/// Until the socket is ready for that; false at an error or a deadline.
Awaitable<bool> Session::ready_for(Step wanted) {
  error_code error;
  co_await stream_.socket().async_wait(wait_of(wanted), asio::redirect_error(asio::use_awaitable, error));
  co_return !error && !has_timed_out_;
}

/// Takes what has come, `count` bytes of it in `first_`. False at the end of the stream or of the connection.
bool Session::receive(std::size_t count) {
  if (count > 0) feed({first_.data(), count});
  if (count > 0 && (count < first_.size() || reader_->stage() == Stage::done || reader_->stage() == Stage::failed)) return true;
  const Took took = stream_.read(house_->scratch);
  reading_ = took.step == Step::wants_write ? Step::wants_write : Step::wants_read;
  has_ended_ = took.step == Step::ended;
  if (took.step == Step::done) feed({house_->scratch.data(), took.count});
  return took.step != Step::ended && took.step != Step::failed;
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
  if (phase_ == Phase::idle) begun_ = std::chrono::steady_clock::now();
  if (stage == Stage::header) enter(Phase::reading, house_->limits.header_deadline);
  if (stage != Stage::body) return;
  enter(Phase::reading, house_->limits.body_deadline);
  std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  if (pending_.empty() && reader_->expects_continue()) send(go_on);
}

bool Session::is_quiet() {
  error_code error;
  return pending_.empty() && stream_.socket().available(error) == 0;
}

// Answering ---------------------------------------------------------------------------------------------------------------------------

Awaitable<bool> Session::handle() {
  if (house_->streams) streamed_ = house_->streams(reader_->request());
  if (streamed_) {
    about_ = about(reader_->request());
    id_ = name_request(reader_->request());
    begun_ = std::chrono::steady_clock::now();
    co_await stream();
    co_return false;
  }
  const bool to_head = reader_->request().method == "HEAD";
  const bool is_old = reader_->is_http_1_0();
  const bool may_stay = reader_->keep_alive();
  auto request = begin_handling();
  std::optional<chat::HttpResponse> response;
  std::string failure;
  try {
    response = co_await house_->handler(std::move(request));
  } catch (const std::exception& error) {
    failure = error.what();
  } catch (...) {
    failure = "an unknown exception";
  }
  if (!response) {
    if (!stream_.socket().is_open()) co_return false;  // aborted
    if (!is_late_) tell(500, failure);
    response = refusal(500);
  }
  if (is_late_) {
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
    co_await linger();
    co_return false;
  }
  const bool stays = may_stay && !house_->is_stopping;
  const Framing kept = is_old ? Framing::keep_alive_1_0 : Framing::keep_alive;
  std::string text = response_text(*response, stays ? kept : Framing::close, to_head);
  std::string_view rest = text;
  const Step step = send(rest);
  if (step == Step::done) co_return stays;  // nearly always: the socket has room
  text.erase(0, text.size() - rest.size());
  const bool is_written = co_await write(std::move(text));
  co_return is_written&& stays;
}

/// The whole request, which is not read any more from now on.
chat::HttpRequest Session::begin_handling() {
  auto request = std::move(reader_->request());
  reader_.reset();
  about_ = about(request);
  id_ = name_request(request);
  begun_ = std::chrono::steady_clock::now();
  enter(Phase::handling, house_->limits.handler_deadline);
  return request;
}

/// The client gets its answer now; the handler is asked to stop and what it still says is dropped.
void Session::answer_late() {
  is_late_ = true;
  tell(503, "late");
  const std::string text = response_text(refusal(503), Framing::close, false);
  std::string_view bytes = text;
  send(bytes);
  stream_.end_sending();
  cancel.emit(asio::cancellation_type::terminal);
}

/// Answers for what never reached the handler.
Awaitable<void> Session::refuse(int status, std::string_view why) {
  id_ = new_request_id();
  about_ = reader_ ? about(reader_->request()) : "unread";
  if (!reader_) begun_ = std::chrono::steady_clock::now();
  tell(status, why);
  metrics::request("unread", status, std::chrono::steady_clock::now() - begun_);
  has_timed_out_ = false;
  std::string text = response_text(refusal(status), Framing::close, false);
  const bool is_written = co_await write(std::move(text));
  if (is_written) co_await linger();
}

/// The line of a request that we answer ourselves.
void Session::tell(int status, std::string_view why) const {
  const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun_);
  log::line(status == 500 ? log::Level::error : log::Level::info, "request",
            {{"id", id_}, {"path", about_}, {"why", why}, {"status", status}, {"ms", took.count()}});
}

Awaitable<bool> Session::write(std::string bytes) {
  std::string_view rest = bytes;
  for (Step step = send(rest); step != Step::done; step = send(rest)) {
    if (step != Step::wants_read && step != Step::wants_write) co_return false;
    if (phase_ != Phase::writing) enter(Phase::writing, house_->limits.body_deadline);
    const bool is_ready = co_await ready_for(step);
    if (!is_ready) co_return false;
  }
  co_return true;
}

Step Session::send(std::string_view& bytes) {
  while (!bytes.empty()) {
    const Took took = stream_.write(bytes);
    bytes.remove_prefix(took.count);
    if (took.step != Step::done) return took.step;
  }
  return Step::done;
}

Awaitable<void> Session::linger() {
  enter(Phase::lingering, linger_time);
  stream_.end_sending();
  for (bool goes_on = !has_ended_; goes_on;) {
    goes_on = co_await ready_for(Step::wants_read);
    if (!goes_on) break;
    const Took took = stream_.read(house_->scratch);
    if (took.step == Step::ended || took.step == Step::failed) break;
  }
}

// Deadlines ---------------------------------------------------------------------------------------------------------------------------

void Session::enter(Phase phase, std::chrono::milliseconds deadline) {
  phase_ = phase;
  watchdog_.set(deadline, [this] {
    const auto self = shared_from_this();
    expired();
  });
}

void Session::expired() {
  if (phase_ == Phase::handling) return answer_late();
  has_timed_out_ = true;
  error_code ignored;
  stream_.socket().cancel(ignored);
}

void Session::close() {
  watchdog_.sleep();
  stream_.close();
}

}  // namespace backwalk::net

#include "bot/push.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <utility>
#include <variant>

#include "bot/push_parts.hpp"

namespace backwalk {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr milliseconds to_connect = 10s;  ///< each: asking for an address, connecting, the hello

std::string what_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an unknown exception";
  }
}

}  // namespace

void Push::Shared::tell(const std::string& event, std::size_t number, const std::string& why, log::Level level) {
  const bool is_news = std::exchange(told, why) != why;
  log::line(is_news ? level : log::Level::debug, event,
            {{"platform", platform.name()}, {"connection", static_cast<unsigned long>(number)}, {"why", why}});
}

void Push::Shared::spawn(const asio::any_io_executor& on, Awaitable<void> task) {
  ++tasks;
  asio::co_spawn(on, std::move(task), [self = shared_from_this()](const std::exception_ptr& failure) {
    if (failure) log::error("task failed", {{"task", "socket"}, {"why", what_of(failure)}});
    if (--self->tasks == 0 && self->idle) self->idle->cancel();
  });
}

Awaitable<Result<std::string>> Push::Shared::address(std::size_t number, Fared* fared) {
  chat::HttpRequest ask = *platform.ask_socket();
  const auto response = co_await calls.call(std::move(ask), to_connect);
  if (!response) {
    tell("socket not connected", number, response.error().what, log::Level::warning);
    co_return response.error();
  }
  SocketAnswer answer = platform.read_socket(*response);
  if (auto* at = std::get_if<SocketAt>(&answer)) co_return std::move(at->url);
  if (const auto* later = std::get_if<SocketLater>(&answer)) {
    fared->asked_to_wait = later->wait;
    tell("socket not connected", number, later->why, log::Level::warning);
    co_return Error{Cause::busy, later->why};
  }
  const std::string why = std::get<SocketRefused>(answer).why;
  fared->end = Fared::End::refused;
  tell("socket refused", number, why, log::Level::error);
  co_return Error{Cause::not_allowed, why};
}

Awaitable<Fared> Push::Shared::attempt(std::size_t number, std::shared_ptr<Line>* before) {
  Fared fared;
  auto url = co_await address(number, &fared);
  if (!url || is_stopping) co_return fared;
  auto opened = co_await sockets.open(*std::move(url), to_connect);
  if (!opened) {
    tell("socket not connected", number, opened.error().what, log::Level::warning);
    co_return fared;
  }
  const auto on = co_await asio::this_coro::executor;
  const auto line = std::make_shared<Line>(*std::move(opened), number, on);
  if (is_stopping) co_return fared;
  lines.insert(line);
  spawn(on, listen(line));
  const auto hello_by = steady_clock::now() + to_connect;
  while (line->state == LineState::greeting && !is_stopping && steady_clock::now() < hello_by) co_await wait_on(&line->changed, hello_by);
  if (line->greeted == steady_clock::time_point{}) {
    fared.end = line->is_disabled ? Fared::End::disabled : Fared::End::lost;
    const std::string why = line->why.empty() ? "no hello came" : line->why;
    tell("socket not connected", number, why, line->is_disabled ? log::Level::error : log::Level::warning);
    line->socket->cut();
    co_return fared;
  }
  if (*before) spawn(on, retire(*before));
  *before = line;
  while (line->state == LineState::open && !is_stopping) co_await wait_on(&line->changed, kNever);
  fared.lived = std::chrono::duration_cast<milliseconds>(steady_clock::now() - line->greeted);
  fared.end = line->is_disabled ? Fared::End::disabled : Fared::End::leaving;
  if (is_stopping) co_return fared;
  if (line->is_disabled)
    tell("socket refused", number, line->why, log::Level::error);
  else
    log::info("socket leaves", {{"platform", platform.name()}, {"connection", static_cast<unsigned long>(number)}, {"why", line->why}});
  co_return fared;
}

Push::Push(Webhook& webhook, HttpCall& calls, WebSocketCall& sockets, const Clock& clock, const Platform& platform)
    : shared_(std::make_shared<Shared>(webhook, calls, sockets, clock, platform)) {}
Push::~Push() = default;

Awaitable<void> Push::keep(std::size_t number) {
  const auto shared = shared_;
  std::shared_ptr<Line> line;
  int failures = 0;
  asio::steady_timer pause(co_await asio::this_coro::executor);
  while (!shared->is_stopping) {
    const Fared fared = co_await shared->attempt(number, &line);
    const Retry next = next_try(fared, failures, number);
    failures = next.failures;
    if (next.wait > 0ms && !shared->is_stopping) co_await wait_on(&pause, steady_clock::now() + next.wait);
  }
}

Awaitable<void> Push::stop(milliseconds grace) {
  const auto shared = shared_;
  const auto on = co_await asio::this_coro::executor;
  shared->is_stopping = true;
  shared->idle.emplace(on);
  const Lines open = shared->lines;
  for (const auto& line : open) {
    line->changed.cancel();
    shared->spawn(on, shared->retire(line));
  }
  const auto end = steady_clock::now() + grace;
  while (shared->tasks > 0 && steady_clock::now() < end) co_await wait_on(&*shared->idle, end);
  for (const auto& line : open) line->socket->cut();
}

std::optional<std::string> Push::trouble() const {
  const auto is_open = [](const auto& line) { return line->greeted != steady_clock::time_point{} && line->state != LineState::ended; };
  if (std::any_of(shared_->lines.begin(), shared_->lines.end(), is_open)) return std::nullopt;
  return shared_->platform.name() + ": " + (shared_->told.empty() ? "the connection was lost" : shared_->told);
}

}  // namespace backwalk

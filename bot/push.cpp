#include "bot/push.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <set>
#include <utility>
#include <variant>

#include "bot/base/log.hpp"

namespace backwalk {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t most_at_once = 64;
constexpr milliseconds to_connect = 10s;  ///< each: asking for an address, connecting, the hello
constexpr milliseconds to_finish = 3s;    ///< what runs on a connection that was replaced; later nobody waits for it
constexpr auto never = steady_clock::time_point::max();

enum class State { greeting, open, leaving, ended };

/// One connection. It lives until nothing that came over it is under way.
struct Line {
  Line(std::unique_ptr<WebSocket> opened, std::size_t of, const asio::any_io_executor& on)
      : socket(std::move(opened)), number(of), changed(on, never), quiet(on, never) {}

  std::unique_ptr<WebSocket> socket;
  std::size_t number;
  State state = State::greeting;
  bool is_disabled = false;
  bool is_retired = false;  ///< is being closed by us
  std::string why{};        ///< why it leaves or has ended
  steady_clock::time_point greeted{};
  std::size_t running = 0;
  asio::steady_timer changed;  ///< cancelled when `state` changes; the keeper waits on it
  asio::steady_timer quiet;    ///< cancelled when nothing runs any more
};
using Lines = std::set<std::shared_ptr<Line>>;

Awaitable<void> wait(asio::steady_timer* timer, steady_clock::time_point until) {
  error_code ignored;
  timer->expires_at(until);
  co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

}  // namespace

struct Push::Shared : std::enable_shared_from_this<Push::Shared> {
  Shared(Webhook& to, HttpCall& asks, WebSocketCall& opens, const Clock& time, const Platform& from)
      : webhook(to), calls(asks), sockets(opens), clock(time), platform(from) {}

  Webhook& webhook;
  HttpCall& calls;
  WebSocketCall& sockets;
  const Clock& clock;
  const Platform& platform;
  Lines lines{};
  std::size_t handling = 0;
  std::size_t tasks = 0;
  bool is_stopping = false;
  std::string told{"not connected yet"};             ///< the last trouble that was logged
  std::set<asio::steady_timer*> waiting_for_room{};  ///< cancelled when something has been handled
  std::optional<asio::steady_timer> idle{};          ///< cancelled when no task is left

  void tell(const std::string& event, std::size_t number, const std::string& why, log::Level level) {
    const bool is_news = std::exchange(told, why) != why;
    log::line(is_news ? level : log::Level::debug, event,
              {{"platform", platform.name()}, {"connection", static_cast<unsigned long>(number)}, {"why", why}});
  }

  /// Runs beside the keepers, and to its end also when they are cancelled.
  void spawn(const asio::any_io_executor& on, Awaitable<void> task) {
    ++tasks;
    asio::co_spawn(on, std::move(task), [self = shared_from_this()](const std::exception_ptr& failure) {
      if (failure) log::error("task failed", {{"task", "socket"}});
      if (--self->tasks == 0 && self->idle) self->idle->cancel();
    });
  }

  Awaitable<Fared> attempt(std::size_t number, std::shared_ptr<Line>* before);
  Awaitable<Result<std::string>> address(std::size_t number, Fared* fared);
  Awaitable<void> listen(std::shared_ptr<Line> line);
  Awaitable<void> room();
  void take(const asio::any_io_executor& on, const std::shared_ptr<Line>& line, Frame frame);
  Awaitable<void> answer(std::shared_ptr<Line> line, std::shared_ptr<Pushed> pushed);
  Awaitable<void> retire(std::shared_ptr<Line> line);
};

/// The address for one connection; what keeps us from it is told, and noted in `fared`.
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

/// One connection from its address to the moment when another is needed. The one before it is let go as soon as this one is open.
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
  while (line->state == State::greeting && !is_stopping && steady_clock::now() < hello_by) co_await wait(&line->changed, hello_by);
  if (line->greeted == steady_clock::time_point{}) {
    fared.end = line->is_disabled ? Fared::End::disabled : Fared::End::lost;
    const std::string why = line->why.empty() ? "no hello came" : line->why;
    tell("socket not connected", number, why, line->is_disabled ? log::Level::error : log::Level::warning);
    line->socket->cut();
    co_return fared;
  }
  if (*before) spawn(on, retire(*before));
  *before = line;
  while (line->state == State::open && !is_stopping) co_await wait(&line->changed, never);
  fared.lived = std::chrono::duration_cast<milliseconds>(steady_clock::now() - line->greeted);
  fared.end = line->is_disabled ? Fared::End::disabled : Fared::End::leaving;
  if (is_stopping) co_return fared;
  if (line->is_disabled)
    tell("socket refused", number, line->why, log::Level::error);
  else
    log::info("socket leaves", {{"platform", platform.name()}, {"connection", static_cast<unsigned long>(number)}, {"why", line->why}});
  co_return fared;
}

Awaitable<void> Push::Shared::listen(std::shared_ptr<Line> line) {
  const auto on = co_await asio::this_coro::executor;
  for (;;) {
    auto text = co_await line->socket->read();
    if (!text) {
      if (line->why.empty()) line->why = text.error().what;
      break;
    }
    if (is_stopping) continue;  // not acknowledged, so it comes again, to whoever is there then
    take(on, line, platform.read_frame(*text, clock.wall()));
    while (handling >= most_at_once) co_await room();
  }
  line->state = State::ended;
  line->changed.cancel();
  lines.erase(line);
}

Awaitable<void> Push::Shared::room() {
  struct Waiting {
    Shared& self;
    asio::steady_timer timer;
    ~Waiting() { self.waiting_for_room.erase(&timer); }
  };
  const auto on = co_await asio::this_coro::executor;
  Waiting waiting{*this, asio::steady_timer(on)};
  waiting_for_room.insert(&waiting.timer);
  co_await wait(&waiting.timer, never);
}

void Push::Shared::take(const asio::any_io_executor& on, const std::shared_ptr<Line>& line, Frame frame) {
  struct Visitor {
    Shared& self;
    const asio::any_io_executor& on;
    const std::shared_ptr<Line>& line;

    void operator()(const Hello& hello) const {
      line->greeted = steady_clock::now();
      if (line->state == State::greeting) line->state = State::open;
      self.told.clear();
      log::info(
          "socket connected",
          {{"platform", self.platform.name()}, {"connection", static_cast<unsigned long>(line->number)}, {"open", hello.connections}});
    }
    void operator()(const Disconnect& disconnect) const {
      line->state = State::leaving;
      line->is_disabled = disconnect.is_disabled;
      line->why = disconnect.is_disabled ? "sockets are switched off for this app (" + disconnect.reason + "); switch Socket Mode on again"
                                         : "the platform asks for it: " + disconnect.reason;
    }
    void operator()(Pushed& pushed) const {
      ++self.handling;
      ++line->running;
      self.spawn(on, self.answer(line, std::make_shared<Pushed>(std::move(pushed))));
    }
    void operator()(const IgnoredFrame& ignored) const { log::debug("socket frame ignored", {{"why", ignored.why}}); }
  };
  std::visit(Visitor{*this, on, line}, frame);
  line->changed.cancel();
}

Awaitable<void> Push::Shared::answer(std::shared_ptr<Line> line, std::shared_ptr<Pushed> pushed) {
  struct Handled {
    Shared& self;
    Line& line;
    ~Handled() {
      --self.handling;
      for (asio::steady_timer* one : self.waiting_for_room) one->cancel();
      if (--line.running == 0) line.quiet.cancel();
    }
  };
  const Handled handled{*this, *line};
  Result<chat::Inbound> inbound = std::move(pushed->inbound);
  const std::string road = "socket:" + pushed->kind;
  const chat::HttpResponse response = co_await webhook.hear(&platform, std::move(inbound), road);
  if (response.status / 100 != 2) co_return;  // not acknowledged: it comes again
  const auto written = co_await line->socket->write(platform.acknowledge(*pushed, response));
  if (!written) log::info("acknowledgement not sent", {{"platform", platform.name()}, {"why", written.error().what}});
}

Awaitable<void> Push::Shared::retire(std::shared_ptr<Line> line) {
  if (std::exchange(line->is_retired, true)) co_return;
  const auto end = steady_clock::now() + to_finish;
  while (line->running > 0 && steady_clock::now() < end) co_await wait(&line->quiet, end);
  if (line->state != State::ended) co_await line->socket->close();
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
    if (next.wait > 0ms && !shared->is_stopping) co_await wait(&pause, steady_clock::now() + next.wait);
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
  while (shared->tasks > 0 && steady_clock::now() < end) co_await wait(&*shared->idle, end);
  for (const auto& line : open) line->socket->cut();
}

std::optional<std::string> Push::trouble() const {
  const auto is_open = [](const auto& line) { return line->greeted != steady_clock::time_point{} && line->state != State::ended; };
  if (std::any_of(shared_->lines.begin(), shared_->lines.end(), is_open)) return std::nullopt;
  return shared_->platform.name() + ": " + (shared_->told.empty() ? "the connection was lost" : shared_->told);
}

}  // namespace backwalk

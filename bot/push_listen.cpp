// What comes over a connection: taken, answered, acknowledged.
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <variant>

#include "bot/push_parts.hpp"

namespace backwalk {
namespace {

namespace asio = boost::asio;
using std::chrono::steady_clock;

constexpr std::size_t most_at_once = 64;
constexpr std::chrono::seconds to_finish{3};  ///< what runs on a connection that was replaced; later nobody waits for it

}  // namespace

Awaitable<void> wait_on(asio::steady_timer* timer, steady_clock::time_point until) {
  boost::system::error_code ignored;
  timer->expires_at(until);
  co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ignored));
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
  line->state = LineState::ended;
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
  co_await wait_on(&waiting.timer, kNever);
}

void Push::Shared::take(const asio::any_io_executor& on, const std::shared_ptr<Line>& line, Frame frame) {
  struct Visitor {
    Shared& self;
    const asio::any_io_executor& on;
    const std::shared_ptr<Line>& line;

    void operator()(const Hello& hello) const {
      line->greeted = steady_clock::now();
      if (line->state == LineState::greeting) line->state = LineState::open;
      self.told.clear();
      log::info(
          "socket connected",
          {{"platform", self.platform.name()}, {"connection", static_cast<unsigned long>(line->number)}, {"open", hello.connections}});
    }
    void operator()(const Disconnect& disconnect) const {
      line->state = LineState::leaving;
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
    std::shared_ptr<Shared> self;
    std::shared_ptr<Line> line;
    ~Handled() {
      --self->handling;
      for (asio::steady_timer* one : self->waiting_for_room) one->cancel();
      if (--line->running == 0) line->quiet.cancel();
    }
  };
  const Handled handled{shared_from_this(), line};
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
  while (line->running > 0 && steady_clock::now() < end) co_await wait_on(&line->quiet, end);
  if (line->state != LineState::ended) co_await line->socket->close();
}

}  // namespace backwalk

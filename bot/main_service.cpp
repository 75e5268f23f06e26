#include "bot/main_service.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

#include "adapters/console/console.hpp"
#include "adapters/slack/slack.hpp"
#include "bot/base/log.hpp"
#include "bot/cli/settings.hpp"
#include "bot/talk/unsent.hpp"
#include "bot/web/health.hpp"
#include "bot/web/routes.hpp"
#include "bot/web/try_clock.hpp"

namespace backwalk {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds kGrace{10};

std::vector<std::unique_ptr<Platform>> platforms_of(const config::Config& config, bool has_terminal) {
  std::vector<std::unique_ptr<Platform>> platforms;
  if (has_terminal) platforms.push_back(console::make_console());
  if (const auto& slack = config.slack) {
    platforms.push_back(slack::make_slack({.signing_secrets = slack->signing_secrets,
                                           .bot_token = slack->bot_token,
                                           .app_token = slack->app_token.value_or(""),
                                           .api_url = slack->api_url,
                                           .look_up = slack->look_up}));
  }
  return platforms;
}

std::vector<const Platform*> pointers(const std::vector<std::unique_ptr<Platform>>& platforms) {
  std::vector<const Platform*> result;
  result.reserve(platforms.size());
  for (const auto& platform : platforms) result.push_back(platform.get());
  return result;
}

/// The console is never served over HTTP: who speaks there is only claimed.
std::vector<std::string> served(const std::vector<std::unique_ptr<Platform>>& platforms) {
  std::vector<std::string> paths;
  for (const auto& platform : platforms) {
    if (platform->name() == "console") continue;
    for (std::string& path : platform->paths()) paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace

class Service::Calls final : public HttpCall {
 public:
  Calls(std::unique_ptr<HttpCall> network, HttpCall* terminal) : network_(std::move(network)), terminal_(terminal) {}
  Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, std::chrono::milliseconds deadline) override {
    const bool is_console = terminal_ != nullptr && request.url == "console:";
    HttpCall& way = is_console ? *terminal_ : *network_;
    return way.call(std::move(request), deadline);
  }

 private:
  std::unique_ptr<HttpCall> network_;
  HttpCall* terminal_;
};

Service::Service(const config::Config& config, std::unique_ptr<store::Store> store, cli::ShiftedClock& clock, cli::Terminal* terminal)
    : is_demo_(config.demo),
      clock_(clock),
      store_(std::move(store)),
      calls_(std::make_unique<Calls>(net::make_client(context_), terminal)),
      platforms_(platforms_of(config, terminal != nullptr)),
      sockets_(net::make_web_socket_client(context_)),
      connections_(config.slack ? config.slack->connections : 1),
      tasks_(context_.get_executor()),
      signals_(context_, SIGINT, SIGTERM),
      stop_(context_, asio::steady_timer::time_point::max()) {
  const auto all = pointers(platforms_);
  drain_ = std::make_unique<deliver::Drain>(*store_, *calls_, clock_, all, deliver::usual_limits(), talk::digest);
  beat_ = std::make_unique<Beat>(*store_, clock_, [this] { drain_->nudge(); });
  webhook_ = std::make_unique<Webhook>(*store_, *calls_, clock_, cli::house_of(config), all, [this] {
    drain_->nudge();
    beat_->nudge();
  });
  drain_->on_given_up([this](const chat::Outgoing& unsent) {
    store::Turn turn;
    turn.need = talk::need_of_unsent(unsent);
    turn.at = clock_.now();
    turn.wall = clock_.wall();
    turn.answer = [unsent](const turn::State& state) { return talk::tell_unsent(state, unsent); };
    store_->transact(std::move(turn), [this](const Result<store::Outcome>& outcome) {
      if (outcome) return drain_->nudge();
      log::warning("nobody was told", {{"why", outcome.error().what}});
    });
  });
  webhook_->confirmed = [this](const chat::Confirmed& confirmed) { drain_->confirm(confirmed); };
  for (const auto& platform : platforms_) {
    if (platform->ask_socket()) pushes_.push_back(std::make_unique<Push>(*webhook_, *calls_, *sockets_, clock_, *platform));
  }
}

Service::~Service() = default;

Result<bool> Service::listen(const std::string& address) {
  auto server = net::listen(context_, address, {}, [this](chat::HttpRequest request) { return answer(std::move(request)); });
  if (!server) return server.error();
  server_ = *std::move(server);
  host_ = address.substr(0, address.rfind(':'));
  return true;
}

std::string Service::address() const { return "http://" + host_ + ":" + std::to_string(server_->port()); }

std::string Service::platforms() const {
  std::string names;
  for (const auto& platform : platforms_) names += (names.empty() ? "" : ", ") + platform->name();
  return names.empty() ? "none" : names;
}

Awaitable<chat::HttpResponse> Service::answer(chat::HttpRequest request) {
  const web::Route route = web::route(request.method, path_of(request.url), served(platforms_), is_demo_);
  if (const auto* refusal = std::get_if<chat::HttpResponse>(&route)) co_return *refusal;
  switch (std::get<web::Page>(route)) {
    case web::Page::healthz:
      co_return web::healthz();
    case web::Page::readyz:
      co_return co_await readiness();
    case web::Page::try_clock:
      co_return web::try_clock(request.body, [this](Instant now) { set_clock(now); });
    case web::Page::webhook:
      break;
  }
  co_return co_await webhook_->handle(std::move(request));
}

Awaitable<chat::HttpResponse> Service::readiness() {
  std::optional<std::string> trouble;
  for (const auto& push : pushes_) trouble = trouble ? trouble : push->trouble();
  co_return co_await web::readyz(store_.get(), std::move(trouble));
}

void Service::set_clock(Instant now) {
  clock_.set(now);
  beat_->nudge();
  drain_->nudge();
}

void Service::beside(std::string name, std::function<Awaitable<void>()> task) { tasks_.spawn(std::move(name), std::move(task)); }

void Service::ask_to_stop() { stop_.cancel(); }

Awaitable<void> Service::live() {
  boost::system::error_code asked;
  co_await stop_.async_wait(asio::redirect_error(asio::use_awaitable, asked));
  log::info("stopping");
  co_await server_->stop(kGrace);
  for (const auto& push : pushes_) co_await push->stop(kGrace);
  tasks_.cancel();
  co_await tasks_.join();
}

void Service::run() {
  tasks_.spawn("beat", [this] { return beat_->run(); });
  tasks_.spawn("drain", [this] { return drain_->run(); });
  for (const auto& push : pushes_) {
    for (int number = 1; number <= connections_; ++number) {
      tasks_.spawn("socket", [push = push.get(), number] { return push->keep(static_cast<std::size_t>(number)); });
    }
  }
  signals_.async_wait([this](const boost::system::error_code& failed, int) {
    if (failed) return;
    signals_.clear();  // the next one ends the process at once
    ask_to_stop();
  });
  std::exception_ptr thrown;
  asio::co_spawn(context_, live(), [&](const std::exception_ptr& error) {
    thrown = error;
    context_.stop();
  });
  context_.run();
  store_->close();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace backwalk

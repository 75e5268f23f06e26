#include "bot/main_service.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <exception>
#include <utility>

#include "adapters/console/console.hpp"
#include "adapters/slack/slack.hpp"
#include "adapters/teams/teams.hpp"
#include "bot/base/log.hpp"
#include "bot/cli/pictures.hpp"
#include "bot/cli/settings.hpp"
#include "bot/talk/unsent.hpp"
#include "bot/web/playground_people.hpp"

namespace backwalk {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds kGrace{10};
constexpr std::size_t kFilesOfOurOwn = 128;  ///< the store's, and connections that we open

console::Zones zones_of_people() {
  console::Zones zones;
  for (const auto& person : web::playground_people) zones.emplace(person.name, person.zone);
  return zones;
}

std::vector<std::unique_ptr<Platform>> platforms_of(const config::Config& config, bool has_console) {
  std::vector<std::unique_ptr<Platform>> platforms;
  if (has_console) platforms.push_back(console::make_console(config.demo ? zones_of_people() : console::Zones{}));
  if (const auto& slack = config.slack) {
    platforms.push_back(slack::make_slack({.signing_secrets = slack->signing_secrets,
                                           .bot_token = slack->bot_token,
                                           .app_token = slack->app_token.value_or(""),
                                           .api_url = slack->api_url,
                                           .look_up = slack->look_up}));
  }
  if (const auto& teams = config.teams) {
    platforms.push_back(teams::make_teams({.app_id = teams->app_id,
                                           .app_secret = teams->app_secret,
                                           .tenant_id = teams->tenant_id,
                                           .openid_url = teams->openid_url,
                                           .login_url = teams->login_url,
                                           .allow_unauthenticated = teams->allow_unauthenticated}));
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
  Calls(std::unique_ptr<HttpCall> network, web::Room& room, HttpCall* terminal)
      : network_(std::move(network)), room_(room), terminal_(terminal) {}
  Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, std::chrono::milliseconds deadline) override {
    if (!request.url.starts_with("console:")) return network_->call(std::move(request), deadline);
    return show(std::move(request), deadline);
  }

 private:
  Awaitable<Result<chat::HttpResponse>> show(chat::HttpRequest request, std::chrono::milliseconds deadline) {
    if (request.url != "console:") co_return chat::HttpResponse{};  // a profile, which the platform knows by itself
    chat::HttpResponse shown = room_.deliver(request.body);
    if (terminal_ == nullptr) co_return shown;
    co_return co_await terminal_->call(std::move(request), deadline);
  }

  std::unique_ptr<HttpCall> network_;
  web::Room& room_;
  HttpCall* terminal_;
};

Service::Service(const config::Config& config, std::unique_ptr<store::Store> store, cli::ShiftedClock& clock, cli::Terminal* terminal)
    : is_demo_(config.demo),
      clock_(clock),
      store_(std::move(store)),
      shelf_(cli::folder_for_pictures(config.store), config.public_url),
      room_(clock),
      calls_(std::make_unique<Calls>(net::make_client(context_), room_, terminal)),
      platforms_(platforms_of(config, config.demo || terminal != nullptr)),
      sockets_(net::make_web_socket_client(context_)),
      connections_(config.slack ? config.slack->connections : 1),
      tasks_(context_.get_executor()),
      signals_(context_, SIGINT, SIGTERM),
      hangups_(context_),
      stop_(context_, asio::steady_timer::time_point::max()) {
  if (config.tls) tls_ = net::TlsFiles{config.tls->certificate, config.tls->key};
  const auto soon = [this](std::function<void()> run) { asio::post(context_, std::move(run)); };
  store_->tell_by(soon);
  store_->give_by(soon);
  paths_ = served(platforms_);
  const auto all = pointers(platforms_);
  drain_ = std::make_unique<deliver::Drain>(*store_, *calls_, clock_, all, deliver::usual_limits(), talk::digest);
  beat_ = std::make_unique<Beat>(*store_, clock_, [this] { drain_->nudge(); });
  webhook_ = std::make_unique<Webhook>(*store_, *calls_, clock_, cli::house_of(config), all, [this] {
    drain_->nudge();
    beat_->edited();
  });
  webhook_->draw_with(cli::painter_for(shelf_, clock_, is_demo_ ? cli::Grounds::both : cli::Grounds::as_asked));
  drain_->read_pictures_with([this](const std::string& file) { return shelf_.read(file); });
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
  net::Limits limits;
  limits.connections = std::min(limits.connections, net::raise_file_limit() - kFilesOfOurOwn);
  Streams streams;
  if (is_demo_) streams = [this](const chat::HttpRequest& request) { return stream(request); };
  auto server = net::listen(
      context_, address, limits, [this](chat::HttpRequest request) { return answer(std::move(request)); }, tls_, std::move(streams));
  if (!server) return server.error();
  server_ = *std::move(server);
  host_ = address.substr(0, address.rfind(':'));
  return true;
}

std::string Service::address() const { return (tls_ ? "https://" : "http://") + host_ + ":" + std::to_string(server_->port()); }

std::string Service::platforms() const {
  std::string names;
  for (const auto& platform : platforms_) names += (names.empty() ? "" : ", ") + platform->name();
  return names.empty() ? "none" : names;
}

void Service::set_clock(Instant now) {
  clock_.set(now);
  beat_->nudge();
  drain_->nudge();
  room_.wake();
}

void Service::beside(std::string name, std::function<Awaitable<void>()> task) { tasks_.spawn(std::move(name), std::move(task)); }

// Expired, so that whoever waits only later is woken too.
void Service::ask_to_stop() { stop_.expires_at(asio::steady_timer::time_point::min()); }

Awaitable<void> Service::live() {
  boost::system::error_code asked;
  co_await stop_.async_wait(asio::redirect_error(asio::use_awaitable, asked));
  log::info("stopping");
  room_.close();
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
  tasks_.spawn("watch", [this] { return watch(); });
  if (tls_) {
    hangups_.add(SIGHUP);
    hear_hangups();
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

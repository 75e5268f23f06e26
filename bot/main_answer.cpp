// What the service answers over HTTP, and what it watches about itself.
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <optional>
#include <utility>
#include <variant>

#include "bot/base/log.hpp"
#include "bot/base/metrics.hpp"
#include "bot/main_service.hpp"
#include "bot/store/await.hpp"
#include "bot/web/health.hpp"

namespace backwalk {
namespace asio = boost::asio;
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLookAtLoop{500};
constexpr int kLooksPerBacklog = 10;  ///< every five seconds

/// The line of a request that is not the webhook's.
void tell(const std::string& id, const std::string& path, int status, steady_clock::duration took) {
  const bool is_news = path == "/try/events" && status == 200;  // asked for every few seconds
  log::line(is_news ? log::Level::debug : log::Level::info, "request",
            {{"id", id}, {"path", path}, {"status", status}, {"ms", std::chrono::duration<double, std::milli>(took).count()}});
}

void tell_doubts(const deliver::Tally& tally) {
  metrics::doubts("unknown", tally.unknown);
  metrics::doubts("found", tally.found);
  metrics::doubts("missing", tally.missing);
  metrics::doubts("repeated", tally.repeated);
  metrics::doubts("parked", tally.parked);
}

}  // namespace

Awaitable<chat::HttpResponse> Service::answer(chat::HttpRequest request) {
  const auto begun = steady_clock::now();
  const std::string path = path_of(request.url);
  const std::string route = web::is_known(path, paths_, is_demo_) ? path : "other";
  const std::string id(chat::header(request.headers, "X-Request-Id").value_or("none"));
  web::Route found = web::route(request.method, path, paths_, is_demo_);
  const auto* what = std::get_if<web::Page>(&found);
  const bool is_webhook = what != nullptr && *what == web::Page::webhook;
  chat::HttpResponse response;
  std::exception_ptr failure;
  try {
    if (is_webhook) {
      response = co_await webhook_->handle(std::move(request));
    } else if (what != nullptr && *what == web::Page::picture) {
      response = shelf_.serve(path, clock_.wall());
    } else if (what != nullptr) {
      response = co_await page(*what, std::move(request));
    } else {
      response = std::get<chat::HttpResponse>(std::move(found));
    }
  } catch (...) {
    failure = std::current_exception();
  }
  const auto state = co_await asio::this_coro::cancellation_state;
  const bool is_late = state.cancelled() != asio::cancellation_type::none;  // then the server has answered 503
  const int refused = is_late ? 503 : 500;
  const int status = is_late || failure ? refused : response.status;
  const auto took = steady_clock::now() - begun;
  metrics::request(route, status, took);
  if (failure) std::rethrow_exception(failure);
  if (!is_webhook && !is_late) tell(id, route, status, took);
  co_return response;
}

Awaitable<chat::HttpResponse> Service::page(web::Page page, chat::HttpRequest request) {
  switch (page) {
    case web::Page::healthz:
      co_return web::healthz();
    case web::Page::readyz:
      co_return co_await readiness();
    case web::Page::metrics:
      co_return web::metrics_page();
    case web::Page::try_clock:
    case web::Page::playground:
    case web::Page::try_events:
    case web::Page::try_say:
    case web::Page::try_move:
      co_return co_await try_it(page, std::move(request));
    case web::Page::picture:
    case web::Page::webhook:
      break;
  }
  co_return web::sentence(404, "there is nothing here");
}

Awaitable<chat::HttpResponse> Service::readiness() {
  std::optional<std::string> trouble;
  for (const auto& push : pushes_) trouble = trouble ? trouble : push->trouble();
  co_return co_await web::readyz(store_.get(), std::move(trouble));
}

/// How late the loop is, what waits in the outbox, and what is in doubt.
Awaitable<void> Service::watch() {
  asio::steady_timer timer(context_);
  for (int look = 0;; ++look) {
    if (look % kLooksPerBacklog == 0) {
      const auto backlog = co_await store::backlog(*store_);
      if (backlog.has_value()) metrics::outbox(backlog->waiting, backlog->oldest ? clock_.now() - *backlog->oldest : Instant::duration{});
    }
    if (look % kLooksPerBacklog == 0) tell_doubts(drain_->tally());
    timer.expires_after(kLookAtLoop);
    const auto wanted = timer.expiry();
    co_await timer.async_wait(asio::use_awaitable);
    metrics::loop_lag(steady_clock::now() - wanted);
  }
}

void Service::hear_hangups() {
  hangups_.async_wait([this](const boost::system::error_code& failed, int) {
    if (failed) return;
    const auto renewed = server_->renew_tls();
    if (!renewed) log::error("certificate not renewed", {{"why", renewed.error().what}});
    hear_hangups();
  });
}

}  // namespace backwalk

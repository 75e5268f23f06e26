// The playground (demo mode): its page, what is said on it, and its clock.
#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <utility>
#include <vector>

#include "bot/base/metrics.hpp"
#include "bot/cli/session.hpp"
#include "bot/main_service.hpp"
#include "bot/store/await.hpp"
#include "bot/web/playground_move.hpp"
#include "bot/web/playground_page.hpp"
#include "bot/web/try_clock.hpp"

namespace backwalk {
namespace asio = boost::asio;
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kLongestMove = 6s;  ///< then it says how far it came
constexpr std::chrono::milliseconds kLook = 5ms;        ///< between two looks at whether all is sent
constexpr std::chrono::hours kFarthest{24 * 400};       ///< as far as the next message is looked for

chat::HttpResponse answer_moved(Instant now, bool has_told) {
  const std::string told = has_told ? "true" : "false";
  return chat::respond_with(200, "application/json",
                            R"({"now":)" + std::to_string(now.time_since_epoch().count()) + R"(,"told":)" + told + "}");
}

}  // namespace

Awaitable<chat::HttpResponse> Service::try_it(web::Page page, chat::HttpRequest request) {
  auto refused = web::refuse_stranger(request);
  if (refused) co_return *std::move(refused);
  if (page == web::Page::playground) co_return web::playground_page(path_of(request.url));
  if (page == web::Page::try_say) co_return co_await say(std::move(request.body));
  if (page == web::Page::try_move) co_return co_await move(std::move(request.body));
  if (page == web::Page::try_clock) co_return web::try_clock(request.body, [this](Instant now) { set_clock(now); });
  co_return chat::respond_with(200, "application/json", room_.told(web::seen_by(request)));
}

/// What is said on the playground, as it is said; whoever does not ask for a stream gets what was said so far from `try_it`.
std::optional<Streamed> Service::stream(const chat::HttpRequest& request) {
  if (request.method != "GET" || path_of(request.url) != "/try/events" || !web::wants_stream(request)) return std::nullopt;
  auto refused = web::refuse_stranger(request);
  Streamed answer = refused ? Streamed(*std::move(refused), nullptr) : room_.listen(web::seen_by(request));
  metrics::request("/try/events", answer.head.status, {});
  return answer;
}

Awaitable<chat::HttpResponse> Service::say(std::string body) {
  const auto utterance = web::read_utterance(body);
  if (!utterance) co_return web::sentence(400, utterance.error().what);
  room_.said(*utterance);
  chat::HttpRequest request = web::console_request(*utterance, clock_.now(), cli::fresh_id());
  chat::HttpResponse response = co_await webhook_->handle(std::move(request));
  if (response.status == 200) room_.answered(*utterance, response.body);
  co_return response;
}

/// When the next thing happens by itself: a look at a plan, or a message that waits.
Awaitable<std::optional<Instant>> Service::next_due() {
  const auto look = co_await store::next_look(*store_);
  std::vector<std::string> console{1, "console"};
  const auto row = co_await store::next_send(*store_, std::move(console));
  std::optional<Instant> next;
  if (look && *look) next = (*look)->at;
  if (row && *row) next = next ? std::min(*next, **row) : **row;
  co_return next;
}

/// Until nothing is due any more, or the move has lasted long enough.
Awaitable<void> Service::settle(steady_clock::time_point end) {
  asio::steady_timer timer(context_);
  while (steady_clock::now() < end) {
    const auto next = co_await next_due();
    if (!next || *next > clock_.now()) co_return;
    timer.expires_after(kLook);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

/// Everything that falls due on the way is told at its own time.
Awaitable<chat::HttpResponse> Service::move(std::string body) {
  const auto wish = web::read_move(body);
  if (!wish) co_return web::sentence(400, wish.error().what);
  const auto target = web::target_of(*wish, clock_.now());
  const Instant until = target.value_or(clock_.now() + kFarthest);
  const auto end = steady_clock::now() + kLongestMove;
  co_await settle(end);
  const auto before = room_.delivered();
  bool is_there = false;
  while (!is_there && steady_clock::now() < end && (target || room_.delivered() == before)) {
    const auto next = co_await next_due();
    is_there = !next || *next > until;
    if (is_there) break;
    set_clock(std::max(*next, clock_.now()));
    co_await settle(end);
  }
  if (is_there && target) set_clock(std::max(*target, clock_.now()));
  co_return answer_moved(clock_.now(), room_.delivered() != before);
}

}  // namespace backwalk

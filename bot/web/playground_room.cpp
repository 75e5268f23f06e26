#include "bot/web/playground_room.hpp"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace backwalk::web {
namespace {

namespace asio = boost::asio;
using nlohmann::json;

constexpr std::size_t kKept = 500;  ///< events

std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

json place_of(const Utterance& utterance) {
  return utterance.channel ? json{{"channel", *utterance.channel}} : json{{"user", utterance.as}};
}

std::string key_of(const json& message) {
  const auto key = message.find("key");
  return key != message.end() && key->is_string() ? key->get<std::string>() : std::string();
}

Seen seen_of(std::string_view run, std::string_view last) {
  Seen seen{std::string(run), 0};
  const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), seen.last);
  if (error != std::errc{} || end != last.data() + last.size()) seen.last = 0;
  return seen;
}

}  // namespace

Seen seen_in(const std::string& url) {
  const std::size_t mark = url.find('?');
  const auto query = chat::parse_form(mark == std::string::npos ? std::string() : url.substr(mark + 1));
  if (!query) return {};
  return seen_of(chat::field(*query, "run").value_or(""), chat::field(*query, "after").value_or(""));
}

Seen seen_by(const chat::HttpRequest& request) {
  const auto last = chat::header(request.headers, "Last-Event-ID");
  const auto dash = last ? last->find('-') : std::string::npos;
  return dash == std::string::npos ? seen_in(request.url) : seen_of(last->substr(0, dash), last->substr(dash + 1));
}

bool wants_stream(const chat::HttpRequest& request) {
  return chat::header(request.headers, "Accept").value_or("").find("text/event-stream") != std::string::npos;
}

Room::Room(const Clock& clock) : clock_(clock), run_(std::to_string(clock.wall().time_since_epoch().count())) {}

void Room::add(const std::string& members) {
  const auto at = clock_.now().time_since_epoch().count();
  events_.push_back(R"({"seq":)" + std::to_string(++last_) + R"(,"at":)" + std::to_string(at) + "," + members + "}");
  if (events_.size() > kKept) events_.pop_front();
  for (asio::steady_timer* one : *waiting_) one->cancel();
}

chat::HttpResponse Room::deliver(const std::string& body) {
  const json message = json::parse(body, nullptr, false);
  if (!message.is_object()) return chat::respond_with(400, "text/plain; charset=utf-8", "this is no message\n");
  if (!message.contains("edits")) ++delivered_;
  add(R"("message":)" + dumped(message));
  return chat::respond_with(200, "application/json", dumped({{"message", key_of(message)}, {"channel", "console"}}));
}

void Room::said(const Utterance& utterance) {
  if (utterance.is_quiet || utterance.form) return;
  json said{{"by", utterance.as}, {"to", place_of(utterance)}, {"text", utterance.text}};
  if (utterance.thread) said["thread"] = *utterance.thread;
  if (utterance.pressed) said["pressed"] = *utterance.pressed;
  add(R"("said":)" + dumped(said));
}

void Room::answered(const Utterance& utterance, const std::string& body) {
  if (utterance.is_quiet) return;
  json message = json::parse(body, nullptr, false);
  if (!message.is_object() || message.contains("form") || message.contains("wrong_field")) return;
  message["only_for"] = utterance.as;
  add(R"("message":)" + dumped(message));
}

void Room::wake() {
  for (asio::steady_timer* one : *waiting_) one->cancel();
}

void Room::close() {
  is_closed_ = true;
  wake();
}

std::string Room::told(const Seen& seen) const {
  const std::uint64_t first = last_ - events_.size() + 1;
  const std::uint64_t from = seen.run == run_ ? std::max(first, seen.last + 1) : first;
  std::string events;
  for (std::uint64_t number = from; number <= last_; ++number) {
    if (!events.empty()) events += ',';
    events += events_[number - first];
  }
  return R"({"run":")" + run_ + R"(","now":)" + std::to_string(clock_.now().time_since_epoch().count()) + R"(,"last":)" +
         std::to_string(last_) + R"(,"events":[)" + events + "]}";
}

/// Nothing is kept for it but what it has heard: a slow client gets what came meanwhile in one piece, as far as the room still has it.
class Room::Listener final : public Feed {
 public:
  Listener(Room& room, Seen seen) : room_(room), seen_(std::move(seen)), count_(room.listeners_) { ++*count_; }
  ~Listener() override { --*count_; }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  Awaitable<std::optional<std::string>> next() override {
    Seen seen = seen_;
    const std::string news = co_await room_.since(std::move(seen), heartbeat);
    if (room_.is_closed_) co_return std::nullopt;
    seen_ = {room_.run_, room_.last_};
    co_return "id: " + seen_.run + "-" + std::to_string(seen_.last) + "\ndata: " + news + "\n\n";
  }

 private:
  Room& room_;  ///< gone, perhaps, when we are destroyed; there while anybody asks for more
  Seen seen_;
  std::shared_ptr<std::size_t> count_;
};

Streamed Room::listen(Seen seen) {
  if (*listeners_ >= most_listeners) {
    auto refused = chat::respond_with(503, "text/plain; charset=utf-8", "too many pages are open\n");
    refused.headers.emplace_back("Retry-After", "5");
    return {std::move(refused), nullptr};
  }
  auto head = chat::respond_with(200, "text/event-stream", {});
  head.headers.emplace_back("Cache-Control", "no-store");
  head.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return {std::move(head), std::make_shared<Listener>(*this, std::move(seen))};
}

Awaitable<std::string> Room::since(Seen seen, std::chrono::milliseconds patience) {
  struct Waiting {
    std::shared_ptr<Timers> others;
    asio::steady_timer timer;
    ~Waiting() { others->erase(&timer); }
  };
  const auto on = co_await asio::this_coro::executor;
  Waiting waiting{waiting_, asio::steady_timer(on)};
  waiting_->insert(&waiting.timer);
  waiting.timer.expires_after(patience);
  if (seen.run == run_ && seen.last >= last_ && !is_closed_) {
    boost::system::error_code ignored;
    co_await waiting.timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
  co_return told(seen);
}

}  // namespace backwalk::web

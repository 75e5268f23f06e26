#include "bot/webhook.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <utility>
#include <variant>

#include "bot/base/log.hpp"
#include "bot/base/metrics.hpp"
#include "bot/store/await.hpp"

namespace backwalk {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kProfilesBudget{1500};
constexpr int kMostRounds = 4;  // of forecasts for one answer; a plan that changes all the while is told without

chat::HttpResponse plain_response(int status, std::string sentence) {
  return chat::respond_with(status, "text/plain; charset=utf-8", std::move(sentence) + "\n");
}

chat::HttpResponse unavailable() {
  chat::HttpResponse response = plain_response(503, chat::plain(talk::try_again()));
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

std::string kind_of(const chat::Inbound& inbound) {
  struct Visitor {
    std::string operator()(const chat::Challenge&) const { return "challenge"; }
    std::string operator()(const chat::Ignored&) const { return "ignored"; }
    std::string operator()(const chat::Installed&) const { return "installed"; }
    std::string operator()(const chat::Said&) const { return "said"; }
    std::string operator()(const chat::Pressed&) const { return "pressed"; }
    std::string operator()(const chat::Submitted&) const { return "submitted"; }
    std::string operator()(const chat::Confirmed&) const { return "confirmed"; }
  };
  return std::visit(Visitor{}, inbound);
}

std::string plans_of(const turn::Answer& answer) {
  std::string plans;
  for (const turn::Change& change : answer.changes) plans += (plans.empty() ? "p" : ",p") + std::to_string(change.plan.value);
  return plans;
}

/// The doors among these whose profile the platform can tell.
std::vector<chat::Door> askable(const Platform& platform, const std::vector<chat::Door>& doors) {
  std::vector<chat::Door> result;
  for (const chat::Door& door : doors) {
    if (door.platform == platform.name() && platform.ask_profile(door)) result.push_back(door);
  }
  return result;
}

/// What the store is asked to do. With `strangers` given, the answer is put off (no effect, doors noted there) while there are people whom
/// the platform can tell about.
store::Turn turn_of(std::shared_ptr<const chat::Inbound> inbound, const Platform& platform, const talk::House& house, const Clock& clock,
                    std::shared_ptr<std::vector<chat::Door>> strangers, std::shared_ptr<const turn::Odds> odds) {
  const Instant now = clock.now();
  store::Turn turn;
  turn.need = talk::need(*inbound);
  turn.keys = chat::envelope_of(*inbound)->keys;
  turn.references = chat::envelope_of(*inbound)->references;
  turn.at = now;
  turn.wall = clock.wall();
  turn.answer = [inbound = std::move(inbound), &platform, &house, now, strangers = std::move(strangers),
                 odds = std::move(odds)](const turn::State& state) {
    if (strangers) {
      *strangers = askable(platform, state.strangers);
      if (!strangers->empty()) return turn::Answer{};
    }
    return talk::answer(*inbound, state, now, house, *odds);
  };
  return turn;
}

const std::shared_ptr<const turn::Odds>& no_odds() {
  static const auto none = std::make_shared<const turn::Odds>();
  return none;
}

/// A turn with the store, and what it adds to the load there. May outlive the webhook: what waits when the loop goes is let go of after it.
class Stay {
 public:
  explicit Stay(std::shared_ptr<Admission> admission) : admission_(std::move(admission)), ahead_(admission_->present()) {
    admission_->enter();
  }
  Stay(const Stay&) = delete;
  Stay& operator=(const Stay&) = delete;
  ~Stay() {
    admission_->left(std::chrono::steady_clock::now() - begun_, ahead_);
    metrics::in_flight(admission_->present());
  }

 private:
  std::shared_ptr<Admission> admission_;
  std::size_t ahead_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// The same for a repeated delivery: nothing is written, no key is looked for.
store::Turn again_of(std::shared_ptr<const chat::Inbound> inbound, const talk::House& house, const Clock& clock) {
  const Instant now = clock.now();
  store::Turn turn;
  turn.need = talk::need(*inbound);
  turn.need.writes = false;
  turn.at = now;
  turn.wall = clock.wall();
  turn.answer = [inbound = std::move(inbound), &house, now](const turn::State& state) {
    return talk::answer_again(*inbound, state, now, house);
  };
  return turn;
}

}  // namespace

/// The one line that tells the story of a request.
struct Webhook::Trace {
  std::string id{};
  std::string platform{};
  std::string path{};
  std::string kind{"none"};
  std::string plans{};
  std::string effect{"none"};
  std::string why{};
  std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();

  void saw(const store::Outcome& outcome) {
    plans = plans_of(outcome.answer);
    if (turn::has_effect(outcome.answer)) effect = "committed";
    if (outcome.duplicate) effect = "duplicate";
    if (outcome.answer.refused) effect = "refused";
  }
  void write(int status) const {
    const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun);
    log::info("request", {{"id", id},
                          {"platform", platform},
                          {"path", path},
                          {"kind", kind},
                          {"plan", plans},
                          {"effect", effect},
                          {"why", why},
                          {"status", status},
                          {"ms", took.count()}});
  }
};

std::string path_of(const std::string& url) { return url.substr(0, url.find_first_of("?#")); }

Webhook::Webhook(store::Store& store, HttpCall& calls, const Clock& clock, talk::House house, std::vector<const Platform*> platforms,
                 std::function<void()> nudge)
    : store_(store), calls_(calls), clock_(clock), house_(std::move(house)), nudge_(std::move(nudge)), keyring_(calls, clock) {
  for (const Platform* platform : platforms) {
    for (std::string& path : platform->paths()) platforms_.emplace_back(std::move(path), platform);
  }
}

std::vector<std::string> Webhook::paths() const {
  std::vector<std::string> result;
  result.reserve(platforms_.size());
  for (const auto& [path, platform] : platforms_) result.push_back(path);
  return result;
}

const Platform* Webhook::platform_of(const std::string& path) const {
  const auto found = std::find_if(platforms_.begin(), platforms_.end(), [&](const auto& one) { return one.first == path; });
  return found == platforms_.end() ? nullptr : found->second;
}

Awaitable<chat::HttpResponse> Webhook::handle(chat::HttpRequest request) {
  const std::string path = path_of(request.url);
  const Platform* platform = platform_of(path);
  if (platform == nullptr) co_return plain_response(404, "there is nothing here");
  Trace trace;
  trace.id = chat::header(request.headers, "X-Request-Id").value_or("none");
  trace.platform = platform->name();
  trace.path = path;
  if (!admission_->has_room()) {
    metrics::refused(metrics::Overload::work);
    trace.why = "too much to do";
    trace.write(503);
    co_return unavailable();
  }
  std::optional<Verdict> verdict = keyring_.judge_at_once(*platform, request);
  if (!verdict) verdict = co_await keyring_.judge(platform, &request);
  chat::HttpResponse response;
  if (const auto* rejected = std::get_if<Rejected>(&*verdict)) {
    trace.kind = "rejected";
    trace.why = rejected->why;
    response = plain_response(rejected->status, "not accepted");
  } else if (std::holds_alternative<NeedsKeys>(*verdict)) {
    trace.why = "the platform's keys did not come";
    response = unavailable();
  } else {
    auto read = platform->read(request, clock_.wall());
    auto inbound = understood(std::move(read), trace);
    request = {};  // its memory is at hand now, and cold once the store has answered
    response = co_await trusted(platform, std::move(inbound), &trace);
  }
  const auto state = co_await boost::asio::this_coro::cancellation_state;
  if (state.cancelled() == boost::asio::cancellation_type::none) trace.write(response.status);
  co_return response;
}

Awaitable<chat::HttpResponse> Webhook::hear(const Platform* platform, Result<chat::Inbound> inbound, std::string road) {
  Trace trace;
  trace.id = "socket";
  trace.platform = platform->name();
  trace.path = std::move(road);
  auto read = understood(std::move(inbound), trace);
  chat::HttpResponse response = co_await trusted(platform, std::move(read), &trace);
  trace.write(response.status);
  co_return response;
}

std::shared_ptr<const chat::Inbound> Webhook::understood(Result<chat::Inbound>&& read, Trace& trace) {
  trace.kind = read ? kind_of(*read) : "unreadable";
  if (read) return std::make_shared<const chat::Inbound>(*std::move(read));
  trace.why = read.error().what;
  return nullptr;
}

Awaitable<chat::HttpResponse> Webhook::trusted(const Platform* platform, std::shared_ptr<const chat::Inbound> inbound, Trace* trace) {
  if (!inbound) co_return plain_response(400, "this cannot be read");
  if (const auto* confirmation = std::get_if<chat::Confirmed>(inbound.get()); confirmation != nullptr && confirmed)
    confirmed(*confirmation);
  if (chat::envelope_of(*inbound) == nullptr) co_return platform->respond(*inbound, {});

  auto strangers = std::make_shared<std::vector<chat::Door>>();
  store::Turn first = turn_of(inbound, *platform, house_, clock_, strangers, no_odds());
  std::optional<Stay> stay(std::in_place, admission_);
  Result<store::Outcome> outcome = co_await store::transact(store_, std::move(first));
  stay.reset();
  const bool goes_on = outcome && (outcome->duplicate || !outcome->answer.wants.empty() || !strangers->empty());
  if (goes_on) outcome = co_await go_on(platform, inbound, strangers, std::move(outcome));
  if (!outcome) {
    trace->why = outcome.error().what;
    co_return unavailable();
  }
  trace->saw(*outcome);
  if (nudge_ && !outcome->duplicate && turn::has_effect(outcome->answer)) nudge_();
  if (observe) observe(outcome->answer);
  co_return platform->respond(*inbound, {std::move(outcome->answer.now), std::move(outcome->answer.wrong_field)});
}

Awaitable<Result<store::Outcome>> Webhook::ask_store(store::Turn turn) {
  const Stay stay(admission_);
  co_return co_await store::transact(store_, std::move(turn));
}

Awaitable<Result<store::Outcome>> Webhook::go_on(const Platform* platform, std::shared_ptr<const chat::Inbound> inbound,
                                                 std::shared_ptr<const std::vector<chat::Door>> strangers, Result<store::Outcome> outcome) {
  if (outcome && !outcome->duplicate && !strangers->empty()) {
    std::vector<chat::Profile> profiles = co_await profiles_of(platform, *strangers);
    store::Turn second = turn_of(inbound, *platform, house_, clock_, nullptr, no_odds());
    second.profiles = std::move(profiles);
    outcome = co_await ask_store(std::move(second));
  }
  if (outcome && !outcome->answer.wants.empty()) outcome = co_await tell_odds(platform, inbound, std::move(outcome));
  if (outcome && outcome->duplicate) {
    store::Turn again = again_of(inbound, house_, clock_);
    outcome = co_await ask_store(std::move(again));
    if (outcome) outcome->duplicate = true;
  }
  co_return outcome;
}

Awaitable<Result<store::Outcome>> Webhook::tell_odds(const Platform* platform, std::shared_ptr<const chat::Inbound> inbound,
                                                     Result<store::Outcome> outcome) {
  Forecaster::Known odds = std::make_shared<turn::Odds>();
  while (outcome && !outcome->answer.wants.empty() && !odds->is_final) {
    auto wants = std::move(outcome->answer.wants);
    auto next = co_await forecaster_.add(odds, std::move(wants), kMostRounds);
    odds = std::move(next);
    store::Turn again = turn_of(inbound, *platform, house_, clock_, nullptr, odds);
    outcome = co_await ask_store(std::move(again));
  }
  co_return outcome;
}

Awaitable<std::vector<chat::Profile>> Webhook::profiles_of(const Platform* platform, std::vector<chat::Door> doors) {
  const auto deadline = std::chrono::steady_clock::now() + kProfilesBudget;
  std::vector<chat::Profile> profiles;
  for (const chat::Door& door : doors) {
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
    auto ask = platform->ask_profile(door);
    if (left <= milliseconds{0} || !ask) continue;
    const auto response = co_await calls_.call(std::move(*ask), left);
    if (!response) continue;
    auto profile = platform->read_profile(door, *response);
    if (profile) profiles.push_back(std::move(*profile));
  }
  co_return profiles;
}

}  // namespace backwalk

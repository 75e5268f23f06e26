#include "bot/webhook_keys.hpp"

#include <utility>

#include "bot/base/log.hpp"

namespace backwalk {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kDeadline = 1500ms;  // of one call; there are two, and the platform waits
constexpr auto kRefresh = 24h;
constexpr auto kUnknownKey = 1h;
constexpr auto kWithoutAny = 10s;  // nobody gets in while there are none
constexpr int kMostSteps = 3;

}  // namespace

Verdict Keyring::known(const Platform& platform, const chat::HttpRequest& request, const Kept& kept) const {
  return kept.keys ? platform.verify_with(request, *kept.keys, clock_.wall()) : platform.verify(request, clock_.wall());
}

bool Keyring::may_ask(const Kept& kept) const {
  const auto wait = kept.keys ? std::chrono::milliseconds(kUnknownKey) : std::chrono::milliseconds(kWithoutAny);
  return !kept.asked || clock_.wall() >= *kept.asked + wait;
}

bool Keyring::is_old(const Kept& kept) const { return kept.fetched && clock_.wall() >= *kept.fetched + kRefresh; }

std::optional<Verdict> Keyring::judge_at_once(const Platform& platform, const chat::HttpRequest& request) {
  const Kept& kept = kept_[&platform];
  Verdict verdict = known(platform, request, kept);
  const bool may_be_out_of_date = is_old(kept) && may_ask(kept) && std::holds_alternative<Accepted>(verdict);
  if (may_be_out_of_date || std::holds_alternative<NeedsKeys>(verdict)) return std::nullopt;
  return verdict;
}

Awaitable<Verdict> Keyring::judge(const Platform* platform, const chat::HttpRequest* request) {
  Kept& kept = kept_[platform];
  Verdict verdict = known(*platform, *request, kept);
  if (is_old(kept) && may_ask(kept) && std::holds_alternative<Accepted>(verdict)) {
    const Verdict first = platform->verify(*request, clock_.wall());
    if (const auto* needs = std::get_if<NeedsKeys>(&first)) {
      NeedsKeys ask = *needs;
      co_await fetch(platform, &kept, std::move(ask));
      verdict = known(*platform, *request, kept);
    }
  }
  if (const auto* needs = std::get_if<NeedsKeys>(&verdict)) {
    NeedsKeys ask = *needs;
    co_await fetch(platform, &kept, std::move(ask));
    verdict = known(*platform, *request, kept);
  }
  const bool is_stranger = std::holds_alternative<NeedsKeys>(verdict) && kept.keys;
  if (is_stranger) co_return Rejected{401, "signed with an unknown key"};
  co_return verdict;
}

/// Whoever comes while it is under way waits for it, and then finds that it may not be asked again yet.
Awaitable<void> Keyring::fetch(const Platform* platform, Kept* kept, NeedsKeys needs) {
  co_await kept->fetching.enter();
  if (!may_ask(*kept)) {
    kept->fetching.leave();
    co_return;
  }
  kept->asked = clock_.wall();
  std::string why = "the keys lead nowhere";
  try {
    for (int step = 0; step < kMostSteps; ++step) {
      chat::HttpRequest request = needs.request;
      const auto response = co_await calls_.call(std::move(request), kDeadline);
      if (!response) {
        why = response.error().what;
        break;
      }
      KeysAnswer answer = platform->read_keys(*response);
      if (auto* keys = std::get_if<std::shared_ptr<const Keys>>(&answer)) {
        kept->keys = std::move(*keys);
        kept->fetched = clock_.wall();
        why.clear();
        break;
      }
      if (const auto* none = std::get_if<NoKeys>(&answer)) {
        why = none->why;
        break;
      }
      needs = std::get<NeedsKeys>(std::move(answer));
    }
  } catch (...) {
    kept->fetching.leave();
    throw;
  }
  kept->fetching.leave();
  log::info("keys", {{"platform", platform->name()}, {"result", why.empty() ? "fetched" : "kept"}, {"why", why}});
}

}  // namespace backwalk

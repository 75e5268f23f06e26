// The public keys that platforms sign with, one entry a platform. Fetched when the first request needs them, again every 24 hours, and for
// a key that is not among them at most once an hour, however many requests name such keys. While new ones do not come, the last good ones
// hold.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "adapters/platform.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/http_call.hpp"
#include "bot/base/turnstile.hpp"

namespace backwalk {

class Keyring {
 public:
  /// Both outlive it.
  Keyring(HttpCall& calls, const Clock& clock) : calls_(calls), clock_(clock) {}

  /// The platform's verdict. NeedsKeys only where no keys ever came; a request whose key is unknown is rejected. Requests that need the
  /// same fetch share it.
  Awaitable<Verdict> judge(const Platform* platform, const chat::HttpRequest* request);
  /// The same where nothing has to be fetched for it, which is nearly always; none: it has to be.
  std::optional<Verdict> judge_at_once(const Platform& platform, const chat::HttpRequest& request);

 private:
  struct Kept {
    std::shared_ptr<const Keys> keys{};
    std::optional<Instant> asked{};    ///< when the last fetch began, by the wall clock
    std::optional<Instant> fetched{};  ///< when it brought keys
    Turnstile fetching{};
  };
  Verdict known(const Platform& platform, const chat::HttpRequest& request, const Kept& kept) const;
  bool may_ask(const Kept& kept) const;
  bool is_old(const Kept& kept) const;
  Awaitable<void> fetch(const Platform* platform, Kept* kept, NeedsKeys needs);

  HttpCall& calls_;
  const Clock& clock_;
  std::map<const Platform*, Kept> kept_{};
};

}  // namespace backwalk

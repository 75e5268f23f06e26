// The tokens that platforms' calls are allowed with: fetched when the first call needs one, kept in memory until five minutes before their
// end, shared by all calls. Internal to deliver.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "adapters/platform.hpp"
#include "bot/base/http_call.hpp"
#include "bot/base/turnstile.hpp"

namespace backwalk::deliver {

class Tokens {
 public:
  /// Makes the call, with a token where the platform has such; one that is answered with 401 forgets the token and is made once more.
  /// Errors: the call's own; busy or not_allowed where no token is to be had (nothing was sent then).
  Awaitable<Result<chat::HttpResponse>> call(HttpCall& calls, const Platform& platform, chat::HttpRequest request,
                                             std::chrono::milliseconds deadline);

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Kept {
    std::string value{};
    Time until{};
    Turnstile fetching{};
  };
  Awaitable<Result<std::string>> token_for(HttpCall& calls, const Platform& platform, std::string refused);
  std::map<std::string, Kept> kept_{};  ///< by platform
};

}  // namespace backwalk::deliver

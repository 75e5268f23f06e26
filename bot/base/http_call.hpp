// The port for calls to other services. `net` implements it with sockets, `cli` for the address "console:", tests with a fake.
#pragma once

#include <chrono>

#include "adapters/chat/http.hpp"
#include "adapters/chat/result.hpp"
#include "bot/base/awaitable.hpp"

namespace backwalk {

class HttpCall {
 public:
  virtual ~HttpCall() = default;
  /// The answer, whatever its status; or Cause::not_sent (nothing left this machine) or Cause::unknown (bytes left, no whole answer came
  /// within `deadline`).
  virtual Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, std::chrono::milliseconds deadline) = 0;
};

}  // namespace backwalk

// The first road in: an HTTP request becomes an answer that is stored before it is acknowledged (ARCHITECTURE §3). What a platform pushes
// over a socket (push.hpp) takes the same road from `hear` on. Knows no concrete platform and no socket.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/platform.hpp"
#include "bot/base/admission.hpp"
#include "bot/base/awaitable.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/http_call.hpp"
#include "bot/forecaster.hpp"
#include "bot/store/store.hpp"
#include "bot/talk/talk.hpp"
#include "bot/webhook_keys.hpp"

namespace backwalk {

class Webhook {
 public:
  /// All references outlive it. `nudge` is called after a commit with an effect: there may be something to send and to look at.
  Webhook(store::Store& store, HttpCall& calls, const Clock& clock, talk::House house, std::vector<const Platform*> platforms,
          std::function<void()> nudge);

  /// The paths that some platform listens on; all of them POST.
  std::vector<std::string> paths() const;
  /// The answer to a request on such a path: 401 not from the platform, 400 unreadable, 503 with Retry-After when the store cannot take it
  /// or it would have to wait there for too long, else the platform's own. An unknown speaker's or mentioned person's profile is asked for
  /// before the answer, with a deadline of 1.5 s for all of them, and does without it when it does not come. Writes one line to the log,
  /// unless it was cancelled: then somebody else has answered.
  Awaitable<chat::HttpResponse> handle(chat::HttpRequest request);
  /// The same for what is already known to be from the platform and has been read, or could not be; `road` is where it came from, for the
  /// log.
  Awaitable<chat::HttpResponse> hear(const Platform* platform, Result<chat::Inbound> inbound, std::string road);

  /// Who draws pictures; without, answers say in words what they would have shown. Before the first request.
  void draw_with(turn::Painter painter) { forecaster_.draw_with(std::move(painter)); }

  /// Sees every answer that was given (the command line's exit status hangs on it). Optional.
  std::function<void(const turn::Answer&)> observe{};
  /// Sees what platforms tell about messages of ours that are there. Optional.
  std::function<void(const chat::Confirmed&)> confirmed{};

 private:
  struct Trace;
  const Platform* platform_of(const std::string& path) const;
  /// Null for what could not be read; why stands in the trace then.
  static std::shared_ptr<const chat::Inbound> understood(Result<chat::Inbound>&& read, Trace& trace);
  Awaitable<chat::HttpResponse> trusted(const Platform* platform, std::shared_ptr<const chat::Inbound> inbound, Trace* trace);
  Awaitable<Result<store::Outcome>> ask_store(store::Turn turn);
  /// What a first turn has left open: people whom the platform can tell about, forecasts, a delivery that came twice.
  Awaitable<Result<store::Outcome>> go_on(const Platform* platform, std::shared_ptr<const chat::Inbound> inbound,
                                          std::shared_ptr<const std::vector<chat::Door>> strangers, Result<store::Outcome> outcome);
  /// Asks again with what the answer wanted to know, until it wants nothing more.
  Awaitable<Result<store::Outcome>> tell_odds(const Platform* platform, std::shared_ptr<const chat::Inbound> inbound,
                                              Result<store::Outcome> outcome);
  Awaitable<std::vector<chat::Profile>> profiles_of(const Platform* platform, std::vector<chat::Door> doors);

  store::Store& store_;
  HttpCall& calls_;
  const Clock& clock_;
  talk::House house_;
  std::vector<std::pair<std::string, const Platform*>> platforms_{};  ///< by path
  std::function<void()> nudge_;
  Keyring keyring_;
  std::shared_ptr<Admission> admission_ = std::make_shared<Admission>();  ///< to the store
  Forecaster forecaster_{};
};

/// The path of a request target: what stands before '?' or '#'.
std::string path_of(const std::string& url);

}  // namespace backwalk

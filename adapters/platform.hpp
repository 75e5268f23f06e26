// The port of a platform: values in, values out. No sockets, no clock, no store. A platform is a folder with five parts: <name>.hpp,
// verify, read, render, calls.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/chat/http.hpp"
#include "adapters/chat/inbound.hpp"
#include "adapters/chat/outgoing.hpp"
#include "adapters/chat/result.hpp"

namespace backwalk {

struct Accepted {};
/// Not from the platform. `why` is for the log; the sender learns only the status (401).
struct Rejected {
  int status = 401;
  std::string why{};
};
/// The verdict needs this fetched first (public keys); webhook asks once and calls verify again with the answer.
struct NeedsKeys {
  chat::HttpRequest request{};
};
using Verdict = std::variant<Accepted, Rejected, NeedsKeys>;

/// What rides in the HTTP answer.
struct Immediate {
  std::optional<chat::Message> now{};
  std::optional<std::string> wrong_field{};  ///< a form was refused: `now` says why, and belongs to this field
};

class Platform {
 public:
  virtual ~Platform() = default;

  virtual std::string name() const = 0;
  /// The paths it listens on; all of them POST.
  virtual std::vector<std::string> paths() const = 0;

  /// Is this really from the platform? `wall` is the wall clock. Pure, constant time where secrets are compared.
  virtual Verdict verify(const chat::HttpRequest& request, Instant wall) const = 0;
  /// The verdict once `keys`, the answer to what NeedsKeys asked for, is here. Platforms that never need keys leave it as it is.
  virtual Verdict verify_with(const chat::HttpRequest& request, const chat::HttpResponse& keys, Instant wall) const {
    static_cast<void>(keys);
    return verify(request, wall);
  }
  /// REQUIRES: verified. What it says; Cause::unreadable for what cannot be read (400). `wall` serves where the platform gives no time.
  virtual Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall) const = 0;
  /// The HTTP answer to `inbound`, carrying `immediate` where the platform can show it.
  virtual chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) const = 0;

  /// The call that delivers it.
  virtual chat::HttpRequest send(const chat::Resolved& outgoing) const = 0;
  virtual chat::Receipt receipt(const chat::HttpResponse& response) const = 0;

  /// The call that asks for a person's name and zone; none where the platform has no such thing.
  virtual std::optional<chat::HttpRequest> ask_profile(const chat::Door& door) const = 0;
  virtual Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse& response) const = 0;
};

}  // namespace backwalk

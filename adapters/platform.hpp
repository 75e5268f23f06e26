// The port of a platform: values in, values out. No sockets, no clock, no store. A platform is a folder with five parts: <name>.hpp,
// verify, read, render, calls. One that pushes over a socket of ours, besides or instead of calling us over HTTP, has a sixth: socket.
#pragma once

#include <chrono>
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
/// The verdict needs public keys that are not here: this is how to ask for them.
struct NeedsKeys {
  chat::HttpRequest request{};
};
using Verdict = std::variant<Accepted, Rejected, NeedsKeys>;

/// Public keys as a platform read them; what is in them only it knows. Immutable.
class Keys {
 public:
  virtual ~Keys() = default;
};
/// The answer was none, or holds no keys.
struct NoKeys {
  std::string why{};
};
/// What the answer to NeedsKeys holds: the keys, or where to ask next.
using KeysAnswer = std::variant<std::shared_ptr<const Keys>, NeedsKeys, NoKeys>;

/// What a call is allowed with: goes into "Authorization: Bearer", and never into a log.
struct Token {
  std::string value{};
  std::chrono::seconds lives{0};
};

/// A picture on its way to a platform that keeps a copy of its own. That takes several calls, and the message that shows it is posted once
/// they are done: what breaks off between them leaves a file that nobody sees, and no message.
struct Upload {
  std::string name{};  ///< "p1-12-2026-09-08-timeline.png"
  std::string bytes{};
  std::string id{};   ///< the platform's, once it gave one
  std::string url{};  ///< where the bytes go, once it said
  int calls = 0;      ///< that were answered
};

/// What rides in the HTTP answer.
struct Immediate {
  std::optional<chat::Message> now{};
  std::optional<std::string> wrong_field{};  ///< a form was refused: `now` says why, and belongs to this field
};

/// Where the platform's socket is. The address is for one connection, and as good as a password.
struct SocketAt {
  std::string url{};
};
/// Asking again soon is of no use; `why` is a sentence for whoever set the token.
struct SocketRefused {
  std::string why{};
};
struct SocketLater {
  std::string why{};
  std::chrono::seconds wait{0};  ///< at least this long, where the platform says
};
using SocketAnswer = std::variant<SocketAt, SocketRefused, SocketLater>;

/// The first frame: what the platform has to say comes over this connection from now on.
struct Hello {
  int connections = 0;  ///< that are open now, as the platform counts them
};
/// This connection will be closed by the platform.
struct Disconnect {
  std::string reason{};
  bool is_disabled = false;  ///< and no other would live: sockets were switched off for this app
};
/// What HTTP would have brought as a request. It is pushed again unless it is acknowledged in time.
struct Pushed {
  std::string id{};
  std::string kind{};         ///< the platform's word for it, for the log
  bool takes_answer = false;  ///< something may ride in the acknowledgement
  Result<chat::Inbound> inbound{chat::Inbound{}};
};
/// Understood or not, there is nothing to do and nobody waits for an acknowledgement.
struct IgnoredFrame {
  std::string why{};
};
using Frame = std::variant<Hello, Disconnect, Pushed, IgnoredFrame>;

class Platform {
 public:
  virtual ~Platform() = default;

  virtual std::string name() const = 0;
  /// The paths it listens on; all of them POST.
  virtual std::vector<std::string> paths() const = 0;

  /// Is this really from the platform? `wall` is the wall clock. Pure, constant time where secrets are compared.
  virtual Verdict verify(const chat::HttpRequest& request, Instant wall) const = 0;
  /// The verdict with the keys that are known; NeedsKeys where the right one is not among them. Webhook keeps the keys, asks for new ones
  /// every 24 hours and for unknown ones at most once an hour. Platforms that never need keys leave both as they are.
  virtual Verdict verify_with(const chat::HttpRequest& request, const Keys& keys, Instant wall) const {
    static_cast<void>(keys);
    return verify(request, wall);
  }
  /// REQUIRES: `response` is the answer to what NeedsKeys, or the KeysAnswer before it, asked for.
  virtual KeysAnswer read_keys(const chat::HttpResponse& response) const {
    static_cast<void>(response);
    return NoKeys{"this platform has no keys"};
  }
  /// REQUIRES: verified. What it says; Cause::unreadable for what cannot be read (400). `wall` serves where the platform gives no time.
  virtual Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall) const = 0;
  /// The HTTP answer to `inbound`, carrying `immediate` where the platform can show it.
  virtual chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) const = 0;

  /// The call that delivers it.
  virtual chat::HttpRequest send(const chat::Resolved& outgoing) const = 0;
  virtual chat::Receipt receipt(const chat::HttpResponse& response) const = 0;

  /// The call that asks whether a message that may have arrived is there; `since`: when its sending began, by the wall clock. None where
  /// the platform cannot tell, or may not be asked.
  virtual std::optional<chat::HttpRequest> ask_sent(const chat::Resolved& outgoing, Instant since) const {
    static_cast<void>(outgoing);
    static_cast<void>(since);
    return std::nullopt;
  }
  /// The answer to it: the ids of the message that was sent under `key`, none when it is not there. Ids without a message: that is the
  /// channel where it would be, ask again with it. Errors: busy, unknown (ask again later); all others: this cannot be told.
  virtual Result<std::optional<chat::SentIds>> read_sent(const chat::HttpResponse& response, const std::string& key) const {
    static_cast<void>(response);
    static_cast<void>(key);
    return Error{Cause::invalid, "this platform does not tell what was sent"};
  }
  /// By what a message sent under `key` is recognised in a Confirmed; none where the platform never confirms.
  virtual std::optional<std::string> mark_of(const std::string& key) const {
    static_cast<void>(key);
    return std::nullopt;
  }
  /// Whether a summary (Repeat::at_least_once) that may have arrived is sent again; else it is parked like a nudge.
  virtual bool repeats_summaries() const { return true; }
  /// The call that asks for the token that `send` needs; none where the platform's calls carry what they need. Kept until five minutes
  /// before its end, and forgotten once when a call is answered with 401.
  virtual std::optional<chat::HttpRequest> ask_token() const { return std::nullopt; }
  virtual Result<Token> read_token(const chat::HttpResponse& response) const {
    static_cast<void>(response);
    return Error{Cause::not_allowed, "this platform has no token"};
  }
  /// The call that must open the conversation before `send`; none where there is one. It can be repeated without harm.
  virtual std::optional<chat::HttpRequest> ask_conversation(const chat::Resolved& outgoing) const {
    static_cast<void>(outgoing);
    return std::nullopt;
  }
  /// The place's reference (Reference::text) once it is open. Errors: busy (try again), not_found, not_allowed.
  virtual Result<std::string> read_conversation(const chat::Resolved& outgoing, const chat::HttpResponse& response) const {
    static_cast<void>(response);
    return outgoing.reference.value_or("");
  }

  /// The next call that brings the picture there; none where all are made, and none at all where the platform keeps no pictures.
  virtual std::optional<chat::HttpRequest> ask_upload(const Upload& upload) const {
    static_cast<void>(upload);
    return std::nullopt;
  }
  /// The upload one call further. Errors say why it ends here; the message goes without the copy then.
  virtual Result<Upload> read_upload(Upload upload, const chat::HttpResponse& response) const {
    static_cast<void>(response);
    return upload;
  }

  /// The call that asks for a person's name and zone; none where the platform has no such thing.
  virtual std::optional<chat::HttpRequest> ask_profile(const chat::Door& door) const = 0;
  virtual Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse& response) const = 0;

  /// The call that asks for the address of a socket; none where the platform has no socket, or was given no token for it.
  virtual std::optional<chat::HttpRequest> ask_socket() const { return std::nullopt; }
  virtual SocketAnswer read_socket(const chat::HttpResponse& response) const {
    static_cast<void>(response);
    return SocketRefused{"this platform has no socket"};
  }
  /// A text that came over the socket. It needs no verdict: whoever has the address is trusted.
  virtual Frame read_frame(const std::string& text, Instant wall) const {
    static_cast<void>(text);
    static_cast<void>(wall);
    return IgnoredFrame{"this platform has no socket"};
  }
  /// The text that acknowledges it; `answer`, what HTTP would have been answered (2xx), rides in it where that is allowed.
  virtual std::string acknowledge(const Pushed& pushed, const chat::HttpResponse& answer) const {
    static_cast<void>(pushed);
    static_cast<void>(answer);
    return {};
  }
};

}  // namespace backwalk

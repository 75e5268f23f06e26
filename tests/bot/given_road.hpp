// What the roads' tests share: a platform that is easy to please, a network of prepared answers, a store that cannot write.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/platform.hpp"
#include "bot/base/clock.hpp"
#include "bot/base/http_call.hpp"
#include "bot/store/store.hpp"

namespace backwalk::testing {

inline Instant at(int day, int hour, int minute = 0) {
  using namespace std::chrono;
  return sys_days{year{2026} / October / day} + hours{hour} + minutes{minute};
}

class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant now) : now_(now) {}
  Instant wall() const override { return now_; }
  Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

/// Answers from `reply`; remembers what was asked.
class FakeHttp final : public HttpCall {
 public:
  std::function<Result<chat::HttpResponse>(const chat::HttpRequest&)> reply = [](const chat::HttpRequest&) {
    return Error{Cause::not_sent, "nobody is there"};
  };
  std::vector<std::string> asked{};
  Awaitable<Result<chat::HttpResponse>> call(chat::HttpRequest request, std::chrono::milliseconds) override {
    asked.push_back(request.url);
    co_return reply(request);
  }
};

/// "fake": a body "id|user|text" is said in #launch; "?" is a challenge, "" ignored, "!" unreadable. The url's query is the signature:
/// "bad" is rejected, "keys" needs keys first.
class FakePlatform : public Platform {
 public:
  bool tells_profiles = true;

  std::string name() const override { return "fake"; }
  std::vector<std::string> paths() const override { return {"/fake/say"}; }
  Verdict verify(const chat::HttpRequest& request, Instant) const override {
    if (request.url.ends_with("?bad")) return Rejected{401, "a bad signature"};
    if (request.url.ends_with("?keys")) return NeedsKeys{{.method = "GET", .url = "https://fake/keys", .headers = {}, .body = {}}};
    return Accepted{};
  }
  Verdict verify_with(const chat::HttpRequest& request, const Keys&, Instant wall) const override {
    return request.url.ends_with("?keys") ? Verdict{Accepted{}} : verify(request, wall);
  }
  KeysAnswer read_keys(const chat::HttpResponse& response) const override {
    if (response.body == "further") return NeedsKeys{{.method = "GET", .url = "https://fake/keys/2", .headers = {}, .body = {}}};
    if (response.body != "the keys") return NoKeys{"other keys"};
    return std::make_shared<const Keys>();
  }
  Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall) const override {
    const std::string& body = request.body;
    if (body == "!") return Error{Cause::unreadable, "this is no message"};
    if (body == "?") return chat::Inbound{chat::Challenge{"prove it"}};
    if (body.empty()) return chat::Inbound{chat::Ignored{"nothing was said"}};
    const auto first = body.find('|');
    const auto second = body.find('|', first + 1);
    chat::Said said;
    said.envelope.place = {.platform = "fake", .workspace = "w", .channel = "launch", .user = {}, .thread = {}};
    said.envelope.speaker = {.platform = "fake", .workspace = "w", .user = body.substr(first + 1, second - first - 1)};
    said.envelope.keys = {"fake:" + body.substr(0, first)};
    said.envelope.at = wall;
    said.envelope.answers_inline = true;
    said.pieces = {body.substr(second + 1)};
    return chat::Inbound{std::move(said)};
  }
  chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) const override {
    if (const auto* challenge = std::get_if<chat::Challenge>(&inbound)) return chat::respond_with(200, "text/plain", challenge->answer);
    return chat::respond_with(200, "text/plain", immediate.now ? chat::plain(*immediate.now) : std::string());
  }
  chat::HttpRequest send(const chat::Resolved& outgoing) const override {
    return {.method = "POST", .url = "https://fake/post", .headers = {}, .body = chat::plain(outgoing.outgoing.message)};
  }
  chat::Receipt receipt(const chat::HttpResponse&) const override { return chat::Sent{{.message = "1", .channel = "launch"}}; }
  std::optional<chat::HttpRequest> ask_profile(const chat::Door& door) const override {
    if (!tells_profiles) return std::nullopt;
    return chat::HttpRequest{.method = "GET", .url = "https://fake/users/" + door.user, .headers = {}, .body = {}};
  }
  Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse& response) const override {
    if (response.status != 200) return Error{Cause::unknown, "no profile"};
    return chat::Profile{.door = door, .name = "Name of " + door.user, .zone = response.body};
  }
};

/// Every call fails as a lost store's does.
class BrokenStore : public store::Store {
 public:
  int calls = 0;

  void transact(store::Turn, Done<store::Outcome> done) override { fail(done); }
  void take(store::Take, Done<std::vector<store::Row>> done) override { fail(done); }
  void stay_in_doubt(std::int64_t, Instant, Done<bool> done) override { fail(done); }
  void mark_repeat(std::int64_t, Instant, Done<bool> done) override { fail(done); }
  void settle_sent(std::int64_t, chat::SentIds, Instant, Done<bool> done) override { fail(done); }
  void postpone(std::int64_t, Instant, bool, Done<bool> done) override { fail(done); }
  void settle_unsent(std::int64_t, store::Settled, std::string, Instant, Done<bool> done) override { fail(done); }
  void next_send(std::vector<std::string>, Done<std::optional<Instant>> done) override { fail(done); }
  void next_look(Done<std::optional<store::NextLook>> done) override { fail(done); }
  void ready(Done<bool> done) override { fail(done); }
  void close() override {}

 private:
  template <class T>
  void fail(const Done<T>& done) {
    ++calls;
    done(Error{Cause::full, "the disk is full"});
  }
};

}  // namespace backwalk::testing

// A platform in a few lines: the call's body is the message's key, and the answer's status says what became of it.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "adapters/platform.hpp"

namespace backwalk::fakes {

class ScriptedPlatform : public Platform {
 public:
  explicit ScriptedPlatform(std::string name = "slack") : name_(std::move(name)) {}

  std::string name() const override { return name_; }
  std::vector<std::string> paths() const override { return {}; }
  Verdict verify(const chat::HttpRequest&, Instant) const override { return Accepted(); }
  Result<chat::Inbound> read(const chat::HttpRequest&, Instant) const override { return chat::Inbound(chat::Ignored()); }
  chat::HttpResponse respond(const chat::Inbound&, const Immediate&) const override { return {}; }

  chat::HttpRequest send(const chat::Resolved& outgoing) const override {
    if (outgoing.outgoing.key == "unwritable") throw std::runtime_error("a bug in render");
    const std::string edited = outgoing.edits ? " edits " + outgoing.edits->message : "";
    return {"POST", "https://" + name_ + ".example/" + outgoing.outgoing.place.channel, {}, outgoing.outgoing.key + edited};
  }
  /// 200 with the message's id as the body; 429 and 420 (the whole workspace) with the seconds; 410, 403; anything else is unknown.
  chat::Receipt receipt(const chat::HttpResponse& response) const override {
    switch (response.status) {
      case 200:
        return chat::Sent{{response.body, ""}};
      case 420:
        return chat::RetryAfter{std::chrono::seconds(std::stoi(response.body)), true};
      case 429:
        return chat::RetryAfter{std::chrono::seconds(std::stoi(response.body)), false};
      case 410:
        return chat::Gone{"archived"};
      case 403:
        return chat::Denied{"no scope"};
      default:
        return chat::Unknown{"status " + std::to_string(response.status)};
    }
  }
  std::optional<chat::HttpRequest> ask_sent(const chat::Resolved& outgoing, Instant) const override {
    if (!looks_up) return std::nullopt;
    return chat::HttpRequest{"POST", "https://" + name_ + ".example/history", {}, "look up " + outgoing.outgoing.key};
  }
  /// 200 with the message's id as the body, 404 where it is not there, 403 where this may not be asked, 429 with the seconds; else unknown.
  Result<std::optional<chat::SentIds>> read_sent(const chat::HttpResponse& response, const std::string&) const override {
    using Found = std::optional<chat::SentIds>;
    if (response.status == 200) return Found(chat::SentIds{response.body, ""});
    if (response.status == 404) return Found{};
    if (response.status == 403) return Error{Cause::not_allowed, "no scope"};
    return Error{response.status == 429 ? Cause::busy : Cause::unknown, "status " + std::to_string(response.status)};
  }
  std::optional<std::string> mark_of(const std::string& key) const override {
    return confirms ? std::optional("mark of " + key) : std::nullopt;
  }
  bool repeats_summaries() const override { return repeats; }

  bool looks_up = false;  ///< it can be asked what was sent
  bool confirms = false;  ///< it tells by itself
  bool repeats = true;

  std::optional<chat::HttpRequest> ask_profile(const chat::Door&) const override { return std::nullopt; }
  Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse&) const override { return chat::Profile{door}; }

 private:
  std::string name_;
};

}  // namespace backwalk::fakes

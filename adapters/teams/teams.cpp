#include "adapters/teams/teams.hpp"

#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

class Teams final : public Platform {
 public:
  explicit Teams(Config config) : config_(std::move(config)) {}

  std::string name() const override { return "teams"; }
  std::vector<std::string> paths() const override { return {"/teams/messages", "/api/messages"}; }

  Verdict verify(const chat::HttpRequest& request, Instant wall) const override { return teams::verify(config_, request, nullptr, wall); }
  Verdict verify_with(const chat::HttpRequest& request, const Keys& keys, Instant wall) const override {
    return teams::verify(config_, request, dynamic_cast<const KeySet*>(&keys), wall);
  }
  KeysAnswer read_keys(const chat::HttpResponse& response) const override { return teams::read_keys(config_, response); }
  Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall) const override { return teams::read(request, wall); }
  chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) const override {
    return teams::respond(inbound, immediate);
  }

  chat::HttpRequest send(const chat::Resolved& outgoing) const override { return teams::send(config_, outgoing); }
  chat::Receipt receipt(const chat::HttpResponse& response) const override { return teams::receipt(response); }
  bool repeats_summaries() const override { return false; }  // it cannot be asked, and two copies of a card would not be updated alike
  std::optional<chat::HttpRequest> ask_token() const override { return teams::ask_token(config_); }
  Result<Token> read_token(const chat::HttpResponse& response) const override { return teams::read_token(response); }
  std::optional<chat::HttpRequest> ask_conversation(const chat::Resolved& outgoing) const override {
    return teams::ask_conversation(config_, outgoing);
  }
  Result<std::string> read_conversation(const chat::Resolved& outgoing, const chat::HttpResponse& response) const override {
    return teams::read_conversation(outgoing, response);
  }

  std::optional<chat::HttpRequest> ask_profile(const chat::Door&) const override { return std::nullopt; }  // activities tell name and zone
  Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse&) const override {
    return chat::Profile{.door = door, .name = {}, .zone = std::nullopt};
  }

 private:
  Config config_;
};

}  // namespace

std::unique_ptr<Platform> make_teams(Config config) { return std::make_unique<Teams>(std::move(config)); }

}  // namespace backwalk::teams

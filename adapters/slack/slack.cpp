#include "adapters/slack/slack.hpp"

#include "adapters/chat/digest.hpp"
#include "adapters/slack/parts.hpp"

namespace backwalk::slack {
namespace {

class Slack final : public Platform {
 public:
  explicit Slack(Config config) : config_(std::move(config)) {}

  std::string name() const override { return "slack"; }
  std::vector<std::string> paths() const override {
    if (config_.signing_secrets.empty()) return {};  // nothing that comes there could be told from a stranger's
    return {"/slack/commands", "/slack/events", "/slack/interactions"};
  }

  Verdict verify(const chat::HttpRequest& request, Instant wall) const override { return slack::verify(config_, request, wall); }
  Result<chat::Inbound> read(const chat::HttpRequest& request, Instant wall) const override { return slack::read(request, wall); }
  chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) const override {
    return slack::respond(inbound, immediate);
  }

  chat::HttpRequest send(const chat::Resolved& outgoing) const override { return slack::send(config_, outgoing); }
  chat::Receipt receipt(const chat::HttpResponse& response) const override { return slack::receipt(response); }

  std::optional<chat::HttpRequest> ask_sent(const chat::Resolved& outgoing, Instant since) const override {
    return slack::ask_sent(config_, outgoing, since);
  }
  Result<std::optional<chat::SentIds>> read_sent(const chat::HttpResponse& response, const std::string& key) const override {
    return slack::read_sent(response, key);
  }
  std::optional<std::string> mark_of(const std::string& key) const override { return chat::digest_of(key); }

  std::optional<chat::HttpRequest> ask_upload(const Upload& upload) const override { return slack::ask_upload(config_, upload); }
  Result<Upload> read_upload(Upload upload, const chat::HttpResponse& response) const override {
    return slack::read_upload(config_, std::move(upload), response);
  }

  std::optional<chat::HttpRequest> ask_profile(const chat::Door& door) const override { return slack::ask_profile(config_, door); }
  Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse& response) const override {
    return slack::read_profile(door, response);
  }

  std::optional<chat::HttpRequest> ask_socket() const override { return slack::ask_socket(config_); }
  SocketAnswer read_socket(const chat::HttpResponse& response) const override { return slack::read_socket(response); }
  Frame read_frame(const std::string& text, Instant wall) const override { return slack::read_frame(text, wall); }
  std::string acknowledge(const Pushed& pushed, const chat::HttpResponse& answer) const override {
    return slack::acknowledge(pushed, answer);
  }

 private:
  Config config_;
};

}  // namespace

std::unique_ptr<Platform> make_slack(Config config) { return std::make_unique<Slack>(std::move(config)); }

}  // namespace backwalk::slack

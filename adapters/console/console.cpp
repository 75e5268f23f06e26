#include "adapters/console/console.hpp"

#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

class Console final : public Platform {
 public:
  explicit Console(Zones zones) : zones_(std::move(zones)) {}

  std::string name() const override { return "console"; }
  std::vector<std::string> paths() const override { return {"/console/say"}; }

  Verdict verify(const chat::HttpRequest&, Instant) const override { return console::verify(); }
  Result<chat::Inbound> read(const chat::HttpRequest& request, Instant) const override { return console::read(request); }
  chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) const override {
    return console::respond(inbound, immediate);
  }

  chat::HttpRequest send(const chat::Resolved& outgoing) const override { return console::send(outgoing); }
  chat::Receipt receipt(const chat::HttpResponse& response) const override { return console::receipt(response); }

  std::optional<chat::HttpRequest> ask_profile(const chat::Door& door) const override {
    if (zones_.count(door.user) == 0) return std::nullopt;
    return chat::HttpRequest{.method = "GET", .url = "console:profile", .headers = {}, .body = {}};
  }
  Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse&) const override {
    const auto found = zones_.find(door.user);
    const auto zone = found == zones_.end() ? std::nullopt : std::optional<std::string>(found->second);
    return chat::Profile{.door = door, .name = door.user, .zone = zone};
  }

 private:
  Zones zones_;
};

}  // namespace

std::unique_ptr<Platform> make_console(Zones zones) { return std::make_unique<Console>(std::move(zones)); }

}  // namespace backwalk::console

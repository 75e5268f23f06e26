#include "adapters/console/console.hpp"

#include "adapters/console/parts.hpp"

namespace backwalk::console {
namespace {

class Console final : public Platform {
 public:
  std::string name() const override { return "console"; }
  std::vector<std::string> paths() const override { return {"/console/say"}; }

  Verdict verify(const chat::HttpRequest&, Instant) const override { return console::verify(); }
  Result<chat::Inbound> read(const chat::HttpRequest& request, Instant) const override { return console::read(request); }
  chat::HttpResponse respond(const chat::Inbound& inbound, const Immediate& immediate) const override {
    return console::respond(inbound, immediate);
  }

  chat::HttpRequest send(const chat::Resolved& outgoing) const override { return console::send(outgoing); }
  chat::Receipt receipt(const chat::HttpResponse& response) const override { return console::receipt(response); }

  std::optional<chat::HttpRequest> ask_profile(const chat::Door&) const override { return std::nullopt; }
  Result<chat::Profile> read_profile(const chat::Door& door, const chat::HttpResponse&) const override {
    return chat::Profile{.door = door, .name = door.user, .zone = std::nullopt};
  }
};

}  // namespace

std::unique_ptr<Platform> make_console() { return std::make_unique<Console>(); }

}  // namespace backwalk::console

#include "bot/web/routes.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "bot/web/playground_page.hpp"

namespace backwalk::web {
namespace {

enum class Methods { get, post };

struct Found {
  Page page{};
  Methods methods{};
};

std::optional<Found> of_playground(const std::string& path) {
  if (path == "/try/clock") return Found{Page::try_clock, Methods::post};
  if (path == "/try/say") return Found{Page::try_say, Methods::post};
  if (path == "/try/move") return Found{Page::try_move, Methods::post};
  if (path == "/try/events") return Found{Page::try_events, Methods::get};
  if (is_of_playground(path)) return Found{Page::playground, Methods::get};
  return std::nullopt;
}

std::optional<Found> find(const std::string& path, const std::vector<std::string>& webhooks, bool is_demo) {
  if (path == "/healthz") return Found{Page::healthz, Methods::get};
  if (path == "/readyz") return Found{Page::readyz, Methods::get};
  if (path == "/metrics") return Found{Page::metrics, Methods::get};
  if (path.starts_with("/p/")) return Found{Page::picture, Methods::get};
  if (is_demo && path.starts_with("/try")) return of_playground(path);
  if (std::find(webhooks.begin(), webhooks.end(), path) != webhooks.end()) return Found{Page::webhook, Methods::post};
  return std::nullopt;
}

bool allows(Methods methods, const std::string& method) {
  return methods == Methods::post ? method == "POST" : method == "GET" || method == "HEAD";
}

chat::HttpResponse not_this_way(Methods methods) {
  const std::string allowed = methods == Methods::post ? "POST" : "GET, HEAD";
  chat::HttpResponse response = sentence(405, "only " + allowed + " here");
  response.headers.emplace_back("Allow", allowed);
  return response;
}

}  // namespace

Route route(const std::string& method, const std::string& path, const std::vector<std::string>& webhooks, bool is_demo) {
  const auto found = find(path, webhooks, is_demo);
  if (!found) return sentence(404, "there is nothing here");
  if (found->page == Page::webhook && method == "HEAD") return chat::HttpResponse{};  // "are you there?", as Teams and its tools ask
  if (!allows(found->methods, method)) return not_this_way(found->methods);
  return found->page;
}

bool is_known(const std::string& path, const std::vector<std::string>& webhooks, bool is_demo) {
  const auto found = find(path, webhooks, is_demo);
  return found && found->page != Page::picture;
}

chat::HttpResponse sentence(int status, std::string text) {
  return chat::respond_with(status, "text/plain; charset=utf-8", std::move(text) + "\n");
}

}  // namespace backwalk::web

#include "bot/web/playground_page.hpp"

#include <algorithm>
#include <string_view>

#include "bot/web/routes.hpp"
#include "generated/playground.hpp"

namespace backwalk::web {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action "
    "'none'; "
    "frame-ancestors 'none'";

const PlaygroundFile* file_at(const std::string& path) {
  if (path != "/try" && !path.starts_with("/try/")) return nullptr;
  const std::string name = path == "/try" ? "page.html" : path.substr(5);
  const auto found = std::find_if(playground_files.begin(), playground_files.end(), [&](const auto& file) { return file.name == name; });
  return found == playground_files.end() ? nullptr : &*found;
}

std::string type_of(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  return "text/javascript; charset=utf-8";
}

std::string lowered(std::string_view mixed) {
  std::string text(mixed);
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

/// "127.0.0.1:8080" -> "127.0.0.1"; "[::1]:8080" -> "[::1]".
std::string name_in(const std::string& host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_loopback_name(const std::string& name) {
  constexpr std::string_view address = "0123456789.";
  const bool is_address = name.find_first_not_of(address) == std::string::npos;  // else 127.example.org would do
  return name == "localhost" || name == "[::1]" || (is_address && name.starts_with("127."));
}

}  // namespace

bool is_of_playground(const std::string& path) { return file_at(path) != nullptr; }

chat::HttpResponse playground_page(const std::string& path) {
  const PlaygroundFile* file = file_at(path);
  if (file == nullptr) return sentence(404, "there is nothing here");
  chat::HttpResponse response = chat::respond_with(200, type_of(file->name), std::string(file->text));
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

std::optional<chat::HttpResponse> refuse_stranger(const chat::HttpRequest& request) {
  const std::string host = lowered(chat::header(request.headers, "Host").value_or(""));
  if (!is_loopback_name(name_in(host)))
    return sentence(403, "the playground is for this machine only; open it at its own address, 127.0.0.1");
  const auto origin = chat::header(request.headers, "Origin");
  if (!origin || lowered(*origin) == "http://" + host || lowered(*origin) == "https://" + host) return std::nullopt;
  return sentence(403, "another page may not call the playground");
}

}  // namespace backwalk::web

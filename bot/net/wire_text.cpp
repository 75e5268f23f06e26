#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>

#include "bot/net/wire.hpp"

namespace backwalk::net {
namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return status < 400 ? "OK" : "Error";
  }
}

bool is_token(std::string_view text) {
  const auto allowed = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

bool is_value(std::string_view text) {
  const auto forbidden = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; };
  return std::none_of(text.begin(), text.end(), forbidden);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view one) { return std::equal(name.begin(), name.end(), one.begin(), one.end(), same); });
}

void append_header(std::string& out, std::string_view name, std::string_view value) { ((((out += name) += ": ") += value) += "\r\n"); }

/// Made once a second.
const std::string& date() {
  thread_local std::time_t made_at = -1;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now == made_at) return text;
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> buffer{};
  text.assign(buffer.data(), std::strftime(buffer.data(), buffer.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts));
  made_at = now;
  return text;
}

}  // namespace

std::string response_text(const chat::HttpResponse& response, Framing framing, bool to_head) {
  std::string out;
  out.reserve(256 + response.body.size());
  (((out += "HTTP/1.1 ") += std::to_string(response.status)) += ' ') += reason(response.status);
  out += "\r\n";
  append_header(out, "Date", date());
  for (const auto& [name, value] : response.headers) {
    if (is_one_of(name, {"connection", "content-length", "transfer-encoding", "date", "server"})) continue;
    if (is_token(name) && is_value(value)) append_header(out, name, value);
  }
  const bool has_no_body = response.status / 100 == 1 || response.status == 204 || response.status == 304;
  const bool has_length = !has_no_body && framing != Framing::until_close;
  if (has_length) append_header(out, "Content-Length", std::to_string(response.body.size()));
  if (framing == Framing::close || framing == Framing::until_close) append_header(out, "Connection", "close");
  if (framing == Framing::keep_alive_1_0) append_header(out, "Connection", "keep-alive");
  out += "\r\n";
  if (has_length && !to_head) out += response.body;
  return out;
}

chat::HttpResponse refusal(int status) {
  chat::HttpResponse response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  response.body = std::string(reason(status)) + "\n";
  return response;
}

std::string request_text(const chat::HttpRequest& request, std::string_view host, std::string_view target) {
  if (!is_token(request.method) || !is_value(host)) return {};
  std::string out;
  out.reserve(256 + request.body.size());
  ((((out += request.method) += ' ') += target) += " HTTP/1.1\r\n");
  append_header(out, "Host", host);
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || !is_value(value)) return {};
    if (!is_one_of(name, {"host", "connection", "content-length", "transfer-encoding"})) append_header(out, name, value);
  }
  if (!chat::header(request.headers, "User-Agent")) append_header(out, "User-Agent", "backwalk");
  if (!request.body.empty() || is_one_of(request.method, {"POST", "PUT", "PATCH"})) {
    append_header(out, "Content-Length", std::to_string(request.body.size()));
  }
  out += "\r\n";
  return out += request.body;
}

}  // namespace backwalk::net

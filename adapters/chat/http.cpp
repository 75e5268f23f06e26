#include "adapters/chat/http.hpp"

#include <algorithm>
#include <cstddef>

#include "adapters/chat/utf8.hpp"

namespace backwalk::chat {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::optional<std::string> form_unescape(std::string_view escaped) {
  std::string value;
  value.reserve(escaped.size());
  bool is_ascii = true;
  for (std::size_t i = 0; i < escaped.size();) {
    const std::size_t plain = printable_prefix_without<'+', '%'>(escaped.substr(i));
    value.append(escaped, i, plain);
    i += plain;
    if (i == escaped.size()) break;
    char c = escaped[i];
    if (c == '+') c = ' ';
    if (c == '%') {
      if (i + 2 >= escaped.size()) return std::nullopt;
      const int high = hex_digit(escaped[i + 1]);
      const int low = hex_digit(escaped[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
    value += c;
    ++i;
  }
  if (!is_ascii && !is_utf8(value)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::string_view> header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (same_name(key, name)) return value;
  }
  return std::nullopt;
}

int count_of(const Headers& headers, std::string_view name) {
  return static_cast<int>(std::count_if(headers.begin(), headers.end(), [&](const auto& entry) { return same_name(entry.first, name); }));
}

HttpResponse respond_with(int status, std::string content_type, std::string body) {
  return {.status = status, .headers = {{"Content-Type", std::move(content_type)}}, .body = std::move(body)};
}

std::optional<FormBody> parse_form(std::string_view body) {
  FormBody form;
  form.reserve(16);  // what a command of Slack has
  while (!body.empty()) {
    const std::string_view pair = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = form_unescape(pair.substr(0, equals));
    auto value = form_unescape(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1));
    if (!name || !value) return std::nullopt;
    form.emplace_back(*std::move(name), *std::move(value));
  }
  return form;
}

std::optional<std::string_view> field(const FormBody& form, std::string_view name) {
  for (const auto& [key, value] : form) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string form_escape(std::string_view value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string escaped;
  for (const char c : value) {
    if (unreserved.find(c) != std::string_view::npos) {
      escaped += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    escaped += '%';
    escaped += digits[byte >> 4];
    escaped += digits[byte & 0xF];
  }
  return escaped;
}

}  // namespace backwalk::chat

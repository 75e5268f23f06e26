#include "bot/net/request_id.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <random>

namespace backwalk::net {
namespace {

constexpr std::string_view kName{"X-Request-Id"};

bool is_good(std::string_view id) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
  };
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), allowed);
}

std::string beginning() {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%08x-", std::random_device{}());
  return text.data();
}

}  // namespace

std::string new_request_id() {
  static const std::string process = beginning();
  static std::uint64_t count = 0;
  return process + std::to_string(++count);
}

std::string name_request(chat::HttpRequest& request) {
  const int given = chat::count_of(request.headers, kName);
  if (given == 1) {
    const auto name = chat::header(request.headers, kName);
    if (is_good(*name)) return std::string(*name);
  }
  if (given > 0) std::erase_if(request.headers, [](const auto& header) { return chat::count_of({header}, kName) != 0; });
  request.headers.emplace_back(kName, new_request_id());
  return request.headers.back().second;
}

}  // namespace backwalk::net

// A token's three parts, read without believing anything in them.
#include <array>
#include <cstdint>

#include "adapters/teams/parts.hpp"

namespace backwalk::teams {
namespace {

constexpr std::size_t kLongest = 16 * 1024;  // the Connector's are below 2 KiB

Error refused(std::string why) { return {Cause::not_allowed, std::move(why)}; }

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-') return 62;
  return c == '_' ? 63 : -1;
}

}  // namespace

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return bytes;
}

Result<SignedToken> read_token_text(std::string_view text) {
  if (text.size() > kLongest) return refused("the token is too long");
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos)
    return refused("the token has not three parts");
  const auto head = from_base64url(text.substr(0, first));
  const auto claims = from_base64url(text.substr(first + 1, second - first - 1));
  auto signature = from_base64url(text.substr(second + 1));
  if (!head || !claims || !signature) return refused("the token is not base64url");
  const auto header = chat::parse_object(*head, "the token's header");
  if (!header) return refused("the token's header is unreadable");
  if (chat::text_at(*header, {"alg"}) != "RS256") return refused("the token is not RS256");
  if (header->contains("crit")) return refused("the token wants what is not known here");
  auto key_id = chat::text_at(*header, {"kid"});
  if (!key_id) return refused("the token names no key");
  auto json = chat::parse_object(*claims, "the token's claims");
  if (!json) return refused("the token's claims are unreadable");
  return SignedToken{*std::move(key_id), *std::move(json), std::string(text.substr(0, second)), *std::move(signature)};
}

}  // namespace backwalk::teams

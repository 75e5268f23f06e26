// What is kept about a place, as JSON.
#include "adapters/teams/parts.hpp"

namespace backwalk::teams {

std::string write(const Address& address) {
  chat::Json json{{"v", 1}, {"service", address.service_url}, {"bot", address.bot}, {"tenant", address.tenant}};
  if (!address.conversation.empty()) json["conversation"] = address.conversation;
  if (address.has_threads) json["threads"] = true;
  return chat::dump(json);
}

std::optional<Address> read_address(const std::optional<std::string>& reference) {
  if (!reference) return std::nullopt;
  const auto json = chat::parse_object(*reference, "the reference");
  if (!json) return std::nullopt;
  auto service = chat::text_at(*json, {"service"});
  if (!service) return std::nullopt;
  return Address{.service_url = *std::move(service),
                 .bot = chat::string_at(*json, {"bot"}).value_or(""),
                 .tenant = chat::string_at(*json, {"tenant"}).value_or(""),
                 .conversation = chat::string_at(*json, {"conversation"}).value_or(""),
                 .has_threads = chat::is_true_at(*json, {"threads"})};
}

}  // namespace backwalk::teams

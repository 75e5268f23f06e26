#include "bot/web/try_clock.hpp"

#include <nlohmann/json.hpp>

#include "bot/base/zones.hpp"
#include "bot/web/routes.hpp"

namespace backwalk::web {

chat::HttpResponse try_clock(const std::string& body, const std::function<void(Instant)>& set) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  const auto now = json.is_object() ? json.find("now") : json.end();
  if (now == json.end() || !now->is_string()) return sentence(400, R"(expected {"now": "2026-09-08T09:00:00+02:00"})");
  const auto instant = zones::parse_rfc3339(now->get<std::string>());
  if (!instant) return sentence(400, "now is not an RFC 3339 time such as 2026-09-08T09:00:00+02:00");
  set(*instant);
  return sentence(200, "it is " + zones::rfc3339(*instant, "UTC"));
}

}  // namespace backwalk::web

#include "bot/deliver/limits.hpp"

namespace backwalk::deliver {

Limits usual_limits() {
  using namespace std::chrono_literals;
  using Over = Limit::Over;
  using What = Limit::What;
  return {
      // Slack: a message a second and channel; chat.update is of tier 3, 50 a minute; "several hundred" posts a minute for the workspace.
      {"slack", Over::workspace, What::edits, 8, 1200ms},
      {"slack", Over::place, What::everything, 1, 1000ms},
      {"slack", Over::workspace, What::posts, 30, 200ms},
      // Teams: 7 a second, 8 in two, 60 in 30 and 1,800 an hour for a bot in a conversation; 30 a second for the app in a tenant.
      {"teams", Over::place, What::everything, 3, 530ms},
      {"teams", Over::place, What::everything, 600, 3000ms},
      {"teams", Over::workspace, What::everything, 15, 70ms},
  };
}

bool fits(const Limit& limit, const chat::Outgoing& outgoing) {
  if (outgoing.delivery == chat::Delivery::form || limit.platform != outgoing.place.platform) return false;
  const bool is_edit = outgoing.delivery == chat::Delivery::edit;
  return limit.what == Limit::What::everything || (limit.what == Limit::What::edits) == is_edit;
}

}  // namespace backwalk::deliver

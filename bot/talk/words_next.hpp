// Sentences about what is next, each with its reason. Private to talk.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/talk/words.hpp"
#include "planner/next.hpp"

namespace backwalk::talk {

/// What to do in a plan. Without a forecast the order is by latest start.
struct Advised {
  const turn::Record* record = nullptr;  ///< never null
  View view;
  const planner::Forecast* forecast = nullptr;
  std::shared_ptr<const std::vector<planner::Advice>> advice{};  ///< the most urgent first; null: there is nothing
};

/// Whose it is: everybody's (`next all`), or one person's; `is_theirs` is false where nothing waits for them.
struct NextFor {
  bool is_all = false;
  bool is_theirs = true;
  std::string name{};  ///< empty for the speaker
};
chat::Message next_told(const Advised& advised, const NextFor& whose);

/// "A4 Dev, safe start Wed 14 Oct", as much as fits on a card.
std::string say_next_briefly(const View& view, const planner::Advice& advice);

/// One thing of one of several plans.
struct NextOf {
  const Advised* of = nullptr;
  const planner::Advice* advice = nullptr;
};
/// `plans` were looked at, of which `weighed` were weighed.
chat::Message next_listed(const std::vector<NextOf>& list, std::size_t plans, std::size_t weighed);
/// "Do first: BILL A3 Choose vendor, safe start today, 2 wait for it."
chat::Text first_of_mine(const NextOf& first);

}  // namespace backwalk::talk

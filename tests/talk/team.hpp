// A team on its walk, for the tests of what the walk says and of the card.
#pragma once

#include <string>

#include "tests/fakes/story.hpp"

namespace backwalk::fakes {

inline std::size_t times(const std::string& text, const std::string& wanted) {
  std::size_t count = 0;
  for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

/// A team's plan in #eng; what is said in its thread, and all that was seen.
class Team {
 public:
  explicit Team(const std::string& start = "start Shop takes orders by 30 nov") { seen_ += told(story.slash("anna", "eng", start)); }
  std::string say(const std::string& text, const std::string& who = "anna") {
    const auto now = told(story.mention(who, "eng", text, "p1/root"));
    seen_ += now;
    return now;
  }
  std::string press(const std::string& text, const std::string& who = "anna") {
    const auto now = told(story.press(who, "eng", text));
    seen_ += now;
    return now;
  }
  const planner::Plan& plan() {
    record_ = story.plan("ORDE");
    return record_->plan;
  }
  const std::string& seen() const { return seen_; }
  Story story;

 private:
  turn::RecordPtr record_;
  std::string seen_;
};

inline bool has(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

}  // namespace backwalk::fakes

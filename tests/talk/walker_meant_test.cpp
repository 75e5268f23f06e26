// Walks of somebody who knows what they mean and says it in ever other ways: the plan is what was meant.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/talk/walker.hpp"

namespace backwalk::talk::walker {
namespace {

using planner::Topic;

/// A walk of somebody who knows what they mean and says it in ever other ways.
class MeantWalk {
 public:
  explicit MeantWalk(unsigned seed) : random_(seed) {}

  void run() {
    say("anna", "start Shop takes orders by 30 nov", Conversation::Door::slash);
    for (const auto* text : {"orders come in by themselves", "skip", "checked by me", "skip"}) answer(text);
    const std::vector<std::string> states{"20 customers finished the beta", "staff is trained", "terms are signed", "the page is up"};
    std::vector<std::string> meant;
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (!meant.empty() && roll(3) == 0) continue;
      meant.push_back(states[i]);
      const std::vector<std::string> ways{states[i], "also " + states[i], "and " + states[i], "- " + states[i]};
      answer(ways[roll(ways.size())]);
    }
    answer(one_of({"enough", "that is all", "that's it", "nothing else", "no more", "none"}));
    answer(one_of({"yes", "sure", "yes, it is", "ok"}));
    for (int i = 0; is_asking_for_steps(); ++i) {
      ASSERT_LT(i, 60) << "it does not end";
      roll(2) == 0 ? say_step(i) : answer(one_of({"nothing", "nope", "we can start now", "nothing before it", "that is all", "n/a"}));
    }
    SCOPED_TRACE(story_);
    std::vector<std::string> titles;
    for (const auto& milestone : conversation_.plan().milestones) titles.push_back(milestone.title);
    // A list of one keeps its mark out of the name.
    EXPECT_EQ(titles, meant);
    std::vector<std::string> actions;
    for (const auto& action : conversation_.plan().actions) {
      const auto days = action.estimate ? action.estimate->likely.count() / 480 : 0;
      const auto owner = action.owner ? action.owner->value == 1 ? "anna" : "ben" : "nobody";
      actions.push_back(action.title + "/" + std::to_string(days) + "/" + owner);
    }
    EXPECT_EQ(actions, steps_);
  }

 private:
  std::size_t roll(std::size_t sides) { return random_() % sides; }
  std::string one_of(const std::vector<std::string>& all) { return all[roll(all.size())]; }
  bool is_asking_for_steps() const {
    const auto& questions = conversation_.state().questions;
    return std::any_of(questions.begin(), questions.end(),
                       [](const auto& question) { return question.is_open && question.asked.topic == Topic::steps; });
  }

  void say_step(int number) {
    const auto title = one_of({"fix what the beta finds", "print flyers", "agree on a price with the bank", "call the shops by hand"}) +
                       " " + std::string(static_cast<std::size_t>(number % 5) + 1, static_cast<char>('a' + number % 26));
    const auto days = 1 + static_cast<int>(roll(9));
    const std::string count = std::to_string(days);
    const bool has_owner = roll(3) > 0;
    steps_.push_back(title + "/" + count + "/" + (has_owner ? "ben" : "nobody"));
    if (has_owner) {
      answer(one_of({title + " " + count + "d owner @ben", title + " " + count + "d @ben", title + " (" + count + " days, ben)",
                     title + " @ben " + count + "d", title + " for " + count + " days by ben", title + ", " + count + "d, @ben",
                     "- " + title + " - " + count + " days - @ben", title + " takes " + count + " days, ben"}));
    } else {
      answer(one_of({title + " " + count + "d", title + " for " + count + " days", title + " (" + count + "d)",
                     title + " about " + count + " days", "also " + title + ", " + count + " days", title + " ~" + count + "d"}));
    }
  }

  void answer(const std::string& text) { say(roll(2) == 0 ? "anna" : "ben", text, Conversation::Door::thread); }
  void say(const std::string& who, const std::string& text, Conversation::Door door) {
    story_ += who + "> " + text + "\n";
    conversation_.say(who, text, door);
  }

  std::mt19937 random_;
  Conversation conversation_{false};
  std::vector<std::string> steps_{};
  std::string story_{};
};

TEST(Walker, PutsInWhatWasMeantHoweverItIsSaid) {
  for (unsigned seed = 1; seed <= 100 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    MeantWalk(seed).run();
  }
}

}  // namespace
}  // namespace backwalk::talk::walker

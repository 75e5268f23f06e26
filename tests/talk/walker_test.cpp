// Walks that nobody would wish for: random, lazy and hostile answers by two people through all doors, buttons included. Every one of them
// ends, with a sound plan, and nothing is asked that has been answered. BACKWALK_WALKS is how many (default 60; on build/release 1,000).
#include "tests/talk/walker.hpp"
#include "tests/setting.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "planner/links.hpp"

namespace backwalk::talk::walker {
namespace {

using planner::Kind;
using planner::Plan;
using planner::Ref;
using planner::Topic;

const std::vector<std::string>& utterances() {
  static const std::vector<std::string> all{"skip",
                                            "enough",
                                            "nothing",
                                            "nothing before it",
                                            "yes",
                                            "no",
                                            "something is missing",
                                            "the launch page",
                                            "support is trained",
                                            "M1",
                                            "A1",
                                            "A2",
                                            "M1 A1",
                                            "before A1",
                                            "before goal",
                                            "drop",
                                            "later",
                                            "keep it",
                                            "build an API",
                                            "also test the payments",
                                            "customers buy by themselves",
                                            "small shops wait for days",
                                            "20 customers finished the beta by T-1w owner @ben",
                                            "terms signed by 9 oct",
                                            "fix beta findings 2/4/9d owner @ben",
                                            "write the page 3d owner me",
                                            "call them",
                                            "choose a vendor 5d",
                                            "waitlist 40 to 100",
                                            "longest run 3km, want 10 by 8 oct",
                                            "checked by me",
                                            "@ben",
                                            "every 2 weeks",
                                            "every week",
                                            "Sunday evening only",
                                            "never",
                                            "accept",
                                            "accept A1",
                                            "accept mine",
                                            "cancel",
                                            "walk",
                                            "undo",
                                            "status",
                                            "help",
                                            "next",
                                            "learn dos",
                                            "good morning everybody",
                                            "\xF0\x9F\x98\x80",
                                            "",
                                            "answer",
                                            "answer form",
                                            "answer benefit: less waiting",
                                            "announcement: another one",
                                            "commit every 2w",
                                            "commit",
                                            "started A1",
                                            "done A1",
                                            "drop A1",
                                            "drop M1",
                                            "goal by 6 nov",
                                            "slip A1 2d",
                                            "\"skip\"",
                                            "owner A1 @ben",
                                            "@nobody",
                                            "milestone another state",
                                            "before M1 an earlier thing 1d",
                                            "before A1 more 2d",
                                            "restore v1",
                                            "link A1 after M1",
                                            "M9",
                                            "31 feb",
                                            "03/04",
                                            "30 nov",
                                            "-5d",
                                            "check",
                                            "retrace",
                                            "simplify now",
                                            "merge A1 A2",
                                            "split A1 into a and b",
                                            std::string(4100, 'x'),
                                            "<!channel> @everyone",
                                            "nope in NOPE",
                                            "skip it",
                                            "that's enough",
                                            "lite",
                                            "lite off",
                                            "lite Another shop by 30 nov",
                                            "milestone a video is out done when 100 have seen it",
                                            "milestone M1 done when ten are enough",
                                            "split off M1",
                                            "it sells more",
                                            "M1 is true",
                                            "thanks",
                                            "stop",
                                            "what do you mean?",
                                            "nothing else",
                                            "that is all",
                                            "maybe",
                                            "no, the docs are missing",
                                            "- one thing 2d - another 3d @ben",
                                            "fix it 4d and ship it 5d",
                                            "Terms are signed. Staff is trained.",
                                            "start selling with one click",
                                            "risk is gone for good",
                                            "checked by ben",
                                            "orders a week: 3 -> 40"};
  return all;
}

/// Whether the plan knows the answer, or that there will be none. Written down here again, not taken from `next_question`.
bool is_answered(const Plan& plan, const planner::Asked& asked) {
  if (plan.closed.contains(asked)) return true;
  switch (asked.topic) {
    case Topic::due:
      return plan.goal.due.has_value();
    case Topic::announcement:
      return plan.goal.announcement.has_value();
    case Topic::audience:
      return plan.goal.audience.has_value();
    case Topic::not_done_unless:
      return plan.goal.not_done_unless.has_value();
    case Topic::metrics:
      return !plan.kpis.empty() || plan.checker;
    case Topic::parked:
      return plan.parked.empty();
    case Topic::cadence:
      return plan.review_every_days.has_value();
    case Topic::acceptance:
      return planner::not_accepted(plan).empty();
    case Topic::steps: {
      const Ref about = asked.about.value_or(Ref{});
      const auto leads = [&](const planner::Link& link) { return link.after == about; };
      return about.kind == Kind::action && std::any_of(plan.links.begin(), plan.links.end(), leads);
    }
    case Topic::serves: {
      const auto* milestone = asked.about ? planner::find_milestone(plan, asked.about->number) : nullptr;
      return milestone == nullptr || milestone->serves;
    }
    case Topic::milestones:
    case Topic::certain:
    case Topic::outcome:
    case Topic::owner:
    case Topic::reading:
    case Topic::standup:
    case Topic::benefit:
    case Topic::evidence:
    case Topic::experience:
      break;
  }
  return false;
}

void expect_sound_plan(const turn::Record& record) {
  std::vector<planner::Edit> all;
  for (const auto& entry : record.log) all.insert(all.end(), entry.edits.begin(), entry.edits.end());
  EXPECT_TRUE(planner::looks_same(planner::replay(all), record.plan));
  for (const auto& link : record.plan.links)
    EXPECT_TRUE(planner::exists(record.plan, link.before) && planner::exists(record.plan, link.after));
  EXPECT_TRUE(planner::cycle_in(record.plan).empty());
  EXPECT_LE(record.plan.parked.size(), 50U);
  // What a button says for a question is no name for an item, to whatever question it was the answer.
  const auto is_no_name = [](const std::string& title) {
    const auto names = {"yes",   "no",           "keep it",     "drop", "later",      "nothing", "nothing before it",
                        "maybe", "nothing else", "that is all", "stop", "M1 is true", "thanks",  "what do you mean?",
                        "M9",    "M1",           "A1",          "A2"};
    return std::find(names.begin(), names.end(), title) != names.end();
  };
  for (const auto& milestone : record.plan.milestones) EXPECT_FALSE(is_no_name(milestone.title)) << milestone.title;
  for (const auto& action : record.plan.actions) EXPECT_FALSE(is_no_name(action.title)) << action.title;
  for (const auto& words : record.plan.parked) EXPECT_FALSE(is_no_name(words)) << words;
  EXPECT_TRUE(!record.plan.is_committed || (record.plan.goal.due && (!record.plan.kpis.empty() || record.plan.checker)));
}

std::vector<std::string> buttons_of(const turn::Answer& answer) {
  std::vector<std::string> says;
  const auto look = [&](const chat::Message& message) {
    for (const auto& block : message.blocks) {
      const auto* buttons = std::get_if<chat::Buttons>(&block);
      if (buttons == nullptr) continue;
      for (const auto& button : buttons->buttons) says.push_back(button.say);
    }
  };
  if (answer.now) look(*answer.now);
  for (const auto& outgoing : answer.later) look(outgoing.message);
  return says;
}

class Walk {
 public:
  explicit Walk(unsigned seed) : random_(seed), is_private_(roll(2) == 0), conversation_(is_private_) {}

  void run() {
    const std::string start = roll(3) == 0 ? "start Build a shop for everybody" : "start Shop takes orders by 30 nov";
    take_turn("anna", start, is_private_ ? Conversation::Door::direct : Conversation::Door::slash);
    ASSERT_TRUE(conversation_.has_plan());
    const int turns = 5 + static_cast<int>(roll(40));
    for (int i = 0; i < turns; ++i) take_random_turn();
    // Whoever has had enough gets to the end by skipping alone.
    for (int i = 0; conversation_.is_asking(); ++i) {
      ASSERT_LT(i, 150) << "it does not end";
      take_turn("anna", roll(2) == 0 ? "skip" : "enough", is_private_ ? Conversation::Door::direct : Conversation::Door::thread);
    }
    SCOPED_TRACE(story());
    expect_sound_plan(conversation_.record());
  }

 private:
  std::size_t roll(std::size_t sides) { return random_() % sides; }

  void take_random_turn() {
    const std::string user = !is_private_ && roll(3) == 0 ? "ben" : "anna";
    if (!buttons_.empty() && roll(3) == 0) return take_turn(user, buttons_[roll(buttons_.size())], Conversation::Door::button);
    const auto& all = utterances();
    const auto door = is_private_ ? Conversation::Door::direct : roll(3) == 0 ? Conversation::Door::slash : Conversation::Door::thread;
    const std::string& text = all[roll(all.size())];
    take_turn(user, door == Conversation::Door::slash && roll(2) == 0 ? "answer " + text : text, door);
    if (roll(10) == 0) take_turn(user, text, door);  // said twice
  }

  /// `text` by value: it may be a button of the last turn, which this one forgets.
  void take_turn(const std::string& user, const std::string text, Conversation::Door door) {
    said_.push_back(user + "> " + text.substr(0, 80));
    const auto closed_before = conversation_.has_plan() ? conversation_.plan().closed : std::map<planner::Asked, planner::Closing>{};
    const auto seq_before = conversation_.has_plan() ? conversation_.plan().seq : 0;
    const auto answer = conversation_.say(user, text, door);
    SCOPED_TRACE(story());
    EXPECT_TRUE(answer.now || !answer.later.empty()) << "everything is answered";
    for (const auto& question : answer.questions) {
      if (question.plan != conversation_.record().id) continue;
      EXPECT_FALSE(is_answered(conversation_.plan(), question.asked));
      EXPECT_TRUE(!conversation_.plan().is_committed || question.asked.topic == Topic::serves) << "a committed plan asks nothing else";
    }
    if (auto buttons = buttons_of(answer); !buttons.empty()) buttons_ = std::move(buttons);
    if (!conversation_.has_plan()) return;
    // What was put to rest stays so, whatever is said, until somebody takes that back.
    const bool may_open = text.find("undo") != std::string::npos || text.find("restore") != std::string::npos;
    for (const auto& [asked, how] : closed_before) EXPECT_TRUE(may_open || conversation_.plan().closed.contains(asked));
    EXPECT_GE(conversation_.plan().seq, seq_before);
  }

  std::string story() const {
    std::string text;
    for (const auto& line : said_) text += line + "\n";
    return text;
  }

  std::mt19937 random_;
  bool is_private_;
  Conversation conversation_;
  std::vector<std::string> buttons_{};
  std::vector<std::string> said_{};
};

TEST(Walker, AlwaysArrivesWhateverIsSaid) {
  const char* wanted = test_setting("BACKWALK_WALKS");
  const unsigned walks = wanted != nullptr ? static_cast<unsigned>(std::atoi(wanted)) : 60;
  for (unsigned seed = 1; seed <= walks && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Walk(seed).run();
  }
}

}  // namespace
}  // namespace backwalk::talk::walker

// A plan of five steps to Fri 30 Oct, committed, seen on Tue 15 Sep 2026, for the tests of deciding.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/story.hpp"

namespace backwalk {

class Deciding : public testing::Test {
 protected:
  void SetUp() override {
    story.at("2026-09-15T09:00:00+02:00");
    for (const auto* text :
         {"start Billing live for EU shops by 30 oct", "kpi add EU waitlist from 40 to 100", "milestone Beta finished",
          "action choose vendor for 5/7/12d owner @dev", "action integrate engine for 6/8/14d after A1 owner @dev",
          "action run the beta for 6/10/12d after A2 before M1 owner @legal", "action fix findings for 2/4/9d after M1 owner @dev",
          "action launch page for 3/5/8d owner @market", "commit every 2w"}) {
      say("ann", text);
    }
    story.wait(std::chrono::minutes(5));
  }

  /// In the channel, by the slash command; what everybody and what only the speaker sees.
  std::string say(const std::string& who, const std::string& text) {
    std::string all;
    for (const auto& seen : story.slash(who, "eng", text)) all += "[" + seen.where + "] " + seen.text() + "\n";
    return all;
  }
  std::string press(const std::string& who, const std::string& label) {
    for (const auto& button : buttons) {
      if (button.label == label) return say(who, button.say);
    }
    ADD_FAILURE() << "no button " << label;
    return "";
  }
  /// As `say`, and remembers the buttons.
  std::string look(const std::string& who, const std::string& text) {
    buttons.clear();
    std::string all;
    for (const auto& seen : story.slash(who, "eng", text)) {
      all += "[" + seen.where + "] " + seen.text() + "\n";
      for (const auto& button : chat::buttons_of(seen.message)) buttons.push_back(button);
    }
    return all;
  }
  std::int64_t edits() { return story.plan("BILL")->plan.seq; }

  fakes::Story story;
  std::vector<chat::Button> buttons;
};

}  // namespace backwalk

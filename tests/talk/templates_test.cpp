// Templates: each is a plan that holds together on the shortest time that it promises, and is told as tests/data/golden/templates has it
// (BACKWALK_UPDATE_GOLDEN=1 writes that anew; review the difference).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/base/zones.hpp"
#include "bot/talk/template.hpp"
#include "planner/assessment.hpp"
#include "planner/signals.hpp"
#include "tests/setting.hpp"
#include "tests/talk/billing.hpp"

namespace backwalk::talk {
namespace templates_test {

constexpr planner::Date today{std::chrono::sys_days{std::chrono::year{2026} / 9 / 8}.time_since_epoch()};

/// Today and as many weeks as the template promises to need.
std::string shortest(const PlanTemplate& made) { return zones::iso(today + std::chrono::days{7 * made.weeks}); }

/// The plan of a template, started in #eng, and what its maker saw.
struct Made {
  fakes::Story story{};
  std::vector<fakes::Seen> seen{};
  turn::RecordPtr record{};
};
std::unique_ptr<Made> make(const PlanTemplate& chosen, const std::string& words) {
  auto made = std::make_unique<Made>();
  made->seen = made->story.slash("ann", "eng", "template " + std::string(chosen.name) + " " + words);
  if (!made->story.answer().changes.empty()) {
    const auto& started = std::get<planner::PlanStarted>(made->story.answer().changes.front().edits.front());
    made->record = made->story.plan(started.key);
  }
  return made;
}

/// Where it belongs: a team's in a channel, a personal one in a direct message.
std::string story_of(const PlanTemplate& chosen) {
  fakes::Story story;
  const auto say = [&](const std::string& text) {
    return fakes::told(chosen.is_personal ? story.dm("ann", text) : story.slash("ann", "eng", text)) + "\n";
  };
  const auto started = say("template " + std::string(chosen.name) + " by " + shortest(chosen));
  return started + "\n--- check\n" + say("check");
}

TEST(Templates, AreTheEightThatAreShipped) {
  std::vector<std::string> names;
  for (const auto& made : templates()) {
    names.push_back(std::string(made.name) + (made.is_personal ? " for oneself" : ""));
    EXPECT_FALSE(made.title.empty()) << made.name;
    EXPECT_FALSE(made.about.empty()) << made.name;
    EXPECT_GT(made.weeks, 0) << made.name;
  }
  EXPECT_EQ(names, (std::vector<std::string>{"design", "launch", "problem", "project", "strategy", "career for oneself",
                                             "health for oneself", "skill for oneself"}));
}

TEST(Templates, EachIsAPlanWithoutAnythingToMend) {
  for (const auto& chosen : templates()) {
    SCOPED_TRACE(chosen.name);
    const auto made = make(chosen, "by " + shortest(chosen));
    ASSERT_NE(made->record, nullptr) << fakes::told(made->seen);
    const auto& plan = made->record->plan;
    EXPECT_GE(plan.milestones.size(), 3U);
    EXPECT_LE(plan.milestones.size(), 7U);
    EXPECT_LE(plan.actions.size(), 25U);
    for (const auto& milestone : plan.milestones) EXPECT_TRUE(milestone.due && milestone.due->before_goal) << milestone.title;
    for (const auto& action : plan.actions) EXPECT_TRUE(action.estimate) << action.title;
    const auto walk = planner::timeline(plan, today, {});
    ASSERT_TRUE(walk);
    EXPECT_TRUE(walk->schedule.is_feasible);
    for (const auto& point : planner::assess(plan, walk, std::nullopt, today)) EXPECT_TRUE(point.is_met()) << planner::term(point.point);
    EXPECT_TRUE(planner::signals(plan, walk, {}, {}, today).empty());
  }
}

TEST(Templates, ArePlansAsReviewed) {
  for (const auto& chosen : templates()) {
    SCOPED_TRACE(chosen.name);
    const auto golden = std::filesystem::path(BACKWALK_SOURCE_DIR) / "tests/data/golden/templates" / (std::string(chosen.name) + ".txt");
    const auto text = story_of(chosen);
    if (renews_golden()) {
      std::filesystem::create_directories(golden.parent_path());
      std::ofstream(golden) << text;
    }
    std::ifstream file(golden);
    std::ostringstream reviewed;
    reviewed << file.rdbuf();
    EXPECT_EQ(text, reviewed.str());
  }
}

TEST(Templates, MoveWithTheDateThatIsGiven) {
  const auto& launch = *find_template("launch");
  const auto near = make(launch, "by 2026-12-11");
  const auto far = make(launch, "by 2027-01-15");
  ASSERT_TRUE(near->record && far->record);
  const auto shift = std::chrono::days{35};
  for (std::size_t i = 0; i < near->record->plan.milestones.size(); ++i) {
    EXPECT_EQ(near->record->plan.milestones[i].due->date + shift, far->record->plan.milestones[i].due->date);
  }
  near->story.slash("ann", "eng", "goal by 2027-01-15");
  const auto& goal = near->story.plan(near->record->plan.key)->plan.goal;
  const auto& first = near->story.plan(near->record->plan.key)->plan.milestones.front();
  EXPECT_EQ(planner::settled(*first.due, goal).date, far->record->plan.milestones.front().due->date);
}

TEST(Templates, AreOneCommandAndOneUndo) {
  const auto made = make(*find_template("launch"), "Billing by 2026-12-11");
  ASSERT_NE(made->record, nullptr);
  EXPECT_EQ(made->record->plan.goal.title, "Billing");
  ASSERT_EQ(made->record->log.size(), 2U);
  EXPECT_EQ(made->record->log.kept()[0].said, "start Billing by 2026-12-11");
  EXPECT_EQ(made->record->log.kept()[1].said, "template launch Billing by 2026-12-11");
  made->story.slash("ann", "eng", "template launch Billing by 2026-12-11");
  EXPECT_EQ(made->story.answer().changes.size(), 0U) << "the same again within a minute";
  made->story.slash("ann", "eng", "undo");
  const auto plan = made->story.plan(made->record->plan.key)->plan;
  EXPECT_TRUE(plan.milestones.empty() && plan.actions.empty() && plan.risks.empty() && plan.closed.empty());
  EXPECT_EQ(plan.goal.title, "Billing");
}

TEST(Templates, APlanThatIsOverIsKeptByANameOfItsOwn) {
  fakes::Story story;
  fakes::tell_committed_billing(story);
  const auto say = [&](const std::string& text) {
    story.wait(std::chrono::seconds{61});
    return fakes::told(story.slash("market", "billing", text));
  };
  EXPECT_NE(say("template save beta-launch").find("CUST is not closed"), std::string::npos);
  story.press("product", "billing", "close now in CUST");
  EXPECT_NE(say("template save launch").find("“launch” means something already."), std::string::npos);
  EXPECT_NE(say("template save Beta Launch").find("is no name for a template"), std::string::npos);
  EXPECT_NE(say("template save").find("A template needs a name."), std::string::npos);
  EXPECT_NE(say("template save beta-launch").find("CUST is kept as the template beta-launch."), std::string::npos);
  EXPECT_NE(say("template list").find("as CUST, "), std::string::npos);
  say("template beta-launch Billing for Norway by 18 dec");
  ASSERT_EQ(story.answer().changes.size(), 2U);
  const auto key = std::get<planner::PlanStarted>(story.answer().changes.front().edits.front()).key;
  EXPECT_EQ(story.plan(key)->plan.actions.size(), story.plan("CUST")->plan.actions.size());
  EXPECT_NE(say("template nothing-like-it X by 18 dec").find("There is no template called “nothing-like-it”"), std::string::npos);
}

TEST(Templates, AskForWhatStandsBehindTheList) {
  fakes::Story story;
  const auto told = fakes::told(story.slash("ann", "eng", "template list everything"));
  EXPECT_NE(told.find("I understood “template list”, but not “everything”"), std::string::npos) << told;
}

TEST(Templates, APlanThatIsOverIsOneForTheNext) {
  fakes::Story story;
  fakes::tell_committed_billing(story);
  story.slash("dev", "billing", "flexible A6");
  story.slash("dev", "billing", "block A4 no keys");
  story.slash("dev", "billing", "done A3");
  story.press("product", "billing", "close now in CUST");
  const auto old = story.plan("CUST");
  ASSERT_TRUE(old->plan.closed_at);
  story.slash("market", "billing", "template CUST Self-serve billing for Norway by 18 dec");
  ASSERT_EQ(story.answer().changes.size(), 2U);
  const auto key = std::get<planner::PlanStarted>(story.answer().changes.front().edits.front()).key;
  const auto fresh = story.plan(key);
  ASSERT_NE(fresh, nullptr);
  const auto& plan = fresh->plan;
  EXPECT_EQ(plan.goal.title, "Self-serve billing for Norway");
  ASSERT_EQ(plan.milestones.size(), old->plan.milestones.size());
  for (std::size_t i = 0; i < plan.milestones.size(); ++i) {
    EXPECT_EQ(plan.milestones[i].title, old->plan.milestones[i].title);
    EXPECT_EQ(plan.milestones[i].due.has_value(), old->plan.milestones[i].due.has_value());
    if (!plan.milestones[i].due) continue;
    EXPECT_EQ(plan.milestones[i].due->date - old->plan.milestones[i].due->date, std::chrono::days{49});
  }
  ASSERT_EQ(plan.actions.size(), old->plan.actions.size());
  for (std::size_t i = 0; i < plan.actions.size(); ++i) {
    EXPECT_EQ(plan.actions[i].title, old->plan.actions[i].title);
    EXPECT_EQ(plan.actions[i].estimate, old->plan.actions[i].estimate);
    EXPECT_EQ(plan.actions[i].is_flexible, old->plan.actions[i].is_flexible);
    EXPECT_FALSE(plan.actions[i].owner || plan.actions[i].finished) << "said anew";
  }
  EXPECT_EQ(plan.links, old->plan.links);
  EXPECT_EQ(plan.risks.size(), 2U) << "not what blocked an action then";
  story.slash("market", "billing", "undo in " + key);
  EXPECT_TRUE(story.plan(key)->plan.actions.empty());
}

TEST(Templates, OfAPrivatePlanAreForItsOwnerInPrivate) {
  fakes::Story story;
  story.dm("ann", "template health by 11 dec");
  const auto key = std::get<planner::PlanStarted>(story.answer().changes.front().edits.front()).key;
  story.slash("ann", "eng", "template " + key + " Again by 18 dec");
  EXPECT_TRUE(story.was_refused());
  story.slash("bob", "eng", "template " + key + " Again by 18 dec");
  EXPECT_TRUE(story.was_refused());
  EXPECT_TRUE(story.answer().changes.empty());
  story.dm("ann", "template " + key + " Again by 18 dec");
  EXPECT_EQ(story.answer().changes.size(), 2U);
}

TEST(Templates, AskOnlyForWhatTheyCannotKnow) {
  const auto made = make(*find_template("launch"), "by 2026-12-11");
  const std::string key = made->record->plan.key;
  for (const std::string text : {"skip", "skip", "skip", "skip"}) made->story.slash("ann", "eng", text);
  ASSERT_EQ(made->story.answer().questions.size(), 1U);
  EXPECT_EQ(made->story.answer().questions.front().asked.topic, planner::Topic::certain) << "its states are one way of many";
  made->story.slash("ann", "eng", "answer yes");
  ASSERT_EQ(made->story.answer().questions.size(), 1U);
  EXPECT_EQ(made->story.answer().questions.front().asked.topic, planner::Topic::cadence);
}

TEST(Templates, DesignBeginsWithWhoAndWhatTheyNeed) {
  const auto made = make(*find_template("design"), "by 2026-12-11");
  const auto& plan = made->record->plan;
  EXPECT_EQ(plan.milestones.front().title, "We know who it is for and what they need");
  const auto walk = planner::timeline(plan, today, {});
  const auto first = walk->find({planner::Kind::milestone, 1})->latest_finish;
  for (const auto& milestone : plan.milestones) {
    EXPECT_LE(first, walk->find({planner::Kind::milestone, milestone.number})->latest_finish) << milestone.title;
  }
}

TEST(Templates, AProjectEndsItsMilestonesWithSprints) {
  const auto& project = *find_template("project");
  const auto dates = [](const Made& made) {
    std::vector<std::string> all;
    for (const auto& milestone : made.record->plan.milestones) all.push_back(zones::iso(milestone.due->date));
    return all;
  };
  EXPECT_EQ(dates(*make(project, "by 2026-12-11")), (std::vector<std::string>{"2026-10-16", "2026-10-30", "2026-11-13", "2026-11-27"}));
  EXPECT_EQ(dates(*make(project, "by 2026-12-18 every 3w")),
            (std::vector<std::string>{"2026-09-25", "2026-10-16", "2026-11-06", "2026-11-27"}));
  // Sprints from Mon 14 Sep: the goal on a Wednesday lies in the middle of one, the milestones on Fridays at the ends of those before.
  EXPECT_EQ(dates(*make(project, "by 2026-12-09 every 2w from 14 sep")),
            (std::vector<std::string>{"2026-10-09", "2026-10-23", "2026-11-06", "2026-11-20"}));
}

TEST(Templates, SprintsEndOnTheirLastWorkingDay) {
  const planner::WorkingTime time{planner::standard_calendar()};
  const auto monday = today + std::chrono::days{6};
  const auto end = [&](int day) { return (sprint_end(monday + std::chrono::days{day}, monday, 14, time) - monday).count(); };
  EXPECT_EQ(end(11), 11) << "the second Friday";
  EXPECT_EQ(end(10), -3) << "the day before it: the sprint before, which ended on a Friday too";
  EXPECT_EQ(end(13), 11);
  EXPECT_EQ(end(24), 11);
  EXPECT_EQ(end(25), 25);
  EXPECT_EQ(end(-4), -17);
}

TEST(Templates, SayWhenTheDateIsTooNearAndOfferOneThatIsNot) {
  for (const auto& chosen : templates()) {
    SCOPED_TRACE(chosen.name);
    const auto made = make(chosen, "Something by " + zones::iso(today + std::chrono::days{10}));
    EXPECT_EQ(made->record, nullptr) << "nothing is made before somebody says so";
    ASSERT_EQ(made->seen.size(), 1U);
    const auto buttons = chat::buttons_of(made->seen.front().message);
    ASSERT_EQ(buttons.size(), 2U) << made->seen.front().text();
    made->story.press("ann", "eng", buttons[0].say);
    ASSERT_EQ(made->story.answer().changes.size(), 2U) << buttons[0].say;
    const auto later = made->story.plan(std::get<planner::PlanStarted>(made->story.answer().changes.front().edits.front()).key);
    EXPECT_TRUE(planner::timeline(later->plan, today, {})->schedule.is_feasible);
    EXPECT_TRUE(later->plan.milestones.front().due) << "every milestone keeps its date";
    made->story.press("ann", "eng", buttons[1].say);
    ASSERT_EQ(made->story.answer().changes.size(), 2U) << buttons[1].say;
    const auto near = made->story.plan(std::get<planner::PlanStarted>(made->story.answer().changes.front().edits.front()).key);
    EXPECT_EQ(near->plan.goal.due->date, today + std::chrono::days{10});
    EXPECT_EQ(near->plan.actions.size(), later->plan.actions.size());
  }
}

}  // namespace templates_test
}  // namespace backwalk::talk

// What is laid out, whatever the plan: labels beside each other, all of it inside the frame.
#include <gtest/gtest.h>

#include <algorithm>

#include "bot/picture/paint.hpp"
#include "bot/picture/words.hpp"
#include "tests/picture/faults.hpp"
#include "tests/picture/plans.hpp"

namespace backwalk::picture {
namespace {

using namespace testing;

constexpr unsigned plans_tried_here = 300;  // tests/fuzz/pictures.cpp tries two thousand

TEST(Layout, HasNothingOverlappingAndNothingOutsideForRandomPlans) {
  const Measure measure;
  for (unsigned number = 0; number < plans_tried_here; ++number) {
    const auto sample = random_sample(number);
    const auto scene = sample.scene(measure);
    ASSERT_EQ(faults_of(scene), "") << sample.name;
    ASSERT_EQ(faults_of_course(number, measure), "") << sample.name;
    if (number % 100 != 0) continue;
    EXPECT_GT(png(scene, sample.ground, 1).size(), 1'000u) << sample.name;
  }
}

TEST(Layout, HasAKeyForEverySignThatIsDrawn) {
  const Measure measure;
  for (const auto& sample : samples()) EXPECT_EQ(signs_without_key(sample.scene(measure)), "") << sample.name;
  for (unsigned number = 0; number < plans_tried_here; ++number) {
    const auto sample = random_sample(number);
    ASSERT_EQ(signs_without_key(sample.scene(measure)), "") << sample.name;
  }
}

TEST(Layout, IsFoundFaultyWhenALabelIsMoved) {
  const Measure measure;
  auto scene = samples().front().scene(measure);
  ASSERT_EQ(faults_of(scene), "");
  auto moved = scene;
  for (auto& part : moved.parts) {
    if (auto* label = std::get_if<Label>(&part); label != nullptr && label->text == "A2") label->at.y -= 36;
  }
  EXPECT_NE(faults_of(moved), "");
  std::get<Label>(*std::find_if(scene.parts.begin(), scene.parts.end(), [](const Part& part) {
    return std::holds_alternative<Label>(part);
  })).at.x = 590;
  EXPECT_NE(faults_of(scene), "");
}

TEST(Layout, TextIsAsWideAsItIsMeasured) {
  const Measure measure;
  for (const auto& sample : samples()) {
    for (const auto& label : labels_of(sample.scene(measure))) {
      // What is cut is as wide as its room.
      EXPECT_GT(label.at.width, 0) << sample.name << ": " << label.text;
      if (measure.width(label.text, label.face) > label.at.width + 0.5) {
        EXPECT_GT(label.at.width, 150) << sample.name << ": " << label.text;
      }
    }
  }
}

struct Odd {
  const char* name;
  std::string title;
};

TEST(Layout, DrawsWhateverATitleIs) {
  const Measure measure;
  const Odd cases[] = {{"long", std::string(10'000, 'x')},
                       {"long words",
                        [] {
                          std::string text;
                          while (text.size() < 10'000) text += "word ";
                          return text;
                        }()},
                       {"empty", ""},
                       {"emoji", "🚀 launch 👩‍👩‍👧‍👦 🇪🇺"},
                       {"control characters", std::string("a\0b\x01\x1b[31mc\r\n\td\x7f", 15)},
                       {"markup", "<script>alert(1)</script> & \"quoted\" ]]> <!--"},
                       {"broken bytes", "\xff\xc0\x80\xed\xa0\x80\xf8 ok"},
                       {"turned around", "\u202Eevil\u2066 \u2067"},
                       {"stacked marks", "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308algo"}};
  for (const auto& odd : cases) {
    SCOPED_TRACE(odd.name);
    auto sample = samples().front();
    sample.plan.goal.title = odd.title;
    sample.plan.key = "SHOP";
    for (auto& action : sample.plan.actions) action.title = odd.title;
    for (auto& milestone : sample.plan.milestones) milestone.title = odd.title;
    for (auto& [id, name] : sample.names) name = odd.title;
    const auto scene = sample.scene(measure);
    EXPECT_EQ(faults_of(scene), "");
    EXPECT_TRUE(png(scene, Ground::light, 1).starts_with("\x89PNG"));
    const auto text = svg(scene, Ground::light);
    EXPECT_EQ(text.find("<script"), std::string::npos);
    EXPECT_EQ(text.find("<!--"), std::string::npos);
    EXPECT_NE(text.find("</svg>"), std::string::npos);
  }
}

TEST(Layout, DrawsAPlanWithNothingButADate) {
  const Measure measure;
  planner::Plan plan;
  plan.key = "NEW";
  plan.goal = {.title = "Something good", .due = planner::testing::on("2026-10-30")};
  const Sample sample{"bare", plan, day("2026-09-08"), {}};
  const auto scene = sample.scene(measure);
  EXPECT_EQ(faults_of(scene), "");
  EXPECT_NE(scene.alt.find("Goal Something good: due Fri 30 Oct 2026"), std::string::npos) << scene.alt;
}

TEST(Layout, SumsUpByMilestonesBeyondFortyActions) {
  const Measure measure;
  const auto few = sample_of(4, 40), many = sample_of(4, 41), none = sample_of(0, 200);
  EXPECT_EQ(few.scene(measure).alt.find("actions,"),
            few.scene(measure).alt.find("actions, 4 done") != std::string::npos ? 0 : std::string::npos);
  EXPECT_NE(many.scene(measure).alt.find("M1 Hall 1 is ready for goods"), std::string::npos);
  EXPECT_NE(many.scene(measure).alt.find("11 actions, 4 done"), std::string::npos) << many.scene(measure).alt;
  EXPECT_LT(none.scene(measure).height, 2'000);
}

TEST(Layout, ShowsWhatSlippedAgainstTheCommit) {
  const auto late = samples()[3];
  const Measure measure;
  const auto alt = late.scene(measure).alt;
  EXPECT_NE(alt.find("A2 Integrate the tax engine (Dana): 2 days late, ends Thu 1 Oct, committed for Tue 29 Sep"), std::string::npos)
      << alt;
  EXPECT_NE(alt.find("2 days late"), std::string::npos);
}

std::vector<Row> rows_of_sample(const Sample& sample) {
  const Prepared given(sample);
  return rows_of({given.sample.plan, *given.walk, nullptr, given.baseline ? &*given.baseline : nullptr, given.sample.names, sample.today});
}

TEST(Layout, ShowsWhatSlippedThoughItHasRoomForIt) {
  auto sample = samples()[1];
  sample.plan.actions[10].estimate = planner::testing::days_of_work(8);  // A11 has begun, and was to take six
  const auto rows = rows_of_sample(sample);
  const auto row = [&](int number) {
    return *std::find_if(rows.begin(), rows.end(), [&](const Row& each) {
      return each.ref == planner::Ref{planner::Kind::action, number};
    });
  };
  EXPECT_NE(row(16).alt.find("start by Wed 18 Nov, committed to start by Mon 23 Nov"), std::string::npos) << row(16).alt;
  ASSERT_TRUE(row(16).before);
  EXPECT_EQ(row(16).before->to, row(16).to) << "eleven days instead of eight, at its latest: it begins earlier and ends when it was to end";
  EXPECT_FALSE(row(16).is_late);
  EXPECT_NE(row(11).alt.find("ends Wed 16 Sep, as committed until Mon 14 Sep"), std::string::npos) << row(11).alt;
  EXPECT_FALSE(row(11).is_late);
  for (const int same : {3, 8, 17, 25}) EXPECT_FALSE(row(same).before) << same;
}

TEST(Layout, ShowsAMilestoneThatHasMoved) {
  auto sample = samples()[1];
  for (const auto& [due, words] :
       {std::pair{"2026-11-18", "committed for Fri 20 Nov"}, {"2026-11-20", ""}, {"2026-11-25", "committed for Fri 20 Nov"}}) {
    sample.plan.milestones[2].due = planner::testing::on(due);
    const auto rows = rows_of_sample(sample);
    const auto row = std::find_if(rows.begin(), rows.end(), [](const Row& each) {
      return each.ref == planner::Ref{planner::Kind::milestone, 3};
    });
    EXPECT_EQ(row->before.has_value(), *words != 0) << due;
    EXPECT_NE(row->alt.find(words), std::string::npos) << row->alt;
  }
}

TEST(Layout, TellsTheGoalThenMilestonesThenActionsAsFarAsThereIsRoom) {
  const auto scene = samples()[2].scene(Measure{});
  const auto goal = scene.alt.find("\nGoal The new warehouse"), first = scene.alt.find("\nM1 "), last = scene.alt.find("\nM10 "),
             action = scene.alt.find("\nA33 ");
  EXPECT_LT(goal, first);
  EXPECT_LT(first, last);
  EXPECT_LT(last, action);
  EXPECT_NE(action, std::string::npos) << scene.alt;
  const auto rest = scene.alt.rfind("\nand ");
  ASSERT_NE(rest, std::string::npos) << scene.alt;
  const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n') + 1; };
  EXPECT_EQ(scene.alt.substr(rest), "\nand " + std::to_string(lines(scene.words) - lines(scene.alt) + 1) + " more lines");
  EXPECT_NE(scene.words.find("\nA177 "), std::string::npos) << "all of the lines, for those that have room";
  EXPECT_EQ(scene.alt.find("\nA177 "), std::string::npos);
  EXPECT_TRUE(samples().front().scene(Measure{}).words.empty()) << "nothing was left out";
}

TEST(Layout, TellsADateThatIsTheEndOfAClosedDay) {
  auto sample = samples().front();
  sample.plan.goal.due = planner::testing::on("2026-10-10");  // a Saturday
  const auto alt = sample.scene(Measure{}).alt;
  EXPECT_NE(alt.find("Sat 10 Oct"), std::string::npos) << alt;
  EXPECT_EQ(alt.find("11 Oct"), std::string::npos) << alt;
}

TEST(Layout, SaysNoSafeStartAfterTheLatestStart) {
  auto sample = samples().front();
  sample.plan.goal.due = planner::testing::on("2027-03-31");
  const auto far = sample.scene(Measure{}).alt;
  ASSERT_NE(far.find("safe start"), std::string::npos) << far;
  for (auto& each : sample.plan.milestones) each.due = planner::testing::on("2026-10-30");
  const Prepared given(sample);
  for (const auto& row : rows_of({given.sample.plan, *given.walk, &*given.forecast, nullptr, given.sample.names, given.sample.today})) {
    if (row.safe) {
      EXPECT_LE(*row.safe, row.from) << row.alt;
    }
  }
}

TEST(Words, AreMadeFitForOneLine) {
  EXPECT_EQ(drawable("  a\n\tb  c "), "a b c");
  EXPECT_EQ(drawable("a\xff"
                     "b"),
            "a\uFFFDb");
  EXPECT_EQ(drawable("\u202Eab\u2066"), "ab");
  EXPECT_EQ(drawable("e\u0301\u0302\u0303\u0304"), "e\u0301\u0302");
  EXPECT_EQ(drawable(std::string(400, 'x')), std::string(300, 'x') + "…");
  EXPECT_EQ(drawable("👩‍👩‍👧"), "👩‍👩‍👧");
}

TEST(Words, SayDatesWorkAndValues) {
  const auto today = day("2026-09-08");
  EXPECT_EQ(say_day(day("2026-10-30"), today), "Fri 30 Oct");
  EXPECT_EQ(say_day(day("2027-09-30"), today), "Thu 30 Sep 2027");
  const auto calendar = planner::standard_calendar();
  const std::pair<int, const char*> works[] = {{60, "1 hour"}, {100, "2 hours"},  {240, "half a day"},
                                               {480, "1 day"}, {700, "1.5 days"}, {4800, "10 days"}};
  for (const auto& [minutes, words] : works) EXPECT_EQ(say_work(minutes, calendar), words);
  EXPECT_EQ(say_percent(0.001), "under 1 %");
  EXPECT_EQ(say_percent(0.825), "83 %");
  EXPECT_EQ(say_value(12'345, ""), "12345");
  EXPECT_EQ(say_value(90.678, "%", 3), "90.7%");
  EXPECT_EQ(say_value(12.5, "€"), "€12.5");
  EXPECT_EQ(say_value(1e300, "km").size(), std::string("1e+300 km").size());
}

}  // namespace
}  // namespace backwalk::picture

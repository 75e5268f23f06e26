// KPIs, risks and the rhythm as text, and whole stories of them.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "bot/store/codec.hpp"
#include "planner/evolve.hpp"
#include "tests/planner/random_story.hpp"
#include "tests/store/every_edit.hpp"

namespace backwalk::store {
namespace codec_rhythm_test {

using namespace planner;
using namespace facts;
using namespace std::chrono_literals;

TEST(Codec, BringsEveryEditOfRandomStoriesBack) {
  std::set<std::size_t> kinds;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    planner::testing::Storyteller teller{seed};
    planner::testing::Told story;
    story(planner::testing::beta());
    for (int step = 0; step < 150; ++step) {
      const auto wish = teller.wish(story.plan);
      if (decide(story.plan, wish, planner::testing::today())) story(wish);
    }
    Plan again;
    for (const Edit& edit : story.log) {
      const auto back = decode_edit(encode(edit));
      ASSERT_TRUE(back) << back.error().what;
      ASSERT_EQ(*back, edit) << encode(edit);
      again = evolve(std::move(again), *back);
      kinds.insert(edit.index());
    }
    EXPECT_TRUE(looks_same(again, story.plan));
  }
  EXPECT_GT(kinds.size(), 30U);
}

/// Each document as it will be found in logs for ever.
TEST(Codec, WritesTheRhythmInTheseWords) {
  const Cadence cadence{{0, 3}, 1, 570min, day};
  const std::vector<std::pair<Edit, std::string>> cases{
      {KpiAdded{1, "Waitlist", 40, 99.5, "%", Moment{day, {}}, PersonId{2}, moment},
       R"({"at":"2026-12-11T09:30","baseline":40.0,"due":"2026-12-11","edit":"kpi_added","name":"Waitlist","number":1,"owner":2,"target":99.5,"unit":"%","v":1})"},
      {KpiRead{1, moment, 0.1, "a webinar", 45},
       R"({"at":"2026-12-11T09:30","corrected":45.0,"edit":"kpi_read","note":"a webinar","number":1,"v":1,"value":0.1})"},
      {RiskAdded{3, "no keys", {}, "late", Ref{Kind::action, 4}, moment},
       R"({"about":"A4","at":"2026-12-11T09:30","edit":"risk_added","number":3,"v":1,"watch":"late","words":"no keys"})"},
      {StandupSet{Standup{cadence, {PersonId{1}}, 660min}},
       R"({"edit":"standup_set","standup":{"cadence":{"at":570,"every_weeks":1,"from":"2026-12-11","weekdays":[0,3]},"people":[1],"report_at":660},"v":1})"},
      {StandupAnswered{PersonId{1}, day, Doing::something_else, {}, "x", moment},
       R"({"at":"2026-12-11T09:30","date":"2026-12-11","doing":"something_else","edit":"standup_answered","person":1,"v":1,"words":"x"})"},
      {StatusReported{Reported{Status::on_track, {}, day}},
       R"({"edit":"status_reported","reported":{"on":"2026-12-11","status":"on_track"},"v":1})"},
      {NudgeSnoozed{{PersonId{1}, Nudge::item, Ref{Kind::kpi, 2}}, day},
       R"({"edit":"nudge_snoozed","nudge":{"item":"K2","nudge":"item","person":1},"until":"2026-12-11","v":1})"},
      {NudgeSnoozed{{PersonId{1}, Nudge::standup, {}}, day, 840min},
       R"({"at":840,"edit":"nudge_snoozed","nudge":{"nudge":"standup","person":1},"until":"2026-12-11","v":1})"},
      {KpiClassified{2, KpiKind::duration, KpiRole::input},
       R"({"edit":"kpi_classified","kind":"duration","number":2,"role":"input","v":1})"},
      {TopicClosed{{Topic::metrics, {}}, Closing::skipped},
       R"({"asked":{"topic":"metrics"},"edit":"topic_closed","how":"skipped","v":1})"}};
  for (const auto& [edit, text] : cases) EXPECT_EQ(encode(edit), text);
}

}  // namespace codec_rhythm_test
}  // namespace backwalk::store

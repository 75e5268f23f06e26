#include "bot/store/codec.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "planner/evolve.hpp"
#include "tests/store/every_edit.hpp"

namespace backwalk::store {
namespace codec_test {

using namespace planner;
using namespace facts;
using namespace std::chrono_literals;

TEST(Codec, BringsEveryEditBack) {
  std::set<std::size_t> kinds;
  for (const Edit& edit : all_edits()) {
    const std::string text = encode(edit);
    SCOPED_TRACE(text);
    const auto again = decode_edit(text);
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(*again, edit);
    EXPECT_NE(text.find("\"v\":1"), std::string::npos);
    kinds.insert(edit.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<Edit>);
}

chat::Outgoing full_outgoing() {
  chat::Outgoing outgoing;
  outgoing.key = "p1/card";
  outgoing.place = {"slack", "T1", "C1", "U1", "17.5"};
  outgoing.message.headline = {chat::plain_run("Hello "), chat::strong("world"), chat::quiet("q"), chat::code("c"),
                               chat::Mention{"U2", "Ana"}};
  outgoing.message.blocks = {
      chat::Text{{chat::plain_run("x")}},
      chat::Facts{{{"Due", "Friday"}, {"Owner", "Ana"}}},
      chat::Rows{{{"A1", "Draw"}, {"A2", "Paint"}}},
      chat::Progress{2, 4, "Milestones"},
      chat::Buttons{{{"Go", "next", chat::Weight::primary}, {"Stop", "drop A1", chat::Weight::danger}, {"Hm", "why"}}},
      chat::Rule{},
      chat::Picture{"Goal Friday\nA1 Draw", "var/pictures/p1.png", "/p/p1.5.aa.png", "/p/p1-dark.5.aa.png",
                    "Goal Friday\nA1 Draw\nA2 Colour"}};
  outgoing.delivery = chat::Delivery::ephemeral;
  outgoing.edits = "p1/root";
  outgoing.in_thread_of = "p1/thread";
  outgoing.only_for = chat::Door{"slack", "T1", "U1"};
  outgoing.expires = Instant(1788868800123ms);
  return outgoing;
}

bool same(const chat::Outgoing& a, const chat::Outgoing& b) {
  return a.key == b.key && a.place == b.place && a.message == b.message && a.delivery == b.delivery && a.edits == b.edits &&
         a.in_thread_of == b.in_thread_of && a.only_for == b.only_for && a.expires == b.expires;
}

TEST(Codec, BringsAnOutgoingBack) {
  for (const chat::Outgoing& outgoing : {full_outgoing(), chat::Outgoing{}}) {
    const auto again = decode_outgoing(encode(outgoing));
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_TRUE(same(*again, outgoing));
  }
}

TEST(Codec, BringsPlacesQuestionsAndEntriesBack) {
  const chat::Place place{"console", "local", "", "dev", std::nullopt};
  EXPECT_EQ(*decode_place(encode(place)), place);
  for (const Asked& asked : {Asked{Topic::steps, Ref{Kind::action, 4}}, Asked{Topic::reading, Ref{Kind::kpi, 1}}, Asked{Topic::metrics, {}},
                             Asked{Topic::standup, {}}}) {
    EXPECT_EQ(*decode_asked(encode(asked)), asked);
  }
  const turn::Entry entry{7, all_edits(), "start ship", PersonId{3}, Instant(5ms), place, 2};
  const auto again = decode_entry(encode(entry));
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(again->edits, entry.edits);
  EXPECT_EQ(again->said, entry.said);
  EXPECT_EQ(again->place, entry.place);
  EXPECT_EQ(again->first_seq, 7);
  EXPECT_EQ(again->version, 2);
}

TEST(Codec, IgnoresFieldsThatItDoesNotKnowAndDoesWithoutThoseThatCameLater) {
  const auto edit = decode_edit(
      R"({"v":1,"edit":"plan_started","key":"ALPH","title":"x","owner":1,"zone":"UTC","mood":{"is":"fine"},"calendar":null,"due":null})");
  EXPECT_FALSE(edit);  // a calendar that is there must be one
  const auto without =
      decode_edit(R"({"v":1,"edit":"plan_started","key":"ALPH","title":"x","owner":1,"zone":"UTC","mood":{"is":"fine"},"due":null})");
  ASSERT_TRUE(without) << without.error().what;
  EXPECT_EQ(std::get<PlanStarted>(*without), (PlanStarted{"ALPH", "x", {}, PersonId{1}}));
}

TEST(Codec, SaysWhereADocumentIsWrong) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "edit is no JSON object"},
      {"[]", "edit is no JSON object"},
      {"{", "edit is no JSON object"},
      {R"({"edit":"restored","version":1})", "edit.v is missing"},
      {R"({"v":2,"edit":"restored","version":1})", "edit.v is no version that this program reads"},
      {R"({"v":1,"version":1})", "edit.edit is missing"},
      {R"({"v":1,"edit":"unmade"})", "edit.edit is no known word"},
      {R"({"v":1,"edit":"restored"})", "edit.version is missing"},
      {R"({"v":1,"edit":"restored","version":"1"})", "edit.version is no whole number"},
      {R"({"v":1,"edit":"restored","version":5000000000})", "edit.version is out of range"},
      {R"({"v":1,"edit":"goal_moved","due":"2026-02-30"})", "edit.due is no date"},
      {R"({"v":1,"edit":"goal_moved","due":"2026-02-03T24:01"})", "edit.due is no date"},
      {R"({"v":1,"edit":"action_started","number":1,"at":"2026-02-03"})", "edit.at is no local time"},
      {R"({"v":1,"edit":"dropped","ref":"X1"})", "edit.ref is no reference"},
      {R"({"v":1,"edit":"dropped","ref":"A0"})", "edit.ref is no reference"},
      {R"({"v":1,"edit":"linked","link":{"before":"A1","after":7}})", "edit.link.after is no reference"},
      {R"({"v":1,"edit":"linked","link":{"before":"A1","after":"A2","lag":{"kind":"long","length":1}}})",
       "edit.link.lag.kind is no known word"},
      {R"({"v":1,"edit":"kpi_retargeted","number":1,"target":"5"})", "edit.target is no number"},
      {R"({"v":1,"edit":"kpi_retargeted","number":1,"target":null})", "edit.target is no number"},
      {R"({"v":1,"edit":"dropped","ref":"R0"})", "edit.ref is no reference"},
      {R"({"v":1,"edit":"dropped","ref":"K1x"})", "edit.ref is no reference"},
      {R"({"v":1,"edit":"dropped","ref":"g1"})", "edit.ref is no reference"},
      {R"({"v":1,"edit":"standup_set","standup":{"cadence":{"at":540,"every_weeks":1,"from":"2026-01-05","weekdays":["Mon"]}}})",
       "edit.standup.cadence.weekdays.0 is no whole number"},
      {R"({"v":1,"edit":"topic_closed","asked":3})", "edit.asked is no object"},
  };
  for (const auto& [text, complaint] : cases) {
    SCOPED_TRACE(text);
    const auto edit = decode_edit(text);
    ASSERT_FALSE(edit);
    EXPECT_EQ(edit.error().cause, Cause::corrupt);
    EXPECT_EQ(edit.error().what, complaint);
  }
  const auto block = decode_outgoing(
      R"({"v":1,"key":"k","place":{"platform":"a","workspace":"b","channel":"c"},"delivery":"post","message":{"headline":[],"blocks":[{"kind":"buttons","buttons":[{"label":1}]}]}})");
  EXPECT_EQ(block.error().what, "outgoing.message.blocks.0.buttons.0.label is no text");
}

TEST(Codec, SurvivesEveryCutOfADocument) {
  const std::string text = encode(full_outgoing());
  for (std::size_t length = 0; length < text.size(); ++length) EXPECT_FALSE(decode_outgoing(std::string_view(text).substr(0, length)));
}

TEST(Codec, KeepsTextThatIsNotUtf8Readable) {
  const auto edit = decode_edit(encode(GoalRetitled{"a\xff z"}));
  ASSERT_TRUE(edit);
  EXPECT_EQ(std::get<GoalRetitled>(*edit).title, "a\uFFFD z");
}

/// A log as it was once written, folded. These files are never regenerated: what was written must fold for ever.
struct OldLog {
  Plan plan{};
  std::set<std::size_t> kinds{};  ///< of edits
};
OldLog fold_old_log(const std::string& name) {
  OldLog old;
  std::ifstream file(std::string(BACKWALK_SOURCE_DIR) + "/tests/data/logs/" + name);
  EXPECT_TRUE(file.is_open()) << name;
  for (std::string line; std::getline(file, line);) {
    const auto entry = decode_entry(line);
    if (!entry) {
      ADD_FAILURE() << entry.error().what << " in " << line;
      continue;
    }
    EXPECT_EQ(entry->first_seq, old.plan.seq + 1);
    old.plan = replay(entry->edits, std::move(old.plan));
    EXPECT_EQ(entry->version, old.plan.version) << line;
    for (const Edit& edit : entry->edits) old.kinds.insert(edit.index());
  }
  return old;
}

TEST(Codec, ReplaysTheOldLog) {
  const auto [plan, kinds] = fold_old_log("v1.jsonl");
  EXPECT_EQ(kinds.size(), 20U) << "every edit that there was in version 1's first days";
  EXPECT_EQ(plan.key, "HARB");
  EXPECT_EQ(plan.goal.title, "Open the harbour café");
  EXPECT_EQ(plan.goal.announcement, "The first coffee is on us");
  EXPECT_EQ(plan.goal.due, (Moment{day, 17h}));
  EXPECT_EQ(plan.owner, PersonId{2});
  EXPECT_EQ(plan.zone, "Europe/Berlin");
  EXPECT_EQ(plan.calendar.holidays.size(), 1U);
  EXPECT_TRUE(plan.is_committed);
  EXPECT_EQ(plan.version, 4);
  EXPECT_EQ(plan.review_every_days, 7);
  ASSERT_EQ(plan.milestones.size(), 1U);
  EXPECT_EQ(plan.milestones[0].title, "Kitchen approved");
  EXPECT_EQ(plan.milestones[0].reached, LocalTime(std::chrono::local_days(std::chrono::year(2026) / 10 / 1) + 11h));
  ASSERT_EQ(plan.actions.size(), 2U);
  EXPECT_EQ(plan.actions[0].estimate, (Estimate{1440min, 960min, 2400min}));
  EXPECT_TRUE(plan.actions[0].finished);
  EXPECT_EQ(plan.actions[1].title, "Hire two cooks");
  ASSERT_EQ(plan.links.size(), 1U);
  EXPECT_EQ(plan.links[0].lag, (Lag{Lag::Kind::elapsed, 2880min}));
  EXPECT_EQ(plan.closed.size(), 1U);
}

TEST(Codec, ReplaysTheLogOfWhatWasDecided) {
  const auto plan = fold_old_log("v1_decided.jsonl").plan;
  EXPECT_EQ(plan.version, 2) << "what was applied is a version of its own";
  ASSERT_EQ(plan.actions.size(), 2U);
  EXPECT_EQ(plan.actions[0].estimate, (Estimate{.likely = 1920min}));
  EXPECT_TRUE(plan.actions[1].is_flexible);
  ASSERT_EQ(plan.risks.size(), 1U);
  EXPECT_EQ(plan.risks[0].mitigation, 2);
  EXPECT_EQ(plan.risks[0].happened, LocalTime(std::chrono::local_days(std::chrono::year(2026) / 9 / 8) + 9h));
  EXPECT_TRUE(plan.risks[0].closed);
}

TEST(Codec, ReplaysTheLogOfTheWalk) {
  const auto plan = fold_old_log("v1_walked.jsonl").plan;
  EXPECT_EQ(plan.goal.benefit, "honey without a queue");
  EXPECT_EQ(plan.goal.evidence, "forty asked at the market");
  EXPECT_EQ(plan.goal.experience, "a jar at the door");
  EXPECT_EQ(plan.parked, (std::set<std::string>{"write a leaflet"}));
  ASSERT_EQ(plan.actions.size(), 2U);
  EXPECT_EQ(plan.actions[0].accepted, PersonId{2});
  EXPECT_FALSE(plan.actions[1].accepted);
  EXPECT_EQ(plan.closed.size(), 4U);
  EXPECT_EQ(plan.review_every_days, 14);
  EXPECT_TRUE(plan.is_committed);
}

TEST(Codec, ReplaysTheLogOfWhatWasSharedAndKept) {
  const auto plan = fold_old_log("v1_shared.jsonl").plan;
  EXPECT_TRUE(plan.is_private);
  EXPECT_EQ(plan.guests, (std::set<PersonId>{PersonId{3}}));
  EXPECT_TRUE(plan.closed_at);
  EXPECT_EQ(plan.template_name, "ten-km");
}

TEST(Codec, ReplaysTheLogOfAShortWalk) {
  const auto plan = fold_old_log("v1_lite.jsonl").plan;
  EXPECT_TRUE(plan.is_lite);
  ASSERT_EQ(plan.milestones.size(), 3U);
  EXPECT_EQ(plan.milestones[0].done_when, "twenty have paid");
  EXPECT_FALSE(plan.milestones[0].is_late);
  EXPECT_TRUE(plan.milestones[1].is_late);
  EXPECT_EQ(plan.milestones[1].serves, "those who do not read");
  EXPECT_FALSE(plan.milestones[2].serves);
  EXPECT_EQ(plan.closed.size(), 1U);
}

/// Measures, risks, the rhythm, constraints and calendars, with dates that move with the goal.
TEST(Codec, ReplaysTheLogOfWhatCameSince) {
  const auto [plan, kinds] = fold_old_log("v1_since.jsonl");
  auto all = fold_old_log("v1.jsonl").kinds;
  all.insert(kinds.begin(), kinds.end());
  all.merge(fold_old_log("v1_decided.jsonl").kinds);
  all.merge(fold_old_log("v1_walked.jsonl").kinds);
  all.merge(fold_old_log("v1_shared.jsonl").kinds);
  all.merge(fold_old_log("v1_lite.jsonl").kinds);
  EXPECT_EQ(all.size(), std::variant_size_v<Edit>) << "an edit that is in neither log needs a line in a new one";
  const auto on = [](unsigned month, unsigned date) {
    return Date{std::chrono::year(2026) / static_cast<int>(month) / static_cast<int>(date)};
  };
  ASSERT_EQ(plan.actions.size(), 2U);
  EXPECT_EQ(plan.actions[0].constraint, (Constraint{Constraint::Kind::not_before, {on(9, 14), {}}}));
  EXPECT_EQ(plan.actions[0].remaining, (Remaining{720min, LocalTime{on(9, 16)} + 12h}));
  EXPECT_EQ(plan.actions[0].promised, 1440min);
  EXPECT_EQ(plan.actions[1].constraint, (Constraint{Constraint::Kind::fixed_on, {on(11, 9), 9h, 25}})) << "it moved with the goal";
  EXPECT_EQ(plan.milestones[0].due, (Moment{on(11, 13), {}, 21}));
  ASSERT_EQ(plan.kpis.size(), 2U);
  EXPECT_EQ(plan.kpis[0].role, KpiRole::input);
  EXPECT_EQ(plan.kpis[0].target, 600);
  EXPECT_EQ(plan.kpis[0].readings.front().note, "a fair");
  EXPECT_EQ(plan.kpis[1].kind, KpiKind::number);
  EXPECT_EQ(plan.kpis[1].due, (Moment{on(12, 4), {}, 0}));
  ASSERT_EQ(plan.risks.size(), 2U);
  EXPECT_EQ(plan.risks[0].probability, 0.25);
  EXPECT_EQ(plan.risks[0].delay, (Estimate{2400min, 480min, 4800min}));
  EXPECT_TRUE(plan.risks[1].closed);
  EXPECT_EQ(plan.drivers, (std::vector<SharedDriver>{{"weather", {1, 2}, 0.3}}));
  EXPECT_EQ(plan.calendars.at(PersonId{2}).week[5], (std::vector<Shift>{{8h, 12h}}));
  EXPECT_EQ(plan.calendar.holidays, std::set{on(11, 11)});
  EXPECT_EQ(plan.zone, "Europe/Berlin");
  EXPECT_EQ(plan.reported->status, Status::at_risk);
  EXPECT_TRUE(plan.rhythm.checkin && plan.rhythm.standup && plan.rhythm.brief);
  EXPECT_EQ(plan.closed_at, LocalTime{on(12, 4)} + 17h);
}

}  // namespace codec_test
}  // namespace backwalk::store

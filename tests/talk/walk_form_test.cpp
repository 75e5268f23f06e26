// [Answer]: each question of the walk that wants words can be answered in a form, and what a form says is right when it is sent late.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner/plan.hpp"
#include "tests/talk/team.hpp"

namespace backwalk {
namespace {

using fakes::has;
using fakes::Team;
using planner::Kind;
using planner::Ref;
using testing::ElementsAre;

class WalkForm : public testing::Test {
 protected:
  /// The form that [Answer] opens now.
  chat::Message opened() {
    team.story.brings_trigger("t" + std::to_string(++triggers_));
    const auto seen = team.story.press("anna", "eng", "answer form in ORDE");
    if (seen.size() != 1) return {};
    return seen.front().message;
  }
  static const chat::Form& form_of(const chat::Message& message) { return std::get<chat::Form>(message.blocks.at(0)); }
  /// Fills in the fields of these names and sends it; what is seen then.
  std::string submit(const chat::Form& form, const std::map<std::string, chat::Piece>& values) {
    chat::Submitted sent;
    sent.say = form.say;
    for (const auto& field : form.fields) {
      sent.fields.push_back(field.name);
      const auto value = values.find(field.name);
      const bool is_text = std::holds_alternative<chat::TextInput>(field.input);
      if (value != values.end()) sent.values.push_back({field.name, field.say, is_text, {value->second}});
    }
    return fakes::told(team.story.submit("anna", "eng", sent));
  }
  static std::vector<std::string> names_of(const chat::Form& form) {
    std::vector<std::string> names;
    for (const auto& field : form.fields) names.push_back(field.name);
    return names;
  }
  void say_all(std::initializer_list<const char*> texts) {
    for (const auto* text : texts) team.say(text);
  }
  Team team;

 private:
  int triggers_ = 0;
};

TEST_F(WalkForm, AsksForANumberInParts) {
  say_all({"orders come in", "shops"});
  ASSERT_TRUE(has(team.seen(), "[Answer] [Skip]")) << team.seen();
  const auto message = opened();
  const auto& form = form_of(message);
  EXPECT_THAT(names_of(form), ElementsAre("name", "from", "to", "by", "owner"));
  const auto told = submit(form, {{"name", "orders from 3 shops"}, {"from", "40"}, {"to", "100"}});
  ASSERT_EQ(team.plan().kpis.size(), 1U) << told;
  EXPECT_EQ(team.plan().kpis.front().name, "orders from 3 shops");
  EXPECT_TRUE(has(told, "What would make you say “not done”")) << told;
  EXPECT_TRUE(has(told, "Answered by anna in the form.")) << told;
}

TEST_F(WalkForm, TakesAMilestoneThoughTheWalkIsFurther) {
  say_all({"orders come in", "shops", "orders 0 to 10", "skip"});
  const auto message = opened();
  const auto& form = form_of(message);
  EXPECT_THAT(names_of(form), ElementsAre("title", "by", "owner"));
  submit(form, {{"title", "the shop is open by 3 dec"}, {"by", "2026-10-09"}, {"owner", chat::UserMention{"ben", "ben"}}});
  say_all({"payment works", "enough", "yes"});
  ASSERT_TRUE(has(team.seen(), "what is the very last thing done")) << team.seen();
  const auto told = submit(form, {{"title", "support is trained"}});
  ASSERT_EQ(team.plan().milestones.size(), 3U) << told;
  EXPECT_EQ(team.plan().milestones.at(0).title, "the shop is open by 3 dec");
  EXPECT_TRUE(team.plan().milestones.at(0).owner.has_value());
  EXPECT_EQ(team.plan().milestones.at(2).title, "support is trained");
  EXPECT_TRUE(team.plan().actions.empty());
}

TEST_F(WalkForm, SetsATaskAsideWhereAStateIsAskedFor) {
  say_all({"orders come in", "shops", "orders 0 to 10", "skip"});
  const auto message = opened();
  const auto told = submit(form_of(message), {{"title", "build a webhook retry"}});
  EXPECT_TRUE(has(told, "I parked “build a webhook retry”")) << told;
  EXPECT_TRUE(team.plan().milestones.empty());
}

TEST_F(WalkForm, PutsAStepBeforeWhatItWasOpenedFor) {
  say_all({"orders come in", "shops", "orders 0 to 10", "skip", "skip", "open the shop 1d"});
  const auto message = opened();
  const auto& form = form_of(message);
  EXPECT_EQ(chat::plain(message.headline), "Just before A1");
  EXPECT_THAT(names_of(form), ElementsAre("title", "duration", "owner"));
  team.say("stock the shelves 2d");  // somebody else is quicker: A2 is asked about now
  const auto told = submit(form, {{"title", "print the sign, 2d or so"}, {"duration", "2/4/9d"}});
  ASSERT_EQ(team.plan().actions.size(), 3U) << told;
  EXPECT_EQ(team.plan().actions.at(2).title, "print the sign, 2d or so");
  const auto before = team.plan().links;
  const auto leads_to = [&](int number, int to) {
    return std::any_of(before.begin(), before.end(), [&](const auto& link) {
      return link.before == Ref{Kind::action, number} && link.after == Ref{Kind::action, to};
    });
  };
  EXPECT_TRUE(leads_to(3, 1));
  EXPECT_FALSE(leads_to(3, 2));
}

TEST_F(WalkForm, TellsWhatItDidNotUnderstandAtItsField) {
  say_all({"orders come in", "shops", "orders 0 to 10", "skip", "skip"});
  const auto message = opened();
  EXPECT_EQ(chat::plain(message.headline), "Just before ORDE");
  submit(form_of(message), {{"title", "open the shop"}, {"duration", "soonish"}});
  EXPECT_TRUE(team.story.was_refused());
  EXPECT_EQ(team.story.answer().wrong_field, "duration");
  EXPECT_TRUE(team.plan().actions.empty());
  submit(form_of(message), {{"title", "open the shop"}, {"duration", "3d"}});
  ASSERT_EQ(team.plan().actions.size(), 1U);
  EXPECT_FALSE(form_of(opened()).fields.empty());
}

TEST_F(WalkForm, AsksForWhatIsMissing) {
  say_all({"orders come in", "shops", "orders 0 to 10", "skip", "payment works", "stock is there", "enough", "something is missing"});
  const auto message = opened();
  EXPECT_EQ(chat::plain(message.headline), "Missing in ORDE");
  submit(form_of(message), {{"title", "the launch page"}, {"duration", "soonish"}});
  EXPECT_TRUE(team.story.was_refused());
  EXPECT_EQ(team.story.answer().wrong_field, "duration");
  const auto told = submit(form_of(message), {{"title", "the launch page"}, {"duration", "3d"}});
  ASSERT_EQ(team.plan().actions.size(), 1U) << told;
  EXPECT_TRUE(has(told, "Just before A1 the launch page")) << told;
}

TEST(WalkFormOfMine, HasNoOwnerAndNoButton) {
  fakes::Story story;
  auto seen = fakes::told(story.dm("anna", "start run ten km by 30 nov"));
  for (const char* text : {"finished without walking", "longest run 3 km to 10 km", "8 km by 1 nov", "enough"})
    seen += fakes::told(story.dm("anna", text));
  EXPECT_FALSE(has(seen, "[Answer]")) << seen;
  EXPECT_TRUE(has(fakes::told(story.dm("anna", "answer form")), "Say: ")) << "asked for by name it comes all the same";
}

}  // namespace
}  // namespace backwalk

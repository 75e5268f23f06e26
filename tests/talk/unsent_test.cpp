// What somebody is told when a message could not be delivered.
#include <gtest/gtest.h>

#include "bot/talk/unsent.hpp"
#include "planner/evolve.hpp"

namespace backwalk::talk {
namespace {

constexpr turn::PersonId anna{1};

turn::State state_of_plan() {
  auto record = std::make_shared<turn::Record>();
  record->id = turn::PlanId{7};
  record->platform = "slack";
  record->workspace = "T1";
  record->plan.key = "BILL";
  record->plan.owner = anna;
  turn::State state;
  state.plans = {record};
  state.people[anna] = {anna, "Anna", {}, {{"slack", "T0", "U0"}, {"slack", "T1", "UANNA"}}, {}};
  return state;
}

chat::Outgoing brief() {
  chat::Outgoing outgoing;
  outgoing.key = "p7/brief/channel/2026-10-02";
  outgoing.place = {"slack", "T1", "CEXEC", std::nullopt, std::nullopt};
  outgoing.message = chat::say("BILL is on track.");
  return outgoing;
}

TEST(Unsent, AsksForThePlanOfTheMessage) {
  EXPECT_EQ(need_of_unsent(brief()).plans, std::vector{turn::PlanId{7}});
  for (const char* key : {"reply:slack:x", "p", "p7", "px/1", "share:u1/3"}) {
    auto other = brief();
    other.key = key;
    EXPECT_TRUE(need_of_unsent(other).plans.empty()) << key;
  }
}

TEST(Unsent, TheOwnerHearsOnceOfAChannelThatCannotBePostedIn) {
  const auto answer = tell_unsent(state_of_plan(), brief());
  ASSERT_EQ(answer.later.size(), 1U);
  const auto& told = answer.later.front();
  EXPECT_EQ(told.place.user, "UANNA");
  EXPECT_EQ(told.place.workspace, "T1");
  EXPECT_NE(chat::plain(told.message).find("BILL is on track."), std::string::npos);
  auto next = brief();
  next.key = "p7/brief/channel/2026-10-09";
  EXPECT_EQ(tell_unsent(state_of_plan(), next).later.front().key, told.key) << "the key of the outbox stops the second";
  next.place.channel = "COTHER";
  EXPECT_NE(tell_unsent(state_of_plan(), next).later.front().key, told.key);
}

TEST(Unsent, NobodyHearsOfAnEditOrOfADirectMessage) {
  auto edit = brief();
  edit.delivery = chat::Delivery::edit;
  EXPECT_TRUE(tell_unsent(state_of_plan(), edit).later.empty());
  auto direct = brief();
  direct.place.user = "UANNA";
  EXPECT_TRUE(tell_unsent(state_of_plan(), direct).later.empty());
}

TEST(Unsent, WhoeverAskedForAFormReadsWhatToTypeInstead) {
  chat::Outgoing form;
  form.key = "form:x";
  form.place = {"slack", "T1", "C1", std::nullopt, std::nullopt};
  form.delivery = chat::Delivery::form;
  form.only_for = chat::Door{"slack", "T1", "UBEN"};
  form.message = chat::say("Block");
  form.message.blocks.emplace_back(chat::Form{"block A4", "Save", {chat::Field{"what", "What", "", "", true, chat::TextInput{}}}});
  const auto answer = tell_unsent({}, form);
  ASSERT_EQ(answer.later.size(), 1U);
  EXPECT_EQ(answer.later.front().delivery, chat::Delivery::ephemeral);
  EXPECT_EQ(answer.later.front().only_for, form.only_for);
  EXPECT_NE(chat::plain(answer.later.front().message).find("block A4 WHAT"), std::string::npos);
  form.place.user = "UBEN";
  EXPECT_EQ(tell_unsent({}, form).later.front().delivery, chat::Delivery::post);
}

}  // namespace
}  // namespace backwalk::talk

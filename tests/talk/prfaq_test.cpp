// The press release of a plan: what was said and what the plan knows, and nothing else.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/talk/billing.hpp"

namespace backwalk {
namespace prfaq_test {

std::string thread_of(const std::vector<fakes::Seen>& seen) { return fakes::told_to(seen, "#billing thread"); }

bool has_no(const std::string& text, const std::string& what) { return text.find(what) == std::string::npos; }

TEST(Prfaq, SaysWhatWasSaidAndNothingElse) {
  fakes::Story story;
  fakes::tell_committed_billing(story);
  story.slash("product", "billing", "prfaq announcement EU customers buy and pay by themselves");
  story.slash("product", "billing", "prfaq audience small EU shops; today they wait 4 days for an invoice");
  story.slash("legal", "billing", "prfaq unless terms are signed for all 27 countries");
  const auto text = thread_of(story.slash("product", "billing", "prfaq"));
  for (const std::string part : {"EU customers buy and pay by themselves", "small EU shops; today they wait 4 days for an invoice",
                                 "terms are signed for all 27 countries", "EU waitlist companies: from 40 to 100, by Fri 30 Oct.",
                                 "product.", "M1 Terms and privacy signed", "R1 rival launches first", "Every 2 weeks.", "Press release",
                                 "What customers ask", "What colleagues ask"}) {
    EXPECT_FALSE(has_no(text, part)) << part << "\n" << text;
  }
  EXPECT_TRUE(has_no(text, "Nobody has said")) << text;
  const auto customers = text.substr(text.find("What customers ask"), text.find("What colleagues ask") - text.find("What customers ask"));
  for (const std::string inner : {"R1", "M1", "product", "chance"}) EXPECT_TRUE(has_no(customers, inner)) << customers;
}

TEST(Prfaq, NamesWhatIsMissingAndHowToSayIt) {
  fakes::Story story;
  story.slash("ann", "billing", "start Open the shop");
  for (const auto& [how, is_missing] : std::vector<std::pair<std::string, std::string>>{
           {"prfaq announcement People shop at night", "the announcement, in one line. Say: OPEN prfaq announcement TEXT"},
           {"prfaq audience night owls", "for whom it is, and what they lack now. Say: OPEN prfaq audience TEXT"},
           {"kpi add Visitors from 40 to 100", "the number that tells it worked. Say: OPEN kpi add NAME from 40 to 100"},
           {"prfaq unless it is warm inside", "what would make it “not done”. Say: OPEN prfaq unless TEXT"},
           {"goal by 30 oct", "the date. Say: OPEN goal by DATE"}}) {
    story.wait(std::chrono::minutes{2});
    const auto before = thread_of(story.slash("ann", "billing", "prfaq"));
    EXPECT_FALSE(has_no(before, "Nobody has said " + is_missing)) << before;
    story.slash("ann", "billing", how);
    EXPECT_FALSE(story.was_refused()) << how;
    story.wait(std::chrono::minutes{2});
    EXPECT_TRUE(has_no(thread_of(story.slash("ann", "billing", "prfaq")), is_missing)) << how;
  }
}

TEST(Prfaq, KeepsTheWordsThatItIsTold) {
  fakes::Story story;
  story.slash("ann", "billing", "start Open the shop by 30 oct");
  for (const std::string words :
       {"people who like to share", "those who wait because nobody answers again and again, by hand", "teams in Kiel"}) {
    story.slash("ann", "billing", "prfaq audience " + words);
    EXPECT_EQ(story.plan("OPEN")->plan.goal.audience, words);
  }
  story.slash("ann", "billing", "prfaq audience night owls in OPEN");
  EXPECT_EQ(story.plan("OPEN")->plan.goal.audience, "night owls");
  story.slash("ann", "billing", "prfaq audience");
  EXPECT_TRUE(story.was_refused()) << "also while a question is open that free text would answer";
}

TEST(Prfaq, HoldsTheAnswersOfAllFiveQuestions) {
  fakes::Story story;
  fakes::tell_billing(story);
  story.brings_trigger("t1");
  chat::Submitted sent;
  const auto asked = story.press("product", "billing", "answer form");
  ASSERT_EQ(asked.size(), 1U);
  const auto* form = std::get_if<chat::Form>(&asked[0].message.blocks.at(0));
  ASSERT_NE(form, nullptr);
  sent.say = form->say;
  for (const auto& field : form->fields) {
    sent.fields.push_back(field.name);
    sent.values.push_back({field.name, field.say, true, {chat::Piece{"zebra " + field.name}}});
  }
  story.submit("product", "billing", sent);
  const auto text = thread_of(story.slash("product", "billing", "prfaq"));
  const auto inside = text.find("What colleagues ask");
  for (const std::string name : {"announcement", "audience", "benefit", "experience"})
    EXPECT_LT(text.find("zebra " + name), inside) << name << text;
  EXPECT_GT(text.find("zebra evidence"), inside) << text;
  EXPECT_NE(text.find("zebra evidence"), std::string::npos) << text;
}

TEST(Prfaq, StandsInTheThreadOfThePlan) {
  fakes::Story story;
  fakes::tell_billing(story);
  const auto seen = story.slash("dev", "billing", "prfaq");
  EXPECT_EQ(std::count_if(seen.begin(), seen.end(), [](const auto& each) { return each.where == "#billing thread"; }), 1);
  EXPECT_EQ(fakes::told_to(seen, "#billing only dev"), "The press release of CUST stands in its thread.");
  EXPECT_TRUE(story.answer().changes.empty()) << "looking changes nothing";
}

TEST(Prfaq, OfAPrivatePlanIsSeenByItsOwnerAlone) {
  fakes::Story story;
  story.dm("ann", "start Run ten kilometres by 15 nov");
  const auto seen = story.dm("ann", "prfaq");
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen.front().where, "to ann");
  EXPECT_FALSE(has_no(seen.front().text(), "Run ten kilometres"));
}

TEST(Prfaq, ExportIsMarkdown) {
  fakes::Story story;
  fakes::tell_committed_billing(story);
  story.slash("product", "billing", "prfaq announcement EU customers buy and pay by themselves");
  const auto seen = story.slash("product", "billing", "prfaq export");
  const auto text = fakes::told_to(seen, "#billing only product");
  EXPECT_EQ(seen.size(), 1U) << "for whoever asks";
  EXPECT_FALSE(has_no(text, "\n# EU customers buy and pay by themselves\n\n*CUST · ")) << text;
  EXPECT_FALSE(has_no(text, "\n## What colleagues ask\n\n**Who answers for it?**\n\nproduct.\n")) << text;
  EXPECT_FALSE(has_no(text, "\n- M1 Terms and privacy signed")) << text;
  for (const auto& block : seen.front().message.blocks) {
    EXPECT_TRUE(std::holds_alternative<chat::Rows>(block) || std::holds_alternative<chat::Text>(block)) << "nothing to press in a text";
  }
}

}  // namespace prfaq_test
}  // namespace backwalk

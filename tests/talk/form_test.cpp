// Forms: opened where they can be, the command that a filled one stands for, and the field that a refusal belongs to.
#include "bot/talk/form.hpp"

#include <gtest/gtest.h>

#include "planner/plan.hpp"
#include "tests/fakes/story.hpp"

namespace backwalk::talk {
namespace {

using namespace std::chrono_literals;
using chat::Filled;

Filled text(const std::string& name, const std::string& value) { return {name, "", true, {value}}; }
Filled date(const std::string& value) { return {"date", "by", false, {value}}; }
Filled owner(const std::string& user) { return {"owner", "owner", false, {chat::UserMention{user, user}}}; }

/// The form of `start`, filled in.
chat::Submitted to_start(std::vector<Filled> values) {
  chat::Submitted submitted;
  submitted.say = "start";
  submitted.values = std::move(values);
  submitted.fields = {"title", "date", "owner"};
  return submitted;
}

Utterance read(const chat::Submitted& submitted) {
  return parse(words_of(submitted), Calendarium{.today = planner::Date{std::chrono::year{2026} / 9 / 8}});
}

TEST(Form, AFilledOneIsItsCommand) {
  const auto said = read(to_start({text("title", "Billing live"), date("2026-10-30"), owner("dev")}));
  EXPECT_EQ(said.verb, Verb::start);
  EXPECT_EQ(said.text, "Billing live");
  ASSERT_TRUE(said.by.has_value());
  EXPECT_EQ(said.by->date, planner::Date(std::chrono::year{2026} / 10 / 30));
  ASSERT_TRUE(said.owner.has_value());
  EXPECT_EQ(said.owner->mention, "dev");
}

TEST(Form, NothingInATextIsAModifier) {
  for (const std::string hostile :
       {R"(Go live" owner @dev by 3 oct)", R"(Go live' owner @dev by 3 oct)", R"("Go" 'live' owner @dev by 3 oct)",
        R"(Go "live owner @dev" by 3 oct)", R"(it's "the' dogs' own" owner @dev by 3 oct 'x)", "Go “live” owner @dev by 3 oct",
        "Go\nlive owner me\nby 3 oct", R"(" owner @dev by 3 oct)", "Go live owner @dev by 3 oct again"}) {
    SCOPED_TRACE(hostile);
    const auto said = read(to_start({text("title", hostile), date("2026-10-30")}));
    EXPECT_EQ(said.text, normalise(hostile));
    EXPECT_FALSE(said.owner.has_value());
    EXPECT_FALSE(said.is_again);
    ASSERT_TRUE(said.by.has_value());
    EXPECT_EQ(said.by->date, planner::Date(std::chrono::year{2026} / 10 / 30));
  }
}

TEST(Form, ACheckedBoxIsItsWordsAlone) {
  auto submitted = to_start({text("title", "Billing live"), date("2026-10-30"), {"again", "again", false, {}}});
  EXPECT_TRUE(read(submitted).is_again);
}

TEST(Form, WhatIsTooLongIsTold) {
  bool is_cut = false;
  words_of(to_start({text("title", "short")}), &is_cut);
  EXPECT_FALSE(is_cut);
  words_of(to_start({text("title", std::string(3000, 'a')), text("note", std::string(3000, 'b'))}), &is_cut);
  EXPECT_TRUE(is_cut);
}

TEST(Form, ARefusalBelongsToTheFieldThatWasNotUnderstood) {
  const struct {
    const char* name;
    chat::Submitted form;
    const char* field;
  } cases[] = {
      {"no such day", to_start({text("title", "Live"), date("31 feb")}), "date"},
      {"two readings", to_start({text("title", "Live"), date("3/4/2027")}), "date"},
      {"nothing wrong with the words", to_start({text("title", "Live"), date("2026-10-30")}), "title"},
      {"a date in the title", to_start({text("title", "Live by 31 feb"), date("2026-10-30")}), "title"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    EXPECT_EQ(field_at_fault(one.form, read(one.form)), one.field);
  }
  chat::Submitted action;
  action.say = "before goal";
  action.values = {text("title", "switch on"), {"span", "for", false, {"0d"}}};
  EXPECT_EQ(field_at_fault(action, read(action)), read(action).bad_duration ? "span" : "title");
  chat::Submitted kpi;
  kpi.say = "kpi add";
  kpi.values = {text("title", "waitlist"), {"from", "from", false, {"40"}}, {"to", "to", false, {"1.500"}}};
  EXPECT_EQ(field_at_fault(kpi, read(kpi)), "to");
  EXPECT_EQ(field_at_fault(chat::Submitted{}, Utterance{}), "");
}

TEST(Form, AValueThatLeadsNowhereIsNotTakenForTheTitle) {
  const auto unread = [](const chat::Submitted& submitted) {
    const auto found = unread_value(submitted, read(submitted));
    return found ? found->field + "=" + found->value : std::string("all read");
  };
  EXPECT_EQ(unread(to_start({text("title", "Live"), date("soonish")})), "date=soonish");
  EXPECT_EQ(unread(to_start({text("title", "Live"), date("2026-10-30")})), "all read");
  EXPECT_EQ(unread(to_start({text("title", "Live by soonish"), date("2026-10-30")})), "all read");
  EXPECT_EQ(unread(to_start({text("title", "Live"), date("2026-10-30"), {"owner", "owner", false, {"dev smith"}}})), "owner=dev smith");
}

class FormStory : public testing::Test {
 protected:
  /// The outgoing that opens a form; none when nothing does.
  const chat::Outgoing* opened() const {
    for (const auto& outgoing : story.answer().later) {
      if (outgoing.delivery == chat::Delivery::form) return &outgoing;
    }
    return nullptr;
  }
  std::string submit(std::vector<Filled> values, const std::optional<std::string>& channel = "eng") {
    return fakes::told(story.submit("ann", channel, to_start(std::move(values))));
  }
  fakes::Story story{};
};

TEST_F(FormStory, OpensForACommandThatBringsATrigger) {
  story.brings_trigger("t1");
  story.slash("ann", "eng", "start");
  ASSERT_NE(opened(), nullptr);
  EXPECT_EQ(opened()->trigger, "t1");
  EXPECT_EQ(opened()->key, "form:story:1");
  EXPECT_EQ(opened()->place.channel, "eng");
  EXPECT_EQ(opened()->expires, story.now() + 2500ms);
  EXPECT_EQ(chat::plain(opened()->message.headline), "Start a plan");
  EXPECT_FALSE(story.answer().now);
  EXPECT_FALSE(story.was_refused());
}

TEST_F(FormStory, OpensWithWhatWasUnderstoodAndWithoutAnOwnerInPrivate) {
  story.brings_trigger("t1");
  story.dm("ann", "start by 30 oct");
  ASSERT_NE(opened(), nullptr);
  const auto* form = chat::form_of(opened()->message);
  ASSERT_EQ(form->fields.size(), 2U);
  EXPECT_EQ(std::get<chat::DateInput>(form->fields[1].input).initial, "2026-10-30");
}

TEST_F(FormStory, WithoutATriggerItSaysWhatToType) {
  const auto seen = story.slash("ann", "eng", "start");
  EXPECT_TRUE(story.was_refused());
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_NE(chat::form_of(seen[0].message), nullptr);
  EXPECT_NE(seen[0].text().find("Say: start TITLE by DATE [owner @OWNER]"), std::string::npos) << seen[0].text();
  EXPECT_EQ(opened(), nullptr);
}

TEST_F(FormStory, SentItStartsThePlanInTheChannel) {
  const auto told = submit({text("title", "Billing live"), date("2026-10-30")});
  EXPECT_NE(told.find("[#eng]\n"), std::string::npos) << told;
  EXPECT_FALSE(story.answer().now) << "the channel shows it, the form goes";
  EXPECT_FALSE(story.answer().wrong_field);
  ASSERT_NE(story.plan("BILL"), nullptr);
  EXPECT_EQ(story.plan("BILL")->plan.goal.title, "Billing live");
}

TEST_F(FormStory, SentTwiceItHasOneEffect) {
  submit({text("title", "Billing live"), date("2026-10-30")});
  story.again();
  EXPECT_TRUE(story.answer().later.empty());
  EXPECT_TRUE(story.answer().changes.empty());
}

TEST_F(FormStory, InADirectMessageItIsToldThere) {
  const auto told = submit({text("title", "Billing live"), date("2026-10-30")}, std::nullopt);
  EXPECT_TRUE(told.starts_with("[to ann]\n")) << told;
  EXPECT_FALSE(story.answer().now);
}

TEST_F(FormStory, ARefusalStandsAtItsFieldAndNowhereElse) {
  const struct {
    const char* name;
    std::vector<Filled> values;
    std::optional<std::string> channel;
    const char* field;
    const char* words;
  } cases[] = {
      {"passed", {text("title", "Live"), date("2026-09-01")}, "eng", "date", "which has passed"},
      {"passed, in private", {text("title", "Live"), date("2026-09-01")}, std::nullopt, "date", "which has passed"},
      {"no such day", {text("title", "Live"), date("31 feb")}, "eng", "date", "31 feb"},
      {"no date at all", {text("title", "Live"), date("soonish")}, "eng", "date", "soonish"},
      {"nobody", {text("title", "Live"), date("2026-10-30"), {"owner", "owner", false, {"@nobody"}}}, "eng", "owner", "nobody"},
      {"not hers alone", {text("title", "Live"), date("2026-10-30"), owner("dev")}, std::nullopt, "owner", "private"},
      {"no title", {date("2026-10-30")}, "eng", "title", "finish line"},
      {"a title of nothing", {text("title", "\u200b"), date("2026-10-30")}, "eng", "title", "finish line"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    submit(one.values, one.channel);
    EXPECT_TRUE(story.was_refused());
    EXPECT_EQ(story.answer().wrong_field, one.field);
    ASSERT_TRUE(story.answer().now.has_value());
    EXPECT_NE(chat::plain(story.answer().now->headline).find(one.words), std::string::npos) << chat::plain(*story.answer().now);
    EXPECT_TRUE(story.answer().later.empty());
    EXPECT_TRUE(story.answer().changes.empty());
  }
}

TEST_F(FormStory, WhatIsNoMoreIsOneLineOnTheField) {
  chat::Submitted gone;
  gone.values = {text("title", "write tests")};
  gone.fields = {"title"};
  for (const auto* command : {"before M9 in NONE", "before M9"}) {
    gone.say = command;
    story.submit("ann", "eng", gone);
    EXPECT_TRUE(story.was_refused()) << command;
    EXPECT_EQ(story.answer().wrong_field, "title");
    EXPECT_TRUE(story.answer().now.has_value());
    EXPECT_TRUE(story.answer().later.empty());
  }
}

TEST_F(FormStory, AFormOfAPlansThreadIsToldInTheThread) {
  submit({text("title", "Billing live"), date("2026-10-30")});
  chat::Submitted action;
  action.say = "before goal";
  action.values = {text("what", "switch on by hand"), {"span", "for", false, {"2d"}}};
  action.fields = {"what", "span"};
  story.submit("ann", "eng", action);
  EXPECT_FALSE(story.was_refused());
  ASSERT_TRUE(story.answer().now.has_value()) << "beside the line in the thread, the form shows what was done";
  EXPECT_NE(chat::plain(*story.answer().now).find("switch on by hand"), std::string::npos);
  EXPECT_EQ(story.plan("BILL")->plan.actions.size(), 1U);
}

}  // namespace
}  // namespace backwalk::talk

// The walk's questions as forms, for whoever would rather not type: what is typed behind words in an answer has a field of its own there.
#include "bot/talk/words.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using chat::Field;
using chat::Form;
using planner::Kind;
using planner::Ref;
using planner::Topic;

chat::Message fields_asked(std::string title, std::string say, std::vector<Field> fields) {
  return message(std::move(title), {Form{.say = std::move(say), .submit = "Save", .fields = std::move(fields)}});
}

Field text_field(std::string label, std::string why) {
  return {.name = "text",
          .label = std::move(label),
          .hint = std::move(why),
          .say = "",
          .is_required = true,
          .input = chat::TextInput{"", true}};
}

Field title_field(std::string label, std::string hint) {
  return {.name = "title", .label = std::move(label), .hint = std::move(hint), .say = "", .is_required = true, .input = chat::TextInput{}};
}

Field day_field(bool is_required, std::string hint) {
  return {.name = "by", .label = "Date", .hint = std::move(hint), .say = "by", .is_required = is_required, .input = chat::DateInput{}};
}

Field duration_field() {
  return {.name = "duration",
          .label = "How long",
          .hint = "4d; or 2/4/9d: best, likely, worst. Why: a range tells the chance, one number only hopes.",
          .say = "for",
          .is_required = false,
          .input = chat::NumberInput{}};
}

/// Of a plan of one's own there is one owner.
void add_owner(const planner::Plan& plan, std::vector<Field>& fields) {
  if (plan.is_private) return;
  fields.push_back({.name = "owner",
                    .label = "Owner",
                    .hint = "Why: what everybody does, nobody does.",
                    .say = "owner",
                    .is_required = false,
                    .input = chat::PersonInput{}});
}

Field customer_field(std::string name, std::string label, std::string why, const std::optional<std::string>& known, bool is_required) {
  std::string say = name + ":";
  return {.name = std::move(name),
          .label = std::move(label),
          .hint = std::move(why),
          .say = std::move(say),
          .is_required = is_required,
          .input = chat::TextInput{known.value_or(""), true}};
}

chat::Message customer_form(const planner::Plan& plan) {
  const auto& goal = plan.goal;
  return fields_asked("The end of " + plan.key, plan.key + " answer",
                      {customer_field("announcement", "What does the announcement say?",
                                      "Why: one line that is true on the day keeps everybody on the same end.", goal.announcement, true),
                       customer_field("audience", "Who is it for, and what do they lack now?", "Why: what nobody lacks, nobody will use.",
                                      goal.audience, true),
                       customer_field("benefit", "What is the most important thing that they get?",
                                      "Why: when time runs short, this is what stays.", goal.benefit, false),
                       customer_field("evidence", "How do you know that they want it?",
                                      "Why: a guess that is known as one can be tested early.", goal.evidence, false),
                       customer_field("experience", "What is it like for them on the day?",
                                      "Why: what is missing in this story is a step of the plan.", goal.experience, false),
                       customer_field("unless", "It is not done unless …?", "Why: what is forgotten at the end is thought of now.",
                                      goal.not_done_unless, false)});
}

chat::Message milestone_form(const planner::Plan& plan) {
  std::vector<Field> fields{title_field("What must be true?", "A state that anybody can see: 20 customers finished the beta"),
                            day_field(false, "Why: what is due only at the end is seen to be late only there.")};
  add_owner(plan, fields);
  return fields_asked("A milestone of " + plan.key, plan.key + " answer milestone:", std::move(fields));
}

chat::Message step_form(const planner::Plan& plan, std::string title, std::string say, std::string label) {
  std::vector<Field> fields{title_field(std::move(label), "As you would tell who does it: fix beta findings"), duration_field()};
  add_owner(plan, fields);
  return fields_asked(std::move(title), std::move(say), std::move(fields));
}

std::string before_of(const planner::Plan& plan, Ref about) { return about.kind == Kind::goal ? plan.key : planner::text(about); }

}  // namespace

chat::Button answer_button(const planner::Plan& plan) { return {"Answer", in_plan(plan, "answer form"), chat::Weight::normal}; }

chat::Message question_form(const planner::Plan& plan, planner::Asked asked) {
  const auto about = asked.about.value_or(Ref{});
  switch (asked.topic) {
    case Topic::due:
      return fields_asked("The date of " + plan.key, plan.key + " goal",
                          {day_field(true, "The day it must be true; the plan is walked back from it")});
    case Topic::metrics:
      return new_kpi_form(plan);
    case Topic::outcome:
      return fields_asked("The outcome of " + plan.key, plan.key + " answer",
                          {text_field("What will be true, and for whom?", "Why: what is done can be done and change nothing.")});
    case Topic::milestones:
      return milestone_form(plan);
    case Topic::certain:
      return step_form(plan, "Missing in " + plan.key, plan.key + " answer", "What is missing?");
    case Topic::steps:
      return step_form(plan, "Just before " + before_of(plan, about), plan.key + " before " + planner::text(about),
                       about.kind == Kind::action ? "What must be done just before it?" : "What is the very last thing done?");
    case Topic::serves:
      return fields_asked("What " + planner::text(about) + " serves", plan.key + " answer",
                          {text_field("What does it serve?", "Why: what serves nothing takes time from what does.")});
    case Topic::announcement:
    case Topic::audience:
    case Topic::not_done_unless:
    case Topic::benefit:
    case Topic::evidence:
    case Topic::experience:
      // The others are answered by buttons, or by words that a form would not shorten; the end can always be said better.
    case Topic::parked:
    case Topic::owner:
    case Topic::cadence:
    case Topic::acceptance:
    case Topic::reading:
    case Topic::standup:
      break;
  }
  return customer_form(plan);
}

}  // namespace backwalk::talk

// The forms of what takes more than a word. Each has its typed equivalent (chat::typed_equivalent).
#include "bot/base/zones.hpp"
#include "bot/talk/form.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using chat::Form;
using planner::Ref;

chat::Message form(std::string title, Form form) { return message(std::move(title), {std::move(form)}); }

}  // namespace

chat::Message kpi_form(const planner::Plan& plan, const planner::Kpi& kpi) {
  const std::string ref = "K" + std::to_string(kpi.number);
  const std::string last = write_figure(planner::value_of(kpi), kpi.unit);
  return form(ref + " " + kpi.name, {.say = plan.key + " kpi " + ref,
                                     .submit = "Save",
                                     .fields = {{.name = "value",
                                                 .label = "Today's value",
                                                 .hint = "It was " + say_value(kpi, planner::value_of(kpi)) + "; +9 adds to it.",
                                                 .say = "",
                                                 .is_required = true,
                                                 .input = chat::NumberInput{last}},
                                                {.name = "note",
                                                 .label = "What changed?",
                                                 .hint = "Kept with the value.",
                                                 .say = "because",
                                                 .is_required = false,
                                                 .input = chat::TextInput{"", true}}}});
}

chat::Message new_kpi_form(const planner::Plan& plan) {
  Form kpi{.say = plan.key + " kpi add", .submit = "Add", .fields = {}};
  kpi.fields = {{.name = "name",
                 .label = "Name",
                 .hint = plan.is_private ? "What is counted: longest run" : "What is counted: EU waitlist companies",
                 .input = chat::TextInput{}},
                {.name = "from", .label = "Today's value", .hint = "", .say = "from", .input = chat::NumberInput{}},
                {.name = "to", .label = "Target", .hint = "", .say = "to", .input = chat::NumberInput{}},
                {.name = "by",
                 .label = "Target date",
                 .hint = "Without one: the goal's",
                 .say = "by",
                 .is_required = false,
                 .input = chat::DateInput{}}};
  if (!plan.is_private) {
    kpi.fields.push_back({.name = "owner",
                          .label = "Owner",
                          .hint = "Who is asked for the number",
                          .say = "owner",
                          .is_required = false,
                          .input = chat::PersonInput{}});
  }
  return form("A KPI of " + plan.key, std::move(kpi));
}

chat::Message block_form(const planner::Plan& plan, const std::string& say, Ref about) {
  return form("What blocks " + planner::text(about) + "?", {.say = say,
                                                            .submit = "Save",
                                                            .fields = {{.name = "what",
                                                                        .label = "What blocks it",
                                                                        .hint = named(plan, about) + ". It is kept as a risk.",
                                                                        .say = "",
                                                                        .is_required = true,
                                                                        .input = chat::TextInput{"", true}}}});
}

chat::Message doing_form(const planner::Plan& plan, const std::string& say) {
  return form("Standup of " + plan.key, {.say = say,
                                         .submit = "Save",
                                         .fields = {{.name = "what",
                                                     .label = "What are you doing",
                                                     .hint = "One line for the report.",
                                                     .say = "",
                                                     .is_required = true,
                                                     .input = chat::TextInput{"", true}}}});
}

chat::Message brief_form(const View& view, const std::string& say, planner::Date date) {
  const auto& draft = view.plan.rhythm.draft;
  const std::string note = draft && draft->date == date ? draft->note.value_or("") : "";
  return form("Brief of " + say_date(date, view.today), {.say = say,
                                                         .submit = "Save",
                                                         .fields = {{.name = "note",
                                                                     .label = "Your own sentence",
                                                                     .hint = "It goes out with the brief, under your name.",
                                                                     .say = "",
                                                                     .is_required = true,
                                                                     .input = chat::TextInput{note, true}}}});
}

chat::Message start_form(const Utterance& said, bool is_private) {
  chat::Form form{.say = "start", .submit = "Start", .fields = {}};
  form.fields.push_back({.name = "title",
                         .label = "Title",
                         .hint = "What will be true at the end, as you would announce it",
                         .say = "",
                         .input = chat::TextInput{}});
  form.fields.push_back({.name = "date",
                         .label = "Date",
                         .hint = "The day it must be true; the plan is walked back from it",
                         .say = "by",
                         .input = chat::DateInput{said.by ? zones::iso(said.by->date) : std::string()}});
  if (!is_private) {
    form.fields.push_back({.name = "owner",
                           .label = "Owner",
                           .hint = "Who answers for the plan; without one it is you",
                           .say = "owner",
                           .is_required = false,
                           .input = chat::PersonInput{said.owner && said.owner->mention ? *said.owner->mention : std::string()}});
  }
  return message("Start a plan", {std::move(form)});
}

}  // namespace backwalk::talk

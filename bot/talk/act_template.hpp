// Plans from templates, and the press release that a plan can be read as. Private to talk.
#pragma once

#include "bot/talk/act.hpp"
#include "bot/talk/template.hpp"
#include "bot/talk/words.hpp"

namespace backwalk::talk {

/// `template`: the list, or a plan that starts filled (act_template.cpp).
turn::Answer from_template(const Context& context);
/// The rest of a start from a template: `record` is as `start` made it with `wish`. A date that is too near is told first, with one that
/// is not, unless it was said "anyway".
turn::Answer start_filled(const Context& context, turn::Record record, const planner::StartPlan& wish);

/// What makes a new plan with this goal like `model`: its milestones, actions, links and what may always get in the way, as long before the
/// goal as they were. Whose they are is said anew (`owner`: of a private plan). REQUIRES: both goals have a date.
std::vector<planner::Command> wishes_like(const planner::Plan& model, const planner::Goal& goal, std::optional<turn::PersonId> owner,
                                          planner::LocalTime now);

/// `prfaq` and `prfaq export`, into the plan's thread (act_prfaq.cpp).
turn::Answer prfaq(const Context& context, const turn::Record& record);
/// `prfaq announcement TEXT`.
Wish prfaq_wish(const Context& context);

/// `template save NAME`: a plan that is over becomes a template of the workspace.
Wish name_template(const Context& context, const turn::Record& record);

// --- words_template.cpp
/// `kept`: plans of this workspace that were kept as templates.
chat::Message templates_listed(const std::vector<const planner::Plan*>& kept);
/// `is_taken`: it is the name of one that comes with the program, or a word of the command.
/// Somebody else keeps one under this name.
chat::Message template_of_another(const std::string& name, const std::string& key);
chat::Message no_template_name(const std::string& name, bool is_taken);
chat::Message not_over_yet(const planner::Plan& plan);
chat::Message template_named(const planner::Plan& plan, const std::string& name);
chat::Message no_such_template(const std::string& name);
chat::Message no_sprints(const std::string& name);
/// The plan that is to be begun again has no date to count back from.
chat::Message no_date_to_copy(const planner::Plan& plan);
/// What a template brought: the plan from last to first. `undated`: milestones whose dates have passed.
chat::Message template_told(const View& view, const std::string& name, const std::vector<planner::Ref>& undated);
/// The date is too near. `days_past`: by how many days the first date of a milestone has passed; `later`: a date by which it fits.
struct TooNear {
  const View& view;
  std::string name{};  ///< of the template
  int days_past = 0;
  std::optional<planner::Date> later{};
  std::string later_command{};
  std::string anyway_command{};
};
chat::Message template_too_near(const TooNear& near);

// --- words_prfaq.cpp
/// The plan as a press release and its questions: only what was said, and what the plan knows.
chat::Message prfaq_told(const View& view, std::optional<double> chance);
/// To the speaker, whose press release went to the plan's thread.
chat::Message prfaq_in_thread(const planner::Plan& plan);
/// The same as Markdown, line by line in a fixed-width face.
chat::Message prfaq_exported(const View& view, std::optional<double> chance);

}  // namespace backwalk::talk

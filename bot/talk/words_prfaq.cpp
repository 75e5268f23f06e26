// The plan read from its end: a press release, what customers ask, what colleagues ask. Nothing in it is made up; what nobody has said yet
// is named with how to say it.
#include <algorithm>
#include <utility>

#include "bot/talk/act_template.hpp"
#include "bot/talk/words_decide.hpp"
#include "bot/talk/words_rhythm.hpp"

namespace backwalk::talk {
namespace {

using planner::Kind;
using planner::Ref;

/// A question with its answer; several lines where it is a list.
struct Faq {
  std::string question{};
  std::vector<std::string> answers{};
};
struct FaqSection {
  std::string title{};
  std::vector<Faq> asked{};
};
struct Release {
  std::string headline{};
  std::string below{};
  std::vector<FaqSection> sections{};
  std::vector<std::pair<std::string, std::string>> missing{};  ///< what nobody has said, and how to say it
};

void put_faq(FaqSection& section, const std::string& question, std::vector<std::string> answers) {
  std::erase(answers, "");
  if (!answers.empty()) section.asked.push_back({question, std::move(answers)});
}

std::vector<std::string> measures(const View& view) {
  std::vector<std::string> lines;
  for (const auto& kpi : view.plan.kpis) {
    const auto due = planner::due_of(view.plan, kpi);
    lines.push_back(kpi.name + ": from " + say_value(kpi, kpi.baseline) + " to " + say_value(kpi, kpi.target) +
                    (due ? ", by " + say_moment(*due, view.today) : "") + ".");
  }
  if (view.plan.checker) lines.push_back(name_of(view.state, *view.plan.checker) + " says whether it is reached.");
  return lines;
}

std::vector<std::string> measures_now(const View& view) {
  std::vector<std::string> lines;
  for (const auto& kpi : view.plan.kpis) lines.push_back(say_kpi(view, kpi) + ".");
  return lines;
}

std::vector<std::string> milestone_states(const View& view) {
  std::vector<std::string> lines;
  for (const auto& milestone : view.plan.milestones) {
    const Ref ref{Kind::milestone, milestone.number};
    const auto* slot = view.walk ? view.walk->find(ref) : nullptr;
    const std::string owner = milestone.owner ? ", " + name_of(view.state, *milestone.owner) : "";
    const std::string when = milestone.reached
                                 ? ", reached " + say_date(std::chrono::floor<std::chrono::days>(*milestone.reached), view.today)
                             : slot != nullptr ? ", by " + say_local(slot->latest_finish, view.today)
                                               : "";
    const std::string done = milestone.done_when ? " Done when: " + *milestone.done_when : "";
    lines.push_back(named(view.plan, ref) + when + owner + "." + done);
  }
  return lines;
}

std::vector<std::string> open_risks(const View& view) {
  std::vector<std::string> lines;
  for (const auto& risk : view.plan.risks) {
    if (!risk.closed) lines.push_back(say_risk(view, risk) + ".");
  }
  return lines;
}

std::string say_ready(const View& view, std::optional<double> chance) {
  const auto& plan = view.plan;
  if (!plan.goal.due) return "";
  if (plan.actions.empty()) chance.reset();  // nothing is known that could take time
  return say_moment(*plan.goal.due, view.today) + (chance ? ", with a chance of " + say_chance(*chance) : "") + "." +
         (plan.is_committed ? " Status: " + say_health(view) + "." : "");
}

Release release_of(const View& view, std::optional<double> chance) {
  const auto& plan = view.plan;
  const auto& goal = plan.goal;
  const std::string audience = goal.audience.value_or("");
  const std::string unless = goal.not_done_unless.value_or("");
  const std::string when = goal.due ? say_moment(*goal.due, view.today) : "";
  Release release{goal.announcement.value_or(goal.title), plan.key + " · " + goal.title + (when.empty() ? "" : ", " + when), {}, {}};

  FaqSection press{"Press release", {}};
  put_faq(press, "For whom, and what they lack now", {audience});
  put_faq(press, "How it is known that it worked", measures(view));
  put_faq(press, "“Not done unless”", {unless});
  FaqSection customers{"What customers ask", {}};
  put_faq(customers, "Is it for me?", {audience.empty() ? "" : "It is for: " + audience});
  put_faq(customers, "What can I do then?", {goal.announcement.value_or("")});
  put_faq(customers, "What do I get from it most of all?", {goal.benefit.value_or("")});
  put_faq(customers, "What is it like on the day?", {goal.experience.value_or("")});
  put_faq(customers, "When?", {when.empty() ? "" : when + "."});
  FaqSection inside{"What colleagues ask", {}};
  put_faq(inside, "Who answers for it?", {name_of(view.state, plan.owner) + "."});
  put_faq(inside, "How do we know that they want it?", {goal.evidence.value_or("")});
  put_faq(inside, "Will it be in time?", {say_ready(view, chance), say_late(view).value_or("")});
  put_faq(inside, "What must be true before?", milestone_states(view));
  put_faq(inside, "Where do the numbers stand?", measures_now(view));
  put_faq(inside, "What may get in the way?", open_risks(view));
  put_faq(inside, "What comes first?", {say_start_here(view).value_or("")});
  if (plan.review_every_days) {
    put_faq(inside, "How often is the plan walked again?", {"E" + say_review(*plan.review_every_days).substr(1) + "."});
  }
  release.sections = {std::move(press), std::move(customers), std::move(inside)};

  const auto lacks = [&](bool is_there, const char* what, const char* how) {
    if (!is_there) release.missing.emplace_back(what, plan.key + " " + how);  // behind a text the key would become a part of it
  };
  lacks(goal.announcement.has_value(), "the announcement, in one line", "prfaq announcement TEXT");
  lacks(goal.audience.has_value(), "for whom it is, and what they lack now", "prfaq audience TEXT");
  lacks(!plan.kpis.empty() || plan.checker, "the number that tells it worked", "kpi add NAME from 40 to 100");
  lacks(goal.not_done_unless.has_value(), "what would make it “not done”", "prfaq unless TEXT");
  lacks(goal.due.has_value(), "the date", "goal by DATE");
  return release;
}

}  // namespace

chat::Message prfaq_in_thread(const planner::Plan& plan) { return message("The press release of " + plan.key + " stands in its thread."); }

chat::Message prfaq_told(const View& view, std::optional<double> chance) {
  const auto release = release_of(view, chance);
  chat::Message result{{chat::strong(release.headline)}, {quiet_line(release.below)}};
  for (const auto& section : release.sections) {
    if (section.asked.empty()) continue;
    result.blocks.push_back(chat::Text{{chat::strong(section.title)}});
    for (const auto& asked : section.asked) {
      if (asked.answers.size() == 1) {
        result.blocks.push_back(line(asked.question + (asked.question.ends_with("?") ? " " : ": ") + asked.answers.front()));
        continue;
      }
      result.blocks.push_back(line(asked.question + (asked.question.ends_with("?") ? "" : ":")));
      for (const auto& answer : asked.answers) result.blocks.push_back(line("· " + answer));
    }
  }
  for (const auto& [what, how] : release.missing) {
    result.blocks.push_back(quiet_line("Nobody has said " + what + ". Say: " + how));
  }
  result.blocks.emplace_back(chat::Buttons{{{"Export", in_plan(view.plan, "prfaq export"), chat::Weight::normal}}});
  return result;
}

chat::Message prfaq_exported(const View& view, std::optional<double> chance) {
  const auto release = release_of(view, chance);
  auto result = message("The press release of " + view.plan.key + " as Markdown:");
  chat::Rows lines;
  const auto put = [&](const std::string& text) { lines.rows.push_back({text}); };
  put("# " + release.headline);
  put("");
  put("*" + release.below + "*");
  for (const auto& section : release.sections) {
    if (section.asked.empty()) continue;
    put("");
    put("## " + section.title);
    for (const auto& asked : section.asked) {
      put("");
      put("**" + asked.question + "**");
      put("");
      for (const auto& answer : asked.answers) put((asked.answers.size() == 1 ? "" : "- ") + answer);
    }
    result.blocks.emplace_back(std::exchange(lines, {}));
  }
  if (!lines.rows.empty()) result.blocks.emplace_back(std::move(lines));
  for (const auto& [what, how] : release.missing) {
    result.blocks.push_back(quiet_line("Nobody has said " + what + ". Say: " + how));
  }
  return result;
}

}  // namespace backwalk::talk

// The method in short, as tips that somebody can use today. Our own words.
#include <array>
#include <string_view>

#include "bot/talk/words_doing.hpp"

namespace backwalk::talk {
namespace {

struct Lesson {
  std::string_view topic;
  std::string_view title;
  std::array<std::string_view, 5> tips;  ///< empty ones are left out
};

constexpr std::array<Lesson, 7> lessons{{
    {"method",
     "Working backwards in short",
     {"Begin at the end: say on which day what is true, for whom, and which number shows it.",
      "Ask of each state: what must be true just before? Go on until you stand at today.",
      "Then read it forwards: what you reached last is what starts first.",
      "Walk it again every week or two; the plan is a guess that gets better.", ""}},
    {"steps",
     "The four steps",
     {"The end: one line that announces it, a date, a number, and what would make you say “not done”.",
      "Milestones: three to seven states, not tasks. If all are true, is the goal certain?",
      "Actions: from the last one back. What comes just before it, how long, who?",
      "Staying honest: what could make it fail, who looks at which number, how often you walk it again.", ""}},
    {"dos",
     "Do",
     {"Say states that can be checked: “20 customers finished the beta”, not “work on the beta”.",
      "Give ranges, best, likely and worst: they tell the chance, a single number only hopes.",
      "Start at the safe start, not at the latest start: the latest start has no room for luck.",
      "Tell a slip the day you know it. Early is cheap.", "Say who owns each step; a step of everybody is nobody's."}},
    {"donts",
     "Don't",
     {"Don't fill the plan with every task: up to 25 actions stay readable, two plans are clearer than one long one.",
      "Don't hold on to a plan that reality has left; ask what if, and apply it.",
      "Don't pad each step. Keep the room in one place, before the goal.", "Don't wait for the review to say that something blocks you.",
      ""}},
    {"pros",
     "What it is good for",
     {"It finds what must start this week, which a list of tasks never does.",
      "Gaps show early: a step without something before it cannot be reached from today.",
      "Everybody sees for whom a step matters, and who waits for them.",
      "What does not lead to the goal has no place in it, and that settles many debates.", ""}},
    {"cons",
     "Where it falls short, and what helps",
     {"The end may be wrong: look at the number weekly and let the goal move, with a reason.",
      "Dates look surer than they are: ask for the chance and read it beside the date.",
      "New things come up that nobody walked back from: note them as risks and in the next walk.",
      "It takes an hour that a quick list would not: keep it for what has a date and more than one person.", ""}},
    {"questions",
     "Often asked",
     {"For how far ahead? Four weeks to a year; further away, plan milestones only.",
      "How fine? A step of one to ten days; split what is longer, merge what is shorter.",
      "For one person too? Yes: a plan started in a direct message is private.",
      "What when the date cannot hold? Less, later or more people: try each with a what-if.", ""}},
}};

std::string_view canonical_topic(std::string_view topic) {
  if (topic == "do" || topic == "do's" || topic == "tips") return "dos";
  if (topic == "don'ts" || topic == "dont" || topic == "don't" || topic == "dont's") return "donts";
  if (topic == "faq" || topic == "question") return "questions";
  if (topic == "step" || topic == "walk" || topic == "how") return "steps";
  if (topic == "why" || topic == "benefits") return "pros";
  if (topic == "limits" || topic == "risks") return "cons";
  return topic.empty() ? "method" : topic;
}

std::string topics() {
  std::string text;
  for (const auto& lesson : lessons) text += (text.empty() ? "" : ", ") + std::string("learn ") + std::string(lesson.topic);
  return text;
}

}  // namespace

std::optional<chat::Message> learned(const std::string& topic) {
  for (const auto& lesson : lessons) {
    if (lesson.topic != canonical_topic(topic)) continue;
    chat::Message result{{chat::strong(std::string(lesson.title))}, {}};
    for (const auto tip : lesson.tips) {
      if (!tip.empty()) result.blocks.push_back(line("· " + std::string(tip)));
    }
    result.blocks.push_back(quiet_line("Also: " + topics()));
    return result;
  }
  return std::nullopt;
}

chat::Message no_such_lesson(const std::string& topic) {
  return message("There is no tip about " + quoted(topic) + ".", {quiet_line("For example: " + topics())});
}

}  // namespace backwalk::talk

#include "bot/talk/words_picture.hpp"

namespace backwalk::talk {
namespace {

using turn::Drawing;

chat::Buttons buttons_beside(const planner::Plan& plan, Drawing::What what) {
  const auto button = [&](const char* label, const std::string& say) {
    return chat::Button{label, in_plan(plan, say), chat::Weight::normal};
  };
  const auto other = what == Drawing::What::fever ? button("Timeline", "timeline") : button("Fever chart", "fever");
  return {{other, button("Next", "next"), button("Retrace", "retrace")}};
}

}  // namespace

chat::Message pictured(const planner::Plan& plan, Drawing::What what, const chat::Picture& picture) {
  const std::string name = what == Drawing::What::fever ? "Fever chart" : "Timeline";
  auto shown = message(name + " of " + plan.key + " " + quoted(plan.goal.title), {picture});
  for (auto& block : way_to(picture)) shown.blocks.push_back(std::move(block));
  shown.blocks.emplace_back(buttons_beside(plan, what));
  return shown;
}

std::vector<chat::Block> way_to(const chat::Picture& picture) {
  if (!picture.address.starts_with("https://") || chat::is_public(picture)) return {};
  return {chat::Text{{chat::plain_run("As SVG, for 14 days: " + picture.address)}}};
}

chat::Message no_buffer_yet(const planner::Plan& plan) {
  return message("A buffer counts from the commit on, and " + plan.key + " is not committed. Say " + in_plan(plan, "commit") + ".");
}

chat::Message no_fever(const planner::Plan& plan) {
  return message(
      "There is no fever chart of " + plan.key + ": that takes a date, and a buffer at the end of the first week after the commit.",
      {buttons_beside(plan, Drawing::What::fever)});
}

}  // namespace backwalk::talk

// What stands beside a picture, or in its place. Private to talk.
#pragma once

#include <vector>

#include "bot/talk/words.hpp"

namespace backwalk::talk {

chat::Message pictured(const planner::Plan& plan, turn::Drawing::What what, const chat::Picture& picture);
/// Where an SVG is to be had: no chat shows one. Empty for what is no SVG, or is served to this machine alone.
std::vector<chat::Block> way_to(const chat::Picture& picture);
/// `fever` before the commit, and where there is no buffer or not yet a week of it.
chat::Message no_buffer_yet(const planner::Plan& plan);
chat::Message no_fever(const planner::Plan& plan);

}  // namespace backwalk::talk

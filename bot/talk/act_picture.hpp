// What is shown as a picture. It is drawn outside the commit, as a forecast is worked out (turn/odds.hpp); where nobody draws, words stand
// in its place. Private to talk.
#pragma once

#include <optional>

#include "bot/talk/words.hpp"

namespace backwalk::talk {

/// `timeline`, `fever`; none for other verbs.
std::optional<chat::Message> picture_view(const Context& context, const turn::Record& record, const View& view);

/// `pace K1`: its picture, behind the words about it; `pace`: one of up to three KPIs. Nothing else is changed.
void add_kpi_picture(const Context& context, const turn::Record& record, chat::Message& shown);

}  // namespace backwalk::talk

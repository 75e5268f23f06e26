// What the store keeps as text: JSON with a version "v" in each. A field may be added with a default, never renamed or given a new meaning;
// what cannot be said that way gets a new version and a step in codec_upcast.cpp. Decoding ignores unknown fields and answers
// Cause::corrupt with the path of the first thing that is missing or of the wrong kind.
#pragma once

#include <string>
#include <string_view>

#include "adapters/chat/outgoing.hpp"
#include "adapters/chat/place.hpp"
#include "adapters/chat/result.hpp"
#include "bot/turn/turn.hpp"
#include "planner/edit.hpp"

namespace backwalk::store {

std::string encode(const planner::Edit& edit);
std::string encode(const planner::Asked& asked);
std::string encode(const chat::Place& place);
std::string encode(const chat::Message& message);
std::string encode(const chat::Outgoing& outgoing);
/// One line of an exported log.
std::string encode(const turn::Entry& entry);
/// Its ways; all else of it stands beside.
std::string encode(const turn::Scenario& scenario);
/// The level and chance, and of each item its safe start and criticality; all else of it is left out.
std::string encode(const planner::Forecast& starts);

Result<planner::Edit> decode_edit(std::string_view text);
Result<planner::Asked> decode_asked(std::string_view text);
Result<chat::Place> decode_place(std::string_view text);
Result<chat::Message> decode_message(std::string_view text);
Result<chat::Outgoing> decode_outgoing(std::string_view text);
Result<turn::Entry> decode_entry(std::string_view text);
Result<turn::Scenario> decode_scenario(std::string_view text);
Result<planner::Forecast> decode_starts(std::string_view text);

}  // namespace backwalk::store

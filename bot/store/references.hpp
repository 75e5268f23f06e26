// How to write to a place, as its platform's adapter noted it (chat::Reference). Runs inside a transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/store/sql.hpp"
#include "bot/store/store.hpp"

namespace backwalk::store {

/// The newest wins; a hint only fills a gap. What is there already costs no write.
void save_references(Sql& sql, const std::vector<chat::Reference>& references);

/// The text kept about the place, or else about its workspace.
std::optional<std::string> reference_of(Sql& sql, const chat::Place& place);

/// What was found out when the row was sent.
void save_reference_of_row(Sql& sql, std::int64_t row, const std::string& text);

}  // namespace backwalk::store

// What is made of the commands table beside help: the page of all commands, Slack's usage hint, the menu of Teams.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/talk/grammar.hpp"

namespace backwalk::talk {

/// The listed rows of the table under their headings. Whatever no heading claims stands under the last one, "More".
struct CommandGroup {
  std::string_view name{};
  std::vector<const CommandRow*> rows{};
};
std::vector<CommandGroup> command_groups();

/// deploy/COMMANDS.md, as Markdown.
std::string commands_page();
/// "next · status · done A3 · …": what Slack shows while the command is typed.
std::string usage_hint();
/// Title and description of the commands that a menu offers, the most useful first; at most 12, as Teams takes.
std::vector<std::pair<std::string, std::string>> menu();

}  // namespace backwalk::talk

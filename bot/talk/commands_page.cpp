#include "bot/talk/commands_page.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

namespace backwalk::talk {
namespace {

struct Heading {
  std::string_view name;
  std::string_view verbs;  ///< names in order, blanks between
};
/// PRODUCT 6.3. A name that is no verb of the table is left out.
constexpr std::array<Heading, 10> headings{{
    {"Start", "start lite walk template prfaq import commit"},
    {"Shape", "goal milestone action before link unlink needs option split merge flexible drop simplify check"},
    {"Do", "next take accept started done block unblock slip gain"},
    {"Measure", "kpi checkin pace report checked"},
    {"Risks", "risk premortem mitigate happened feedback"},
    {"Decide", "whatif compare apply replan move chance why who"},
    {"See", "status plan retrace timeline fever diff history list mine"},
    {"Tell", "brief follow unfollow page ask export"},
    {"Rhythm", "standup remind review snooze skip away back"},
    {"Manage", "owner invite private close reopen undo restore settings audit doctor forget learn help"},
}};

constexpr std::array<std::string_view, 12> menu_names{"start",  "next", "status", "done",    "slip", "kpi",
                                                      "whatif", "risk", "brief",  "standup", "away", "help"};

constexpr std::array<std::string_view, 8> hints{"next", "status", "done A3", "slip A4 2d", "kpi K1 49", "whatif …", "brief", "help"};

const CommandRow* row_named(std::string_view name) {
  for (const auto& row : commands()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

/// A bar would end the cell.
std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

std::string aliases_of(const CommandRow& row) {
  std::string text;
  for (const auto alias : row.aliases) text += (text.empty() ? " Also: " : ", ") + std::string(alias);
  return text.empty() ? text : text + ".";
}

}  // namespace

std::vector<CommandGroup> command_groups() {
  std::vector<CommandGroup> groups;
  std::set<std::string_view> seen;
  for (const auto& heading : headings) {
    CommandGroup group{heading.name, {}};
    std::istringstream names{std::string(heading.verbs)};
    for (std::string name; names >> name;) {
      const auto* row = row_named(name);
      if (row == nullptr || !row->is_listed || !seen.insert(row->name).second) continue;
      group.rows.push_back(row);
    }
    if (!group.rows.empty()) groups.push_back(std::move(group));
  }
  CommandGroup more{"More", {}};
  for (const auto& row : commands()) {
    if (row.is_listed && seen.insert(row.name).second) more.rows.push_back(&row);
  }
  if (!more.rows.empty()) groups.push_back(std::move(more));
  return groups;
}

std::string commands_page() {
  std::ostringstream page;
  page << "# Commands\n\n"
          "What can be said to Backwalk, after `/backwalk`, after a mention, or in a direct message. Written by `backwalk commands`; a "
          "test\n"
          "compares it with the program.\n\n"
          "- REF is M1 (milestone), A1 (action), K1 (KPI), R1 (risk) or `goal`. Where one is expected, words of its title do, if they "
          "match one.\n"
          "- A date is 2026-10-30, 30 oct, fri, next tue, in 3w, or T-2w (before the goal). A duration is 3d, 4h, 2w, 3-8d, or 2/3/6d\n"
          "  (best/likely/worst).\n"
          "- Anything can end with `in KEY` (the plan), `because TEXT`, `quiet` (tells nobody else). `preview` before a verb shows what it "
          "would do.\n"
          "  `share` after a view posts it in the channel.\n";
  for (const auto& group : command_groups()) {
    page << "\n## " << group.name << "\n\n| say | what it does | for example |\n|---|---|---|\n";
    for (const auto* row : group.rows) {
      page << "| `" << cell(row->usage) << "` | " << cell(row->purpose) << (row->who == Who::owner ? " (the plan's owner)." : ".")
           << aliases_of(*row) << " | `" << cell(row->example) << "` |\n";
    }
  }
  return page.str();
}

std::string usage_hint() {
  std::string text;
  for (const auto hint : hints) {
    if (row_named(hint.substr(0, hint.find(' '))) == nullptr) continue;
    text += (text.empty() ? "" : " · ") + std::string(hint);
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> menu() {
  std::vector<std::pair<std::string, std::string>> entries;
  for (const auto name : menu_names) {
    if (const auto* row = row_named(name)) entries.emplace_back(std::string(row->name), std::string(row->purpose));
  }
  return entries;
}

}  // namespace backwalk::talk

// Utterances gone wrong, and the exact answer that helps: what was understood, and one example that works (PRODUCT 6.2, rules 4, 5, 9, 10,
// 12). The table is tests/data/malformed_dates.tsv; " / " stands for a new line. BACKWALK_UPDATE_GOLDEN=1 writes the answers anew; review
// them.
#include <gtest/gtest.h>

#include <fstream>

#include "bot/talk/grammar.hpp"
#include "tests/fakes/story.hpp"
#include "tests/setting.hpp"

namespace backwalk {
namespace malformed_test {

const std::string kTable = BACKWALK_SOURCE_DIR "/tests/data/malformed_dates.tsv";

std::vector<std::string> lines_of_table() {
  std::ifstream in{kTable};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string in_one_line(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 3) text.replace(at, 1, " / ");
  return text;
}

/// A channel with a plan that has one of each.
void set_out(fakes::Story& story) {
  for (const auto* text : {"start Launch the shop by 30 oct", "milestone Beta open by 20 oct", "before goal write it for 5d owner @ann",
                           "kpi add waitlist from 40 to 100 by 30 oct", "commit every 2w"}) {
    story.slash("ann", "eng", text);
    ASSERT_FALSE(story.was_refused()) << text;
  }
}

std::int64_t seq(fakes::Story& story) { return story.plan("LAUN")->plan.seq; }

/// The example of an answer; of several the first.
std::string example_in(const std::string& answer) {
  const std::string lead = "For example: ";
  const auto at = answer.find(lead);
  if (at == std::string::npos) return "";
  const std::string rest = answer.substr(at + lead.size());
  return rest.substr(0, std::min(rest.find(" / "), rest.find(", ")));
}

std::vector<std::string> commands_on_buttons(const chat::Message& message) {
  std::vector<std::string> commands;
  for (const auto& block : message.blocks) {
    const auto* buttons = std::get_if<chat::Buttons>(&block);
    for (const auto& button : buttons != nullptr ? buttons->buttons : std::vector<chat::Button>{}) commands.push_back(button.say);
  }
  return commands;
}

void expect_example_works(const std::string& example) {
  using namespace std::chrono;
  const auto read = talk::parse(talk::words_of({chat::Piece{example}}), {planner::Date{year{2026} / September / 8}, minutes{600},
                                                                         planner::Date{year{2026} / October / 30}, "Europe/Berlin"});
  EXPECT_TRUE(read.is_command && !read.bad_date && !read.bad_duration && !read.bad_number && !read.by_two) << example;
}

TEST(Malformed, IsAnsweredWithWhatWasUnderstoodAndWhatWorks) {
  fakes::Story story;
  set_out(story);
  std::string table;
  std::size_t rows = 0;
  for (const auto& line : lines_of_table()) {
    if (line.empty() || line[0] == '#') {
      table += line + "\n";
      continue;
    }
    ++rows;
    const auto tab = line.find('\t');
    const std::string said = line.substr(0, tab);
    SCOPED_TRACE(said);
    const auto before = seq(story);
    const auto seen = story.slash("ann", "eng", said);
    ASSERT_FALSE(seen.empty());
    EXPECT_TRUE(story.was_refused());
    EXPECT_EQ(seq(story), before);
    const std::string answer = in_one_line(seen.front().text());
    EXPECT_EQ(answer, tab == std::string::npos ? "" : line.substr(tab + 1));
    table += said + "\t" + answer + "\n";
    if (const auto example = example_in(answer); !example.empty()) expect_example_works(example);
    if (answer.find("two ways. Which") == std::string::npos) continue;
    // What is asked is answered by either button.
    const auto commands = commands_on_buttons(seen.front().message);
    EXPECT_EQ(commands.size(), 2U);
    for (const auto& command : commands) {
      SCOPED_TRACE(command);
      const auto was = seq(story);
      story.press("ann", "eng", command);
      EXPECT_FALSE(story.was_refused());
      if (story.answer().absent) story.slash("ann", "eng", "back");
      story.wait(std::chrono::seconds{61});
      if (seq(story) == was) continue;
      story.slash("ann", "eng", "undo");
      EXPECT_FALSE(story.was_refused());
    }
  }
  EXPECT_GE(rows, 60U);
  if (renews_golden()) std::ofstream{kTable} << table;
}

}  // namespace malformed_test
}  // namespace backwalk

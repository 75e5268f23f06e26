// Golden messages: every file tests/data/stories/*.story is told to the bot and what it answers is compared with the .golden beside it.
// A line is "TIME WHO [#channel [thread]]> TEXT"; TIME alone sets the clock. BACKWALK_UPDATE_GOLDEN=1 writes the golden files anew; review
// the difference.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/fakes/story.hpp"
#include "tests/setting.hpp"

namespace backwalk {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fakes::Seen> told_line(fakes::Story& story, const std::string& head, const std::string& text) {
  std::istringstream words(head);
  std::string who;
  std::string channel;
  std::string how;
  words >> who >> channel >> how;
  if (channel.empty()) return story.dm(who, text);
  channel.erase(0, 1);
  if (how == "presses") return story.press(who, channel, text);
  if (how == "mentions") return story.mention(who, channel, text);
  if (!how.empty()) return story.mention(who, channel, text, how);
  return story.slash(who, channel, text);
}

std::string tell(const std::filesystem::path& path) {
  fakes::Story story;
  std::istringstream lines(content_of(path));
  std::string line;
  std::ostringstream out;
  std::string last_who;
  while (std::getline(lines, line)) {
    if (line.empty() || line.starts_with("#!")) continue;
    if (line.starts_with("@")) {
      story.at(line.substr(1));
      out << "\n" << line << "\n";
      continue;
    }
    const auto split = line.find("> ");
    // Nobody types in the moment in which somebody else does.
    const auto who = line.substr(0, line.find_first_of(" >"));
    if (!last_who.empty() && who != last_who) story.wait(std::chrono::seconds{6});
    last_who = who;
    const auto seen = told_line(story, line.substr(0, split), split == std::string::npos ? "" : line.substr(split + 2));
    out << "\n>>> " << line << (story.was_refused() ? "   (refused)" : "") << "\n" << fakes::told(seen) << "\n";
  }
  return out.str();
}

class Stories : public testing::TestWithParam<std::string> {};

TEST_P(Stories, AreToldAsReviewed) {
  const std::filesystem::path folder = std::filesystem::path(BACKWALK_SOURCE_DIR) / "tests/data/stories";
  const auto golden = folder / (GetParam() + ".golden");
  const auto text = tell(folder / (GetParam() + ".story"));
  if (renews_golden()) std::ofstream(golden) << text;
  EXPECT_EQ(text, content_of(golden));
}

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(BACKWALK_SOURCE_DIR) / "tests/data/stories")) {
    if (entry.path().extension() == ".story") found.push_back(entry.path().stem());
  }
  std::sort(found.begin(), found.end());
  return found;
}

INSTANTIATE_TEST_SUITE_P(All, Stories, testing::ValuesIn(names()), [](const auto& info) { return info.param; });

}  // namespace
}  // namespace backwalk

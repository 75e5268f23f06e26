// Where pictures lie, and who gets them.
#include "bot/web/shelf.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "bot/web/routes.hpp"

namespace backwalk::web {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const Instant now{1788868800000ms};

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "backwalk-shelf-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path{};
};

TEST(Shelf, ServesWhatItKeepsUnderItsAddressUntilThatExpires) {
  const Folder folder;
  Shelf shelf(folder.path / "pictures", "https://plans.example");
  const auto kept = shelf.keep("p1-12-timeline", "\x89PNG and so on", now);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->file, (folder.path / "pictures" / "p1-12-timeline.png").string());
  ASSERT_TRUE(kept->address.starts_with("https://plans.example/p/p1-12-timeline."));
  const std::string path = kept->address.substr(std::string("https://plans.example").size());
  const auto served = shelf.serve(path, now + 13 * 24h);
  EXPECT_EQ(served.status, 200);
  EXPECT_EQ(served.body, "\x89PNG and so on");
  EXPECT_EQ(chat::header(served.headers, "Content-Type"), "image/png");
  EXPECT_EQ(shelf.serve(path, now + 15 * 24h).status, 404);
  Shelf again(folder.path / "pictures", {});
  EXPECT_EQ(again.serve(path, now).status, 200) << "the key outlives the process";
  fs::remove(kept->file);
  EXPECT_EQ(shelf.serve(path, now).status, 404);
}

TEST(Shelf, AnSvgIsServedAsADocumentThatCanDoNothing) {
  const Folder folder;
  Shelf shelf(folder.path, {});
  const auto kept = shelf.keep("p1-timeline", "<svg/>", now, Shelf::Form::svg);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->file.ends_with("/p1-timeline.svg"));
  const auto served = shelf.serve(kept->address, now);
  EXPECT_EQ(served.body, "<svg/>");
  EXPECT_EQ(chat::header(served.headers, "Content-Type"), "image/svg+xml");
  EXPECT_TRUE(chat::header(served.headers, "Content-Security-Policy").value_or("").starts_with("default-src 'none'"));
}

TEST(Shelf, ReadsWhatItKeepsAndNothingElse) {
  const Folder folder;
  Shelf shelf(folder.path / "pictures", {});
  const auto kept = shelf.keep("p1", "png", now);
  ASSERT_TRUE(kept);
  EXPECT_EQ(shelf.read(kept->file), "png");
  const std::string pictures = (folder.path / "pictures").string();
  for (const auto& path : {pictures + "/key", pictures + "/p2.png", pictures + "/../p1.png", std::string("/etc/passwd"), std::string()}) {
    EXPECT_FALSE(shelf.read(path)) << path;
  }
}

TEST(Shelf, ServesNothingElse) {
  const Folder folder;
  Shelf shelf(folder.path, {});
  EXPECT_EQ(shelf.serve("/p/p1.1.00.png", now).status, 404) << "there is no key yet";
  const auto kept = shelf.keep("p1", "png", now);
  ASSERT_TRUE(kept);
  ASSERT_EQ(shelf.serve(kept->address, now).status, 200);
  std::string other_signature = kept->address;
  other_signature[other_signature.size() - 5] = other_signature[other_signature.size() - 5] == '0' ? '1' : '0';
  std::string later = kept->address;
  later[later.find('.') + 1] = '9';
  std::string other_name = kept->address;
  other_name[4] = '2';
  const std::string cases[] = {
      other_signature,        later, other_name, "/p/", "/p/.png", "/p/key", "/p/../key.png", "/p/p1.png", "/p/p1..png",
      kept->address + ".png", ""};
  for (const auto& path : cases) EXPECT_EQ(shelf.serve(path, now).status, 404) << path;
  Folder other;
  EXPECT_EQ(Shelf(other.path, {}).serve(kept->address, now).status, 404);
}

TEST(Shelf, KeepsNothingWhereItCannotOrUnderANameThatIsNone) {
  const Folder folder;
  Shelf shelf(folder.path, {});
  for (const char* name : {"", "../up", "a/b", "A", "a.b", "key "}) EXPECT_FALSE(shelf.keep(name, "png", now)) << name;
  EXPECT_FALSE(shelf.keep("empty", "", now));
  Shelf nowhere("/proc/nothing/here", {});
  EXPECT_FALSE(nowhere.keep("p1", "png", now));
  EXPECT_EQ(fs::status(folder.path).type(), fs::file_type::directory);
}

TEST(Shelf, DoesNotGrowForEver) {
  const Folder folder;
  Shelf shelf(folder.path, {});
  for (std::size_t i = 0; i < Shelf::most + 20; ++i) ASSERT_TRUE(shelf.keep("p" + std::to_string(i), "png", now));
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder.path)) count += entry.path().extension() == ".png" ? 1 : 0;
  EXPECT_EQ(count, Shelf::most);
  EXPECT_TRUE(fs::exists(folder.path / ("p" + std::to_string(Shelf::most + 19) + ".png")));
  EXPECT_EQ(fs::status(folder.path / "key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Routes, APictureIsServedAndItsAddressIsNotNamedInTheLog) {
  EXPECT_EQ(std::get<Page>(route("GET", "/p/p1.1.aa.png", {}, false)), Page::picture);
  EXPECT_EQ(std::get<chat::HttpResponse>(route("POST", "/p/p1.1.aa.png", {}, false)).status, 405);
  EXPECT_FALSE(is_known("/p/p1.1.aa.png", {}, false));
  EXPECT_TRUE(is_known("/healthz", {}, false));
}

}  // namespace
}  // namespace backwalk::web

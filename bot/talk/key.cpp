#include <algorithm>
#include <cctype>

#include "bot/talk/act.hpp"

namespace backwalk::talk {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::vector<std::string> letter_words(const std::string& title) {
  std::vector<std::string> words(1);
  for (const char c : title) {
    if (is_letter(c)) {
      words.back().push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  std::erase_if(words, [](const std::string& word) { return word.size() < 2; });
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return words;
}

}  // namespace

std::string make_key(const std::string& title, const std::vector<std::string>& taken) {
  const auto is_free = [&](const std::string& key) {
    return find_command(key) == nullptr && std::find(taken.begin(), taken.end(), key) == taken.end();
  };
  for (const auto& word : letter_words(title)) {
    const std::string key = word.substr(0, 4);
    if (is_free(key)) return key;
  }
  // Titles without usable letters, and the thousandth plan of the same name: PLAN, PLANA, PLANB, ... PLANZZ, then three letters of our own.
  if (is_free("PLAN")) return "PLAN";
  for (char a = 'A'; a <= 'Z'; ++a) {
    if (const std::string key = std::string("PLAN") + a; is_free(key)) return key;
  }
  for (const std::string stem : {"PLAN", "WALK", "GOAL", "LINE"}) {
    for (char a = 'A'; a <= 'Z'; ++a) {
      for (char b = 'A'; b <= 'Z'; ++b) {
        if (const std::string key = stem + a + b; is_free(key)) return key;
      }
    }
  }
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) {
        if (const std::string key = std::string("X") + a + b + c; is_free(key)) return key;
      }
    }
  }
  return "FULL";  // 20,000 plans in one space; the store's unique key then refuses the next one
}

}  // namespace backwalk::talk

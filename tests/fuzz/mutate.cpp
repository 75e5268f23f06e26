#include "tests/fuzz/mutate.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <vector>

namespace backwalk::fuzz {
namespace {

constexpr std::size_t longest = 20'000;

struct Piece {
  std::size_t from = 0;
  std::size_t length = 0;
};

std::size_t below(std::size_t limit, Dice& dice) { return limit == 0 ? 0 : static_cast<std::size_t>(dice() % limit); }

Piece some_piece(const std::string& text, Dice& dice) {
  const auto from = below(text.size(), dice);
  return {from, std::min(text.size() - from, 1 + below(40, dice))};
}

/// Stretches of characters of a kind.
template <class Is>
std::vector<Piece> stretches(const std::string& text, Is is) {
  std::vector<Piece> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is(text[i])) continue;
    if (i == 0 || !is(text[i - 1])) found.push_back({i, 0});
    ++found.back().length;
  }
  return found;
}

void replace(std::string& text, Piece piece, const std::string& with) { text.replace(piece.from, piece.length, with); }

void change_number(std::string& text, Dice& dice) {
  static const std::array<std::string, 16> odd = {
      "0",   "-1", "1",     "1440", "1441",    "2147483648", "-2147483649", "9223372036854775807",
      "NaN", "",   "1e308", "0.5",  "1000000", "10000",      "-0",          "99999999999999999999999"};
  const auto numbers = stretches(text, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) || c == '.'; });
  if (!numbers.empty()) replace(text, numbers[below(numbers.size(), dice)], odd[below(odd.size(), dice)]);
}

/// A word where another stood: ids that are unknown, twice there, or wait for each other.
void change_word(std::string& text, Dice& dice) {
  const auto words = stretches(text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; });
  if (words.empty()) return;
  const auto source = words[below(words.size(), dice)];
  replace(text, words[below(words.size(), dice)], text.substr(source.from, source.length));
}

void change(std::string& text, Dice& dice) {
  const auto piece = some_piece(text, dice), other = some_piece(text, dice);
  switch (dice() % 10) {
    case 0:
      if (!text.empty()) text[piece.from] = static_cast<char>(dice());
      break;
    case 1:
      text.insert(piece.from, 1, static_cast<char>(dice()));
      break;
    case 2:
      text.erase(piece.from, piece.length);
      break;
    case 3:
      text.insert(other.from, text.substr(piece.from, piece.length));
      break;
    case 4:
      text.resize(piece.from);
      break;
    case 5: {
      const auto repeated = text.substr(piece.from, 1 + dice() % 2);
      for (auto times = dice() % 300; times > 0; --times) text.insert(piece.from, repeated);
      break;
    }
    case 6:
    case 7:
      change_number(text, dice);
      break;
    default:
      change_word(text, dice);
  }
  if (text.size() > longest) text.resize(longest);
}

}  // namespace

std::string mutated(std::string text, Dice& dice) {
  for (auto changes = 1 + dice() % 4; changes > 0; --changes) change(text, dice);
  return text;
}

}  // namespace backwalk::fuzz

#include "bot/picture/deflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace backwalk::picture {
namespace {

constexpr std::size_t shortest_run = 3, longest_run = 258, end_of_block = 256, symbols = 286;
constexpr int longest_code = 15, longest_code_of_lengths = 7;
// RFC 1951, 3.2.5: the first run of each length symbol, from 257 on, and how many bits say which of them it is.
constexpr std::array<std::size_t, 29> first_of{3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                               31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<int, 29> extra_of{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
// RFC 1951, 3.2.7: in which order the lengths of the code of lengths stand.
constexpr std::array<std::size_t, 19> order_of_lengths{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

std::array<unsigned char, longest_run + 1> make_length_symbols() {
  std::array<unsigned char, longest_run + 1> table{};
  for (std::size_t symbol = 0; symbol < first_of.size(); ++symbol) {
    for (std::size_t length = first_of.at(symbol); length <= longest_run; ++length) table.at(length) = static_cast<unsigned char>(symbol);
  }
  return table;
}
/// Of a run's length: its symbol, less 257.
std::size_t length_symbol(std::size_t length) {
  static const auto table = make_length_symbols();
  return table[length];
}

/// A byte, or from 256 on the length of a run of the byte before.
using Token = std::uint16_t;

/// How many bytes from `at` on are the same as the one at `at`.
std::size_t run_at(std::string_view bytes, std::size_t at) {
  const std::uint64_t same = static_cast<unsigned char>(bytes[at]) * std::uint64_t{0x0101010101010101};
  std::size_t end = at + 1;
  while (end + sizeof same <= bytes.size()) {
    std::uint64_t next = 0;
    std::memcpy(&next, bytes.data() + end, sizeof next);
    if (const auto differs = next ^ same; differs != 0) return end - at + static_cast<std::size_t>(std::countr_zero(differs)) / 8;
    end += sizeof same;
  }
  while (end < bytes.size() && bytes[end] == bytes[at]) ++end;
  return end - at;
}

std::vector<Token> tokens_of(std::string_view bytes) {
  std::vector<Token> tokens;
  tokens.reserve(bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    std::size_t run = run_at(bytes, at);
    at += run;
    tokens.push_back(byte);
    for (--run; run >= shortest_run;) {
      const auto length = std::min(run, longest_run);
      tokens.push_back(static_cast<Token>(end_of_block + length));
      run -= length;
    }
    tokens.insert(tokens.end(), run, byte);
  }
  return tokens;
}

std::size_t symbol_of(Token token) { return token < end_of_block ? token : end_of_block + 1 + length_symbol(token - end_of_block); }

/// Huffman's lengths, none longer than `most`: where one would be, rare symbols count for more until it fits. 0 for what does not occur.
std::vector<int> code_lengths(std::vector<std::uint64_t> counts, int most) {
  struct Node {
    std::size_t left = 0, right = 0;
  };
  const std::size_t leaves = counts.size();
  for (;;) {
    using Item = std::pair<std::uint64_t, std::size_t>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> open;
    for (std::size_t i = 0; i < leaves; ++i) {
      if (counts[i] > 0) open.emplace(counts[i], i);
    }
    std::vector<Node> nodes;
    while (open.size() > 1) {
      const auto first = open.top();
      open.pop();
      const auto second = open.top();
      open.pop();
      nodes.push_back({first.second, second.second});
      open.emplace(first.first + second.first, leaves + nodes.size() - 1);
    }
    std::vector<int> depth(leaves + nodes.size(), 0);
    for (std::size_t i = nodes.size(); i-- > 0;) depth[nodes[i].left] = depth[nodes[i].right] = depth[leaves + i] + 1;
    depth.resize(leaves);
    if (*std::max_element(depth.begin(), depth.end()) <= most) return depth;
    for (auto& count : counts) count = (count + 1) / 2;
  }
}

struct Code {
  std::uint32_t bits = 0;  ///< in the order in which they are written, the lowest first
  int length = 0;
};
/// RFC 1951, 3.2.2.
std::vector<Code> codes_of(const std::vector<int>& lengths) {
  std::vector<Code> codes(lengths.size());
  std::uint32_t next = 0;
  for (int length = 1; length <= longest_code; ++length) {
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      if (lengths[i] != length) continue;
      std::uint32_t reversed = 0;
      for (int bit = 0; bit < length; ++bit) reversed |= (next >> bit & 1U) << (length - 1 - bit);
      codes[i] = {reversed, length};
      ++next;
    }
    next <<= 1;
  }
  return codes;
}

/// Bits one after another, the lowest first (RFC 1951, 3.1.1). REQUIRES: so many bytes and eight more for them.
class Bits {
 public:
  Bits(std::string& to, std::size_t most) : to_(to), end_(to.size()) { to_.resize(end_ + most + sizeof held_); }
  /// At most 32 of them.
  void put(std::uint64_t bits, int count) {
    held_ |= bits << count_;
    count_ += count;
    if (count_ < 32) return;
    store();
    end_ += 4;
    held_ >>= 32;
    count_ -= 32;
  }
  void put(Code code) { put(code.bits, code.length); }
  void finish() {
    store();
    to_.resize(end_ + static_cast<std::size_t>(count_ + 7) / 8);
  }

 private:
  void store() {
    char* to = to_.data() + end_;
    for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(held_ >> 8 * i & 0xFF);  // one instruction where bytes stand so
  }

  std::string& to_;
  std::size_t end_;
  std::uint64_t held_ = 0;
  int count_ = 0;
};

/// The lengths of the codes, themselves in a Huffman code; runs are known by one distance, 1.
void put_codes(Bits& bits, const std::vector<int>& lengths) {
  std::vector<std::uint64_t> counts(order_of_lengths.size(), 0);
  for (const int length : lengths) ++counts.at(static_cast<std::size_t>(length));
  ++counts.at(1);  // of the one distance
  const auto own = code_lengths(counts, longest_code_of_lengths);
  const auto codes = codes_of(own);
  bits.put(lengths.size() - 257, 5);
  bits.put(0, 5);  // one distance
  bits.put(order_of_lengths.size() - 4, 4);
  for (const auto place : order_of_lengths) bits.put(static_cast<std::uint64_t>(own.at(place)), 3);
  for (const int length : lengths) bits.put(codes.at(static_cast<std::size_t>(length)));
  bits.put(codes.at(1));
}

}  // namespace

std::string deflated(std::string_view bytes) {
  const auto tokens = tokens_of(bytes);
  std::vector<std::uint64_t> counts(symbols, 0);
  counts[end_of_block] = 1;
  counts[0] = 1;  // a code has two symbols at least
  for (const Token token : tokens) ++counts[symbol_of(token)];
  const auto lengths = code_lengths(counts, longest_code);
  const auto codes = codes_of(lengths);

  std::string file = "\x78\x01";
  constexpr std::size_t for_the_codes = 1024, most_of_a_token = 3;  // 15 bits, 5 of the length, one of the distance
  Bits bits(file, for_the_codes + tokens.size() * most_of_a_token);
  bits.put(1, 1);  // the last block
  bits.put(2, 2);  // with codes of its own
  put_codes(bits, lengths);
  for (const Token token : tokens) {
    const auto symbol = symbol_of(token);
    bits.put(codes[symbol]);
    if (symbol <= end_of_block) continue;
    const auto place = symbol - end_of_block - 1;
    bits.put(token - end_of_block - first_of[place], extra_of[place]);
    bits.put(0, 1);  // the distance
  }
  bits.put(codes[end_of_block]);
  bits.finish();
  const auto check = adler32(adler32(0, nullptr, 0), reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
  for (const int shift : {24, 16, 8, 0}) file += static_cast<char>(check >> shift & 0xFF);
  return file;
}

}  // namespace backwalk::picture

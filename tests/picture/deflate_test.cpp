// What is packed is what zlib unpacks, whatever it was.
#include <gtest/gtest.h>
#include <zlib.h>

#include <random>
#include <string>
#include <utility>

#include "bot/picture/deflate.hpp"

namespace backwalk::picture {
namespace {

std::string inflated(const std::string& packed, std::size_t size) {
  std::string bytes(size + 1, '\0');
  auto length = static_cast<uLongf>(bytes.size());
  const int result = uncompress(reinterpret_cast<Bytef*>(bytes.data()), &length, reinterpret_cast<const Bytef*>(packed.data()),
                                static_cast<uLong>(packed.size()));
  EXPECT_EQ(result, Z_OK) << "of " << size << " bytes";
  bytes.resize(length);
  return bytes;
}

void expect_same(const std::string& bytes) { ASSERT_TRUE(inflated(deflated(bytes), bytes.size()) == bytes) << bytes.size(); }

TEST(Deflate, IsUndoneByZlibForRunsOfEveryLength) {
  for (std::size_t length = 0; length < 1'100; ++length) {
    expect_same(std::string(length, '\0'));
    expect_same("a" + std::string(length, 'b') + "c");
  }
}

TEST(Deflate, IsUndoneByZlibForRandomBytes) {
  std::mt19937 draw(1);
  for (int round = 0; round < 300; ++round) {
    const auto kinds = 1 + draw() % 256;
    const auto longest = 1 + draw() % 600;
    std::string bytes;
    while (bytes.size() < 20'000) bytes.append(1 + draw() % longest, static_cast<char>(draw() % kinds));
    expect_same(bytes);
  }
}

TEST(Deflate, KeepsItsCodesShortWhereSomeBytesAreVeryRare) {
  // Each byte is as frequent as the two before it together: plain Huffman codes would have more than fifteen bits.
  std::string bytes;
  std::size_t now = 1, next = 1;
  for (int byte = 0; byte < 24; ++byte) {
    for (std::size_t i = 0; i < now; ++i) bytes += static_cast<char>(byte), bytes += static_cast<char>(100 + byte % 2);
    now = std::exchange(next, now + next);
  }
  expect_same(bytes);
}

TEST(Deflate, IsSmallWhereMostIsTheSame) {
  std::string bytes(1'000'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); i += 5'000) bytes[i] = 'x';
  EXPECT_LT(deflated(bytes).size(), 2'500U);
}

}  // namespace
}  // namespace backwalk::picture

// A zlib stream (RFC 1950, 1951) of bytes that mostly repeat the one before: runs, and one Huffman code for the whole. zlib's own
// run-length strategy takes twice as long for files of the same size (tests/bench/picture.md).
#pragma once

#include <string>
#include <string_view>

namespace backwalk::picture {

std::string deflated(std::string_view bytes);

}  // namespace backwalk::picture

// libFuzzer's entry, for a build with clang and -DBACKWALK_LIBFUZZER=ON.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  backwalk::fuzz::attempt({reinterpret_cast<const char*>(data), size});
  return 0;
}

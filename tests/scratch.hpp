// A file of one test program, for as long as a test needs it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

namespace backwalk {

/// A path for a file named "name" that no other running test program uses: ctest starts several of them at once.
inline std::string scratch_file(const std::string& name) {
  return testing::TempDir() + "backwalk_" + std::to_string(getpid()) + "_" + name;
}

}  // namespace backwalk

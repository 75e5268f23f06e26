// What a test run is told by the environment.
#pragma once

#include <cstdlib>

namespace backwalk {

/// Null where it is not set.
inline const char* test_setting(const char* name) {
  return std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing sets it while tests run
}
/// Golden files are to be written anew, and not compared.
inline bool renews_golden() { return test_setting("BACKWALK_UPDATE_GOLDEN") != nullptr; }

}  // namespace backwalk

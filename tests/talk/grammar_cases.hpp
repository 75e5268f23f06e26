// What is said and how it is understood, a line each.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/talk/utterances.hpp"

namespace backwalk::talk::grammar_test {

struct Case {
  std::string text, expected;
};
inline void expect_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(shown(said(c.text)), c.expected);
  }
}

}  // namespace backwalk::talk::grammar_test

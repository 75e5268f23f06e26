// What a fuzz target says of a reader: good inputs to begin with, and one try. The sanitizers and the driver's clock judge.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backwalk::fuzz {

/// Inputs that are read.
std::vector<std::string> seeds();
/// Reads `text` and does with it what the program would. Whether it was read; a refusal must have a sentence.
bool attempt(std::string_view text);

}  // namespace backwalk::fuzz

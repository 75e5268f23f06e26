// A text made a little wrong: bytes, numbers, names and whole pieces changed, repeated, taken away or cut off.
#pragma once

#include <random>
#include <string>

namespace backwalk::fuzz {

using Dice = std::mt19937_64;

/// One to four changes.
std::string mutated(std::string text, Dice& dice);

}  // namespace backwalk::fuzz

// The clauses of a change that is only supposed, read but not yet held against the plan. Private to talk.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bot/talk/grammar.hpp"

namespace backwalk::talk {

/// A sentence of the ordinary grammar.
struct Command {
  std::string text{};
};
/// Ways of the last list.
struct Numbers {
  std::vector<int> numbers{};
};
struct SecondPerson {
  planner::Ref on{};
};
/// `of` begins when half of `with` is done.
struct Overlap {
  planner::Ref of{};
  planner::Ref with{};
};
/// It takes so much; so much work is left of it; it takes so much less; it begins at a date or later.
struct NewWork {
  planner::Ref of{};
  Span amount{};
};
struct Left {
  planner::Ref of{};
  Span amount{};
};
struct Less {
  planner::Ref of{};
  Span amount{};
};
struct NotBefore {
  planner::Ref of{};
  Moment at{};
  std::string typed{};  ///< the date as it was said
};
/// `why`: what is wrong with it, where that is known.
struct NotUnderstood {
  std::string why{};
};

struct Clause {
  std::string said{};
  std::variant<NotUnderstood, Command, Numbers, SecondPerson, Overlap, NewWork, Left, Less, NotBefore> what{};
};

/// Cut at "and", "," and "+" where a new change begins ("without A6 and A7" is one), numbers that follow each other in one; never empty.
/// REQUIRES: there are words.
std::vector<Clause> clauses_of(const std::vector<Word>& words, const planner::Plan& plan, const Calendarium& calendarium);

}  // namespace backwalk::talk

// A plan as a table of fields, so that "what did this command change, and does it still stand" is a comparison. For undo.cpp only.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>

#include "planner/plan.hpp"

namespace backwalk::planner {

enum class Aspect {
  existence,
  title,
  due,
  owner,
  estimate,
  started,
  finished,
  announcement,
  audience,
  not_done_unless,
  commitment,
  review
};

/// A field of an item, a link by its ends, or a topic of the interview.
struct ItemField {
  Ref ref{};
  Aspect aspect{};
  auto operator<=>(const ItemField&) const = default;
};
struct LinkField {
  Ref before{};
  Ref after{};
  auto operator<=>(const LinkField&) const = default;
};
using Field = std::variant<ItemField, LinkField, Asked>;

/// monostate: the item is there and has no value. A missing item has no fields at all.
using FieldValue = std::variant<std::monostate, bool, int, std::string, Moment, PersonId, Estimate, LocalTime, Lag, Closing>;
using Fields = std::map<Field, FieldValue>;

Fields fields_of(const Plan& plan);

/// The fields whose values differ, one-sided ones included, with their values in `a` (none: missing there).
std::map<Field, std::optional<FieldValue>> difference(const Fields& a, const Fields& b);

}  // namespace backwalk::planner

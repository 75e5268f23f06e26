// Result<T>: a value, or an error that names its cause and the thing it happened to. Expected failures are values; exceptions mean a bug
// or lost infrastructure (STYLE 14).
#pragma once

#include <boost/system/result.hpp>
#include <string>

namespace backwalk {

enum class Cause {
  unreadable,    ///< the input is not what it claims to be (400)
  not_found,     ///< no such thing
  not_allowed,   ///< refused by the other side
  not_sent,      ///< nothing left this machine: refused, DNS, TLS failed before a byte of the request went out
  unknown,       ///< bytes left and no answer came: it may or may not have happened
  busy,          ///< try again: locked, overloaded
  full,          ///< no space left
  corrupt,       ///< the store is damaged
  lost,          ///< the connection to the store is gone
  newer_schema,  ///< the store was written by a newer program
  invalid,       ///< a setting or argument makes no sense
};

/// `what` is one sentence for an operator's log or terminal; it never holds a secret and never reaches a channel.
struct Error {
  Cause cause{};
  std::string what{};
};

template <class T>
using Result = boost::system::result<T, Error>;

/// Found by boost::system::result through its argument. An error taken for a value is a bug; throws std::logic_error with its words.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace backwalk

// The one name for a coroutine that may wait. Parameters of such functions are taken by value (STYLE 12); mind the g++ 12 list in
// ARCHITECTURE §5: inside a co_await expression no capturing lambda, no aggregate temporary, no ?:, no braced list.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace backwalk {

template <class T>
using Awaitable = boost::asio::awaitable<T>;

}  // namespace backwalk

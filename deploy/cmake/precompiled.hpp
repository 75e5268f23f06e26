// The precompiled header of bot and its tests: what nearly every file there includes anyway. Nothing else belongs here, because a
// change of it compiles everything again; and every file still includes what it uses (tests/lint compiles the headers without this one).
#pragma once

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

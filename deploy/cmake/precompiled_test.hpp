// The precompiled header of the test programs.
#pragma once

#include <gtest/gtest.h>

#include "deploy/cmake/precompiled.hpp"

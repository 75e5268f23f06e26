# The forecast's arithmetic (planner/lanes.hpp) is the one thing here that is written for the vector units: optimised in every preset, so
# that tests of it do not take minutes, and compiled a second time for AVX2. Neither option changes a result: sqrt sets no errno, and nobody
# looks at the floating point flags. g++ looks tables up eight at a time only where it is told of a processor that is good at it: a quarter less
# for plans with several calendars. No unity build: what is compiled for AVX2 must not be mixed with anything else.
set(lanes ${CMAKE_SOURCE_DIR}/planner/lanes.cpp ${CMAKE_SOURCE_DIR}/planner/lanes_avx2.cpp)
set_source_files_properties(${lanes} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON COMPILE_OPTIONS "-O2;-fno-math-errno;-fno-trapping-math")
target_compile_options(planner PRIVATE -ffp-contract=off)  # the same bits from every compiler
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64|AMD64")
  set_property(SOURCE ${lanes} APPEND PROPERTY COMPILE_DEFINITIONS BACKWALK_AVX2)
  set_property(SOURCE ${CMAKE_SOURCE_DIR}/planner/lanes_avx2.cpp APPEND PROPERTY COMPILE_OPTIONS "-mavx2;-mtune=haswell")
endif()

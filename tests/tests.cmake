# The tests, as ctest sees them: unit (GoogleTest), lint (scripts over the sources), e2e and schemas (Node) on a build with test programs;
# compare (a reference program, and the clock) and browser (our playground, and that of Teams) on one without, which is the release build. Tests may run side by side and in any order.
set(shared $ENV{BACKWALK_SHARED})
if(NOT shared)
  cmake_path(SET shared NORMALIZE ${CMAKE_SOURCE_DIR}/../shared)
endif()
set(leaks "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/leaks.supp:print_suppressions=0")
set(environment "BACKWALK_SHARED=${shared}" "BACKWALK_BUILD=${CMAKE_BINARY_DIR}" "BACKWALK_BIN=${CMAKE_BINARY_DIR}/backwalk" "BACKWALK_SENT_DIR=${CMAKE_BINARY_DIR}/sent" "CXX=${CMAKE_CXX_COMPILER}"
    "ASAN_OPTIONS=detect_stack_use_after_return=1" "UBSAN_OPTIONS=print_stacktrace=1"
    "${leaks}")
find_program(PYTHON python3)
find_program(NODE node)
mark_as_advanced(PYTHON NODE)

# script_test(name label command...): exit code 77 or the word at the beginning of a line says that it could not run here.
function(script_test name label)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 600 ENVIRONMENT "${environment}" SKIP_RETURN_CODE 77)
endfunction()

# unit_tests(folder): every .cpp file of tests/<folder> as one program, tests/planner -> planner_tests.
function(unit_tests folder)
  string(REPLACE "/" "_" name ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  add_executable(${name}_tests ${sources})
  target_link_libraries(${name}_tests PRIVATE unit_test)
  set_target_properties(${name}_tests PROPERTIES UNITY_BUILD ${BACKWALK_UNITY} UNITY_BUILD_BATCH_SIZE 24)
  if(BACKWALK_PCH)
    target_precompile_headers(${name}_tests REUSE_FROM precompiled_test)
  endif()
  if(folder MATCHES "^(planner|config|picture)")  # the foundations are tested without the roof
    target_link_libraries(${name}_tests PRIVATE ${CMAKE_MATCH_1})
  elseif(folder MATCHES "^adapters")
    target_link_libraries(${name}_tests PRIVATE ${platforms} chat)
  else()
    target_link_libraries(${name}_tests PRIVATE fakes cli net)
  endif()
  gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       PROPERTIES LABELS unit TIMEOUT 120 ENVIRONMENT "${leaks}")
endfunction()

# A disk under SQLite that fails and loses power: for test programs, and loaded into the real one (tests/crash). Never part of the program.
part(power tests/power/image.cpp tests/power/disk.cpp tests/power/disk_vfs.cpp tests/power/database.cpp)
rests_on(power SQLite::SQLite3)
add_library(power_cut MODULE EXCLUDE_FROM_ALL tests/power/preload.cpp tests/power/image.cpp tests/power/disk.cpp tests/power/disk_vfs.cpp)
target_link_libraries(power_cut PRIVATE house SQLite::SQLite3)

add_executable(bench_store EXCLUDE_FROM_ALL tests/bench/store.cpp)  # tests/bench/store.md
target_link_libraries(bench_store PRIVATE talk store)
add_executable(bench_talk EXCLUDE_FROM_ALL tests/bench/talk.cpp)  # tests/bench/talk.md
target_link_libraries(bench_talk PRIVATE talk store)

add_executable(bench_kpi EXCLUDE_FROM_ALL tests/bench/kpi.cpp)  # tests/bench/kpi.md
target_compile_definitions(bench_kpi PRIVATE BACKWALK_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_link_libraries(bench_kpi PRIVATE planner)
add_executable(bench_forecast EXCLUDE_FROM_ALL tests/bench/forecast.cpp)
target_link_libraries(bench_forecast PRIVATE planner)

if(BACKWALK_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
  add_library(unit_test INTERFACE)  # what every test program is compiled and linked with
  target_compile_definitions(unit_test INTERFACE BACKWALK_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(unit_test INTERFACE house GTest::gmock GTest::gtest_main)
  # The tests themselves are not what the sanitizers' preset is for: unoptimised and without the checks of their own arithmetic they compile
  # in a third of the time.
  if(BACKWALK_SANITIZE)
    target_compile_options(unit_test INTERFACE -O0 -fno-sanitize=undefined)
  endif()
  if(BACKWALK_PCH)
    add_library(precompiled_test STATIC ${CMAKE_BINARY_DIR}/generated/precompiled.cpp)
    target_link_libraries(precompiled_test PRIVATE unit_test)
    target_precompile_headers(precompiled_test PRIVATE ${CMAKE_SOURCE_DIR}/deploy/cmake/precompiled_test.hpp)
  endif()
  part(fakes tests/fakes tests/power/ledger.cpp)  # what several test programs share
  rests_on(fakes cli net power)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/tests/*_test.cpp)
  set(folders)
  foreach(file IN LISTS found)
    cmake_path(GET file PARENT_PATH folder)
    list(APPEND folders "${folder}")
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    unit_tests(${folder})
  endforeach()

  # Each reader of files against inputs gone wrong (tests/fuzz/README.md).
  file(GLOB targets CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/*_target.cpp)
  foreach(target IN LISTS targets)
    string(REGEX REPLACE "^.*/(.*)_target\\.cpp$" "\\1" name ${target})
    if(BACKWALK_LIBFUZZER)
      add_executable(fuzz_${name} ${target} tests/fuzz/entry.cpp)
      target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    else()
      add_executable(fuzz_${name} ${target} tests/fuzz/drive.cpp tests/fuzz/mutate.cpp)
      add_test(NAME fuzz.${name} COMMAND fuzz_${name} --seconds 5)
      set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
    endif()
    target_compile_definitions(fuzz_${name} PRIVATE FUZZ_CORPUS="${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
    target_link_libraries(fuzz_${name} PRIVATE fakes cli net)
  endforeach()

  # What the phrases of the talk tests mean, worked out by other code.
  script_test(oracle.dates lint ${PYTHON} ${CMAKE_SOURCE_DIR}/tests/oracle/dates.py)
  script_test(oracle.dates.proves_itself lint ${PYTHON} ${CMAKE_SOURCE_DIR}/tests/oracle/dates.py --self-test)

  script_test(lint.format lint ${CMAKE_SOURCE_DIR}/tests/lint/format.sh)
  script_test(lint.places lint ${CMAKE_SOURCE_DIR}/tests/lint/places.sh)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/lint/*.py)
  foreach(script IN LISTS scripts)
    cmake_path(GET script STEM name)
    script_test(lint.${name} lint ${PYTHON} ${script})
    file(STRINGS ${script} proves_itself REGEX "--self-test")
    if(proves_itself)
      script_test(lint.${name}.proves_itself lint ${PYTHON} ${script} --self-test)
    endif()
  endforeach()
  set_tests_properties(lint.headers PROPERTIES TIMEOUT 1500)  # more than two hundred compilations

  foreach(label e2e schemas)
    file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${label}/*.test.mjs)
    foreach(script IN LISTS scripts)
      string(REGEX REPLACE "^.*/(.*)\\.test\\.mjs$" "\\1" name ${script})
      script_test(${label}.${name} ${label} ${NODE} --test ${script})
    endforeach()
  endforeach()
  # The long ones first, so that none is left alone at the end.
  set_tests_properties(lint.headers e2e.walk_doors e2e.slack_pictures e2e.rhythm_slack e2e.rhythm_story e2e.rhythm_teams e2e.slack_lost e2e.slack_socket e2e.story PROPERTIES COST 100)
  # What the four weeks have sent, and a picture, is held against Slack's types.
  set_tests_properties(e2e.rhythm_slack e2e.slack_pictures PROPERTIES FIXTURES_SETUP sent)
  set_tests_properties(schemas.slack_sent PROPERTIES FIXTURES_REQUIRED sent)
  # So is what Teams was sent, against the schema of Adaptive Cards.
  set_tests_properties(e2e.rhythm_teams e2e.teams_walk PROPERTIES FIXTURES_SETUP sent_to_teams)
  set_tests_properties(schemas.teams_sent PROPERTIES FIXTURES_REQUIRED sent_to_teams)
else()
  set_target_properties(power_cut PROPERTIES EXCLUDE_FROM_ALL OFF)
  script_test(crash.ten_kills_ten_cuts crash ${NODE} ${CMAKE_SOURCE_DIR}/tests/crash/crash.mjs --kills 10 --cuts 10 --drain-seconds 45)
  script_test(crash.finds_a_lying_disk crash ${NODE} ${CMAKE_SOURCE_DIR}/tests/crash/crash.mjs --kills 0 --cuts 10 --lying-disk)
  script_test(crash.no_descriptors_left crash ${NODE} --test ${CMAKE_SOURCE_DIR}/tests/crash/no_descriptors.test.mjs)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/browser/*.test.mjs)
  foreach(script IN LISTS scripts)
    string(REGEX REPLACE "^.*/(.*)\\.test\\.mjs$" "\\1" name ${script})
    script_test(browser.${name} browser ${NODE} --test ${script})
  endforeach()
  # Random walks and outsiders by the hundreds: what takes a minute under the sanitizers, where some dozens are tried, takes seconds here.
  if(BACKWALK_AT_LENGTH)
    find_package(GTest REQUIRED)
    add_executable(at_length tests/talk/walker_test.cpp tests/talk/walker_meant_test.cpp tests/talk/privacy_test.cpp tests/fakes/story.cpp)
    target_link_libraries(at_length PRIVATE talk store GTest::gtest_main)
    foreach(suite Walker Privacy)
      add_test(NAME at_length.${suite} COMMAND at_length --gtest_filter=${suite}.*)
    endforeach()
    set_tests_properties(at_length.Walker PROPERTIES LABELS unit TIMEOUT 120 ENVIRONMENT "BACKWALK_WALKS=1000")
    set_tests_properties(at_length.Privacy PROPERTIES LABELS unit TIMEOUT 120 ENVIRONMENT "BACKWALK_WORKSPACES=500")
  endif()
  set_target_properties(bench_kpi PROPERTIES EXCLUDE_FROM_ALL OFF)
  script_test(oracle.kpi compare ${PYTHON} ${CMAKE_SOURCE_DIR}/tests/oracle/kpi.py $<TARGET_FILE:bench_kpi>)
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/oracle/run.py ${CMAKE_SOURCE_DIR}/tests/oracle/safe_start.py
       ${CMAKE_SOURCE_DIR}/tests/oracle/level.py ${CMAKE_SOURCE_DIR}/tests/oracle/same_bits.py
       ${CMAKE_SOURCE_DIR}/tests/timing/*.py)
  foreach(script IN LISTS scripts)
    string(REGEX REPLACE "^.*/tests/([a-z]+)/(.*)\\.py$" "\\1.\\2" name ${script})
    set(programs ${CMAKE_BINARY_DIR}/backwalk)
    # Another optimisation, and sanitized: the same bits.
    if(name STREQUAL "oracle.same_bits" AND EXISTS ${CMAKE_SOURCE_DIR}/build/asan/backwalk)
      list(APPEND programs ${CMAKE_SOURCE_DIR}/build/asan/backwalk)
    endif()
    script_test(${name} compare ${PYTHON} ${script} ${programs})
  endforeach()
  script_test(oracle.spread compare ${PYTHON} ${CMAKE_SOURCE_DIR}/tests/oracle/spread.py --check)
endif()

# A full pass of the planner over a project file; built by its name only (tests/bench/backward.md).
add_executable(bench_backward EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/backward.cpp)
target_link_libraries(bench_backward PRIVATE cli)

# How long pictures take; built by its name only (tests/bench/picture.md).
add_executable(bench_picture EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/picture.cpp ${CMAKE_SOURCE_DIR}/tests/picture/plans.cpp)
target_link_libraries(bench_picture PRIVATE picture)

# Two thousand random plans as pictures: some seconds in the release build, so there.
add_executable(fuzz_pictures EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/fuzz/pictures.cpp ${CMAKE_SOURCE_DIR}/tests/picture/faults.cpp
               ${CMAKE_SOURCE_DIR}/tests/picture/plans.cpp)
target_link_libraries(fuzz_pictures PRIVATE picture)
if(BACKWALK_AT_LENGTH)
  set_target_properties(fuzz_pictures PROPERTIES EXCLUDE_FROM_ALL OFF)
  add_test(NAME fuzz.pictures COMMAND fuzz_pictures)
  set_tests_properties(fuzz.pictures PROPERTIES LABELS fuzz TIMEOUT 300)
endif()

# A storm of messages that leave; built by its name only (tests/bench/outbound.md).
add_executable(outbound_bench EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/outbound.cpp)
target_link_libraries(outbound_bench PRIVATE cli net ${platforms})

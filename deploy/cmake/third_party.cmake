# The libraries that we stand on, all of them Debian packages (deploy/lib/packages.sh names them).
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(absl REQUIRED)
find_package(CLI11 REQUIRED)
find_package(SQLite3 REQUIRED)

# Pictures: Pango measures and shapes text, Cairo paints, zlib packs.
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo)
# Its -pthread would define _REENTRANT, and the precompiled header is made without.
set_property(TARGET PkgConfig::PANGO PROPERTY INTERFACE_COMPILE_OPTIONS "")

# Debian's SOCI comes without a CMake description of itself.
find_path(SOCI_INCLUDE soci/soci.h REQUIRED)
foreach(piece core sqlite3)
  find_library(SOCI_${piece} soci_${piece} REQUIRED)
  add_library(SOCI::${piece} UNKNOWN IMPORTED)
  set_target_properties(SOCI::${piece} PROPERTIES IMPORTED_LOCATION ${SOCI_${piece}} INTERFACE_INCLUDE_DIRECTORIES ${SOCI_INCLUDE})
  mark_as_advanced(SOCI_${piece})
endforeach()
target_link_libraries(SOCI::sqlite3 INTERFACE SOCI::core SQLite::SQLite3)
mark_as_advanced(SOCI_INCLUDE)

# Only the core of prometheus-cpp: its own CMake description would want the web server and the client of its other parts.
find_path(PROMETHEUS_INCLUDE prometheus/registry.h REQUIRED)
find_library(PROMETHEUS_core prometheus-cpp-core REQUIRED)
add_library(prometheus::core UNKNOWN IMPORTED)
set_target_properties(prometheus::core PROPERTIES IMPORTED_LOCATION ${PROMETHEUS_core} INTERFACE_INCLUDE_DIRECTORIES ${PROMETHEUS_INCLUDE})
mark_as_advanced(PROMETHEUS_INCLUDE PROMETHEUS_core)

# Of libical only the core: the C++ and glib sides are not needed.
find_path(ICAL_INCLUDE libical/ical.h REQUIRED)
find_library(ICAL_LIBRARY ical REQUIRED)
add_library(ical::ical UNKNOWN IMPORTED)
set_target_properties(ical::ical PROPERTIES IMPORTED_LOCATION ${ICAL_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${ICAL_INCLUDE})
mark_as_advanced(ICAL_INCLUDE ICAL_LIBRARY)

# The program's allocator. The sanitizers bring their own.
find_library(JEMALLOC jemalloc REQUIRED)
mark_as_advanced(JEMALLOC)

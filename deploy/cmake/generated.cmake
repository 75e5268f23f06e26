# Headers that are written by the build: "generated/version.hpp", "generated/schema.hpp" with the SQL of bot/store/schema in it, and
# "generated/holidays.hpp" with the files of config/holidays, "generated/templates.hpp" with those of bot/talk/templates.
configure_file(${CMAKE_SOURCE_DIR}/deploy/cmake/version.hpp.in ${CMAKE_BINARY_DIR}/generated/version.hpp @ONLY)

# schema/<dialect>/NNNN_name.sql -> {"dialect", NNNN, "name", "SQL"}, in the order of dialect and number.
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bot/store/schema/*/*.sql)
list(SORT scripts)
set(steps)
foreach(script IN LISTS scripts)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
  if(NOT script MATCHES "/([a-z]+)/([0-9][0-9][0-9][0-9])_([a-z0-9_]+)\\.sql$")
    message(FATAL_ERROR "${script}: a step of the schema is called <dialect>/NNNN_name.sql")
  endif()
  set(dialect ${CMAKE_MATCH_1})
  string(REGEX REPLACE "^0*([0-9]+)$" "\\1" number ${CMAKE_MATCH_2})
  set(name ${CMAKE_MATCH_3})
  file(READ ${script} sql)
  string(APPEND steps "    {\"${dialect}\", ${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/schema.hpp @ONLY CONTENT
"// Generated from bot/store/schema by deploy/cmake/generated.cmake: every step of the store's schema, dialect by dialect, in order.
#pragma once

#include <array>
#include <string_view>

namespace backwalk::store {

struct SchemaStep {
  std::string_view dialect;
  int number;
  std::string_view name;
  std::string_view sql;
};

inline constexpr auto schema_steps = std::to_array<SchemaStep>({
@steps@});

}  // namespace backwalk::store
")

# holidays/CC.json -> {"CC", "JSON"}, in the order of the countries' codes.
file(GLOB countries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/config/holidays/*.json)
list(SORT countries)
set(files)
foreach(country IN LISTS countries)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${country})
  cmake_path(GET country STEM code)
  file(READ ${country} text)
  string(APPEND files "    {\"${code}\", R\"json(${text})json\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/holidays.hpp @ONLY CONTENT
"// Generated from config/holidays by deploy/cmake/generated.cmake: each country's file.
#pragma once

#include <array>
#include <string_view>

namespace backwalk::config {

struct HolidayFile {
  std::string_view country;
  std::string_view text;
};

inline constexpr auto holiday_files = std::to_array<HolidayFile>({
@files@});

}  // namespace backwalk::config
")

# templates/NAME.txt -> {"NAME", "TEXT"}, in the order of the names.
file(GLOB templates CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/bot/talk/templates/*.txt)
list(SORT templates)
set(files)
foreach(template IN LISTS templates)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${template})
  cmake_path(GET template STEM name)
  file(READ ${template} text)
  string(APPEND files "    {\"${name}\", R\"txt(${text})txt\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/templates.hpp @ONLY CONTENT
"// Generated from bot/talk/templates by deploy/cmake/generated.cmake: each template's file.
#pragma once

#include <array>
#include <string_view>

namespace backwalk::talk {

struct TemplateFile {
  std::string_view name;
  std::string_view text;
};

inline constexpr auto template_files = std::to_array<TemplateFile>({
@files@});

}  // namespace backwalk::talk
")

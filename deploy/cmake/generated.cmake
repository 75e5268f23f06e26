# Headers that are written by the build: "generated/version.hpp", "generated/schema.hpp" with the SQL of bot/store/schema in it, and
# "generated/holidays.hpp" with the files of config/holidays, "generated/templates.hpp" with those of bot/talk/templates,
# "generated/playground.hpp" with those of bot/web/playground.
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

# embedded(header folder ending type name array namespace): every file of the folder as {"STEM", "TEXT"}, in the order of the stems; with
# the ending "*" files of any kind, under their whole names.
function(embedded header folder ending type name array namespace)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.${ending})
  list(SORT sources)
  set(files)
  foreach(source IN LISTS sources)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    cmake_path(GET source STEM stem)
    if(ending STREQUAL "*")
      cmake_path(GET source FILENAME stem)
    endif()
    file(READ ${source} text)
    string(APPEND files "    {\"${stem}\", R\"text(${text})text\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${header}.hpp @ONLY CONTENT
"// Generated from ${folder} by deploy/cmake/generated.cmake: the text of each file.
#pragma once

#include <array>
#include <string_view>

namespace ${namespace} {

struct ${type} {
  std::string_view ${name};
  std::string_view text;
};

inline constexpr auto ${array} = std::to_array<${type}>({
@files@});

}  // namespace ${namespace}
")
endfunction()

embedded(holidays config/holidays json HolidayFile country holiday_files backwalk::config)
embedded(templates bot/talk/templates txt TemplateFile name template_files backwalk::talk)
embedded(playground bot/web/playground * PlaygroundFile name playground_files backwalk::web)

# One precompiled header for the roof, compiled once and used by all of its parts. The foundations compile in less time without.
if(BACKWALK_PCH)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/precompiled.cpp CONTENT "")  # written once, not at every configure
  add_library(precompiled STATIC ${CMAKE_BINARY_DIR}/generated/precompiled.cpp)
  target_link_libraries(precompiled PRIVATE house)
  target_precompile_headers(precompiled PRIVATE ${CMAKE_SOURCE_DIR}/deploy/cmake/precompiled.hpp)
  foreach(name IN LISTS roof)
    get_target_property(kind ${name} TYPE)
    if(NOT kind STREQUAL "INTERFACE_LIBRARY")
      target_precompile_headers(${name} REUSE_FROM precompiled)
    endif()
  endforeach()
endif()

# What the presets mean to the compiler; -O and -g stand in CMakePresets.json. All of it goes to every target, so that one
# precompiled header fits them all.
if(BACKWALK_SANITIZE)
  # A look at every pointer for null, alignment, overflow and the size of what it points to is a good third of the compiler's time. The address
  # sanitizer stops at what is reached by such a pointer, and nothing here makes pointers to one type out of another.
  add_compile_options(-fsanitize=${BACKWALK_SANITIZE} -fno-sanitize=null,alignment,pointer-overflow,object-size -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${BACKWALK_SANITIZE})
  find_program(MOLD mold)  # a tenth of the linker's time, where it is installed (tests/run does)
  mark_as_advanced(MOLD)
  if(MOLD)
    add_link_options(-fuse-ld=mold)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND BACKWALK_SANITIZE MATCHES "address")
    add_compile_options("SHELL:--param asan-instrumentation-with-call-threshold=0")  # checks are called, not inlined: a sixth of the compiler's time
  endif()
endif()

add_compile_definitions(_GLIBCXX_ASSERTIONS)  # an empty optional read, an index past the end: seen by every test, in every preset

if(BACKWALK_HARDEN)
  set(is_module $<STREQUAL:$<TARGET_PROPERTY:TYPE>,MODULE_LIBRARY>)  # loaded into a program, it is none
  add_compile_options($<$<NOT:${is_module}>:-fPIE> -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64|AMD64")
    add_compile_options(-fcf-protection)
  endif()
  add_link_options($<$<NOT:${is_module}>:-pie> -Wl,-z,relro -Wl,-z,now -Wl,--as-needed)
endif()

# Where g++ 12 inlines the start of a coroutine it takes Asio's own pair of frame allocation functions for mismatched (aligned_alloc and
# operator delete); they belong together. And under -O2 it takes an optional that was looked at for one that was read. The warnings stay on
# elsewhere: other compilers do not err here.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
  add_compile_options(-Wno-mismatched-new-delete -Wno-maybe-uninitialized)
endif()

# Of a file that another includes g++ believes that it is a header, and warns of what only headers should not have.
if(BACKWALK_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-subobject-linkage)
endif()

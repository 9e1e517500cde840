# How every target of the project is compiled, and how a folder becomes a library, a program or a test.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(skifte_options INTERFACE)
target_include_directories(skifte_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
# -ffp-contract=off: a fused multiply-add rounds once instead of twice, so results would differ by processor.
target_compile_options(skifte_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -ffp-contract=off)
# GCC 12 reports these two where there is nothing: "text" + std::string&& (PR 105329), and inside <regex> under sanitizers.
target_compile_options(skifte_options INTERFACE -Wno-restrict)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(skifte_options INTERFACE -O3)
endif()
if(SKIFTE_NATIVE)
  target_compile_options(skifte_options INTERFACE -march=native)
endif()
if(SKIFTE_SANITIZE)
  # -O1: enough for the tests to run in time, and the sanitized code still compiles in half of -O2's time.
  target_compile_options(skifte_options INTERFACE -Wno-maybe-uninitialized -O1 -g1)
  target_compile_options(skifte_options INTERFACE -fsanitize=${SKIFTE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(skifte_options INTERFACE -fsanitize=${SKIFTE_SANITIZE})
  if(SKIFTE_SANITIZE MATCHES "thread")
    # ThreadSanitizer does not see through oneTBB's scheduler, so the parallel loop runs on std::thread here.
    target_compile_definitions(skifte_options INTERFACE SKIFTE_PARALLEL_STD_THREAD)
  endif()
endif()

function(skifte_layer name)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
  add_library(skifte_${name} STATIC ${sources})
  target_link_libraries(skifte_${name} PUBLIC skifte_options ${ARG_USES})
endfunction()

function(skifte_program name folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  if(sources)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ${ARGN})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
  endif()
endfunction()

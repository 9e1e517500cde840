# Which sources a result was made with: the version, and the commit as of each build.
add_custom_target(skifte_version
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DOUTPUT=${PROJECT_BINARY_DIR}/generated/version_generated.hpp
          -DPROJECT_VERSION=${PROJECT_VERSION} -P ${PROJECT_SOURCE_DIR}/cmake/write_version.cmake
  BYPRODUCTS ${PROJECT_BINARY_DIR}/generated/version_generated.hpp)
add_dependencies(skifte_analysis skifte_version)

# The libraries it was built with, kept with every result.
pkg_check_modules(SIMGRID_PACKAGE QUIET simgrid)
set(libraries "")
foreach(library HDF5=${HDF5_VERSION} oneTBB=${TBB_VERSION} SimGrid=${SIMGRID_PACKAGE_VERSION} yaml-cpp=${yaml-cpp_VERSION}
                fmt=${fmt_VERSION} nlohmann-json=${nlohmann_json_VERSION} zlib=${ZLIB_VERSION_STRING})
  string(REPLACE "=" " " library "${library}")
  string(APPEND libraries "library ${library}\\n")
endforeach()
set(kind "${CMAKE_BUILD_TYPE}")
if(SKIFTE_NATIVE)
  string(APPEND kind " for the building machine's processor")
endif()
set_source_files_properties(${PROJECT_SOURCE_DIR}/analysis/version.cpp PROPERTIES COMPILE_DEFINITIONS
  "SKIFTE_LIBRARIES=\"${libraries}\";SKIFTE_BUILD=\"build ${kind}\\n\"")

# Which sources a result was made with: the version, and the commit as of each build.
add_custom_target(skifte_version
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DOUTPUT=${PROJECT_BINARY_DIR}/generated/version_generated.hpp
          -DPROJECT_VERSION=${PROJECT_VERSION} -P ${PROJECT_SOURCE_DIR}/cmake/write_version.cmake
  BYPRODUCTS ${PROJECT_BINARY_DIR}/generated/version_generated.hpp)
add_dependencies(skifte_analysis skifte_version)

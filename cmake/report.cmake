# The report's page: packages from npm, one bundled script, compiled into skifte_analysis (analysis/report/build.mjs).
find_program(SKIFTE_NODE NAMES node nodejs)
find_program(SKIFTE_NPM NAMES npm)
if(NOT SKIFTE_NODE OR NOT SKIFTE_NPM)
  message(FATAL_ERROR "node or npm is missing (the report's page is bundled with them): apt-get install nodejs npm")
endif()

set(report_source ${PROJECT_SOURCE_DIR}/analysis/report)
set(report_packages ${PROJECT_BINARY_DIR}/report_packages)
set(report_bundle ${PROJECT_BINARY_DIR}/generated/report_bundle.js)
set(report_embedded ${PROJECT_BINARY_DIR}/generated/report_bundle.cpp)
file(GLOB report_modules CONFIGURE_DEPENDS ${report_source}/src/*)

add_custom_command(
  OUTPUT ${report_packages}/installed.stamp
  COMMAND ${CMAKE_COMMAND} -D NPM=${SKIFTE_NPM} -D SOURCE=${report_source} -D INTO=${report_packages}
          -P ${PROJECT_SOURCE_DIR}/cmake/install_report_packages.cmake
  DEPENDS ${report_source}/package.json ${report_source}/package-lock.json
          ${PROJECT_SOURCE_DIR}/cmake/install_report_packages.cmake
  COMMENT "Installing the report's npm packages"
  VERBATIM)
add_custom_command(
  OUTPUT ${report_bundle} ${report_embedded}
  COMMAND ${CMAKE_COMMAND} -E env REPORT_PACKAGES=${report_packages}
          ${SKIFTE_NODE} ${report_source}/build.mjs ${report_bundle} ${report_embedded}
  DEPENDS ${report_packages}/installed.stamp ${report_source}/build.mjs ${report_modules}
  COMMENT "Bundling the report's page"
  VERBATIM)
target_sources(skifte_analysis PRIVATE ${report_embedded})

# cmake -D NPM=... -D SOURCE=... -D INTO=... -P install_report_packages.cmake
# Installs exactly the packages of SOURCE/package-lock.json into INTO, and writes INTO/installed.stamp.
file(MAKE_DIRECTORY ${INTO})
file(REMOVE ${INTO}/installed.stamp)
file(COPY ${SOURCE}/package.json ${SOURCE}/package-lock.json DESTINATION ${INTO})
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
                WORKING_DIRECTORY ${INTO} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "npm could not fetch the report's packages (building needs npm's registry once; afterwards no "
                      "network): is there a connection, or a proxy to set? npm said:\n${output}")
endif()
file(TOUCH ${INTO}/installed.stamp)

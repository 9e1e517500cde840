# Run at each build: writes the header only when the commit changed, so that nothing recompiles for nothing.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty OUTPUT_VARIABLE SKIFTE_COMMIT
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT SKIFTE_COMMIT)
  set(SKIFTE_COMMIT unknown)
endif()
configure_file(${SOURCE}/cmake/version_generated.hpp.in ${OUTPUT} @ONLY)

# SPDX-License-Identifier: MIT
# Runs PROGRAM and compares what it prints with EXPECTED; with RECORD it writes EXPECTED instead.
#   cmake -D PROGRAM=<file> -D EXPECTED=<file> -D ACTUAL=<file> [-D RECORD=ON] -P compare.cmake
if(RECORD)
    set(ACTUAL "${EXPECTED}")
endif()
execute_process(COMMAND "${PROGRAM}" OUTPUT_FILE "${ACTUAL}" RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} ended with ${status}")
endif()
if(RECORD)
    return()
endif()

execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${ACTUAL}" "${EXPECTED}"
                RESULT_VARIABLE status ERROR_QUIET)
if(NOT status EQUAL 0)
    execute_process(COMMAND diff -uN "${EXPECTED}" "${ACTUAL}")
    message(FATAL_ERROR "the output is not ${EXPECTED}; if it ought to change, build the target "
                        "record_examples")
endif()

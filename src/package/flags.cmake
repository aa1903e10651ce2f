# SPDX-License-Identifier: MIT
# What the project's own targets are compiled with. Nothing here reaches those who link to it.
add_library(reimburse_flags INTERFACE)
target_compile_features(reimburse_flags INTERFACE cxx_std_20)
if(NOT MSVC)
    target_compile_options(
        reimburse_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
                                  -Wold-style-cast -Wswitch-enum
                                  $<$<BOOL:${REIMBURSE_WERROR}>:-Werror>)
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        # libstdc++ 12 sorts stably by a function that the standard has deprecated.
        target_compile_options(reimburse_flags INTERFACE -Wno-deprecated-declarations)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # With optimisation this compiler sees overlaps and overruns in "text" + std::string.
        target_compile_options(reimburse_flags INTERFACE -Wno-restrict -Wno-stringop-overflow
                                                         -Wno-stringop-overread
                                                         -Wno-array-bounds -Wno-maybe-uninitialized)
    endif()
endif()

if(REIMBURSE_SANITIZE)
    # For the whole tree: half of a program under a sanitizer reports what is not there.
    add_compile_options(-fsanitize=${REIMBURSE_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${REIMBURSE_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # The checks it adds hide from this compiler that std::function is set before use.
        target_compile_options(reimburse_flags INTERFACE -Wno-maybe-uninitialized)
    endif()
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(REIMBURSE_CCACHE ccache)
    if(REIMBURSE_CCACHE)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${REIMBURSE_CCACHE}")
    endif()
endif()

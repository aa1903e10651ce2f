# SPDX-License-Identifier: MIT
# cmake --install, find_package(reimburse), pkg-config and the Debian package.
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/reimburse")

install(TARGETS reimburse_core EXPORT reimburse-core FILE_SET HEADERS)
install(TARGETS reimburse EXPORT reimburse-reimburse)
if(TARGET reimburse_cli)
    install(TARGETS reimburse_cli)
endif()
foreach(component core reimburse)
    install(
        EXPORT reimburse-${component}
        NAMESPACE reimburse::
        FILE reimburse-${component}-targets.cmake
        DESTINATION "${package_dir}")
endforeach()

get_target_property(library_type reimburse TYPE)
if(library_type STREQUAL "STATIC_LIBRARY")
    set(is_archive ON)
    # An archive does not carry what it needs, so plain `pkg-config --libs` has to name it.
    set(pc_requires "Requires: libcrypto zlib")
    set(pc_cflags "")
else()
    set(is_archive OFF)
    set(pc_requires "Requires.private: libcrypto zlib")
    set(pc_cflags " -DREIMBURSE_SHARED")
endif()

configure_package_config_file(
    src/package/reimburse-config.cmake.in reimburse-config.cmake
    INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(reimburse-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES "${PROJECT_BINARY_DIR}/reimburse-config.cmake"
              "${PROJECT_BINARY_DIR}/reimburse-config-version.cmake"
        DESTINATION "${package_dir}")

# From where reimburse.pc lies back to the prefix, so that the tree can be moved.
file(RELATIVE_PATH pc_to_prefix "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/prefix")
configure_file(src/package/reimburse.pc.in reimburse.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/reimburse.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

install(DIRECTORY rules/ DESTINATION "${CMAKE_INSTALL_DATADIR}/reimburse/rules")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")

if(PROJECT_IS_TOP_LEVEL)
    set(CPACK_GENERATOR DEB)
    set(CPACK_PACKAGE_CONTACT "The reimburse authors")
    set(CPACK_PACKAGE_VENDOR "reimburse")
    set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_STRIP_FILES ON)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_SECTION utils)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    include(CPack)
endif()

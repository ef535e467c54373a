# find_package(ebpfc) and
#
#     ebpfc_add_program(<target> SOURCES <file>... [OUTPUT <file>] [OPTIONS <option>...] [INCLUDES <dir>...] [ALL])
#
# compiles eBPF C (with clang) or takes objects as they are, and makes one native shared object of them, again
# whenever an input or a header changed. The target has the property EBPFC_OUTPUT: the path of the shared object.
#
# EBPFC_EXECUTABLE and EBPFC_BPF_CLANG may name the programs.

find_program(EBPFC_EXECUTABLE NAMES ebpfc ebpfc.js HINTS "${CMAKE_CURRENT_LIST_DIR}/../bin")
find_program(EBPFC_BPF_CLANG NAMES clang clang-22 clang-21 clang-20 clang-19)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ebpfc REQUIRED_VARS EBPFC_EXECUTABLE)
set(EBPFC_INCLUDE_DIR "${CMAKE_CURRENT_LIST_DIR}/../runtime-c/include")

function(ebpfc_add_program target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "ALL" "OUTPUT" "SOURCES;OPTIONS;INCLUDES")
  if(NOT arg_SOURCES)
    message(FATAL_ERROR "ebpfc_add_program(${target}): SOURCES are missing")
  endif()
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${target}.so")
  if(arg_OUTPUT)
    get_filename_component(output "${arg_OUTPUT}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  endif()
  list(TRANSFORM arg_INCLUDES PREPEND -I)

  set(objects)
  foreach(source IN LISTS arg_SOURCES)
    get_filename_component(path "${source}" ABSOLUTE)
    if(NOT path MATCHES "\\.c$")
      list(APPEND objects "${path}")
      continue()
    endif()
    get_filename_component(stem "${source}" NAME_WE)
    set(object "${CMAKE_CURRENT_BINARY_DIR}/${target}.dir/${stem}.bpf.o")
    add_custom_command(
      OUTPUT "${object}"
      COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_CURRENT_BINARY_DIR}/${target}.dir"
      COMMAND "${EBPFC_BPF_CLANG}" --target=bpf -O2 -g ${arg_INCLUDES} -MD -MF "${object}.d" -c "${path}" -o "${object}"
      DEPENDS "${path}"
      DEPFILE "${object}.d"
      VERBATIM)
    list(APPEND objects "${object}")
  endforeach()

  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${EBPFC_EXECUTABLE}" ${arg_OPTIONS} -MD -MF "${output}.d" -o "${output}" ${objects}
    DEPENDS ${objects}
    DEPFILE "${output}.d"
    VERBATIM)
  if(arg_ALL)
    add_custom_target(${target} ALL DEPENDS "${output}")
  else()
    add_custom_target(${target} DEPENDS "${output}")
  endif()
  set_target_properties(${target} PROPERTIES EBPFC_OUTPUT "${output}")
endfunction()

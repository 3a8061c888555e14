# SPDX-License-Identifier: GPL-3.0-or-later
# Finds LibTorch and links its CPU half alone: the CMake package that comes with it asks for a CUDA toolkit.
#
#   TC3KD_LIBTORCH (variable or environment)  the official archive, or the `torch` folder of a Python environment
#   else ${XDG_CACHE_HOME:-~/.cache}/tc3kd/libtorch-2.11.0/torch, where app/setup unpacks it
#   else the very same version in the machine's python3
#
# Defines LibTorch::LibTorch, LibTorch_VERSION, LibTorch_LIBRARY_DIR, and LibTorch_CUDA_INCLUDE_DIR where the CUDA
# runtime's headers are there.
if(DEFINED ENV{XDG_CACHE_HOME})
  set(_torch_cache "$ENV{XDG_CACHE_HOME}")
else()
  set(_torch_cache "$ENV{HOME}/.cache")
endif()
set(_torch_hints "${TC3KD_LIBTORCH}" "$ENV{TC3KD_LIBTORCH}" "${_torch_cache}/tc3kd/libtorch-2.11.0/torch")
if(NOT TC3KD_LIBTORCH AND NOT DEFINED ENV{TC3KD_LIBTORCH} AND NOT EXISTS "${_torch_cache}/tc3kd/libtorch-2.11.0/.complete")
  execute_process(COMMAND python3 -c "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')"
                  OUTPUT_VARIABLE _torch_of_python OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  list(APPEND _torch_hints "${_torch_of_python}")
endif()

find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h HINTS ${_torch_hints} PATH_SUFFIXES include NO_DEFAULT_PATH)
find_library(LibTorch_CPU_LIBRARY torch_cpu HINTS ${_torch_hints} PATH_SUFFIXES lib NO_DEFAULT_PATH)
find_library(LibTorch_C10_LIBRARY c10 HINTS ${_torch_hints} PATH_SUFFIXES lib NO_DEFAULT_PATH)

if(LibTorch_INCLUDE_DIR)
  set(_torch_version_header "${LibTorch_INCLUDE_DIR}/torch/headeronly/version.h")
  if(NOT EXISTS "${_torch_version_header}")
    set(_torch_version_header "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include/torch/version.h")
  endif()
  file(STRINGS "${_torch_version_header}" _torch_lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
  string(REGEX REPLACE "[^0-9;]" "" _torch_numbers "${_torch_lines}")
  list(JOIN _torch_numbers "." LibTorch_VERSION)
  get_filename_component(LibTorch_LIBRARY_DIR "${LibTorch_CPU_LIBRARY}" DIRECTORY)
  # libtorch_cpu itself needs the profiling and runtime libraries of CUDA; their wheels lie beside `torch`.
  find_path(LibTorch_CUDA_ROOT lib/libcudart.so.13 HINTS "${LibTorch_INCLUDE_DIR}/../../nvidia/cu13" NO_DEFAULT_PATH)
  if(LibTorch_CUDA_ROOT)
    get_filename_component(LibTorch_CUDA_ROOT "${LibTorch_CUDA_ROOT}" REALPATH)
    set(LibTorch_CUDA_INCLUDE_DIR "${LibTorch_CUDA_ROOT}/include")
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR
                                  VERSION_VAR LibTorch_VERSION
                                  REASON_FAILURE_MESSAGE "run app/setup, or set TC3KD_LIBTORCH to a LibTorch of 2.11 or newer")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  set_target_properties(LibTorch::LibTorch PROPERTIES
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${LibTorch_INCLUDE_DIR};${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
    INTERFACE_INCLUDE_DIRECTORIES "${LibTorch_INCLUDE_DIR};${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
    INTERFACE_COMPILE_DEFINITIONS "_GLIBCXX_USE_CXX11_ABI=1"
    INTERFACE_LINK_LIBRARIES "${LibTorch_CPU_LIBRARY};${LibTorch_C10_LIBRARY}")
  set(_torch_run_path "${LibTorch_LIBRARY_DIR}")
  if(LibTorch_CUDA_ROOT)
    list(APPEND _torch_run_path "${LibTorch_CUDA_ROOT}/lib")
  endif()
  foreach(_folder IN LISTS _torch_run_path)
    set_property(TARGET LibTorch::LibTorch APPEND PROPERTY INTERFACE_LINK_OPTIONS
                 "LINKER:-rpath,${_folder}" "LINKER:-rpath-link,${_folder}")
  endforeach()
  # DT_RPATH instead of RUNPATH: it also serves the libraries that libtorch_cpu itself asks for.
  set_property(TARGET LibTorch::LibTorch APPEND PROPERTY INTERFACE_LINK_OPTIONS "LINKER:--disable-new-dtags")
endif()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_CUDA_ROOT)

#pragma once
#include <hdf5.h>

#include <string>

#include "output/hdf5.hpp"

/// What the wrappers of HDF5's parts share. For hdf5*.cpp alone.
namespace skifte::output::hdf5 {

static_assert(sizeof(hid_t) == sizeof(Identifier));

/// Throws Error with HDF5's innermost message.
[[noreturn]] void fail(const std::string& task);

template <typename Result>
Result check(Result result, const std::string& task) {
  if (result < 0) fail(task);
  return result;
}

inline Handle own_space(hid_t id) {
  return {id, H5Sclose, "dataspace"};
}
inline Handle own_type(hid_t id) {
  return {id, H5Tclose, "datatype"};
}
inline Handle own_list(hid_t id) {
  return {id, H5Pclose, "property list"};
}
inline Handle own_attribute(hid_t id, const std::string& name) {
  return {id, H5Aclose, ("attribute " + name).c_str()};
}

/// Strings of variable length in UTF-8.
Handle string_type();
hid_t memory_type(Number type);
hid_t file_type(Number type);

}  // namespace skifte::output::hdf5

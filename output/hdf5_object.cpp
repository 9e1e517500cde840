#include <algorithm>
#include <utility>

#include "output/hdf5_calls.hpp"

/// Handles, types and attributes.
namespace skifte::output::hdf5 {

namespace {

herr_t keep_innermost(unsigned, const H5E_error2_t* error, void* text) {
  auto& message = *static_cast<std::string*>(text);
  if (message.empty() && error->desc != nullptr) message = error->desc;
  return 0;
}

}  // namespace

void fail(const std::string& task) {
  std::string message;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &message);
  H5Eclear2(H5E_DEFAULT);
  // Where the system refused, HDF5 buries its words among addresses and counts.
  constexpr std::string_view before = "error message = '";
  if (const std::size_t found = message.find(before); found != std::string::npos) {
    message.erase(0, found + before.size());
    message.erase(std::min(message.find('\''), message.size()));
  }
  throw Error(task + (message.empty() ? "" : ": " + message));
}

Handle string_type() {
  Handle type = own_type(H5Tcopy(H5T_C_S1));
  check(H5Tset_size(type.get(), H5T_VARIABLE), "string type");
  check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "string type");
  return type;
}

hid_t memory_type(Number type) {
  switch (type) {
    case Number::float64:
      return H5T_NATIVE_DOUBLE;
    case Number::float32:
      return H5T_NATIVE_FLOAT;
    case Number::int32:
      return H5T_NATIVE_INT32;
    case Number::uint32:
      return H5T_NATIVE_UINT32;
    case Number::uint64:
      return H5T_NATIVE_UINT64;
  }
  throw Error("unknown number type");
}

hid_t file_type(Number type) {
  switch (type) {
    case Number::float64:
      return H5T_IEEE_F64LE;
    case Number::float32:
      return H5T_IEEE_F32LE;
    case Number::int32:
      return H5T_STD_I32LE;
    case Number::uint32:
      return H5T_STD_U32LE;
    case Number::uint64:
      return H5T_STD_U64LE;
  }
  throw Error("unknown number type");
}

Handle::Handle(Identifier id, Close closer, const char* task) : id_(id), close_(closer) {
  if (id < 0) fail(task);
}

Handle::Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}

Handle& Handle::operator=(Handle&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(close_, other.close_);
  return *this;
}

Handle::~Handle() {
  if (id_ >= 0 && close_(id_) < 0) H5Eclear2(H5E_DEFAULT);
}

void Handle::close() {
  if (id_ >= 0) check(close_(std::exchange(id_, -1)), "closing");
}

void Object::write_attribute(const std::string& name, const std::string& value) {
  const Handle type = string_type();
  const Handle space = own_space(H5Screate(H5S_SCALAR));
  const Handle attribute =
      own_attribute(H5Acreate2(handle_.get(), name.c_str(), type.get(), space.get(), H5P_DEFAULT, H5P_DEFAULT), name);
  const char* text = value.c_str();
  check(H5Awrite(attribute.get(), type.get(), &text), "attribute " + name);
}

void Object::write_attribute(const std::string& name, Number type, const void* value) {
  const Handle space = own_space(H5Screate(H5S_SCALAR));
  const Handle attribute = own_attribute(
      H5Acreate2(handle_.get(), name.c_str(), file_type(type), space.get(), H5P_DEFAULT, H5P_DEFAULT), name);
  check(H5Awrite(attribute.get(), memory_type(type), value), "attribute " + name);
}

bool Object::has_attribute(const std::string& name) const {
  return check(H5Aexists(handle_.get(), name.c_str()), "attribute " + name) > 0;
}

std::vector<std::string> Object::attribute_names() const {
  std::vector<std::string> names;
  const auto collect = [](hid_t, const char* name, const H5A_info_t*, void* data) -> herr_t {
    static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
  };
  check(H5Aiterate2(handle_.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), "listing attributes");
  return names;
}

bool Object::is_string_attribute(const std::string& name) const {
  const Handle attribute = own_attribute(H5Aopen(handle_.get(), name.c_str(), H5P_DEFAULT), name);
  const Handle type = own_type(H5Aget_type(attribute.get()));
  return H5Tget_class(type.get()) == H5T_STRING;
}

std::string Object::string_attribute(const std::string& name) const {
  const Handle attribute = own_attribute(H5Aopen(handle_.get(), name.c_str(), H5P_DEFAULT), name);
  const Handle stored = own_type(H5Aget_type(attribute.get()));
  const Handle space = own_space(H5Aget_space(attribute.get()));
  if (H5Tget_class(stored.get()) != H5T_STRING || H5Sget_simple_extent_npoints(space.get()) != 1)
    throw Error("attribute " + name + " is not one string");
  if (H5Tis_variable_str(stored.get()) <= 0) {  // other programs rewrite ours so
    std::string fixed(H5Tget_size(stored.get()), '\0');
    check(H5Aread(attribute.get(), stored.get(), fixed.data()), "attribute " + name);
    return fixed.substr(0, fixed.find('\0'));
  }
  const Handle type = string_type();
  char* text = nullptr;
  check(H5Aread(attribute.get(), type.get(), &text), "attribute " + name);
  std::string value = text == nullptr ? "" : text;
  H5free_memory(text);
  return value;
}

void Object::read_attribute(const std::string& name, Number type, void* value) const {
  const Handle attribute = own_attribute(H5Aopen(handle_.get(), name.c_str(), H5P_DEFAULT), name);
  const Handle space = own_space(H5Aget_space(attribute.get()));
  if (H5Sget_simple_extent_npoints(space.get()) != 1) throw Error("attribute " + name + " is not one number");
  check(H5Aread(attribute.get(), memory_type(type), value), "attribute " + name);
}

}  // namespace skifte::output::hdf5

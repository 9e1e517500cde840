#include <hdf5_hl.h>

#include <utility>

#include "output/hdf5_calls.hpp"

namespace skifte::output::hdf5 {

namespace {

/// Memory and file dataspaces for `count` rows from `row` on, `size` elements in all.
std::pair<Handle, Handle> select_rows(hid_t dataset, std::size_t row, std::size_t count, std::size_t size) {
  Handle file = own_space(H5Dget_space(dataset));
  const int rank = check(H5Sget_simple_extent_ndims(file.get()), "rank");
  std::size_t elements = 1;
  if (rank > 0) {
    std::vector<hsize_t> lengths(static_cast<std::size_t>(rank));
    check(H5Sget_simple_extent_dims(file.get(), lengths.data(), nullptr), "extent");
    std::vector<hsize_t> start(lengths.size(), 0);
    start[0] = row;
    lengths[0] = count;
    for (const hsize_t length : lengths) elements *= length;
    check(H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, start.data(), nullptr, lengths.data(), nullptr), "rows");
  }
  if (elements != size) throw Error("rows need " + std::to_string(elements) + " values, not " + std::to_string(size));
  const hsize_t flat = size;
  return {own_space(H5Screate_simple(1, &flat, nullptr)), std::move(file)};
}

}  // namespace

Shape Dataset::shape() const {
  const Handle space = own_space(H5Dget_space(handle_.get()));
  std::vector<hsize_t> lengths(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space.get()), "rank")));
  if (!lengths.empty()) check(H5Sget_simple_extent_dims(space.get(), lengths.data(), nullptr), "extent");
  return {lengths.begin(), lengths.end()};
}

bool Dataset::is_string() const {
  const Handle type = own_type(H5Dget_type(handle_.get()));
  return H5Tget_class(type.get()) == H5T_STRING;
}

bool Dataset::is_float() const {
  const Handle type = own_type(H5Dget_type(handle_.get()));
  return H5Tget_class(type.get()) == H5T_FLOAT;
}

void Dataset::transfer_rows(std::size_t row, std::size_t count, Number type, const void* values, std::size_t size) {
  const auto [memory, file] = select_rows(handle_.get(), row, count, size);
  check(H5Dwrite(handle_.get(), memory_type(type), memory.get(), file.get(), H5P_DEFAULT, values), "writing");
}

void Dataset::receive_rows(std::size_t row, std::size_t count, Number type, void* values, std::size_t size) const {
  const auto [memory, file] = select_rows(handle_.get(), row, count, size);
  check(H5Dread(handle_.get(), memory_type(type), memory.get(), file.get(), H5P_DEFAULT, values), "reading");
}

void Dataset::write_strings(std::size_t row, const std::vector<std::string>& texts) {
  std::vector<const char*> pointers;
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  const Handle type = string_type();
  const auto [memory, file] = select_rows(handle_.get(), row, texts.size(), texts.size());
  check(H5Dwrite(handle_.get(), type.get(), memory.get(), file.get(), H5P_DEFAULT, pointers.data()), "writing");
}

std::vector<std::string> Dataset::read_strings() const {
  const Handle stored = own_type(H5Dget_type(handle_.get()));
  if (H5Tis_variable_str(stored.get()) <= 0) throw Error("not strings of variable length");
  const Handle type = string_type();
  const Handle space = own_space(H5Dget_space(handle_.get()));
  std::vector<char*> pointers(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space.get())), nullptr);
  check(H5Dread(handle_.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "reading strings");
  std::vector<std::string> texts;
  for (const char* pointer : pointers) texts.emplace_back(pointer == nullptr ? "" : pointer);
  check(H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, pointers.data()), "freeing strings");
  return texts;
}

void Dataset::make_scale(const std::string& name) {
  check(H5DSset_scale(handle_.get(), name.c_str()), "scale " + name);
}
bool Dataset::is_scale() const {
  return H5DSis_scale(handle_.get()) > 0;
}

void Dataset::attach_scale(std::size_t dimension, const Dataset& scale) {
  check(H5DSattach_scale(handle_.get(), scale.handle_.get(), static_cast<unsigned>(dimension)), "attaching a scale");
}

std::string Dataset::scale_name(std::size_t dimension) const {
  if (H5DSget_num_scales(handle_.get(), static_cast<unsigned>(dimension)) <= 0) return "";
  std::string name;
  const auto take = [](hid_t, unsigned, hid_t scale, void* into) -> herr_t {
    auto& text = *static_cast<std::string*>(into);
    const ssize_t length = H5DSget_scale_name(scale, nullptr, 0);
    if (length < 0) return -1;
    text.resize(static_cast<std::size_t>(length) + 1);
    H5DSget_scale_name(scale, text.data(), text.size());
    text.resize(static_cast<std::size_t>(length));
    return 1;
  };
  check(H5DSiterate_scales(handle_.get(), static_cast<unsigned>(dimension), nullptr, take, &name), "scales");
  return name;
}

}  // namespace skifte::output::hdf5

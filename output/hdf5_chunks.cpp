#include <hdf5.h>

#include <algorithm>

#include "output/hdf5.hpp"
#include "output/hdf5_calls.hpp"

/// Chunks as they are stored. What HDF5 refuses here its usual way of reading tells in words.
namespace skifte::output::hdf5 {

std::size_t Dataset::usual_chunk_rows() const {
  const Handle list(H5Dget_create_plist(handle_.get()), H5Pclose, "creation properties");
  const Handle type(H5Dget_type(handle_.get()), H5Tclose, "type");
  const Shape lengths = shape();
  if (lengths.empty() || H5Pget_layout(list.get()) != H5D_CHUNKED || H5Tequal(type.get(), H5T_IEEE_F64LE) <= 0)
    return 0;
  std::vector<hsize_t> chunk(lengths.size());
  if (H5Pget_chunk(list.get(), static_cast<int>(chunk.size()), chunk.data()) < 0) return 0;
  if (!std::equal(chunk.begin() + 1, chunk.end(), lengths.begin() + 1)) return 0;
  const std::vector<H5Z_filter_t> usual{H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32};
  if (H5Pget_nfilters(list.get()) != static_cast<int>(usual.size())) return 0;
  for (unsigned i = 0; i < usual.size(); ++i) {
    unsigned flags = 0, configuration = 0;
    std::size_t values = 0;
    if (H5Pget_filter2(list.get(), i, &flags, &values, nullptr, 0, nullptr, &configuration) != usual[i]) return 0;
  }
  return static_cast<std::size_t>(chunk.front());
}

void Dataset::read_stored_chunk(std::size_t row, std::vector<unsigned char>& stored) const {
  stored.clear();
  std::vector<hsize_t> offset(shape().size(), 0);
  offset.front() = row;
  hsize_t size = 0;
  if (H5Dget_chunk_storage_size(handle_.get(), offset.data(), &size) < 0 || size == 0) {
    H5Eclear2(H5E_DEFAULT);
    return;
  }
  stored.resize(static_cast<std::size_t>(size));
  std::uint32_t filters_left_out = 0;
  const herr_t read = H5Dread_chunk(handle_.get(), H5P_DEFAULT, offset.data(), &filters_left_out, stored.data());
  if (read < 0) H5Eclear2(H5E_DEFAULT);
  if (read < 0 || filters_left_out != 0) stored.clear();
}

void Dataset::write_stored_chunk(std::size_t row, const std::vector<unsigned char>& stored) {
  std::vector<hsize_t> offset(shape().size(), 0);
  offset.front() = row;
  constexpr std::uint32_t no_filter_left_out = 0;
  check(H5Dwrite_chunk(handle_.get(), H5P_DEFAULT, no_filter_left_out, offset.data(), stored.size(), stored.data()),
        "writing a chunk");
}

}  // namespace skifte::output::hdf5

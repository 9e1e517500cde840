#include <sys/mman.h>
#include <unistd.h>

#include <utility>

#include "output/hdf5_calls.hpp"

/// Groups and files.
namespace skifte::output::hdf5 {

namespace {

void silence() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::vector<hsize_t> to_hsize(const Shape& shape) {
  return {shape.begin(), shape.end()};
}

Handle make_space(const Shape& shape) {
  if (shape.empty()) return own_space(H5Screate(H5S_SCALAR));
  const auto lengths = to_hsize(shape);
  return own_space(H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr));
}

/// Creation order is kept so that netCDF sees names in the order written and may append later.
Handle ordered(hid_t list_class) {
  Handle list = own_list(H5Pcreate(list_class));
  check(H5Pset_attr_creation_order(list.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "attribute order");
  return list;
}

Handle ordered_group(hid_t list_class) {
  Handle list = ordered(list_class);
  check(H5Pset_link_creation_order(list.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "link order");
  return list;
}

/// Closing a file closes all in it. No locks: a result is never changed in place, and network disks often lack them.
Handle access_list() {
  Handle list = own_list(H5Pcreate(H5P_FILE_ACCESS));
  check(H5Pset_fclose_degree(list.get(), H5F_CLOSE_STRONG), "close degree");
  check(H5Pset_file_locking(list.get(), false, true), "file locking");
  return list;
}

std::vector<std::string> names_of(hid_t group, H5O_type_t wanted) {
  struct Visit {
    hid_t group;
    H5O_type_t wanted;
    std::vector<std::string> names;
  } visit{group, wanted, {}};
  const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* data) -> herr_t {
    auto& into = *static_cast<Visit*>(data);
    H5O_info_t info;
    if (H5Oget_info_by_name2(into.group, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
    if (info.type == into.wanted) into.names.emplace_back(name);
    return 0;
  };
  if (H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect, &visit) < 0) {
    H5Eclear2(H5E_DEFAULT);
    visit.names.clear();
    check(H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &visit), "listing a group");
  }
  return std::move(visit.names);
}

}  // namespace

Group Group::create_group(const std::string& name) {
  const Handle list = ordered_group(H5P_GROUP_CREATE);
  return Group({H5Gcreate2(handle_.get(), name.c_str(), H5P_DEFAULT, list.get(), H5P_DEFAULT), H5Gclose, name.c_str()});
}

Group Group::open_group(const std::string& name) const {
  return Group({H5Gopen2(handle_.get(), name.c_str(), H5P_DEFAULT), H5Gclose, name.c_str()});
}

Dataset Group::create_numbers(const std::string& name, Number type, const Shape& shape, const Storage& storage) {
  const Handle list = ordered(H5P_DATASET_CREATE);
  const Handle space = make_space(shape);
  if (!shape.empty()) {
    auto chunk = to_hsize(shape);
    chunk[0] = storage.chunk_rows;
    check(H5Pset_chunk(list.get(), static_cast<int>(chunk.size()), chunk.data()), "chunks of " + name);
    check(H5Pset_shuffle(list.get()), "shuffle");
    check(H5Pset_deflate(list.get(), storage.deflate), "deflate");
    check(H5Pset_fletcher32(list.get()), "fletcher32");
  }
  if (storage.fill_value) check(H5Pset_fill_value(list.get(), H5T_NATIVE_DOUBLE, &*storage.fill_value), "fill value");
  Dataset dataset(
      {H5Dcreate2(handle_.get(), name.c_str(), file_type(type), space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT),
       H5Dclose, name.c_str()});
  if (storage.fill_value) dataset.write_number("_FillValue", *storage.fill_value);
  return dataset;
}

Dataset Group::create_strings(const std::string& name, const Shape& shape) {
  const Handle list = ordered(H5P_DATASET_CREATE);
  const Handle space = make_space(shape);
  const Handle type = string_type();
  return Dataset(
      {H5Dcreate2(handle_.get(), name.c_str(), type.get(), space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT), H5Dclose,
       name.c_str()});
}

Dataset Group::open_dataset(const std::string& name) const {
  return Dataset({H5Dopen2(handle_.get(), name.c_str(), H5P_DEFAULT), H5Dclose, name.c_str()});
}

bool Group::has(const std::string& name) const {
  return check(H5Lexists(handle_.get(), name.c_str(), H5P_DEFAULT), name) > 0;
}

std::vector<std::string> Group::group_names() const {
  return names_of(handle_.get(), H5O_TYPE_GROUP);
}
std::vector<std::string> Group::dataset_names() const {
  return names_of(handle_.get(), H5O_TYPE_DATASET);
}

File File::create(const std::string& path) {
  silence();
  const Handle creation = ordered_group(H5P_FILE_CREATE);
  const Handle access = access_list();
  // Format 1.8, which netCDF writes too, has checksums on its structures, unlike the default; newer ones lose readers.
  check(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V18, H5F_LIBVER_V18), "format");
  return File({H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose, path.c_str()});
}

File File::open(const std::string& path) {
  silence();
  return File({H5Fopen(path.c_str(), H5F_ACC_RDONLY, access_list().get()), H5Fclose, path.c_str()});
}

bool File::has_signature(const std::string& path) {
  silence();
  return H5Fis_hdf5(path.c_str()) > 0;
}

Group File::root() const {
  return Group({H5Gopen2(handle_.get(), "/", H5P_DEFAULT), H5Gclose, "root"});
}

void File::close() {
  check(H5Fflush(handle_.get(), H5F_SCOPE_GLOBAL), "flushing");
  handle_.close();
}

void File::abandon() noexcept {
  if (handle_.get() < 0) return;
  void* descriptor = nullptr;
  if (H5Fget_vfd_handle(handle_.get(), H5P_DEFAULT, &descriptor) >= 0 && descriptor != nullptr) {
    const int scratch = memfd_create("skifte", MFD_CLOEXEC);
    if (scratch >= 0) {
      dup2(scratch, *static_cast<int*>(descriptor));
      ::close(scratch);
    }
  }
  handle_ = Handle();
  H5Eclear2(H5E_DEFAULT);
}

}  // namespace skifte::output::hdf5

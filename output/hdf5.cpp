#include "output/hdf5.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace skifte::output::hdf5 {

static_assert(sizeof(hid_t) == sizeof(Identifier));

namespace {

herr_t keep_innermost(unsigned, const H5E_error2_t* error, void* text) {
  auto& message = *static_cast<std::string*>(text);
  if (message.empty() && error->desc != nullptr) message = error->desc;
  return 0;
}

[[noreturn]] void fail(const std::string& task) {
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

template <typename Result>
Result check(Result result, const std::string& task) {
  if (result < 0) fail(task);
  return result;
}

void silence() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Handle own_space(hid_t id) {
  return {id, H5Sclose, "dataspace"};
}
Handle own_type(hid_t id) {
  return {id, H5Tclose, "datatype"};
}
Handle own_list(hid_t id) {
  return {id, H5Pclose, "property list"};
}
Handle own_attribute(hid_t id, const std::string& name) {
  return {id, H5Aclose, ("attribute " + name).c_str()};
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
    case Number::int32:
      return H5T_STD_I32LE;
    case Number::uint32:
      return H5T_STD_U32LE;
    case Number::uint64:
      return H5T_STD_U64LE;
  }
  throw Error("unknown number type");
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

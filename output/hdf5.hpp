#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// HDF5's C API behind handles that close themselves and calls that throw. hdf5_*.cpp alone include hdf5.h.
namespace skifte::output::hdf5 {

/// HDF5 refused; what() carries its innermost message.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// HDF5's hid_t.
using Identifier = std::int64_t;

/// Owns an identifier. Closing in the destructor swallows errors; close() reports them.
class Handle {
 public:
  using Close = int (*)(Identifier);
  Handle() = default;
  /// Error when `id` is negative: `task` says what failed.
  Handle(Identifier id, Close closer, const char* task);
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  ~Handle();
  void close();
  Identifier get() const { return id_; }

 private:
  Identifier id_ = -1;
  Close close_ = nullptr;
};

enum class Number { float64, float32, int32, uint32, uint64 };
template <typename T>
constexpr Number number_of();
template <>
constexpr Number number_of<double>() {
  return Number::float64;
}
template <>
constexpr Number number_of<float>() {
  return Number::float32;
}
template <>
constexpr Number number_of<std::int32_t>() {
  return Number::int32;
}
template <>
constexpr Number number_of<std::uint32_t>() {
  return Number::uint32;
}
template <>
constexpr Number number_of<std::uint64_t>() {
  return Number::uint64;
}

using Shape = std::vector<std::size_t>;

/// Anything that carries attributes: a group or a dataset. Strings are variable-length UTF-8, everywhere.
class Object {
 public:
  void write_attribute(const std::string& name, const std::string& value);
  void write_attribute(const std::string& name, Number type, const void* value);
  template <typename T>
  void write_number(const std::string& name, T value) {
    write_attribute(name, number_of<T>(), &value);
  }
  bool has_attribute(const std::string& name) const;
  std::vector<std::string> attribute_names() const;
  /// Error unless the attribute is one string.
  std::string string_attribute(const std::string& name) const;
  /// Error unless the attribute is one number.
  template <typename T>
  T number_attribute(const std::string& name) const {
    T value{};
    read_attribute(name, number_of<T>(), &value);
    return value;
  }
  bool is_string_attribute(const std::string& name) const;

 protected:
  explicit Object(Handle handle) : handle_(std::move(handle)) {}
  void read_attribute(const std::string& name, Number type, void* value) const;
  Handle handle_;
};

class Dataset : public Object {
 public:
  explicit Dataset(Handle handle) : Object(std::move(handle)) {}
  Shape shape() const;
  bool is_string() const;
  bool is_float() const;
  /// Writes or reads `count` rows along the first dimension from `row` on; a scalar counts as one row.
  template <typename T>
  void write_rows(std::size_t row, std::size_t count, std::span<const T> values) {
    transfer_rows(row, count, number_of<T>(), values.data(), values.size());
  }
  template <typename T>
  void read_rows(std::size_t row, std::size_t count, std::span<T> values) const {
    receive_rows(row, count, number_of<T>(), values.data(), values.size());
  }
  /// Rows a chunk, if the dataset is of float64, chunked along its first dimension alone and filtered as Storage says
  /// (shuffle, deflate, fletcher32); else 0.
  std::size_t usual_chunk_rows() const;
  /// The chunk that begins at `row` as it is stored, for ChunkInflater; empty where there is none or a filter was left
  /// out.
  void read_stored_chunk(std::size_t row, std::vector<unsigned char>& stored) const;
  /// Writes the chunk that begins at `row` as encode_chunk made it. usual_chunk_rows() must not be 0.
  void write_stored_chunk(std::size_t row, const std::vector<unsigned char>& stored);
  void write_strings(std::size_t row, const std::vector<std::string>& texts);
  std::vector<std::string> read_strings() const;

  /// Turns the dataset into the dimension scale `name` (H5DS).
  void make_scale(const std::string& name);
  bool is_scale() const;
  void attach_scale(std::size_t dimension, const Dataset& scale);
  /// Name of the first scale attached to a dimension; empty when there is none.
  std::string scale_name(std::size_t dimension) const;
  void close() { handle_.close(); }

 private:
  void transfer_rows(std::size_t row, std::size_t count, Number type, const void* values, std::size_t size);
  void receive_rows(std::size_t row, std::size_t count, Number type, void* values, std::size_t size) const;
};

/// How a numeric dataset is stored: always chunked with shuffle, deflate and fletcher32.
struct Storage {
  std::size_t chunk_rows = 1;
  unsigned deflate = 2;              ///< zlib level 1-9
  std::optional<double> fill_value;  ///< of a float64 dataset
};

class Group : public Object {
 public:
  explicit Group(Handle handle) : Object(std::move(handle)) {}
  Group create_group(const std::string& name);
  Group open_group(const std::string& name) const;
  /// An empty shape makes a scalar, stored as it is.
  Dataset create_numbers(const std::string& name, Number type, const Shape& shape, const Storage& storage);
  Dataset create_strings(const std::string& name, const Shape& shape);
  Dataset open_dataset(const std::string& name) const;
  bool has(const std::string& name) const;
  /// Names of child groups or datasets, in order of creation.
  std::vector<std::string> group_names() const;
  std::vector<std::string> dataset_names() const;
};

class File {
 public:
  /// Creates or empties the file.
  static File create(const std::string& path);
  static File open(const std::string& path);
  static bool has_signature(const std::string& path);
  Group root() const;
  /// Writes out all that HDF5 holds back and closes: errors of the disk show here at the latest.
  void close();
  /// After a failed write: sends what HDF5 still wants to write to a scratch file in memory, so that closing succeeds
  /// and leaves no identifier behind (a close that fails would be tried again, and fail again, when the process ends).
  void abandon() noexcept;

 private:
  explicit File(Handle handle) : handle_(std::move(handle)) {}
  Handle handle_;
};

}  // namespace skifte::output::hdf5

#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/dataset.hpp"
#include "output/result_writer.hpp"

/// Reads result files of format 1.
namespace skifte::output {

namespace hdf5 {
class File;
}

/// An open result. Opening reads all but the variables; checksums are verified as data are read. Every fault of the
/// file (no HDF5 file, cut short, another format, damaged) is a UserFault that names it.
class ResultFile {
 public:
  explicit ResultFile(const std::string& path);
  ~ResultFile();
  ResultFile(ResultFile&&) noexcept;
  ResultFile& operator=(ResultFile&&) noexcept;

  const std::string& path() const { return path_; }
  const Layout& layout() const { return layout_; }
  const FileHeader& header() const { return header_; }
  /// One entry per member, ascending by id.
  const std::vector<std::uint32_t>& members() const { return members_; }
  const std::vector<MemberStatus>& statuses() const { return statuses_; }
  const std::vector<std::string>& messages() const { return messages_; }
  const std::vector<std::uint64_t>& seeds() const { return seeds_; }
  const std::vector<std::uint32_t>& replicates() const { return replicates_; }
  const std::vector<double>& wall_times() const { return wall_times_; }  ///< [s]

  /// The whole variable, members x its dimensions, row by row, in its units. UserFault when the file has no such
  /// variable, with the nearest name.
  std::vector<double> read(std::string_view variable) const;
  /// The variable for members [first, first + count) by position, likewise.
  std::vector<double> read(std::string_view variable, std::size_t first, std::size_t count) const;
  /// Leaves only the members at these positions, ascending; what is read then covers them alone.
  void keep(const std::vector<std::size_t>& positions);
  /// What the members left are called, where they are of one scenario of several.
  void name_scenario(const std::string& name) { header_.scenario = name; }
  /// The series observed under this name, or nullptr.
  const Observation* observation(std::string_view name) const;
  /// The variable of the members at these positions, ascending: all members of its first number, then of its next.
  /// Chunks are unpacked on `threads` threads. UserFault as read().
  std::vector<double> read_columns(std::string_view variable, const std::vector<std::size_t>& positions,
                                   int threads) const;
  /// The same into `columns`, which has a place for each of them.
  void read_columns(std::string_view variable, const std::vector<std::size_t>& positions, int threads,
                    std::span<double> columns) const;
  /// The texts stored along a dimension under this name (`assumption_units`), or nullptr.
  const LabelTexts* label_texts(std::string_view name) const;

  /// The checksum of a variable's numbers as the file states it, of all its members; 0 where it states none.
  std::uint32_t stored_checksum(const std::string& variable) const;
  /// What is wrong with a variable's numbers by their checksums, all of them read; empty when sound.
  std::string variable_fault(const std::string& variable) const;
  /// What is wrong with the file's text attributes by their checksum; empty when sound, or when there is none.
  std::string attributes_fault() const;

  /// What is wrong with the microdata by their checksums, all of them read.
  std::vector<std::string> microdata_faults() const;

  /// All members for write_result, read in blocks as they are asked for: to merge or rewrite. The file must outlive it.
  MemberSource members_source() const;

 private:
  MemberResult member(std::size_t index, std::vector<double> values) const;

  std::string path_;
  std::unique_ptr<hdf5::File> file_;
  Layout layout_;
  FileHeader header_;
  std::vector<std::size_t> rows_;  ///< in the file, by position
  std::vector<std::uint32_t> members_;
  std::vector<MemberStatus> statuses_;
  std::vector<std::string> messages_;
  std::vector<std::uint64_t> seeds_;
  std::vector<std::uint32_t> replicates_;
  std::vector<double> wall_times_;
};

}  // namespace skifte::output

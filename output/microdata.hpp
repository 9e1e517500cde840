#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "agents/microdata.hpp"
#include "output/hdf5.hpp"

/// Agents one by one, as tables in a result's group /microdata (docs/formats/results.md).
namespace skifte::output {

using agents::MicroColumn;
using agents::MicroTable;

/// Tables of several members: ids ascending, and how to get those of the one at an index. Asked for twice, in order.
struct MicrodataSource {
  std::vector<std::uint32_t> members;
  std::function<std::vector<MicroTable>(std::size_t index)> read;
};

/// Writes /microdata, a group for each table, with a column `member` before its own; nothing when there is no row.
/// Holds one member's tables at a time.
void write_microdata(hdf5::Group& root, const MicrodataSource& source);
/// The tables of a file, member by member; none when it has no microdata. `root` must outlive the source.
MicrodataSource read_microdata(const hdf5::Group& root);
/// What is wrong with them by their checksums, all read.
std::vector<std::string> microdata_faults(const hdf5::Group& root);

/// Where an ensemble's members put their tables until they are packed: a folder beside the result.
class MicrodataFolder {
 public:
  explicit MicrodataFolder(const std::string& result_path) : folder_(result_path + ".microdata") {}
  /// Makes the folder; `empty` removes what an earlier run left.
  enum class Contents { kept, emptied };
  void make(Contents contents) const;
  /// Writes a member's tables beside and renames. UserFault when the disk refuses.
  void put(std::uint32_t member, const std::vector<MicroTable>& tables) const;
  /// Of the members given those that have tables.
  MicrodataSource source(const std::vector<std::uint32_t>& members) const;
  void remove() const;

 private:
  std::string place(std::uint32_t member) const;
  std::string folder_;
};

/// Bytes that these tables take in a file at most, compression left out.
std::uint64_t largest_size(const std::vector<MicroTable>& tables);

}  // namespace skifte::output

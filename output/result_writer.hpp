#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "output/dataset.hpp"
#include "output/microdata.hpp"

/// Writes result files of format 1 (docs/formats/results.md).
namespace skifte::output {

inline constexpr std::int32_t result_format = 1;

/// Members to write: ids ascending, and how to get the one at an index. The writer asks for each index once, in order,
/// so a source may stream; what it holds in memory does not grow with the number of members.
struct MemberSource {
  std::vector<std::uint32_t> members;
  std::function<MemberResult(std::size_t index)> read;
  MicrodataSource microdata = {};  ///< of those members that have some
};

/// What may be replaced at the path written to.
enum class Overwrite {
  results,  ///< a skifte result; anything else is a UserFault that names --force
  force     ///< any regular file
};

/// UserFault when `path` cannot become a result: its folder is missing, or what stands there may not be replaced.
/// Opens HDF5: an ensemble's parent calls it through in_child().
void check_replaceable(const std::string& path, Overwrite overwrite);

/// Writes beside `path`, syncs and renames: `path` holds the old file or the whole new one. Dimensions of length zero
/// and their variables are left out. UserFault when it cannot be written, with the room needed and the room there is;
/// the unfinished file is then removed. ProgramFault for ids that do not ascend or values that do not fit the layout.
void write_result(const std::string& path, const Layout& layout, const FileHeader& header, const MemberSource& source,
                  Overwrite overwrite);

/// Most that a result of so many members takes on disk [byte], compression left out.
std::uint64_t largest_size(const Layout& layout, const FileHeader& header, std::size_t members);

/// Now in UTC, e.g. 2026-01-31T12:00:00Z.
std::string now_utc();

}  // namespace skifte::output

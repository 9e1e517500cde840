#pragma once
#include <cstdint>
#include <string>

#include "output/result_writer.hpp"
#include "output/summary.hpp"
#include "output/verification.hpp"

/// Result files that hold a Summary in place of members (docs/formats/results.md). All open HDF5.
namespace skifte::output {

/// Root attribute `kind` of such a file.
inline constexpr const char* summary_kind = "summary";

/// Whether a readable result at `path` is a summary.
bool is_summary(const std::string& path);

struct StoredSummary {
  FileHeader header;
  Summary summary;
};
/// UserFault when the file is missing, damaged or no summary.
StoredSummary read_summary(const std::string& path);

/// Writes beside `path`, syncs and renames, as write_result does. `members` is the members' layout.
void write_summary(const std::string& path, const FileHeader& header, const Summary& summary, Overwrite overwrite);

/// Most that such a file takes on disk [byte], however many members there are.
std::uint64_t largest_summary_size(const Layout& members, const FileHeader& header, std::size_t variants);

/// Checks checksums, and that the statistics are those of the sketches. UserFault when it cannot be opened at all.
Verification verify_summary(const std::string& path);

}  // namespace skifte::output

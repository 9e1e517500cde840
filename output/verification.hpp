#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace skifte::output {

/// What `verify_result` found.
struct Verification {
  std::vector<std::string> faults;  ///< in words, each naming variable, member and year where it can; empty: sound
  std::vector<std::string> notes;   ///< no damage, but worth knowing: members that failed or are missing
  std::size_t members = 0;
  std::size_t done = 0;
  std::size_t variables = 0;
  std::uint64_t numbers = 0;      ///< read and checked
  std::vector<std::string> sums;  ///< ledger sums checked, `emissions = emissions_carrier`
};

/// Reads every byte of a result that means something and checks: checksums of numbers, texts and attributes; that
/// members that are done have a number wherever one is due, and those that are not have none but their inputs; that the
/// ledger's sums hold in every member and year; that the stored input files fit their hashes. Memory does not grow with
/// the number of members. UserFault when the file cannot be opened as a result at all, with the reason.
Verification verify_result(const std::string& path);

/// `3-7, 9`: ascending numbers as ranges; `limit` ranges at most, then how many more.
std::string as_ranges(const std::vector<std::uint32_t>& numbers, std::size_t limit = 20);

}  // namespace skifte::output

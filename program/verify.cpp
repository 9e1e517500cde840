#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <iostream>

#include "output/child.hpp"
#include "output/verification.hpp"
#include "program/commands.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

/// Says what was found. UserFault with all of it when the file is damaged.
void verify(const std::string& path) {
  const output::Verification found = output::verify_result(path);
  std::vector<sim::Fault> faults;
  for (const std::string& fault : found.faults)
    faults.push_back({{}, fault.starts_with(path) ? fault : fmt::format("{}: {}", path, fault)});
  if (!faults.empty()) throw sim::UserFault(faults);
  fmt::print("{}: sound. {} members, {} done; {} variables, {} numbers; sums: {}\n", path, found.members, found.done,
             found.variables, found.numbers,
             found.sums.empty() ? "none" : fmt::format("{}", fmt::join(found.sums, ", ")));
  for (const std::string& note : found.notes) fmt::print("{}: {}\n", path, note);
  std::fflush(stdout);
}

/// In a process of its own: HDF5 may crash on a file that is badly damaged.
std::string verify_apart(const std::string& path) {
  try {
    output::in_child([&] { verify(path); });
    return "";
  } catch (const sim::UserFault& fault) {
    return fault.what();
  } catch (const sim::ProgramFault& fault) {
    return fmt::format("{} is damaged so badly that it cannot be read through (the reader {})", path, fault.what());
  }
}

}  // namespace

void add_verify(Program& program) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = program.app.add_subcommand(
      "verify", "Reads whole result files: checksums, missing numbers, the ledger's sums, hashes of inputs");
  command->add_option("files", *files, "result files")->required();
  command->callback([&program, files] {
    for (const std::string& file : *files) {
      const std::string fault = verify_apart(file);
      if (fault.empty()) continue;
      std::cerr << fault << "\n";
      program.status = Exit::user_fault;
    }
  });
}

}  // namespace skifte::program

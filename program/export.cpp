#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <system_error>

#include "analysis/export/export.hpp"
#include "analysis/result_variants.hpp"
#include "output/atomic_file.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct ExportArguments {
  std::vector<std::string> files;
  std::string format;
  std::string scenario;
  std::string output;
  std::string baseline;
  std::string attribution;
  std::vector<std::string> variables;
  bool members = false;
  bool force = false;
};

const std::vector<std::string> formats = {"iamc", "csv", "xlsx", "gpc"};

void check_arguments(const ExportArguments& arguments) {
  if (std::find(formats.begin(), formats.end(), arguments.format) == formats.end()) {
    const std::string near = sim::nearest_name(arguments.format, formats);
    throw sim::UserFault(
        fmt::format("no format '{}'{}", arguments.format,
                    near.empty() ? " (there are iamc, csv, xlsx, gpc)" : ", did you mean '" + near + "'?"));
  }
  const bool xlsx = arguments.format == "xlsx";
  if (xlsx && arguments.output.empty()) throw sim::UserFault("a workbook needs a file: give -o FILE.xlsx");
  if (xlsx && arguments.files.size() > 1)
    throw sim::UserFault("a workbook is about one scenario (what it is compared with is --baseline FILE.h5)");
  if (!xlsx && (!arguments.baseline.empty() || !arguments.attribution.empty()))
    throw sim::UserFault("--baseline and --attribution are for the format xlsx");
  if (!arguments.variables.empty() && arguments.format != "csv")
    throw sim::UserFault("--variable is for the format csv");
  if (arguments.members && (xlsx || arguments.format == "gpc"))
    throw sim::UserFault("--members is for the formats csv and iamc");
}

/// What stands at the output may be lost only when that is wanted, and never when it is an input.
void check_output(const ExportArguments& arguments) {
  namespace fs = std::filesystem;
  if (arguments.output.empty() || !fs::exists(arguments.output)) return;
  std::vector<std::string> inputs = arguments.files;
  for (const std::string& more : {arguments.baseline, arguments.attribution})
    if (!more.empty()) inputs.push_back(more);
  for (const std::string& input : inputs) {
    std::error_code ignored;
    if (fs::equivalent(arguments.output, input, ignored))
      throw sim::UserFault(fmt::format("{} is what is exported (it would be lost)", arguments.output));
  }
  if (!arguments.force) throw sim::UserFault(fmt::format("{} exists use --force to replace it", arguments.output));
}

void write_tables(const ExportArguments& arguments, const std::vector<output::ResultFile>& files, std::ostream& out) {
  const auto rows = arguments.members ? analysis::ExportRows::members : analysis::ExportRows::spread;
  if (arguments.format == "iamc")
    analysis::export_iamc(files, rows, out);
  else if (arguments.format == "gpc")
    analysis::export_gpc(files, out);
  else
    analysis::export_csv(files, arguments.variables, rows, out);
}

void write_workbook(const ExportArguments& arguments, const output::ResultFile& file, const std::string& path) {
  std::unique_ptr<output::ResultFile> baseline;
  if (!arguments.baseline.empty()) baseline = std::make_unique<output::ResultFile>(arguments.baseline);
  analysis::export_xlsx({file, baseline.get(), arguments.attribution}, path);
}

void export_results(const ExportArguments& arguments) {
  check_arguments(arguments);
  check_output(arguments);
  std::vector<output::ResultFile> files;
  for (const std::string& path : arguments.files) {
    files.emplace_back(path);
    if (!arguments.scenario.empty()) analysis::keep_scenario(files.back(), arguments.scenario);
  }
  if (arguments.output.empty()) {
    write_tables(arguments, files, std::cout);
    return;
  }
  output::AtomicFile whole(arguments.output);
  if (arguments.format == "xlsx") {
    write_workbook(arguments, files.front(), whole.unfinished());
  } else {
    std::ofstream out(whole.unfinished(), std::ios::binary | std::ios::trunc);
    write_tables(arguments, files, out);
    out.close();
    if (!out)
      throw sim::UserFault(fmt::format("{} cannot be written (not permitted, or its disk is full)", arguments.output));
  }
  try {
    whole.commit();
  } catch (const std::system_error& error) {
    throw sim::UserFault(fmt::format("{} cannot be written ({})", arguments.output, error.what()));
  }
  fmt::print("Written: {}\n", arguments.output);
}

}  // namespace

void add_export(Program& program) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* command =
      program.app.add_subcommand("export", "Results as IAMC table, CSV, Excel workbook or GPC inventory");
  command->add_option("files", arguments->files, "result files")->required()->check(not_empty());
  command->add_option("--format", arguments->format, "iamc, csv, xlsx or gpc")->required();
  command->add_option("-o,--output", arguments->output, "file; the tables without it go to standard output")
      ->check(not_empty());
  command->add_option("--scenario", arguments->scenario, "of results that hold several");
  command->add_option("--variable", arguments->variables, "csv: only this variable; repeatable")->take_all();
  command->add_flag("--members", arguments->members, "csv, iamc: every member instead of mean and quantiles");
  command->add_option("--baseline", arguments->baseline, "xlsx: result of decided policy")->check(not_empty());
  command->add_option("--attribution", arguments->attribution, "xlsx: what `skifte attribute --json` printed")
      ->check(not_empty());
  command->add_flag("--force", arguments->force, "replace a file that exists");
  command->callback([arguments] { export_results(*arguments); });
}

}  // namespace skifte::program

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "analysis/report_collect.hpp"
#include "analysis/report_page.hpp"
#include "program/commands.hpp"
#include "program/session.hpp"
#include "program/text_file.hpp"
#include "scenarios/outcomes.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct ReportArguments {
  std::vector<std::string> files;
  analysis::ReportStudies studies;
  std::string output;
  std::string language = "sv";
  bool force = false;
};

constexpr const char* page_mark = "<!doctype html>";

bool is_page(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string start(std::string(page_mark).size(), '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  for (char& c : start) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return start == page_mark;
}

/// Replaces only what is an HTML page, unless forced.
void write_page(const ReportArguments& arguments, const std::string& page) {
  const std::filesystem::path path(arguments.output);
  if (std::filesystem::exists(path) && !arguments.force &&
      (!std::filesystem::is_regular_file(path) || !is_page(path))) {
    throw sim::UserFault(
        fmt::format("{} exists and is no HTML page (it would be lost) use --force to replace it", arguments.output));
  }
  write_text_file(arguments.output, page);
}

}  // namespace

void add_report(Program& program) {
  auto arguments = std::make_shared<ReportArguments>();
  CLI::App* command = program.app.add_subcommand("report", "One self-contained HTML page from result files");
  command
      ->add_option("files", arguments->files,
                   "result files; one of the scenario `baseline` is what others are compared with")
      ->required();
  command->add_option("-o,--output", arguments->output, "HTML file")->required();
  command
      ->add_option("--attribution", arguments->studies.attributions,
                   "what `skifte attribute --json` printed for one of the scenarios; repeatable")
      ->take_all()
      ->check(not_empty());
  command
      ->add_option("--sensitivity", arguments->studies.sensitivities,
                   "what `skifte sensitivity --json` printed; SCENARIO=FILE for another scenario than the first")
      ->take_all()
      ->check(not_empty());
  command
      ->add_option("--discovery", arguments->studies.discoveries,
                   "what `skifte discover --json` printed; SCENARIO=FILE likewise")
      ->take_all()
      ->check(not_empty());
  command
      ->add_option("--information", arguments->studies.information,
                   "what `skifte value-of-information --json` printed of results that are all given here; repeatable")
      ->take_all()
      ->check(not_empty());
  command->add_option("--language", arguments->language, "shown first: sv or en; the page carries both")
      ->check(CLI::IsMember({"sv", "en"}))
      ->capture_default_str();
  command->add_flag("--force", arguments->force, "replace a file that is no HTML page");
  command->callback([arguments] {
    const analysis::ReportData data =
        analysis::collect_report(arguments->files, arguments->studies, scenarios::model_vocabulary());
    const auto language = arguments->language == "sv" ? analysis::Language::swedish : analysis::Language::english;
    write_page(*arguments, analysis::report_page(data, language));
    fmt::print("Written: {}\n", arguments->output);
  });
}

}  // namespace skifte::program

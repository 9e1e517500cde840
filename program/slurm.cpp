#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "program/commands.hpp"
#include "program/design_arguments.hpp"
#include "program/session.hpp"
#include "program/text_file.hpp"
#include "sim/fault.hpp"

namespace skifte::program {

namespace {

struct SlurmArguments {
  DesignArguments design;
  std::uint32_t shards = 10;
  bool summary_only = false;
  std::string time = "1:00:00";
  int cpus = 1;
  std::string memory;
  std::string account;
  std::string partition;
  std::vector<std::string> before;
  std::string program;
  std::string output;
  std::string script;
};

/// A word as the shell reads it back.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string directives(const SlurmArguments& arguments) {
  std::string text = fmt::format(
      "#SBATCH --job-name=skifte\n#SBATCH --time={}\n#SBATCH --nodes=1\n#SBATCH --ntasks=1\n"
      "#SBATCH --cpus-per-task={}\n",
      arguments.time, arguments.cpus);
  if (!arguments.memory.empty()) text += "#SBATCH --mem=" + arguments.memory + "\n";
  if (!arguments.account.empty()) text += "#SBATCH --account=" + arguments.account + "\n";
  if (!arguments.partition.empty()) text += "#SBATCH --partition=" + arguments.partition + "\n";
  return text +
         "# A minute before the time is up the running members end and the shard is packed, to be gone on with.\n"
         "#SBATCH --signal=B:INT@60\n";
}

/// A word as it stands where the shell need not be told, else quoted.
std::string shell_word(const std::string& word) {
  const bool is_plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("-_./,+:%").find(static_cast<char>(c)) != std::string_view::npos;
  });
  return is_plain ? word : quoted(word);
}

std::string ensemble_words(const SlurmArguments& arguments) {
  std::string text = "ensemble";
  for (const std::string& word : arguments.design.words()) text += " " + shell_word(word);
  if (arguments.summary_only) text += " --summary-only";
  return text;
}

std::string script_text(const SlurmArguments& arguments, const analysis::Plan& plan, const std::string& command_line) {
  std::filesystem::path folder(arguments.output);
  folder.replace_extension(".shards");
  std::string text = fmt::format(
      "#!/bin/bash\n"
      "# {} members of {} in {} shards: an array of Slurm jobs, then one that merges them into {}.\n"
      "#   bash THIS_FILE    submits the shards that are missing, and the merge after them. After a failure or a time\n"
      "#                     limit do so again: finished shards stay, unfinished ones go on where they were.\n"
      "# Written by: {}\n",
      plan.members(), fmt::join(plan.scenario_names(), ", "), arguments.shards, arguments.output, command_line);
  text += directives(arguments) + "set -euo pipefail\n\n";
  for (const std::string& line : arguments.before) text += line + "\n";
  text += fmt::format("skifte=({})\nshards={}\nresult={}\nfolder={}\n", arguments.program, arguments.shards,
                      quoted(arguments.output), quoted(folder.string()));
  text += R"sh(
file_of() { echo "$folder/$1-of-$shards.h5"; }
# A shard is done when its file is there and its journal, which goes with the last member, is not.
is_done() { [ -e "$(file_of "$1")" ] && [ ! -e "$(file_of "$1").journal" ]; }

compute() {
  local shard=$SLURM_ARRAY_TASK_ID
  if is_done "$shard"; then echo "shard $shard is done already"; return; fi
  exec "${skifte[@]}" )sh" +
          ensemble_words(arguments) + R"sh( \
    --shard "$shard/$shards" --jobs "$SLURM_CPUS_PER_TASK" --resume --retry-failed -o "$(file_of "$shard")"
}

merge() { exec "${skifte[@]}" merge "$result" "$folder"/*-of-"$shards".h5; }

submit() {
  local missing=() after=() array i
  mkdir -p "$folder"
  for ((i = 1; i <= shards; i++)); do is_done "$i" || missing+=("$i"); done
  if [ ${#missing[@]} -gt 0 ]; then
    array=$(sbatch --parsable --array="$(IFS=,; echo "${missing[*]}")" --output="$folder/%a-%A.log" "$0" compute)
    after=(--dependency="afterany:${array%%;*}")
    echo "job ${array%%;*} computes ${#missing[@]} of $shards shards: ${missing[*]}"
  fi
  echo "job $(sbatch --parsable "${after[@]}" --output="$folder/merge-%j.log" "$0" merge) merges them into $result"
}

case ${1:-submit} in
  compute) compute ;;
  merge) merge ;;
  submit) submit ;;
  *) echo "usage: bash $0" >&2; exit 2 ;;
esac
)sh";
  return text;
}

void write_script(const SlurmArguments& arguments, const std::string& command_line) {
  const analysis::Plan plan = make_plan(arguments.design);  // its faults are told here, not by fifty jobs
  if (arguments.shards > plan.members())
    throw sim::UserFault(
        fmt::format("{} shards of {} members (some would be empty)", arguments.shards, plan.members()));
  const std::string text = script_text(arguments, plan, command_line);
  if (arguments.script.empty()) {
    fmt::print("{}", text);
    return;
  }
  std::error_code unknown;
  if (std::filesystem::exists(arguments.script, unknown))
    throw sim::UserFault(arguments.script + " exists (it would be lost) choose another name?");
  write_text_file(arguments.script, text);
  fmt::print("Written: {}\nSubmit with: bash {}\n", arguments.script, arguments.script);
}

}  // namespace

void add_slurm(Program& program) {
  auto arguments = std::make_shared<SlurmArguments>();
  std::error_code unknown;
  arguments->program = quoted(std::filesystem::read_symlink("/proc/self/exe", unknown).string());
  CLI::App* command =
      program.app.add_subcommand("slurm", "Writes a script that computes an ensemble as an array of Slurm jobs");
  arguments->design.size = 1000;
  arguments->design.add_to(*command);
  command->add_option("--array", arguments->shards, "shards, each a job of the array")
      ->check(CLI::Range(1U, 100000U))
      ->capture_default_str();
  command->add_flag("--summary-only", arguments->summary_only, "as for ensemble: percentiles in place of members");
  command->add_option("--time", arguments->time, "time limit of a job, as sbatch takes it")->capture_default_str();
  command->add_option("--cpus", arguments->cpus, "members side by side in a job")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_option("--mem", arguments->memory, "memory of a job, as sbatch takes it");
  command->add_option("--account", arguments->account, "project the time is booked on");
  command->add_option("--partition", arguments->partition, "partition");
  command
      ->add_option("--before", arguments->before, "a line of shell before anything else, e.g. 'module load GCC/12.3.0'")
      ->take_all();
  command->add_option("--program", arguments->program, "how to call skifte, e.g. 'apptainer exec skifte.sif skifte'")
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "result file (HDF5); shards and logs stand in FILE.shards")
      ->required()
      ->check(not_empty());
  command->add_option("--script", arguments->script, "where to write the script; else it is printed")
      ->check(not_empty());
  command->callback([&program, arguments] { write_script(*arguments, program.command_line); });
}

}  // namespace skifte::program

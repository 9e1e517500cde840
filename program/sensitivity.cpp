#include <fmt/format.h>

#include <memory>
#include <thread>

#include "analysis/sensitivity/sensitivity.hpp"
#include "analysis/sensitivity/sensitivity_text.hpp"
#include "program/session.hpp"
#include "program/study_arguments.hpp"
#include "program/text_file.hpp"

namespace skifte::program {

namespace {

struct SensitivityArguments {
  StudyArguments study;
  std::string method;
  std::vector<std::string> outcomes;
  std::string estimator = "martinez";
  std::size_t classes = 0;
  std::size_t screened = 15;
  std::size_t draws = 0;
  std::size_t top = 20;
  std::uint64_t seed = 1;
  int threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  bool json = false;
  bool force = false;
  std::string output;
};

/// Resamples that an interval needs; fewer where each costs more or many outcomes are asked for.
std::size_t usual_draws(analysis::SensitivityMethod method, std::size_t outcomes) {
  using analysis::SensitivityMethod;
  const bool is_cheap = method == SensitivityMethod::sobol || method == SensitivityMethod::morris;
  return is_cheap ? 500 : outcomes > 3 ? 40 : 100;
}

void compute(const SensitivityArguments& arguments) {
  const OpenStudy open = open_study(arguments.study);
  analysis::SensitivityRequest request;
  request.method =
      arguments.method.empty() ? analysis::usual_method(open.study) : analysis::sensitivity_method(arguments.method);
  request.outcomes = open.outcomes(arguments.outcomes, arguments.study);
  request.estimator =
      arguments.estimator == "jansen" ? analysis::SobolEstimator::jansen : analysis::SobolEstimator::martinez;
  request.classes = arguments.classes;
  request.screened = arguments.screened;
  request.too_few = arguments.force ? analysis::TooFew::accept : analysis::TooFew::refuse;
  const std::size_t draws =
      arguments.draws > 0 ? arguments.draws : usual_draws(request.method, request.outcomes.size());
  request.resampling = {draws, arguments.seed, arguments.threads};
  request.openturns = sibling_program("skifte-analysis");
  const std::vector<analysis::SensitivityTable> tables = analysis::sensitivity(open.study, request);
  if (!arguments.output.empty()) write_text_file(arguments.output, analysis::sensitivity_csv(tables));
  if (arguments.json) {
    fmt::print("{}\n", with_origin(analysis::sensitivity_json(tables), open).dump(1));
    return;
  }
  fmt::print("{}", analysis::sensitivity_text(tables, arguments.top));
  if (!arguments.output.empty()) fmt::print("Written: {}\n", arguments.output);
}

}  // namespace

void add_sensitivity(Program& program) {
  auto arguments = std::make_shared<SensitivityArguments>();
  CLI::App* command = program.app.add_subcommand("sensitivity", "Which assumptions an outcome depends on");
  arguments->study.add_to(*command);
  command->add_option("--method", arguments->method,
                      "sobol, morris, pawn, delta or given-data; default: what fits the design");
  command
      ->add_option("--outcome", arguments->outcomes,
                   "NAME@YEAR, NAME@FROM-TO, NAME for every year, or an expression; repeatable")
      ->take_all();
  command->add_option("--estimator", arguments->estimator, "of sobol: martinez or jansen")
      ->check(CLI::IsMember({"martinez", "jansen"}))
      ->capture_default_str();
  command->add_option("--classes", arguments->classes, "of pawn and delta: classes of an input; default by members")
      ->check(CLI::Range(2, 200));
  command->add_option("--screened", arguments->screened, "of given-data: inputs that the polynomial may hold")
      ->check(CLI::Range(1, 40))
      ->capture_default_str();
  command
      ->add_option("--resamples", arguments->draws, "of the bootstrap; default 500, or 100 and 40 where they cost more")
      ->check(CLI::Range(10, 100000));
  command->add_option("--top", arguments->top, "inputs to print")->check(CLI::Range(1, 100000))->capture_default_str();
  command->add_option("--seed", arguments->seed, "seed of the bootstrap")->capture_default_str();
  command->add_option("--threads", arguments->threads, "threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--json", arguments->json, "print JSON instead of text");
  command->add_flag("--force", arguments->force, "also with too few members: look at the intervals");
  command->add_option("-o,--output", arguments->output, "CSV, an index a line")->check(not_empty());
  command->callback([arguments] { compute(*arguments); });
}

}  // namespace skifte::program

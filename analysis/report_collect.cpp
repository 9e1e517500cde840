#include "analysis/report_collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "analysis/pairing.hpp"
#include "analysis/report_drivers.hpp"
#include "analysis/report_money.hpp"
#include "analysis/report_studies.hpp"
#include "analysis/report_targets.hpp"
#include "analysis/reproduce.hpp"
#include "analysis/result_changes.hpp"
#include "analysis/result_series.hpp"
#include "analysis/result_variants.hpp"
#include "analysis/study_origin.hpp"
#include "output/result_reader.hpp"
#include "output/result_writer.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/study_text.hpp"
#include "scenarios/words.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

std::string extra(const output::ResultFile& file, const std::string& name) {
  const auto found = file.header().extra.find(name);
  return found == file.header().extra.end() ? std::string() : found->second;
}

/// Pair by pair, scenario minus baseline; empty where they are no pairs.
Fan paired_difference(const output::ResultFile& scenario, const output::ResultFile& baseline, const Pairing& pairing,
                      const char* variable) {
  const std::vector<int>& years = scenario.layout().dimension("year").years;
  if (years != baseline.layout().dimension("year").years || pairing.members.empty()) return {};
  const std::size_t width = scenario.layout().size(variable) / years.size();
  const std::vector<double> a = scenario.read(variable);
  const std::vector<double> b = baseline.read(variable);
  Fan fan;
  for (std::size_t y = 0; y < years.size(); ++y) {
    std::vector<double> differences;
    for (const MemberPair& pair : pairing.members) {
      double sum = 0;
      for (std::size_t k = 0; k < width; ++k) {
        sum += a[(pair.second * years.size() + y) * width + k] - b[(pair.first * years.size() + y) * width + k];
      }
      differences.push_back(sum);
    }
    fan.push_back(fan_row(years[y], std::move(differences)));
  }
  return fan;
}

/// Observed rows of a file as series, one per label, and their total when asked for.
std::vector<ObservedSeries> observed(const output::ResultFile& file, const std::string& name,
                                     const std::string& release, const Text& label, const Text& source, bool total) {
  std::vector<ObservedSeries> all;
  const output::Observation* rows = file.observation(name);
  if (rows == nullptr) return all;
  const std::vector<int>& years = rows->dimensions[0].years;
  const std::vector<std::string>& labels = rows->dimensions[1].labels;
  ObservedSeries sum{release, label, "", source, {}};
  for (std::size_t k = 0; k < labels.size(); ++k) {
    ObservedSeries series{release, label, labels[k], source, {}};
    for (std::size_t y = 0; y < years.size(); ++y)
      series.points.push_back({years[y], rows->values[y * labels.size() + k]});
    all.push_back(std::move(series));
  }
  if (!total) return all;
  for (std::size_t y = 0; y < years.size(); ++y) {
    double value = 0;
    for (std::size_t k = 0; k < labels.size(); ++k) value += rows->values[y * labels.size() + k];
    sum.points.push_back({years[y], value});
  }
  return {sum};
}

void collect_observations(const output::ResultFile& file, ReportData& data) {
  const Text smhi{"SMHI, utgåva 2026", "SMHI, release 2026"};
  const Text older{"SMHI, utgåva 2025", "SMHI, release 2025"};
  const Text database{"SMHI, nationella emissionsdatabasen", "SMHI, national emission database"};
  const Text register_label{"Trafikanalys, registret", "Trafikanalys, vehicle register"};
  const Text vehicles{"Trafikanalys, Fordon i län och kommuner",
                      "Trafikanalys, vehicles in counties and municipalities"};
  data.observed_emissions = observed(file, "emissions", "smhi_2026", smhi, database, true);
  for (ObservedSeries& before : observed(file, "emissions_release_2025", "smhi_2025", older, database, true))
    data.observed_emissions.push_back(std::move(before));
  const double baseline = std::strtod(extra(file, "contract_baseline_1990").c_str(), nullptr);
  if (baseline > 0) {
    data.observed_emissions.push_back({"contract",
                                       {"Klimatkontraktets eget basår", "The contract's own base year"},
                                       "",
                                       {"Klimatkontraktet", "Climate contract"},
                                       {{1990, baseline}}});
  }
  data.observed_sectors = observed(file, "emissions", "smhi_2026", smhi, database, false);
  data.observed_cars = observed(file, "cars", "trafikanalys", register_label, vehicles, false);
  data.observed_new_cars = observed(file, "new_cars", "trafikanalys", register_label, vehicles, false);
}

/// The last year with a published inventory; the first simulated one without any.
int last_observed(const output::ResultFile& file) {
  const output::Observation* seen = file.observation("emissions");
  const int first = file.layout().dimension("year").years.front();
  return seen == nullptr || seen->dimensions[0].years.empty() ? first : seen->dimensions[0].years.back();
}

/// Bottlenecks that bind in some member and year.
std::vector<NamedFan> binding_bottlenecks(const output::ResultFile& file) {
  std::vector<NamedFan> binding;
  if (!file.layout().has("bottlenecks")) return binding;
  for (NamedFan& named : ResultSeries(file, "bottlenecks").fans()) {
    const bool binds = std::any_of(named.fan.begin(), named.fan.end(), [](const FanRow& row) { return row.q95 > 0; });
    if (binds) binding.push_back(std::move(named));
  }
  return binding;
}

/// How many assumptions the scenario of a file has of each certainty; none when its inputs cannot be read here.
std::vector<CertaintyCount> count_certainties(const output::ResultFile& file) {
  std::vector<CertaintyCount> counts = {{"high"}, {"medium"}, {"low"}, {"unverified"}};
  try {
    const scenarios::Scenario scenario = stored_scenario(file);
    for (const scenarios::Assumption& assumption : scenario.book.all()) {
      const auto count = std::find_if(counts.begin(), counts.end(), [&](const CertaintyCount& each) {
        return each.certainty == scenarios::to_word(assumption.certainty);
      });
      if (count == counts.end()) continue;
      ++count->assumptions;
      count->uncertain += assumption.distribution ? 1 : 0;
    }
  } catch (const sim::UserFault&) {
    return {};
  }
  return counts;
}

ScenarioReport collect_scenario(const output::ResultFile& file) {
  ScenarioReport report;
  report.id = file.header().scenario;
  report.label = {extra(file, "title_sv"), extra(file, "title_en")};
  report.description = {extra(file, "description_sv"), extra(file, "description_en")};
  const ResultSeries emissions(file, "emissions");
  const ResultSeries published(file, "emissions_published");
  report.members = static_cast<int>(emissions.members());
  report.failed = static_cast<int>(file.members().size()) - report.members;
  report.emissions_physical = emissions.total_fan();
  report.emissions_published = published.total_fan();
  report.net_emissions = ResultSeries(file, "net_emissions").total_fan();
  report.sectors_physical = emissions.fans();
  report.sectors_published = published.fans();
  report.subsectors = ResultSeries(file, "emissions_subsector").fans();
  report.cars = ResultSeries(file, "cars").fans();
  report.new_cars = ResultSeries(file, "new_cars").fans();
  report.heating = ResultSeries(file, "heating_systems").fans();
  report.bottlenecks = binding_bottlenecks(file);
  report.targets = collect_targets(file);
  report.budget = carbon_budget(file, emissions);
  report.is_baseline = report.id == "baseline";
  return report;
}

/// The place of the scenario of an argument SCENARIO=FILE and its file; the one shown first where only a file is given.
std::pair<std::size_t, std::string> scenario_and_file(const std::string& argument, const ReportData& data) {
  const std::size_t mark = argument.find('=');
  if (mark == std::string::npos) return {0, argument};
  std::vector<std::string> known;
  for (const ScenarioReport& scenario : data.scenarios) {
    if (scenario.id == argument.substr(0, mark)) return {known.size(), argument.substr(mark + 1)};
    known.push_back(scenario.id);
  }
  const std::string near = sim::nearest_name(argument.substr(0, mark), known);
  throw sim::UserFault(fmt::format("'{}': the report has no scenario '{}'{}", argument, argument.substr(0, mark),
                                   near.empty() ? std::string() : fmt::format(", did you mean '{}'?", near)));
}

/// Each study to the scenario it is about; `files` are those of data.scenarios.
void add_studies(const ReportStudies& studies, const std::vector<output::ResultFile>& files,
                 const scenarios::Vocabulary& vocabulary, const scenarios::Words& words, ReportData& data) {
  for (const std::string& path : studies.attributions) {
    const std::string text = scenarios::read_study_text(path);
    const ReadAttribution found = read_attribution(text, path, vocabulary, words);
    const auto scenario = std::find_if(data.scenarios.begin(), data.scenarios.end(),
                                       [&](const ScenarioReport& each) { return each.id == found.scenario; });
    if (scenario == data.scenarios.end())
      throw sim::UserFault(
          fmt::format("{} is about the scenario {}, of which the report has no result", path, found.scenario));
    const StudyJson study(text, path);
    for (const output::ResultFile& file : files) {
      if (file.header().scenario == found.scenario) check_inputs(study.root(), "scenario", file);
      if (file.header().scenario == found.baseline) check_inputs(study.root(), "baseline", file);
    }
    scenario->attribution.insert(scenario->attribution.end(), found.outcomes.begin(), found.outcomes.end());
  }
  for (const std::string& argument : studies.sensitivities) {
    const auto [place, path] = scenario_and_file(argument, data);
    const std::string text = scenarios::read_study_text(path);
    const StudyOrigin origin = check_ensemble(StudyJson(text, path).root(), files[place]);
    for (SensitivityReport& report : read_sensitivity(text, path, vocabulary, words)) {
      report.is_of_tables = origin == StudyOrigin::tables;
      data.scenarios[place].sensitivity.push_back(std::move(report));
    }
  }
  for (const std::string& argument : studies.discoveries) {
    const auto [place, path] = scenario_and_file(argument, data);
    const std::string text = scenarios::read_study_text(path);
    const StudyOrigin origin = check_ensemble(StudyJson(text, path).root(), files[place]);
    DiscoveryReport report = read_discovery(text, path, vocabulary, words);
    report.is_of_tables = origin == StudyOrigin::tables;
    data.scenarios[place].discovery.push_back(std::move(report));
  }
}

ResultOrigin origin_of(const output::ResultFile& file) {
  const output::FileHeader& header = file.header();
  ResultOrigin origin;
  const std::size_t slash = file.path().find_last_of('/');
  origin.file = slash == std::string::npos ? file.path() : file.path().substr(slash + 1);
  origin.scenario = header.scenario;
  origin.city = header.city;
  origin.design = extra(file, "design");
  origin.seed = std::to_string(header.seed);
  origin.members = static_cast<int>(file.members().size());
  origin.created = header.created;
  origin.version = header.version;
  origin.commit = header.commit;
  origin.command = header.command;
  return origin;
}

std::vector<DataSource> data_sources() {
  return {{{"SMHI, nationella emissionsdatabasen", "SMHI, national emission database"},
           {"utgåva 2026 (sektorer, CO2e) och utgåva 2024 (undersektorers andelar, CO2)",
            "release 2026 (sectors, CO2e) and release 2024 (sub-sectors' shares, CO2)"},
           "high"},
          {{"Trafikanalys, Fordon i län och kommuner", "Trafikanalys, vehicles in counties and municipalities"},
           {"personbilar, lastbilar och bussar efter drivmedel 2015-2022", "cars, trucks and buses by fuel 2015-2022"},
           "high"},
          {{"SCB", "Statistics Sweden (SCB)"},
           {"hushåll och bostäder 2019, folkmängd 1950-2025", "households and dwellings 2019, population 1950-2025"},
           "high"},
          {{"Klimatkontrakt 2030 Helsingborg", "Climate contract 2030 Helsingborg"},
           {"version 2024: mål, åtgärder, pengar", "version 2024: targets, measures, money"},
           "high"},
          {{"Antaganden", "Assumptions"},
           {"`skifte assumptions` räknar upp vart och ett med källa och säkerhet",
            "`skifte assumptions` lists each with source and certainty"},
           ""}};
}

}  // namespace

ReportData collect_report(const std::vector<std::string>& paths, const ReportStudies& studies,
                          const scenarios::Vocabulary& vocabulary) {
  if (paths.empty()) throw sim::UserFault("report: no result file given");
  std::vector<output::ResultFile> files;
  for (const std::string& path : paths) files.emplace_back(path);
  std::stable_partition(files.begin(), files.end(),
                        [](const auto& file) { return file.header().scenario != "baseline"; });
  const output::ResultFile* baseline = nullptr;
  for (const output::ResultFile& file : files) {
    require_one_scenario(file);
    if (file.header().city != files.front().header().city) {
      throw sim::UserFault(fmt::format("report: {} is about {}, {} about {} (one report is about one city)",
                                       files.front().path(), files.front().header().city, file.path(),
                                       file.header().city));
    }
    if (file.header().scenario == "baseline") baseline = &file;
  }
  // Words that a newer model lacks fall back on English: the tests see to it that none is missing.
  scenarios::FaultList ignored;
  const scenarios::Words swedish = scenarios::all_words(scenarios::find_home(), "sv", vocabulary, ignored);
  ReportData data;
  data.city = files.front().header().city;
  data.created = output::now_utc().substr(0, 10);
  data.baseline = baseline != nullptr ? "baseline" : "";
  data.title = {extra(files.front(), "title_sv"), extra(files.front(), "title_en")};
  for (const output::ResultFile& file : files) {
    data.scenarios.push_back(collect_scenario(file));
    ScenarioReport& scenario = data.scenarios.back();
    const output::ResultFile* other = baseline != &file ? baseline : nullptr;
    Pairing pairing;
    if (other != nullptr) {
      pairing = pair_members(*baseline, file);
      scenario.unpaired = pairing.why_not;
      scenario.changes = changes_between(*baseline, file, vocabulary, swedish).changes;
      scenario.difference_physical = paired_difference(file, *baseline, pairing, "emissions");
      scenario.difference_published = paired_difference(file, *baseline, pairing, "emissions_published");
    }
    scenario.money = collect_money(file, other, pairing, last_observed(file));
    scenario.people = collect_people(file, other, pairing);
    scenario.drivers = collect_drivers(file, vocabulary, swedish);
    data.origins.push_back(origin_of(file));
  }
  add_studies(studies, files, vocabulary, swedish, data);
  data.certainties = count_certainties(files.front());
  collect_observations(files.front(), data);
  data.limits = model_limits();
  data.sources = data_sources();
  return data;
}

}  // namespace skifte::analysis

#include "analysis/report_collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "analysis/report_targets.hpp"
#include "analysis/result_series.hpp"
#include "analysis/result_variants.hpp"
#include "output/result_reader.hpp"
#include "output/result_writer.hpp"
#include "scenarios/locations.hpp"
#include "scenarios/words.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

std::string extra(const output::ResultFile& file, const std::string& name) {
  const auto found = file.header().extra.find(name);
  return found == file.header().extra.end() ? std::string() : found->second;
}

/// Member by member, scenario minus baseline; members that are done in both and share a seed.
Fan paired_difference(const output::ResultFile& scenario, const output::ResultFile& baseline, const char* variable) {
  const std::vector<int>& years = scenario.layout().dimension("year").years;
  const std::vector<int>& other_years = baseline.layout().dimension("year").years;
  if (years != other_years) return {};
  const std::size_t width = scenario.layout().size(variable) / years.size();
  const std::vector<double> a = scenario.read(variable);
  const std::vector<double> b = baseline.read(variable);
  std::vector<std::vector<double>> differences(years.size());
  std::size_t j = 0;
  for (std::size_t i = 0; i < scenario.members().size(); ++i) {
    while (j < baseline.members().size() && baseline.members()[j] < scenario.members()[i]) ++j;
    if (j == baseline.members().size()) break;
    const bool paired = baseline.members()[j] == scenario.members()[i] && baseline.seeds()[j] == scenario.seeds()[i] &&
                        baseline.statuses()[j] == output::MemberStatus::done &&
                        scenario.statuses()[i] == output::MemberStatus::done;
    if (!paired) continue;
    for (std::size_t y = 0; y < years.size(); ++y) {
      double sum = 0;
      for (std::size_t k = 0; k < width; ++k) {
        sum += a[(i * years.size() + y) * width + k] - b[(j * years.size() + y) * width + k];
      }
      differences[y].push_back(sum);
    }
  }
  Fan fan;
  if (differences.front().empty()) return fan;
  for (std::size_t y = 0; y < years.size(); ++y) fan.push_back(fan_row(years[y], differences[y]));
  return fan;
}

/// A text of the lever in the file; "" when the scenario does not pull it or the file lacks the text.
std::string lever_text(const output::ResultFile& file, const std::string& lever, const char* which) {
  if (!file.layout().has("lever_value")) return "";
  const auto& labels = file.layout().dimension("lever").labels;
  const auto found = std::find(labels.begin(), labels.end(), lever);
  const output::LabelTexts* texts = file.label_texts(which);
  if (found == labels.end() || texts == nullptr) return "";
  return texts->texts[static_cast<std::size_t>(found - labels.begin())];
}

/// How the lever is set, "on" where it has no parameters, "" where it is not pulled.
std::string setting_of(const output::ResultFile& file, const std::string& lever) {
  if (!file.layout().has("lever_value")) return "";
  const auto& labels = file.layout().dimension("lever").labels;
  if (std::find(labels.begin(), labels.end(), lever) == labels.end()) return "";
  const std::string text = lever_text(file, lever, "lever_setting");
  return text.empty() ? "on" : text;
}

std::vector<Change> changes_against(const output::ResultFile& scenario, const output::ResultFile& baseline,
                                    const scenarios::Vocabulary& vocabulary, const scenarios::Words& swedish) {
  std::vector<Change> changes;
  for (const sim::LeverDeclaration& lever : vocabulary.levers) {
    const std::string from = setting_of(baseline, lever.name);
    const std::string to = setting_of(scenario, lever.name);
    if (from == to) continue;
    changes.push_back(
        {Change::Kind::lever,
         lever.name,
         {swedish.meaning(lever), lever.meaning},
         from,
         to.empty() ? "off" : to,
         {lever_text(scenario, lever.name, "lever_source_sv"), lever_text(scenario, lever.name, "lever_source_en")}});
  }
  return changes;
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
  report.targets = collect_targets(file);
  report.budget = carbon_budget(file, emissions);
  report.is_baseline = report.id == "baseline";
  return report;
}

/// Observed rows of a file as series, one per label, and their total when asked for.
std::vector<ObservedSeries> observed(const output::ResultFile& file, const std::string& name,
                                     const std::string& release, const Text& label, bool total) {
  std::vector<ObservedSeries> all;
  const output::Observation* rows = file.observation(name);
  if (rows == nullptr) return all;
  const std::vector<int>& years = rows->dimensions[0].years;
  const std::vector<std::string>& labels = rows->dimensions[1].labels;
  ObservedSeries sum{release, label, "", rows->source, {}};
  for (std::size_t k = 0; k < labels.size(); ++k) {
    ObservedSeries series{release, label, labels[k], rows->source, {}};
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
  const Text register_label{"Trafikanalys, registret", "Trafikanalys, vehicle register"};
  data.observed_emissions = observed(file, "emissions", "smhi_2026", smhi, true);
  for (ObservedSeries& older :
       observed(file, "emissions_release_2025", "smhi_2025", {"SMHI, utgåva 2025", "SMHI, release 2025"}, true)) {
    data.observed_emissions.push_back(std::move(older));
  }
  const double baseline = std::strtod(extra(file, "contract_baseline_1990").c_str(), nullptr);
  if (baseline > 0) {
    data.observed_emissions.push_back({"contract",
                                       {"Klimatkontraktets eget basår", "The contract's own base year"},
                                       "",
                                       "Klimatkontrakt 2030 Helsingborg, version 2024",
                                       {{1990, baseline}}});
  }
  data.observed_sectors = observed(file, "emissions", "smhi_2026", smhi, false);
  data.observed_cars = observed(file, "cars", "trafikanalys", register_label, false);
  data.observed_new_cars = observed(file, "new_cars", "trafikanalys", register_label, false);
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

ReportData collect_report(const std::vector<std::string>& paths, const scenarios::Vocabulary& vocabulary) {
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
  const scenarios::Words swedish =
      scenarios::read_words(scenarios::words_file(scenarios::find_home(), "sv"), vocabulary, ignored);
  ReportData data;
  data.city = files.front().header().city;
  data.created = output::now_utc().substr(0, 10);
  data.baseline = baseline != nullptr ? "baseline" : "";
  data.title = {extra(files.front(), "title_sv"), extra(files.front(), "title_en")};
  for (const output::ResultFile& file : files) {
    data.scenarios.push_back(collect_scenario(file));
    if (baseline != nullptr && baseline != &file) {
      data.scenarios.back().changes = changes_against(file, *baseline, vocabulary, swedish);
      data.scenarios.back().difference_physical = paired_difference(file, *baseline, "emissions");
      data.scenarios.back().difference_published = paired_difference(file, *baseline, "emissions_published");
    }
    data.origins.push_back(origin_of(file));
  }
  collect_observations(files.front(), data);
  data.limits = model_limits();
  data.sources = data_sources();
  return data;
}

}  // namespace skifte::analysis

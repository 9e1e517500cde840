#include "analysis/report_collect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/carbon_budget.hpp"
#include "analysis/pairing.hpp"
#include "analysis/report_drivers.hpp"
#include "analysis/report_money.hpp"
#include "analysis/report_observed.hpp"
#include "analysis/report_study_files.hpp"
#include "analysis/report_targets.hpp"
#include "analysis/reproduce.hpp"
#include "analysis/result_changes.hpp"
#include "analysis/result_series.hpp"
#include "analysis/result_variants.hpp"
#include "analysis/source_names.hpp"
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

/// Fans of what is not nothing throughout: its 95 % quantile is above 0 in some year. None without the variable.
std::vector<NamedFan> present_fans(const output::ResultFile& file, const char* variable) {
  std::vector<NamedFan> present;
  if (!file.layout().has(variable)) return present;
  for (NamedFan& named : ResultSeries(file, variable).fans()) {
    const bool is_there =
        std::any_of(named.fan.begin(), named.fan.end(), [](const FanRow& row) { return row.q95 > 0; });
    if (is_there) present.push_back(std::move(named));
  }
  return present;
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
  report.heat_production = present_fans(file, "heat_production");
  report.bottlenecks = present_fans(file, "bottlenecks");
  report.targets = collect_targets(file);
  report.budget = carbon_budget(file);
  report.is_baseline = report.id == "baseline";
  return report;
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

std::vector<DataSource> data_sources(std::string_view city) {
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
           city == named_city ? Text{"version 2024: mål, åtgärder, pengar", "version 2024: targets, measures, money"}
                              : Text{"version 2024: mål och pengar, omräknade till staden med en regel",
                                     "version 2024: targets and money, converted to the city by rule"},
           "high"},
          {{"Antaganden", "Assumptions"},
           {"skifte assumptions räknar upp vart och ett med källa och säkerhet",
            "skifte assumptions lists each with source and certainty"},
           ""}};
}

/// Two results of one scenario carry their files' names, or nobody could tell which is shown.
void tell_apart(ReportData& data) {
  for (std::size_t i = 0; i < data.scenarios.size(); ++i) {
    const auto same = std::count_if(data.origins.begin(), data.origins.end(), [&](const ResultOrigin& origin) {
      return origin.scenario == data.origins[i].scenario;
    });
    if (same < 2) continue;
    for (std::string* label : {&data.scenarios[i].label.sv, &data.scenarios[i].label.en})
      *label += (label->empty() ? "" : " ") + fmt::format("({})", data.origins[i].file);
  }
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
  tell_apart(data);
  add_studies(studies, files, vocabulary, swedish, data);
  data.certainties = count_certainties(files.front());
  collect_observations(files.front(), data);
  data.limits = model_limits(data.city);
  data.sources = data_sources(data.city);
  return data;
}

}  // namespace skifte::analysis

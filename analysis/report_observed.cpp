#include "analysis/report_observed.hpp"

#include <cstdlib>

#include "analysis/source_names.hpp"

namespace skifte::analysis {

namespace {

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

}  // namespace

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
  const auto stated = file.header().extra.find("contract_baseline_1990");
  const double baseline = stated == file.header().extra.end() ? 0 : std::strtod(stated->second.c_str(), nullptr);
  if (baseline > 0 && file.header().city == named_city) {  // another city's is Helsingborg's by rule: nobody stated it
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

int last_observed(const output::ResultFile& file) {
  const output::Observation* seen = file.observation("emissions");
  const int first = file.layout().dimension("year").years.front();
  return seen == nullptr || seen->dimensions[0].years.empty() ? first : seen->dimensions[0].years.back();
}

}  // namespace skifte::analysis

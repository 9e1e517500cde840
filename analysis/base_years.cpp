#include "analysis/base_years.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

constexpr double tonnes_per_kilotonne = 1000;

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::string verdict(double scale) {
  if (scale > 0.8 && scale < 1.25) return "";
  return scale > 0.5 && scale < 2 ? "  far from 1" : "  very far from 1";
}

double fitted(const BaseYearFit& fit) {
  return is_scaled(fit.subsector) && sum(fit.activity) > 0 ? sum(fit.inventory) / sum(fit.activity) : 1;
}

void append_sectors(std::string& text, const std::vector<BaseYearFit>& fits) {
  const std::vector<int>& years = fits.front().years;
  text += fmt::format("\nPublished account against the inventory [kt CO2e]\n{:<30}", "sector");
  for (int year : years) text += fmt::format("{:>9}{:>9}{:>8}", year, "inv.", "dev.");
  text += "\n";
  auto row = [&](const std::string& name, auto belongs) {
    text += fmt::format("{:<30}", name);
    for (std::size_t y = 0; y < years.size(); ++y) {
      double published = 0;
      double inventory = 0;
      for (const BaseYearFit& fit : fits) {
        if (!belongs(fit.subsector)) continue;
        published += fit.published[y];
        inventory += fit.inventory[y];
      }
      text += fmt::format("{:>9.1f}{:>9.1f}{:>7.1f}%", published / tonnes_per_kilotonne,
                          inventory / tonnes_per_kilotonne, 100 * (published / inventory - 1));
    }
    text += "\n";
  };
  for (std::size_t s = 0; s < agents::sector_labels.size(); ++s) {
    row(std::string(agents::sector_labels[s]),
        [s](agents::Subsector subsector) { return agents::sector_of(subsector) == static_cast<agents::Sector>(s); });
  }
  row("total", [](agents::Subsector) { return true; });
}

}  // namespace

bool is_scaled(agents::Subsector subsector) {
  return subsector != agents::Subsector::port_airport_allocation;
}

std::vector<BaseYearFit> fit_base_years(const agents::ModelRun& run, const agents::CityData& city) {
  std::vector<BaseYearFit> fits;
  const int first = run.accounts.calendar().first_year();
  for (int s = 0; s < agents::subsectors; ++s) {
    BaseYearFit fit;
    fit.subsector = static_cast<agents::Subsector>(s);
    for (const agents::InventoryObservation& observed : city.inventory) {
      if (observed.year < first || observed.year > run.accounts.calendar().last_year()) continue;
      const int year = observed.year - first;
      fit.years.push_back(observed.year);
      fit.activity.push_back(static_cast<double>(run.accounts.activity_emissions.cut(year, 0, s)) / 1e6);
      fit.physical.push_back(static_cast<double>(run.accounts.emissions.cut(year, 0, s)) / 1e6);
      fit.published.push_back(static_cast<double>(run.accounts.published.at(year, {s})) / 1e6);
      fit.inventory.push_back(observed.tonnes[static_cast<std::size_t>(s)]);
    }
    fit.scale_used = run.accounts.scale(fit.subsector);
    fit.scale_fitted = fitted(fit);
    fits.push_back(std::move(fit));
  }
  return fits;
}

std::string base_years_numbers(const std::vector<BaseYearFit>& fits) {
  nlohmann::json all = nlohmann::json::array();
  for (const BaseYearFit& fit : fits)
    all.push_back({agents::index(fit.subsector), fit.years, fit.activity, fit.physical, fit.published, fit.inventory,
                   fit.scale_used, fit.scale_fitted});
  return all.dump();
}

std::vector<BaseYearFit> base_years_from(const std::string& numbers) {
  std::vector<BaseYearFit> fits;
  for (const auto& row : nlohmann::json::parse(numbers)) {
    BaseYearFit fit;
    fit.subsector = static_cast<agents::Subsector>(row[0].get<int>());
    row[1].get_to(fit.years);
    row[2].get_to(fit.activity);
    row[3].get_to(fit.physical);
    row[4].get_to(fit.published);
    row[5].get_to(fit.inventory);
    row[6].get_to(fit.scale_used);
    row[7].get_to(fit.scale_fitted);
    fits.push_back(std::move(fit));
  }
  return fits;
}

std::vector<BaseYearFit> mean_fit(const std::vector<std::vector<BaseYearFit>>& runs) {
  sim::ensure(!runs.empty(), "a mean of no runs");
  const auto n = static_cast<double>(runs.size());
  std::vector<BaseYearFit> means = runs.front();
  for (std::size_t s = 0; s < means.size(); ++s) {
    BaseYearFit& mean = means[s];
    for (auto part : {&BaseYearFit::activity, &BaseYearFit::physical, &BaseYearFit::published}) {
      for (std::size_t y = 0; y < mean.years.size(); ++y) {
        double total = 0;
        for (const auto& run : runs) total += (run[s].*part)[y];
        (mean.*part)[y] = total / n;
      }
    }
    mean.scale_fitted = fitted(mean);
    double squares = 0;
    for (const auto& run : runs)
      squares += (run[s].scale_fitted - mean.scale_fitted) * (run[s].scale_fitted - mean.scale_fitted);
    if (runs.size() > 1) mean.luck = std::sqrt(squares / (n - 1));
  }
  return means;
}

std::string base_years_text(const std::vector<BaseYearFit>& fits) {
  std::string text = fmt::format(
      "Activity x emission factor against the inventory, mean of the calibration years [kt CO2e]\n"
      "{:<26}{:>10}{:>11}{:>13}{:>9}{:>12}{:>13}\n",
      "sub-sector", "activity", "inventory", "scale fitted", "+- luck", "scale used", "physical now");
  for (const BaseYearFit& fit : fits) {
    const double n = static_cast<double>(fit.years.size()) * tonnes_per_kilotonne;
    text += fmt::format(
        "{:<26}{:>10.2f}{:>11.2f}{:>13.3f}{:>9.3f}{:>12.3f}{:>13.2f}{}\n",
        agents::subsector_labels[static_cast<std::size_t>(agents::index(fit.subsector))], sum(fit.activity) / n,
        sum(fit.inventory) / n, fit.scale_fitted, fit.luck, fit.scale_used, sum(fit.physical) / n,
        is_scaled(fit.subsector) ? verdict(fit.scale_fitted) : "  not scaled: an allocation, not activity");
  }
  append_sectors(text, fits);
  return text;
}

std::string scale_yaml(const std::vector<BaseYearFit>& fits) {
  std::string text =
      "# Scale factors between activity x emission factor and the inventory, one a sub-sector, computed by\n"
      "# `skifte check CITY --base-years --update` at the central assumptions, mean of 16 lucks. Far from 1 is a "
      "finding, not a "
      "nuisance.\n";
  for (const BaseYearFit& fit : fits) {
    text += fmt::format(
        "\ninventory.scale.{}:\n  value: {:.4f}\n  source: \"{}\"\n  certainty: {}\n",
        agents::subsector_labels[static_cast<std::size_t>(agents::index(fit.subsector))], fit.scale_fitted,
        is_scaled(fit.subsector)
            ? "computed: inventory over activity x factor, newest release, its years from the run's first on"
            : "not scaled: the inventory allots what is not physically there",
        "medium");
  }
  return text;
}

std::string population_text(const agents::CityData& city) {
  const auto line = [](const std::string& margin, const std::string& category, const std::string& numbers) {
    // Names are the source's own, some of two bytes a letter; a long one pushes its numbers on, never into them.
    return fmt::format("{:<40}  {:<70} {}\n", margin, category, numbers);
  };
  std::string text =
      fmt::format("Synthetic population of {}, {} households\n", city.reference_year, city.households.size()) +
      line("margin", "category", fmt::format("{:>12}{:>12}{:>10}", "published", "synthetic", "diff."));
  double worst = 0;
  for (const agents::MarginFit& fit : city.margin_fits) {
    text +=
        line(fit.margin, fit.category,
             fmt::format("{:>12.0f}{:>12.0f}{:>10.0f}", fit.published, fit.synthetic, fit.synthetic - fit.published));
    const bool comparable = fit.published > 0 && fit.category != "unknown";  // what nobody knows cannot be met
    if (comparable) worst = std::max(worst, std::abs(fit.synthetic / fit.published - 1));
  }
  return text + fmt::format("Largest relative misfit of a known category: {:.2f} %\n", 100 * worst);
}

}  // namespace skifte::analysis

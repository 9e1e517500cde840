#include "analysis/footprint_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace skifte::analysis {
namespace {

using agents::Footprint;

/// What households cause; the rest is built or bought by firms and public bodies.
bool is_households(Footprint category) {
  return category != Footprint::construction && category != Footprint::public_consumption &&
         category != Footprint::investment;
}

/// Categories whose level is an assumption taken from the same source, so that agreement proves nothing.
bool is_given(Footprint category) {
  return category == Footprint::food || category == Footprint::flights || category == Footprint::other_travel ||
         category == Footprint::goods_services;
}

}  // namespace

std::vector<FootprintFit> fit_footprint(const agents::ModelRun& run, const agents::CityData& city) {
  std::vector<FootprintFit> fits;
  for (const agents::FootprintObservation& observed : city.footprint) {
    const int year = observed.year - run.accounts.calendar().first_year();
    if (year < 0 || year >= run.accounts.calendar().years()) continue;
    const auto persons = static_cast<double>(
        run.accounts.indicators.at(year, {static_cast<int>(agents::Accounts::Indicator::population)}));
    if (persons <= 0) continue;
    double grams = 0;
    for (int c = 0; c < static_cast<int>(agents::footprint_labels.size()); ++c) {
      const auto category = static_cast<Footprint>(c);
      const bool counts = observed.category ? *observed.category == category : is_households(category);
      if (counts) grams += static_cast<double>(run.accounts.footprint.at(year, {c}));
    }
    fits.push_back({observed, grams / 1000 / persons});
  }
  return fits;
}

std::string footprint_text(const std::vector<FootprintFit>& fits) {
  if (fits.empty()) return {};
  std::string text = fmt::format(
      "\nConsumption footprint of households against the published one [kg CO2e/person]\n{:<18}"
      "{:>6}{:>9}{:>11}{:>11}{:>8}\n",
      "category", "year", "release", "published", "simulated", "ratio");
  for (const FootprintFit& fit : fits) {
    const auto& [year, release, category, kilograms] = fit.observed;
    const std::string_view name =
        category ? agents::footprint_labels[static_cast<std::size_t>(agents::index(*category))] : "households";
    text += fmt::format("{:<18}{:>6}{:>9}{:>11.0f}{:>11.0f}{:>8}{}\n", name, year, release, kilograms, fit.simulated,
                        kilograms > 0 ? fmt::format("{:.3f}", fit.simulated / kilograms) : "",
                        category && is_given(*category) ? "  level taken from it" : "");
  }
  return text +
         "Another account than the target's: households' own expenditure alone, without public bodies and investment;\n"
         "cars' making at purchase, not over their life; waste-fired heat by another allocation. Releases differ in "
         "method.\n";
}

}  // namespace skifte::analysis

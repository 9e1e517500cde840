#include "scenarios/outcomes.hpp"

#include <algorithm>

#include "agents/registry.hpp"

namespace skifte::scenarios {

namespace {

using agents::Account;
using agents::ModelRun;

double pieces(const sim::Table<1>& table, int year, int index) {
  return static_cast<double>(table.at(year, {index}));
}

void add_emissions(std::vector<OutcomeSeries>& all, Account account, const std::string& prefix,
                   const std::string& which) {
  all.push_back({prefix, "t", "Territorial emissions, " + which,
                 [account](const ModelRun& run, int year) { return agents::emissions(run.accounts, account, year); }});
  for (std::size_t s = 0; s < agents::sector_labels.size(); ++s) {
    const auto sector = static_cast<agents::Sector>(s);
    all.push_back({prefix + "." + std::string(agents::sector_labels[s]), "t", "One sector of it",
                   [account, sector](const ModelRun& run, int year) {
                     return agents::sector_emissions(run.accounts, account, sector, year);
                   }});
  }
}

template <std::size_t N>
void add_stock(std::vector<OutcomeSeries>& all, const std::string& name, const std::string& unit,
               const std::string& meaning, const agents::Labels<N>& labels, sim::Table<1> agents::Accounts::*table) {
  for (std::size_t i = 0; i < N; ++i) {
    all.push_back({name + "." + std::string(labels[i]), unit, meaning, [table, i](const ModelRun& run, int year) {
                     return pieces(run.accounts.*table, year, static_cast<int>(i));
                   }});
  }
}

double population(const ModelRun& run, int year) {
  return pieces(run.accounts.indicators, year, agents::index(agents::Accounts::Indicator::population));
}

std::vector<OutcomeSeries> make_outcomes() {
  std::vector<OutcomeSeries> all;
  add_emissions(all, Account::physical, "emissions", "physical account");
  add_emissions(all, Account::published, "emissions_published", "as the inventory will publish them");
  all.push_back({"net_emissions", "t", "Emissions less the sinks that may be counted, physical account",
                 [](const ModelRun& run, int year) {
                   return agents::net_emissions(run.accounts, Account::physical, run.contract, year);
                 }});
  all.push_back(
      {"net_emissions_published", "t", "The same by the published account", [](const ModelRun& run, int year) {
         return agents::net_emissions(run.accounts, Account::published, run.contract, year);
       }});
  for (const auto& [name, account] :
       {std::pair{"neutral", Account::physical}, std::pair{"neutral_published", Account::published}}) {
    all.push_back({name, "1", "1 when both tests of the contract's neutrality hold",
                   [account = account](const ModelRun& run, int year) {
                     return agents::is_neutral(run.accounts, account, run.contract, year) ? 1.0 : 0.0;
                   }});
  }
  all.push_back({"sinks", "t", "Removals that count for the city",
                 [](const ModelRun& run, int year) { return agents::sinks(run.accounts, year); }});
  all.push_back({"captured", "t", "CO2 captured, fossil and biogenic", [](const ModelRun& run, int year) {
                   const auto& table = run.accounts.captured;
                   return static_cast<double>(table.at(year, {0}) + table.at(year, {1})) / 1e6;
                 }});
  all.push_back(
      {"footprint_per_capita", "t/person", "Consumption footprint per inhabitant", [](const ModelRun& run, int year) {
         const double persons = population(run, year);
         return persons > 0 ? static_cast<double>(run.accounts.footprint.total(year)) / 1e6 / persons : 0.0;
       }});
  all.push_back({"construction_intensity", "kg/m2", "Emissions of new buildings per floor area, CO2e, modules A1-A5",
                 [](const ModelRun& run, int year) {
                   const double area = pieces(run.accounts.indicators, year,
                                              agents::index(agents::Accounts::Indicator::construction_area));
                   const double grams =
                       pieces(run.accounts.footprint, year, agents::index(agents::Footprint::construction));
                   return area > 0 ? grams / 1000 / area : 0.0;
                 }});
  all.push_back({"population", "person", "Inhabitants at the year's end", population});
  add_stock(all, "cars", "vehicle", "Cars in use at the year's end", agents::powertrain_labels,
            &agents::Accounts::cars);
  add_stock(all, "new_cars", "vehicle", "Cars registered new in the year", agents::powertrain_labels,
            &agents::Accounts::new_cars);
  add_stock(all, "heating_systems", "dwelling", "Dwellings by main heating", agents::heating_labels,
            &agents::Accounts::heating_systems);
  return all;
}

}  // namespace

const std::vector<OutcomeSeries>& outcomes() {
  static const std::vector<OutcomeSeries> all = make_outcomes();
  return all;
}

const OutcomeSeries* find_outcome(const std::string& name) {
  const auto& all = outcomes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const OutcomeSeries& o) { return o.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const Vocabulary& model_vocabulary() {
  static const Vocabulary vocabulary = [] {
    Vocabulary made;
    made.assumptions = agents::declared_assumptions();
    made.levers = agents::declared_levers();
    for (const OutcomeSeries& outcome : outcomes()) made.outcomes.push_back({outcome.name, outcome.unit});
    for (std::string_view payer : agents::payer_labels) made.payers.emplace_back(payer);
    // The stock of vehicles, dwellings and plants is known for 2015, so every run begins there and passes the observed
    // years to 2022; what comes after 2060 has no driver worth the name.
    made.years = SimulatedYears{2015, 2023, 2060};
    return made;
  }();
  return vocabulary;
}

bool target_met(const Target& target, const ModelRun& run) {
  const sim::Calendar& calendar = run.accounts.calendar();
  if (target.year < calendar.first_year() || target.year > calendar.last_year()) return false;
  const OutcomeSeries* outcome = find_outcome(target.variable);
  sim::ensure(outcome != nullptr, "target names no outcome");
  return target.met_by(outcome->value(run, target.year - calendar.first_year()));
}

int first_year_met(const Target& target, const ModelRun& run) {
  const OutcomeSeries* outcome = find_outcome(target.variable);
  sim::ensure(outcome != nullptr, "target names no outcome");
  for (int year = 0; year < run.accounts.calendar().years(); ++year) {
    if (target.met_by(outcome->value(run, year))) return run.accounts.calendar().first_year() + year;
  }
  return 0;
}

}  // namespace skifte::scenarios

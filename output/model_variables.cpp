#include "output/model_variables.hpp"

#include <fmt/format.h>

#include <limits>

#include "scenarios/outcomes.hpp"

namespace skifte::output {

namespace {

using agents::Account;
using agents::Accounts;
using agents::ModelRun;

constexpr double gram_to_tonne = 1e-6;
constexpr double wh_to_gwh = 1e-9;
constexpr double w_to_mw = 1e-6;
constexpr double oere_to_msek = 1e-8;

/// A table of one further dimension, as it stands.
ModelVariable table(const std::string& name, const std::string& dimension, const std::string& units,
                    const std::string& long_name, sim::Table<1> Accounts::*member, double factor) {
  return {{name, {"year", dimension}, units, long_name},
          [member, factor](const ModelRun& run, int year, std::span<double> row) {
            const sim::Table<1>& counts = run.accounts.*member;
            for (std::size_t i = 0; i < row.size(); ++i) {
              row[i] = factor * static_cast<double>(counts.at(year, {static_cast<int>(i)}));
            }
          }};
}

/// The cut of a table of two along one dimension.
ModelVariable cut(const std::string& name, const std::string& dimension, const std::string& units,
                  const std::string& long_name, sim::Table<2> Accounts::*member, std::size_t along, double factor) {
  return {{name, {"year", dimension}, units, long_name},
          [member, along, factor](const ModelRun& run, int year, std::span<double> row) {
            for (std::size_t i = 0; i < row.size(); ++i) {
              row[i] = factor * static_cast<double>((run.accounts.*member).cut(year, along, static_cast<int>(i)));
            }
          }};
}

ModelVariable by_sector(const std::string& name, const std::string& long_name, Account account) {
  return {{name, {"year", "sector"}, "t CO2e", long_name},
          [account](const ModelRun& run, int year, std::span<double> row) {
            for (std::size_t s = 0; s < row.size(); ++s) {
              row[s] = agents::sector_emissions(run.accounts, account, static_cast<agents::Sector>(s), year);
            }
          }};
}

/// An outcome of scenarios/outcomes.hpp as a yearly series.
ModelVariable outcome(const std::string& name, const std::string& units) {
  const scenarios::OutcomeSeries* series = scenarios::find_outcome(name);
  sim::ensure(series != nullptr, "model variables: unknown outcome");
  return {{name, {"year"}, units, series->meaning},
          [series](const ModelRun& run, int year, std::span<double> row) { row[0] = series->value(run, year); }};
}

/// Money of one kind by payer (along = 0) or measure (along = 1) [MSEK].
ModelVariable money(const std::string& name, const std::string& long_name, agents::MoneyKind kind,
                    const std::string& dimension) {
  return {{name, {"year", dimension}, "MSEK", long_name},
          [kind, dimension](const ModelRun& run, int year, std::span<double> row) {
            const auto& sizes = run.accounts.money.sizes();
            for (double& value : row) value = 0;
            for (int payer = 0; payer < sizes[1]; ++payer) {
              for (int measure = 0; measure < sizes[2]; ++measure) {
                const auto place = static_cast<std::size_t>(dimension == "payer" ? payer : measure);
                row[place] += oere_to_msek *
                              static_cast<double>(run.accounts.money.at(year, {agents::index(kind), payer, measure}));
              }
            }
          }};
}

/// Money of one kind by measure and payer [MSEK].
ModelVariable money_by_payer(const std::string& name, const std::string& long_name, agents::MoneyKind kind) {
  return {{name, {"year", "measure", "payer"}, "MSEK", long_name},
          [kind](const ModelRun& run, int year, std::span<double> row) {
            const auto& sizes = run.accounts.money.sizes();
            for (std::size_t i = 0; i < row.size(); ++i) {
              const int measure = static_cast<int>(i) / sizes[1];
              const int payer = static_cast<int>(i) % sizes[1];
              row[i] = oere_to_msek *
                       static_cast<double>(run.accounts.money.at(year, {agents::index(kind), payer, measure}));
            }
          }};
}

/// A yearly indicator as it stands.
ModelVariable indicator(const std::string& name, const std::string& units, const std::string& long_name,
                        Accounts::Indicator which, double factor) {
  return {{name, {"year"}, units, long_name}, [which, factor](const ModelRun& run, int year, std::span<double> row) {
            row[0] = factor * static_cast<double>(run.accounts.indicators.at(year, {agents::index(which)}));
          }};
}

/// What payers pay each other, net: each transfer adds up to 0.
ModelVariable transfers() {
  return {{"transfers", {"year", "transfer", "payer"}, "MSEK", "payments between payers, paid less received"},
          [](const ModelRun& run, int year, std::span<double> row) {
            const auto payers = static_cast<int>(agents::payer_labels.size());
            for (std::size_t i = 0; i < row.size(); ++i) {
              const int place = static_cast<int>(i);
              row[i] =
                  oere_to_msek * static_cast<double>(run.accounts.transfers.at(year, {place / payers, place % payers}));
            }
          }};
}

/// The contract's gap is missing outside the contract's years.
ModelVariable city_finance() {
  using Item = agents::CityFinanceItem;
  return {{"city_finance",
           {"year", "city_finance_item"},
           "MSEK",
           "the city's climate money: plan, levers, debt",
           Missing::allowed},
          [](const ModelRun& run, int year, std::span<double> row) {
            const auto& counts = run.accounts.city_finance;
            for (std::size_t i = 0; i < row.size(); ++i) {
              row[i] = oere_to_msek * static_cast<double>(counts.at(year, {static_cast<int>(i)}));
            }
            if (counts.at(year, {agents::index(Item::contract_need)}) > 0) return;
            for (const Item item : {Item::gap, Item::carry_over, Item::gap_cumulative})
              row[static_cast<std::size_t>(agents::index(item))] = std::numeric_limits<double>::quiet_NaN();
          }};
}

using agents::HouseholdItem;

double counted(const ModelRun& run, int year, int group, HouseholdItem item) {
  return static_cast<double>(run.accounts.people.at(year, {group, agents::index(item)}));
}

/// An item by quintile, the first groups, or by group, as the dimension has them.
ModelVariable by_group(const std::string& name, const std::string& dimension, const std::string& units,
                       const std::string& long_name, HouseholdItem item, double factor) {
  return {{name, {"year", dimension}, units, long_name},
          [item, factor](const ModelRun& run, int year, std::span<double> row) {
            for (std::size_t g = 0; g < row.size(); ++g) {
              row[g] = factor * counted(run, year, static_cast<int>(g), item);
            }
          }};
}

/// Consecutive items from `first` on by group and a further dimension.
ModelVariable items_by_group(const std::string& name, const std::string& dimension, const std::string& units,
                             const std::string& long_name, HouseholdItem first, double factor) {
  return {{name, {"year", "group", dimension}, units, long_name},
          [first, factor](const ModelRun& run, int year, std::span<double> row) {
            const std::size_t items = row.size() / agents::household_group_labels.size();
            for (std::size_t i = 0; i < row.size(); ++i) {
              const int item = agents::index(first) + static_cast<int>(i % items);
              row[i] = factor * counted(run, year, static_cast<int>(i / items), static_cast<HouseholdItem>(item));
            }
          }};
}

/// A sum of consecutive items over another item, by quintile or group; missing without the latter.
ModelVariable ratio_by_group(const std::string& name, const std::string& dimension, const std::string& units,
                             const std::string& long_name, HouseholdItem first, HouseholdItem last,
                             HouseholdItem below) {
  return {{name, {"year", dimension}, units, long_name, Missing::allowed},
          [first, last, below](const ModelRun& run, int year, std::span<double> row) {
            for (std::size_t g = 0; g < row.size(); ++g) {
              const int group = static_cast<int>(g);
              double sum = 0;
              for (int item = agents::index(first); item <= agents::index(last); ++item) {
                sum += counted(run, year, group, static_cast<HouseholdItem>(item));
              }
              const double over = counted(run, year, group, below);
              row[g] = over > 0 ? sum / over : std::numeric_limits<double>::quiet_NaN();
            }
          }};
}

void add_people(std::vector<ModelVariable>& all) {
  all.push_back(ratio_by_group("household_cost_share", "quintile", "1",
                               "bills for cars, parking, congestion charge, fares and heating over disposable income",
                               HouseholdItem::car_energy, HouseholdItem::congestion_charge, HouseholdItem::income));
  all.push_back(by_group("household_grants", "quintile", "MSEK", "grants households received", HouseholdItem::grants,
                         oere_to_msek));
  all.push_back(by_group("battery_cars_by_quintile", "quintile", "1", "private battery cars in use",
                         HouseholdItem::battery_cars, 1));
  all.push_back(by_group("heat_pumps_by_quintile", "quintile", "1", "dwellings with a heat pump",
                         HouseholdItem::with_heat_pump, 1));
  all.push_back(
      by_group("households", "quintile", "household", "households at the year's end", HouseholdItem::households, 1));
  all.push_back(
      by_group("people", "quintile", "person", "inhabitants by their household's quintile", HouseholdItem::persons, 1));
  all.push_back(
      by_group("group_households", "group", "household", "households at the year's end", HouseholdItem::households, 1));
  all.push_back(
      by_group("group_people", "group", "person", "inhabitants by their household's group", HouseholdItem::persons, 1));
  all.push_back(by_group("group_income", "group", "MSEK", "households' disposable income, estimated",
                         HouseholdItem::income, oere_to_msek));
  all.push_back(items_by_group(
      "group_bills", "bill", "MSEK",
      "households' bills for the cars and heating they have at the year's end, fares, parking and congestion charge",
      HouseholdItem::car_energy, oere_to_msek));
  all.push_back(ratio_by_group("group_cost_share", "group", "1", "the group's bills over its disposable income",
                               HouseholdItem::car_energy, HouseholdItem::congestion_charge, HouseholdItem::income));
  all.push_back(items_by_group("group_adoption", "adoption", "household", "households that have it at the year's end",
                               HouseholdItem::with_car, 1));
  all.push_back(items_by_group("group_adoption_people", "adoption", "person", "inhabitants of such households",
                               HouseholdItem::people_with_car, 1));
  all.push_back(by_group("group_battery_cars", "group", "vehicle", "private battery cars in use",
                         HouseholdItem::battery_cars, 1));
  all.push_back(by_group("group_grants", "group", "MSEK", "grants households received for cars and heating",
                         HouseholdItem::grants, oere_to_msek));
  all.push_back(by_group("group_grants_missed", "group", "household",
                         "households of buildings whose heating grant the budget no longer held",
                         HouseholdItem::grants_missed, 1));
  all.push_back(by_group("group_new_heating", "group", "household",
                         "households of buildings that ordered a heating system in the year",
                         HouseholdItem::new_heating, 1));
  all.push_back(ratio_by_group("group_heating_wait", "group", "d",
                               "mean time those households waited from the order to the installer's arrival",
                               HouseholdItem::heating_wait, HouseholdItem::heating_wait, HouseholdItem::new_heating));
  all.push_back(indicator("cost_share_gini", "1", "Gini coefficient of households' cost share, weighted by persons",
                          Accounts::Indicator::cost_share_gini, 1e-6));
}

std::vector<ModelVariable> make_variables() {
  std::vector<ModelVariable> all;
  all.push_back(by_sector("emissions", "territorial emissions, physical account", Account::physical));
  all.push_back(
      by_sector("emissions_published", "territorial emissions as the inventory will publish them", Account::published));
  all.push_back(cut("emissions_subsector", "subsector", "t CO2e", "physical account by sub-sector",
                    &Accounts::emissions, 0, gram_to_tonne));
  all.push_back(table("emissions_published_subsector", "subsector", "t CO2e", "published account by sub-sector",
                      &Accounts::published, gram_to_tonne));
  all.push_back(cut("emissions_activity_subsector", "subsector", "t CO2e",
                    "activity x emission factor before scaling to the inventory", &Accounts::activity_emissions, 0,
                    gram_to_tonne));
  all.push_back(cut("emissions_carrier", "carrier", "t CO2e", "physical account by carrier", &Accounts::emissions, 1,
                    gram_to_tonne));
  all.push_back(outcome("net_emissions", "t CO2e"));
  all.push_back(outcome("net_emissions_published", "t CO2e"));
  all.push_back(outcome("neutral", "1"));
  all.push_back(outcome("neutral_published", "1"));
  all.push_back(outcome("sinks", "t CO2e"));
  all.push_back(
      table("sinks_by_kind", "sink", "t CO2e", "removals that count for the city", &Accounts::sinks, gram_to_tonne));
  all.push_back(outcome("captured", "t CO2e"));
  all.push_back(table("captured_by_kind", "capture", "t CO2e", "CO2 captured", &Accounts::captured, gram_to_tonne));
  all.push_back(
      table("biogenic", "subsector", "t CO2e", "biogenic CO2, beside the total", &Accounts::biogenic, gram_to_tonne));
  all.push_back({{"footprint_per_capita", {"year"}, "t CO2e/person", "consumption footprint"},
                 [series = scenarios::find_outcome("footprint_per_capita")](
                     const ModelRun& run, int year, std::span<double> row) { row[0] = series->value(run, year); }});
  all.push_back(table("footprint", "footprint_category", "t CO2e", "consumption footprint of the city",
                      &Accounts::footprint, gram_to_tonne));
  all.push_back(outcome("construction_intensity", "kg CO2e/m2"));
  all.push_back(table("cars", "powertrain", "vehicle", "cars in use at the year's end", &Accounts::cars, 1));
  all.push_back(table("new_cars", "powertrain", "vehicle", "cars registered new in the year", &Accounts::new_cars, 1));
  all.push_back(table("car_border_flow", "powertrain", "vehicle", "used cars in over the city border, net",
                      &Accounts::car_border_flow, 1));
  all.push_back(table("light_trucks", "powertrain", "vehicle", "light trucks in use", &Accounts::light_trucks, 1));
  all.push_back(table("heavy_trucks", "powertrain", "vehicle", "heavy trucks in use", &Accounts::heavy_trucks, 1));
  all.push_back(
      table("buses", "powertrain", "vehicle", "buses in use, as registered in the city", &Accounts::buses, 1));
  all.push_back(
      table("heating_systems", "heating", "dwelling", "dwellings by main heating", &Accounts::heating_systems, 1));
  all.push_back(table("heating_power", "heating", "MW", "electricity of heating on the design day, by main heating",
                      &Accounts::heating_power, w_to_mw));
  all.push_back(cut("energy", "carrier", "GWh",
                    "energy bought and burnt, by carrier: heat plants' fuels beside the district heat made of them, so "
                    "no sum; waste without its energy",
                    &Accounts::energy, 0, wh_to_gwh));
  all.push_back(money("investment", "investment by payer", agents::MoneyKind::investment, "payer"));
  all.push_back(money("running_cost", "running cost by payer", agents::MoneyKind::running_cost, "payer"));
  all.push_back(money("grants_received", "grants by receiver", agents::MoneyKind::grant_received, "payer"));
  all.push_back(
      money("investment_by_measure", "investment by what it is for", agents::MoneyKind::investment, "measure"));
  all.push_back(money_by_payer("investment_by_measure_payer", "investment by what it is for and who pays",
                               agents::MoneyKind::investment));
  all.push_back(money_by_payer("running_cost_by_measure_payer", "running cost by what it is for and who pays",
                               agents::MoneyKind::running_cost));
  all.push_back(transfers());
  all.push_back(city_finance());
  add_people(all);
  all.push_back(outcome("population", "person"));
  all.push_back(table("trips", "mode", "trip", "trips in the year", &Accounts::trips, 1));
  all.push_back(
      table("person_km", "mode", "person km", "inhabitants' person-kilometres in the year", &Accounts::person_km, 1));
  all.push_back(indicator("public_chargers", "1", "public charging points at the year's end",
                          Accounts::Indicator::public_chargers, 1));
  all.push_back(indicator("car_traffic", "million km", "kilometres of all cars on the municipality's roads",
                          Accounts::Indicator::car_traffic, 1));
  all.push_back(indicator("sorting_rate", "1", "share of households' plastic that is sorted out, at the year's end",
                          Accounts::Indicator::sorting_per_mille, 1e-3));
  all.push_back(table("heat_production", "heat_source", "MWh",
                      "heat made for the district network, losses and joined networks' part included",
                      &Accounts::heat_production, 1e-6));
  all.push_back(indicator("electricity_peak", "MW", "electricity at the grid's peak of the year",
                          Accounts::Indicator::electricity_peak, 1e-3));
  all.push_back(
      table("bottlenecks", "bottleneck", "1", "agent-days waited or units gone without", &Accounts::bottlenecks, 1));
  all.push_back(table("contractors_wait", "works", "d", "days that large works waited for a contractor",
                      &Accounts::contractors_wait, 1));
  all.push_back(table("grid_waiting", "grid_customer", "kW d", "power that waited for a grid connection times days",
                      &Accounts::grid_waiting, 1));
  return all;
}

}  // namespace

const std::vector<ModelVariable>& model_variables() {
  static const std::vector<ModelVariable> all = make_variables();
  return all;
}

std::string bound_text(const scenarios::Target& target) {
  std::string text;
  if (target.at_most) text += fmt::format("at most {:g} {}", *target.at_most, target.unit);
  if (target.at_least)
    text += fmt::format("{}at least {:g} {}", text.empty() ? "" : ", ", *target.at_least, target.unit);
  return text + fmt::format(" in {}", target.year);
}

}  // namespace skifte::output

#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace skifte::agents {

/// The dimensions of the accounts and their labels. Labels are part of the result format: rename nothing.

template <std::size_t N>
using Labels = std::array<std::string_view, N>;

/// SMHI's eight sectors.
enum class Sector {
  agriculture,
  electricity_district_heating,
  industry,
  own_heating,
  product_use,
  transport,
  waste,
  machinery
};
inline constexpr Labels<8> sector_labels = {"agriculture",
                                            "electricity_district_heating",
                                            "industry_energy_process",
                                            "own_heating_buildings",
                                            "product_use_solvents",
                                            "transport",
                                            "waste_incl_sewage",
                                            "working_machinery"};

/// Sub-sectors: SMHI's rows, small ones joined; plants by name where the model knows them.
enum class Subsector {
  livestock,
  soils_liming,  // agriculture
  filbornaverket,
  peak_heat_plants,  // electricity and district heating
  kemira,
  other_industry,  // industry
  dwellings,
  premises,
  farm_premises,  // own heating
  fluorinated_gases,
  solvents_lubricants,  // product use
  cars,
  light_trucks,
  heavy_trucks,
  buses,
  motorcycles,
  railways,
  domestic_shipping,  // transport (aviation with shipping)
  landfill,
  sewage_biological,  // waste
  construction_machinery,
  farm_machinery,
  household_machinery,
  service_machinery,
  port_airport_allocation,
  other_machinery
};
inline constexpr Labels<26> subsector_labels = {"livestock",
                                                "soils_liming",
                                                "filbornaverket",
                                                "peak_heat_plants",
                                                "kemira",
                                                "other_industry",
                                                "dwellings",
                                                "premises",
                                                "farm_premises",
                                                "fluorinated_gases",
                                                "solvents_lubricants",
                                                "cars",
                                                "light_trucks",
                                                "heavy_trucks",
                                                "buses",
                                                "motorcycles",
                                                "railways",
                                                "domestic_shipping",
                                                "landfill",
                                                "sewage_biological",
                                                "construction_machinery",
                                                "farm_machinery",
                                                "household_machinery",
                                                "service_machinery",
                                                "port_airport_allocation",
                                                "other_machinery"};
inline constexpr int subsectors = static_cast<int>(subsector_labels.size());

constexpr Sector sector_of(Subsector subsector) {
  if (subsector <= Subsector::soils_liming) return Sector::agriculture;
  if (subsector <= Subsector::peak_heat_plants) return Sector::electricity_district_heating;
  if (subsector <= Subsector::other_industry) return Sector::industry;
  if (subsector <= Subsector::farm_premises) return Sector::own_heating;
  if (subsector <= Subsector::solvents_lubricants) return Sector::product_use;
  if (subsector <= Subsector::domestic_shipping) return Sector::transport;
  if (subsector <= Subsector::sewage_biological) return Sector::waste;
  return Sector::machinery;
}

/// What is burnt, used or leaks. `diesel` and `petrol` are as pumped (blend included); their fossil part emits.
enum class Carrier {
  petrol,
  diesel,
  ethanol,
  hvo,
  biogas,
  natural_gas,
  electricity,
  district_heat,
  heating_oil,
  solid_biofuel,
  waste_fossil,
  waste_biogenic,
  hydrogen,
  process
};
inline constexpr Labels<14> carrier_labels = {
    "petrol",        "diesel",      "ethanol",       "hvo",          "biogas",         "natural_gas", "electricity",
    "district_heat", "heating_oil", "solid_biofuel", "waste_fossil", "waste_biogenic", "hydrogen",    "process"};

/// Who uses energy.
enum class EndUse { cars, trucks, buses, machinery, dwellings, premises, industry, heat_plants, other_transport };
inline constexpr Labels<9> end_use_labels = {"cars",     "trucks",   "buses",       "machinery",      "dwellings",
                                             "premises", "industry", "heat_plants", "other_transport"};

/// Cars' powertrains; mild hybrids count as petrol or diesel, as the register does.
enum class Powertrain : std::uint8_t { petrol, diesel, ethanol, gas, hybrid, plugin_hybrid, battery };
inline constexpr Labels<7> powertrain_labels = {"petrol", "diesel",        "ethanol", "gas",
                                                "hybrid", "plugin_hybrid", "battery"};

/// A dwelling's main heating system.
enum class Heating {
  district_heat,
  natural_gas,
  direct_electric,
  air_source_heat_pump,
  ground_source_heat_pump,
  biofuel,
  oil
};
inline constexpr Labels<7> heating_labels = {
    "district_heat", "natural_gas", "direct_electric", "air_source_heat_pump", "ground_source_heat_pump",
    "biofuel",       "oil"};

enum class Payer { city, municipal_companies, region, state, firms, households };
inline constexpr Labels<6> payer_labels = {"city", "municipal_companies", "region", "state", "firms", "households"};

enum class Measure {
  cars,
  charging,
  vans_trucks,
  public_transport,
  heating,
  industry,
  carbon_capture,
  district_heat,
  waste,
  agriculture,
  machinery,
  construction,
  behaviour,
  other
};
inline constexpr Labels<14> measure_labels = {
    "cars",          "charging", "vans_trucks", "public_transport", "heating",      "industry",  "carbon_capture",
    "district_heat", "waste",    "agriculture", "machinery",        "construction", "behaviour", "other"};

enum class MoneyKind { investment, running_cost, grant_received, tax_paid };
inline constexpr Labels<4> money_kind_labels = {"investment", "running_cost", "grant_received", "tax_paid"};

/// What one payer pays another, so that it is nobody's cost in sum: grants and support, taxes and allowances (to the
/// state), fares of buses, parking fees, and what buyers of removals pay.
enum class Transfer { grant, tax, fare, parking, removals };
inline constexpr Labels<5> transfer_labels = {"grant", "tax", "fare", "parking", "removals"};

/// Household groups.
inline constexpr int quintiles = 5;
inline constexpr Labels<5> quintile_labels = {"quintile_1_lowest", "quintile_2", "quintile_3", "quintile_4",
                                              "quintile_5_highest"};
enum class Tenure { owner_occupied, cooperative, rental, other };
inline constexpr Labels<4> tenure_labels = {"owner_occupied", "cooperative", "rental", "other"};
enum class Dwelling { house, flat, other };
inline constexpr Labels<3> dwelling_labels = {"house", "flat", "other"};

/// Removals by kind [accounts' sinks].
enum class Sink { soil_carbon, biogenic_capture };
inline constexpr Labels<2> sink_labels = {"soil_carbon", "biogenic_capture"};
enum class Captured { fossil, biogenic, biogenic_sold };
inline constexpr Labels<3> captured_labels = {"fossil", "biogenic", "biogenic_sold"};

/// The consumption footprint's categories, never mixed into the territorial account.
enum class Footprint {
  food,
  car_travel,
  flights,
  other_travel,
  home_energy,
  goods_services,
  construction,
  public_consumption,
  investment
};
inline constexpr Labels<9> footprint_labels = {"food",         "car_travel",         "flights",
                                               "other_travel", "home_energy",        "goods_services",
                                               "construction", "public_consumption", "investment"};

/// Modes of a trip.
enum class Mode { walk, cycle, bus, train, car };
inline constexpr Labels<5> mode_labels = {"walk", "cycle", "bus", "train", "car"};

/// What made somebody wait or go without.
enum class Bottleneck { heating_installers, grid_connection, biogas, grants, city_money, pure_biofuel, contractors };
inline constexpr Labels<7> bottleneck_labels = {"heating_installers", "grid_connection", "biogas",     "grants",
                                                "city_money",         "pure_biofuel",    "contractors"};

/// Large works that the city's contractors build (agents/contractors.hpp).
enum class Works {
  express_line,
  bus_depot,
  carbon_capture,
  hydrogen_cluster,
  grid_reinforcement,
  landfill_cover,
  sorting_plant
};
inline constexpr Labels<7> works_labels = {"express_line",       "bus_depot",      "carbon_capture", "hydrogen_cluster",
                                           "grid_reinforcement", "landfill_cover", "sorting_plant"};

/// The city's climate money in a year: what the contract says is needed within and beyond the city's control, what the
/// city's plan holds, what the levers that the city and its companies pay have due, what is paid of it, what is due and
/// waits, what the contract needs beyond what is paid and granted, support paid out in levers' names, interest, green
/// bonds outstanding, net debt and its ceiling at the year's end; what earlier years left over, and with this year's
/// gap the whole so far; parking fees, and what of them comes of a price other than 2022's; what the debt has grown by;
/// what of the city's other borrowing the ceiling has withheld; what the state has granted towards the levers'
/// investments, and by how much what is due of them exceeds the plan's price.
enum class CityFinanceItem {
  contract_need,
  contract_need_outside,
  planned,
  due,
  funded,
  waiting,
  gap,
  support,
  interest,
  green_bonds,
  net_debt,
  debt_ceiling,
  carry_over,
  gap_cumulative,
  parking_income,
  extra_income,
  borrowing,
  withheld,
  grants_received,
  overrun
};
inline constexpr Labels<20> city_finance_labels = {"contract_need",
                                                   "contract_need_outside",
                                                   "planned",
                                                   "due",
                                                   "funded",
                                                   "waiting",
                                                   "gap",
                                                   "support",
                                                   "interest",
                                                   "green_bonds",
                                                   "net_debt",
                                                   "debt_ceiling",
                                                   "carry_over",
                                                   "gap_cumulative",
                                                   "parking_income",
                                                   "extra_income",
                                                   "borrowing",
                                                   "withheld",
                                                   "grants_received",
                                                   "overrun"};

/// What makes the district network's heat, in no order of merit.
enum class HeatSource { industrial_waste_heat, incinerator, recovery, pellets, heat_pumps, gas, oil };
inline constexpr Labels<7> heat_source_labels = {
    "industrial_waste_heat", "incinerator", "recovery", "pellets", "heat_pumps", "gas", "oil"};

/// Who asks for more power than a small customer's and may have to wait for it.
enum class GridCustomer { industry, public_chargers, van_depots, truck_depots, bus_depots, heat_pumps };
inline constexpr Labels<6> grid_customer_labels = {"industry",     "public_chargers", "van_depots",
                                                   "truck_depots", "bus_depots",      "heat_pumps"};
/// Areas of the electricity grid, each behind its own substations.
enum class GridArea { centre, harbour, outskirts };
inline constexpr Labels<3> grid_area_labels = {"centre", "harbour", "outskirts"};

template <class Enum>
constexpr int index(Enum value) {
  return static_cast<int>(value);
}

}  // namespace skifte::agents

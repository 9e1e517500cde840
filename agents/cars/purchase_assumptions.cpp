#include <algorithm>
#include <string>

#include "agents/cars/purchase_choice.hpp"
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

std::array<sim::Series, powertrains> read_constants(sim::AssumptionReader& read, const std::string& prefix,
                                                    std::string_view meaning) {
  std::array<sim::Series, powertrains> constants;
  for (std::size_t j = 0; j < constants.size(); ++j) {
    constants[j] = read.series(prefix + "." + std::string(powertrain_labels[j]), "1", meaning);
  }
  return constants;
}

}  // namespace

PurchaseAssumptions::PurchaseAssumptions(sim::AssumptionReader& read)
    : cost_sensitivity(read.number("car.choice.cost_sensitivity", "year/kSEK",
                                   "Utility lost per yearly cost of a car, middle income")),
      cost_income_exponent(read.number("car.choice.cost_income_exponent", "1",
                                       "Power of relative income by which the sensitivity to cost falls")),
      company_cost_sensitivity(read.number("car.choice.company_cost_sensitivity", "year/kSEK",
                                           "Utility lost per yearly cost of a company car, driver's tax included")),
      interest(read.number("car.choice.interest", "1/year", "Real interest at which car buyers annualise",
                           sim::Bounds::positive())),
      depreciation_combustion(
          read.number("car.depreciation.combustion", "1/year", "Rate at which a combustion car's value falls")),
      depreciation_plug(read.number("car.depreciation.plug", "1/year", "Rate at which a plug-in car's value falls")),
      maintenance(read_by_powertrain(read, "car.maintenance", "SEK/year", "Service, tyres and repairs of a car")),
      used_tax_ceiling(read.number("car.used_tax_ceiling", "SEK/year",
                                   "Vehicle tax of used combustion cars, most of which escaped the 2018 reform")),
      newness(read.number("car.choice.newness", "1", "What a new car means to a household of middle income, utils")),
      new_income(read.number("car.choice.new_income", "1", "How the taste for new cars grows with log income")),
      wait(read.number("car.choice.wait", "1/month",
                       "Utility a new car loses for each month that it waits for factories that are short")),
      constant(read_constants(
          read, "car.constant",
          "What buyers of new cars see in this powertrain beyond what the model knows, utils against petrol")),
      model_year_sd(read_by_powertrain(read, "car.model_year_sd", "1",
                                       "Standard deviation of what a year's luck does to a powertrain's new cars, "
                                       "utils")),
      used_year_sd(read.number("car.used_year_sd", "1",
                               "Standard deviation of what a year's luck does to a powertrain's used cars, utils")),
      company_constant(read_by_powertrain(read, "car.company_constant", "1",
                                          "What firms see in this powertrain beyond households, utils")),
      used_constant(read_by_powertrain(read, "car.used_constant", "1",
                                       "What buyers of used cars see in this powertrain, utils against petrol")),
      range_weight(read.number("car.choice.range_weight", "1", "Utility lost by a car with no range at all")),
      range_enough(read.number("car.choice.range_enough", "km", "Range from which more is worth nothing")),
      charging_weight_battery(read.number("car.choice.charging_weight.battery", "1",
                                          "Utility lost by a battery car without any charging at home or away")),
      charging_weight_plugin(read.number("car.choice.charging_weight.plugin", "1",
                                         "Utility lost by a plug-in hybrid without any charging")),
      peers(read.number("car.choice.peers", "1", "Utility of a battery car if all neighbours had one")),
      attitude(read.number("car.choice.attitude", "1",
                           "Utility of a battery car per standard deviation of innovativeness while it is rare")),
      nest(read.number("car.choice.nest_lambda", "1", "Dissimilarity of powertrains within new and within used cars",
                       sim::Bounds::share().and_also(sim::Bounds::positive()))),
      benefit_tax(
          read.number("car.company.benefit_tax", "SEK/year", "Driver's tax on the benefit of a petrol company car")),
      company_bonus_share(read.number("car.company.bonus_share", "1", "Share of the private bonus that firms get")),
      vat_factor(read.number("tax.vat_factor", "1", "Price with value added tax over the price without")),
      plugin_electric_use(
          read.number("car.plugin.electric_use", "Wh/km", "Electricity of a plug-in hybrid on current")),
      utility_factor_private(
          read.number("car.phev.utility_factor.private", "1", "Share of households' plug-in hybrids' km on current")),
      utility_factor_without_home(read.number("car.phev.utility_factor.without_home", "1",
                                              "Share of km on current of households' plug-in hybrids that cannot be "
                                              "charged at home")),
      utility_factor_company(
          read.number("car.phev.utility_factor.company", "1", "Share of firms' plug-in hybrids' km on current")),
      public_share_with_home(read.number("car.charging.public_share_with_home", "1",
                                         "Share of charging in public by those who can charge at home")),
      ethanol_share(read.number("car.ethanol.e85_share", "1",
                                "Share of ethanol cars' energy that is E85, at its reference price ratio",
                                sim::Bounds::share())),
      ethanol_price_ratio(read.number("car.ethanol.price_ratio", "1",
                                      "E85 over petrol, by the price of energy, at which that share holds",
                                      sim::Bounds::positive())),
      ethanol_price_response(
          read.number("car.ethanol.price_response", "1",
                      "By how many per cent the odds of E85 fall when it becomes 1 % dearer against petrol",
                      sim::Bounds::not_negative())),
      ethanol_energy(read.number("car.ethanol.energy", "Wh/l", "Energy content of E85", sim::Bounds::positive())),
      hvo_access(read.number("car.hvo.access", "1",
                             "Share of diesel cars approved for pure HVO whose drivers pass a pump that has it")),
      hvo_willingness(read.number("car.hvo.willingness", "1", "Mean extra fuel cost that their drivers accept",
                                  sim::Bounds::positive())),
      hvo_energy(read.number("machinery.hvo_energy", "Wh/l", "Energy content of pure HVO", sim::Bounds::positive())),
      own_market_weight(read.number("car.used.own_market_weight", "1",
                                    "Weight of the city's own releases in the used cars offered to its buyers")),
      used_age_spread(read.number("car.used.age_spread", "1",
                                  "How much older than the middle's the lowest quintile's used cars are")),
      used_age_shape(read.number("car.used.age_shape", "1", "Weibull shape of used cars' ages about their mean")),
      release_memory(read.number("car.used.release_memory", "year",
                                 "Time in which half of the city's releases have left the used cars offered")),
      used_price_speed(read.number("car.used.price_speed", "1/year",
                                   "How fast the price of used battery cars follows more being bought than offered")),
      ban_anticipation(read.number("car.choice.ban_anticipation", "1",
                                   "Utility a new combustion car loses when its ban is at hand")),
      ban_horizon(read.number("car.choice.ban_horizon", "year", "How long before a ban buyers reckon with it")) {}

double hvo_share(const PurchaseAssumptions& a, const PriceSignals& prices, const PolicySignals& policy) {
  if (prices.hvo <= 0 || prices.diesel <= 0) return 0;
  const double ratio = prices.hvo / a.hvo_energy / (prices.diesel / policy.diesel_energy);
  return a.hvo_access * sim::exp(-std::max(0.0, ratio - 1) / a.hvo_willingness);
}

double ethanol_share(const PurchaseAssumptions& a, const PriceSignals& prices, const PolicySignals& policy) {
  if (prices.ethanol <= 0 || prices.petrol <= 0 || a.ethanol_share <= 0) return 0;
  const double ratio = prices.ethanol / a.ethanol_energy / (prices.petrol / policy.petrol_energy);
  const double less = sim::exp(a.ethanol_price_response * sim::log(ratio / a.ethanol_price_ratio));
  return a.ethanol_share / (a.ethanol_share + (1 - a.ethanol_share) * less);
}

EnergyPrices energy_prices(const PurchaseAssumptions& assumptions, const PriceSignals& prices,
                           const PolicySignals& policy, const std::array<double, powertrains>& energy_use) {
  const double petrol = prices.petrol / policy.petrol_energy;
  const double hvo = hvo_share(assumptions, prices, policy);
  const double diesel =
      (1 - hvo) * prices.diesel / policy.diesel_energy + (hvo > 0 ? hvo * prices.hvo / assumptions.hvo_energy : 0);
  const double ethanol = prices.ethanol / assumptions.ethanol_energy;
  const double e85 = ethanol_share(assumptions, prices, policy);
  const double gas = prices.vehicle_gas / 1000;
  const double home = ((1 - assumptions.public_share_with_home) * prices.electricity_household +
                       assumptions.public_share_with_home * prices.public_charging) /
                      1000;
  const double elsewhere = prices.public_charging / 1000;
  const double company_power = (prices.depot_charging > 0 ? prices.depot_charging : prices.electricity_firm) / 1000;
  const auto fill = [&](double electricity, double utility_factor, double factor) {
    std::array<double, powertrains> cost{};
    const double flexifuel = e85 * ethanol + (1 - e85) * petrol;
    cost[at(index(Powertrain::petrol))] = petrol * factor;
    cost[at(index(Powertrain::diesel))] = diesel * factor;
    cost[at(index(Powertrain::ethanol))] = flexifuel * factor;
    cost[at(index(Powertrain::gas))] = gas * factor;
    cost[at(index(Powertrain::hybrid))] = petrol * factor;
    cost[at(index(Powertrain::battery))] = electricity;
    for (std::size_t j = 0; j < cost.size(); ++j) cost[j] *= energy_use[j];
    cost[at(index(Powertrain::plugin_hybrid))] =
        utility_factor * electricity * assumptions.plugin_electric_use +
        (1 - utility_factor) * petrol * factor * energy_use[at(index(Powertrain::plugin_hybrid))];
    return cost;
  };
  return {hvo, e85, fill(home, assumptions.utility_factor_private, 1),
          fill(elsewhere, assumptions.utility_factor_without_home, 1),
          fill(company_power, assumptions.utility_factor_company, 1 / assumptions.vat_factor)};
}

}  // namespace skifte::agents

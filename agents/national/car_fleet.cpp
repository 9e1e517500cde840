#include "agents/national/car_fleet.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr int oldest = 30;  // [year] cohorts older than this are not kept apart
constexpr auto battery = static_cast<std::size_t>(Powertrain::battery);
constexpr auto plugin = static_cast<std::size_t>(Powertrain::plugin_hybrid);

template <class Read>
auto by_powertrain(Read read_one) {
  return std::array{read_one(0), read_one(1), read_one(2), read_one(3), read_one(4), read_one(5), read_one(6)};
}

std::string name(const char* what, std::size_t powertrain) {
  return std::string("national.cars.") + what + "." + std::string(powertrain_labels[powertrain]);
}

double energy_price(std::size_t powertrain, const PriceSignals& prices, const PolicySignals& policy) {  // [SEK/kWh]
  switch (static_cast<Powertrain>(powertrain)) {
    case Powertrain::diesel:
      return prices.diesel / (policy.diesel_energy / 1000);
    case Powertrain::gas:
      return prices.vehicle_gas;
    case Powertrain::battery:
      return prices.electricity_household;
    default:
      return prices.petrol / (policy.petrol_energy / 1000);
  }
}

double fossil_factor(std::size_t powertrain, const PolicySignals& policy) {  // [g/Wh]
  switch (static_cast<Powertrain>(powertrain)) {
    case Powertrain::diesel:
      return policy.diesel_fossil_factor;
    case Powertrain::battery:
    case Powertrain::gas:
      return 0;  // vehicle gas is nearly all biogas in Sweden: a deviation below 1 % of the cars' CO2
    default:
      return policy.petrol_fossil_factor;  // flexifuel cars run on petrol mostly
  }
}

}  // namespace

NationalCarAssumptions::NationalCarAssumptions(sim::AssumptionReader& read)
    : stock_2015(by_powertrain([&](std::size_t p) {
        return read.number(name("stock_2015", p), "vehicle", "Cars in use in Sweden at the end of 2015");
      })),
      initial_mean_age(by_powertrain(
          [&](std::size_t p) { return read.number(name("initial_mean_age", p), "year", "Their mean age then"); })),
      share(by_powertrain([&](std::size_t p) {
        return read.series(name("new_share", p), "1", "Share of new registrations in Sweden, observed");
      })),
      registrations(
          read.series("national.cars.registrations", "vehicle/year", "New cars registered in Sweden, observed")),
      registrations_later(
          read.number("national.cars.registrations_later", "vehicle/year", "New cars a year that are regained")),
      registrations_regained_in(read.number("national.cars.registrations_regained_in", "year",
                                            "Time until they are, after the last observed year")),
      used_from(read.number("national.cars.used_from", "year", "Age from which cars change hands among households")),
      used_to(read.number("national.cars.used_to", "year", "Age up to which they do")),
      survival_shape(read.number("car.survival.weibull_shape", "1", "Shape of the lifetime of cars, scrapping only")),
      survival_scale(
          read.number("car.survival.weibull_scale", "year", "Scale of the lifetime of cars, scrapping only")),
      export_hazard(read.number("car.export.hazard", "1/year", "Export of young used cars out of the country")),
      export_age(read.number("car.export.age", "year", "Age up to which cars are exported")),
      km_ratio(by_powertrain([&](std::size_t p) {
        return read.number(name("km_ratio", p), "1", "Yearly kilometres over the average car's");
      })),
      price(by_powertrain([&](std::size_t p) {
        return read.series(name("price", p), "kSEK",
                           "Typical new car, VAT included; a battery car without its battery");
      })),
      battery_margin(read.number("national.cars.battery_margin", "1",
                                 "What a buyer pays for the pack over its cost, VAT included")),
      battery_capacity(read.series("national.cars.battery_capacity", "kWh", "Pack of a typical new battery car")),
      battery_range_per_kwh(read.number("national.cars.range_per_kwh", "km/kWh", "Real-world range per kWh")),
      energy_use(by_powertrain([&](std::size_t p) {
        return read.series(name("energy_use", p), "kWh/km", "Real-world energy use by year of registration");
      })),
      on_offer(by_powertrain([&](std::size_t p) {
        return read.series(name("on_offer", p), "1", "Share of the market's models sold with this powertrain");
      })),
      on_offer_battery_2030(
          read.number("national.cars.on_offer_battery_2030", "1", "Share of models sold as battery cars in 2030")),
      cost_sensitivity(
          read.number("national.cars.cost_sensitivity", "year/kSEK", "Utility lost per yearly cost, national mean")),
      annuity(read.number("national.cars.annuity", "1/year", "Yearly capital cost of a new car over its price")),
      km_per_year(read.number("national.cars.km_per_year", "km/year", "Kilometres a year of a new car's first owner")),
      plugin_private_factor(
          read.number("car.phev.utility_factor.private", "1", "Share of households' plug-in hybrids' km on current")),
      plugin_company_factor(
          read.number("car.phev.utility_factor.company", "1", "Share of firms' plug-in hybrids' km on current")),
      plugin_company_share(read.number("national.cars.plugin_company_share", "1",
                                       "Share of plug-in hybrids' kilometres that firms' cars drive")),
      plugin_current_cost(read.number("national.cars.plugin_current_cost", "1",
                                      "Cost of a plug-in hybrid's kilometre on current over one on petrol")) {}

NationalCarFleet::NationalCarFleet(const NationalCarAssumptions& assumptions, sim::Time begin) : in_(assumptions) {
  year_ = sim::to_civil(begin).year;
  for (const sim::Series& share : in_.share) {
    shares_known_to_ = std::max(shares_known_to_, sim::to_civil(share.last_date()).year);
  }
  registrations_known_to_ = sim::to_civil(in_.registrations.last_date()).year;
  for (std::size_t p = 0; p < 7; ++p) {
    // Ages at the start ~ survival x exp(-g a), with g found so that the mean age is the observed one.
    auto weights = [&](double g, double& mean) {
      std::vector<double> weight(oldest);
      double sum = 0;
      double moment = 0;
      for (int age = 0; age < oldest; ++age) {
        const double a = age + 0.5;
        const double survival = sim::exp(-sim::pow(a / in_.survival_scale, in_.survival_shape));
        weight[static_cast<std::size_t>(age)] = survival * sim::exp(-g * a);
        sum += weight[static_cast<std::size_t>(age)];
        moment += a * weight[static_cast<std::size_t>(age)];
      }
      mean = moment / sum;
      for (double& w : weight) w /= sum;
      return weight;
    };
    double low = -0.5;
    double high = 3.0;
    double mean = 0;
    for (int i = 0; i < 60; ++i) {
      const double middle = 0.5 * (low + high);
      weights(middle, mean);
      (mean > in_.initial_mean_age[p] ? low : high) = middle;
    }
    const std::vector<double> share = weights(0.5 * (low + high), mean);
    // The stock is known for the end of 2015, the fleet starts a year before: what was registered in 2015 is taken off,
    // what left in 2015 put back.
    double stays = 0;
    for (int age = 0; age < oldest; ++age) stays += share[static_cast<std::size_t>(age)] * sim::exp(-hazard(age + 1.0));
    const sim::Time in_2015 = sim::from_civil({year_, 7, 1});
    const double registered = in_.registrations.at(in_2015) * in_.share[p].at(in_2015);
    const double start = std::max(0.0, in_.stock_2015[p] - registered) / stays;
    for (int age = oldest - 1; age >= 0; --age) {
      const int vintage = year_ - 1 - age;
      const double use = 1000 * in_.energy_use[p].at(sim::from_civil({vintage, 7, 1}));
      cohorts_[p].push_back({start * share[static_cast<std::size_t>(age)], use, vintage});
    }
  }
}

double NationalCarFleet::hazard(double age) const {
  const double scrapping =
      in_.survival_shape / in_.survival_scale * sim::pow(age / in_.survival_scale, in_.survival_shape - 1);
  return scrapping + (age <= in_.export_age ? in_.export_hazard : 0.0);
}

double NationalCarFleet::staying(int year, const sim::Window& window) const {
  const double age = std::max(0.0, sim::decimal_year(window.begin) - (year + 0.5));
  return sim::exp(-hazard(age) * window.years());
}

void NationalCarFleet::set_catalogue(sim::Time date, const PriceSignals& prices, const PolicySignals& policy) {
  const double capacity = in_.battery_capacity.at(date);
  battery_range_ = capacity * in_.battery_range_per_kwh;
  for (std::size_t p = 0; p < 7; ++p) {
    price_[p] = 1000 * in_.price[p].at(date);
    if (p == battery) price_[p] += in_.battery_margin * capacity * prices.battery_pack;
    energy_use_[p] = 1000 * in_.energy_use[p].at(date);
    on_offer_[p] = in_.on_offer[p].at(date);
    double energy_cost = in_.km_per_year * energy_use_[p] / 1000 * energy_price(p, prices, policy);
    if (p == plugin) energy_cost *= 1 - (1 - in_.plugin_current_cost) * in_.plugin_utility_factor();
    const double capital = in_.annuity * (price_[p] - policy.purchase_bonus[p]);
    yearly_cost_[p] = (capital + energy_cost + policy.vehicle_tax[p]) / 1000;
  }
  const sim::Time known = in_.on_offer[battery].last_date();
  const sim::Time horizon = sim::from_civil({2030, 7, 1});
  if (date > known) {
    const double share = std::min(1.0, (date - known) / (horizon - known));
    on_offer_[battery] += share * (in_.on_offer_battery_2030 - on_offer_[battery]);
  }
}

double NationalCarFleet::utility(std::size_t p) const {
  return sim::log(std::max(1e-6, on_offer_[p])) - in_.cost_sensitivity * yearly_cost_[p];
}

void NationalCarFleet::set_shares(const sim::Window& window, sim::Time date, const PolicySignals& policy) {
  // A run that starts after the last observed year takes its first month for it.
  if (window.year <= shares_known_to_ || pivot_months_ == 0) {
    for (std::size_t p = 0; p < 7; ++p) new_share_[p] = in_.share[p].at(date);
    if (window.year >= shares_known_to_) {  // the pivot: the last observed year's mean utility
      ++pivot_months_;
      for (std::size_t p = 0; p < 7; ++p) {
        utility_known_[p] += (utility(p) - utility_known_[p]) / pivot_months_;
        share_known_[p] = new_share_[p];
      }
    }
  } else if (!policy.frozen) {
    for (std::size_t p = 0; p < 7; ++p) new_share_[p] = share_known_[p] * sim::exp(utility(p) - utility_known_[p]);
  }
  const double sum = std::accumulate(new_share_.begin(), new_share_.end(), 0.0);
  for (double& share : new_share_) share /= sum;
  const double floor = policy.new_car_zero_emission_floor;
  if (window.year > shares_known_to_ && new_share_[battery] < floor) {
    const double shrink = (1 - floor) / (1 - new_share_[battery]);
    for (double& share : new_share_) share *= shrink;
    new_share_[battery] = floor;
  }
}

void NationalCarFleet::set_registrations(const sim::Window& window, sim::Time date) {
  registrations_ = in_.registrations.at(date);
  if (window.year <= registrations_known_to_) return;
  const double later = sim::decimal_year(window.begin) - registrations_known_to_;
  const double regained = later >= in_.registrations_regained_in ? 1.0 : later / in_.registrations_regained_in;
  registrations_ += regained * (in_.registrations_later - registrations_);
}

void NationalCarFleet::step(const sim::Window& window, sim::Time driver_date, const PriceSignals& prices,
                            const PolicySignals& policy) {
  set_catalogue(driver_date, prices, policy);
  set_shares(window, driver_date, policy);
  const double years = window.years();
  std::array<double, 7> leaving{};
  for (std::size_t p = 0; p < 7; ++p) {
    if (cohorts_[p].empty() || cohorts_[p].back().year != window.year) {
      cohorts_[p].push_back({0, energy_use_[p], window.year});
    }
  }
  // Every powertrain has the same years' cohorts, in the same order.
  for (std::size_t i = 0; i < cohorts_[0].size(); ++i) {
    const double leaves = 1 - staying(cohorts_[0][i].year, window);
    for (std::size_t p = 0; p < 7; ++p) {
      const double left = cohorts_[p][i].cars * leaves;
      cohorts_[p][i].cars -= left;
      leaving[p] += left;
    }
  }
  if (!policy.frozen || registrations_ <= 0) set_registrations(window, driver_date);
  // A frozen world replaces what leaves, like with like.
  for (std::size_t p = 0; p < 7; ++p) {
    cohorts_[p].back().cars += policy.frozen ? leaving[p] : registrations_ * years * new_share_[p];
  }
}

std::array<double, 7> NationalCarFleet::stock() const {
  std::array<double, 7> cars{};
  for (std::size_t p = 0; p < 7; ++p) {
    for (const Cohort& cohort : cohorts_[p]) cars[p] += cohort.cars;
  }
  return cars;
}

void NationalCarFleet::used_supply(std::array<double, 7>& share, std::array<double, 7>& mean_age) const {
  const int year = cohorts_[0].back().year;
  double total = 0;
  for (std::size_t p = 0; p < 7; ++p) {
    double cars = 0;
    double years = 0;
    for (const Cohort& cohort : cohorts_[p]) {
      const int age = year - cohort.year;
      if (age < in_.used_from || age > in_.used_to) continue;
      cars += cohort.cars;
      years += cohort.cars * age;
    }
    share[p] = cars;
    mean_age[p] = cars > 0 ? years / cars : in_.used_from;
    total += cars;
  }
  for (double& s : share) s /= total;
}

double NationalCarFleet::fossil_per_km(const PolicySignals& policy) const {
  double kilometres = 0;
  double grams = 0;
  for (std::size_t p = 0; p < 7; ++p) {
    const double on_fuel = p == plugin ? 1 - in_.plugin_utility_factor() : 1.0;
    for (const Cohort& cohort : cohorts_[p]) {
      kilometres += cohort.cars * in_.km_ratio[p];
      grams += cohort.cars * in_.km_ratio[p] * on_fuel * cohort.energy_use * fossil_factor(p, policy);
    }
  }
  return grams / kilometres;
}

}  // namespace skifte::agents

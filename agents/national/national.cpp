#include "agents/national/national.hpp"

#include "agents/national/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto traffic_year = sim::decision("national.traffic_year");
enum class Traffic : std::uint64_t { cars, light_trucks, heavy_trucks };

class National final : public sim::Kind {
 public:
  National(const NationalInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        calendar_(setting.calendar),
        random_(setting.random),
        cars_(inputs.cars, setting.calendar.begin()),
        light_trucks_(inputs.light_trucks),
        heavy_trucks_(inputs.heavy_trucks),
        rows_(inputs.rows),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        signals_(setting.board.of<NationalSignals>()) {
    step(setting.calendar.window(0));
  }
  std::string_view name() const override { return "national"; }
  /// What the next month sees is that month's Sweden.
  void publish(const sim::Window& window) override {
    if (window.index + 1 < calendar_.months()) step(calendar_.window(window.index + 1));
  }

 private:
  void step(const sim::Window& window);
  double car_traffic(sim::Time date);
  double year_shock(Traffic traffic, sim::Time date, const sim::Series& observed) const;

  NationalInputs inputs_;
  sim::Calendar calendar_;
  const sim::RandomSource& random_;
  NationalCarFleet cars_;
  NationalTruckFleet light_trucks_, heavy_trucks_;
  AllocatedRows rows_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  NationalSignals& signals_;
  double cost_per_km_known_ = 0;  ///< [SEK/km] at the last observed traffic
};

/// Observed kilometres, then growth and the response to what a kilometre on petrol costs relative to the last observed
/// year.
double National::car_traffic(sim::Time date) {
  const double observed = inputs_.car_traffic.at(date);
  const double later = (date - inputs_.car_traffic.last_date()) / sim::days_per_year;
  const double cost = prices_.petrol * signals_.car_energy_use[static_cast<std::size_t>(Powertrain::petrol)];
  if (later <= 0) {
    cost_per_km_known_ = cost;
    return observed;
  }
  if (cost_per_km_known_ <= 0) cost_per_km_known_ = cost;
  // Battery cars' kilometres do not answer to petrol: the response shrinks with the fuelled share of the fleet.
  const double fuelled = 1 - signals_.stock_share[static_cast<std::size_t>(Powertrain::battery)];
  return observed * sim::exp(inputs_.car_traffic_growth * later) *
         sim::pow(cost / cost_per_km_known_, fuelled * inputs_.fuel_price_elasticity);
}

/// What a year's trade and weather make of traffic around its trend [1]; observed years are as they were. Ordinal: the
/// calendar year. None in a frozen world.
double National::year_shock(Traffic traffic, sim::Time date, const sim::Series& observed) const {
  const int year = sim::to_civil(date).year;
  if (policy_.frozen || year <= sim::to_civil(observed.last_date()).year) return 1.0;
  const sim::AgentId id = sim::agent_id("national.traffic", static_cast<std::uint64_t>(traffic));
  const double u = random_.uniform(traffic_year, id, static_cast<std::uint32_t>(year));
  return sim::exp(inputs_.traffic_sd * sim::normal_quantile(u));
}

void National::step(const sim::Window& window) {
  const sim::Time date = policy_.frozen ? policy_.driver_date : 0.5 * (window.begin + window.end);
  cars_.step(window, date, prices_, policy_);
  light_trucks_.step(window, date, prices_, policy_);
  heavy_trucks_.step(window, date, prices_, policy_);
  rows_.step(date, policy_);
  signals_.car_price = cars_.price();
  signals_.car_energy_use = cars_.energy_use();
  signals_.models_on_offer = cars_.on_offer();
  signals_.battery_range = cars_.battery_range();
  signals_.new_cars = cars_.registrations();
  signals_.new_car_share = cars_.new_share();
  signals_.stock_share = cars_.stock();
  double total = 0;
  for (double cars : signals_.stock_share) total += cars;
  for (double& share : signals_.stock_share) share /= total;
  cars_.used_supply(signals_.used_car_share, signals_.used_car_age);
  signals_.car_fossil_per_km = cars_.fossil_per_km(policy_);
  signals_.car_traffic_year = year_shock(Traffic::cars, date, inputs_.car_traffic);
  signals_.light_truck_traffic_year = year_shock(Traffic::light_trucks, date, inputs_.light_trucks.traffic);
  signals_.heavy_truck_traffic_year = year_shock(Traffic::heavy_trucks, date, inputs_.heavy_trucks.traffic);
  signals_.car_traffic_index = car_traffic(date) * signals_.car_traffic_year;
  signals_.light_truck_fossil_per_km = light_trucks_.fossil_per_km();
  signals_.light_truck_diesel_per_km = light_trucks_.diesel_per_km();
  signals_.light_truck_traffic_index = light_trucks_.traffic_index() * signals_.light_truck_traffic_year;
  signals_.light_truck_new_share = light_trucks_.new_share();
  signals_.heavy_truck_fossil_per_km = heavy_trucks_.fossil_per_km();
  signals_.heavy_truck_diesel_per_km = heavy_trucks_.diesel_per_km();
  signals_.heavy_truck_traffic_index = heavy_trucks_.traffic_index() * signals_.heavy_truck_traffic_year;
  signals_.heavy_truck_new_share = heavy_trucks_.new_share();
  signals_.row_index = rows_.index();
  auto& row = signals_.row_index;
  row[static_cast<std::size_t>(Subsector::cars)] = signals_.car_traffic_index * signals_.car_fossil_per_km;
  row[static_cast<std::size_t>(Subsector::light_trucks)] =
      signals_.light_truck_traffic_index * signals_.light_truck_fossil_per_km;
  row[static_cast<std::size_t>(Subsector::heavy_trucks)] =
      signals_.heavy_truck_traffic_index * signals_.heavy_truck_fossil_per_km;
}

}  // namespace

NationalInputs::NationalInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : cars((read.set_reader("national"), levers.set_reader("national"), read)),
      light_trucks(read, "light_trucks"),
      heavy_trucks(read, "heavy_trucks"),
      rows(read),
      car_traffic(read.series("national.cars.traffic", "1", "Car-kilometres in Sweden over 2022's, observed")),
      car_traffic_growth(
          read.number("national.cars.traffic_growth", "1/year", "Growth of car-kilometres at constant prices")),
      fuel_price_elasticity(read.number("travel.vkt.fuel_price_elasticity.long_run", "1",
                                        "Car-kilometres' response to the fuel cost per km")),
      traffic_sd(read.number("national.traffic_sd", "1",
                             "Standard deviation of the logarithm of a year's traffic around its trend")) {}

std::unique_ptr<sim::Kind> make_national(const NationalInputs& inputs, const Setting& setting) {
  return std::make_unique<National>(inputs, setting);
}

}  // namespace skifte::agents

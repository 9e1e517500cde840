#include "agents/housing/design_power.hpp"

#include "sim/calendar.hpp"

namespace skifte::agents {

DesignPower::DesignPower(sim::AssumptionReader& read)
    : pump_performance_air(read.number("heating.design.performance.air_source_heat_pump", "1",
                                       "Useful heat over electricity on the design day, air-source heat pump")),
      pump_performance_ground(read.number("heating.design.performance.ground_source_heat_pump", "1",
                                          "Useful heat over electricity on the design day, ground-source heat pump")),
      pump_coverage_air(read.number("heating.design.coverage.air_source_heat_pump", "1",
                                    "Share of a house's power that its air-source heat pump covers on the design day")),
      pump_coverage_ground(
          read.number("heating.design.coverage.ground_source_heat_pump", "1",
                      "Share of a house's power that its ground-source heat pump covers on the design day")),
      coincidence(read.number("heating.design.coincidence", "1",
                              "Electric heating's power at the grid's peak over the sum of the houses' own")) {}

double DesignPower::useful(double heat, double hot_water_share, const WeatherSignals& weather) {
  constexpr double hours_per_day = 24;
  const double space = (1 - hot_water_share) * heat * weather.design_difference;
  return space / (hours_per_day * weather.normal_degree_days) +
         hot_water_share * heat / (hours_per_day * sim::days_per_year);
}

double DesignPower::electric(Heating system, double power, const HeatingTechnology& technology) const {
  const double direct = technology.efficiency[static_cast<std::size_t>(index(Heating::direct_electric))];
  const auto pump = [&](double coverage, double performance) {
    return coincidence * power * (coverage / performance + (1 - coverage) / direct);
  };
  switch (system) {
    case Heating::direct_electric:
      return coincidence * power / direct;
    case Heating::air_source_heat_pump:
      return pump(pump_coverage_air, pump_performance_air);
    case Heating::ground_source_heat_pump:
      return pump(pump_coverage_ground, pump_performance_ground);
    case Heating::natural_gas:
      return coincidence * power * (1 - technology.gas_main_share) / direct;
    case Heating::district_heat:
    case Heating::biofuel:
    case Heating::oil:
      break;
  }
  return 0;
}

}  // namespace skifte::agents

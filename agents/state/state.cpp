#include "agents/state/state.hpp"

#include <algorithm>

#include "agents/state/signals.hpp"
#include "sim/fault.hpp"

namespace skifte::agents {

namespace {

/// The value in force at `date`, or the largest that comes up within the month after it: an announcement made on the
/// 7th is known to that month's buyers, and one that ends on the 9th is not lost between two firsts of a month.
double announced_within_month(const sim::Series& series, sim::Time date) {
  double value = series.at(date);
  constexpr double month = sim::days_per_year / 12;
  for (const sim::Series::Point& point : series.points()) {
    if (point.date > date && point.date < date + month) value = std::max(value, point.value);
  }
  return value;
}

class State final : public sim::Kind {
 public:
  State(const StateInputs& inputs, const Setting& setting)
      : inputs_(inputs), policy_(setting.board.of<PolicySignals>()), begin_(setting.calendar.begin()) {
    apply(begin_);
  }
  std::string_view name() const override { return "state"; }

  /// Each month's law as of its first day: what comes into force within a month reaches the populations with the next.
  void start(sim::Processes& processes) override {
    processes.add("law", [this](sim::ProcessContext& context) {
      for (;;) {
        const sim::CivilDate today = sim::to_civil(context.now());
        const sim::CivilDate next =
            today.month == 12 ? sim::CivilDate{today.year + 1, 1, 1} : sim::CivilDate{today.year, today.month + 1, 1};
        context.wait_until(sim::from_civil(next));
        context.post(0, "law", [this](sim::Time date) { apply(date); });
      }
    });
  }

 private:
  void apply(sim::Time date);
  void apply_fuel(sim::Time date);
  void apply_cars(sim::Time date);

  StateInputs inputs_;
  PolicySignals& policy_;
  sim::Time begin_;
};

void State::apply(sim::Time date) {
  if (inputs_.frozen_world && inputs_.frozen_world->strength(date) > 0) {
    policy_.frozen = true;
    // The day before: what begins on the day itself is no part of the frozen world, unless the world begins frozen.
    const sim::Time freeze = inputs_.frozen_world->begins().value_or(begin_);
    date = freeze == begin_ ? begin_ : freeze - 1;
  }
  policy_.driver_date = date;
  apply_fuel(date);
  apply_cars(date);
  const InstrumentAssumptions& in = inputs_.instruments;
  policy_.truck_grant_share = in.truck_grant.at(date);
  policy_.van_grant = in.van_grant.at(date);
  policy_.heating_grant_share = in.heating_grant_share.at(date);
  policy_.heating_grant_ceiling = in.heating_grant_ceiling.at(date);
  policy_.heating_grant_budget = 1e6 * in.heating_grant_budget.at(date);
  policy_.carbon_tax = in.carbon_tax.at(date);
  policy_.carbon_tax_industry_share = in.carbon_tax_industry.at(date);
  policy_.f_gas_quota = in.f_gas_quota.at(date);
  policy_.packaging_waste_index = in.packaging_waste.at(date);
  policy_.bio_ccs_support = in.bio_ccs_support.at(date);
  policy_.farm_payment = in.farm_payment.at(date);
}

void State::apply_fuel(sim::Time date) {
  const FuelLawAssumptions& law = inputs_.fuel_law;
  const FuelBlend petrol =
      fuel_blend(law, RoadFuel::petrol, date, inputs_.repealed_obligation, inputs_.obligation_level);
  const FuelBlend diesel =
      fuel_blend(law, RoadFuel::diesel, date, inputs_.repealed_obligation, inputs_.obligation_level);
  policy_.petrol_bio_share = petrol.bio_share;
  policy_.petrol_fossil_factor = petrol.fossil_factor;
  policy_.blend_cost_petrol = petrol.added_cost;
  policy_.petrol_energy = 1000 * law.petrol_energy;
  policy_.diesel_bio_share = diesel.bio_share;
  policy_.diesel_fossil_factor = diesel.fossil_factor;
  policy_.blend_cost_diesel = diesel.added_cost;
  policy_.diesel_energy = 1000 * law.diesel_energy;
  const double extra =
      inputs_.fuel_tax ? inputs_.fuel_tax->strength(date) * inputs_.fuel_tax->number("increase", 0) : 0;
  policy_.fuel_tax_increase = extra;
  policy_.petrol_tax = inputs_.instruments.petrol_tax.at(date) + extra;
  policy_.diesel_tax = inputs_.instruments.diesel_tax.at(date) + extra;
}

void State::apply_cars(sim::Time date) {
  const InstrumentAssumptions& in = inputs_.instruments;
  auto at = [](auto& values, Powertrain powertrain) -> double& { return values[static_cast<std::size_t>(powertrain)]; };
  at(policy_.purchase_bonus, Powertrain::battery) = in.bonus_battery.at(date);
  at(policy_.purchase_bonus, Powertrain::plugin_hybrid) = in.bonus_plugin.at(date);
  const double end = announced_within_month(in.bonus_announced_end, date);
  const double end_date = end > 0 ? sim::from_decimal_year(end) : 0;
  at(policy_.purchase_bonus_announced_end, Powertrain::battery) = end_date;
  at(policy_.purchase_bonus_announced_end, Powertrain::plugin_hybrid) = end_date;
  at(policy_.vehicle_tax, Powertrain::petrol) = in.tax_petrol_car.at(date);
  at(policy_.vehicle_tax, Powertrain::diesel) = in.tax_diesel_car.at(date);
  at(policy_.vehicle_tax, Powertrain::plugin_hybrid) = in.tax_plugin_car.at(date);
  at(policy_.vehicle_tax, Powertrain::battery) = in.tax_battery_car.at(date);
  at(policy_.vehicle_tax, Powertrain::gas) = in.tax_gas_car.at(date);
  at(policy_.vehicle_tax, Powertrain::ethanol) = in.tax_ethanol_car.at(date);
  // A hybrid's tax lies between petrol and plug-in, by its CO2 per km.
  const double petrol = in.tax_petrol_car.at(date);
  at(policy_.vehicle_tax, Powertrain::hybrid) = petrol + in.tax_hybrid_position * (in.tax_plugin_car.at(date) - petrol);
  policy_.company_car_benefit.fill(1.0);
  at(policy_.company_car_benefit, Powertrain::plugin_hybrid) = in.benefit_plugin.at(date);
  at(policy_.company_car_benefit, Powertrain::battery) = in.benefit_battery.at(date);
  policy_.new_car_zero_emission_floor = in.zero_emission_floor.at(date);
  const bool known = sim::decimal_year(date) >= in.combustion_end_announced;
  policy_.announced_combustion_end = known ? sim::from_decimal_year(in.combustion_end) : 0;
  policy_.combustion_models_left = in.combustion_models_left;
}

}  // namespace

StateInputs::StateInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : fuel_law((read.set_reader("state"), levers.set_reader("state"), read)),
      instruments(read),
      frozen_world(levers.lever(
          "frozen_world", "Nothing changes from its start on: like is replaced with like, drivers keep their values")),
      repealed_obligation(
          levers.lever("repealed_obligation", "The blending obligation follows the path repealed for 2024")),
      obligation_level(
          levers.lever("obligation_level", "The blending obligation is set to other levels",
                       {{"diesel", "%", "reduction for diesel"}, {"petrol", "%", "reduction for petrol"}})),
      fuel_tax(levers.lever("fuel_tax", "Fuel tax above what is decided",
                            {{"increase", "SEK/l", "without VAT", true,
                              sim::Bounds::between(-8, 1000, "a cut cannot exceed the tax on a litre")}})) {}

std::unique_ptr<sim::Kind> make_state(const StateInputs& inputs, const Setting& setting) {
  return std::make_unique<State>(inputs, setting);
}

}  // namespace skifte::agents

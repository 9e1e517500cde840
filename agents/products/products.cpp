#include "agents/products/products.hpp"

#include <numeric>
#include <string>
#include <vector>

#include "agents/cars/signals.hpp"
#include "agents/city/lever_booking.hpp"
#include "agents/demography/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

ProductUseAssumptions::ProductUseAssumptions(sim::AssumptionReader& read) : factor{}, trend{} {
  for (std::size_t p = 0; p < factor.size(); ++p) {
    const std::string name = std::string(product_labels[p]);
    factor[p] = read.number("products.use." + name, "g/(person year)", "Fossil CO2 from the product's use in 2015");
    trend[p] = read.number("products.use_trend." + name, "1/year", "Continuous rate of change per person");
  }
  lubricants_in_vehicles =
      read.number("products.lubricants_in_vehicles", "1", "Share of lubricants' emissions that engines of cars cause");
  lubricants_counted =
      read.series("products.lubricants_counted", "1", "Share of lubricants' emissions that the inventory counts here");
}

ProductsInputs::ProductsInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : refrigerants((read.set_reader("products"), levers.set_reader("products"), read)),
      use(read),
      early_replacement(levers.lever(
          "refrigerant_replacement", "Ordinary refrigerants are exchanged before the equipment is worn out",
          {{"rate", "1/year", "Share of the remaining ordinary gas exchanged a year", true}})) {}

namespace {

class Products final : public sim::Kind {
 public:
  Products(const ProductsInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        population_(setting.board.of<PopulationSignals>()),
        cars_(setting.board.of<CarSignals>()),
        policy_(setting.board.of<PolicySignals>()) {}

  std::string_view name() const override { return "products"; }

  void commit(const sim::Window& window) override {
    if (banks_.empty()) {
      for (int e = 0; e < 4; ++e) banks_.emplace_back(inputs_.refrigerants, static_cast<Equipment>(e), persons());
      return;
    }
    if (window.month != 1 || policy_.frozen) return;
    const double early = inputs_.early_replacement ? inputs_.early_replacement->number("rate", 0) *
                                                         inputs_.early_replacement->strength(window.begin)
                                                   : 0.0;
    for (RefrigerantBank& bank : banks_) {
      bank.turn_year(persons(), policy_.f_gas_quota, early, window.begin);
      exchanged_early_ += bank.exchanged_early();
    }
  }

  void account(const sim::Window& window) override {
    if (exchanged_early_ > 0) {
      post_lever_cost(setting_.accounts, window, *inputs_.early_replacement, MoneyKind::investment, Measure::other,
                      inputs_.refrigerants.exchange_cost * exchanged_early_ / 1000);
      exchanged_early_ = 0;
    }
    double leaked = 0;
    for (const RefrigerantBank& bank : banks_) leaked += bank.emissions_per_year();
    setting_.accounts.post_emissions(window, Subsector::fluorinated_gases, Carrier::process, leaked * window.years());
    const double years =
        ((policy_.frozen ? policy_.driver_date : window.begin) - sim::from_civil({2015, 1, 1})) / sim::days_per_year;
    double used = 0;
    for (std::size_t p = 0; p < 5; ++p) {
      double activity = inputs_.use.factor[p] * sim::exp(inputs_.use.trend[p] * years);
      if (p == static_cast<std::size_t>(Product::lubricants)) {
        activity *= (1.0 - inputs_.use.lubricants_in_vehicles * cars_.battery_share) *
                    inputs_.use.lubricants_counted.at(policy_.frozen ? policy_.driver_date : window.begin);
      }
      used += activity;
    }
    setting_.accounts.post_emissions(window, Subsector::solvents_lubricants, Carrier::process,
                                     used * persons() * window.years());
  }

 private:
  /// Residents [persons]; before demography has published, the synthetic households'.
  double persons() const {
    if (population_.persons > 0) return population_.persons;
    const auto& persons = setting_.city.households.persons;
    return std::accumulate(persons.begin(), persons.end(), 0.0);
  }

  ProductsInputs inputs_;
  const Setting setting_;
  const PopulationSignals& population_;
  const CarSignals& cars_;
  const PolicySignals& policy_;
  std::vector<RefrigerantBank> banks_;  // by Equipment
  double exchanged_early_ = 0;          // ordinary gas, not yet booked [g]
};

}  // namespace

std::unique_ptr<sim::Kind> make_products(const ProductsInputs& inputs, const Setting& setting) {
  return std::make_unique<Products>(inputs, setting);
}

}  // namespace skifte::agents

#pragma once
#include "agents/biogas/signals.hpp"
#include "agents/industry/plants.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"

namespace skifte::agents {

/// What industry pays for energy and carbon today.
class IndustryPrices {
 public:
  IndustryPrices(const IndustryInputs& inputs, const Setting& setting);
  /// Whether there are any yet.
  bool known() const { return prices_.natural_gas_firm > 0; }
  InputPrices now() const;
  double natural_gas() const { return prices_.natural_gas_firm; }            ///< [SEK/kWh] without carbon
  double electricity() const { return prices_.electricity_firm; }            ///< [SEK/kWh]
  double biogas_premium() const { return prices_.biogas_premium / 1000.0; }  ///< [SEK/Wh] over natural gas
  /// [SEK/kWh] with what tax and ETS2 the plant pays in it.
  double oil(const Plant& plant) const {
    return plant.trades ? prices_.heating_oil_trading : prices_.heating_oil / inputs_.vat_factor;
  }
  /// Today's carbon cost of gas that biogas is free of, free allowances being kept whatever is burnt [SEK/Wh].
  double carbon_saved_by_biogas(const Plant& plant, sim::Time date) const;

 private:
  const IndustryInputs& inputs_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
};

/// A plant's month.
struct PlantMonth {
  double level = 0;                 ///< output over 2015's, times the month's length [year]
  double answer = 1;                ///< fuel per output over that at prices as they were [1]
  double ordinary_electricity = 0;  ///< [Wh]
  double hydrogen_on_offer = 0;     ///< [Wh]
  double reformer_efficiency = 1;   ///< hydrogen's raw material per gas's [1]
  sim::Time driver_date = 0;        ///< at which taxes and free allocation are read [d]
};

/// Posts what plants burn, emit and pay in a month.
///
///   heat     H = k b L a [year]        k  fuel kept after efficiency measures, b  share still by fuel, L  level, a
///   answer fuel gas (G - F) H, feedstock F L, oil O H                    G, F, O  gas, of it feedstock, oil in 2015
///   [Wh/year] hydrogen replaces Kemira's feedstock (divided by the reformer's efficiency), Elcowire's fuel gas one for
///   one
class PlantAccounts {
 public:
  PlantAccounts(const IndustryInputs& inputs, const Setting& setting, const IndustryPrices& prices);
  /// Gives back what hydrogen the plant takes [Wh].
  double post(const sim::Window& window, const Plant& plant, const PlantMonth& month) const;

 private:
  /// [Wh]; biogas is part of the gas.
  struct FuelUse {
    double gas, biogas, oil, current;
  };
  void post_flows(const FuelUse& use, double biogas_wanted) const;
  /// `process`: CO2e from processes [g].
  void post_use(const sim::Window& window, const Plant& plant, const FuelUse& use, double process) const;
  void pay(const sim::Window& window, const Plant& plant, const FuelUse& use, sim::Time date) const;

  const IndustryInputs& inputs_;
  const Setting& setting_;
  const IndustryPrices& prices_;
  const BiogasSignals& biogas_;
};

}  // namespace skifte::agents

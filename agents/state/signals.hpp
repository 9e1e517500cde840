#pragma once
#include <array>

namespace skifte::agents {

/// Laws and instruments in force this month, published by agents/state.
struct PolicySignals {
  /// The null world of the scenario `frozen`: from its date on nobody decides anew (what wears out is replaced like
  /// with like, nobody moves in beyond those who leave, habits stay) and every driver keeps its value.
  bool frozen = false;
  /// The date at which drivers are read: the present one, or the date of the freeze once it has come [d].
  double driver_date = 0;
  double petrol_bio_share = 0;      ///< energy share of biofuel in petrol as pumped [1]
  double diesel_bio_share = 0;      ///< energy share of biofuel in diesel as pumped [1]
  double petrol_fossil_factor = 0;  ///< fossil CO2 of petrol as pumped [g CO2/Wh]
  double diesel_fossil_factor = 0;  ///< fossil CO2 of diesel as pumped [g CO2/Wh]
  double petrol_energy = 1;         ///< energy content as pumped [Wh/l]
  double diesel_energy = 1;         ///< [Wh/l]
  double petrol_tax = 0;            ///< energy and CO2 tax, without VAT [SEK/l]
  double diesel_tax = 0;            ///< [SEK/l]
  double fuel_tax_increase = 0;     ///< of these, what a lever adds to the decided tax that pump prices hold [SEK/l]
  double blend_cost_petrol =
      0;  ///< what the obligation in force adds to the pump price over the decided one, without VAT [SEK/l]
  double blend_cost_diesel = 0;            ///< [SEK/l]
  std::array<double, 7> purchase_bonus{};  ///< for a new private car, by Powertrain [SEK], negative: a penalty
  std::array<double, 7> purchase_bonus_announced_end{};  ///< date at which the bonus is known to end [d], 0 unknown
  std::array<double, 7> vehicle_tax{};                   ///< yearly, new car, by Powertrain [SEK/year]
  std::array<double, 7> company_car_benefit{};           ///< yearly benefit value relative to petrol, by Powertrain [1]
  double new_car_zero_emission_floor =
      0;  ///< least share of new cars without tailpipe emissions under EU standards [1]
  double announced_combustion_end =
      0;  ///< date from which new combustion cars are known to be all but excluded [d], 0 none
  double combustion_models_left = 0;     ///< combustion models still on sale from then on over those before [1]
  double truck_grant_share = 0;          ///< of a zero-emission truck's price [1]; firms cap it by the extra price
  double van_grant = 0;                  ///< per electric van [SEK], firms capped by its extra price
  double heating_grant_share = 0;        ///< of material cost, houses with direct electricity or gas [1]
  double heating_grant_ceiling = 0;      ///< per dwelling [SEK]
  double heating_grant_budget = 0;       ///< the city's households' part of the year's budget [SEK/year]
  double carbon_tax = 0;                 ///< general CO2 tax [SEK/kg]
  double carbon_tax_industry_share = 1;  ///< share of it that fuel for industry outside the ETS pays [1]
  double f_gas_quota = 1;                ///< F-gases allowed on the market relative to 2015 [1]
  double landfill_organic_ban = 1;       ///< 1 while depositing organic waste is forbidden
  double packaging_waste_index = 1;      ///< packaging waste that the law allows over 2018's [1]
  double bio_ccs_support = 0;            ///< support per stored tonne of biogenic CO2 [SEK/t]
  double farm_payment = 0;               ///< for cover crops and carbon practices [SEK/(ha year)]
};

}  // namespace skifte::agents

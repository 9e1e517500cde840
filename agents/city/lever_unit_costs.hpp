#pragma once
#include <string_view>
#include <vector>

#include "agents/city_data.hpp"
#include "sim/assumptions.hpp"
#include "sim/levers.hpp"

namespace skifte::agents {

/// What a lever costs where the scenario does not name the sum.
struct UnitPrice {
  double investment = 0;    // [SEK]
  double running_cost = 0;  // [SEK/year] at full strength
};

/// What levers cost for which the scenario names no sum, so that none is built for nothing:
///
///   investment = c_i q n      running cost = c_r q n
///
/// c_i, c_r unit costs `lever_cost.LEVER.investment` and `.running_cost`, q the lever's own parameter (1 where it has
/// none), n inhabitants at the start where the unit says `person`, else 1. The scenario's uncertain factors of cost
/// apply. Levers whose cost a kind knows better, since it builds or buys what they ask for, are not here: they state it
/// by sim::LeverCourse::works or post it. Source: YAML. Deviations: linear in q and n; inhabitants as at the start.
class LeverUnitCosts {
 public:
  explicit LeverUnitCosts(sim::AssumptionReader& read);
  UnitPrice of(std::string_view lever, const sim::LeverSetting& setting, const CityData& city) const;
  /// What the contingency measures cost a year [SEK/year] at their strengths: the campaign's and the demands' price.
  double contingency(const sim::LeverSetting& setting, const CityData& city) const;

 private:
  struct Entry {
    std::string_view lever;
    std::string_view parameter;
    double otherwise;  // of the parameter, where the scenario gives none
    bool by_person;
    double investment;    // [SEK] a person, else [MSEK]; a unit of the parameter
    double running_cost;  // the same a year
  };
  const Entry* find(std::string_view lever) const;
  std::vector<Entry> entries_;
};

/// What a lever costs in its own name by unit costs, or since a kind books it so (post_lever_cost, post_support,
/// price_works); a test holds it against what runs book.
sim::LeverMoney money_of_lever(std::string_view lever);

/// Who pays a lever for which the scenario names nobody: who owns what it builds, else the city.
std::string_view usual_payer(std::string_view lever);

}  // namespace skifte::agents

#include "agents/markets/price_path.hpp"

#include <algorithm>

#include "sim/calendar.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

PricePath::PricePath(sim::AssumptionReader& read, const std::string& name, std::string_view unit,
                     std::string_view meaning)
    : history(read.series("price." + name, unit, meaning)),
      growth(read.number("price." + name + ".growth", "1/year", "Real growth of the price after its last known point")),
      floor(read.number("price.floor", "1", "Least a price can fall to, over its last known point")) {}

double PricePath::at(sim::Time date) const {
  const double years = (date - history.last_date()) / sim::days_per_year;
  if (years <= 0) return history.at(date);
  return std::max(floor, sim::exp(growth * years)) * history.at(date);
}

OutlookPath::OutlookPath(sim::AssumptionReader& read, const std::string& name, std::string_view unit,
                         std::string_view meaning)
    : history(read.series("price." + name, unit, meaning)),
      level_2030(read.number("price." + name + ".level_2030", unit, "Its level in 2030")),
      level_2050(read.number("price." + name + ".level_2050", unit, "Its level in 2050")) {}

double OutlookPath::at(sim::Time date) const {
  const sim::Time known = history.last_date();
  if (date <= known) return history.at(date);
  const sim::Time in_2030 = sim::from_civil({2030, 7, 1});
  const sim::Time in_2050 = sim::from_civil({2050, 7, 1});
  if (date <= in_2030) return history.at(known) + (date - known) / (in_2030 - known) * (level_2030 - history.at(known));
  return level_2030 + std::min(1.0, (date - in_2030) / (in_2050 - in_2030)) * (level_2050 - level_2030);
}

}  // namespace skifte::agents

#include "agents/cars/cars.hpp"

namespace skifte::agents {

CarMarketAssumptions::CarMarketAssumptions(sim::AssumptionReader& read)
    : movers_from_city(read.number("car.movers_from_city", "1",
                                   "Share of cars of households moving in that come from homes left in the city")),
      advance(read.number("car.order_advance", "month", "How early an order is placed before a bonus is known to end")),
      company_charging(
          read.number("car.company.charging", "1", "Share of company cars with a charger at work or home")) {}

CarInputs::CarInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : life((read.set_reader("cars"), levers.set_reader("cars"), read)),
      initial(read),
      ownership(read),
      ownership_cost(read),
      purchase(read),
      deliveries(read),
      classes(read),
      acquaintances(read),
      awareness(read),
      distance(read),
      traffic(read),
      market(read),
      registered(read),
      purchase_bonus(
          levers.lever("purchase_bonus", "A bonus for new cars in the city beside the state's",
                       {{"battery", "SEK", "per battery car"}, {"plugin_hybrid", "SEK", "per plug-in hybrid"}})) {}

}  // namespace skifte::agents

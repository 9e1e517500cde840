#include "agents/utility/networks.hpp"

#include <algorithm>

namespace skifte::agents {

NetworkAssumptions::NetworkAssumptions(sim::AssumptionReader& read)
    : offer_rate(read.number("utility.offer_rate", "1/year", "Houses outside that get an offer where it just pays")),
      offer_margin(
          read.number("utility.offer_margin", "SEK/kWh", "Margin of heat at which a new connection just pays")),
      offer_rate_ceiling(read.number("utility.offer_rate_ceiling", "1/year", "Most that crews can offer a year")),
      gas_customer_cost(read.number("utility.gas_network.cost", "SEK/(dwelling year)",
                                    "Fixed cost of the gas network per dwelling in 2015")),
      gas_customer_margin(
          read.number("utility.gas_network.margin", "SEK/(dwelling year)", "What a dwelling on gas earns the network")),
      gas_network_floor(
          read.number("utility.gas_network.dwellings", "dwelling", "Dwellings on gas that shared that cost in 2015")),
      gas_notice(read.number("utility.gas_network.notice", "year", "From announced closure to closure")) {}

double offer_rate(const NetworkAssumptions& assumptions, double margin) {
  const double rate = assumptions.offer_rate * std::max(0.0, margin / assumptions.offer_margin);
  return std::min(rate, assumptions.offer_rate_ceiling);
}

bool gas_network_pays(const NetworkAssumptions& assumptions, double dwellings) {
  return dwellings * assumptions.gas_customer_margin >= assumptions.gas_customer_cost * assumptions.gas_network_floor;
}

}  // namespace skifte::agents

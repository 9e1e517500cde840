#pragma once
#include <array>

#include "agents/firms/truck_cost.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// What a truck's duty allows, drawn once a truck: a battery truck that is sold for the duty at one replacement is so
/// for good.
struct TruckDuty {
  std::array<double, truck_fuels> offer_rank;  ///< [1] a fuel is sold for this duty when below the share offered
  double charging_rank;                        ///< [1] can charge on the way when below the access to public charging
  double makers_rank;                          ///< [1] meets makers' quota when below it
};

/// What the world offers besides prices.
struct TruckAccess {
  double public_charging;                        ///< [1] share of duties with a public charger on the way
  double makers_quota;                           ///< [1] of combustion trucks that makers hold back, see below
  std::array<double, truck_fuels> used_offer{};  ///< [1] the fuels' shares of second-hand trucks; new ones: not read
};

/// The fuel of a truck bought: nested logit over the cost of ownership,
///   V_j = -beta C_j + k_j (new) or + ln s_j (second-hand) [- b + z_o for battery],  nests {diesel, petrol, gas},
///   {battery}
/// beta cost sensitivity [year/SEK], k_j fitted constant, b the barrier of the unfamiliar [1], z_o normal(0, sigma):
/// what the owner sees in battery trucks beside their cost, the same for all its trucks at all times, so that the few
/// first ones come to few owners, several to one (a random effect as of Revelt & Train 1998,
/// doi:10.1162/003465398557735); s_j share of the fuel among second-hand trucks on offer (a size term: Ben-Akiva &
/// Lerman 1985, ch. 9). The logit, not a payback rule, because firms of like cost buy differently (Guerrero de la Pena
/// et al. 2020, doi:10.1016/j.trd.2020.102354, for trucks); the demand for payback is inside C_j and differs by firm. A
/// fuel is left out when it isn't sold for the duty, and battery when more days exceed the range than other trucks of
/// the fleet can take over, where nothing can be charged on the way (Figenbaum 2018, doi:10.1016/j.enpol.2018.04.076,
/// for craftsmen's vans; Speth & Plotz 2024, doi:10.1016/j.trd.2024.104078, for trucks). EU standards bind makers: new
/// trucks without tailpipe emissions must reach a share f. Where the nation's buyers alone reach s < f, makers hold
/// back combustion trucks until f is met: of those who could run on battery a share
///   q = (f - s) / (1 - s)
/// is offered nothing else. Deviations: an order of several at once is drawn truck by truck, each when it is due, which
/// spreads it over the years; one quota for Sweden, though makers may meet it elsewhere in the EU.
/// Which of them is available, and nothing but battery where the quota hits.
std::array<bool, truck_fuels> available_fuels(const TruckClassAssumptions& assumptions, const TruckOffer& offer,
                                              const TruckUse& use, const TruckDuty& duty, const TruckAccess& access,
                                              sim::Time date);
/// Draws by the nested logit; `ordinal` is the truck's round of replacement.
TruckFuel choose_fuel(const TruckClassAssumptions& assumptions, const TruckMarketAssumptions& market,
                      const TruckOffer& offer, const TruckUse& use, const TruckAccess& access,
                      const std::array<bool, truck_fuels>& available, sim::Time date, const sim::RandomSource& random,
                      sim::AgentId truck, std::uint32_t ordinal);
/// q above; `national` is the battery share of the nation's new trucks [1].
double makers_quota(double standard, double national);

}  // namespace skifte::agents

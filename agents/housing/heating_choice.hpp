#pragma once
#include <array>
#include <span>
#include <vector>

#include "agents/housing/heating_technology.hpp"
#include "sim/choice.hpp"
#include "sim/random.hpp"

namespace skifte::agents {

/// Who decides about a building's heating.
enum class Owner { occupier, cooperative, municipal_landlord, private_landlord };

/// The situation in which an owner chooses, per dwelling.
struct HeatingSituation {
  Owner owner = Owner::occupier;
  Heating current = Heating::district_heat;
  bool has_failed = true;          ///< the old system must be replaced; otherwise keeping it costs nothing
  double heat = 0;                 ///< useful heat of a dwelling [kWh/year]
  int quintile = 2;                ///< of the occupier
  double attitude = 0;             ///< of the occupier, standard normal
  double peers = 0;                ///< share of heat pumps among houses in the zone [1]
  std::array<bool, 7> on_offer{};  ///< by Heating
  std::array<double, 7> grant{};   ///< what grants would pay for this dwelling, by Heating [SEK]
  bool is_block = false;
  int dwellings = 1;
};

struct HeatingChoice;

/// a(r, n_j) of all owners and systems, worked out once a run.
class HeatingLoans {
 public:
  HeatingLoans(const HeatingChoice& choice, const HeatingTechnology& technology);
  /// [1/year]
  double annuity(const HeatingSituation& situation, Heating system) const {
    const int who = situation.owner == Owner::occupier ? situation.quintile : quintiles;
    return of_[static_cast<std::size_t>(who)][static_cast<std::size_t>(index(system))];
  }

 private:
  std::array<std::array<double, heating_systems>, quintiles + 1> of_{};  ///< by occupiers' quintile, landlords last
};

/// Utility of system j for an owner [1]:
///   V_j = -c * [ w * (h u_j + b m_j) + h e_j v + (b I_j - G_j) * a(r, n_j) ] / 1000 + i * [j is current]
///         + (peer * s + att * z) * [heat pump] - hassle * [j is not current] * [owner lives there]
/// c sensitivity [per kSEK/year], w share of the running cost that the owner feels (1 but for landlords), h heat
/// [kWh/year], u cost of useful heat [SEK/kWh] (heating_technology.hpp), m maintenance and I investment of a house
/// [SEK], b block_cost_factor in blocks and 1 in houses, G grant for the dwelling [SEK], a annuity, r discount rate by
/// quintile (owners) or the landlord's, n lifetime, s peers' share, z attitude, e fossil CO2 at the chimney [kg/kWh], v
/// what the municipal company reckons a kilogram at [SEK/kg] (0 for everybody else). Keeping a working system has I =
/// 0. Errors: GEV with the heat pumps in one nest (sim/choice.hpp). Source: form as in domestic-heating models
/// (Nava-Guerrero et al. 2021, doi:10.18564/jasss.4513, owners and votes); weights are assumptions.
struct HeatingChoice {
  explicit HeatingChoice(sim::AssumptionReader& read);
  double cost_sensitivity;   // [1 per kSEK/year]
  double inertia;            // [1]
  double peer_effect;        // [1]
  double attitude_effect;    // [1]
  double hassle;             // [1]
  double discount_middle;    // occupiers of the third quintile [1/year]
  double discount_slope;     // added per quintile below, taken off per quintile above [1/year]
  double discount_landlord;  // [1/year]
  double landlord_felt;      // w of landlords [1]
  double municipal_carbon;   // v of the municipal company [SEK/kg]
  double heat_pump_nest;     // dissimilarity [1]

  double discount(const HeatingSituation& situation) const;
  double utility(Heating system, const HeatingSituation& situation, const HeatingTechnology& technology,
                 const HeatingLoans& loans, const PriceSignals& prices) const;
  /// The system chosen; ordinal numbers the building's decisions (by what gave rise to each, see housing.cpp). A
  /// co-operative's board needs its members' majority for anything but the current system: with p = logistic(V_best -
  /// V_current) in favour, the motion is carried when p + sqrt(p (1 - p) / n) z > 1/2, z standard normal, n members.
  Heating choose(const HeatingSituation& situation, const HeatingTechnology& technology, const HeatingLoans& loans,
                 const PriceSignals& prices, const sim::RandomSource& random, sim::AgentId building,
                 std::uint32_t ordinal) const;
};

}  // namespace skifte::agents

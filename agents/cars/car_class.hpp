#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "agents/cars/car_assumptions.hpp"

namespace skifte::agents {

/// Size segments of cars, by EU segment: A-B, C and its crossovers, D-F and large crossovers.
enum class CarClass : std::uint8_t { small, medium, large };
inline constexpr std::array<std::string_view, 3> car_class_labels = {"small", "medium", "large"};
inline constexpr int car_classes = static_cast<int>(car_class_labels.size());

/// A kind of car: powertrain and class.
inline constexpr int variants = car_classes * powertrains;
constexpr int variant_of(CarClass car_class, int powertrain) {
  return index(car_class) * powertrains + powertrain;
}
/// By variant.
using ByVariant = std::array<double, static_cast<std::size_t>(variants)>;

/// What sets the classes apart.
///   price of class c with powertrain p  P_pc = P_p a_c / sum_k m_pk a_k,  energy use likewise with e_c in place of a_c
/// P_p: price of the mean model sold with the powertrain (agents/national) [SEK]; m_pc: share of its models in class c
/// [1]; a_c, e_c: price and energy use over the medium class's [1]. So the mean model stays what the national catalogue
/// says, whatever the mix. Taste for class c, s_c = -1, 0, 1: t_c + s_c (i log(y/y0) + k children) [utils]. Valid for
/// mixes that add to 1. Deviation: one price and one energy ratio for all powertrains; three segments.
/// A krona counts for less the dearer the class: in place of a car's yearly cost C a household weighs
///   C~ = R_c + m_c (C - R_c),   m_c = a_c^-x      [kSEK/year]
/// R_c: what a petrol car of the class costs a year, new or used, at the prices of the years whose shares the tastes
/// t_c keep, so that x moves what prices do to classes and hardly the shares of those years; x = 0: a krona is a krona,
/// x = 1: every class has the same elasticity to its price. Valid for a_c > 0. Source: Berry, Levinsohn & Pakes 1995
/// (doi:10.2307/2171802), where own-price elasticities are -6.5 for a Nissan Sentra and -3.5 for a BMW 735i at some six
/// times the price: what 1 000 $ take of a car's sales falls with its price to the power 1.3. Part of that is income,
/// which is apart here (purchase_choice.hpp); x is the rest: who takes a dear car is one to whom money matters less
/// than to others of the quintile. Deviations: one x for all powertrains, for energy as for capital, new cars as used
/// ones; R_c in the prices of one time. Not for firms: they compare costs in accounts, where a krona is a krona in
/// every class, and their drivers' benefit tax follows the price by law.
struct ClassAssumptions {
  explicit ClassAssumptions(sim::AssumptionReader& read);
  std::array<double, car_classes> price;                                    // [1] a
  std::array<double, car_classes> energy_use;                               // [1] e
  std::array<sim::Series, powertrains> small_models;                        // [1] m
  std::array<sim::Series, powertrains> large_models;                        // [1] m
  std::array<double, car_classes> taste;                                    // [1] t
  double income;                                                            // [1] i
  double children;                                                          // [1] k, households with children
  double cost_exponent;                                                     // [1] x
  std::array<double, car_classes> reference_cost_new, reference_cost_used;  // [kSEK/year] R
};
/// m_c [1].
double cost_weight(const ClassAssumptions& assumptions, CarClass car_class);

/// The classes' offer at a date.
struct ClassOffer {
  ByVariant share{};       ///< of a powertrain's models sold in the class, new cars [1]
  ByVariant used_share{};  ///< of used cars, whose models were sold when they were new [1]
  ByVariant price{};       ///< over the powertrain's mean new model's [1]
  ByVariant energy_use{};  ///< likewise [1]
  ByVariant used_price{};  ///< over the powertrain's mean used car's [1]
  ByVariant used_energy_use{};
};
/// `used_age`: mean age of used cars, by powertrain [year].
ClassOffer class_offer(const ClassAssumptions& assumptions, const std::array<double, powertrains>& used_age,
                       sim::Time date);

/// Class of a used car of the powertrain, 0 < u < 1.
CarClass used_class(const ClassOffer& offer, Powertrain powertrain, double u);

/// How strongly a class is wanted by a household: s_c.
constexpr double size_of(CarClass car_class) {
  return index(car_class) - 1;
}

}  // namespace skifte::agents

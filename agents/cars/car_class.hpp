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
struct ClassAssumptions {
  explicit ClassAssumptions(sim::AssumptionReader& read);
  std::array<double, car_classes> price;              // [1] a
  std::array<double, car_classes> energy_use;         // [1] e
  std::array<sim::Series, powertrains> small_models;  // [1] m
  std::array<sim::Series, powertrains> large_models;  // [1] m
  std::array<double, car_classes> taste;              // [1] t
  double income;                                      // [1] i
  double children;                                    // [1] k, households with children
};

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

#pragma once
#include <array>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"

namespace skifte::agents {

/// Whether a farm takes up, keeps or leaves a carbon practice, once a year before sowing.
///
///   margin   m = p - c z + b + n s                 [SEK/(ha year)]
///     p  payment per hectare and year, the state's and the programme's
///     c  mean net cost before agronomic benefit, z  the farm's own cost relative to the mean, lognormal with median 1
///     b  agronomic benefit (nitrogen kept, yield), n  effect of neighbours, s  share of farms that practise [1]
///   takes up when m > h, leaves when m < -h       h  hysteresis: what a change of routine must bring [SEK/(ha year)]
///
/// A higher payment never makes the same farm leave. Source: threshold model of adoption (David 1969); the terms as in
/// reviews of European cover-crop schemes. Deviation: one decision for the farm's whole eligible area.
enum class Practice { cover_crop, reduced_tillage, biochar };
inline constexpr Labels<3> practice_labels = {"cover_crop", "reduced_tillage", "biochar"};

/// The additional carbon a hectare holds under a practice, which saturates and can be lost.
///
///   practised   dC/dt = g (1 - C / K)      C(t) = K - (K - C0) exp(-g t / K)
///   given up    dC/dt = -r C               C(t) = C0 exp(-r t)
///     C  carbon [g CO2/ha], g  first year's gain [g CO2/(ha year)], K  saturation, r  loss rate [1/year]
///
/// Source: first-order soil carbon response, Poeplau & Don 2015 (doi:10.1016/j.agee.2014.10.024); valid for C0 <= K.
struct PracticeAssumptions {
  double initial_share;   // [1] of farms that practised in 2015: their area is not additional
  double eligible_share;  // [1] of the farm's area
  double cost;            // [SEK/(ha year)]
  double cost_spread;     // [1] standard deviation of the logarithm
  double benefit;         // [SEK/(ha year)]
  double gain;            // [g/(ha year)] CO2
  double saturation;      // [g/ha] CO2
  double loss_rate;       // [1/year]
  double nitrous_oxide;   // [g/(ha year)] CO2e more (or less, negative) than without the practice
  double payment_weight;  // [1] of the city's programme, relative to cover crops
};

struct AdoptionAssumptions {
  explicit AdoptionAssumptions(sim::AssumptionReader& read);
  std::array<PracticeAssumptions, 3> practice;
  double hysteresis;        // [SEK/(ha year)]
  double neighbour_effect;  // [SEK/(ha year)]
  double biochar_supply;    // [ha] that the region's biochar suffices for
};

/// m above [SEK/(ha year)].
double practice_margin(const AdoptionAssumptions& assumptions, Practice practice, double payment, double cost_factor,
                       double neighbours_share);
/// Whether the farm practises after its decision.
bool decides_to_practise(const AdoptionAssumptions& assumptions, bool practises, double margin);
/// C(t) after `years` [g CO2/ha].
double soil_carbon_after(const PracticeAssumptions& practice, bool practised, double carbon, double years);

}  // namespace skifte::agents

#include "agents/demography/demography.hpp"

namespace skifte::agents {

DemographyInputs::DemographyInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : driver((read.set_reader("demography"), levers.set_reader("demography"), read)),
      rates(read),
      charging(read),
      new_flat_share(read.number("demography.new_flat_share", "1", "Share of flats among dwellings built")),
      young_house_rate(
          read.number("demography.young_house_rate", "1",
                      "Odds that a house was built in the years before the reference year, relative to a flat")),
      frozen(levers.lever("frozen_population",
                          "Nobody moves, is born or dies and nothing is built: the null scenario of demography")) {}

}  // namespace skifte::agents

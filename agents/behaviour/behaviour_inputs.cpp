#include "agents/behaviour/behaviour.hpp"

namespace skifte::agents {

TravelAssumptions::TravelAssumptions(sim::AssumptionReader& read)
    : trips_per_person(read.number("travel.trips_per_person", "1/d", "Trips per inhabitant and day")),
      commute_share(read.number("travel.commute_share", "1", "Share of trips that are commutes")),
      remote_work(
          read.series("travel.commuting_index", "1", "Commuting trips relative to 2019: pandemic and work from home")),
      transit_aversion(
          read.series("travel.transit_aversion", "1", "Utility that public transport lost in the pandemic")),
      shifted(read.number("travel.transit_shifted", "1",
                          "Share of the trips that public transport loses in a pandemic made by other modes")),
      habit_time(read.number("travel.habit_time", "year", "Time in which travel habits follow the situation")),
      cars_per_person(read.number("travel.cars_per_person_reference", "1", "Cars per inhabitant in the survey year")),
      dilution(read.number("travel.km_per_car_dilution", "1", "Elasticity of kilometres per car to persons per car")),
      car_access_start(read.number("travel.car_access_start", "1", "Share of households with a car at the start")),
      reference_cycle_network(read.number("travel.reference.cycle_network", "1",
                                          "Length of cycle paths in the survey year over that of 2022")),
      reference_car_cost(read.number("travel.reference.car_cost", "1",
                                     "Marginal cost of a car-kilometre in the survey year over that of 2015")) {}

HabitEffects::HabitEffects(sim::AssumptionReader& read)
    : plastic_per_sorter(
          read.number("habit.plastic_per_sorter", "1", "Share of its plastic that a sorting household sorts out")),
      food_per_sorter(
          read.number("habit.food_per_sorter", "1", "Share of its food waste that a sorting household sorts out")),
      flights(read.series("habit.flights_index", "1", "Flights per inhabitant relative to 2019")),
      flights_growth(
          read.number("habit.flights_growth", "1/year", "Growth of flights per inhabitant after the series' end")),
      flight_restraint(
          read.number("habit.flight_restraint", "1", "Flights left out by a household that restrains itself")),
      obligation_ease(
          read.number("habit.obligation_ease", "1",
                      "Ease of sorting packaging with collection at home, relative to recycling stations")) {}

BehaviourInputs::BehaviourInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : travel((read.set_reader("behaviour"), levers.set_reader("behaviour"), read)),
      car_distance(read),
      modes(read),
      plastic(read, "plastic_sorting", "sort out plastic packaging"),
      food(read, "food_sorting", "sort out food waste"),
      plant_based(read, "plant_based", "eat mainly plant-based food"),
      fewer_flights(read, "fewer_flights", "fly less for the climate's sake"),
      effects(read),
      private_share(
          read.number("footprint.car.private_share", "1", "Households' part of kilometres in the city's cars")),
      local_share(
          read.number("car.local_share", "1", "Share of residents' and firms' car-km driven inside the municipality")),
      campaign(levers.lever("habit_campaign", "A campaign for climate-friendly habits, beside the city's own",
                            {{"strength", "1", "Relative to a campaign of strength 1", true}})),
      obligation(levers.lever("sorting_obligation", "Packaging is collected at or near every home",
                              {{"ease", "1", "Ease of sorting relative to recycling stations, default as assumed"}})),
      congestion_charge(levers.lever("congestion_charge", "A charge on car-kilometres in the municipality",
                                     {{"cost", "SEK/km", "Charge per car-kilometre in the municipality", true}})) {}

}  // namespace skifte::agents

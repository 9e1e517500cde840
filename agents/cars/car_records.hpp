#pragma once
#include "agents/cars/car_fleet.hpp"
#include "agents/microdata.hpp"

namespace skifte::agents {

/// Writes every car registered at the year's end to the table `cars`, when it is asked for. Decides nothing.
void record_cars(Microdata& microdata, const CarFleet& fleet, int year);

}  // namespace skifte::agents

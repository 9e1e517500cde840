#pragma once
#include <memory>
#include <optional>

#include "agents/farmers/herds.hpp"
#include "agents/farmers/practices.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

struct FarmersInputs {
  FarmersInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  double farms;        // [1] number of farms
  double arable_land;  // [ha]
  double size_spread;  // [1] standard deviation of the logarithm of farm size
  AdoptionAssumptions adoption;
  HerdAssumptions herds;
  SoilAssumptions soils;
  std::optional<sim::LeverSetting> programme;  // parameter payment [SEK/(ha year)]
};

std::unique_ptr<sim::Kind> make_farmers(const FarmersInputs& inputs, const Setting& setting);

}  // namespace skifte::agents

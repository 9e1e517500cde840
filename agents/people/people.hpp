#pragma once
#include <memory>

#include "agents/setting.hpp"

namespace skifte::agents {

/// Nothing is assumed here: the kind only adds up what others published.
struct PeopleInputs {
  PeopleInputs(sim::AssumptionReader&, sim::LeverReader&) {}
};

/// Adds up, once a year, what the transition is to groups of households: who has what, and what it costs them. Decides
/// nothing and is read by no other kind.
std::unique_ptr<sim::Kind> make_people(const PeopleInputs& inputs, const Setting& setting);

}  // namespace skifte::agents

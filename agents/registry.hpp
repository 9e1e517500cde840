#pragma once
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "agents/setting.hpp"

namespace skifte::agents {

/// How a kind of agent enters the model: one folder under agents/ plus one line in registry.cpp. `Inputs` is the
/// folder's struct whose constructor takes (AssumptionReader&, LeverReader&) and thereby declares all it reads.
struct KindEntry {
  std::string_view folder;
  void (*declare)(sim::AssumptionReader&, sim::LeverReader&);
  std::unique_ptr<sim::Kind> (*make)(sim::AssumptionReader&, sim::LeverReader&, const Setting&);
};

template <class Inputs, std::unique_ptr<sim::Kind> (*make_kind)(const Inputs&, const Setting&)>
constexpr KindEntry kind_entry(std::string_view folder) {
  return {folder, [](sim::AssumptionReader& read, sim::LeverReader& levers) { (void)Inputs(read, levers); },
          [](sim::AssumptionReader& read, sim::LeverReader& levers, const Setting& setting) {
            return make_kind(Inputs(read, levers), setting);
          }};
}

/// All kinds in the order in which they act: first what sets the scene, then those who demand, then those who supply,
/// last those who count.
std::span<const KindEntry> kinds();

/// Every assumption and lever that some kind reads, by name; collected at the first call.
const std::vector<sim::AssumptionDeclaration>& declared_assumptions();
const std::vector<sim::LeverDeclaration>& declared_levers();

}  // namespace skifte::agents

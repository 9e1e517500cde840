#pragma once
#include <array>
#include <memory>
#include <optional>

#include "agents/products/refrigerants.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// Products that emit when used, per person:  E = n f exp(g (t - 2015)) a,  n persons, f [g CO2/(person year)], g trend
/// [1/year]; a = share of cars with an engine for lubricants times the share the inventory counts under product use, 1
/// for the others. Source: 2006 IPCC Guidelines vol. 3,
/// ch. 5.
enum class Product { lubricants, solvents, paint, wax, urea };
inline constexpr Labels<5> product_labels = {"lubricants", "solvents", "paint", "wax", "urea"};

struct ProductUseAssumptions {
  explicit ProductUseAssumptions(sim::AssumptionReader& read);
  std::array<double, 5> factor;    // [g/(person year)] in 2015
  std::array<double, 5> trend;     // [1/year]
  double lubricants_in_vehicles;   // [1]
  sim::Series lubricants_counted;  // [1]
};

struct ProductsInputs {
  ProductsInputs(sim::AssumptionReader& read, sim::LeverReader& levers);
  RefrigerantAssumptions refrigerants;
  ProductUseAssumptions use;
  std::optional<sim::LeverSetting> early_replacement;  // parameter rate [1/year]
};

std::unique_ptr<sim::Kind> make_products(const ProductsInputs& inputs, const Setting& setting);

}  // namespace skifte::agents

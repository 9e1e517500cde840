#pragma once
#include <string>
#include <vector>

#include "output/result_reader.hpp"

namespace skifte::analysis {

/// One of the IAMC's variables and where its figures stand in a result.
struct IamcVariable {
  std::string name;                  ///< `Emissions|Kyoto Gases|Transport|Cars`
  std::string unit;                  ///< `kt CO2-equiv/yr`
  std::string variable;              ///< of the result: `emissions_subsector`
  std::vector<std::size_t> columns;  ///< of it, added up
  double factor = 1;                 ///< from the result's unit
};

/// All that a result has, parents before their parts.
std::vector<IamcVariable> iamc_variables(const output::ResultFile& file);

/// `electricity_district_heating` as `Electricity District Heating`.
std::string iamc_words(const std::string& label);

}  // namespace skifte::analysis

#include "agents/microdata.hpp"

#include <algorithm>

#include "sim/fault.hpp"

namespace skifte::agents {

const std::vector<std::string>& microdata_tables() {
  static const std::vector<std::string> names = {"cars", "households"};
  return names;
}

void MicroTable::add(std::initializer_list<float> row) {
  sim::ensure(row.size() == columns.size(), "a row of microdata does not fit its table");
  auto column = columns.begin();
  for (const float value : row) (column++)->values.push_back(value);
}

void Microdata::ask(const MicrodataRequest& request, int first_year, int last_year) {
  request_ = request;
  first_year_ = first_year;
  last_year_ = last_year;
}

bool Microdata::wanted(std::string_view table, int year) const {
  const auto& tables = request_.tables;
  if (std::find(tables.begin(), tables.end(), table) == tables.end()) return false;
  return year == last_year_ || (year - first_year_) % request_.every == 0;
}

}  // namespace skifte::agents

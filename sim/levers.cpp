#include "sim/levers.hpp"

#include <algorithm>

#include "sim/fault.hpp"

namespace skifte::sim {

double LeverSetting::strength(Time date) const {
  if (end && date >= *end) return 0;
  if (!start) return 1;
  if (date < *start) return 0;
  if (ramp <= 0) return 1;
  return std::min(1.0, (date - *start) / (ramp * days_per_year));
}

double LeverSetting::number(std::string_view parameter, double otherwise) const {
  const auto found = numbers.find(parameter);
  return found == numbers.end() ? otherwise : found->second;
}

std::optional<Time> LeverSetting::date(std::string_view parameter) const {
  const auto found = dates.find(parameter);
  if (found == dates.end()) return std::nullopt;
  return found->second;
}

LeverReader LeverReader::collecting(std::vector<LeverDeclaration>& declarations) {
  LeverReader reader;
  reader.declarations_ = &declarations;
  return reader;
}

std::optional<LeverSetting> LeverReader::lever(const std::string& name, std::string_view meaning,
                                               std::vector<LeverParameter> parameters) {
  if (declarations_ != nullptr) {
    for (const LeverDeclaration& other : *declarations_) {
      if (other.name == name) throw ProgramFault("lever " + name + " is declared twice");
    }
    for (LeverParameter& parameter : parameters) {
      if (!parameter.bounds) parameter.bounds = implied_bounds(parameter.name, parameter.unit, parameter.meaning);
    }
    declarations_->push_back({name, std::string(meaning), reader_, std::move(parameters)});
    return std::nullopt;
  }
  const auto found = values_->find(name);
  if (found == values_->end()) return std::nullopt;
  return found->second;
}

}  // namespace skifte::sim

#include "sim/assumptions.hpp"

#include <algorithm>
#include <utility>

#include "sim/fault.hpp"

namespace skifte::sim {

void AssumptionValues::set(const std::string& name, double value) {
  values_[name] = value;
}
void AssumptionValues::set(const std::string& name, Series series) {
  values_[name] = std::move(series);
}

AssumptionValues AssumptionValues::on_top_of(const AssumptionValues& base) {
  AssumptionValues values;
  values.base_ = &base;
  return values;
}

const AssumptionValues::Value* AssumptionValues::find(const std::string& name) const {
  const auto found = values_.find(name);
  if (found != values_.end()) return &found->second;
  return base_ == nullptr ? nullptr : base_->find(name);
}

const std::map<std::string, AssumptionValues::Value, std::less<>>& AssumptionValues::all() const {
  ensure(base_ == nullptr, "assumptions: all of those on top of others");
  return values_;
}

double AssumptionValues::number(const std::string& name) const {
  const Value* found = find(name);
  if (found == nullptr) throw ProgramFault("assumption " + name + " has no value");
  if (const double* value = std::get_if<double>(found)) return *value;
  throw ProgramFault("assumption " + name + " is a series, read as a number");
}

const Series& AssumptionValues::series(const std::string& name) const {
  const Value* found = find(name);
  if (found == nullptr) throw ProgramFault("assumption " + name + " has no value");
  if (const Series* value = std::get_if<Series>(found)) return *value;
  throw ProgramFault("assumption " + name + " is a number, read as a series");
}

AssumptionReader AssumptionReader::collecting(std::vector<AssumptionDeclaration>& declarations) {
  AssumptionReader reader;
  reader.declarations_ = &declarations;
  return reader;
}

double AssumptionReader::number(const std::string& name, std::string_view unit, std::string_view meaning,
                                const std::optional<Bounds>& bounds) {
  if (!collects()) return values_->number(name);
  declare({name, std::string(unit), std::string(meaning), reader_, AssumptionShape::number, {}}, bounds);
  return 1.0;
}

Series AssumptionReader::series(const std::string& name, std::string_view unit, std::string_view meaning,
                                const std::optional<Bounds>& bounds) {
  if (!collects()) return values_->series(name);
  declare({name, std::string(unit), std::string(meaning), reader_, AssumptionShape::series, {}}, bounds);
  return Series::constant(1.0);
}

void AssumptionReader::declare(AssumptionDeclaration declaration, const std::optional<Bounds>& bounds) {
  declaration.bounds = bounds ? *bounds : implied_bounds(declaration.name, declaration.unit, declaration.meaning);
  declaration.has_own_bounds = bounds.has_value();
  const auto same = std::find_if(declarations_->begin(), declarations_->end(),
                                 [&](const AssumptionDeclaration& other) { return other.name == declaration.name; });
  if (same == declarations_->end()) {
    declarations_->push_back(std::move(declaration));
    return;
  }
  if (same->unit != declaration.unit || same->shape != declaration.shape)
    throw ProgramFault("assumption " + declaration.name + " is declared twice, differently");
  if (declaration.has_own_bounds && !same->has_own_bounds) {
    same->bounds = declaration.bounds;
    same->has_own_bounds = true;
  } else if (declaration.has_own_bounds == same->has_own_bounds) {
    same->bounds = same->bounds.and_also(declaration.bounds);
  }
  if (same->reader.find(reader_) == std::string::npos) same->reader += ", " + reader_;
}

}  // namespace skifte::sim

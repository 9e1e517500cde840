#include "output/dataset.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr std::array<std::string_view, 5> status_words = {"done", "failed", "crashed", "timed_out", "out_of_memory"};

/// Names the writer uses itself.
const std::set<std::string_view>& reserved_names() {
  static const std::set<std::string_view> names = {"member",    "status",  "seed",         "replicate",
                                                   "wall_time", "message", "observations", "provenance"};
  return names;
}

void require(bool holds, const std::string& what) {
  if (!holds) throw sim::ProgramFault(what);
}

void check_dimension(const Dimension& dimension) {
  require(dimension.labels.empty() || dimension.years.empty(), "dimension " + dimension.name + " has names and years");
  const std::set<std::string> labels(dimension.labels.begin(), dimension.labels.end());
  const std::set<int> years(dimension.years.begin(), dimension.years.end());
  require(labels.size() == dimension.labels.size() && years.size() == dimension.years.size(),
          "dimension " + dimension.name + " repeats a label");
}

}  // namespace

Layout::Layout(std::vector<Dimension> dimensions, std::vector<VariableSpec> variables)
    : dimensions_(std::move(dimensions)), variables_(std::move(variables)) {
  std::set<std::string> names;
  const auto claim = [&names](const std::string& name) {
    require(!name.empty() && name.find('/') == std::string::npos,
            "a name in a layout is empty or has a slash: " + name);
    require(!reserved_names().contains(name), "a layout uses the reserved name " + name);
    require(names.insert(name).second, "a layout has the name " + name + " twice");
  };
  for (const Dimension& dimension : dimensions_) {
    claim(dimension.name);
    check_dimension(dimension);
  }
  for (const VariableSpec& variable : variables_) {
    claim(variable.name);
    std::size_t count = 1;
    for (const std::string& name : variable.dimensions) count *= dimension(name).size();
    offsets_.push_back(total_);
    sizes_.push_back(count);
    total_ += count;
  }
}

std::size_t Layout::index_of(std::string_view variable) const {
  const auto found = std::find_if(variables_.begin(), variables_.end(),
                                  [variable](const VariableSpec& candidate) { return candidate.name == variable; });
  require(found != variables_.end(), "no variable " + std::string(variable) + " in the layout");
  return static_cast<std::size_t>(found - variables_.begin());
}

bool Layout::has(std::string_view variable) const {
  return std::any_of(variables_.begin(), variables_.end(),
                     [variable](const VariableSpec& candidate) { return candidate.name == variable; });
}

const Dimension& Layout::dimension(std::string_view name) const {
  const auto found = std::find_if(dimensions_.begin(), dimensions_.end(),
                                  [name](const Dimension& candidate) { return candidate.name == name; });
  require(found != dimensions_.end(), "no dimension " + std::string(name) + " in the layout");
  return *found;
}

const VariableSpec& Layout::variable(std::string_view name) const {
  return variables_[index_of(name)];
}
std::size_t Layout::offset(std::string_view variable) const {
  return offsets_[index_of(variable)];
}
std::size_t Layout::size(std::string_view variable) const {
  return sizes_[index_of(variable)];
}

std::vector<std::size_t> Layout::shape(std::string_view variable) const {
  std::vector<std::size_t> lengths;
  for (const std::string& name : this->variable(variable).dimensions) lengths.push_back(dimension(name).size());
  return lengths;
}

std::string Layout::describe(std::size_t value_index) const {
  require(value_index < total_, "value index beyond the layout");
  std::size_t which = 0;
  while (value_index >= offsets_[which] + sizes_[which]) ++which;
  std::size_t rest = value_index - offsets_[which];
  std::string place;
  const auto& names = variables_[which].dimensions;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    const Dimension& axis = dimension(*name);
    place = *name + " " + axis.label(rest % axis.size()) + (place.empty() ? "" : ", ") + place;
    rest /= axis.size();
  }
  return variables_[which].name + (place.empty() ? "" : " at " + place);
}

std::string_view to_string(MemberStatus status) {
  return status_words.at(static_cast<std::size_t>(status));
}

MemberStatus member_status(std::string_view word) {
  const auto found = std::find(status_words.begin(), status_words.end(), word);
  if (found == status_words.end()) throw sim::UserFault("unknown member status '" + std::string(word) + "'");
  return static_cast<MemberStatus>(found - status_words.begin());
}

MemberResult blank_result(std::uint32_t member, const Layout& layout) {
  MemberResult result;
  result.member = member;
  result.values.assign(layout.total(), std::numeric_limits<double>::quiet_NaN());
  return result;
}

std::string value_fault(const std::vector<double>& values, const Layout& layout) {
  if (values.size() != layout.total())
    return "gave " + std::to_string(values.size()) + " values (the layout has " + std::to_string(layout.total()) + ")";
  for (const VariableSpec& variable : layout.variables()) {
    const std::size_t begin = layout.offset(variable.name);
    const std::size_t end = begin + layout.size(variable.name);
    for (std::size_t i = begin; i < end; ++i) {
      if (std::isfinite(values[i])) continue;
      if (!std::isnan(values[i])) return layout.describe(i) + " is infinite";
      if (variable.missing == Missing::fault) return layout.describe(i) + " is not a number";
    }
  }
  return "";
}

}  // namespace skifte::output

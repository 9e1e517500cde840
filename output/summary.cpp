#include "output/summary.hpp"

#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "sim/fault.hpp"

namespace skifte::output {

namespace {

constexpr std::array<double, 9> shares = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99};

bool is_summarised(const VariableSpec& variable) {
  return !variable.name.starts_with("design_");
}

// Percentiles of sums cannot be had from percentiles of what is summed.
const std::array<std::string, 2> with_total = {"emissions", "emissions_published"};
constexpr const char* total_ending = "_total";

Layout summarised_part(const Layout& members) {
  std::vector<Dimension> dimensions;
  std::vector<VariableSpec> variables;
  for (const VariableSpec& variable : members.variables()) {
    if (is_summarised(variable) && members.size(variable.name) > 0) variables.push_back(variable);
  }
  for (const std::string& name : with_total) {
    if (!members.has(name) || members.size(name) == 0) continue;
    VariableSpec total = members.variable(name);
    if (total.dimensions.empty()) continue;
    total.name += total_ending;
    total.long_name += ", sum over " + total.dimensions.back();
    total.dimensions.pop_back();
    variables.push_back(std::move(total));
  }
  for (const Dimension& dimension : members.dimensions()) {
    // What design variables alone stand along says nothing here.
    if (dimension.size() > 0 && dimension.name != "design_factor" && dimension.name != "scenario")
      dimensions.push_back(dimension);
  }
  return {std::move(dimensions), std::move(variables)};
}

}  // namespace

Summary::Summary(const Layout& members, std::vector<std::string> variants)
    : layout_(summarised_part(members)),
      variants_(std::move(variants)),
      member_values_(members.total()),
      sketches_(variants_.size() * layout_.total()) {
  for (const VariableSpec& variable : layout_.variables()) {
    const bool is_total = !members.has(variable.name);
    const std::string& name = variable.name;
    const std::string source = is_total ? name.substr(0, name.size() - std::string(total_ending).size()) : name;
    places_.push_back({members.offset(source), members.size(source) / layout_.size(name)});
  }
}

Summary::Summary(Layout layout, std::vector<std::string> variants, std::vector<Sketch> sketches, IdRanges done,
                 std::map<std::uint32_t, Failure> failed)
    : layout_(std::move(layout)),
      variants_(std::move(variants)),
      sketches_(std::move(sketches)),
      done_(std::move(done)),
      failed_(std::move(failed)) {
  sim::ensure(sketches_.size() == variants_.size() * layout_.total(), "a summary's sketches do not fit its layout");
}

void Summary::add(std::size_t variant, const MemberResult& member) {
  if (member.status != MemberStatus::done) {
    sim::ensure(!done_.contains(member.member), "a member is summarised twice");
    failed_[member.member] = {member.status, member.seed, member.replicate, member.message};
    return;
  }
  sim::ensure(!places_.empty() && member.values.size() == member_values_ && variant < variants_.size(),
              "a member does not fit the summary");
  done_.insert(member.member);
  failed_.erase(member.member);
  for (std::size_t v = 0; v < places_.size(); ++v) {
    const VariableSpec& variable = layout_.variables()[v];
    const double origin = sketch_origin(layout_, variable);
    Sketch* into = &sketches_[variant * layout_.total() + layout_.offset(variable.name)];
    const double* from = &member.values[places_[v].offset];
    for (std::size_t i = 0; i < layout_.size(variable.name); ++i, from += places_[v].summed) {
      into[i].add(std::accumulate(from, from + places_[v].summed, 0.0) - origin);
    }
  }
}

void Summary::add(const Summary& other) {
  sim::ensure(other.layout_ == layout_ && other.variants_ == variants_, "summaries of different ensembles");
  for (const std::uint32_t id : other.done_.ids()) {
    done_.insert(id);
    sim::ensure(!failed_.contains(id), "a member is in two summaries");
  }
  for (const auto& [member, failure] : other.failed_) {
    const bool is_new = !done_.contains(member) && failed_.emplace(member, failure).second;
    sim::ensure(is_new, "a member is in two summaries");
  }
  for (std::size_t i = 0; i < sketches_.size(); ++i) sketches_[i].add(other.sketches_[i]);
}

double sketch_origin(const Layout& layout, const VariableSpec& variable) {
  if (variable.units != "year") return 0;
  for (const Dimension& dimension : layout.dimensions()) {
    if (dimension.name == "year" && !dimension.years.empty()) return dimension.years.front() - 1;
  }
  return 0;
}

const std::vector<std::string>& statistic_names() {
  static const std::vector<std::string> names = {"mean", "minimum", "p01", "p05", "p10",     "p25",  "p50",
                                                 "p75",  "p90",     "p95", "p99", "maximum", "count"};
  return names;
}

double statistic(const Sketch& sketch, std::size_t which, double origin) {
  if (which == 0) return sketch.mean() + origin;
  if (which == 1) return sketch.least() + origin;
  if (which == shares.size() + 2) return sketch.greatest() + origin;
  if (which == shares.size() + 3) return static_cast<double>(sketch.count());
  const double value = sketch.percentile(shares.at(which - 2));
  return origin == 0 ? value : std::nearbyint(value) + origin;
}

std::vector<double> statistics_of(const Summary& summary, const VariableSpec& variable) {
  const Layout& layout = summary.layout();
  const std::size_t begin = layout.offset(variable.name);
  const double origin = sketch_origin(layout, variable);
  std::vector<double> values;
  for (std::size_t which = 0; which < statistic_names().size(); ++which) {
    for (std::size_t variant = 0; variant < summary.variants().size(); ++variant) {
      for (std::size_t i = 0; i < layout.size(variable.name); ++i)
        values.push_back(statistic(summary.sketch(variant, begin + i), which, origin));
    }
  }
  return values;
}

}  // namespace skifte::output

#include "analysis/design_table.hpp"

#include "scenarios/distribution.hpp"
#include "sim/fault.hpp"

namespace skifte::analysis {

namespace {

/// RFC 4180: quoted where need be.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string header_line(const std::vector<std::string>& factors, const std::vector<std::string>& assumptions) {
  std::string line = "point,replicate,scenario";
  for (const std::string& name : factors) line += "," + field(name);
  for (const std::string& name : assumptions) line += "," + field(name);
  return line + "\n";
}

std::vector<std::string> split_levels(const std::string& text) {
  std::vector<std::string> levels;
  for (std::size_t at = 0; at != std::string::npos;) {
    const std::size_t bar = text.find('|', at);
    levels.push_back(text.substr(at, bar == std::string::npos ? bar : bar - at));
    at = bar == std::string::npos ? bar : bar + 1;
  }
  return levels;
}

}  // namespace

std::string design_table(const Plan& plan) {
  std::vector<std::string> factors;
  for (const Factor& factor : plan.factors()) factors.push_back(factor.name);
  std::vector<std::string> assumptions;
  for (const auto& uncertainty : plan.merged().uncertainties) assumptions.push_back(uncertainty.name);
  std::string text = header_line(factors, assumptions);
  for (std::uint32_t which = 0; which < plan.members(); ++which) {
    const PlannedMember member = plan.member(which);
    const Variant& variant = plan.variants()[member.variant];
    text += std::to_string(member.point) + "," + std::to_string(member.replicate) + "," +
            field(plan.scenario_names()[variant.scenario]);
    for (std::size_t f = 0; f < factors.size(); ++f) text += "," + field(plan.factors()[f].levels[variant.levels[f]]);
    for (const double value : member.values) text += "," + scenarios::short_number(value);
    text += "\n";
  }
  return text;
}

std::string design_table(const output::ResultFile& file) {
  if (!file.layout().has("design_point")) {
    throw sim::UserFault(file.path() + " holds no design (it is of one run, or of an older program)");
  }
  const auto labels = [&](const char* dimension, const char* variable) {
    return file.layout().has(variable) ? file.layout().dimension(dimension).labels : std::vector<std::string>();
  };
  const std::vector<std::string> factors = labels("design_factor", "design_level");
  const std::vector<std::string> assumptions = labels("assumption", "assumption_value");
  const std::vector<std::string>& names = file.layout().dimension("scenario").labels;
  std::vector<std::vector<std::string>> levels;
  if (const auto* texts = file.label_texts("design_levels")) {
    for (const std::string& text : texts->texts) levels.push_back(split_levels(text));
  }
  const std::vector<double> points = file.read("design_point");
  const std::vector<double> which = file.read("design_scenario");
  const std::vector<double> level = factors.empty() ? std::vector<double>() : file.read("design_level");
  const std::vector<double> values = assumptions.empty() ? std::vector<double>() : file.read("assumption_value");
  std::string text = header_line(factors, assumptions);
  for (std::size_t m = 0; m < file.members().size(); ++m) {
    text += scenarios::short_number(points[m]) + "," + std::to_string(file.replicates()[m]) + "," +
            field(names[static_cast<std::size_t>(which[m])]);
    for (std::size_t f = 0; f < factors.size(); ++f) {
      text += "," + field(levels[f][static_cast<std::size_t>(level[m * factors.size() + f])]);
    }
    for (std::size_t i = 0; i < assumptions.size(); ++i) {
      text += "," + scenarios::short_number(values[m * assumptions.size() + i]);
    }
    text += "\n";
  }
  return text;
}

}  // namespace skifte::analysis

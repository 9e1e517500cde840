#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "output/dataset.hpp"
#include "output/result_reader.hpp"
#include "output/result_writer.hpp"
#include "tests/output/example_result.hpp"

/// Small results whose every number a test gives, for the analyses that read result files.
namespace skifte::analysis::testing {

/// The value of a variable for a member, a calendar year and a label's position.
using ValueOf = std::function<double(int member, int year, int label)>;

/// A result in the making: 2029 to 2031, sectors `transport` and `waste_incl_sewage`; what is not set is 0.
struct SmallResult {
  int members = 1;
  std::vector<int> years = {2029, 2030, 2031};
  std::vector<int> failed;  ///< members that failed
  std::string scenario = "contract-2030";
  std::string city = "helsingborg";
  std::uint64_t seed = 7;
  std::map<std::string, ValueOf> values;  ///< by variable
  std::map<std::string, std::string> extra;
  std::vector<std::string> targets;
  std::vector<std::string> rules;
  std::vector<output::LabelTexts> label_texts;
  std::vector<std::string> assumptions;                         ///< uncertain ones
  std::function<double(int member, int assumption)> draw = {};  ///< their values
  std::vector<std::string> scenarios;                           ///< of a file of several; members are of each in turn
  int replicates = 1;                                           ///< of each point: members beside each other

  output::Layout layout() const {
    std::vector<output::Dimension> dimensions{{"year", {}, years, "calendar year"},
                                              {"sector", {"transport", "waste_incl_sewage"}, {}, "sector"},
                                              {"subsector", {"cars", "buses", "landfill", "kemira"}, {}, "sub-sector"},
                                              {"payer", {"city", "households"}, {}, "who pays"},
                                              {"target", targets, {}, "target"},
                                              {"assumption", assumptions, {}, "uncertain assumption"}};
    std::vector<output::VariableSpec> variables{
        {"emissions", {"year", "sector"}, "t CO2e", "physical account"},
        {"emissions_published", {"year", "sector"}, "t CO2e", "published account"},
        {"emissions_subsector", {"year", "subsector"}, "t CO2e", "physical account by sub-sector"},
        {"net_emissions", {"year"}, "t CO2e", "net"},
        {"net_emissions_published", {"year"}, "t CO2e", "net, published"},
        {"neutral", {"year"}, "1", "both tests"},
        {"neutral_published", {"year"}, "1", "both tests, published"},
        {"investment", {"year", "payer"}, "MSEK", "investment by payer"},
        {"target_met", {"target"}, "1", "met"},
        {"assumption_value", {"assumption"}, "1", "drawn"}};
    if (!scenarios.empty()) {
      dimensions.push_back({"scenario", scenarios, {}, "scenario"});
      variables.push_back({"design_scenario", {}, "1", "place in scenario"});
    }
    if (!rules.empty()) dimensions.push_back({"rule", rules, {}, "rule"});
    if (replicates > 1) variables.push_back({"design_point", {}, "1", "point of the design"});
    return output::Layout(dimensions, variables);
  }

  /// Writes the file into `folder` and opens it.
  output::ResultFile open(const output::example::TemporaryFolder& folder, const std::string& name = "small.h5") const {
    const output::Layout made = layout();
    output::FileHeader header;
    header.scenario = scenario;
    header.city = city;
    header.extra = extra;
    header.label_texts = label_texts;
    output::MemberSource source;
    for (int member = 0; member < members; ++member) source.members.push_back(static_cast<std::uint32_t>(member));
    source.read = [&](std::size_t index) { return member_result(made, static_cast<int>(index)); };
    output::write_result(folder / name, made, header, source, output::Overwrite::results);
    return output::ResultFile(folder / name);
  }

 private:
  output::MemberResult member_result(const output::Layout& made, int member) const {
    output::MemberResult result = output::blank_result(static_cast<std::uint32_t>(member), made);
    result.seed = seed;
    for (int one : failed) {
      if (one != member) continue;
      result.status = output::MemberStatus::failed;
      result.message = "for the test";
      return result;
    }
    for (double& value : result.values) value = 0;
    if (!scenarios.empty()) {
      result.values[made.offset("design_scenario")] = static_cast<double>(member % static_cast<int>(scenarios.size()));
    }
    if (replicates > 1) {
      result.values[made.offset("design_point")] = static_cast<double>(member / replicates);
      result.replicate = static_cast<std::uint32_t>(member % replicates);
    }
    for (std::size_t i = 0; i < assumptions.size(); ++i)
      result.values[made.offset("assumption_value") + i] = draw(member, static_cast<int>(i));
    for (const auto& [variable, value_of] : values) {
      const std::size_t width = made.size(variable) / years.size();
      for (std::size_t i = 0; i < made.size(variable); ++i) {
        result.values[made.offset(variable) + i] = value_of(member, years[i / width], static_cast<int>(i % width));
      }
    }
    return result;
  }
};

}  // namespace skifte::analysis::testing

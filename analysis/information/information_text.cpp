#include "analysis/information/information_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/shown_number.hpp"

namespace skifte::analysis {

namespace {

using nlohmann::json;

std::string interval(const Index& index, const ShownUnit& how) {
  if (std::isnan(index.low)) return shown(index.value, how);
  return fmt::format("{} ({} to {})", shown(index.value, how), shown(index.low, how), shown(index.high, how));
}

json to_json(const Index& index) {
  return json::array({json_number(index.value), json_number(index.low), json_number(index.high)});
}

}  // namespace

std::string information_text(const ValueOfInformation& information, std::size_t most) {
  const ShownUnit whole = shown_unit(information.unit, information.means[information.chosen]);
  const double largest = information.inputs.empty() ? 0 : information.inputs.front().value.value;
  const ShownUnit how = shown_unit(information.unit, std::max(information.perfect.value, largest));
  std::string text =
      fmt::format("{} over {} futures", outcome_words(information.outcome, information.unit), information.futures);
  if (information.left_out > 0) text += fmt::format(" ({} more are not done in all scenarios)", information.left_out);
  if (information.unshared > 0) text += fmt::format(" ({} more are not held by all scenarios)", information.unshared);
  if (information.points < information.futures)
    text += fmt::format(", of {} points of the design, whose replicates are averaged", information.points);
  text += "\n";
  for (std::size_t s = 0; s < information.scenarios.size(); ++s) {
    text += fmt::format("  {:<40} mean {:>12} {}{}\n", information.scenarios[s], shown(information.means[s], whole),
                        whole.unit, s == information.chosen ? "  <- chosen, not knowing more" : "");
  }
  text +=
      fmt::format("Knowing everything before choosing, luck included, would be worth {} {}: no study is worth more.\n",
                  interval(information.perfect, how), how.unit);
  if (information.perfect.value <= 0) {
    return text +
           "The chosen scenario is best in every future: nothing that could be learnt would change the choice.\n";
  }
  const auto above =
      std::count_if(information.inputs.begin(), information.inputs.end(),
                    [&](const InputInformation& input) { return input.value.value > information.noise; });
  text += fmt::format(
      "Of {} assumptions {} are worth more than {} {}, which one that tells nothing reaches in 1 of 20 cases "
      "({:.0f} would by chance).\n\n",
      information.inputs.size(), above, shown(information.noise, how), how.unit,
      0.05 * static_cast<double>(information.inputs.size()));
  std::size_t width = 12;
  for (std::size_t i = 0; i < std::min(most, information.inputs.size()); ++i) {
    width = std::max(width, information.inputs[i].input.size());
  }
  text += fmt::format("  {:<{}} {:>32} {:>16}  {}\n", "assumption", width, fmt::format("worth [{}]", how.unit),
                      "changes choice", "what it is");
  for (std::size_t i = 0; i < std::min(most, information.inputs.size()); ++i) {
    const InputInformation& input = information.inputs[i];
    if (input.value.value <= 0) {
      text += fmt::format("  the other {} are worth nothing\n", information.inputs.size() - i);
      break;
    }
    text += fmt::format("  {:<{}} {:>32} {:>14.0f} %  {}\n", input.input, width, interval(input.value, how),
                        100 * input.changes_choice, input.meaning);
  }
  return text;
}

json information_json(const ValueOfInformation& information) {
  json inputs = json::array();
  for (const InputInformation& input : information.inputs) {
    inputs.push_back({{"name", input.input},
                      {"group", input.group},
                      {"units", input.unit},
                      {"meaning", input.meaning},
                      {"evppi", to_json(input.value)},
                      {"changes_choice", input.changes_choice}});
  }
  return {{"outcome", information.outcome},
          {"units", information.unit},
          {"scenarios", information.scenarios},
          {"means", information.means},
          {"chosen", information.scenarios[information.chosen]},
          {"more_is_better", information.better == Better::more},
          {"futures", information.futures},
          {"left_out", information.left_out},
          {"unshared", information.unshared},
          {"evpi", to_json(information.perfect)},
          {"noise", json_number(information.noise)},
          {"confidence", 0.95},
          {"assumptions", std::move(inputs)}};
}

}  // namespace skifte::analysis

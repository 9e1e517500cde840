#include "analysis/sensitivity/sensitivity_text.hpp"
#include "analysis/export/csv_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "analysis/outcomes/result_outcomes.hpp"
#include "analysis/shown_number.hpp"

namespace skifte::analysis {

namespace {

using nlohmann::json;

bool is_share(const SensitivityTable& table) {
  return table.method != "morris";
}

/// The measure that ranks.
std::size_t main_measure(const SensitivityTable& table) {
  return table.measures.size() == 2 && table.measures[1] == "total" ? 1 : 0;
}

ShownUnit unit_of(const SensitivityTable& table) {
  if (is_share(table)) return {"", 1, 3};
  double size = 0;
  for (const InputIndices& input : table.inputs) size = std::max(size, std::abs(input.values.front().value));
  return shown_unit(table.unit, size);
}

std::string cell(const Index& index, const ShownUnit& how) {
  if (std::isnan(index.low)) return shown(index.value, how);
  return fmt::format("{} ({} to {})", shown(index.value, how), shown(index.low, how), shown(index.high, how));
}

std::size_t name_width(const SensitivityTable& table) {
  std::size_t width = 12;
  for (const InputIndices& input : table.inputs) width = std::max(width, input.input.size());
  return std::min<std::size_t>(width, 56);
}

std::string rows(const SensitivityTable& table, const std::vector<InputIndices>& entries, std::size_t most,
                 std::size_t width) {
  const ShownUnit how = unit_of(table);
  std::string text;
  for (std::size_t i = 0; i < std::min(most, entries.size()); ++i) {
    text += fmt::format("  {:<{}}", entries[i].input, width);
    for (const Index& index : entries[i].values) text += fmt::format("  {:>28}", cell(index, how));
    text += "\n";
  }
  return text;
}

std::string header(const SensitivityTable& table, const char* what, std::size_t width) {
  std::string text = fmt::format("  {:<{}}", what, width);
  for (const std::string& measure : table.measures) text += fmt::format("  {:>28}", measure);
  return text + "\n";
}

/// Which inputs cannot be told from one without effect.
std::size_t above_threshold(const SensitivityTable& table) {
  return static_cast<std::size_t>(
      std::count_if(table.inputs.begin(), table.inputs.end(),
                    [&](const InputIndices& input) { return input.values.front().value > table.threshold.front(); }));
}

std::string words(const SensitivityTable& table) {
  const ShownUnit how = shown_unit(table.unit, std::max(std::abs(table.mean), std::sqrt(table.variance)));
  const std::string unit = how.unit == "1" ? "" : " " + how.unit;
  std::string text =
      fmt::format("{}: {} by {} {}", outcome_words(table.outcome, table.unit), table.method, table.used, table.what);
  if (table.left_out > 0) text += fmt::format(" ({} more left out: failed, or never)", table.left_out);
  text += fmt::format("; mean {}{}, standard deviation {}{}\n", shown(table.mean, how), unit,
                      shown(std::sqrt(table.variance), how), unit);
  if (!table.threshold.empty()) {
    text += fmt::format(
        "{} of {} inputs stand above {:.3f}, which an input without effect reaches in 1 of 20 cases: {:.0f} would by "
        "chance.\n",
        above_threshold(table), table.inputs.size(), table.threshold.front(),
        0.05 * static_cast<double>(table.inputs.size()));
  }
  if (!table.measures.empty() && table.measures.front() == "first") {
    double sum = 0;
    for (const InputIndices& input : table.inputs) sum += input.values.front().value;
    text += fmt::format("Inputs one at a time explain {:.0f} % of the variance together.\n", 100 * sum);
  }
  return text;
}

std::string one_table(const SensitivityTable& table, std::size_t most) {
  const std::size_t width = name_width(table);
  const ShownUnit how = unit_of(table);
  std::string text = words(table);
  if (!is_share(table)) text += fmt::format("  in {}\n", how.unit);
  text += "\n" + header(table, "input", width) + rows(table, table.inputs, most, width);
  if (table.inputs.size() > most) text += fmt::format("  ... {} more (--top, --json)\n", table.inputs.size() - most);
  text += "\n" + header(table, "group", width) + rows(table, table.groups, most, width);
  if (!table.pairs.empty()) {
    text += fmt::format("\n  {:<{}}  {:>28}\n", "pair beyond each alone", 2 * width + 3, "second");
    for (std::size_t i = 0; i < std::min<std::size_t>(most / 2, table.pairs.size()); ++i) {
      const PairIndex& pair = table.pairs[i];
      text += fmt::format("  {:<{}}  {:>28}\n", pair.first + " x " + pair.second, 2 * width + 3, cell(pair.value, how));
    }
  }
  for (const std::string& note : table.notes) text += fmt::format("  {}\n", note);
  return text;
}

/// The ranking measure of the inputs that matter most in any of the outcomes, by outcome.
std::string over_outcomes(const std::vector<SensitivityTable>& tables, std::size_t most) {
  const std::size_t measure = main_measure(tables.front());
  std::vector<std::pair<double, std::string>> ranked;
  for (const InputIndices& each : tables.front().inputs) {
    double largest = 0;
    for (const SensitivityTable& table : tables) {
      const double whole = is_share(table) ? 1 : std::max(1e-300, table.inputs.front().values.front().value);
      for (const InputIndices& input : table.inputs) {
        if (input.input == each.input) largest = std::max(largest, input.values[measure].value / whole);
      }
    }
    ranked.emplace_back(-largest, each.input);
  }
  std::sort(ranked.begin(), ranked.end());
  ranked.resize(std::min(most, ranked.size()));
  double largest_sd = 0;
  for (const SensitivityTable& table : tables) largest_sd = std::max(largest_sd, std::sqrt(table.variance));
  const std::size_t width = name_width(tables.front());
  std::string text = fmt::format("{} by outcome ({}); intervals in --json and -o\n\n  {:<{}}",
                                 tables.front().measures[measure], tables.front().method, "outcome", width);
  text += fmt::format("  {:>10}", fmt::format("sd {}", shown_unit(tables.front().unit, largest_sd).unit));
  for (std::size_t i = 0; i < ranked.size(); ++i) text += fmt::format(" {:>6}", fmt::format("[{}]", i + 1));
  text += "\n";
  for (const SensitivityTable& table : tables) {
    const ShownUnit how = shown_unit(table.unit, largest_sd);
    text += fmt::format("  {:<{}}  {:>10}", table.outcome, width, shown(std::sqrt(table.variance), how));
    for (const auto& [value, name] : ranked) {
      for (const InputIndices& input : table.inputs) {
        if (input.input != name) continue;
        text += is_share(table) ? fmt::format(" {:>6.2f}", input.values[measure].value)
                                : fmt::format(" {:>6.3g}", input.values[measure].value * how.factor);
      }
    }
    text += "\n";
  }
  for (std::size_t i = 0; i < ranked.size(); ++i) text += fmt::format("  [{}] {}\n", i + 1, ranked[i].second);
  for (const std::string& note : tables.front().notes) text += fmt::format("  {}\n", note);
  return text;
}

json to_json(const Index& index) {
  return json::array({json_number(index.value), json_number(index.low), json_number(index.high)});
}

json to_json(const SensitivityTable& table, const std::vector<InputIndices>& entries, bool with_group) {
  json all = json::array();
  for (const InputIndices& entry : entries) {
    json made = {{"name", entry.input}};
    if (with_group) {
      made["group"] = entry.group;
      made["units"] = entry.unit;
    }
    for (std::size_t m = 0; m < entry.values.size(); ++m) made[table.measures[m]] = to_json(entry.values[m]);
    all.push_back(std::move(made));
  }
  return all;
}

}  // namespace

std::string sensitivity_text(const std::vector<SensitivityTable>& tables, std::size_t most) {
  constexpr std::size_t one_by_one = 3, columns = 10;
  if (tables.size() > one_by_one) return over_outcomes(tables, std::min(most, columns));
  std::string text;
  for (const SensitivityTable& table : tables) text += (text.empty() ? "" : "\n") + one_table(table, most);
  return text;
}

json sensitivity_json(const std::vector<SensitivityTable>& tables) {
  json all = json::array();
  for (const SensitivityTable& table : tables) {
    json pairs = json::array();
    for (const PairIndex& pair : table.pairs) {
      pairs.push_back({{"first", pair.first}, {"second", pair.second}, {"value", to_json(pair.value)}});
    }
    json made = {{"method", table.method},
                 {"outcome", table.outcome},
                 {"units", table.unit},
                 {"used", table.used},
                 {"left_out", table.left_out},
                 {"what", table.what},
                 {"mean", json_number(table.mean)},
                 {"variance", json_number(table.variance)},
                 {"measures", table.measures},
                 {"inputs", to_json(table, table.inputs, true)},
                 {"groups", to_json(table, table.groups, false)},
                 {"pairs", std::move(pairs)},
                 {"notes", table.notes}};
    json threshold = json::array();
    for (const double value : table.threshold) threshold.push_back(json_number(value));
    made["threshold"] = std::move(threshold);
    all.push_back(std::move(made));
  }
  return {{"confidence", 0.95}, {"tables", std::move(all)}};
}

std::string sensitivity_csv(const std::vector<SensitivityTable>& tables) {
  std::string text = "outcome,method,kind,name,group,measure,value,low,high\n";
  const auto add = [&](const SensitivityTable& table, const char* kind, const std::string& name,
                       const std::string& group, const std::string& measure, const Index& index) {
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{}\n", csv_cell(table.outcome), table.method,
                   kind, csv_cell(name), csv_cell(group), measure, csv_number(index.value), csv_number(index.low),
                   csv_number(index.high));
  };
  for (const SensitivityTable& table : tables) {
    for (const auto* entries : {&table.inputs, &table.groups}) {
      for (const InputIndices& entry : *entries) {
        for (std::size_t m = 0; m < entry.values.size(); ++m) {
          add(table, entries == &table.inputs ? "input" : "group", entry.input, entry.group, table.measures[m],
              entry.values[m]);
        }
      }
    }
    for (const PairIndex& pair : table.pairs) {
      add(table, "pair", pair.first + " x " + pair.second, "", "second", pair.value);
    }
  }
  return text;
}

}  // namespace skifte::analysis

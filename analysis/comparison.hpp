#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/paired_mean.hpp"
#include "analysis/pairing.hpp"
#include "analysis/result_changes.hpp"

namespace skifte::analysis {

/// A figure in two results.
struct ComparedOutcome {
  std::string text;     ///< expression: `emissions@2030`, `investment.city@2025-2050`
  std::string unit;     ///< "1" for a pure number, and for a condition: then means are shares of futures
  std::string meaning;  ///< the variable's long name; empty of an expression of several
  double first = 0;     ///< mean over members
  double second = 0;    ///< likewise
  PairedMean
      difference;  ///< second less first. Not paired: means of independent samples, Welch's interval, no quantiles
};

/// A target that both results know, in both of which the same members meet it or not.
struct ComparedTarget {
  std::string name;
  std::string bound;  ///< `at most 170000 t in 2030`
  MemberCount first;
  MemberCount second;
  int gained = 0;  ///< pairs that miss it in the first and meet it in the second
  int lost = 0;
};

/// What becomes of a group of households: shares of income and bills, in one year.
struct ComparedGroup {
  std::string name;
  int year = 0;
  double people = 0;      ///< mean, second result [person]
  double households = 0;  ///< likewise [household]
  PairedMean cost_share;  ///< bills over disposable income, second less first [1]
  PairedMean bills;       ///< a household's bills, second less first [SEK/year]
  MemberCount dearer;     ///< pairs in which the bills rise
};

/// Two results side by side.
struct Comparison {
  std::string first_file, first_scenario;
  std::string second_file, second_scenario;
  int first_members = 0;   ///< done
  int second_members = 0;  ///< done
  Pairing pairing;
  int points = 0;  ///< of the design in which the pairs stand
  std::vector<ComparedOutcome> outcomes;
  std::vector<ComparedTarget> targets;
  std::vector<ComparedGroup> groups;
  ResultChanges changes;
};

/// What is compared when nothing is asked for: emissions by both accounts, net emissions and footprint in 2030, 2035
/// and the last year, and from the carbon budget's first year on cumulative emissions, investment and running cost, in
/// all and by payer. Only what the result has.
std::vector<std::string> default_comparison(const output::ResultFile& file);

/// Second less first. Groups in the years of `group_years` that both cover.
Comparison compare_results(const output::ResultFile& first, const output::ResultFile& second,
                           const std::vector<std::string>& outcomes, const std::vector<int>& group_years,
                           const scenarios::Vocabulary& vocabulary, const scenarios::Words& words);

/// For people to read.
std::string comparison_text(const Comparison& comparison);
nlohmann::json comparison_json(const Comparison& comparison);

}  // namespace skifte::analysis

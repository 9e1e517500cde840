#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/paired_mean.hpp"
#include "analysis/report_fans.hpp"

/// What the report shows of money, people, drivers and shares of measures.
namespace skifte::analysis {

/// What a payer pays over some years, all that is bought and run in the model.
struct PayerSum {
  std::string payer;  ///< "" for all together
  std::string kind;   ///< `investment`, `running_cost`
  int from = 0;
  int to = 0;
  FanRow sum;                            ///< `year` unused [MSEK]
  std::optional<PairedMean> difference;  ///< against the baseline, pair by pair [MSEK]
};

struct MoneyReport {
  std::vector<NamedFan> investment;    ///< by payer [MSEK/year]
  std::vector<NamedFan> running_cost;  ///< by payer [MSEK/year]
  std::vector<NamedFan> city;          ///< city_finance's items [MSEK]
  std::vector<PayerSum> sums;
};

/// A group of households in one year.
struct GroupYear {
  std::string name;  ///< `quintile_1_lowest`, `tenure_rental`
  int year = 0;
  double people = 0;                 ///< mean [person]
  std::optional<FanRow> share;       ///< bills over disposable income [1]
  std::optional<FanRow> bills;       ///< a household's bills [SEK/year]
  std::optional<PairedMean> change;  ///< of a household's bills against the baseline [SEK/year]
};

/// Share of a group's households that have something, in one year.
struct GroupAdoption {
  std::string group;
  std::string thing;  ///< `battery_car`, `heat_pump`
  int year = 0;
  FanRow share;  ///< [1]
};

struct PeopleReport {
  Fan gini;  ///< of households' cost share, weighted by persons [1]
  std::vector<GroupYear> groups;
  std::vector<GroupAdoption> adoption;
};

/// How an uncertain assumption moves with an outcome over members.
struct Driver {
  std::string name;
  Text meaning;
  double correlation = 0;  ///< Spearman's
  double low = 0;          ///< 95 % interval
  double high = 0;
};

/// The assumptions that move most with an outcome.
struct DriverReport {
  std::string outcome;  ///< `emissions`
  int year = 0;
  int members = 0;
  int tested = 0;               ///< assumptions
  double threshold = 0;         ///< of all tested, none reaches it by chance alone but in one ensemble of twenty
  std::vector<Driver> drivers;  ///< the ten strongest, strongest first, whether or not they reach it
};

/// A lever by its name and meaning.
struct NamedLever {
  std::string name;
  Text label;
};

/// A measure's part in the difference to the baseline.
struct MeasureShare {
  std::string name;  ///< the player's: a lever, or a group's name
  Text label;
  PairedMean share;
  double alone = 0;
  double last = 0;
  std::vector<NamedLever> levers = {};  ///< that the player stands for
};

struct AttributionReport {
  std::string outcome;  ///< `emissions@2030`
  std::string meaning;  ///< one sentence
  std::string unit;
  bool is_chance = false;
  std::string method;
  PairedMean difference;
  std::vector<MeasureShare> shares;  ///< largest first by size
};

/// An input's estimate by a method of sensitivity analysis.
struct InputEstimate {
  std::string name;
  Text meaning;
  double value = 0;
  double low = 0;  ///< NaN without an interval, here and in `high`
  double high = 0;
};

/// What `skifte sensitivity` found for one outcome, by the measure that ranks.
struct SensitivityReport {
  std::string method;   ///< `sobol`, `morris`, `pawn`, `delta`, `given-data`
  std::string measure;  ///< `total`, `first`, `delta`, ...
  std::string outcome;  ///< expression
  int used = 0;
  double threshold = 0;               ///< what an input without effect would reach; 0 where the method gives none
  std::vector<InputEstimate> inputs;  ///< the ten largest, largest first
  int tested = 0;                     ///< inputs with an estimate
  int above = 0;                      ///< of them above the threshold: a twentieth would be by chance
  bool is_of_tables = false;          ///< of plain tables, which do not say which ensemble they are of
};

/// A bound on an input: low < x < high, infinite where open.
struct RuleBound {
  std::string name;
  Text meaning;
  std::string unit;
  double low = 0;
  double high = 0;
};

/// A part of the futures in which an outcome comes true more often, or is larger.
struct RuleReport {
  int met = 0;
  int members = 0;
  double mean = 0;      ///< of an amount
  double coverage = 0;  ///< of a box: share of all that meet the outcome
  std::vector<RuleBound> bounds;
};

/// What `skifte discover` found.
struct DiscoveryReport {
  std::string outcome;  ///< expression
  std::string unit;
  int members = 0;
  int interest = 0;
  std::vector<RuleReport> boxes;
  std::vector<RuleReport> rules;  ///< leaves of the tree
  bool is_of_tables = false;      ///< as in a SensitivityReport
};

/// What knowing one assumption before choosing would be worth.
struct InputWorth {
  std::string name;
  Text meaning;
  double value = 0;  ///< [the outcome's unit]
  double low = 0;    ///< NaN without an interval, here and in `high`
  double high = 0;
  double changes_choice = 0;  ///< share of the futures
};

/// What `skifte value-of-information` found for a choice between scenarios.
struct InformationReport {
  std::string outcome;  ///< expression by which is chosen
  std::string unit;
  std::vector<std::string> scenarios;
  std::string chosen;  ///< best on average
  bool more_is_better = false;
  int futures = 0;
  InputWorth everything;           ///< luck included: no study is worth more
  double noise = 0;                ///< what an assumption that tells nothing stays below in 19 of 20 cases
  int tested = 0;                  ///< assumptions
  int above = 0;                   ///< of them worth more than `noise`
  std::vector<InputWorth> inputs;  ///< the ten most valuable that are worth anything
};

}  // namespace skifte::analysis

#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/report_fans.hpp"
#include "analysis/report_sections.hpp"

namespace skifte::analysis {

/// What the report page shows, and nothing else: numbers, never sentences about them. The page words its sentences
/// itself, in Swedish and in English. Emissions are in [t CO2e], years are calendar years.

/// What has been measured or published. One series per release: releases revise each other's past and never share a
/// series.
struct ObservedSeries {
  std::string release;   ///< id of the release: decides the mark, "smhi_2026"
  Text label;            ///< "SMHI, release 2026"
  std::string category;  ///< as NamedFan::name; "" for a total
  Text source;
  std::vector<YearValue> points;
};

/// Which way of counting a number belongs to (docs: physical is what burns and leaks in the municipality, published
/// what the national inventory will say, footprint what the inhabitants' consumption causes anywhere).
enum class Account { physical, published, footprint };
constexpr const char* word_of(Account account) {
  return account == Account::physical ? "physical" : account == Account::published ? "published" : "footprint";
}

/// How many of the members did something.
struct MemberCount {
  int met = 0;
  int members = 0;
  int points = 0;  ///< of the design in which they stand, where there are fewer: replicates; 0: each is a point
  /// Futures that are independent of each other: replicates of a point differ by luck alone.
  int independent() const { return points > 0 && points < members ? points : members; }
};

struct YearCount {
  int year = 0;
  MemberCount count;
};

/// A target's verdict in one account.
struct TargetOutcome {
  Account account = Account::physical;
  MemberCount chance;              ///< in the target's own year
  std::optional<FanRow> gap;       ///< value minus limit in the target's year; positive is too much [the target's unit]
  std::vector<YearCount> by_year;  ///< members at or under the limit, year by year
  std::optional<FanRow> first_met;       ///< quantiles of the year of first meeting it; +infinity where never met
  std::vector<double> first_years = {};  ///< the same by member that is done
};

struct Target {
  std::string name;      ///< as in the scenario: `residual_2030`
  Text label;            ///< one line; empty: the page words it by variable, limit and year
  std::string variable;  ///< `emissions`, `net_emissions`, `footprint_per_capita`
  std::string unit;      ///< "t CO2e" for emissions
  int year = 0;
  double at_most = 0;
  std::string source;
  std::vector<TargetOutcome> outcomes;
};

/// Over members, the decimal year at which something is spent; +infinity: not within the period.
struct SpentDates {
  double q05 = 0;
  double q50 = 0;
  double q95 = 0;
  MemberCount spent;  ///< members that spend it within the period
};

/// The carbon budget and the day it is spent.
struct CarbonBudget {
  double amount = 0;  ///< [t CO2]
  int from_year = 0;
  std::string source;
  SpentDates all_gases;                      ///< by emissions in CO2e: the earliest
  std::optional<SpentDates> carbon_dioxide;  ///< without the rows of other gases; empty where the result has no rows
};

/// One parameter of a lever or an assumption, as a scenario sets it.
struct Setting {
  std::string key;    ///< `capture`; `value` or `distribution` of an assumption
  Text name;          ///< in words; may be empty
  std::string value;  ///< with its unit: "200 kt/year", "2029-07-01"
  bool operator==(const Setting& other) const { return key == other.key && value == other.value; }
};

/// Something the scenario sets otherwise than the baseline.
struct Change {
  enum class Kind { lever, rule, assumption };
  Kind kind = Kind::lever;
  std::string name;  ///< `filborna_ccs`
  Text meaning;
  std::optional<std::vector<Setting>> from;  ///< empty where it does not exist or is not pulled
  std::optional<std::vector<Setting>> to;
  Text source;
};

/// One scenario's ensemble. Fans of an account that was not computed stay empty, and the page leaves their panel out.
struct ScenarioReport {
  std::string id;
  Text label;
  Text description;
  int members = 0;
  int failed = 0;
  int replicates = 1;
  Fan emissions_physical;   ///< [t CO2e]
  Fan emissions_published;  ///< [t CO2e]
  Fan net_emissions;        ///< physical, after the sinks that count [t CO2e]
  std::vector<NamedFan> sectors_physical;
  std::vector<NamedFan> sectors_published;
  std::vector<NamedFan> subsectors;       ///< physical; the headline names the largest ones left
  std::vector<NamedFan> cars;             ///< in use [vehicles]
  std::vector<NamedFan> new_cars;         ///< first registered in the year [vehicles]
  std::vector<NamedFan> heating;          ///< [dwellings]
  std::vector<NamedFan> heat_production;  ///< by source, those that ever make any [MWh/year]
  std::vector<NamedFan> bottlenecks;      ///< agent-days or units, those that ever bind
  MoneyReport money;
  PeopleReport people;
  std::vector<DriverReport> drivers;
  std::vector<AttributionReport> attribution;
  std::vector<SensitivityReport> sensitivity;
  std::vector<DiscoveryReport> discovery;
  std::vector<Target> targets;
  std::optional<CarbonBudget> budget;
  bool is_baseline = false;
  std::vector<Change> changes;  ///< against the baseline
  std::string unpaired;         ///< why members are no pairs with the baseline's; "" when they are
  Fan difference_physical;      ///< paired by member: scenario minus baseline [t CO2e]
  Fan difference_published;
};

/// Something the model leaves out. The first three are named in the headline.
struct Limit {
  Text title;
  Text detail;
};

/// How many assumptions carry which certainty.
struct CertaintyCount {
  std::string certainty;
  int assumptions = 0;
  int uncertain = 0;  ///< of them drawn in the ensemble
};

/// A result file the report was made of.
struct ResultOrigin {
  std::string file;
  std::string scenario;
  std::string city;
  std::string design;
  std::string seed;
  int members = 0;
  std::string created;  ///< ISO 8601
  std::string version;
  std::string commit;
  std::string command;
  std::string data_hash;
};

/// Where figures about the world come from.
struct DataSource {
  Text title;
  Text source;
  std::string certainty;  ///< `high`, `medium`, `low`, `unverified` or ""
};

struct ReportData {
  Text title;  ///< "Helsingborg: climate contract 2030"
  std::string city;
  std::string created;   ///< day of the report, ISO 8601: what counts as past in the headline
  std::string baseline;  ///< label-independent id of the baseline scenario; "" when the report has none
  std::vector<int> headline_years = {2030, 2035};
  std::vector<ScenarioReport> scenarios;  ///< the first is shown first
  std::vector<ObservedSeries> observed_emissions;
  std::vector<ObservedSeries> observed_sectors;
  std::vector<ObservedSeries> observed_cars;
  std::vector<ObservedSeries> observed_new_cars;
  std::vector<ObservedSeries> observed_heating;
  std::vector<InformationReport> information;  ///< of choices between the scenarios
  std::vector<Limit> limits;
  std::vector<ResultOrigin> origins;
  std::vector<DataSource> sources;
  std::vector<CertaintyCount> certainties;  ///< of the first scenario; empty when its inputs cannot be read
};

}  // namespace skifte::analysis

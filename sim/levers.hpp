#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/assumptions.hpp"
#include "sim/bounds.hpp"
#include "sim/calendar.hpp"

namespace skifte::sim {

/// The most that a parameter can mean in a world, by its assumptions: [the parameter's unit], and what it is the most
/// of.
struct LeverLimit {
  std::function<double(const AssumptionValues&)> most;
  std::string what;  ///< of a fault's message: "the plant gives off no more"
};

/// One parameter of a lever: a number with a unit, or a date (unit "date").
struct LeverParameter {
  std::string name;
  std::string unit;     ///< "date" for a date
  std::string meaning;  ///< one sentence
  bool required = false;
  std::optional<Bounds> bounds = {};  ///< once declared: what was given, else what unit and meaning imply
  std::optional<LeverLimit> limit = {};
};

/// What a lever costs in its own name where the scenario names no sum: that is what its payer pays, and of the
/// investment the state and its fund their parts.
struct LeverMoney {
  bool investment = true;
  bool running_cost = true;
  std::string otherwise = {};  ///< why nothing, of a fault's message: "those who drive pay it"
};

/// A lever as the code that reads it declares it: something that somebody can decide.
struct LeverDeclaration {
  std::string name;
  std::string meaning;
  std::string reader;
  std::vector<LeverParameter> parameters;  ///< beside the common ones, see LeverSetting
  LeverMoney money = {};
};

/// What is left of the year's money in the state's fund for local climate investments.
struct FundLeft {
  double sek = 0;
  bool short_of = false;  ///< somebody went without
};

/// What becomes of a lever in one run. All copies of its setting share it, so that whoever asks the setting is told,
/// and nobody can forget to ask. Written by agents/city; whoever pays money out in the lever's name adds to `paid_*`.
struct LeverCourse {
  std::string name;            ///< of the lever
  std::optional<Time> begins;  ///< by date, or by rule once it has fired; empty: not begun and nobody knows when [d]
  double delay = 0;            ///< by which the schedule is late, whatever for [d]
  double without_money = 0;    ///< of it for want of money [d]
  std::optional<Time> stands_still =
      {};                      ///< since when its works do, with no end known yet: the schedule with them [d]
  double building_time = 0;    ///< what its works take at least, from a start that is given to its planned date [d]
  bool waiting = false;        ///< for money, this month
  double works = 0;            ///< what its works cost where the scenario names no investment [SEK]
  double asked = 0;            ///< investment that whoever pays in its name wants to begin with, a month's [SEK]
  bool bound = false;          ///< by contracts: what is under way is paid whatever the debt
  double paid_investment = 0;  ///< its payer's, paid out in its name, not yet in the city's books [SEK]
  double paid_grants = 0;      ///< the state's part of such investments, not yet in the city's books [SEK]
  double overrun = 0;          ///< by which they exceed the plan's price, not yet in the city's books [SEK]
  double paid_running = 0;     ///< support paid out in its name, not yet in the city's books [SEK]
  double booked = 0;           ///< what it has cost in its own name, whoever pays; less what it earns [SEK]
  std::shared_ptr<FundLeft> fund = {};  ///< the same for all levers of a run; none outside the city's books
};

/// A lever as a scenario sets it, in the declared units. Every lever has, beside its own parameters, the common ones
///   start [date, default: the period's beginning], ramp [year, default 0], end [date, default: never],
///   investment [MSEK], running_cost [MSEK/year], both by default what agents/city takes such a thing to cost, payer
///   [one of the accounts' payers, default: who owns what it builds, else the city], state_share [1, default 0],
///   klimatklivet [1, default 0].
/// With b the start, r the ramp, e the end and l the delay (for want of money, or since its works stood still), its
/// strength is
///   s(t) = 0 for t - l < b or t - l >= e, else min(1, (t - l - b) / r)
struct LeverSetting {
  std::optional<Time> start;
  double ramp = 0;  ///< [year] from start to full strength, linear
  std::optional<Time> end;
  double investment = 0;    ///< [MSEK] spread evenly over the ramp, or booked at the start
  double running_cost = 0;  ///< [MSEK/year] while in force, times strength
  std::string payer = "city";
  double state_share = 0;  ///< [1] of the investment that the state has agreed to pay
  double klimatklivet =
      0;  ///< [1] of the investment that the state's fund of this name pays while its year's money lasts
  bool states_investment = false;    ///< the scenario names one, be it 0
  bool states_running_cost = false;  ///< the scenario names one, be it 0
  bool states_payer = false;
  bool by_rule = false;  ///< a rule starts it: `end` and `dates` count from its start
  std::map<std::string, double, std::less<>> numbers = {};  ///< parameter -> value in its unit
  std::map<std::string, Time, std::less<>> dates = {};      ///< parameter -> date, or days from the start
  std::shared_ptr<LeverCourse> course = {};  ///< this run's; outside a run none: all goes as the scenario says

  /// When it begins to act, delays apart; empty when no date is set, or its rule has not fired.
  std::optional<Time> begins() const { return course ? course->begins : start; }
  std::optional<Time> ends() const;  ///< delays apart
  /// Whether it has begun, however weakly, and not ended.
  bool in_force(Time date) const;
  /// 0 before the start and from the end on, rising linearly over the ramp to 1.
  double strength(Time date) const;
  /// False while the money for it is not there: then nothing is granted in its name.
  bool funded() const { return !course || !course->waiting; }
  double number(std::string_view parameter, double otherwise) const;
  /// The planned date, no sooner than its works take from a start that is given, and as late as the lever is; empty
  /// when the scenario sets none or its rule has not fired.
  std::optional<Time> date(std::string_view parameter) const;
  /// The day of its schedule that is reached at `date` [d].
  Time reached(Time date) const;

 private:
  Time scheduled(Time date) const;  ///< what the schedule shows at `date`
};

using LeverValues = std::map<std::string, LeverSetting, std::less<>>;

/// The same levers for one run: each with a course of its own, begun at its start, which is the period's beginning
/// where the scenario gives none, or not begun where a rule decides.
LeverValues in_run(const LeverValues& planned, Time period_begin);

/// Starts levers when a published figure lies above a path: once, at the first publication of which it is true.
struct LeverRule {
  std::string name;
  std::string variable;  ///< the published outcome it reads
  std::vector<std::pair<int, double>>
      above;             ///< year the figure is about -> threshold in the outcome's unit, ascending
  double lead_time = 0;  ///< from the decision to the levers' start [d]
  std::vector<std::string> levers;

  /// Linear between the path's years; empty before the first and after the last: such years are not judged.
  std::optional<double> threshold(int year) const;
};

class ProcessContext;
/// Lets a lever's schedule stand still while its works do: for as long as `sleep` sleeps, which is `days` [d] where
/// these are known beforehand. Answers the days.
double stand_still(ProcessContext& context, const LeverSetting& lever, const std::function<void()>& sleep,
                   std::optional<double> days = {});
/// Sleeps until the lever begins; returns at once unless a rule has yet to start it. For projects in their process.
void await_start(ProcessContext& context, const LeverSetting& lever);
/// Sleeps until the lever begins, by date or rule, however late money makes it.
void await_works(ProcessContext& context, const LeverSetting& lever);
/// Sleeps until the lever's planned date, however late money makes it, and `further` days on. Nothing if it has none.
void await_date(ProcessContext& context, const LeverSetting& lever, std::string_view parameter, double further);
/// What Processes::signal is given when a rule starts the lever.
std::string start_signal(std::string_view lever);

/// Hands levers to those who declare them, as AssumptionReader does assumptions.
class LeverReader {
 public:
  static LeverReader collecting(std::vector<LeverDeclaration>& declarations);
  explicit LeverReader(const LeverValues& values) : values_(&values) {}
  void set_reader(std::string reader) { reader_ = std::move(reader); }
  /// The lever's setting, or empty when the scenario does not pull it (always empty while collecting).
  std::optional<LeverSetting> lever(const std::string& name, std::string_view meaning,
                                    std::vector<LeverParameter> parameters = {});

 private:
  LeverReader() = default;
  const LeverValues* values_ = nullptr;
  std::vector<LeverDeclaration>* declarations_ = nullptr;
  std::string reader_;
};

}  // namespace skifte::sim

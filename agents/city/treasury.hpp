#pragma once
#include <array>
#include <memory>
#include <vector>

#include "agents/city/finance.hpp"
#include "agents/city/lever_booking.hpp"
#include "agents/city/lever_costs.hpp"
#include "agents/city/lever_unit_costs.hpp"
#include "agents/setting.hpp"

namespace skifte::agents {

/// What the scenarios' costs of levers are multiplied by. Planned costs of public works are overrun on average
/// (Flyvbjerg, Skamris Holm & Buhl 2002, doi:10.1080/01944360208976273); that the ratios are one number each for all
/// levers, so that all are dear together, widens the spread of the sum.
struct LeverCostAssumptions {
  explicit LeverCostAssumptions(sim::AssumptionReader& read);
  double investment_factor;    // [1]
  double running_cost_factor;  // [1]
};

/// What the state's fund for local climate investments, Klimatklivet, has for the city's levers in a year: the national
/// appropriation times the city's part of it. Whoever comes when it is used up pays himself. Deviation: the part is
/// fixed, and applicants who are no levers (charging operators, farms) draw on the rest of it.
struct ClimateFund {
  explicit ClimateFund(sim::AssumptionReader& read);
  sim::Series appropriation;                                                                 // [MSEK/year], national
  double city_part;                                                                          // [1]
  double in_year(sim::Time date) const { return 1e6 * city_part * appropriation.at(date); }  ///< [SEK]
};

/// The books of every lever, and the rule that nothing is built without being paid for: a lever that the city or its
/// companies pay stands still in a month whose instalment, or the grants in its name, would lift the debt above the
/// ceiling. Its course is then late by that month for everybody who asks its setting (sim::LeverCourse). Served in the
/// order in which levers begin, then by name. The companies' sums weigh by the share of their borrowing that the
/// mandate covers, others' nothing. Running cost, support and what contracts bind to cannot be refused. A sum that the
/// scenario does not name is what such a thing costs (lever_unit_costs.hpp, sim::LeverCourse::works).
///
/// Against the climate contract, in each year of the investment plan:
///
///   gap  G = N + O - F - B        N  what the contract needs within the city's control [SEK]
///                                 F  what the city and its companies paid of their levers' investment
///                                 B  what the state granted them towards it
///   overrun  O = D (f - 1) / f    D  their instalments due by the schedule, the state's part too [SEK]
///                                 f  lever.investment_factor [1]
///
/// so that a grant meets the need as the city's own money does, and works that cost more than the plan has are more to
/// pay, not more done: F + B - O is what is done at the plan's prices. Carbon capture adds its own overrun
/// (sim::LeverCourse::overrun). Deviations: other works that kinds price count at what they cost; a larger sum that the
/// scenario names is a larger plan; levers that others pay meet nothing of N.
class Treasury {
 public:
  Treasury(const FinanceAssumptions& finance, const LeverCostAssumptions& costs, const LeverUnitCosts& unit_costs,
           const ClimateFund& fund, const Setting& setting);

  /// Green bonds outstanding beyond those issued [SEK], and by how much the council widens the mandate for them [SEK].
  void set_bonds(double outstanding, double ceiling_raise);
  /// The city's debt and ceiling stay as on `date`.
  void freeze(sim::Time date) { finance_.freeze(date); }
  /// Decides what is paid in a month and what waits. To be called before anybody acts in it.
  void plan(const sim::Window& month);
  /// Turns the planned month over: its running costs and `other` ones of the city [SEK], the support paid out in
  /// levers' names since the last call, interest; less `extra`, what of the `parking` fees comes of a price other than
  /// 2022's, whose income the ordinary budget holds already [SEK].
  void settle(const sim::Window& window, double other, double parking, double extra);
  /// Posts the month's sums.
  void book(const sim::Window& window);
  /// The year's row of Accounts::city_finance.
  void close_year(const sim::Window& window);
  /// To be called when a rule has started levers: they take their place in the order.
  void sort();

  double net_debt(sim::Time date) const { return finance_.net_debt(date); }  ///< [SEK]
  double room(sim::Time date) const { return finance_.room(date); }          ///< [SEK], negative above the ceiling

 private:
  struct Booking {
    LeverCost cost;
    Payer payer;
    double weight;                          // share of its sums that counts against the mandate [1]
    UnitPrice usual;                        // of what the scenario does not name
    std::optional<sim::Time> reached = {};  // day of its schedule up to which it is paid [d]
    double due = 0;          // of its payer by the schedule without delays, all grants got, this month [SEK]
    double met = 0;          // the same for the instalment that was paid [SEK]
    double investment = 0;   // paid this month by its payer [SEK]
    double from_state = 0;   // paid this month by the state [SEK]
    double overrun = 0;      // of what is due this month, whoever pays it [SEK]
    double running = 0;      // this month [SEK]
    double grants_need = 0;  // grants in its name in the last month that had any [SEK]
  };

  bool of_city(const Booking& booking) const {
    return booking.payer == Payer::city || booking.payer == Payer::municipal_companies;
  }
  double price(const Booking& booking, double factor) const;  // investment at the factor on the scenario's cost [SEK]
  double upkeep(const Booking& booking) const;                // [SEK/year]
  double grants(const Booking& booking) const;                // what may be paid out in its name in a month [SEK]
  double asks(const Booking& booking, const sim::Window& month) const;
  /// The days of its schedule that fall due in a month: none while it stands still.
  static std::pair<sim::Time, sim::Time> due_days(const Booking& booking, const sim::Window& month);
  void fund(Booking& booking, const sim::Window& month);
  void collect(Booking& booking, const sim::Window& window);
  void close_contract(const sim::Window& window);
  double& year(CityFinanceItem item) { return year_[static_cast<std::size_t>(index(item))]; }

  FinanceAssumptions in_;
  LeverCostAssumptions costs_;
  ClimateFund fund_;
  const Setting setting_;
  CityFinance finance_;
  double debt_before_;  // at the last year's end [SEK]
  std::vector<Booking> bookings_;
  std::shared_ptr<sim::FundLeft> fund_left_;               // of the year's climate fund
  double green_ = 0;                                       // beyond those issued [SEK]
  double debt_at_end_ = 0;                                 // of the month settled last [SEK]
  double green_at_end_ = 0;                                // [SEK]
  double ceiling_at_end_ = 0;                              // [SEK]
  double interest_ = 0;                                    // this month [SEK]
  double parking_ = 0;                                     // this month [SEK]
  double extra_ = 0;                                       // of it, this month [SEK]
  double withheld_before_ = 0;                             // of the city's other works, to the last month [SEK]
  double carried_ = 0;                                     // what the contract needed so far and nobody has paid [SEK]
  std::array<double, city_finance_labels.size()> year_{};  // this year's flows so far [SEK]
};

}  // namespace skifte::agents

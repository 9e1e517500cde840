#pragma once
#include <limits>

#include "agents/categories.hpp"
#include "sim/assumptions.hpp"
#include "sim/calendar.hpp"

namespace skifte::agents {

/// The city's net debt under the council's ceiling.
///
///   D(t) = D0(t) + K(t)                             net debt [SEK]
///   D0(t) = the observed path; past its last point t0: D0(t0) + b (t - t0) - W(t)
///   K(t) = max(0, max(0, S(t) - f P(t)) + R(t))     climate debt beyond the investment plan
///   P(t) = p clamp((t - t0) / (t1 - tp), 0, 1)      climate investment that the plan still held at t0, due since
///   dR/dt = max(0, r + i K - g G - o) - a K
///   C(t) = c exp(h max(0, t - t0))                  ceiling
///
/// S climate investment that counts against the mandate since t0 [SEK], f share of the plan that is the levers' works
/// [1], r running cost of climate measures, o what the ordinary budget bears of it [SEK/year], i interest [1/year], G
/// green bonds beyond those issued by t0, at most what there is for them to pay, P + K; g interest they save [1/year],
/// a repayment as assets are written off [1/year], b ordinary borrowing, the plan's in it [SEK/year], W what of it the
/// ceiling has withheld [SEK], p planned investment [SEK] due evenly from tp to t1, c [SEK], h growth of the ceiling
/// with the city's economy [1/year]. What was spent before t0 stands in the observed debt. Explicit monthly steps.
///
/// Under the ceiling all is paid. Where a month's ordinary borrowing B = b dt and the levers' instalments L do not both
/// fit in the free room F = max(0, C - D - U), each side gets its part of it:
///
///   borrowed = B F / (B + L)      dW = B - borrowed      dU = F - borrowed      U room kept for levers [SEK]
///
/// so that a lever is paid once what has been kept for levers suffices for its month. Nothing is paid while the debt
/// with it would exceed the ceiling, whether the plan holds it or not: the plan is borrowed as well.
/// Source: Klimatkontrakt 2030 Helsingborg (2024): net debt 7 of a mandate of 14 billion SEK, 6.6 billion within the
/// city's control of which 4.5 in the seven-year plan. That levers and other works share what room there is by what
/// they ask for is a judgement: the contract puts neither first. Deviation: one debt for the whole group; the part of
/// the municipal companies' investment that counts is one share; what other works go without is not made up for.
struct FinanceAssumptions {
  explicit FinanceAssumptions(sim::AssumptionReader& read);
  sim::Series net_debt;       // [MSEK]
  double ordinary_borrowing;  // [MSEK/year]
  double ceiling;             // [MSEK]
  double ceiling_growth;      // [1/year]
  double company_share;       // [1]
  double planned_investment;  // [MSEK]
  double levers_in_plan;      // [1] of it
  double plan_begin;          // [year]
  double plan_end;            // [year]
  double contract_need;       // [MSEK] from plan_begin to plan_end, within the city's control
  double contract_outside;    // [MSEK] the same beyond it
  double operating_room;      // [MSEK/year]
  double interest;            // [1/year]
  double greenium;            // [1/year]
  double green_bonds_issued;  // [MSEK]
  double amortisation;        // [1/year]
};

/// Share of a payer's sums that counts against the city's mandate [1].
double mandate_weight(Payer payer, const FinanceAssumptions& finance);

class CityFinance {
 public:
  explicit CityFinance(const FinanceAssumptions& assumptions) : in_(assumptions) {}
  double ceiling(sim::Time date) const;  ///< [SEK], the raise set by raise_ceiling included
  double net_debt(sim::Time date) const { return net_debt_with(date, 0); }      ///< [SEK]
  double room(sim::Time date) const { return ceiling(date) - net_debt(date); }  ///< [SEK], negative above the ceiling
  /// Shares a month's room between the city's other works and `levers` [SEK], what these ask for. To be called first
  /// of all in a month.
  void share_room(const sim::Window& month, double levers);
  /// Whether an investment [SEK] keeps the debt at the month's end under the ceiling. Always so before the observed
  /// debt's last date.
  bool affords(const sim::Window& month, double sek) const;
  /// Adds an investment [SEK]; nothing before the observed debt's last date.
  void invest(sim::Time date, double sek);
  /// A month's running costs [SEK] and interest, neither of which can be refused; both add to the climate debt beyond
  /// what the ordinary budget bears, which repays some of it. `green` [SEK]: bonds issued beyond those outstanding.
  /// Answers the month's interest on climate debt, less what further green bonds save [SEK]; 0 before the observed
  /// debt's last date.
  double turn_month(const sim::Window& window, double running, double green);
  void raise_ceiling(double sek) { raise_ = sek; }
  /// From now on all stands as on `date`: in the frozen world nobody borrows or lends, and no plan begins.
  void freeze(sim::Time date) { held_ = date; }
  double planned(sim::Time date) const;          ///< P(t) [SEK]
  double withheld() const { return withheld_; }  ///< W [SEK]
  /// Share of the plan's time that lies in [begin, end) [1].
  double share_of_plan(sim::Time begin, sim::Time end) const;
  double green_bonds(sim::Time date, double green) const;  ///< G [SEK] of `green` that the council wants

 private:
  double net_debt_with(sim::Time date, double further_investment) const;
  double climate_debt(sim::Time date, double further_investment) const;

  FinanceAssumptions in_;
  double invested_ = 0;  // S [SEK]
  double running_ = 0;   // R [SEK]
  double raise_ = 0;     // [SEK]
  double withheld_ = 0;  // W [SEK]
  double kept_ = 0;      // U [SEK]
  sim::Time held_ = std::numeric_limits<double>::infinity();
};

}  // namespace skifte::agents

#include "agents/city/finance.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {
constexpr double million = 1e6;
}

FinanceAssumptions::FinanceAssumptions(sim::AssumptionReader& read)
    : net_debt(read.series("city.net_debt", "MSEK", "The city's net debt as observed", sim::Bounds::any())),
      ordinary_borrowing(
          read.number("city.ordinary_borrowing", "MSEK/year",
                      "Net debt added a year after the last observation, climate levers beyond the plan apart")),
      ceiling(read.number("city.debt_ceiling", "MSEK", "The council's mandate for net debt")),
      ceiling_growth(
          read.number("city.debt_ceiling_growth", "1/year", "Growth of the mandate with the city's economy, real")),
      company_share(
          read.number("city.company_debt_share", "1",
                      "Share of the municipal companies' climate investment that counts against the mandate")),
      planned_investment(read.number("city.planned_climate_investment", "MSEK",
                                     "Climate investment that the investment plan already holds")),
      plan_end(read.number("city.investment_plan_end", "year", "Decimal year at which the investment plan ends")),
      operating_room(read.number("city.operating_room", "MSEK/year",
                                 "Climate measures' running cost that the ordinary budget bears")),
      interest(read.number("city.interest_rate", "1/year", "Real interest on the city's debt")),
      greenium(read.number("city.greenium", "1/year", "Interest saved on green bonds against ordinary ones")),
      green_bonds_issued(
          read.number("city.green_bonds_issued", "MSEK", "Green bonds outstanding at the last observation")),
      amortisation(read.number("city.amortisation", "1/year", "Repayment of climate debt from the ordinary budget")) {}

double CityFinance::ceiling(sim::Time date) const {
  const double years = std::max(0.0, date - in_.net_debt.last_date()) / sim::days_per_year;
  return million * in_.ceiling * sim::exp(in_.ceiling_growth * years) + raise_;
}

double CityFinance::climate_debt(sim::Time date, double further_investment) const {
  const sim::Time begin = in_.net_debt.last_date();
  const sim::Time end = std::max(begin + 1, sim::from_decimal_year(in_.plan_end));
  const double planned = million * in_.planned_investment * std::clamp((date - begin) / (end - begin), 0.0, 1.0);
  return std::max(0.0, std::max(0.0, invested_ + further_investment - planned) + running_);
}

double CityFinance::net_debt_with(sim::Time date, double further_investment) const {
  const double years = std::max(0.0, date - in_.net_debt.last_date()) / sim::days_per_year;
  return million * (in_.net_debt.at(date) + in_.ordinary_borrowing * years) + climate_debt(date, further_investment);
}

bool CityFinance::affords(sim::Time date, double sek) const {
  if (date < in_.net_debt.last_date()) return true;  // history: in the observed debt
  const double after = net_debt_with(date, sek);
  return after <= ceiling(date) || after <= net_debt(date);
}

void CityFinance::invest(sim::Time date, double sek) {
  if (date >= in_.net_debt.last_date()) invested_ += sek;
}

double CityFinance::turn_month(const sim::Window& window, double running, double green) {
  if (window.begin < in_.net_debt.last_date()) return 0;
  const double debt = climate_debt(window.begin, 0);
  const double bonds = std::min(million * in_.green_bonds_issued + green, debt);
  const double interest = (in_.interest * debt - in_.greenium * bonds) * window.years();
  running_ += std::max(0.0, running + interest - million * in_.operating_room * window.years());
  running_ -= in_.amortisation * debt * window.years();
  return interest;
}

}  // namespace skifte::agents

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
      levers_in_plan(read.number("city.levers_in_plan", "1",
                                 "Share of the plan's climate investment that is for the levers' works")),
      plan_begin(read.number("city.investment_plan_begin", "year", "Decimal year at which the investment plan begins")),
      plan_end(read.number("city.investment_plan_end", "year", "Decimal year at which the investment plan ends")),
      contract_need(read.number("city.contract_need", "MSEK",
                                "Investment within the city's control that the climate contract needs by then")),
      contract_outside(read.number("city.contract_need_outside", "MSEK",
                                   "Investment beyond the city's control that the climate contract needs by then")),
      operating_room(read.number("city.operating_room", "MSEK/year",
                                 "Climate measures' running cost that the ordinary budget bears")),
      interest(read.number("city.interest_rate", "1/year", "Real interest on the city's debt")),
      greenium(read.number("city.greenium", "1/year", "Interest saved on green bonds against ordinary ones")),
      green_bonds_issued(
          read.number("city.green_bonds_issued", "MSEK", "Green bonds outstanding at the last observation")),
      amortisation(read.number("city.amortisation", "1/year", "Repayment of climate debt from the ordinary budget")) {}

double mandate_weight(Payer payer, const FinanceAssumptions& finance) {
  if (payer == Payer::city) return 1;
  return payer == Payer::municipal_companies ? finance.company_share : 0;
}

double CityFinance::ceiling(sim::Time date) const {
  const double years = std::max(0.0, std::min(date, held_) - in_.net_debt.last_date()) / sim::days_per_year;
  return million * in_.ceiling * sim::exp(in_.ceiling_growth * years) + raise_;
}

double CityFinance::share_of_plan(sim::Time begin, sim::Time end) const {
  const sim::Time from = sim::from_decimal_year(in_.plan_begin);
  const sim::Time to = std::max(from + 1, sim::from_decimal_year(in_.plan_end));
  return std::max(0.0, std::min({end, to, held_}) - std::max(begin, from)) / (to - from);
}

double CityFinance::planned(sim::Time date) const {
  return million * in_.planned_investment * share_of_plan(in_.net_debt.last_date(), date);
}

double CityFinance::green_bonds(sim::Time date, double green) const {
  return std::min(green, planned(date) + climate_debt(date, 0));
}

double CityFinance::climate_debt(sim::Time date, double further_investment) const {
  return std::max(0.0, std::max(0.0, invested_ + further_investment - in_.levers_in_plan * planned(date)) + running_);
}

double CityFinance::net_debt_with(sim::Time date, double further_investment) const {
  date = std::min(date, held_);
  const double years = std::max(0.0, date - in_.net_debt.last_date()) / sim::days_per_year;
  return million * (in_.net_debt.at(date) + in_.ordinary_borrowing * years) - withheld_ +
         climate_debt(date, further_investment);
}

void CityFinance::share_room(const sim::Window& month, double levers) {
  if (month.begin < in_.net_debt.last_date() || held_ < month.begin) return;
  const double others =
      million * in_.ordinary_borrowing * (std::min(month.end, held_) - month.begin) / sim::days_per_year;
  const double debt = net_debt_with(month.end, 0) - others;
  const double room = std::max(0.0, ceiling(month.end) - debt);
  kept_ = levers > 0 ? std::min(kept_, room) : 0;
  const double free = room - kept_;
  if (others <= 0 || others + levers <= free) {
    kept_ = 0;
    return;
  }
  const double borrowed = others * std::min(1.0, free / (others + levers));
  withheld_ += others - borrowed;
  kept_ += free - borrowed;
}

bool CityFinance::affords(const sim::Window& month, double sek) const {
  if (month.begin < in_.net_debt.last_date()) return true;  // history: in the observed debt
  return net_debt(month.end) + sek <= ceiling(month.end);
}

void CityFinance::invest(sim::Time date, double sek) {
  if (date >= in_.net_debt.last_date()) invested_ += sek;
}

double CityFinance::turn_month(const sim::Window& window, double running, double green) {
  if (window.begin < in_.net_debt.last_date() || held_ < window.begin) return 0;
  const double debt = climate_debt(window.begin, 0);
  const double interest = (in_.interest * debt - in_.greenium * green_bonds(window.begin, green)) * window.years();
  running_ += std::max(0.0, running + interest - million * in_.operating_room * window.years());
  running_ -= in_.amortisation * debt * window.years();
  return interest;
}

}  // namespace skifte::agents

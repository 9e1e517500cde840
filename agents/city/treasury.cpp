#include "agents/city/treasury.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace skifte::agents {

namespace {
constexpr double million = 1e6;
}

LeverCostAssumptions::LeverCostAssumptions(sim::AssumptionReader& read)
    : investment_factor(
          read.number("lever.investment_factor", "1", "Levers' investment over what the scenario says, all levers")),
      running_cost_factor(read.number("lever.running_cost_factor", "1",
                                      "Levers' running cost over what the scenario says, all levers")) {}

ClimateFund::ClimateFund(sim::AssumptionReader& read)
    : appropriation(read.series("klimatklivet.appropriation", "MSEK/year",
                                "Grants for local climate investments, Klimatklivet, in the whole country")),
      city_part(read.number("klimatklivet.city_part", "1", "Part of Klimatklivet that the city's levers can get")) {}

Treasury::Treasury(const FinanceAssumptions& finance, const LeverCostAssumptions& costs,
                   const LeverUnitCosts& unit_costs, const ClimateFund& fund, const Setting& setting)
    : in_(finance),
      costs_(costs),
      fund_(fund),
      setting_(setting),
      finance_(finance),
      debt_before_(finance_.net_debt(setting.calendar.begin())),
      fund_left_(std::make_shared<sim::FundLeft>()) {
  for (const LeverCost& cost : setting.board.of<LeverCosts>().levers) {
    const Payer payer = payer_of(cost.setting);
    bookings_.push_back(
        {cost, payer, mandate_weight(payer, finance), unit_costs.of(cost.name, cost.setting, setting.city)});
    if (cost.setting.course) cost.setting.course->fund = fund_left_;
  }
  sort();
}

void Treasury::sort() {
  const auto key = [&](const Booking& booking) {
    const auto schedule = schedule_of(booking.cost.setting, setting_.calendar.begin());
    return std::tuple(schedule ? schedule->instalments_begin : std::numeric_limits<double>::infinity(),
                      std::string_view(booking.cost.name));
  };
  std::sort(bookings_.begin(), bookings_.end(), [&](const Booking& a, const Booking& b) { return key(a) < key(b); });
}

void Treasury::set_bonds(double outstanding, double ceiling_raise) {
  green_ = outstanding;
  finance_.raise_ceiling(ceiling_raise);
}

void Treasury::plan(const sim::Window& month) {
  if (month.month == 1) fund_left_->sek = fund_.in_year(month.begin);
  double asked = 0;
  for (const Booking& booking : bookings_) asked += asks(booking, month);
  finance_.share_room(month, asked);
  for (Booking& booking : bookings_) fund(booking, month);
}

double Treasury::price(const Booking& booking, double factor) const {
  const sim::LeverSetting& setting = booking.cost.setting;
  if (setting.states_investment || setting.investment > 0) return million * setting.investment * factor;
  const double works = setting.course ? setting.course->works : 0;  // a kind's own, with an uncertainty of their own
  return booking.usual.investment * factor + works;
}

double Treasury::upkeep(const Booking& booking) const {
  const sim::LeverSetting& setting = booking.cost.setting;
  const bool stated = setting.states_running_cost || setting.running_cost != 0;
  return costs_.running_cost_factor * (stated ? million * setting.running_cost : booking.usual.running_cost);
}

double Treasury::grants(const Booking& booking) const {
  const sim::LeverSetting& setting = booking.cost.setting;
  if (!setting.course) return 0;
  const double asked = setting.course->asked;
  return std::max(booking.grants_need, asked - state_part(setting, asked));
}

/// What the lever wants of the mandate's room this month [SEK]; the fund as if nobody else drew on it.
double Treasury::asks(const Booking& booking, const sim::Window& month) const {
  const sim::LeverSetting& setting = booking.cost.setting;
  const auto schedule = schedule_of(setting, setting_.calendar.begin());
  if (!schedule || booking.weight <= 0) return 0;
  const auto [begin, end] = due_days(booking, month);
  const double instalment = price(booking, costs_.investment_factor) * schedule->investment_share(begin, end);
  return booking.weight * (instalment - state_part(setting, instalment) + grants(booking));
}

std::pair<sim::Time, sim::Time> Treasury::due_days(const Booking& booking, const sim::Window& month) {
  const sim::LeverSetting& setting = booking.cost.setting;
  const sim::Time begin = booking.reached.value_or(setting.reached(month.begin));
  return {begin, std::max(begin, setting.reached(month.end))};
}

void Treasury::fund(Booking& booking, const sim::Window& month) {
  booking.due = booking.met = booking.investment = booking.from_state = booking.running = booking.overrun = 0;
  const sim::LeverSetting& setting = booking.cost.setting;
  const auto schedule = schedule_of(setting, setting_.calendar.begin());
  if (!schedule) return;
  const double price = this->price(booking, costs_.investment_factor);
  const double upkeep = this->upkeep(booking);
  const auto [begin, end] = due_days(booking, month);
  const double own_share = 1 - setting.state_share - setting.klimatklivet;
  const double due_share = schedule->investment_share(month.begin, month.end);
  booking.due = own_share * price * due_share;
  booking.overrun = (price - this->price(booking, 1)) * due_share;
  const double instalment = price * schedule->investment_share(begin, end);
  const double from_state = state_part(setting, instalment);
  const double weight = booking.weight * (instalment - from_state);
  const double need = weight + booking.weight * grants(booking);
  const bool waits = setting.course && !setting.course->bound && need > 0 && !finance_.affords(month, need);
  if (setting.course) setting.course->waiting = waits;
  if (waits) {
    booking.running = upkeep * schedule->strength(begin) * month.years();
    setting.course->delay += month.end - month.begin;
    setting.course->without_money += month.end - month.begin;
    booking.reached = begin;
    return;
  }
  finance_.invest(month.begin, weight);
  take_state_part(setting, instalment);
  booking.met = own_share * instalment;
  booking.from_state = from_state;
  booking.investment = instalment - from_state;
  // While works stand still what is there of them is kept up.
  const double still = std::max(0.0, (month.end - month.begin) - (end - begin)) / sim::days_per_year;
  booking.running = upkeep * (schedule->years_in_force(begin, end) + schedule->strength(end) * still);
  booking.reached = end;
}

/// Takes what kinds have paid out in the lever's name since the last month into the city's books.
void Treasury::collect(Booking& booking, const sim::Window& window) {
  if (!booking.cost.setting.course) return;
  sim::LeverCourse& course = *booking.cost.setting.course;
  finance_.invest(window.begin, booking.weight * course.paid_investment);
  booking.running += course.paid_running;
  if (of_city(booking)) {
    year(CityFinanceItem::funded) += course.paid_investment;
    year(CityFinanceItem::grants_received) += course.paid_grants;
    year(CityFinanceItem::overrun) += course.overrun;
  }
  year(CityFinanceItem::support) += booking.weight * (course.paid_investment + course.paid_running);
  // A month without grants because they waited says nothing of what the next would cost.
  if (course.paid_investment > 0 || !course.waiting) booking.grants_need = course.paid_investment;
  course.paid_investment = course.paid_running = course.paid_grants = course.overrun = 0;
}

void Treasury::settle(const sim::Window& window, double other, double parking, double extra) {
  parking_ = parking;
  extra_ = extra;
  double running = other - extra;
  for (Booking& booking : bookings_) {
    const double own = booking.running;
    collect(booking, window);
    running += booking.weight * booking.running;
    booking.running = own;  // the support is posted already by who paid it out
  }
  interest_ = finance_.turn_month(window, running, green_);
  // As they stand at the month's end: the next month is planned before the year is closed.
  debt_at_end_ = finance_.net_debt(window.end);
  green_at_end_ = finance_.green_bonds(window.end, green_);
  ceiling_at_end_ = finance_.ceiling(window.end);
}

void Treasury::book(const sim::Window& window) {
  Accounts& accounts = setting_.accounts;
  for (const Booking& booking : bookings_) {
    const Measure measure = booking.cost.measure;
    const double price = booking.investment + booking.from_state;
    accounts.post_money(window, MoneyKind::investment, booking.payer, measure, price);
    accounts.post_money(window, MoneyKind::running_cost, booking.payer, measure, booking.running);
    if (booking.cost.setting.course) booking.cost.setting.course->booked += price + booking.running;
    accounts.post_grant(window, MoneyKind::investment, Payer::state, booking.payer, measure, booking.from_state);
    if (!booking.cost.setting.funded()) {
      accounts.post_bottleneck(window, Bottleneck::city_money, window.end - window.begin);
    }
    if (!of_city(booking)) continue;
    year(CityFinanceItem::due) += booking.due;
    year(CityFinanceItem::overrun) += booking.overrun;
    year(CityFinanceItem::grants_received) += booking.from_state;
    year(CityFinanceItem::waiting) += booking.due - booking.met;
    year(CityFinanceItem::funded) += booking.investment;
  }
  if (fund_left_->short_of) accounts.post_bottleneck(window, Bottleneck::grants, 1);
  fund_left_->short_of = false;
  const double plan = finance_.share_of_plan(window.begin, window.end);
  year(CityFinanceItem::contract_need) += million * in_.contract_need * plan;
  year(CityFinanceItem::contract_need_outside) += million * in_.contract_outside * plan;
  year(CityFinanceItem::planned) += million * in_.planned_investment * plan;
  year(CityFinanceItem::withheld) += finance_.withheld() - withheld_before_;
  withheld_before_ = finance_.withheld();
  year(CityFinanceItem::interest) += interest_;
  year(CityFinanceItem::parking_income) += parking_;
  year(CityFinanceItem::extra_income) += extra_;
}

/// What the contract needs, overruns with it, and neither the city and its companies have paid nor the state has
/// granted: nothing outside its years, for it says nothing of them.
void Treasury::close_contract(const sim::Window& window) {
  const sim::Time begin = sim::from_civil({window.year, 1, 1});
  if (finance_.share_of_plan(begin, window.end) <= 0) return;
  year(CityFinanceItem::carry_over) = carried_;
  year(CityFinanceItem::gap) = year(CityFinanceItem::contract_need) + year(CityFinanceItem::overrun) -
                               year(CityFinanceItem::funded) - year(CityFinanceItem::grants_received);
  carried_ += year(CityFinanceItem::gap);
  year(CityFinanceItem::gap_cumulative) = carried_;
}

void Treasury::close_year(const sim::Window& window) {
  close_contract(window);
  const bool observed = window.end < in_.net_debt.last_date();
  year(CityFinanceItem::green_bonds) = observed ? 0 : million * in_.green_bonds_issued + green_at_end_;
  year(CityFinanceItem::net_debt) = debt_at_end_;
  year(CityFinanceItem::debt_ceiling) = ceiling_at_end_;
  year(CityFinanceItem::borrowing) = year(CityFinanceItem::net_debt) - debt_before_;
  debt_before_ = year(CityFinanceItem::net_debt);
  Accounts& accounts = setting_.accounts;
  for (std::size_t item = 0; item < year_.size(); ++item) {
    accounts.city_finance.set(accounts.year_index(window), {static_cast<int>(item)}, sim::to_count(100 * year_[item]));
  }
  accounts.set_indicator(window, Accounts::Indicator::city_net_debt, debt_at_end_ / 1000);
  year_ = {};
}

}  // namespace skifte::agents

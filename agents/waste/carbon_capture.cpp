#include "agents/waste/carbon_capture.hpp"

#include <algorithm>

#include "agents/city/lever_booking.hpp"

namespace skifte::agents {

namespace {

constexpr auto capture_cancelled = sim::decision("filborna_ccs.cancelled");
constexpr auto capture_slip = sim::decision("filborna_ccs.slip");
constexpr auto capture_auction = sim::decision("filborna_ccs.auction");
constexpr double longest_month = 31;  // [d]
constexpr double months_per_year = 12;

sim::AgentId project() {
  return sim::agent_id("filborna_ccs", 0);
}

SlipHistory read_history(sim::AssumptionReader& read) {
  return {read.number("ccs.slip.prior_slips", "1",
                      "Slips of a year that other first plants suggest, in as many prior years"),
          read.number("ccs.slip.prior_years", "year", "Project-years that what other plants suggest is worth"),
          read.number("ccs.slip.observed_slips", "1", "Whole years that this project's announced date has moved"),
          read.number("ccs.slip.observed_years", "year", "Time over which it did")};
}

}  // namespace

CaptureAssumptions::CaptureAssumptions(sim::AssumptionReader& read)
    : permit(read.number("ccs.permit", "year", "Calendar year, with decimals, of the environmental permit")),
      financing(read.number("ccs.financing", "year", "Calendar year, with decimals, of the council's approval")),
      contracts(
          read.number("ccs.contracts", "year", "Calendar year, with decimals, of supplier and storage contracts")),
      contract(read),
      slip(read_history(read)),
      slip_after_factor(read.number("ccs.slip.after_contracts", "1", "Slip rate after the contracts over before")),
      construction(read.number("ccs.construction", "year", "Shortest time from contracts to operation")),
      store_ready(read.number("ccs.store_ready", "year", "Calendar year, with decimals, when the store takes CO2")),
      rate(read.number("ccs.capture_rate", "1", "Share of CO2 captured while the plant runs")),
      availability(read.number("ccs.availability", "1", "Share of the flue gas's time that it runs")),
      first_years(read.number("ccs.first_years", "year", "Length of commissioning with lower availability")),
      first_years_factor(read.number("ccs.first_years_factor", "1", "Availability at the start, relative to later")),
      power_loss(read.number("ccs.power_loss", "1", "Share of the plant's power lost at full capture")),
      heat_change(read.number("ccs.heat_change", "1", "Change of the plant's heat at full capture")),
      biogenic_sold(read.number("ccs.biogenic_sold", "1", "Share of the biogenic CO2 stored that others buy")),
      removal_price(read.number("ccs.removal_price", "SEK/t", "Price of a removal sold")),
      auction(read.number("ccs.auction", "year", "Calendar year, with decimals, of a reverse auction it can win")),
      auction_chance(read.number("ccs.auction_chance", "1", "Chance that this plant wins the auction")),
      auction_support(read.number("ccs.auction_support", "SEK/t", "Support per biogenic tonne if it does")),
      auction_years(read.number("ccs.auction_years", "year", "Years that the support lasts from operation")),
      investment(read.number("ccs.investment", "SEK", "Investment")),
      planned_investment(
          read.number("ccs.investment_planned", "SEK", "The investment as the city's plan reckons with it")),
      grant(read.number("ccs.grant", "SEK", "Grant from the state")),
      capture_cost(read.number("ccs.capture_cost", "SEK/t", "Running cost of capture and liquefaction")),
      transport_cost(read.number("ccs.transport_cost", "SEK/t", "Lorry, port store and ship")),
      storage_cost(read.number("ccs.storage_cost", "SEK/t", "Fee of the store")) {}

CapturePlan plan_capture(const CaptureAssumptions& assumptions, sim::Time planned, sim::Time signing, double u_slip) {
  CapturePlan plan;
  plan.contracts = signing;
  const double waited = std::max(0.0, sim::decimal_year(signing) - assumptions.financing);
  const double exposure = waited + assumptions.slip_after_factor * assumptions.construction;
  const double slip = further_slip(assumptions.slip, exposure, u_slip);
  plan.operation =
      std::max({planned + slip * sim::days_per_year, plan.contracts + assumptions.construction * sim::days_per_year,
                sim::from_decimal_year(assumptions.store_ready)});
  return plan;
}

CarbonCapture::CarbonCapture(const CaptureAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                             const Setting& setting)
    : assumptions_(assumptions), lever_(lever), setting_(setting), contractors_(setting.board.of<Contractors>()) {}

void CarbonCapture::start(sim::Processes& processes) {
  if (!lever_) return;
  processes.add("filborna_ccs", [this](sim::ProcessContext& context) {
    sim::await_start(context, *lever_);
    if (!lever_->date("operating")) return;
    hold_books(context.now());
    for (const double stage : {assumptions_.permit, assumptions_.financing})
      context.wait_until(std::max(sim::from_decimal_year(stage), context.now()));
    sim::Time meeting = sim::from_decimal_year(assumptions_.contracts);
    while (decision_ == ContractDecision::pending || decision_ == ContractDecision::put_off) {
      if (sim::decimal_year(meeting) > assumptions_.contract.permit_lapses) return;
      context.wait_until(std::max(meeting - 2 * longest_month, context.now()));
      context.post(20, "filborna_ccs asks for money", [this](sim::Time) { ask(); });
      context.wait_until(std::max(meeting, context.now()));
      context.post(20, "filborna_ccs contracts", [this](sim::Time date) { decide(date); });
      // What is posted is applied when its month is over.
      context.wait(longest_month);
      meeting += sim::days_per_year;
    }
    if (decision_ == ContractDecision::given_up) return;
    // What is signed is paid: nothing but a contractor is waited for.
    const double late = this->late();
    const auto ready = [&] { return plan_.operation + (this->late() - late); };
    await(context, [&] { return ready() - assumptions_.construction * sim::days_per_year; });
    const double waited = contractors_.build(context, Works::carbon_capture, "filborna_ccs", &*lever_, ready);
    context.wait_until(std::max(plan_.operation + waited, context.now()));
    context.post(20, "filborna_ccs in operation", [this, waited](sim::Time) {
      plan_.operation += waited;
      operating_ = true;
    });
  });
}

/// Before it signs, the company wants to know that a month's payment is within the group's mandate: of its own sum over
/// the construction, or at the plan's price of the one that the scenario names, which is held until then.
void CarbonCapture::ask() {
  if (!lever_->course) return;
  if (lever_->states_investment || lever_->investment > 0) {
    const auto schedule = schedule_of(*lever_, 0);
    const double months = schedule ? schedule->instalment_days / sim::days_per_year * months_per_year : 0;
    lever_->course->asked = 1e6 * lever_->investment / std::max(1.0, months);
    return;
  }
  const double own = assumptions_.investment - std::min(assumptions_.grant, assumptions_.investment);
  lever_->course->asked = own / std::max(1.0, months_per_year * assumptions_.construction);
}

void CarbonCapture::decide(sim::Time date) {
  if (!lever_->funded()) {
    decision_ = ContractDecision::put_off;
    return;
  }
  const bool held = date >= sim::from_decimal_year(assumptions_.auction);
  const double chance = held ? (wins_auction() ? 1.0 : 0.0) : assumptions_.auction_chance;
  const double support = std::max(terms_.support, chance * assumptions_.auction_support);
  const double margin =
      contract_margin(assumptions_.contract, terms_.fossil_share, terms_.ets_share, terms_.ets_price, support);
  // Ordinal 0: one project, the same luck at every meeting.
  decision_ = decide_contract(assumptions_.contract, margin, setting_.random.uniform(capture_cancelled, project(), 0));
  if (lever_->course && decision_ != ContractDecision::put_off) lever_->course->asked = 0;
  if (decision_ != ContractDecision::signed_now) return;
  if (lever_->course) lever_->course->bound = true;
  plan_ =
      plan_capture(assumptions_, *lever_->date("operating"), date, setting_.random.uniform(capture_slip, project(), 0));
  release_books();
  instalments_.emplace(plan_.contracts, plan_.operation, *lever_);
}

/// Sums that the scenario names are booked by the lever's schedule: it stands still before the first of them until the
/// contracts are signed, for ever if they are not.
void CarbonCapture::hold_books(sim::Time now) {
  if (!lever_->course) return;
  const auto schedule = schedule_of(*lever_, now);
  if (schedule) lever_->course->stands_still = std::max(now, schedule->instalments_begin + late());
}

/// From the signature on the schedule ends with the works.
void CarbonCapture::release_books() {
  if (!lever_->course) return;
  lever_->course->stands_still.reset();
  lever_->course->delay += plan_.operation - *lever_->date("operating");
}

/// One auction, one bid. Ordinal 0.
bool CarbonCapture::wins_auction() const {
  return setting_.random.uniform(capture_auction, project(), 0) < assumptions_.auction_chance;
}

double CarbonCapture::support(sim::Time date) const {
  const sim::Time from = std::max(plan_.operation, sim::from_decimal_year(assumptions_.auction));
  const bool runs = operating_ && date >= from && date < from + assumptions_.auction_years * sim::days_per_year;
  return std::max(terms_.support, runs && wins_auction() ? assumptions_.auction_support : 0.0);
}

CaptureMonth CarbonCapture::capture(const FlueGas& gas, const sim::Window& window) const {
  CaptureMonth month;
  const double total = gas.fossil + gas.biogenic;
  if (!operating_ || total <= 0 || lever_->strength(window.begin) <= 0) return month;
  const double since = std::max(0.0, window.begin - plan_.operation) / sim::days_per_year;
  const double ramp = assumptions_.first_years > 0 ? std::min(1.0, since / assumptions_.first_years) : 1.0;
  const double running =
      assumptions_.availability * (assumptions_.first_years_factor + (1.0 - assumptions_.first_years_factor) * ramp);
  const double limit = lever_->number("capture", 0) * window.years();
  const double captured = std::min(assumptions_.rate * running * total, limit);
  month.share = captured / total;
  month.fossil = gas.fossil * month.share;
  month.biogenic = gas.biogenic * month.share;
  month.biogenic_sold = month.biogenic * assumptions_.biogenic_sold;
  return month;
}

CarbonCapture::Money CarbonCapture::investment(const sim::Window& window) {
  Money money;
  if (!instalments_ || lever_->states_investment || lever_->investment > 0) return money;
  const double share = instalments_->due(*lever_, window);
  money.grant = std::min(assumptions_.grant, assumptions_.investment) * share;
  money.own = assumptions_.investment * share - money.grant;
  money.overrun = (assumptions_.investment - assumptions_.planned_investment) * share;
  return money;
}

double CarbonCapture::running_cost(const CaptureMonth& month) const {
  if (!lever_ || lever_->states_running_cost || lever_->running_cost > 0) return 0;
  const double chain = assumptions_.capture_cost + assumptions_.transport_cost + assumptions_.storage_cost;
  return chain * (month.fossil + month.biogenic) / 1e6;
}

}  // namespace skifte::agents

#include "agents/waste/carbon_capture.hpp"

#include <algorithm>

namespace skifte::agents {

namespace {

constexpr auto capture_cancelled = sim::decision("filborna_ccs.cancelled");
constexpr auto capture_slip = sim::decision("filborna_ccs.slip");

}  // namespace

CaptureAssumptions::CaptureAssumptions(sim::AssumptionReader& read)
    : permit(read.number("ccs.permit", "year", "Calendar year, with decimals, of the environmental permit")),
      financing(read.number("ccs.financing", "year", "Calendar year, with decimals, of the council's approval")),
      contracts(
          read.number("ccs.contracts", "year", "Calendar year, with decimals, of supplier and storage contracts")),
      cancellation(
          read.number("ccs.cancellation_probability", "1", "Chance that the project is given up at the contracts")),
      slip_before_contracts(
          read.number("ccs.slip_before_contracts", "1", "Years of slip per year from approval to contracts")),
      slip_after_median(read.number("ccs.slip_after_median", "year", "Median delay after the contracts")),
      slip_after_spread(read.number("ccs.slip_after_spread", "1", "Standard deviation of that delay's logarithm")),
      construction(read.number("ccs.construction", "year", "Shortest time from contracts to operation")),
      rate(read.number("ccs.capture_rate", "1", "Share of CO2 captured while the plant runs")),
      availability(read.number("ccs.availability", "1", "Share of the flue gas's time that it runs")),
      first_years(read.number("ccs.first_years", "year", "Length of commissioning with lower availability")),
      first_years_factor(read.number("ccs.first_years_factor", "1", "Availability then, relative to later")),
      power_loss(read.number("ccs.power_loss", "1", "Share of the plant's power lost at full capture")),
      heat_change(read.number("ccs.heat_change", "1", "Change of the plant's heat at full capture")),
      biogenic_sold(read.number("ccs.biogenic_sold", "1", "Share of the biogenic CO2 stored that others buy")),
      investment(read.number("ccs.investment", "SEK", "Investment")),
      grant(read.number("ccs.grant", "SEK", "Grant from the state")),
      chain_cost(read.number("ccs.chain_cost", "SEK/t", "Running cost of capture, transport and storage")) {}

CapturePlan plan_capture(const CaptureAssumptions& assumptions, sim::Time planned, double u_cancelled, double u_slip) {
  CapturePlan plan;
  plan.contracts = sim::from_decimal_year(assumptions.contracts);
  plan.cancelled = u_cancelled < assumptions.cancellation;
  const double waited = std::max(0.0, assumptions.contracts - assumptions.financing);
  const double slip = assumptions.slip_before_contracts * waited +
                      sim::lognormal(u_slip, assumptions.slip_after_median, assumptions.slip_after_spread);
  plan.operation =
      std::max(planned + slip * sim::days_per_year, plan.contracts + assumptions.construction * sim::days_per_year);
  return plan;
}

CarbonCapture::CarbonCapture(const CaptureAssumptions& assumptions, const std::optional<sim::LeverSetting>& lever,
                             const Setting& setting)
    : assumptions_(assumptions), lever_(lever), setting_(setting) {}

void CarbonCapture::start(sim::Processes& processes) {
  if (!lever_) return;
  processes.add("filborna_ccs", [this](sim::ProcessContext& context) {
    sim::await_start(context, *lever_);
    if (!lever_->date("operating")) return;
    const sim::AgentId id = sim::agent_id("filborna_ccs", 0);
    plan_ = plan_capture(assumptions_, *lever_->date("operating"), setting_.random.uniform(capture_cancelled, id, 0),
                         setting_.random.uniform(capture_slip, id, 0));
    const sim::Time stages[] = {sim::from_decimal_year(assumptions_.permit),
                                sim::from_decimal_year(assumptions_.financing), plan_.contracts};
    for (const sim::Time stage : stages) context.wait_until(std::max(stage, context.now()));
    if (plan_.cancelled) return;
    context.post(20, "filborna_ccs contracts signed", [this](sim::Time) { building_ = true; });
    context.wait_until(std::max(plan_.operation, context.now()));
    context.post(20, "filborna_ccs in operation", [this](sim::Time) { operating_ = true; });
  });
}

CaptureMonth CarbonCapture::capture(const FlueGas& gas, const sim::Window& window) const {
  CaptureMonth month;
  const double total = gas.fossil + gas.biogenic;
  if (!operating_ || total <= 0 || lever_->strength(window.begin) <= 0) return month;
  const bool commissioning = window.begin < plan_.operation + assumptions_.first_years * sim::days_per_year;
  const double running = assumptions_.availability * (commissioning ? assumptions_.first_years_factor : 1.0);
  const double limit = lever_->number("capture", 0) * window.years();
  const double captured = std::min(assumptions_.rate * running * total, limit);
  month.share = captured / total;
  month.fossil = gas.fossil * month.share;
  month.biogenic = gas.biogenic * month.share;
  month.biogenic_sold = month.biogenic * assumptions_.biogenic_sold;
  return month;
}

CarbonCapture::Money CarbonCapture::investment(const sim::Window& window) const {
  Money money;
  if (!building_ || lever_->investment > 0 || plan_.operation <= plan_.contracts) return money;
  const double overlap = std::min(window.end, plan_.operation) - std::max(window.begin, plan_.contracts);
  if (overlap <= 0) return money;
  const double share = overlap / (plan_.operation - plan_.contracts);
  money.grant = std::min(assumptions_.grant, assumptions_.investment) * share;
  money.own = assumptions_.investment * share - money.grant;
  return money;
}

double CarbonCapture::running_cost(const CaptureMonth& month) const {
  if (!lever_ || lever_->running_cost > 0) return 0;
  return assumptions_.chain_cost * (month.fossil + month.biogenic) / 1e6;
}

}  // namespace skifte::agents

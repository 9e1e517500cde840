#include "agents/industry/acid_plant.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto acid_year = sim::decision("acid.year");
constexpr auto acid_outage = sim::decision("acid.outage");
constexpr auto acid_closure = sim::decision("acid.closure");
constexpr auto heat_contract = sim::decision("plant.heat_contract");

}  // namespace

AcidAssumptions::AcidAssumptions(sim::AssumptionReader& read)
    : heat(read.number("industry.waste_heat", "Wh/year", "Waste heat offered to the district heating network")),
      sd(read.number("industry.acid.output_sd", "1", "Standard deviation of the yearly shock of acid made, log")),
      persistence(read.number("industry.acid.persistence", "1", "Part of that shock left the year after")),
      closure_rate(read.number("industry.acid.closure_rate", "1/year", "Chance that the acid plant closes in a year")),
      stop_month(read.number("industry.acid.stop_month", "1", "Calendar month of the acid plant's planned stop")),
      stop_share(read.number("industry.acid.stop_share", "1", "Share of that month at a standstill")),
      outage_rate(read.number("industry.acid.outage_rate", "1", "Chance of an unplanned stop in a month")),
      outage_share(read.number("industry.acid.outage_share", "1", "Share of the month that it lasts")),
      contract_end(read.number("industry.heat_contract_end", "year", "Calendar year in which the heat contract ends")),
      contract_renewal(read.number("industry.heat_contract_renewal", "1", "Chance that the heat contract is renewed")),
      without_contract(
          read.number("industry.heat_without_contract", "1", "Share of the heat delivered without a contract")) {}

AcidPlant::AcidPlant(const AcidAssumptions& assumptions, int last_known_year, const Setting& setting)
    : in_(assumptions),
      setting_(setting),
      first_year_(setting.calendar.first_year()),
      last_known_year_(last_known_year) {
  const sim::AgentId id = sim::agent_id("plant", 0);
  renewed_ = setting_.random.uniform(heat_contract, id, 0) < in_.contract_renewal;
  const int last_year = sim::to_civil(setting_.calendar.end() - 1.0).year;
  double shock = 0;
  bool open = true;
  for (int year = std::min(first_year_, last_known_year + 1); year <= last_year; ++year) {
    if (year > last_known_year) {
      // Ordinal: the calendar year.
      const auto ordinal = static_cast<std::uint32_t>(year);
      shock = in_.persistence * shock + in_.sd * sim::normal_quantile(setting_.random.uniform(acid_year, id, ordinal));
      open = open && setting_.random.uniform(acid_closure, id, ordinal) >= in_.closure_rate;
    }
    if (year >= first_year_) output_.push_back(open ? sim::exp(shock) : 0.0);
  }
}

double AcidPlant::output(int year) const {
  return output_[static_cast<std::size_t>(std::clamp(year - first_year_, 0, static_cast<int>(output_.size()) - 1))];
}

double AcidPlant::heat(sim::Time date) const {
  const sim::CivilDate civil = sim::to_civil(date);
  const bool known = civil.year <= last_known_year_;
  const double lost = known ? 0.0 : in_.outage_rate * in_.outage_share;
  const double usual = (1.0 - in_.stop_share / 12.0) * (1.0 - lost);
  double running = civil.month == static_cast<int>(std::floor(in_.stop_month + 0.5)) ? 1.0 - in_.stop_share : 1.0;
  // Ordinal: months since year 0.
  const auto ordinal = static_cast<std::uint32_t>(12 * civil.year + civil.month);
  if (!known && setting_.random.uniform(acid_outage, sim::agent_id("plant", 0), ordinal) < in_.outage_rate) {
    running *= 1.0 - in_.outage_share;
  }
  const bool contract = sim::decimal_year(date) < in_.contract_end || renewed_;
  return normal_heat() * output(civil.year) * running / std::max(usual, 1e-9) * (contract ? 1.0 : in_.without_contract);
}

}  // namespace skifte::agents

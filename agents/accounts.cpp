#include "agents/accounts.hpp"

#include <string>

namespace skifte::agents {

namespace {

constexpr double ore_per_sek = 100;

template <std::size_t N>
constexpr int count(const Labels<N>&) {
  return static_cast<int>(N);
}

}  // namespace

ScaleAssumptions::ScaleAssumptions(sim::AssumptionReader& read) : factor{} {
  for (int s = 0; s < subsectors; ++s) {
    const auto i = static_cast<std::size_t>(s);
    factor[i] = read.number("inventory.scale." + std::string(subsector_labels[i]), "1",
                            "Inventory's figure over activity x emission factor, fitted over the calibration years");
  }
}

Accounts::Accounts(const sim::Calendar& calendar, const ScaleAssumptions& scale)
    : emissions(calendar.years(), {subsectors, count(carrier_labels)}),
      activity_emissions(calendar.years(), {subsectors, count(carrier_labels)}),
      published(calendar.years(), {subsectors}),
      biogenic(calendar.years(), {subsectors}),
      sinks(calendar.years(), {count(sink_labels)}),
      captured(calendar.years(), {count(captured_labels)}),
      footprint(calendar.years(), {count(footprint_labels)}),
      energy(calendar.years(), {count(carrier_labels), count(end_use_labels)}),
      money(calendar.years(), {count(money_kind_labels), count(payer_labels), count(measure_labels)}),
      transfers(calendar.years(), {count(transfer_labels), count(payer_labels)}),
      bottlenecks(calendar.years(), {count(bottleneck_labels)}),
      contractors_wait(calendar.years(), {count(works_labels)}),
      city_finance(calendar.years(), {count(city_finance_labels)}),
      grid_waiting(calendar.years(), {count(grid_customer_labels)}),
      heat_production(calendar.years(), {count(heat_source_labels)}),
      cars(calendar.years(), {count(powertrain_labels)}),
      new_cars(calendar.years(), {count(powertrain_labels)}),
      car_border_flow(calendar.years(), {count(powertrain_labels)}),
      light_trucks(calendar.years(), {count(powertrain_labels)}),
      heavy_trucks(calendar.years(), {count(powertrain_labels)}),
      buses(calendar.years(), {count(powertrain_labels)}),
      heating_systems(calendar.years(), {count(heating_labels)}),
      heating_power(calendar.years(), {count(heating_labels)}),
      trips(calendar.years(), {count(mode_labels)}),
      person_km(calendar.years(), {count(mode_labels)}),
      people(calendar.years(), {household_groups, household_items}),
      indicators(calendar.years(), {count(indicator_labels)}),
      calendar_(calendar),
      scale_(scale.factor) {}

void Accounts::post_emissions(const sim::Window& window, Subsector subsector, Carrier carrier, double grams) {
  const int year = year_index(window);
  activity_emissions.post(year, {index(subsector), index(carrier)}, sim::to_count(grams));
  emissions.post(year, {index(subsector), index(carrier)}, sim::to_count(grams * scale(subsector)));
}

void Accounts::post_measured_emissions(const sim::Window& window, Subsector subsector, Carrier carrier, double grams) {
  const int year = year_index(window);
  const std::int64_t count = sim::to_count(grams);
  emissions.post(year, {index(subsector), index(carrier)}, count);
}

void Accounts::post_biogenic(const sim::Window& window, Subsector subsector, double grams) {
  biogenic.post(year_index(window), {index(subsector)}, sim::to_count(grams));
}

void Accounts::post_energy(const sim::Window& window, Carrier carrier, EndUse use, double watt_hours) {
  energy.post(year_index(window), {index(carrier), index(use)}, sim::to_count(watt_hours));
}

void Accounts::post_money(const sim::Window& window, MoneyKind kind, Payer payer, Measure measure, double sek) {
  const std::int64_t ore = sim::to_count(ore_per_sek * sek);
  money.post(year_index(window), {index(kind), index(payer), index(measure)}, ore);
  if (kind == MoneyKind::tax_paid) post_transfer(window, Transfer::tax, payer, Payer::state, ore);
}

void Accounts::post_transfer(const sim::Window& window, Transfer what, Payer from, Payer to, std::int64_t ore) {
  transfers.post(year_index(window), {index(what), index(from)}, ore);
  transfers.post(year_index(window), {index(what), index(to)}, -ore);
}

void Accounts::post_payment(const sim::Window& window, Transfer what, MoneyKind kind, Payer from, Payer to,
                            Measure measure, double sek) {
  const std::int64_t ore = sim::to_count(ore_per_sek * sek);
  money.post(year_index(window), {index(kind), index(from), index(measure)}, ore);
  money.post(year_index(window), {index(kind), index(to), index(measure)}, -ore);
  post_transfer(window, what, from, to, ore);
}

void Accounts::post_grant(const sim::Window& window, MoneyKind kind, Payer from, Payer to, Measure measure,
                          double sek) {
  post_payment(window, Transfer::grant, kind, from, to, measure, sek);
  money.post(year_index(window), {index(MoneyKind::grant_received), index(to), index(measure)},
             sim::to_count(ore_per_sek * sek));
}

void Accounts::post_sink(const sim::Window& window, Sink sink, double grams) {
  sinks.post(year_index(window), {index(sink)}, sim::to_count(grams));
}

void Accounts::post_captured(const sim::Window& window, Captured what, double grams) {
  captured.post(year_index(window), {index(what)}, sim::to_count(grams));
}

void Accounts::post_footprint(const sim::Window& window, Footprint category, double grams) {
  footprint.post(year_index(window), {index(category)}, sim::to_count(grams));
}

void Accounts::post_bottleneck(const sim::Window& window, Bottleneck bottleneck, double amount) {
  bottlenecks.post(year_index(window), {index(bottleneck)}, sim::to_count(amount));
}

void Accounts::post_grid_waiting(const sim::Window& window, GridCustomer customer, double amount) {
  grid_waiting.post(year_index(window), {index(customer)}, sim::to_count(amount));
}

void Accounts::post_heat(const sim::Window& window, HeatSource source, double watt_hours) {
  heat_production.post(year_index(window), {index(source)}, sim::to_count(watt_hours));
}

void Accounts::post_household(const sim::Window& window, const Household& household, HouseholdItem item,
                              double amount) {
  const int year = year_index(window);
  const std::int64_t count = sim::to_count(amount);
  for (const int group : groups_of(household)) people.post(year, {group, index(item)}, count);
}

void Accounts::set_indicator(const sim::Window& window, Indicator indicator, double value) {
  indicators.set(year_index(window), {index(indicator)}, sim::to_count(value));
}

}  // namespace skifte::agents

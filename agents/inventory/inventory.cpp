#include "agents/inventory/inventory.hpp"

#include <algorithm>

#include "agents/inventory/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto machinery_year = sim::decision("inventory.machinery_year");  // ordinal: year
constexpr auto key_change = sim::decision("inventory.key_change");          // ordinal: year
constexpr auto key_size = sim::decision("inventory.key_size");              // ordinal: year
constexpr auto plant_revision = sim::decision("inventory.plant_revision");  // ordinal: year

bool is_road(Subsector s) {
  return s == Subsector::cars || s == Subsector::light_trucks || s == Subsector::heavy_trucks;
}

class Inventory final : public sim::Kind {
 public:
  Inventory(const InventoryInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        national_(setting.board.of<NationalSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        published_(setting.board.of<InventorySignals>()),
        national_sum_(static_cast<std::size_t>(setting.calendar.years())) {}
  std::string_view name() const override { return "inventory"; }

  void account(const sim::Window& window) override {
    auto& sum = national_sum_[static_cast<std::size_t>(setting_.accounts.year_index(window))];
    for (std::size_t s = 0; s < subsectors; ++s) {
      sum[s] += national_.row_index[s] * blend_seen(static_cast<Subsector>(s)) * window.years();
    }
  }
  void close_year(const sim::Window& window) override;
  void publish(const sim::Window& window) override;

 private:
  /// By what the row's indicator differs from the nation's diesel machines: it follows the blend in part only. The row
  /// of ports and airports holds work alone, the others work times the fossil factor.
  double blend_seen(Subsector subsector) const {
    const bool machines = sector_of(subsector) == Sector::machinery && subsector != Subsector::household_machinery;
    if (!machines || policy_.diesel_fossil_factor <= 0) return 1;
    const double held = subsector == Subsector::port_airport_allocation ? 0 : 1;
    return sim::pow(policy_.diesel_fossil_factor, inputs_.machinery_follows_blend - held);
  }
  double indicator(Subsector subsector, int year) const;
  double observed(Subsector subsector, int year) const;
  double benchmark(Subsector subsector, int year) const;
  double disturbance(Subsector subsector, int year) const;
  double local(Subsector subsector, int year) const {
    return static_cast<double>(setting_.accounts.emissions.cut(year - first_year(), 0, index(subsector))) / 1e6;
  }
  double national(Subsector subsector, int year) const {
    return national_sum_[static_cast<std::size_t>(year - first_year())][static_cast<std::size_t>(index(subsector))];
  }
  int first_year() const { return setting_.calendar.first_year(); }
  int last_observed() const {
    return setting_.city.inventory.empty() ? first_year() : setting_.city.inventory.back().year;
  }

  InventoryInputs inputs_;
  Setting setting_;
  const NationalSignals& national_;
  const PolicySignals& policy_;
  InventorySignals& published_;
  std::vector<std::array<double, subsectors>> national_sum_;  ///< yearly mean of the row's national indicator
};

double Inventory::indicator(Subsector subsector, int year) const {
  if (!is_allocated(subsector)) return local(subsector, year);
  const double nation = national(subsector, year);
  const int anchor = last_observed();
  if (!is_road(subsector) || year <= anchor || inputs_.local_fleet_visible <= 0) return nation;
  const double nation_ratio = nation / national(subsector, anchor);
  const double city_ratio = local(subsector, year) / local(subsector, anchor);
  if (!(city_ratio > 0) || !(nation_ratio > 0)) return nation;
  return nation * sim::pow(city_ratio / nation_ratio, inputs_.local_fleet_visible);
}

/// The release's figure [t], negative when the year is not in it.
double Inventory::observed(Subsector subsector, int year) const {
  for (const InventoryObservation& observation : setting_.city.inventory) {
    if (observation.year == year) return observation.tonnes[static_cast<std::size_t>(index(subsector))];
  }
  return -1;
}

double Inventory::benchmark(Subsector subsector, int year) const {
  auto ratio = [&](int at) {
    const double base = indicator(subsector, at);
    return base > 0 ? observed(subsector, at) / base : 1.0;
  };
  int before = year;
  while (before >= first_year() && observed(subsector, before) < 0) --before;
  int after = year;
  while (after <= last_observed() && observed(subsector, after) < 0) ++after;
  const bool has_before = before >= first_year();
  const bool has_after = after <= last_observed();
  if (!has_before && !has_after) return 1;
  if (!has_after || after == before) return ratio(before);
  if (!has_before) return ratio(after);
  return ratio(before) + (ratio(after) - ratio(before)) * (year - before) / (after - before);
}

/// Log of the published figure over the benchmarked indicator: changes of keys and methods since the last known
/// release.
double Inventory::disturbance(Subsector subsector, int year) const {
  if (policy_.frozen) year = std::min(year, sim::to_civil(policy_.driver_date).year);  // luck stands still too
  double sum = 0;
  const bool allocated = is_allocated(subsector);
  // Keys of all road rows rest on one traffic model, so they change together.
  const sim::AgentId id = is_road(subsector)
                              ? sim::agent_id("inventory_row", 1000)
                              : sim::agent_id("inventory_row", static_cast<std::uint64_t>(index(subsector)));
  for (int y = last_observed() + 1; y <= year; ++y) {
    const auto ordinal = static_cast<std::uint32_t>(y);
    if (allocated && setting_.random.uniform(key_change, id, ordinal) < inputs_.key_change_probability) {
      sum += sim::normal(setting_.random.uniform(key_size, id, ordinal), 0, inputs_.key_change_sd);
    }
  }
  if (sector_of(subsector) == Sector::machinery) {
    // One walk for all machines: the national activity behind their rows.
    const sim::AgentId machines = sim::agent_id("inventory_row", 1001);
    for (int y = last_observed() + 1; y <= year; ++y) {
      const double u = setting_.random.uniform(machinery_year, machines, static_cast<std::uint32_t>(y));
      sum += sim::normal(u, 0, inputs_.machinery_year_sd);
    }
  }
  if (!allocated && year > last_observed()) {
    sum += sim::normal(setting_.random.uniform(plant_revision, id, static_cast<std::uint32_t>(year)), 0,
                       inputs_.plant_revision_sd);
  }
  return sum;
}

void Inventory::close_year(const sim::Window& window) {
  if (window.year < last_observed() && window.year != setting_.calendar.last_year()) return;
  const int from = window.year <= last_observed() ? first_year() : window.year;
  for (int year = from; year <= window.year; ++year) {
    for (int s = 0; s < subsectors; ++s) {
      const auto subsector = static_cast<Subsector>(s);
      const double tonnes =
          indicator(subsector, year) * benchmark(subsector, year) * sim::exp(disturbance(subsector, year));
      setting_.accounts.published.set(year - first_year(), {s}, sim::to_count(1e6 * tonnes));
    }
  }
}

void Inventory::publish(const sim::Window& window) {
  const double now = sim::decimal_year(window.end);
  const int newest = static_cast<int>(now - inputs_.publication_lag / 12.0) - 1;
  if (newest <= published_.newest_year || newest < last_observed()) return;
  published_.newest_year = newest;
  published_.total = static_cast<double>(setting_.accounts.published.total(newest - first_year())) / 1e6;
  published_.sectors = {};
  for (int s = 0; s < subsectors; ++s) {
    const auto sector = static_cast<std::size_t>(index(sector_of(static_cast<Subsector>(s))));
    published_.sectors[sector] += static_cast<double>(setting_.accounts.published.at(newest - first_year(), {s})) / 1e6;
  }
}

}  // namespace

bool is_allocated(Subsector subsector) {
  switch (subsector) {
    case Subsector::livestock:
    case Subsector::soils_liming:
    case Subsector::filbornaverket:
    case Subsector::peak_heat_plants:
    case Subsector::kemira:
    case Subsector::other_industry:
    case Subsector::buses:
    case Subsector::landfill:
    case Subsector::sewage_biological:
      return false;
    default:
      return true;
  }
}

InventoryInputs::InventoryInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : local_fleet_visible(
          (read.set_reader("inventory"), levers.set_reader("inventory"),
           read.number("inventory.road.local_fleet_visible", "1",
                       "Share of the local fleet's deviation from Sweden's that the published road rows show"))),
      machinery_follows_blend(
          read.number("inventory.machinery_follows_blend", "1",
                      "Part of a change of diesel's fossil factor that the published machinery rows show, in logs")),
      machinery_year_sd(read.number("inventory.machinery_year_sd", "1",
                                    "Yearly step, log, of the activity behind the published machinery rows")),
      key_change_probability(read.number("inventory.key_change_probability", "1/year",
                                         "Chance that a release changes a row's keys or method")),
      key_change_sd(read.number("inventory.key_change_sd", "1", "Size of such a change, log")),
      plant_revision_sd(
          read.number("inventory.plant_revision_sd", "1", "Yearly revision of plants' and land's figures, log")),
      publication_lag(read.number("inventory.publication_lag", "month", "Months from the year's end to publication")) {}

std::unique_ptr<sim::Kind> make_inventory(const InventoryInputs& inputs, const Setting& setting) {
  return std::make_unique<Inventory>(inputs, setting);
}

}  // namespace skifte::agents

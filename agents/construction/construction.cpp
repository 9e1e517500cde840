#include "agents/construction/construction.hpp"

#include <algorithm>
#include <vector>

#include "agents/demography/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

BuildingActivity::BuildingActivity(sim::AssumptionReader& read)
    : house_share(read.number("building.house_share", "1", "Houses among the dwellings completed")),
      area_flat(read.number("building.area.flat", "m2/dwelling", "Gross floor area built per flat")),
      area_house(read.number("building.area.house", "m2/dwelling", "Gross floor area built per house")),
      premises_area(read.series("building.premises_area", "m2/year", "Gross floor area of premises completed")),
      lead_time(read.number("building.lead_time", "year", "Time from permit to completion")),
      builders(read.number("building.builders", "1", "Builders that share the city's building")),
      willingness_median(read.number("building.willingness.median", "SEK/kg CO2e",
                                     "What the median builder pays to avoid emissions unasked")),
      willingness_spread(
          read.number("building.willingness.spread", "1", "Standard deviation of its logarithm among builders")) {}

ConstructionInputs::ConstructionInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : materials((read.set_reader("construction"), levers.set_reader("construction"), read)),
      limits(read),
      activity(read),
      building_limits(levers.lever("building_limits", "The city demands limit values on its land (Oceanhamnen)",
                                   {{"share", "1", "Of the area built that is under the demand (default: 1)"},
                                    {"level", "1", "Limit over the proposed national value at the start (default: 1)"},
                                    {"final_level", "1", "The same at full ramp (default: as at the start)"}})),
      building_reuse(levers.lever("building_reuse", "Materials are reused",
                                  {{"share", "1", "Of material by emissions, at full ramp", true}})) {}

namespace {

constexpr auto builder_ambition = sim::decision("construction.ambition");
constexpr auto builder_size = sim::decision("construction.size");
constexpr double grams_per_kilogram = 1000;

struct Builder {
  double share;        // of the area built [1]
  double willingness;  // [SEK/kg]
};

class Construction final : public sim::Kind {
 public:
  Construction(const ConstructionInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        policy_(setting.board.of<PolicySignals>()),
        population_(setting.board.of<PopulationSignals>()) {
    const auto count = static_cast<std::uint64_t>(std::max(1.0, inputs.activity.builders));
    double total = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const sim::AgentId id = sim::agent_id("builder", i);
      // Drawn once for life: ordinal 0. Sizes are exponential, so that few builders build much.
      const double size = sim::exponential(setting.random.uniform(builder_size, id, 0), 1);
      const double deviate = sim::normal_quantile(setting.random.uniform(builder_ambition, id, 0));
      builders_.push_back(
          {size, inputs.activity.willingness_median * sim::exp(inputs.activity.willingness_spread * deviate)});
      total += size;
    }
    for (Builder& builder : builders_) builder.share /= total;
  }
  std::string_view name() const override { return "construction"; }

  void account(const sim::Window& window) override {
    const BuildingActivity& activity = inputs_.activity;
    const double dwellings = population_.dwellings_completed;
    const sim::Time date = policy_.frozen ? policy_.driver_date : window.begin;
    build(window, BuildingType::multi_dwelling, dwellings * (1 - activity.house_share) * activity.area_flat);
    build(window, BuildingType::house, dwellings * activity.house_share * activity.area_house);
    build(window, BuildingType::premises, activity.premises_area.at(date) * window.years());
  }

  void close_year(const sim::Window& window) override {
    setting_.accounts.set_indicator(window, Accounts::Indicator::construction_area, area_this_year_);
    area_this_year_ = 0;
  }

 private:
  void build(const sim::Window& window, BuildingType type, double area);

  ConstructionInputs inputs_;
  const Setting setting_;
  const PolicySignals& policy_;
  const PopulationSignals& population_;
  std::vector<Builder> builders_;
  double area_this_year_ = 0;  // [m2]
};

/// Completes `area` [m2]. Materials follow the limits in force when the permit was given, progress that of completion;
/// all of A1-A5 is booked at completion.
void Construction::build(const sim::Window& window, BuildingType type, double area) {
  if (area <= 0) return;
  const sim::Time date = policy_.frozen ? policy_.driver_date : window.begin;
  const sim::Time permit = date - inputs_.activity.lead_time * sim::days_per_year;
  const auto& reuse = inputs_.building_reuse;
  const double reused =
      reuse ? std::min(1.0, reuse->number("share", 0)) * reuse->strength(permit) : 0;
  const double ordinary = ordinary_emissions(inputs_.materials, type, date, reused);
  const double law = limit_by_law(inputs_.limits, type, permit);
  const double demand = std::min(law, limit_by_lever(inputs_.limits, type, permit, inputs_.building_limits));
  const double bound = inputs_.building_limits ? std::clamp(inputs_.building_limits->number("share", 1), 0.0, 1.0) : 0;
  double emissions = 0;  // [kg/m2]
  double cost = 0;       // [SEK/m2]
  for (const Builder& builder : builders_) {
    const MaterialChoice free = choose_materials(inputs_.materials, ordinary, builder.willingness, law);
    const MaterialChoice asked = choose_materials(inputs_.materials, ordinary, builder.willingness, demand);
    emissions += builder.share * (bound * asked.emissions + (1 - bound) * free.emissions);
    cost += builder.share * (bound * asked.cost + (1 - bound) * free.cost);
  }
  setting_.accounts.post_footprint(window, Footprint::construction, grams_per_kilogram * emissions * area);
  setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::construction, cost * area);
  area_this_year_ += area;
}

}  // namespace

std::unique_ptr<sim::Kind> make_construction(const ConstructionInputs& inputs, const Setting& setting) {
  return std::make_unique<Construction>(inputs, setting);
}

}  // namespace skifte::agents

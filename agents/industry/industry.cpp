#include "agents/industry/industry.hpp"

#include <algorithm>
#include <array>

#include "agents/city/lever_booking.hpp"
#include "agents/industry/plant_accounts.hpp"
#include "agents/industry/plants.hpp"
#include "agents/industry/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

namespace {

constexpr auto plant_window = sim::decision("plant.window");
constexpr auto grid_place = sim::decision("plant.grid_area");
constexpr auto grid_row = static_cast<std::size_t>(GridCustomer::industry);

class Industry final : public sim::Kind {
 public:
  Industry(const IndustryInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(inputs_, setting_),
        plant_accounts_(inputs_, setting_, prices_),
        policy_(setting.board.of<PolicySignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        signals_(setting.board.of<IndustrySignals>()),
        cluster_(inputs_.hydrogen, inputs_.hydrogen_cluster, setting),
        outputs_{OutputPath(inputs_.kemira.output, inputs_.cycle, PlantGroup::kemira, setting),
                 OutputPath(inputs_.elcowire.output, inputs_.cycle, PlantGroup::elcowire, setting),
                 OutputPath(inputs_.others.output, inputs_.cycle, PlantGroup::other, setting)},
        acid_(inputs_.acid, outputs_[0].last_known_year(), setting),
        answers_{FuelResponse(inputs_.fuel_response, outputs_[2].last_known_year()),
                 FuelResponse(inputs_.fuel_response, outputs_[2].last_known_year())},
        plants_(found_plants(inputs_, setting)),
        calendar_(setting.calendar, plants_.size()),
        due_at_(plants_.size(), 0) {
    for (std::uint32_t p = 0; p < plants_.size(); ++p) {
      // The first window falls anywhere within one interval.
      file(p, setting_.calendar.begin() + window_draw(plants_[p]) * inputs_.options.interval * sim::days_per_year);
    }
    signals_.waste_heat = acid_.heat(setting_.calendar.begin());
  }

  std::string_view name() const override { return "industry"; }
  void start(sim::Processes& processes) override {
    cluster_.start(
        processes, [this](sim::Time date) { return hydrogen_market(date); },
        {[this](double power, sim::Time date) { return ask_grid(sim::agent_id("hydrogen_cluster", 0), power, date); },
         [this](const GridConnections::Request& request) { return grid_.ready(request); }});
  }
  void propose(const sim::Window& window, int threads) override;
  void commit(const sim::Window& window) override;
  void account(const sim::Window& window) override;
  void publish(const sim::Window& window) override;

 private:
  void file(std::uint32_t plant, sim::Time date) {
    due_at_[plant] = date;
    calendar_.set(plant, date);
  }
  /// Ordinal: windows so far.
  double window_draw(const Plant& plant) const {
    return setting_.random.uniform(plant_window, plant_id(plant), plant.windows);
  }
  /// At which drivers are read: in the frozen world the date of the freeze.
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }
  int driver_year(const sim::Window& window) const {
    return policy_.frozen ? sim::to_civil(policy_.driver_date).year : window.year;
  }
  double output(const Plant& plant, const sim::Window& window) const {
    const int year = driver_year(window);
    return year >= plant.closes ? 0.0 : outputs_[static_cast<std::size_t>(plant.group)].level(year);
  }
  HydrogenMarket hydrogen_market(sim::Time date) const;
  GridConnections::Request ask_grid(sim::AgentId who, double power, sim::Time date);
  bool in_operation(const Plant& plant, sim::Time date) const;
  double grant_share(sim::Time date) const;
  void invest(const sim::Window& window, Payer owner, double sek, double grant_share);
  void carry_out(const sim::Window& window, std::uint32_t plant, const PlantDecision& decision);
  void choose_gas(sim::Time date);
  void account_cluster(const sim::Window& window, double used);
  double account_plant(const sim::Window& window, const Plant& plant, double hydrogen);
  double ordinary_electricity(const sim::Window& window, const Plant& plant, double level) const;

  IndustryInputs inputs_;
  const Setting setting_;
  const IndustryPrices prices_;
  const PlantAccounts plant_accounts_;
  const PolicySignals& policy_;
  const UtilitySignals& utility_;
  IndustrySignals& signals_;
  GridConnections grid_;
  HydrogenCluster cluster_;
  std::array<OutputPath, 3> outputs_;  // by PlantGroup
  AcidPlant acid_;
  std::array<FuelResponse, 2> answers_;  // outside the ETS, in it
  PriceMemory memory_;
  std::vector<Plant> plants_;
  sim::BucketCalendar calendar_;
  std::vector<sim::Time> due_at_;  // next window by plant [d]
  std::vector<std::uint32_t> due_;
  std::vector<PlantDecision> proposals_;
  double hydrogen_used_ = 0;  // last month [Wh]
};

/// The cluster's first customer trades and reckons to keep part of its free allowances when hydrogen takes over.
HydrogenMarket Industry::hydrogen_market(sim::Time date) const {
  const InputPrices remembered = memory_.remembered();
  const ExpectationAssumptions& terms = inputs_.expectation;
  const double worth =
      remembered.ets * (1.0 - free_allocation(terms, sim::decimal_year(date)) * (1.0 - terms.allocation_kept));
  return {remembered.gas, worth * inputs_.gas_factor / 1e9, remembered.electricity, grant_share(date)};
}

/// Asks for power where the asker lies: one draw for good.
GridConnections::Request Industry::ask_grid(sim::AgentId who, double power, sim::Time date) {
  const GridArea area = grid_area(utility_.grid[grid_row], setting_.random.uniform(grid_place, who, 0));
  return grid_.ask(area, power, date);
}

bool Industry::in_operation(const Plant& plant, sim::Time date) const {
  return plant.ready > 0 && plant.ready < date && (!plant.connection || grid_.ready(*plant.connection) < date);
}

double Industry::grant_share(sim::Time date) const {
  const double ordinary = inputs_.options.grant_share;
  if (!inputs_.industry_grants || !inputs_.industry_grants->funded()) return ordinary;
  const double strength = inputs_.industry_grants->strength(date);
  return std::min(
      1.0, std::max(ordinary, ordinary + strength * (inputs_.industry_grants->number("share", ordinary) - ordinary)));
}

void Industry::propose(const sim::Window& window, int) {
  const auto taken = calendar_.take(window.index);
  due_.assign(taken.begin(), taken.end());
  proposals_.assign(due_.size(), {});
  if (policy_.frozen || !prices_.known()) return;
  memory_.observe(prices_.now(), inputs_.expectation.adaptation, 0);  // so that nobody begins without a memory
  for (std::size_t i = 0; i < due_.size(); ++i) {
    const Plant& plant = plants_[due_[i]];
    const sim::Time date = due_at_[due_[i]];
    const double year = sim::decimal_year(date);
    if (window.year >= plant.closes || plant.ready > 0) continue;
    const Expectation expectation =
        expect(inputs_.expectation, plant.foresight, plant.trades, prices_.now(), memory_.remembered(), year);
    proposals_[i] =
        decide_at_window(inputs_.options, heat_site(inputs_, plant, date), expectation, grant_share(date), year);
  }
}

void Industry::commit(const sim::Window& window) {
  grid_.look(utility_.grid[grid_row], window.begin);
  for (std::size_t i = 0; i < due_.size(); ++i) carry_out(window, due_[i], proposals_[i]);
  for (Plant& plant : plants_) {
    if (!in_operation(plant, window.end)) continue;
    if (plant.pending.efficiency) plant.fuel_kept *= 1.0 - inputs_.options.efficiency_saving;
    plant.pump += plant.pending.pump;
    plant.boiler += plant.pending.boiler;
    plant.pending = {};
    plant.connection.reset();
    plant.ready = 0;
  }
  if (window.month == 1) choose_gas(driver_date(window));
}

/// Books a decision and files the plant's next window.
void Industry::carry_out(const sim::Window& window, std::uint32_t p, const PlantDecision& decision) {
  Plant& plant = plants_[p];
  const sim::Time date = due_at_[p];
  ++plant.windows;
  const double spread = inputs_.options.interval_spread * (2.0 * window_draw(plant) - 1.0);
  file(p, date + inputs_.options.interval * (1.0 + spread) * sim::days_per_year);
  if (decision.npv <= 0) return;
  plant.pending = decision;
  plant.ready = date + inputs_.options.build_time * sim::days_per_year;
  const double current = decision.pump * inputs_.options.heat_pump.electricity_per_fuel +
                         decision.boiler * inputs_.options.electric_boiler.electricity_per_fuel;
  const double power = plant.heat_fuel() * current / inputs_.options.full_load_hours;
  if (power > 0) plant.connection = ask_grid(plant_id(plant), power, date);
  invest(window, Payer::firms, decision.investment, grant_share(date));
}

/// The ordinary grants are the state's, what the lever adds its payer's.
void Industry::invest(const sim::Window& window, Payer owner, double sek, double share) {
  setting_.accounts.post_money(window, MoneyKind::investment, owner, Measure::industry, sek);
  const double ordinary = std::min(share, inputs_.options.grant_share);
  setting_.accounts.post_grant(window, MoneyKind::investment, Payer::state, owner, Measure::industry, sek * ordinary);
  if (share > ordinary) {
    post_support(setting_.accounts, window, *inputs_.industry_grants, MoneyKind::investment, owner, Measure::industry,
                 sek * (share - ordinary));
  }
}

/// Gas contracts of the year.
void Industry::choose_gas(sim::Time date) {
  for (Plant& plant : plants_) {
    plant.biogas_share = biogas_share(inputs_.biogas, prices_.biogas_premium(),
                                      prices_.carbon_saved_by_biogas(plant, date), plant.willingness);
  }
}

void Industry::account(const sim::Window& window) {
  if (!policy_.frozen && prices_.known()) {
    const InputPrices now = prices_.now();
    memory_.observe(now, inputs_.expectation.adaptation, window.years());
    for (const bool trades : {false, true}) {
      const double carbon = marginal_carbon(inputs_.expectation, trades, now) * inputs_.gas_factor / 1e9;
      answers_[trades].observe(window, now.gas + carbon);
    }
  }
  setting_.board.of<GridRequests>().of[grid_row] = grid_.state(window.end);
  for (const Plant& plant : plants_) {
    if (plant.ready > 0 && plant.ready <= window.begin)  // all but the grid is there
      setting_.accounts.post_bottleneck(window, Bottleneck::grid_connection, window.end - window.begin);
  }
  double hydrogen = cluster_.hydrogen_per_year() * window.years();
  hydrogen_used_ = 0;
  // Raw material first, at Kemira; what is left replaces Elcowire's gas, then nobody's.
  for (const Plant& plant : plants_) {
    const double used = account_plant(window, plant, hydrogen);
    hydrogen -= used;
    hydrogen_used_ += used;
  }
  account_cluster(window, hydrogen_used_);
}

void Industry::account_cluster(const sim::Window& window, double used) {
  const double current = cluster_.electricity_for(used);
  setting_.accounts.post_energy(window, Carrier::electricity, EndUse::industry, current);
  setting_.flows.electricity[static_cast<std::size_t>(index(EndUse::industry))] += sim::to_count(current);
  setting_.accounts.post_energy(window, Carrier::hydrogen, EndUse::industry, used);
  setting_.accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::industry,
                               current * prices_.electricity() / 1000.0);
  invest(window, Payer::firms, cluster_.investment(window), grant_share(window.begin));
}

double Industry::ordinary_electricity(const sim::Window& window, const Plant& plant, double level) const {
  const double years = driver_year(window) - 2015;
  return (plant.gas + plant.oil) * inputs_.electricity_per_gas * level * sim::exp(inputs_.electricity_trend * years);
}

/// Posts a plant's month; of `hydrogen` [Wh] on offer, gives back what it takes.
double Industry::account_plant(const sim::Window& window, const Plant& plant, double hydrogen) {
  const double level = output(plant, window) * window.years();
  return plant_accounts_.post(window, plant,
                              {level, answers_[plant.trades].factor(), ordinary_electricity(window, plant, level),
                               hydrogen, cluster_.reformer_efficiency(), driver_date(window)});
}

void Industry::publish(const sim::Window& window) {
  signals_.hydrogen_made = hydrogen_used_;
  signals_.waste_heat = policy_.frozen ? acid_.normal_heat() : acid_.heat(window.end);
}

}  // namespace

std::unique_ptr<sim::Kind> make_industry(const IndustryInputs& inputs, const Setting& setting) {
  return std::make_unique<Industry>(inputs, setting);
}

}  // namespace skifte::agents

#include "agents/machinery/machinery.hpp"

#include <algorithm>
#include <vector>

#include "agents/city/signals.hpp"
#include "agents/machinery/fleet.hpp"
#include "agents/machinery/signals.hpp"
#include "agents/machinery/work.hpp"
#include "agents/markets/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

MachineryInputs::MachineryInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : machines((read.set_reader("machinery"), levers.set_reader("machinery"), read)),
      fossil_free_sites(levers.lever("fossil_free_construction_sites",
                                     "Building permits and land allocation demand fossil-free machines",
                                     {{"share", "1", "Share of construction work under the demand", true}})),
      port_electrification(levers.lever("port_electrification",
                                        "The port buys electric tractors and shore-side machines",
                                        {{"share", "1", "Share of replacements that must be electric", true}})) {}

namespace {

constexpr std::array<Subsector, machine_owners> subsector_of = {
    Subsector::construction_machinery, Subsector::farm_machinery,          Subsector::household_machinery,
    Subsector::service_machinery,      Subsector::port_airport_allocation, Subsector::other_machinery};

std::size_t at(MachineOwner owner) {
  return static_cast<std::size_t>(owner);
}

Payer payer_of(MachineOwner owner) {
  if (owner == MachineOwner::households) return Payer::households;
  return owner == MachineOwner::port ? Payer::municipal_companies : Payer::firms;
}

class Machinery final : public sim::Kind {
 public:
  Machinery(const MachineryInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        city_(setting.board.of<CitySignals>()),
        national_(setting.board.of<NationalSignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        signals_(setting.board.of<MachinerySignals>()),
        fleet_(inputs_.machines, setting),
        work_(inputs_.machines, setting) {}

  std::string_view name() const override { return "machinery"; }

  void propose(const sim::Window& window, int) override {
    market_ = market_at(window.begin);
    proposals_ = fleet_.propose(window, market_, policy_.frozen);
  }

  void commit(const sim::Window& window) override {
    for (const MachineFleet::Replacement& replacement : proposals_) {
      if (fleet_.replace(replacement, market_, policy_.frozen)) invest(window, replacement);
      // Days of the grid's lead beyond the site's planning.
      if (replacement.waited) {
        setting_.accounts.post_bottleneck(
            window, Bottleneck::grid_connection,
            utility_.connection_lead_time - inputs_.machines.site_planning_time * sim::days_per_year);
      }
    }
    if (window.month == 1 && !policy_.frozen) contract(window);
    if (!proposals_.empty() || window.month == 1) fleet_.count();
  }

  void account(const sim::Window& window) override {
    const HvoGranted granted = allot_hvo(window);
    granted_ = {granted.demanded, granted.chosen};
    for (std::size_t o = 0; o < machine_owners; ++o) account_owner(window, static_cast<MachineOwner>(o), granted);
  }

  void publish(const sim::Window&) override { signals_ = granted_; }

 private:
  MachineMarket market_at(sim::Time date) const;
  double demanded_share(MachineOwner owner, sim::Time date) const;
  /// Pure HVO at its list price, without value-added tax [SEK/Wh].
  double hvo_list_price() const { return prices_.hvo / inputs_.machines.vat_factor / inputs_.machines.hvo_energy; }
  void contract(const sim::Window& window);
  void invest(const sim::Window& window, const MachineFleet::Replacement& replacement);
  double work_of(const sim::Window& window, MachineOwner owner) const;
  double hvo_supply(const sim::Window& window) const;
  HvoGranted allot_hvo(const sim::Window& window);
  void account_owner(const sim::Window& window, MachineOwner owner, const HvoGranted& granted);
  void account_allotted(const sim::Window& window);
  sim::Time driver_date(const sim::Window& window) const {
    return policy_.frozen ? policy_.driver_date : 0.5 * (window.begin + window.end);
  }

  MachineryInputs inputs_;
  const Setting setting_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const CitySignals& city_;
  const NationalSignals& national_;
  const UtilitySignals& utility_;
  MachinerySignals& signals_;
  MachinerySignals granted_;
  MachineFleet fleet_;
  MachineWork work_;
  MachineMarket market_{};
  std::vector<MachineFleet::Replacement> proposals_;
  double hvo_ratio_ = 1;        // price of pure HVO over its list price, this year's contracts [1]
  double allotted_factor_ = 0;  // first month's emission factor of diesel [g/Wh]
  double allotted_work_ = 0;    // first month's national machine work
};

/// Engines' fuel as pumped; firms deduct value-added tax.
MachineMarket Machinery::market_at(sim::Time date) const {
  MachineMarket market{};
  for (std::size_t o = 0; o < machine_owners; ++o) {
    const auto owner = static_cast<MachineOwner>(o);
    const bool household = owner == MachineOwner::households;
    market.blend_price[o] = household ? prices_.petrol / policy_.petrol_energy
                                      : prices_.diesel / inputs_.machines.vat_factor / policy_.diesel_energy;
    market.electricity_price[o] = (household ? prices_.electricity_household : prices_.electricity_firm) / 1000.0;
    market.demanded_share[o] = demanded_share(owner, date);
  }
  if (inputs_.port_electrification) {
    market.electric_share[at(MachineOwner::port)] =
        inputs_.port_electrification->number("share", 0) * inputs_.port_electrification->strength(date);
  }
  market.hvo_price = hvo_list_price() * hvo_ratio_;
  market.lead_time = utility_.connection_lead_time;
  market.priced = prices_.diesel > 0 && prices_.hvo > 0;
  return market;
}

/// Share of an owner group's work that buyers demand fossil-free and that is so [1].
double Machinery::demanded_share(MachineOwner owner, sim::Time date) const {
  double share = inputs_.machines.owner[at(owner)].public_share * city_.procurement_fossil_free;
  if (owner == MachineOwner::construction && inputs_.fossil_free_sites) {
    share = std::max(share, inputs_.fossil_free_sites->number("share", 0) * inputs_.fossil_free_sites->strength(date));
  }
  return share * inputs_.machines.demand_compliance;
}

/// January's fuel contracts, at the price that clears the market for pure HVO.
void Machinery::contract(const sim::Window& window) {
  const MachineAssumptions& machines = inputs_.machines;
  std::array<double, machine_owners> volume{};  // [Wh/year]
  double demanded = 0;
  market_ = market_at(window.begin);
  for (std::size_t o = 0; o < machine_owners; ++o) {
    const auto owner = static_cast<MachineOwner>(o);
    volume[o] = work_of(window, owner) / window.years();
    if (owner != MachineOwner::households) demanded += volume[o] * market_.demanded_share[o];
  }
  // What trucks asked for last month, over the year; who bought for the price pays the machines' price as well.
  demanded += 12.0 * static_cast<double>(setting_.flows.hvo_demanded + setting_.flows.hvo_chosen);
  hvo_ratio_ = clearing_ratio(fleet_.bids(market_, hvo_list_price(), volume), demanded,
                              hvo_supply(window) / window.years(), machines.hvo_elasticity, machines.hvo_price_cap);
  market_.hvo_price = hvo_list_price() * hvo_ratio_;
  fleet_.contract(market_);
}

/// The extra price of an electric cohort's machines.
void Machinery::invest(const sim::Window& window, const MachineFleet::Replacement& replacement) {
  const Cohort& cohort = fleet_.cohort(replacement.cohort);
  const OwnerAssumptions& owner = inputs_.machines.owner[at(cohort.owner)];
  const double located = cohort.owner == MachineOwner::port ? inputs_.machines.port_own_share : 1.0;
  setting_.accounts.post_money(window, MoneyKind::investment, payer_of(cohort.owner), Measure::machinery,
                               owner.price * owner.energy * located * cohort.weight * owner.premium_factor *
                                   inputs_.machines.electric_premium.at(replacement.date));
}

/// Work of an owner's machines inside the municipality this month, as fuel energy [Wh].
double Machinery::work_of(const sim::Window& window, MachineOwner owner) const {
  const double located = owner == MachineOwner::port ? inputs_.machines.port_own_share : 1.0;
  return inputs_.machines.owner[at(owner)].energy * work_.index(owner, driver_date(window)) * window.years() * located;
}

/// Pure HVO this month for machines at its list price [Wh]: the supply is a share of what the whole city's diesel
/// engines used in the first year, less what buses used the year before. In the first year itself machines' engines
/// stand for the city's.
double Machinery::hvo_supply(const sim::Window& window) const {
  const auto& energy = setting_.accounts.energy;
  const int year = setting_.accounts.year_index(window);
  if (year == 0) {
    double own = 0;
    for (std::size_t o = 0; o < machine_owners; ++o) {
      const auto owner = static_cast<MachineOwner>(o);
      if (owner == MachineOwner::households) continue;
      own += work_of(window, owner) * (1.0 - fleet_.share(owner, MachineFuel::electric));
    }
    return inputs_.machines.hvo_supply_share * own;
  }
  const auto diesel =
      static_cast<double>(energy.cut(0, 0, index(Carrier::diesel)) + energy.cut(0, 0, index(Carrier::hvo)));
  const auto buses = static_cast<double>(energy.at(year - 1, {index(Carrier::hvo), index(EndUse::buses)}));
  return std::max(0.0, inputs_.machines.hvo_supply_share * diesel - buses) * window.years();
}

/// Those whose buyer demands it are served first, then those who want it for its price; who gets none burns the
/// blend.
HvoGranted Machinery::allot_hvo(const sim::Window& window) {
  double demanded = 0, chosen = 0;
  for (std::size_t o = 0; o < machine_owners; ++o) {
    const auto owner = static_cast<MachineOwner>(o);
    demanded += work_of(window, owner) * fleet_.share(owner, MachineFuel::hvo_demanded);
    chosen += work_of(window, owner) * fleet_.share(owner, MachineFuel::hvo_chosen);
  }
  // Trucks ask in the same month, before machines; what is granted holds for them from the next month on.
  demanded += static_cast<double>(setting_.flows.hvo_demanded);
  chosen += static_cast<double>(setting_.flows.hvo_chosen);
  if (demanded + chosen <= 0) return {1, 1};
  const double supply = hvo_supply(window) * sim::pow(hvo_ratio_, inputs_.machines.hvo_elasticity);
  const HvoGranted granted = grant_hvo(demanded, chosen, supply);
  // Units gone without: MWh.
  setting_.accounts.post_bottleneck(window, Bottleneck::pure_biofuel,
                                    (demanded * (1 - granted.demanded) + chosen * (1 - granted.chosen)) / 1e6);
  return granted;
}

void Machinery::account_owner(const sim::Window& window, MachineOwner owner, const HvoGranted& granted) {
  const MachineAssumptions& machines = inputs_.machines;
  const double work = work_of(window, owner);
  const FuelPlace place{subsector_of[at(owner)], EndUse::machinery};
  const bool petrol = owner == MachineOwner::households;
  const double fossil = petrol ? policy_.petrol_fossil_factor : policy_.diesel_fossil_factor;
  const double bio_share = petrol ? policy_.petrol_bio_share : policy_.diesel_bio_share;
  const Carrier blend = petrol ? Carrier::petrol : Carrier::diesel;
  if (owner == MachineOwner::port) account_allotted(window);
  const double hvo = work * (granted.demanded * fleet_.share(owner, MachineFuel::hvo_demanded) +
                             granted.chosen * fleet_.share(owner, MachineFuel::hvo_chosen));
  const double electric = fleet_.share(owner, MachineFuel::electric);
  const double pumped = work * (1.0 - electric) - hvo;
  const double current = work * electric * machines.electricity_per_fuel;
  post_fuel(setting_.accounts, window, place,
            {blend, fossil + machines.other_gases, machines.biogenic.liquid * bio_share}, pumped);
  post_fuel(setting_.accounts, window, place, {Carrier::hvo, machines.other_gases, machines.biogenic.liquid}, hvo);
  setting_.accounts.post_energy(window, Carrier::electricity, EndUse::machinery, current);
  setting_.flows.electricity[static_cast<std::size_t>(index(EndUse::machinery))] += sim::to_count(current);
  const MachineMarket market = market_at(window.begin);
  setting_.accounts.post_money(
      window, MoneyKind::running_cost, payer_of(owner), Measure::machinery,
      pumped * market.blend_price[at(owner)] + hvo * market.hvo_price + current * market.electricity_price[at(owner)]);
}

/// What the inventory allots to the city beyond the port's own machines follows the nation, not the port: the first
/// month's emission factor times the nation's machine work that still burns fuel; see
/// agents/national/allocated_rows.hpp for why it does not follow the blend.
void Machinery::account_allotted(const sim::Window& window) {
  const MachineAssumptions& machines = inputs_.machines;
  constexpr Subsector row = Subsector::port_airport_allocation;
  const double work = national_.row_index[static_cast<std::size_t>(index(row))];
  if (allotted_factor_ <= 0) allotted_factor_ = policy_.diesel_fossil_factor + machines.other_gases;
  if (allotted_work_ <= 0) allotted_work_ = work;
  const double factor = allotted_factor_ * (allotted_work_ > 0 ? work / allotted_work_ : 1.0);
  setting_.accounts.post_emissions(window, row, Carrier::diesel,
                                   machines.owner[at(MachineOwner::port)].energy * window.years() *
                                       (1.0 - machines.port_own_share) * factor *
                                       work_.allotted_shock(driver_date(window)));
}

}  // namespace

std::unique_ptr<sim::Kind> make_machinery(const MachineryInputs& inputs, const Setting& setting) {
  return std::make_unique<Machinery>(inputs, setting);
}

}  // namespace skifte::agents

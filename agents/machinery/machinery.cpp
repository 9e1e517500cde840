#include "agents/machinery/machinery.hpp"

#include <algorithm>
#include <vector>

#include "agents/city/signals.hpp"
#include "agents/machinery/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/national/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/bucket_calendar.hpp"
#include "sim/choice.hpp"
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

constexpr auto machine_year = sim::decision("machine.year");
constexpr auto machine_life = sim::decision("machine.life");
constexpr auto machine_age = sim::decision("machine.age");
constexpr auto machine_drive = sim::decision("machine.drive");
constexpr auto machine_offer = sim::decision("machine.offer");
constexpr auto machine_owner_kind = sim::decision("machine.owner");
constexpr auto machine_size = sim::decision("machine.size");

constexpr std::size_t owners = 6;
/// Resolution of the fleets: cohorts of machines per owner that are replaced together.
constexpr std::array<std::uint32_t, owners> cohorts = {120, 100, 60, 80, 40, 10};
constexpr std::array<Subsector, owners> subsector_of = {
    Subsector::construction_machinery, Subsector::farm_machinery,          Subsector::household_machinery,
    Subsector::service_machinery,      Subsector::port_airport_allocation, Subsector::other_machinery};

enum class Fuel : std::uint8_t { blend, hvo_demanded, hvo_chosen, electric };
constexpr std::size_t fuels = 4;

struct Cohort {
  MachineOwner owner;
  Fuel fuel;
  std::uint32_t number;        // within the owner
  std::uint32_t replacements;  // so far
  double weight;               // share of the owner's work [1]
  double rank;                 // in (0, 1): works under a demand when below its share
  double willingness;          // extra fuel cost accepted for HVO [1]
};

class Machinery final : public sim::Kind {
 public:
  Machinery(const MachineryInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        city_(setting.board.of<CitySignals>()),
        national_(setting.board.of<NationalSignals>()),
        signals_(setting.board.of<MachinerySignals>()) {
    settle();
  }

  std::string_view name() const override { return "machinery"; }

  void propose(const sim::Window& window, int) override {
    const auto due = calendar_.take(window.index);
    due_.assign(due.begin(), due.end());
    proposals_.clear();
    for (const std::uint32_t c : due_) proposals_.push_back(chooses_electric(cohorts_[c], calendar_date_[c]));
  }

  void commit(const sim::Window& window) override {
    for (std::size_t i = 0; i < due_.size(); ++i) {
      Cohort& cohort = cohorts_[due_[i]];
      const sim::Time date = calendar_date_[due_[i]];
      ++cohort.replacements;
      const bool was_electric = cohort.fuel == Fuel::electric;
      cohort.fuel = proposals_[i] ? Fuel::electric : engine_fuel(cohort, date);
      if (proposals_[i] && !was_electric) invest(window, cohort, date);
      // Ordinal: replacements so far.
      const double u = setting_.random.uniform(machine_life, id(cohort), cohort.replacements);
      file(due_[i], date + lifetime(cohort, u));
    }
    if (window.month == 1 && !policy_.frozen) {
      for (Cohort& cohort : cohorts_) {
        if (cohort.fuel != Fuel::electric) cohort.fuel = engine_fuel(cohort, window.begin);
      }
    }
    if (!due_.empty() || window.month == 1) count();
  }

  void account(const sim::Window& window) override {
    const HvoGranted granted = allot_hvo(window);
    granted_ = {granted.demanded, granted.chosen};
    for (std::size_t o = 0; o < owners; ++o) account_owner(window, static_cast<MachineOwner>(o), granted);
  }

  void publish(const sim::Window&) override { signals_ = granted_; }

 private:
  static std::size_t at(MachineOwner owner) { return static_cast<std::size_t>(owner); }
  const OwnerAssumptions& owner(const Cohort& cohort) const { return inputs_.machines.owner[at(cohort.owner)]; }
  static sim::AgentId id(const Cohort& cohort) {
    return sim::agent_id("machines", 1000 * at(cohort.owner) + cohort.number);
  }

  /// Rank of the cohort's kind of machine in the order in which electric models come [1].
  double offer_rank(const Cohort& cohort) const { return setting_.random.uniform(machine_offer, id(cohort), 0); }

  double lifetime(const Cohort& cohort, double u) const {
    return sim::weibull(u, inputs_.machines.lifetime_shape, owner(cohort).lifetime) * sim::days_per_year;
  }

  void file(std::uint32_t cohort, sim::Time date) {
    calendar_date_[cohort] = date;
    calendar_.set(cohort, date);
  }

  void settle() {
    for (std::size_t o = 0; o < owners; ++o) {
      double total = 0;
      const std::size_t first = cohorts_.size();
      for (std::uint32_t n = 0; n < cohorts[o]; ++n) {
        Cohort cohort{static_cast<MachineOwner>(o), Fuel::blend, n, 0, 0, 0, 0};
        const auto u = setting_.random.uniform_pair(machine_owner_kind, id(cohort), 0);
        const double spread = inputs_.machines.cohort_size_spread;
        const double u_size = setting_.random.uniform(machine_size, id(cohort), 0);
        cohort.weight = 1 - spread + (spread > 0 ? sim::exponential(u_size, spread) : 0.0);
        cohort.rank = u[0];
        cohort.willingness =
            inputs_.machines.hvo_willingness > 0 ? sim::exponential(u[1], inputs_.machines.hvo_willingness) : 0;
        // Those whose kind of machine was first on offer were first to have it.
        if (offer_rank(cohort) < owner(cohort).electric_2015) cohort.fuel = Fuel::electric;
        total += cohort.weight;
        cohorts_.push_back(cohort);
      }
      for (std::size_t c = first; c < cohorts_.size(); ++c) cohorts_[c].weight /= total;
    }
    calendar_ = sim::BucketCalendar(setting_.calendar, cohorts_.size());
    calendar_date_.assign(cohorts_.size(), 0);
    for (std::uint32_t c = 0; c < cohorts_.size(); ++c) {
      // A fleet in steady state: the present machine's age is uniform over its own life.
      const auto u = setting_.random.uniform_pair(machine_age, id(cohorts_[c]), 0);
      file(c, setting_.calendar.begin() + u[0] * lifetime(cohorts_[c], u[1]));
    }
    count();
  }

  /// Fuel prices for engines [SEK/Wh]: blend as pumped, pure HVO. Firms deduct value-added tax.
  double blend_price(MachineOwner kind) const {
    if (kind == MachineOwner::households) return prices_.petrol / policy_.petrol_energy;
    return prices_.diesel / inputs_.machines.vat_factor / policy_.diesel_energy;
  }
  double hvo_price() const { return prices_.hvo / inputs_.machines.vat_factor / inputs_.machines.hvo_energy; }

  /// [SEK/Wh].
  double electricity_price(MachineOwner kind) const {
    return (kind == MachineOwner::households ? prices_.electricity_household : prices_.electricity_firm) / 1000.0;
  }
  static Payer payer_of(MachineOwner kind) {
    if (kind == MachineOwner::households) return Payer::households;
    return kind == MachineOwner::port ? Payer::municipal_companies : Payer::firms;
  }

  bool fossil_free_demanded(const Cohort& cohort, sim::Time date) const {
    double share = owner(cohort).public_share * city_.procurement_fossil_free;
    if (cohort.owner == MachineOwner::construction && inputs_.fossil_free_sites) {
      const double lever = inputs_.fossil_free_sites->number("share", 0) * inputs_.fossil_free_sites->strength(date);
      share = std::max(share, lever);
    }
    return cohort.rank < share;
  }

  Fuel engine_fuel(const Cohort& cohort, sim::Time date) const {
    if (cohort.owner == MachineOwner::households) return Fuel::blend;
    if (policy_.frozen && cohort.fuel != Fuel::electric) return cohort.fuel;
    if (fossil_free_demanded(cohort, date)) return Fuel::hvo_demanded;
    const bool priced = prices_.diesel > 0 && prices_.hvo > 0;
    const bool pays = priced && hvo_price() <= blend_price(cohort.owner) * (1.0 + cohort.willingness);
    return pays ? Fuel::hvo_chosen : Fuel::blend;
  }

  bool chooses_electric(const Cohort& cohort, sim::Time date) const {
    // Nobody decides in a frozen world, nor before there are prices: like follows like.
    if (policy_.frozen || prices_.diesel <= 0) return cohort.fuel == Fuel::electric;
    if (cohort.owner == MachineOwner::port && inputs_.port_electrification) {
      const LeverShare lever = {inputs_.port_electrification->number("share", 0),
                                inputs_.port_electrification->strength(date)};
      if (cohort.rank < lever.share * lever.strength) return true;
    }
    // Ordinal: replacements so far. What is on offer at one replacement was so for good, hence one draw per cohort.
    const double offer = inputs_.machines.availability.at(date - owner(cohort).availability_delay * sim::days_per_year);
    if (offer_rank(cohort) >= offer) return false;
    const double fuel = fossil_free_demanded(cohort, date) ? hvo_price() : blend_price(cohort.owner);
    const double current = electricity_price(cohort.owner);
    const MachineCosts costs = machine_costs(inputs_.machines, cohort.owner, date, fuel, current);
    const double theta = inputs_.machines.cost_sensitivity;
    constexpr std::uint64_t engine = sim::hash_name("combustion");
    constexpr std::uint64_t motor = sim::hash_name("electric");
    const std::array<sim::Alternative, 2> alternatives = {
        {{engine, engine, -theta, 1.0}, {motor, motor, -theta * costs.electric / costs.combustion, 1.0}}};
    return sim::choose(alternatives, setting_.random, machine_drive, id(cohort), cohort.replacements) == 1;
  }

  struct LeverShare {
    double share;
    double strength;
  };

  void count() {
    for (auto& share : shares_) share.fill(0);
    for (const Cohort& cohort : cohorts_)
      shares_[at(cohort.owner)][static_cast<std::size_t>(cohort.fuel)] += cohort.weight;
  }

  /// Years not known differ from the trend [1]. Ordinal: the calendar year; one trade cycle for an owner's machines.
  double year_shock(MachineOwner kind, sim::Time date) const {
    const int year = sim::to_civil(date).year;
    if (year <= sim::to_civil(inputs_.machines.owner[at(kind)].activity.last_date()).year) return 1.0;
    const sim::AgentId owner_id = sim::agent_id("machine.owner", static_cast<std::uint64_t>(kind));
    const double u = setting_.random.uniform(machine_year, owner_id, static_cast<std::uint32_t>(year));
    return sim::exp(inputs_.machines.activity_sd * sim::normal_quantile(u));
  }

  double activity(MachineOwner kind, const sim::Window& window) const {
    const OwnerAssumptions& terms = inputs_.machines.owner[at(kind)];
    const sim::Time date = driver_date(window);
    const double years = std::max(0.0, date - terms.activity.last_date()) / sim::days_per_year;
    return terms.activity.at(date) * sim::exp(terms.activity_growth * years) * year_shock(kind, date);
  }

  /// The extra price of an electric cohort's machines.
  void invest(const sim::Window& window, const Cohort& cohort, sim::Time date) {
    const double located = cohort.owner == MachineOwner::port ? inputs_.machines.port_own_share : 1.0;
    const double price = owner(cohort).price * owner(cohort).energy * located * cohort.weight;
    setting_.accounts.post_money(window, MoneyKind::investment, payer_of(cohort.owner), Measure::machinery,
                                 price * owner(cohort).premium_factor * inputs_.machines.electric_premium.at(date));
  }

  double share_of(MachineOwner kind, Fuel fuel) const { return shares_[at(kind)][static_cast<std::size_t>(fuel)]; }

  /// Work of an owner's machines inside the municipality this month, as fuel energy [Wh].
  double work_of(const sim::Window& window, MachineOwner kind) const {
    const double located = kind == MachineOwner::port ? inputs_.machines.port_own_share : 1.0;
    return inputs_.machines.owner[at(kind)].energy * activity(kind, window) * window.years() * located;
  }

  /// Shares of the pure HVO wanted that the supply grants [1].
  struct HvoGranted {
    double demanded;
    double chosen;
  };

  /// Pure HVO this month for machines [Wh]: the supply is a share of what the whole city's diesel engines used in the
  /// first year, less what buses used the year before. In the first year itself machines' engines stand for the city's.
  double hvo_supply(const sim::Window& window) const {
    const auto& energy = setting_.accounts.energy;
    const int year = setting_.accounts.year_index(window);
    if (year == 0) {
      double own = 0;
      for (std::size_t o = 0; o < owners; ++o) {
        const auto kind = static_cast<MachineOwner>(o);
        if (kind != MachineOwner::households) own += work_of(window, kind) * (1.0 - share_of(kind, Fuel::electric));
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
  HvoGranted allot_hvo(const sim::Window& window) {
    double demanded = 0, chosen = 0;
    for (std::size_t o = 0; o < owners; ++o) {
      const auto kind = static_cast<MachineOwner>(o);
      demanded += work_of(window, kind) * share_of(kind, Fuel::hvo_demanded);
      chosen += work_of(window, kind) * share_of(kind, Fuel::hvo_chosen);
    }
    // Trucks ask in the same month, before machines; what is granted holds for them from the next month on.
    demanded += static_cast<double>(setting_.flows.hvo_demanded);
    chosen += static_cast<double>(setting_.flows.hvo_chosen);
    if (demanded + chosen <= 0) return {1, 1};
    const double supply = hvo_supply(window);
    const double first = std::min(demanded, supply);
    const double second = std::min(chosen, supply - first);
    // Units gone without: MWh.
    setting_.accounts.post_bottleneck(window, Bottleneck::pure_biofuel, (demanded - first + chosen - second) / 1e6);
    return {demanded > 0 ? first / demanded : 1, chosen > 0 ? second / chosen : 1};
  }

  void account_owner(const sim::Window& window, MachineOwner kind, const HvoGranted& granted) {
    const MachineAssumptions& machines = inputs_.machines;
    const double work = work_of(window, kind);
    const Subsector row = subsector_of[at(kind)];
    const bool petrol = kind == MachineOwner::households;
    const double fossil = petrol ? policy_.petrol_fossil_factor : policy_.diesel_fossil_factor;
    const double bio_share = petrol ? policy_.petrol_bio_share : policy_.diesel_bio_share;
    const Carrier blend = petrol ? Carrier::petrol : Carrier::diesel;
    if (kind == MachineOwner::port) {
      // What the inventory allots to the city beyond the port's own machines follows the nation, not the port.
      setting_.accounts.post_emissions(
          window, row, blend,
          machines.owner[at(kind)].energy * window.years() * (1.0 - machines.port_own_share) * allotted(row));
    }
    const double hvo = work * (granted.demanded * share_of(kind, Fuel::hvo_demanded) +
                               granted.chosen * share_of(kind, Fuel::hvo_chosen));
    const double pumped = work * (1.0 - share_of(kind, Fuel::electric)) - hvo;
    const double current = work * share_of(kind, Fuel::electric) * machines.electricity_per_fuel;
    const FuelPlace place{row, EndUse::machinery};
    post_fuel(setting_.accounts, window, place,
              {blend, fossil + machines.other_gases, machines.biogenic.liquid * bio_share}, pumped);
    post_fuel(setting_.accounts, window, place, {Carrier::hvo, machines.other_gases, machines.biogenic.liquid}, hvo);
    setting_.accounts.post_energy(window, Carrier::electricity, EndUse::machinery, current);
    setting_.flows.electricity[static_cast<std::size_t>(index(EndUse::machinery))] += sim::to_count(current);
    const double electricity = electricity_price(kind);
    setting_.accounts.post_money(window, MoneyKind::running_cost, payer_of(kind), Measure::machinery,
                                 pumped * blend_price(kind) + hvo * hvo_price() + current * electricity);
  }

  /// Emission factor of the allotted remainder [g/Wh]: the first month's, times the nation's machine work that still
  /// burns fuel; see agents/national/allocated_rows.hpp for why it does not follow the blend.
  double allotted(Subsector row) {
    const double work = national_.row_index[static_cast<std::size_t>(index(row))];
    if (allotted_factor_ <= 0) allotted_factor_ = policy_.diesel_fossil_factor + inputs_.machines.other_gases;
    if (allotted_work_ <= 0) allotted_work_ = work;
    return allotted_factor_ * (allotted_work_ > 0 ? work / allotted_work_ : 1.0);
  }

  sim::Time driver_date(const sim::Window& window) const {
    return policy_.frozen ? policy_.driver_date : 0.5 * (window.begin + window.end);
  }

  MachineryInputs inputs_;
  const Setting setting_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const CitySignals& city_;
  const NationalSignals& national_;
  MachinerySignals& signals_;
  MachinerySignals granted_;
  std::vector<Cohort> cohorts_;
  sim::BucketCalendar calendar_;
  std::vector<sim::Time> calendar_date_;  // next replacement by cohort
  std::vector<std::uint32_t> due_;
  std::vector<bool> proposals_;
  std::array<std::array<double, fuels>, owners> shares_{};  // of the work by Fuel
  double allotted_factor_ = 0;                              // first month's emission factor of diesel [g/Wh]
  double allotted_work_ = 0;                                // first month's national machine work
};

}  // namespace

std::unique_ptr<sim::Kind> make_machinery(const MachineryInputs& inputs, const Setting& setting) {
  return std::make_unique<Machinery>(inputs, setting);
}

}  // namespace skifte::agents

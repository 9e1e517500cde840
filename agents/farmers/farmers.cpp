#include "agents/farmers/farmers.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/city/lever_booking.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

FarmersInputs::FarmersInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : farms((read.set_reader("farmers"), levers.set_reader("farmers"),
             read.number("farm.count", "1", "Farms with arable land in the municipality"))),
      arable_land(read.number("farm.arable_land", "ha", "Arable land in the municipality")),
      size_spread(read.number("farm.size_spread", "1", "Standard deviation of the logarithm of farm size")),
      adoption(read),
      herds(read),
      soils(read),
      programme(levers.lever("soil_carbon_programme", "The city pays farms for practices that bind carbon in the soil",
                             {{"payment", "SEK/(ha year)", "Payment per hectare and year", true}})) {}

namespace {

constexpr auto farm_size = sim::decision("farm.size");
constexpr auto farm_practice = sim::decision("farm.practice");
constexpr auto farm_herd = sim::decision("farm.herd");
constexpr auto farm_herd_exit = sim::decision("farm.herd_exit");
constexpr auto farm_weather = sim::decision("farm.weather");

struct Farm {
  double area;                        // [ha]
  std::array<double, 5> herd{};       // share of 2015's animals by Livestock [1]
  std::array<double, 3> cost_factor;  // [1] by Practice
  std::array<double, 3> carbon{};     // [g CO2/ha] additional
  std::array<bool, 3> practises{};
  std::array<bool, 3> before{};  // practised in 2015, never additional
};

class Farmers final : public sim::Kind {
 public:
  Farmers(const FarmersInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()) {
    settle();
  }

  std::string_view name() const override { return "farmers"; }

  // Cover crops are sown in August, and contracts are signed before.
  void propose(const sim::Window& window, int) override {
    if (window.month != 8 || policy_.frozen) return;
    const std::array<double, 3> share = practising_share();
    proposals_.assign(farms_.size(), {});
    for (std::size_t f = 0; f < farms_.size(); ++f) {
      for (std::size_t p = 0; p < 3; ++p) {
        const double margin = practice_margin(inputs_.adoption, static_cast<Practice>(p), payment(p, window.begin),
                                              farms_[f].cost_factor[p], share[p]);
        proposals_[f][p] = decides_to_practise(inputs_.adoption, farms_[f].practises[p], margin);
      }
    }
  }

  void commit(const sim::Window& window) override {
    if (policy_.frozen) return;
    // Until the last known year the sector's figures hold what herds did.
    const bool known = window.year <= sim::to_civil(inputs_.soils.weather.last_date()).year;
    if (window.month == 1 && !known) turn_herds(window.year);
    if (window.month != 8) return;
    // Biochar is scarce: who has it keeps it, the rest is served in the order of the farms' numbers, a fixed waiting
    // list.
    constexpr auto biochar = static_cast<std::size_t>(Practice::biochar);
    double treated = 0;
    for (std::size_t f = 0; f < farms_.size(); ++f) {
      if (farms_[f].practises[biochar] && proposals_[f][biochar]) treated += eligible(farms_[f], biochar);
    }
    for (std::size_t f = 0; f < farms_.size(); ++f) {
      if (proposals_[f][biochar] && !farms_[f].practises[biochar]) {
        const double area = eligible(farms_[f], biochar);
        if (treated + area > inputs_.adoption.biochar_supply) proposals_[f][biochar] = false;
        if (proposals_[f][biochar]) treated += area;
      }
      farms_[f].practises = proposals_[f];
    }
  }

  void account(const sim::Window& window) override {
    bind_carbon(window);
    double animals = 0;
    for (std::size_t k = 0; k < 5; ++k) animals += herd_[k] * inputs_.herds.animals[k] * inputs_.herds.factor[k];
    setting_.accounts.post_emissions(window, Subsector::livestock, Carrier::process, animals * window.years());
    const double years =
        ((policy_.frozen ? policy_.driver_date : window.begin) - sim::from_civil({2015, 1, 1})) / sim::days_per_year;
    const double soil = soil_emission(inputs_.soils, years, prices_.natural_gas_firm, weather(window));
    setting_.accounts.post_emissions(window, Subsector::soils_liming, Carrier::process,
                                     soil * inputs_.arable_land * window.years());
  }

 private:
  void settle() {
    const auto n = static_cast<std::size_t>(std::max(1.0, std::floor(inputs_.farms + 0.5)));
    farms_.resize(n);
    double area = 0;
    for (std::size_t f = 0; f < n; ++f) {
      const sim::AgentId id = sim::agent_id("farm", f);
      Farm& farm = farms_[f];
      farm.area = sim::lognormal(setting_.random.uniform(farm_size, id, 0), 1.0, inputs_.size_spread);
      for (std::uint32_t k = 0; k < 5; ++k) {
        const auto u = setting_.random.uniform_pair(farm_herd, id, 0, k);
        farm.herd[k] = u[0] < inputs_.herds.herd_farm_share ? farm.area * sim::exponential(u[1], 1.0) : 0.0;
      }
      area += farm.area;
      for (std::uint32_t p = 0; p < 3; ++p) {
        const PracticeAssumptions& terms = inputs_.adoption.practice[p];
        const auto v = setting_.random.uniform_pair(farm_practice, id, 0, p);
        farm.cost_factor[p] = sim::lognormal(v[0], 1.0, std::max(terms.cost_spread, 1e-9));
        // Those with the lowest cost began first.
        farm.practises[p] = farm.before[p] = v[0] < terms.initial_share;
      }
    }
    for (Farm& farm : farms_) farm.area *= inputs_.arable_land / area;
    for (std::size_t k = 0; k < 5; ++k) settle_herds(k);
    proposals_.assign(n, {});
  }

  double eligible(const Farm& farm, std::size_t practice) const {
    return farm.area * inputs_.adoption.practice[practice].eligible_share;
  }

  /// The state pays for cover crops, the city's programme for each practice by its weight [SEK/(ha year)].
  double payment(std::size_t practice, sim::Time date) const {
    return state_payment(practice) + programme_payment(practice, date);
  }

  double state_payment(std::size_t practice) const {
    return practice == static_cast<std::size_t>(Practice::cover_crop) ? policy_.farm_payment : 0.0;
  }

  double programme_payment(std::size_t practice, sim::Time date) const {
    if (!inputs_.programme) return 0;
    return inputs_.programme->number("payment", 0) * inputs_.programme->strength(date) *
           inputs_.adoption.practice[practice].payment_weight;
  }

  std::array<double, 3> practising_share() const {
    std::array<double, 3> share{};
    for (const Farm& farm : farms_) {
      for (std::size_t p = 0; p < 3; ++p)
        share[p] += farm.practises[p] ? 1.0 / static_cast<double>(farms_.size()) : 0.0;
    }
    return share;
  }

  /// Shares of a kind's animals add up to 1; where chance left it without a farm, all keep some.
  void settle_herds(std::size_t kind) {
    double sum = 0;
    for (const Farm& farm : farms_) sum += farm.herd[kind];
    for (Farm& farm : farms_) farm.herd[kind] = sum > 0 ? farm.herd[kind] / sum : farm.area / inputs_.arable_land;
  }

  void turn_herds(int year) {
    const HerdAssumptions& herds = inputs_.herds;
    for (std::uint32_t k = 0; k < 5; ++k) {
      double given_up = 0;
      double kept = 0;
      for (std::size_t f = 0; f < farms_.size(); ++f) {
        double& herd = farms_[f].herd[k];
        if (herd <= 0) continue;
        // Ordinal: the calendar year.
        const double u =
            setting_.random.uniform(farm_herd_exit, sim::agent_id("farm", f), static_cast<std::uint32_t>(year), k);
        if (u < herds.exit[k]) {
          given_up += herd;
          herd = 0;
        } else {
          kept += herd;
        }
      }
      herd_[k] = 0;
      const double takeover = kept > 0 ? 1.0 + herds.takeover * given_up / kept : 0.0;
      for (Farm& farm : farms_) {
        farm.herd[k] *= takeover * (1.0 + herds.growth);
        herd_[k] += farm.herd[k];
      }
    }
  }

  void bind_carbon(const sim::Window& window) {
    double bound = 0;
    double paid = 0;   // by the programme [SEK/year]
    double state = 0;  // paid by the state [SEK/year]
    double cost = 0;   // of practising, what it brings in the field taken off [SEK/year]
    double gases = 0;  // [g CO2e/year]
    for (Farm& farm : farms_) {
      for (std::size_t p = 0; p < 3; ++p) {
        if (farm.before[p] || (!farm.practises[p] && farm.carbon[p] <= 0)) continue;
        const double area = eligible(farm, p);
        const double after =
            soil_carbon_after(inputs_.adoption.practice[p], farm.practises[p], farm.carbon[p], window.years());
        bound += area * (after - farm.carbon[p]);
        farm.carbon[p] = after;
        if (!farm.practises[p]) continue;
        const PracticeAssumptions& terms = inputs_.adoption.practice[p];
        cost += area * (terms.cost * farm.cost_factor[p] - terms.benefit);
        paid += area * programme_payment(p, window.begin);
        state += area * state_payment(p);
        gases += area * inputs_.adoption.practice[p].nitrous_oxide;
      }
    }
    setting_.accounts.post_sink(window, Sink::soil_carbon, bound);
    setting_.accounts.post_emissions(window, Subsector::soils_liming, Carrier::process, gases * window.years());
    pay(window, cost, state, paid);
  }

  /// What additional area costs farms, and what the state and the programme pay them for it [SEK/year].
  void pay(const sim::Window& window, double cost, double state, double programme) {
    Accounts& accounts = setting_.accounts;
    accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::agriculture, cost * window.years());
    accounts.post_grant(window, MoneyKind::running_cost, Payer::state, Payer::firms, Measure::agriculture,
                        state * window.years());
    if (programme <= 0) return;
    post_support(accounts, window, *inputs_.programme, MoneyKind::running_cost, Payer::firms, Measure::agriculture,
                 programme * window.years());
  }

  double weather(const sim::Window& window) const {
    const int year = policy_.frozen ? sim::to_civil(policy_.driver_date).year : window.year;
    const sim::Time middle = sim::from_civil({year, 7, 1});
    if (year <= sim::to_civil(inputs_.soils.weather.last_date()).year) return inputs_.soils.weather.at(middle);
    // Ordinal: the calendar year; one weather for all farms.
    const double u = setting_.random.uniform(farm_weather, sim::agent_id("farm", 0), static_cast<std::uint32_t>(year));
    return sim::exp(inputs_.soils.weather_sd * sim::normal_quantile(u));
  }

  FarmersInputs inputs_;
  const Setting setting_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  std::vector<Farm> farms_;
  std::vector<std::array<bool, 3>> proposals_;
  std::array<double, 5> herd_{1, 1, 1, 1, 1};  // animals relative to 2015 by Livestock [1]
};

}  // namespace

std::unique_ptr<sim::Kind> make_farmers(const FarmersInputs& inputs, const Setting& setting) {
  return std::make_unique<Farmers>(inputs, setting);
}

}  // namespace skifte::agents

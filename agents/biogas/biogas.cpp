#include "agents/biogas/biogas.hpp"

#include <algorithm>
#include <string>

#include "agents/biogas/allocation.hpp"
#include "agents/biogas/signals.hpp"
#include "agents/lever_works.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/waste/signals.hpp"
#include "sim/math.hpp"

namespace skifte::agents {

BiogasAssumptions::BiogasAssumptions(sim::AssumptionReader& read)
    : local_share(read.number("biogas.local_share", "1", "Share of the local plant's gas sold to the city's users")),
      regional(read.series("biogas.regional_supply", "Wh/year", "The region's biogas open to the city's users")),
      regional_growth(
          read.number("biogas.regional_growth", "1/year", "Growth of that supply after the last known year")),
      imports(read.number("biogas.imports", "Wh/year", "Certified imports through the grid at the reference premium")),
      import_elasticity(read.number("biogas.import_elasticity", "1", "Elasticity of imports on the premium")),
      reference_premium(read.number("biogas.reference_premium", "SEK/kWh", "Premium over natural gas at those imports",
                                    sim::Bounds::positive())),
      demand_elasticity(
          read.number("biogas.demand_elasticity", "1", "Fall of wishes without a contract per rise of the premium")),
      scarcity_ceiling(read.number("biogas.scarcity_ceiling", "1", "Largest premium over the market's")),
      shortage_threshold(
          read.number("biogas.shortage_threshold", "1", "Unmet share of wishes that makes somebody build")),
      plant_size(read.number("biogas.plant_size", "Wh/year", "Production of a new plant")),
      premium_needed(read.number("biogas.premium_needed", "SEK/kWh", "Premium over natural gas that pays a new plant")),
      build_time(read.number("biogas.build_time", "year", "From decision to gas")),
      investment(read.number("biogas.investment", "SEK year/Wh", "Investment per yearly production")) {}

BiogasInputs::BiogasInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : market((read.set_reader("biogas"), levers.set_reader("biogas"), read)),
      expansion(levers.lever("biogas_expansion", "More biogas is made for the city's users",
                             {{"capacity", "Wh/year", "Additional production", true}})) {}

namespace {

class Biogas final : public sim::Kind {
 public:
  Biogas(const BiogasInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        waste_(setting.board.of<WasteSignals>()),
        signals_(setting.board.of<BiogasSignals>()) {
    signals_.granted.fill(1.0);
    if (inputs_.expansion) {
      price_works(inputs_.expansion, inputs_.expansion->number("capacity", 0) * inputs_.market.investment);
    }
  }

  std::string_view name() const override { return "biogas"; }

  void start(sim::Processes& processes) override { processes_ = &processes; }

  void account(const sim::Window& window) override {
    const auto& wanted = setting_.flows.biogas_wanted;
    const GasMarket market = market_of(window, wanted);
    const double r = scarcity(market);
    const std::int64_t supply =
        sim::to_count(market.fixed_supply + market.imports * sim::pow(r, market.import_elasticity));
    const auto granted = allocate_biogas(supply, wanted);
    pay_scarcity(window, granted, r);
    std::int64_t missing = 0;
    for (std::size_t user = 0; user < wanted.size(); ++user) {
      missing += wanted[user] - granted[user];
      wanted_ += static_cast<double>(wanted[user]);
      // Who wished for none would have got what the market has left, so that a first wish is judged fairly.
      granted_[user] = wanted[user] > 0 ? static_cast<double>(granted[user]) / static_cast<double>(wanted[user]) : 1.0;
    }
    missing_ += static_cast<double>(missing);
    signals_.shortage = static_cast<double>(missing);
    // Units gone without: MWh.
    setting_.accounts.post_bottleneck(window, Bottleneck::biogas, static_cast<double>(missing) / 1e6);
    if (build_end_ > window.begin && build_begin_ < window.end) pay(window);
  }

  void publish(const sim::Window&) override { signals_.granted = granted_; }

  void close_year(const sim::Window& window) override {
    const bool short_of = wanted_ > 0 && missing_ > inputs_.market.shortage_threshold * wanted_;
    const bool pays = signals_.premium >= inputs_.market.premium_needed;
    if (short_of && pays && !building_ && !policy_.frozen && processes_ != nullptr) build(window);
    wanted_ = 0;
    missing_ = 0;
  }

 private:
  GasMarket market_of(const sim::Window& window, const std::array<std::int64_t, gas_users>& wanted) const {
    const BiogasAssumptions& terms = inputs_.market;
    const sim::Time date = policy_.frozen ? policy_.driver_date : window.begin;
    const double later = std::max(0.0, date - terms.regional.last_date()) / sim::days_per_year;
    const double regional = terms.regional.at(date) * sim::exp(terms.regional_growth * later);
    const double premium = prices_.biogas_premium > 0 ? prices_.biogas_premium / terms.reference_premium : 1.0;
    const double lever =
        inputs_.expansion ? inputs_.expansion->number("capacity", 0) * inputs_.expansion->strength(date) : 0;
    GasMarket market{};
    market.fixed_supply = waste_.biogas_produced * terms.local_share + (regional + built_ + lever) * window.years();
    market.imports = terms.imports * sim::pow(premium, terms.import_elasticity) * window.years();
    market.import_elasticity = terms.import_elasticity;
    for (std::size_t user = 0; user < wanted.size(); ++user)
      (user == static_cast<std::size_t>(GasUser::buses) ? market.contracted : market.wanted) +=
          static_cast<double>(wanted[user]);
    market.demand_elasticity = terms.demand_elasticity;
    market.ceiling = terms.scarcity_ceiling;
    return market;
  }

  /// What scarcity adds to the premium of those without a contract; their own kinds book the market's.
  void pay_scarcity(const sim::Window& window, const std::array<std::int64_t, gas_users>& granted, double r) {
    signals_.premium = prices_.biogas_premium * r;
    std::int64_t sold = 0;
    for (std::size_t user = 0; user < granted.size(); ++user)
      if (user != static_cast<std::size_t>(GasUser::buses)) sold += granted[user];
    setting_.accounts.post_money(window, MoneyKind::running_cost, Payer::firms, Measure::other,
                                 static_cast<double>(sold) / 1000.0 * (signals_.premium - prices_.biogas_premium));
  }

  /// A plant is a project of its own: decided, built, then it sends gas.
  void build(const sim::Window& window) {
    building_ = true;
    build_begin_ = window.end;
    build_end_ = window.end + inputs_.market.build_time * sim::days_per_year;
    processes_->add("biogas_plant_" + std::to_string(window.year), [this](sim::ProcessContext& context) {
      context.wait_until(std::max(build_end_, context.now()));
      context.post(20, "biogas plant in operation", [this](sim::Time) {
        built_ += inputs_.market.plant_size;
        building_ = false;
      });
    });
  }

  void pay(const sim::Window& window) {
    const double overlap = std::min(window.end, build_end_) - std::max(window.begin, build_begin_);
    const double total = inputs_.market.investment * inputs_.market.plant_size;
    setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::other,
                                 total * overlap / (build_end_ - build_begin_));
  }

  BiogasInputs inputs_;
  const Setting setting_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const WasteSignals& waste_;
  BiogasSignals& signals_;
  sim::Processes* processes_ = nullptr;
  std::array<double, gas_users> granted_{};  // this month's [1]
  double built_ = 0;                         // [Wh/year] by plants built since 2015
  bool building_ = false;
  sim::Time build_begin_ = 0;
  sim::Time build_end_ = 0;
  double wanted_ = 0;   // this year [Wh]
  double missing_ = 0;  // this year [Wh]
};

}  // namespace

std::unique_ptr<sim::Kind> make_biogas(const BiogasInputs& inputs, const Setting& setting) {
  return std::make_unique<Biogas>(inputs, setting);
}

}  // namespace skifte::agents

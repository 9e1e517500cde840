#include "agents/charging/charging.hpp"

#include <algorithm>
#include <vector>

#include "agents/cars/signals.hpp"
#include "agents/charging/signals.hpp"
#include "agents/city/lever_booking.hpp"
#include "agents/demography/signals.hpp"
#include "agents/markets/signals.hpp"
#include "agents/state/signals.hpp"
#include "agents/utility/signals.hpp"

namespace skifte::agents {
namespace {

constexpr auto building_draw = sim::decision("charging.building_time");

class Charging final : public sim::Kind {
 public:
  Charging(const ChargingInputs& inputs, const Setting& setting)
      : inputs_(inputs),
        setting_(setting),
        cars_(setting.board.of<CarSignals>()),
        population_(setting.board.of<PopulationSignals>()),
        prices_(setting.board.of<PriceSignals>()),
        policy_(setting.board.of<PolicySignals>()),
        utility_(setting.board.of<UtilitySignals>()),
        signals_(setting.board.of<ChargingSignals>()),
        points_(inputs.initial_points) {
    show();
  }
  std::string_view name() const override { return "charging"; }

  void propose(const sim::Window& window, int) override {
    begun_ = 0;
    if (policy_.frozen) return;
    const double strength = inputs_.public_charging ? inputs_.public_charging->strength(window.begin) : 0;
    const double support = strength > 0 ? inputs_.public_charging->number("support", 0) * strength : 0;
    const double promised = strength > 0 ? inputs_.public_charging->number("points", 0) * strength : 0;
    const double plugins = cars_.stock[static_cast<std::size_t>(index(Powertrain::plugin_hybrid))] +
                           cars_.stock[static_cast<std::size_t>(index(Powertrain::battery))];
    // Operators expect the coming year's demand to grow as the last year's did.
    const double energy = cars_.charging_energy_public / window.years();
    if (window.month == 1) {
      growth_ = energy_a_year_ago_ > 0 ? std::clamp(energy / energy_a_year_ago_, inputs_.operators.growth_floor,
                                                    inputs_.operators.growth_ceiling)
                                       : 1;
      energy_a_year_ago_ = energy;
    }
    const double wanted =
        points_that_pay(inputs_.operators, energy * growth_, prices_.public_charging, support, plugins) + promised;
    const double gap = wanted - points_ - under_way_;
    wish_ += std::max(0.0, gap) * inputs_.operators.speed * window.years();
    while (wish_ >= inputs_.operators.site_size) {
      wish_ -= inputs_.operators.site_size;
      ++begun_;
    }
  }

  void commit(const sim::Window& window) override {
    for (int i = 0; i < begun_; ++i) begin_site(window);
    double opened = 0;
    std::erase_if(sites_, [&](const Site& site) {
      if (site.opens >= window.end) return false;
      opened += site.points;
      return true;
    });
    points_ += opened;
    under_way_ -= opened;
    if (opened > 0) {
      setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::charging,
                                   opened * inputs_.operators.investment);
    }
  }

  void account(const sim::Window& window) override {
    pay_support(window);
    waiting_ = 0;
    for (const Site& site : sites_) {
      if (site.built <= window.begin) waiting_ += site.points;  // all but the grid is there
    }
    if (waiting_ > 0) {
      setting_.accounts.post_bottleneck(window, Bottleneck::grid_connection, waiting_ * (window.end - window.begin));
    }
  }

  void publish(const sim::Window&) override { show(); }

  void close_year(const sim::Window& window) override {
    setting_.accounts.set_indicator(window, Accounts::Indicator::public_chargers, points_);
  }

 private:
  struct Site {
    sim::Time built;  ///< but for the grid [d]
    sim::Time opens;  ///< [d]
    double points;
  };

  /// Support goes to every open point, whether it would have paid without it or not.
  void pay_support(const sim::Window& window) {
    if (!inputs_.public_charging || policy_.frozen) return;
    const sim::LeverSetting& lever = *inputs_.public_charging;
    const double share = lever.number("support", 0) * lever.strength(window.begin);
    const double sek = share * inputs_.operators.point_cost * points_ * window.years();
    post_support(setting_.accounts, window, lever, MoneyKind::running_cost, Measure::charging, sek);
    setting_.accounts.post_money(window, MoneyKind::grant_received, Payer::firms, Measure::charging, sek);
  }

  /// Ordinal: the site's number.
  void begin_site(const sim::Window& window) {
    const double u = setting_.random.uniform(building_draw, sim::agent_id("charging_site", sites_begun_), 0);
    ++sites_begun_;
    const double months = sim::lognormal(u, inputs_.operators.building_time, inputs_.operators.building_log_sd);
    const sim::Time built = window.begin + months * sim::days_per_year / 12;
    const sim::Time connected = window.begin + utility_.connection_lead_time;
    sites_.push_back({built, std::max(built, connected), inputs_.operators.site_size});
    under_way_ += inputs_.operators.site_size;
  }

  void show() {
    signals_.public_points = points_;
    signals_.access = charging_access(inputs_.access, points_, population_.persons,
                                      cars_.stock[static_cast<std::size_t>(index(Powertrain::plugin_hybrid))] +
                                          cars_.stock[static_cast<std::size_t>(index(Powertrain::battery))]);
    signals_.waiting_for_grid = waiting_;
  }

  const ChargingInputs inputs_;
  const Setting setting_;
  const CarSignals& cars_;
  const PopulationSignals& population_;
  const PriceSignals& prices_;
  const PolicySignals& policy_;
  const UtilitySignals& utility_;
  ChargingSignals& signals_;
  std::vector<Site> sites_;
  std::uint64_t sites_begun_ = 0;
  int begun_ = 0;         ///< sites proposed this month
  double points_;         ///< [points]
  double under_way_ = 0;  ///< [points]
  double wish_ = 0;       ///< fraction of a site not yet begun [points]
  double waiting_ = 0;    ///< [points]
  double growth_ = 1;     ///< of public charging over the last year [1]
  double energy_a_year_ago_ = 0;
};

}  // namespace

ChargingInputs::ChargingInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : operators((read.set_reader("charging"), levers.set_reader("charging"), read)),
      access(read),
      initial_points(read.number("charging.initial_points", "1", "Public charging points at the start")),
      public_charging(levers.lever("public_charging",
                                   "Public charging points beyond what pays, by support or the city's own",
                                   {{"points", "1", "Points added once the lever is at full strength"},
                                    {"support", "1", "Share of a point's yearly cost that is paid to operators"}})) {}

std::unique_ptr<sim::Kind> make_charging(const ChargingInputs& inputs, const Setting& setting) {
  return std::make_unique<Charging>(inputs, setting);
}

}  // namespace skifte::agents

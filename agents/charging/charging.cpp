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
#include "sim/math.hpp"

namespace skifte::agents {
namespace {

constexpr double months_per_year = 12;
constexpr auto normal_kind = static_cast<std::size_t>(Charger::normal);
constexpr auto fast_kind = static_cast<std::size_t>(Charger::fast);
constexpr auto building_draw = sim::decision("charging.building_time");
constexpr auto area_draw = sim::decision("charging.area");
constexpr auto grid_row = static_cast<std::size_t>(GridCustomer::public_chargers);

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
        points_{inputs.initial_points, 0} {
    show();
  }
  std::string_view name() const override { return "charging"; }

  void propose(const sim::Window& window, int) override {
    begun_ = {};
    if (policy_.frozen) return;
    const double strength = inputs_.public_charging ? inputs_.public_charging->strength(window.begin) : 0;
    const double lever_support = strength > 0 ? inputs_.public_charging->number("support", 0) * strength : 0;
    const double promised = strength > 0 ? inputs_.public_charging->number("points", 0) * strength : 0;
    const double energy = cars_.charging_energy_public / window.years();
    const double plugins = plug_in_cars();
    if (window.month == 1) {
      energy_growth_ = growth(energy, energy_a_year_ago_);
      plugins_growth_ = growth(plugins, plugins_a_year_ago_);
      energy_a_year_ago_ = energy;
      plugins_a_year_ago_ = plugins;
    }
    for (std::size_t kind = 0; kind < charger_kinds; ++kind) {
      const double lead = inputs_.operators.building_time[kind] / months_per_year;
      const ChargingMarket market{
          .energy = energy * sim::pow(energy_growth_, lead),
          .price = prices_.public_charging,
          .plugins = plugins * sim::pow(plugins_growth_, lead),
          .support = 1 - (1 - inputs_.operators.state_support.at(window.begin)) * (1 - lever_support)};
      const double wanted =
          points_that_pay(inputs_.operators, static_cast<Charger>(kind), market) + (kind == normal_kind ? promised : 0);
      const double gap = wanted - points_[kind] - under_way_[kind];
      wish_[kind] += std::max(0.0, gap) * inputs_.operators.speed * window.years();
      while (wish_[kind] >= inputs_.operators.site_size[kind]) {
        wish_[kind] -= inputs_.operators.site_size[kind];
        ++begun_[kind];
      }
    }
  }

  void commit(const sim::Window& window) override {
    grid_.look(utility_.grid[grid_row], window.begin);
    for (std::size_t kind = 0; kind < charger_kinds; ++kind) {
      for (int i = 0; i < begun_[kind]; ++i) begin_site(window, kind);
    }
    ByCharger opened{};
    std::erase_if(sites_, [&](const Site& site) {
      if (opens(site) >= window.end) return false;
      opened[site.kind] += inputs_.operators.site_size[site.kind];
      return true;
    });
    double spent = 0;
    for (std::size_t kind = 0; kind < charger_kinds; ++kind) {
      points_[kind] += opened[kind];
      under_way_[kind] -= opened[kind];
      spent += opened[kind] * inputs_.operators.investment[kind];
    }
    if (spent <= 0) return;
    setting_.accounts.post_money(window, MoneyKind::investment, Payer::firms, Measure::charging, spent);
    const double grant = spent * inputs_.operators.state_support.at(driver_date(window));
    setting_.accounts.post_grant(window, MoneyKind::investment, Payer::state, Payer::firms, Measure::charging, grant);
  }

  void account(const sim::Window& window) override {
    pay_support(window);
    double waiting = 0;
    for (const Site& site : sites_) {
      if (site.built <= window.begin) waiting += inputs_.operators.site_size[site.kind];  // all but the grid is there
    }
    if (waiting > 0) {
      setting_.accounts.post_bottleneck(window, Bottleneck::grid_connection, waiting * (window.end - window.begin));
    }
    setting_.board.of<GridRequests>().of[grid_row] = grid_.state(window.end);
  }

  void publish(const sim::Window&) override { show(); }

  void close_year(const sim::Window& window) override {
    setting_.accounts.set_indicator(window, Accounts::Indicator::public_chargers, all_points());
  }

 private:
  struct Site {
    sim::Time built;  ///< but for the grid [d]
    std::size_t kind;
    GridConnections::Request connection;  ///< of a fast site
  };
  sim::Time opens(const Site& site) const {
    return site.kind == fast_kind ? std::max(site.built, grid_.ready(site.connection)) : site.built;
  }

  /// Support goes to every open point, whether it would have paid without it or not.
  void pay_support(const sim::Window& window) {
    if (!inputs_.public_charging || policy_.frozen) return;
    const sim::LeverSetting& lever = *inputs_.public_charging;
    const double share = lever.number("support", 0) * lever.strength(window.begin);
    double sek = 0;
    for (std::size_t kind = 0; kind < charger_kinds; ++kind) {
      sek += share * inputs_.operators.point_cost[kind] * points_[kind] * window.years();
    }
    post_support(setting_.accounts, window, lever, MoneyKind::running_cost, Payer::firms, Measure::charging, sek);
  }

  double plug_in_cars() const {
    return cars_.stock[static_cast<std::size_t>(index(Powertrain::plugin_hybrid))] +
           cars_.stock[static_cast<std::size_t>(index(Powertrain::battery))];
  }
  double all_points() const { return points_[normal_kind] + points_[fast_kind]; }
  sim::Time driver_date(const sim::Window& window) const { return policy_.frozen ? policy_.driver_date : window.begin; }

  /// Growth over a year as operators project it.
  double growth(double now, double a_year_ago) const {
    if (a_year_ago <= 0) return 1;
    return std::clamp(now / a_year_ago, inputs_.operators.growth_floor, inputs_.operators.growth_ceiling);
  }

  /// Agent: the site's number among its kind; there is one draw a site of each decision.
  void begin_site(const sim::Window& window, std::size_t kind) {
    const auto agent = sim::agent_id(kind == fast_kind ? "fast_charging_site" : "charging_site", sites_begun_[kind]++);
    const double u = setting_.random.uniform(building_draw, agent, 0);
    const double months = sim::lognormal(u, inputs_.operators.building_time[kind], inputs_.operators.building_log_sd);
    const sim::Time built = window.begin + months * sim::days_per_year / months_per_year;
    GridConnections::Request connection{};
    if (kind == fast_kind) {
      const GridArea area = grid_area(utility_.grid[grid_row], setting_.random.uniform(area_draw, agent, 0));
      connection = grid_.ask(area, inputs_.operators.site_size[kind] * inputs_.point_power, window.begin);
    }
    sites_.push_back({built, kind, connection});
    under_way_[kind] += inputs_.operators.site_size[kind];
  }

  void show() {
    signals_.public_points = all_points();
    signals_.fast_points = points_[fast_kind];
    signals_.access = charging_access(inputs_.access, all_points(), population_.persons, plug_in_cars());
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
  GridConnections grid_;
  std::array<std::uint64_t, charger_kinds> sites_begun_{};
  std::array<int, charger_kinds> begun_{};  ///< sites proposed this month
  ByCharger points_;                        ///< [points]
  ByCharger under_way_{};                   ///< [points]
  ByCharger wish_{};                        ///< fraction of a site not yet begun [points]
  double energy_growth_ = 1;                ///< of public charging over the last year [1]
  double plugins_growth_ = 1;               ///< of plug-in cars [1]
  double energy_a_year_ago_ = 0, plugins_a_year_ago_ = 0;
};

}  // namespace

ChargingInputs::ChargingInputs(sim::AssumptionReader& read, sim::LeverReader& levers)
    : operators((read.set_reader("charging"), levers.set_reader("charging"), read)),
      access(read),
      initial_points(read.number("charging.initial_points", "1", "Public charging points at the start, all normal")),
      point_power(read.number("grid.point_power", "W", "Power that a fast public charging point asks for")),
      public_charging(levers.lever("public_charging",
                                   "Public charging points beyond what pays, by support or the city's own",
                                   {{"points", "1", "Points added once the lever is at full strength"},
                                    {"support", "1", "Share of a point's yearly cost that is paid to operators"}})) {}

std::unique_ptr<sim::Kind> make_charging(const ChargingInputs& inputs, const Setting& setting) {
  return std::make_unique<Charging>(inputs, setting);
}

}  // namespace skifte::agents
